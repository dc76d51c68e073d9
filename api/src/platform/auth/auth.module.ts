import { Global, Module, RequestMethod, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { JwtModule, type JwtModuleOptions } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { OperationGuard } from '../access/operation-guard.js';
import { OperationInventory } from '../access/operation-inventory.js';
import { ApiKeyContexts } from '../api-keys/api-key-contexts.js';
import { ApiKeysResolver } from '../api-keys/api-keys.resolver.js';
import { ApiKeys } from '../api-keys/api-keys.service.js';
import { Config } from '../config/config.js';
import { ConnectionContexts } from '../context/connection-contexts.js';
import { Licences } from '../licensing/licences.service.js';
import { RateLimiter } from '../rate-limit/rate-limiter.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AuthResolver } from './auth.resolver.js';
import { CallerContexts } from './caller-contexts.js';
import { CallerMiddleware } from './caller.middleware.js';
import { Identity } from './identity.service.js';
import { Profiles } from './profile.service.js';
import { SessionTokens, signingKey } from './session-tokens.js';
import { Sessions } from './sessions.service.js';
import { SignIns } from './sign-ins.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignUps } from './sign-up.service.js';

const shared = [ApiKeyContexts, ApiKeys, ApiKeysResolver, AuthResolver, CallerContexts, Identity, Licences, OperationInventory, Profiles, Sessions, SignIns, SignInThrottle, SignUps, Tenants];

const jwtOptions = ({ secret }: Config): JwtModuleOptions => {
  const key = signingKey(secret);
  return { secretOrKeyProvider: () => key, signOptions: { algorithm: 'HS256' } };
};

/** Who calls, in which tenant, and whether they may: entered for every request before anything else. */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    PassportModule,
    JwtModule.registerAsync({ inject: [Config], useFactory: jwtOptions }),
  ],
  providers: [
    ...shared,
    AccessTokenStrategy,
    CallerMiddleware,
    RateLimiter,
    SessionTokens,
    { provide: ConnectionContexts, useExisting: CallerContexts },
    { provide: APP_GUARD, useClass: OperationGuard },
  ],
  exports: [...shared, ConnectionContexts],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(CallerMiddleware, RateLimiter).forRoutes(...['graphql', 'files/{*rest}', 'api/{*rest}'].map((path) => ({ path, method: RequestMethod.ALL })));
  }
}
