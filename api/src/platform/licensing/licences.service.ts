import { Injectable } from '@nestjs/common';
import { MODULES, type ModuleId, type ModuleTier } from '@libs/contracts';
import { Config } from '../config/config.js';
import { currentActor, currentContext, currentTenantId } from '../context/request-context.js';
import { Database } from '../database/database.js';
import { AppError } from '../errors/app-error.js';
import type { RecordType } from '../records/record-type.js';

/** One module as one tenant has it. */
export interface Licence {
  readonly id: ModuleId;
  readonly name: string;
  readonly enabled: boolean;
  readonly tier: ModuleTier;
  readonly trialEndsAt: string | null;
}

const REMEMBERED_MS = 5_000;

/** Which modules the tenant has switched on. */
@Injectable()
export class Licences {
  private readonly known = new Map<string, { readonly at: number; readonly licences: readonly Licence[] }>();

  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** @throws MODULE_NOT_ENABLED or TRIAL_EXPIRED, each with an `upgradeUrl`; FORBIDDEN where the caller's key leaves the module out */
  async require(module: ModuleId): Promise<void> {
    const actor = currentContext().actor;
    if (actor?.kind === 'member' && actor.modules && !actor.modules.includes(module)) throw new AppError('FORBIDDEN', `This API key may not use ${MODULES[module].name}.`);
    const licence = (await this.all()).find((each) => each.id === module);
    const upgradeUrl = `${this.config.origin}/settings/modules?module=${module}`;
    if (!licence?.enabled) throw new AppError('MODULE_NOT_ENABLED', `${MODULES[module].name} is switched off in this workspace. Its owner can switch it on.`, { upgradeUrl });
    if (licence.tier === 'TRIAL' && licence.trialEndsAt && licence.trialEndsAt < new Date().toISOString()) {
      throw new AppError('TRIAL_EXPIRED', `The trial of ${MODULES[module].name} has ended.`, { upgradeUrl });
    }
  }

  /**
   * The same for services, whichever door led there: field and reference resolvers, jobs of a member, a module that uses another one's records. Machine work
   * for the tenant goes on: a module that is switched off keeps its data in order.
   */
  async requireForRecords(types: Iterable<RecordType>): Promise<void> {
    if (currentActor().kind === 'system') return;
    for (const module of new Set([...types].map((type) => type.module))) await this.require(module);
  }

  async all(): Promise<readonly Licence[]> {
    const tenantId = currentTenantId();
    const known = this.known.get(tenantId);
    if (known && Date.now() - known.at < REMEMBERED_MS) return known.licences;
    const rows = await this.database.read<{ id: string; enabled: boolean; tier: ModuleTier; trialEndsAt: string | null }>('select module_id as id, enabled, tier, trial_ends_at as "trialEndsAt" from tenant_modules');
    const licences = rows.flatMap((row) => (row.id in MODULES ? [{ ...row, id: row.id as ModuleId, name: MODULES[row.id as ModuleId].name }] : []));
    if (this.known.size > 10_000) this.known.clear();
    this.known.set(tenantId, { at: Date.now(), licences });
    return licences;
  }

  /** After a change in this process; others notice within seconds. */
  forget(): void {
    this.known.clear();
  }
}
