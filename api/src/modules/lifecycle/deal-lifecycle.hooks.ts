import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Draft } from '../../platform/changes/draft.js';
import { registerHooks, type HookContext, type RecordHooks } from '../../platform/changes/record-hooks.js';
import type { UnitOfWork } from '../../platform/database/database.js';
import { contactRecord } from '../contacts/index.js';
import { opportunityContactRecord, opportunityRecord } from '../opportunities/index.js';
import { causedBy, LifecycleCause } from './lifecycle-history.js';
import { isForward, type Lifecycle } from './lifecycle-order.js';
import { loadRules, type Rule } from './lifecycle-rules.service.js';

interface Involved extends Record<string, unknown> {
  readonly id: string;
  readonly lifecycle: Lifecycle | null;
  readonly open: boolean;
  readonly won: boolean;
}

/** Moves the people of a deal forward, as the workspace's rules say: when they come to play a part in one, and when it is won. */
@Injectable()
export class DealLifecycleHooks implements RecordHooks, OnModuleInit {
  onModuleInit(): void {
    registerHooks(opportunityRecord.name, this);
    registerHooks(opportunityContactRecord.name, this);
  }

  async afterWrite(drafts: readonly Draft[], { unit, also }: HookContext): Promise<void> {
    const won = drafts.filter((draft) => draft.type === opportunityRecord && draft.changed.has('status') && draft.after['status'] === 'WON');
    const joined = drafts.filter((draft) => draft.type === opportunityContactRecord && draft.operation === 'create');
    if (won.length + joined.length === 0) return;
    const rules = (await loadRules(unit)).filter((rule) => rule.isActive);
    if (rules.length === 0) return;
    for (const contact of await involved(unit, won.map((draft) => draft.id), joined.map((draft) => draft.id))) {
      const lifecycle = targetOf(contact, rules);
      if (lifecycle) also({ type: contactRecord, operation: 'update', id: contact.id, values: { lifecycle }, extra: causedBy(LifecycleCause.RULE) });
    }
  }
}

/** The furthest state that a rule has for the contact, if it lies ahead. */
function targetOf({ lifecycle, open, won }: Involved, rules: readonly Rule[]): Lifecycle | null {
  const holds = { DEAL_WON: won, DEAL_CREATED: open || won };
  return rules.filter((rule) => holds[rule.trigger]).map((rule) => rule.lifecycle).reduce<Lifecycle | null>((furthest, each) => (isForward(furthest ?? lifecycle, each) ? each : furthest), null);
}

/** The people of these deals, and those of these roles, with what their deals have come to. */
const involved = (unit: UnitOfWork, dealIds: readonly string[], roleIds: readonly string[]): Promise<Involved[]> =>
  unit.query<Involved>(
    `select c.id, c.lifecycle, bool_or(o.status = 'OPEN') as open, bool_or(o.status = 'WON') as won
     from (select opportunity_id, contact_id from opportunity_contacts where opportunity_id = any($1::uuid[]) and deleted_at is null
           union select opportunity_id, contact_id from opportunity_contacts where id = any($2::uuid[]) and deleted_at is null) r
     join opportunities o on o.id = r.opportunity_id and o.deleted_at is null join contacts c on c.id = r.contact_id and c.deleted_at is null group by c.id, c.lifecycle order by c.id`,
    [dealIds, roleIds],
  );
