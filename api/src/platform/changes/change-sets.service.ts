import { Injectable } from '@nestjs/common';
import { AccessWatch } from '../access/access-watch.js';
import { currentTenantId } from '../context/request-context.js';
import { Database, type UnitOfWork } from '../database/database.js';
import { AppError, validationError } from '../errors/app-error.js';
import { Licences } from '../licensing/licences.service.js';
import { newId } from '../records/new-id.js';
import type { AnyRow } from '../records/record-rows.js';
import { TenantFieldsCache } from '../records/tenant-fields-cache.js';
import { checkReferences, checkRequired, findUniqueKeys } from './draft-checks.js';
import { prepareDrafts } from './draft-preparation.js';
import { writeChangeSet, writeRows, writeTrail, type ChangeSetHeader } from './draft-writer.js';
import { isRefused, type Draft, type RecordChange } from './draft.js';
import { OutboxSignal } from './outbox-signal.js';
import { hooksOf, type HookContext, type RecordHooks } from './record-hooks.js';

/** What to change, under one name, in one transaction. */
export interface ChangeRequest {
  /** What people read in the history: "Moved to Negotiation". */
  readonly label: string;
  readonly changes: readonly RecordChange[];
  /** `throw` (default): one refused change fails all. `collect`: the others are written, and the refusal is that change's outcome. */
  readonly onRefused?: 'throw' | 'collect';
  /** Adds to this set instead of opening one. */
  readonly changeSetId?: string;
  /** `import:<id>` and the like. */
  readonly source?: string;
  /** Set by `ChangeSetRevert` only: values are put back as they were, so hooks that derive values stay out. */
  readonly reverts?: { readonly id: string; readonly items: ReadonlyMap<RecordChange, string> };
}

export type ChangeOutcome = { readonly ok: true; readonly id: string; readonly row: AnyRow } | { readonly ok: false; readonly error: AppError };

export interface AppliedChangeSet {
  readonly changeSetId: string;
  /** One for each requested change, in order. */
  readonly outcomes: readonly ChangeOutcome[];
}

/** PostgreSQL's codes for "try the whole transaction again". */
const TRANSIENT = new Set(['40P01', '40001']);
const MAX_WAVES = 5;

/** The one write path: every change to a record, from whichever door, is applied here. */
@Injectable()
export class ChangeSets {
  constructor(
    private readonly database: Database,
    private readonly signal: OutboxSignal,
    private readonly licences: Licences,
    private readonly tenantFields: TenantFieldsCache,
    private readonly access: AccessWatch,
  ) {}

  /** Applies the request in one transaction (the open one, if there is one). @throws what the first refused change was refused for. */
  async apply(request: ChangeRequest): Promise<AppliedChangeSet> {
    await this.licences.requireForRecords(request.changes.map((change) => change.type));
    await this.tenantFields.ready();
    // Who goes on in the same transaction needs the rows as they are written; else they only have to be by its end.
    const goesOn = this.database.isOpen();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.run((unit) => this.applyIn(unit, request, goesOn));
      } catch (error) {
        if (attempt < 3 && !this.database.isOpen() && TRANSIENT.has(codeOf(error))) continue;
        throw codeOf(error) === '23505' ? validationError({ '': ['Another record with the same key was saved a moment ago.'] }) : error;
      }
    }
  }

  /** Applies one change. */
  async applyOne(label: string, change: RecordChange): Promise<{ changeSetId: string; id: string; row: AnyRow }> {
    const { changeSetId, outcomes } = await this.apply({ label, changes: [change] });
    const [outcome] = outcomes;
    if (!outcome?.ok) throw outcome?.error ?? new Error('A change was applied without an outcome.');
    return { changeSetId, id: outcome.id, row: outcome.row };
  }

  private async applyIn(unit: UnitOfWork, request: ChangeRequest, goesOn: boolean): Promise<AppliedChangeSet> {
    const header: ChangeSetHeader = { id: request.changeSetId ?? newId(), label: request.label, source: request.source ?? null, revertsId: request.reverts?.id ?? null };
    // Written first, so that what is of the same set takes turns, with as many items as it probably gets.
    const expected = request.changes.length;
    void writeChangeSet(unit, header, expected).catch(() => undefined);
    const { outcomes, items } = await this.applyWaves(unit, request, header, goesOn);
    if (items !== expected) void writeChangeSet(unit, header, items - expected).catch(() => undefined);
    unit.afterCommit(() => this.signal.raise());
    return { changeSetId: header.id, outcomes };
  }

  private async applyWaves(unit: UnitOfWork, request: ChangeRequest, header: ChangeSetHeader, goesOn: boolean): Promise<{ outcomes: ChangeOutcome[]; items: number }> {
    const outcomes: ChangeOutcome[] = [];
    let items = 0;
    let wave: readonly RecordChange[] = request.changes;
    for (let round = 0; wave.length > 0; round++) {
      if (round === MAX_WAVES) throw new Error(`Changes to ${wave[0]!.type.name} keep causing further changes.`);
      const following: RecordChange[] = [];
      const context: HookContext = { unit, changeSetId: header.id, also: (change) => following.push({ ...change, derived: true }) };
      const done = await this.applyWave(request, wave, context, goesOn);
      if (round === 0) outcomes.push(...done.outcomes);
      items += done.items;
      wave = foldUpdates(following);
    }
    return { outcomes, items };
  }

  private async applyWave(request: ChangeRequest, changes: readonly RecordChange[], context: HookContext, goesOn: boolean): Promise<{ outcomes: ChangeOutcome[]; items: number }> {
    const prepared = await prepareDrafts(context.unit, changes);
    const accepted = (): Draft[] => prepared.flatMap((entry) => ('draft' in entry && !isRefused(entry.draft) ? [entry.draft] : []));
    const [, checkUniqueKeys] = await Promise.all([checkReferences(context.unit, accepted(), request.reverts !== undefined), findUniqueKeys(context.unit, accepted())]);
    checkUniqueKeys();
    if (!request.reverts) await this.callHooks('beforeWrite', accepted(), context);
    checkRequired(accepted());
    const outcomes = prepared.map((entry): ChangeOutcome => {
      if ('error' in entry) return { ok: false, error: entry.error };
      const { draft } = entry;
      return isRefused(draft) ? { ok: false, error: validationError(draft.problems) } : { ok: true, id: draft.id, row: draft.after };
    });
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused && !refused.ok && (request.onRefused ?? 'throw') === 'throw') throw refused.error;
    // Saving a form in which nothing was changed is no change: no version, no audit item, no event.
    const effective = accepted().filter((draft) => draft.operation !== 'update' || draft.changed.size > 0);
    if (effective.length > 0) {
      const written = writeRows(context.unit, effective);
      // What hooks and trail say of one record does not depend on the answer, and leaves with it.
      if (goesOn || effective.length > 1) await written;
      else written.catch(() => undefined);
      this.tellOfMembers(effective, context.unit);
      await this.callHooks(request.reverts ? 'afterRevert' : 'afterWrite', effective, context);
      const { reverts } = request;
      writeTrail(context.unit, context.changeSetId, effective, reverts && new Map(effective.map((draft) => [draft, reverts.items.get(draft.change) ?? '']).filter((pair): pair is [Draft, string] => pair[1] !== '')));
    }
    return { outcomes, items: effective.length };
  }

  /** What a member may do holds for their next request: whoever remembers members is told before the change is answered. */
  private tellOfMembers(written: readonly Draft[], unit: UnitOfWork): void {
    const tenantId = currentTenantId();
    const changes = written.filter(({ type }) => type.name === 'member').map(({ id }) => ({ tenantId, memberId: id }));
    if (changes.length > 0) unit.afterCommit(() => this.access.tell(...changes));
  }

  private async callHooks(phase: keyof RecordHooks, drafts: readonly Draft[], context: HookContext): Promise<void> {
    for (const [type, group] of Map.groupBy(drafts, (draft) => draft.type.name)) {
      for (const hook of hooksOf(type)) await hook[phase]?.(group, context);
    }
  }
}

/**
 * Updates of one record that follow from several hooks become one. As two they would both start from the row as it was before, and the second would write the
 * text that search looks through without what the first has set.
 */
function foldUpdates(changes: readonly RecordChange[]): RecordChange[] {
  const folded: RecordChange[] = [];
  const places = new Map<string, number>();
  for (const change of changes) {
    const foldable = change.operation === 'update' && change.id !== undefined && change.extra === undefined && change.expectedVersion === undefined && change.source === undefined;
    const key = `${change.type.name} ${change.id ?? ''}`;
    const place = foldable ? places.get(key) : undefined;
    if (place !== undefined) {
      const present = folded[place]!;
      folded[place] = { ...present, values: { ...present.values, ...change.values }, sources: { ...present.sources, ...change.sources } };
      continue;
    }
    if (foldable) places.set(key, folded.length);
    folded.push(change);
  }
  return folded;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
