import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { PermissionOverrides, Role } from '@libs/contracts';
import { CallerMemory } from '../access/caller-memory.js';
import { isApiKey } from '../api-keys/api-key.js';
import { ApiKeyContexts } from '../api-keys/api-key-contexts.js';
import { ConnectionContexts } from '../context/connection-contexts.js';
import { anonymousContext, type Actor, type RequestContext } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import { acceptedLanguage } from '../i18n/accepted-language.js';
import { requestIdOf } from '../http/request-id.js';
import { Tenants } from '../tenancy/tenants.service.js';
import { ACCESS_COOKIE, cookieOf } from './session-cookies.js';
import type { AccessClaims } from './session-tokens.js';

interface CallerRow {
  timezone: string;
  locale: string;
  member_id: string | null;
  member_name: string | null;
  role: Role | null;
  permissions: PermissionOverrides | null;
  status: string | null;
  two_factor: boolean;
  expires_at: string;
}

/** A session's person, as remembered from request to request. */
interface Known {
  readonly timezone: string;
  readonly locale: string;
  readonly twoFactor: boolean;
  readonly expiresAt: string;
  /** Null where the person is no active member of the tenant. One object for all requests, so that what is worked out from it serves them all. */
  readonly actor: Extract<Actor, { kind: 'member' }> | null;
}

/** Who a caller is, and in which tenant: the one place where a token becomes a context. */
@Injectable()
export class CallerContexts extends ConnectionContexts {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly jwt: JwtService,
    private readonly keys: ApiKeyContexts,
    private readonly memory: CallerMemory,
  ) {
    super();
  }

  /**
   * The context of a caller with these claims on that host. Session, membership and role are not in the token but read, or remembered until they change, so
   * that a sign-out or a changed role takes effect at once. Where only the workspace is closed to the caller, the user stays known and the context says why: signing out and going on in another
   * workspace must work from there. @throws UNAUTHENTICATED (session over, token of another tenant's host)
   */
  async contextOf(claims: AccessClaims, request: IncomingMessage, via: 'web' | 'api'): Promise<RequestContext> {
    const hostTenant = await this.tenants.byHost(request);
    const tenantId = claims.tid;
    if (hostTenant && tenantId && hostTenant.id !== tenantId) throw new AppError('UNAUTHENTICATED', 'This session belongs to another workspace. Sign in again.');
    const known = await this.memory.recall(
      `session ${claims.sid} ${claims.sub} ${tenantId ?? ''} ${via}`,
      () => this.read(claims, via),
      ({ actor, expiresAt }) => actor && { userId: claims.sub, tenantId, memberId: actor.memberId, until: Date.parse(expiresAt) },
    );
    const { actor, locale, timezone } = known;
    const base: RequestContext = { ...anonymousContext(requestIdOf(request), acceptedLanguage(request)), userId: claims.sub, sessionId: claims.sid, locale, timezone };
    if (!tenantId) return base;
    if (!actor) return { ...base, refusal: new AppError('UNAUTHENTICATED', 'You are no longer a member of this workspace.') };
    const refusal = (await this.tenants.refusalOf(tenantId)) ?? (await this.tenants.strictnessOf(tenantId, known.twoFactor));
    return refusal ? { ...base, refusal } : { ...base, tenantId, actor };
  }

  /** @throws UNAUTHENTICATED when the session is over */
  private async read({ sid, sub, tid }: AccessClaims, via: 'web' | 'api'): Promise<Known> {
    const [caller] = await this.database.readAs<CallerRow>(
      'identity',
      `select u.timezone, u.locale, m.id as member_id, m.name as member_name, m.role, m.permissions, m.status, s.expires_at,
         exists (select from two_factors f where f.user_id = u.id and f.confirmed_at is not null) as two_factor
       from sessions s join users u on u.id = s.user_id left join members m on m.user_id = u.id and m.tenant_id = $3 and m.deleted_at is null
       where s.id = $1 and s.user_id = $2 and s.revoked_at is null and s.expires_at > now()`,
      [sid, sub, tid],
      'caller',
    );
    if (!caller) throw new AppError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
    const { timezone, locale, member_id: memberId, status, two_factor: twoFactor, expires_at: expiresAt } = caller;
    const active = memberId && status === 'ACTIVE';
    const actor = active ? ({ kind: 'member', userId: sub, memberId, name: caller.member_name ?? '', role: caller.role ?? 'VIEWER', overrides: caller.permissions ?? {}, via } as const) : null;
    return { timezone, locale, twoFactor, expiresAt, actor };
  }

  /** A socket says who it is with its cookie, or with `accessToken` in its connection parameters. */
  async contextOfConnection(params: Readonly<Record<string, unknown>>, request: IncomingMessage): Promise<RequestContext> {
    const given = params['accessToken'];
    const token = typeof given === 'string' ? given : cookieOf(request, ACCESS_COOKIE);
    if (!token) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.');
    const context = isApiKey(token) ? await this.keys.contextOf(token, request) : await this.contextOf(await this.verified(token), request, typeof given === 'string' ? 'api' : 'web');
    if (context.refusal) throw context.refusal;
    return context;
  }

  private async verified(token: string): Promise<AccessClaims> {
    try {
      return await this.jwt.verifyAsync<AccessClaims>(token, { algorithms: ['HS256'] });
    } catch {
      throw new AppError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
    }
  }
}
