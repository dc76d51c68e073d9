import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AccessWatch } from '../access/access-watch.js';
import { Database } from '../database/database.js';
import { AppError, notFound } from '../errors/app-error.js';
import { hashToken, REFRESH_DAYS, SessionTokens } from './session-tokens.js';

/** What a session is opened with. */
export interface SessionOrigin {
  readonly userAgent: string | null;
  readonly ip: string | null;
}

/** Tokens of a session, fresh from sign-in or refresh. */
export interface IssuedSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly tenantId: string | null;
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
}

export interface SessionRow {
  readonly id: string;
  readonly userAgent: string | null;
  readonly ip: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
}

/** Two tabs may refresh at once, or an answer may be lost on the way; within this time the token just spent still works. */
const GRACE_MS = 10_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const KEPT_HASHES = 50;

const EXPIRED = (): AppError => new AppError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');

/** Sessions: one a device. A refresh token is spent once; a spent one that turns up later was stolen, and ends the session for thief and owner alike. */
@Injectable()
export class Sessions {
  private readonly logger = new Logger('Sessions');

  constructor(
    private readonly database: Database,
    private readonly tokens: SessionTokens,
    private readonly access: AccessWatch,
  ) {}

  async open(userId: string, tenantId: string | null, origin: SessionOrigin): Promise<IssuedSession> {
    const sessionId = randomUUID();
    const refresh = this.tokens.refresh(sessionId);
    await this.database.runAs('identity', (unit) =>
      unit.query(`insert into sessions (id, user_id, tenant_id, refresh_hash, user_agent, ip, expires_at) values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => ${REFRESH_DAYS}))`, [
        sessionId, userId, tenantId, refresh.hash, origin.userAgent?.slice(0, 300) ?? null, origin.ip,
      ]),
    );
    return this.issue({ sessionId, userId, tenantId, refreshToken: refresh.token });
  }

  /** Spends a refresh token and answers new ones. @throws UNAUTHENTICATED when it is unknown, expired, revoked, or was spent before */
  async refresh(token: string): Promise<IssuedSession> {
    const [sessionId = '', secret = ''] = token.split('.');
    const spent = hashToken(secret);
    const next = this.tokens.successor(sessionId, secret);
    const outcome = await this.database.runAs('identity', async (unit) => {
      const [row] = await unit.query<{ user_id: string; tenant_id: string | null; refresh_hash: string; previous_hashes: string[]; age: number; live: boolean }>(
        `select user_id, tenant_id, refresh_hash, previous_hashes, (extract(epoch from now() - last_used_at) * 1000)::float8 as age, revoked_at is null and expires_at > now() as live
         from sessions where id = $1 for update`,
        [UUID.test(sessionId) ? sessionId : null],
      );
      if (!row?.live) return null;
      if (row.refresh_hash !== spent) {
        // The token just spent, by another tab or with an answer that was lost, leads to the same successor once more.
        if (row.refresh_hash === next.hash && row.age < GRACE_MS) return { userId: row.user_id, tenantId: row.tenant_id };
        if (!row.previous_hashes.includes(spent)) return null;
        await unit.query(`update sessions set revoked_at = now(), revoked_reason = 'reuse of a spent refresh token' where id = $1`, [sessionId]);
        unit.afterCommit(() => this.access.tell({ userId: row.user_id }));
        return 'theft';
      }
      await unit.query(
        `update sessions set refresh_hash = $2, previous_hashes = (previous_hashes || $3::text)[greatest(1, cardinality(previous_hashes) + 2 - ${KEPT_HASHES}):], last_used_at = now(),
           expires_at = now() + make_interval(days => ${REFRESH_DAYS}) where id = $1`,
        [sessionId, next.hash, row.refresh_hash],
      );
      return { userId: row.user_id, tenantId: row.tenant_id };
    });
    if (outcome === 'theft') this.logger.warn(`A spent refresh token was used again; session ${sessionId} is revoked.`);
    if (!outcome || outcome === 'theft') throw EXPIRED();
    return this.issue({ sessionId, ...outcome, refreshToken: next.token });
  }

  /** Points the session at another tenant; the tokens it has go on working for the refresh that follows. */
  async switchTenant(sessionId: string, userId: string, tenantId: string): Promise<IssuedSession> {
    const next = this.tokens.refresh(sessionId);
    const rows = await this.database.runAs('identity', (unit) =>
      unit.query(
        `update sessions set tenant_id = $3, previous_hashes = previous_hashes || refresh_hash, refresh_hash = $4, last_used_at = now()
         where id = $1 and user_id = $2 and revoked_at is null returning id`,
        [sessionId, userId, tenantId, next.hash],
      ),
    );
    if (rows.length === 0) throw EXPIRED();
    return this.issue({ sessionId, userId, tenantId, refreshToken: next.token });
  }

  /** Whether the session still lives: an access token outlives a sign-out otherwise. */
  async isLive(sessionId: string): Promise<boolean> {
    const rows = await this.database.runAs('identity', (unit) => unit.query('select 1 from sessions where id = $1 and revoked_at is null and expires_at > now()', [sessionId]));
    return rows.length > 0;
  }

  async revoke(userId: string, sessionId: string, reason: string): Promise<void> {
    const rows = await this.database.runAs('identity', (unit) => {
      unit.afterCommit(() => this.access.tell({ userId }));
      return unit.query('update sessions set revoked_at = coalesce(revoked_at, now()), revoked_reason = coalesce(revoked_reason, $3) where id = $2 and user_id = $1 returning id', [userId, sessionId, reason]);
    });
    if (rows.length === 0) throw notFound('This session');
  }

  /** Ends the session of a refresh token, for callers whose access token has run out; one that is worthless ends nothing. */
  async revokeByToken(token: string, reason: string): Promise<void> {
    const [sessionId = '', secret = ''] = token.split('.');
    if (!UUID.test(sessionId)) return;
    await this.database.runAs('identity', async (unit) => {
      const [ended] = await unit.query<{ user_id: string }>('update sessions set revoked_at = now(), revoked_reason = $3 where id = $1 and refresh_hash = $2 and revoked_at is null returning user_id', [sessionId, hashToken(secret), reason]);
      if (ended) unit.afterCommit(() => this.access.tell({ userId: ended.user_id }));
    });
  }

  /** Ends all of a user's sessions but `except`; with a tenant, only those in it. */
  async revokeAll(userId: string, reason: string, options: { except?: string; tenantId?: string } = {}): Promise<void> {
    await this.database.runAs('identity', (unit) => {
      unit.afterCommit(() => this.access.tell({ userId }));
      return unit.query(
        `update sessions set revoked_at = now(), revoked_reason = $2 where user_id = $1 and revoked_at is null and ($3::uuid is null or id <> $3) and ($4::uuid is null or tenant_id = $4)`,
        [userId, reason, options.except ?? null, options.tenantId ?? null],
      );
    });
  }

  async list(userId: string): Promise<SessionRow[]> {
    return this.database.runAs('identity', (unit) =>
      unit.query<SessionRow & Record<string, unknown>>(
        `select id, user_agent as "userAgent", ip, created_at as "createdAt", last_used_at as "lastUsedAt" from sessions
         where user_id = $1 and revoked_at is null and expires_at > now() order by last_used_at desc limit 100`,
        [userId],
      ),
    );
  }

  private async issue(session: { sessionId: string; userId: string; tenantId: string | null; refreshToken: string }): Promise<IssuedSession> {
    const access = await this.tokens.access({ sub: session.userId, tid: session.tenantId, sid: session.sessionId });
    return { ...session, accessToken: access.token, expiresAt: access.expiresAt };
  }
}
