import { Injectable } from '@nestjs/common';
import { AccountNotices } from '../account/account-notices.js';
import { Database, type UnitOfWork } from '../database/database.js';
import { notFound, preconditionFailed } from '../errors/app-error.js';
import { SealBroken, Secrets } from '../secrets/secrets.service.js';
import { OidcProviders } from './oidc-providers.js';

/** Who somebody is at another service. */
export interface ExternalIdentity {
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** Whether the service vouches for the address. Without that it is worth nothing here: anybody can write any address into an account of their own. */
  readonly emailVerified: boolean;
  readonly name: string;
}

export interface LinkedIdentity {
  readonly id: string;
  readonly provider: string;
  readonly providerName: string;
  readonly email: string | null;
  readonly linkedAt: string;
  readonly lastUsedAt: string | null;
}

/** What came of looking for the account that an identity opens. */
export type Match = { readonly kind: 'found'; readonly userId: string } | { readonly kind: 'account-exists' } | { readonly kind: 'unknown' };

const TICKET = 'sign-up ticket';
const TICKET_MS = 30 * 60_000;

/** Which accounts at other services open which account here. */
@Injectable()
export class Identities {
  constructor(
    private readonly database: Database,
    private readonly notices: AccountNotices,
    private readonly providers: OidcProviders,
    private readonly secrets: Secrets,
  ) {}

  /**
   * The account that the identity opens: the one it is linked to, or the one with the same address where both sides have proven it, which is linked then. An address
   * that is unproven here may have been typed in by somebody else, who would be let in with its owner.
   */
  async match(identity: ExternalIdentity): Promise<Match> {
    return this.database.runAs('identity', async (unit) => {
      const [linked] = await unit.query<{ userId: string }>('update user_identities set last_used_at = now(), email = $3 where issuer = $1 and subject = $2 returning user_id as "userId"', [identity.issuer, identity.subject, identity.email]);
      if (linked) return { kind: 'found', userId: linked.userId };
      const [holder] = await unit.query<{ id: string; proven: boolean }>('select id, email_verified_at is not null as proven from users where email = $1', [identity.email]);
      if (!holder) return { kind: 'unknown' };
      if (!holder.proven || !identity.emailVerified) return { kind: 'account-exists' };
      await this.insert(unit, holder.id, identity);
      return { kind: 'found', userId: holder.id };
    });
  }

  /** Links an identity for a signed-in person. @returns false when it opens somebody else's account */
  async link(userId: string, identity: ExternalIdentity): Promise<boolean> {
    return this.database.runAs('identity', async (unit) => {
      const [present] = await unit.query<{ userId: string }>('select user_id as "userId" from user_identities where issuer = $1 and subject = $2', [identity.issuer, identity.subject]);
      if (present) return present.userId === userId;
      await this.insert(unit, userId, identity);
      return true;
    });
  }

  /** Inside the sign-up's own transaction. @throws PRECONDITION_FAILED when it opens an account already */
  async attach(unit: UnitOfWork, userId: string, { provider, issuer, subject, email }: ExternalIdentity): Promise<void> {
    const rows = await unit.query('insert into user_identities (user_id, provider, issuer, subject, email, last_used_at) values ($1, $2, $3, $4, $5, now()) on conflict do nothing returning id', [userId, provider, issuer, subject, email]);
    if (rows.length === 0) throw preconditionFailed('This sign-in opens another account already.');
  }

  async list(userId: string): Promise<LinkedIdentity[]> {
    const rows = await this.database.runAs('identity', (unit) =>
      unit.query<Omit<LinkedIdentity, 'providerName'> & Record<string, unknown>>('select id, provider, email, created_at as "linkedAt", last_used_at as "lastUsedAt" from user_identities where user_id = $1 order by created_at', [userId]),
    );
    return rows.map((row) => ({ ...row, providerName: this.providers.all.find(({ id }) => id === row.provider)?.name ?? row.provider }));
  }

  /** @throws NOT_FOUND, PRECONDITION_FAILED when nothing would be left to sign in with */
  async unlink(userId: string, id: string): Promise<void> {
    await this.database.runAs('identity', async (unit) => {
      const [user] = await unit.query<{ password: boolean }>('select password_hash is not null as password from users where id = $1 for update', [userId]);
      const [gone] = await unit.query<{ provider: string }>('delete from user_identities where id::text = $2 and user_id = $1 returning provider', [userId, id]);
      if (!gone) throw notFound('This linked sign-in');
      const left = await unit.query('select 1 from user_identities where user_id = $1', [userId]);
      if (!user?.password && left.length === 0) throw preconditionFailed('Choose a password first: nothing else lets you in.');
      await this.notices.changed(unit, userId, 'UNLINKED', this.nameOf(gone.provider));
    });
  }

  /** What somebody without an account brings back to the sign-up page. */
  ticketFor(identity: ExternalIdentity): string {
    return this.secrets.seal(JSON.stringify({ ...identity, at: Date.now() }), TICKET);
  }

  /** @throws PRECONDITION_FAILED when it took too long or is made up */
  openTicket(ticket: string): ExternalIdentity {
    try {
      const { at, ...identity } = JSON.parse(this.secrets.open(ticket, TICKET)) as ExternalIdentity & { at: number };
      if (Date.now() - at <= TICKET_MS) return identity;
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
    }
    throw preconditionFailed('This took too long. Sign in through the other service again.');
  }

  private async insert(unit: UnitOfWork, userId: string, identity: ExternalIdentity): Promise<void> {
    await this.attach(unit, userId, identity);
    await this.notices.changed(unit, userId, 'LINKED', this.nameOf(identity.provider));
  }

  private nameOf(provider: string): string {
    return this.providers.all.find(({ id }) => id === provider)?.name ?? provider;
  }
}
