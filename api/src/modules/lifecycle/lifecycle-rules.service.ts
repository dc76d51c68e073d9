import { Injectable } from '@nestjs/common';
import { requirePermission } from '../../platform/access/ability.js';
import { ChangeSets } from '../../platform/changes/change-sets.service.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import type { Lifecycle } from './lifecycle-order.js';
import { LIFECYCLE_TRIGGERS, lifecycleRuleRecord, type LifecycleTrigger } from './lifecycle-rule.record.js';

export interface Rule {
  readonly trigger: LifecycleTrigger;
  readonly lifecycle: Lifecycle;
  readonly isActive: boolean;
}

const DEFAULTS: Readonly<Record<LifecycleTrigger, Lifecycle>> = { DEAL_CREATED: 'OPPORTUNITY', DEAL_WON: 'CUSTOMER' };

/** The rules by which contacts move forward without anybody moving them. */
@Injectable()
export class LifecycleRules {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSets,
  ) {}

  list(): Promise<Rule[]> {
    return this.database.run(loadRules);
  }

  /** @throws FORBIDDEN */
  set(rule: Rule): Promise<{ changeSetId: string; rule: Rule }> {
    requirePermission('manage:settings');
    return this.database.run(async (unit) => {
      const [present] = await unit.query<{ id: string }>('select id from lifecycle_rules where trigger = $1 and deleted_at is null', [rule.trigger]);
      const { trigger, lifecycle, isActive } = rule;
      const change = { type: lifecycleRuleRecord, values: { trigger, lifecycle, isActive }, derived: true };
      const { changeSetId } = await this.changeSets.applyOne('Changed a lifecycle rule', present ? { ...change, operation: 'update', id: present.id } : { ...change, operation: 'create' });
      return { changeSetId, rule };
    });
  }
}

/** One for each trigger. */
export async function loadRules(unit: UnitOfWork): Promise<Rule[]> {
  const rows = await unit.query<Rule & Record<string, unknown>>('select trigger, lifecycle, is_active as "isActive" from lifecycle_rules where deleted_at is null');
  return LIFECYCLE_TRIGGERS.map((trigger) => rows.find((row) => row.trigger === trigger) ?? { trigger, lifecycle: DEFAULTS[trigger], isActive: true });
}
