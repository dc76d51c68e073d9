import { bulkKind, eventKind, hiddenKind, matchesKind, STREAM_READY, STREAM_RESYNC } from '@libs/contracts';
import { subject } from '@casl/ability';
import { currentAbility, VISIBILITY } from '../access/ability.js';
import { runInContext, type RequestContext } from '../context/request-context.js';
import { AppError } from '../errors/app-error.js';
import { findRecordType } from '../records/record-registry.js';
import type { RecordType } from '../records/record-type.js';
import type { EventBatch } from './event-batch.js';
import type { LiveEvent, LiveFilter } from './live-event.js';
import type { TenantEvent } from './outbox-reader.js';

/** More events than this of one change set and record type are told as one. */
export const BULK_OVER = 20;
/** Items held for a subscriber that does not keep up. */
export const BUFFER = 2_000;

/** What waits to be told: an event, several as one, or a word about the stream itself. */
type Item =
  | { readonly of: 'event'; readonly batch: EventBatch; readonly event: TenantEvent }
  | { readonly of: 'bulk'; readonly batch: EventBatch; readonly events: readonly TenantEvent[] }
  | { readonly of: 'word'; readonly kind: typeof STREAM_READY | typeof STREAM_RESYNC; readonly id: bigint };

/**
 * The events of one subscriber. What may be seen is decided when the subscriber asks for the next event, in its own context and with the permissions of
 * that moment; what it does not ask for in time is replaced by one RESYNC.
 */
export class LiveSubscription implements AsyncIterableIterator<LiveEvent> {
  private items: Item[] = [];
  private wake: (() => void) | null = null;
  private ended = false;
  private failure: AppError | null = null;

  constructor(
    private context: RequestContext,
    private readonly filter: LiveFilter,
    private readonly summaries: boolean,
    private readonly onEnd: () => void,
  ) {}

  /** The subscriber's context as it is by now. */
  get present(): RequestContext {
    return this.context;
  }

  /** Puts what was missed before what came meanwhile. `missed` null: too much, or not known any more. */
  begin(missed: EventBatch | null | 'nothing', at: bigint): void {
    const live = this.items;
    this.items = [];
    if (missed === null) this.say(STREAM_RESYNC, at);
    else if (missed !== 'nothing') this.add(missed);
    this.say(STREAM_READY, at);
    this.items.push(...live);
  }

  push(batch: EventBatch): void {
    if (this.ended) return;
    this.add(batch);
    this.bound(BigInt(batch.events.at(-1)!.seq));
    this.wake?.();
  }

  /** The subscriber's access changed; without any left the stream ends. */
  grant(context: RequestContext | null): void {
    if (context) this.context = context;
    else this.end(new AppError('UNAUTHENTICATED', 'Your access to this workspace has ended.'));
  }

  end(failure: AppError | null = null): void {
    if (this.ended) return;
    this.ended = true;
    this.failure = failure;
    this.items = [];
    this.onEnd();
    this.wake?.();
  }

  async next(): Promise<IteratorResult<LiveEvent, undefined>> {
    for (;;) {
      if (this.ended) return this.last();
      const item = this.items.shift();
      if (!item) {
        await new Promise<void>((resolve) => (this.wake = resolve));
        this.wake = null;
        continue;
      }
      const event = await runInContext(this.context, () => told(item));
      if (event && !this.ended) return { done: false, value: event };
    }
  }

  return(): Promise<IteratorResult<LiveEvent, undefined>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private last(): IteratorResult<LiveEvent, undefined> {
    const { failure } = this;
    this.failure = null;
    if (failure) throw failure;
    return { done: true, value: undefined };
  }

  private say(kind: typeof STREAM_READY | typeof STREAM_RESYNC, id: bigint): void {
    if (this.summaries) this.items.push({ of: 'word', kind, id });
  }

  private add(batch: EventBatch): void {
    const wanted = batch.events.filter((event) => this.wants(event));
    if (!this.summaries || wanted.length <= BULK_OVER) {
      for (const event of wanted) this.items.push({ of: 'event', batch, event });
      return;
    }
    const groups = Map.groupBy(wanted, (event) => `${event.changeSetId} ${event.recordType}`);
    for (const event of wanted) {
      const group = groups.get(`${event.changeSetId} ${event.recordType}`)!;
      if (group.length <= BULK_OVER || event.changeSetId === null) this.items.push({ of: 'event', batch, event });
      // At the place of its last event: whoever has heard the sum and connects again with its id must have heard all before it.
      else if (event === group.at(-1)) this.items.push({ of: 'bulk', batch, events: group });
    }
  }

  private wants(event: TenantEvent): boolean {
    const { types, kinds, recordId } = this.filter;
    if (!event.recordType || !event.recordId) return false;
    if (types && !types.includes(event.recordType)) return false;
    if (recordId && recordId !== event.recordId) return false;
    return !kinds || kinds.some((pattern) => matchesKind(pattern, event.kind));
  }

  /** A subscriber that fell behind reads everything again instead of hearing every step; typed ones hear the latest. */
  private bound(id: bigint): void {
    if (this.items.length <= BUFFER) return;
    if (this.summaries) this.items = [{ of: 'word', kind: STREAM_RESYNC, id }];
    else this.items.splice(0, this.items.length - BUFFER);
  }
}

/** The item as the present context may hear it; null when it may not. */
async function told(item: Item): Promise<LiveEvent | null> {
  if (item.of === 'word') return word(item.kind, item.id);
  const events = item.of === 'bulk' ? item.events : [item.event];
  const type = findRecordType(events[0]!.recordType!);
  if (!type) return null;
  const visible = await visibleOf(type, item.batch, events);
  const last = visible.at(-1);
  if (!last) return hidden(type, events);
  // A sum stands where its last event does, also when that one may not be seen.
  const { seq: id } = events.at(-1)!;
  const { changeSetId, actorId, actorName, at } = last;
  const common = { id, recordType: type.name, changeSetId, actorId, actorName, at };
  if (item.of === 'bulk') return { ...common, kind: bulkKind(type.name), recordId: null, changed: changedBy(visible), title: null, bulkCount: visible.length };
  return { ...common, kind: last.kind, recordId: last.recordId, changed: changedBy(visible), title: item.batch.titleOf(last), bulkCount: null };
}

/**
 * What colleagues no longer share was seen a moment ago, and has to go from the screen: its id is told once more, and nothing of what it holds. Null where
 * there was nothing to see.
 */
function hidden(type: RecordType, events: readonly TenantEvent[]): LiveEvent | null {
  if (type.access !== 'personal' || currentAbility().rulesFor('view', type.name).length === 0) return null;
  const last = events.findLast(({ kind, data }) => kind === eventKind(type.name, 'updated') && Array.isArray(data['changed']) && data['changed'].includes(VISIBILITY));
  return last ? { ...word(hiddenKind(type.name), BigInt(last.seq)), recordType: type.name, recordId: last.recordId, at: last.at } : null;
}

async function visibleOf(type: RecordType, batch: EventBatch, events: readonly TenantEvent[]): Promise<readonly TenantEvent[]> {
  const ability = currentAbility();
  const rules = ability.rulesFor('view', type.name);
  if (rules.length === 0) return [];
  // Whoever may see every record of the type needs no look at this one.
  if (rules.every((rule) => !rule.conditions && !rule.inverted)) return events;
  const ids = await batch.visible(type, ability, (row) => ability.can('view', subject(type.name, { ...row })));
  return events.filter((event) => ids.has(event.recordId!));
}

const changedBy = (events: readonly TenantEvent[]): string[] => [...new Set(events.flatMap(({ data }) => (Array.isArray(data['changed']) ? (data['changed'] as string[]) : [])))];

const word = (kind: string, id: bigint): LiveEvent => ({
  id: String(id),
  kind,
  recordType: null,
  recordId: null,
  changeSetId: null,
  actorId: null,
  actorName: null,
  at: new Date().toISOString(),
  changed: [],
  title: null,
  bulkCount: null,
});
