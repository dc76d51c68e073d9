import { Injectable } from '@nestjs/common';
import { isRefused, type Draft } from '../../platform/changes/draft.js';
import type { HookContext, RecordHooks } from '../../platform/changes/record-hooks.js';
import { loadRates } from '../currencies/index.js';
import { followAmount } from './amount-rules.js';
import { nameUnnamed } from './opportunity-names.js';
import { planLineItems, sendFollowUps } from './opportunity-product.js';
import { loadStages } from './stage-catalogue.js';
import { recordSteps, revertSteps } from './stage-history.js';
import { followStage, placeInStage } from './stage-rules.js';

/** The rules of opportunities, in the order in which they build on each other. A batch of any size costs the same number of queries. */
@Injectable()
export class OpportunityHooks implements RecordHooks {
  private readonly followUps = new WeakMap<HookContext['unit'], ReadonlyMap<Draft, Parameters<HookContext['also']>[0]>>();

  async beforeWrite(all: readonly Draft[], context: HookContext): Promise<void> {
    const drafts = all.filter((draft) => draft.operation === 'create' || draft.operation === 'update');
    if (drafts.length === 0) return;
    const { unit } = context;
    const [stages, rates] = await Promise.all([loadStages(unit), loadRates(unit)]);
    for (const draft of drafts) {
      const stage = placeInStage(draft, stages);
      if (stage) followStage(draft, stage, stages);
      followAmount(draft, rates);
    }
    await nameUnnamed(drafts, unit);
    const plan = await planLineItems(drafts, unit);
    // A change that leaves the opportunity itself as it was is not written, so what it means for the line items goes ahead now.
    sendFollowUps(drafts.filter((draft) => draft.operation === 'update' && draft.changed.size === 0 && !isRefused(draft)), plan, context);
    this.followUps.set(unit, plan);
  }

  afterWrite(drafts: readonly Draft[], context: HookContext): Promise<void> {
    recordSteps(drafts, context);
    sendFollowUps(drafts, this.followUps.get(context.unit) ?? new Map(), context);
    return Promise.resolve();
  }

  afterRevert(drafts: readonly Draft[], context: HookContext): Promise<void> {
    return revertSteps(drafts, context);
  }
}
