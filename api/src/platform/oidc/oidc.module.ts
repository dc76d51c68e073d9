import { Global, Module } from '@nestjs/common';
import { Identities } from './identities.service.js';
import { OidcController } from './oidc.controller.js';
import { OidcFlows } from './oidc-flows.service.js';
import { OidcProviders } from './oidc-providers.js';
import { OidcResolver } from './oidc.resolver.js';

/** Signing in through Google, Microsoft, and any other service that speaks OpenID Connect. */
@Global()
@Module({ controllers: [OidcController], providers: [Identities, OidcFlows, OidcProviders, OidcResolver], exports: [Identities] })
export class OidcModule {}
