/** An event as one subscriber is told of it, permissions applied. */
export interface LiveEvent {
  /** Pass the last one seen as `after` when subscribing again; nothing in between is missed. */
  readonly id: string;
  /** `opportunity.updated`, `opportunity.bulk`, `READY`, `RESYNC`; see libs/contracts/events.ts. */
  readonly kind: string;
  readonly recordType: string | null;
  readonly recordId: string | null;
  readonly changeSetId: string | null;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly at: string;
  /** Names of the fields whose values changed. */
  readonly changed: readonly string[];
  readonly title: string | null;
  /** How many events a bulk event stands for. */
  readonly bulkCount: number | null;
}

/** What a subscriber wants to hear of. */
export interface LiveFilter {
  /** Record types; all that the subscriber may see without. */
  readonly types?: readonly string[] | null;
  /** Patterns of event names, as in `matchesKind`; all without. */
  readonly kinds?: readonly string[] | null;
  /** Only this record. */
  readonly recordId?: string | null;
}

export interface LiveOptions {
  /** Id of the last event seen before. */
  readonly after?: string | null;
  /** Whether many events of one change are told as one `bulk` event, and READY and RESYNC are told; default yes. Typed subscriptions say no. */
  readonly summaries?: boolean;
}
