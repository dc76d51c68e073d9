import type { Role } from '@libs/contracts';
import { Identity } from '../../platform/auth/identity.service.js';
import { SignUps } from '../../platform/auth/sign-up.service.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Config } from '../../platform/config/config.js';
import { runInContext, type RequestContext } from '../../platform/context/request-context.js';
import { Database } from '../../platform/database/database.js';
import { DemoSeed, type DemoRun, type SeedStep } from '../../platform/seed/demo-seeds.js';
import { Tenants } from '../../platform/tenancy/tenants.service.js';
import { Invitations } from './invitations.service.js';
import { memberRecord } from './member.record.js';
import { teamRecord } from './team.record.js';

const DOMAIN = 'demo.kinship.test';
const OWNER = { key: 'owner', name: 'Olivia Marsh' } as const;
const COLLEAGUES: readonly { key: string; name: string; role: Role; jobTitle: string }[] = [
  { key: 'admin', name: 'Adrian Cole', role: 'ADMIN', jobTitle: 'Head of operations' },
  { key: 'member', name: 'Mira Lindqvist', role: 'MEMBER', jobTitle: 'Account executive' },
  { key: 'viewer', name: 'Victor Amadi', role: 'VIEWER', jobTitle: 'Controller' },
];
/** They own records and have no sign-in yet, as people have who come with an import. */
const SALES_PEOPLE: readonly { key: string; name: string; team: string; office: string; jobTitle: string }[] = [
  { key: 'hanna', name: 'Hanna Keller', team: 'North', office: 'Hamburg', jobTitle: 'Senior account executive' },
  { key: 'tomas', name: 'Tomas Duarte', team: 'North', office: 'Hamburg', jobTitle: 'Account executive' },
  { key: 'priya', name: 'Priya Nair', team: 'South', office: 'Lisbon', jobTitle: 'Senior account executive' },
  { key: 'jonas', name: 'Jonas Weber', team: 'South', office: 'Lisbon', jobTitle: 'Account executive' },
];
const TEAMS: readonly { name: string; description: string }[] = [
  { name: 'North', description: 'Germany, Benelux and the Nordics.' },
  { name: 'South', description: 'Iberia, France and Italy.' },
];
const OF_DEMO: Readonly<Record<string, { team: string; office: string }>> = { member: { team: 'North', office: 'Hamburg' }, admin: { team: 'South', office: 'Lisbon' } };

/** The demo tenant, a sign-in for each role, and a sales team without sign-ins. */
@DemoSeed({ order: 0 })
export class MembersSeed implements SeedStep {
  readonly title = 'Workspace and people';

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
    private readonly identity: Identity,
    private readonly invitations: Invitations,
    private readonly signUps: SignUps,
    private readonly tenants: Tenants,
  ) {}

  async seed(run: DemoRun): Promise<void> {
    const context = await this.tenant();
    run.enter(context);
    await runInContext(context, async () => {
      const present = await this.members();
      if (!present.has('hanna')) await this.salesTeam();
      for (const colleague of COLLEAGUES) if (!present.has(colleague.key)) await this.colleague(colleague);
      for (const [key, id] of await this.members()) run.members.set(key, id);
    });
  }

  /** The context of the demo's owner, who is signed up at the first time. */
  private async tenant(): Promise<RequestContext> {
    const email = `${OWNER.key}@${DOMAIN}`;
    const [known] = await this.database.runAs('identity', (unit) =>
      unit.query<{ user_id: string; tenant_id: string }>(
        `select m.user_id, m.tenant_id from members m join users u on u.id = m.user_id where u.email = $1 and m.role = 'OWNER' and m.deleted_at is null order by m.created_at limit 1`,
        [email],
      ),
    );
    if (known) return this.identity.contextFor(known.user_id, known.tenant_id);
    const { tenantId, context } = await this.signUps.signUp({ tenantName: 'Larkspur Partners', name: OWNER.name, email, password: this.config.demoPassword, timezone: 'Europe/Berlin', currency: 'USD' });
    // A trial would end, and the demo with it.
    await runInContext(context, () => this.database.run((unit) => unit.query(`update tenants set plan = 'ENTERPRISE', plan_expires_at = null where id = $1`, [tenantId])));
    this.tenants.forget();
    return context;
  }

  private async salesTeam(): Promise<void> {
    const { outcomes } = await this.changeSets.apply({ label: 'Set up teams', changes: TEAMS.map((values) => ({ type: teamRecord, operation: 'create', values })) });
    const teams = new Map(TEAMS.map(({ name }, index) => [name, outcomes[index]?.ok ? outcomes[index].id : null]));
    const changes = SALES_PEOPLE.map(({ key, name, team, office, jobTitle }) => ({
      type: memberRecord,
      operation: 'create' as const,
      values: { name, email: `${key}@${DOMAIN}`, office, jobTitle, teamId: teams.get(team) ?? null },
    }));
    await this.changeSets.apply({ label: 'Added the sales team', changes });
  }

  /** By the way a colleague takes: an invitation, redeemed. */
  private async colleague({ key, name, role, jobTitle }: (typeof COLLEAGUES)[number]): Promise<void> {
    const { member, inviteUrl } = await this.invitations.invite({ name, email: `${key}@${DOMAIN}`, role });
    await this.invitations.accept(inviteUrl.split('#')[1] ?? '', name, this.config.demoPassword, 'seed');
    const place = OF_DEMO[key];
    const [team] = place ? await this.database.read<{ id: string }>('select id from teams where name = $1 and deleted_at is null', [place.team]) : [];
    await this.changeSets.applyOne('Completed profile', { type: memberRecord, operation: 'update', id: member.id, values: { jobTitle, teamId: team?.id ?? null, office: place?.office ?? null } });
  }

  /** Members by the first part of their demo address. */
  private async members(): Promise<Map<string, string>> {
    const rows = await this.database.read<{ id: string; email: string }>(`select id, email from members where email is not null and deleted_at is null`);
    return new Map(rows.filter(({ email }) => email.endsWith(`@${DOMAIN}`)).map(({ id, email }) => [email.slice(0, -DOMAIN.length - 1), id]));
  }
}
