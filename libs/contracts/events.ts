/**
 * Names of events: `<record type>.<what happened>` in lower camel case, in the past tense: `opportunity.created`, `opportunity.stageChanged`. Every
 * record type has the five below; a domain adds its own beside them. One change can cause several: a won deal tells `opportunity.updated` and
 * `opportunity.won`.
 */
export const RECORD_EVENTS = ['created', 'updated', 'archived', 'restored', 'deleted'] as const;
export type RecordEventName = (typeof RECORD_EVENTS)[number];

export const eventKind = (recordType: string, what: string): string => `${recordType}.${what}`;

/** Told to live subscribers instead of each event of a large change, an import say: read lists of that record type again. */
export const bulkKind = (recordType: string): string => eventKind(recordType, 'bulk');

/** Told to a live subscriber in place of the change that took a shared record away from them. */
export const hiddenKind = (recordType: string): string => eventKind(recordType, 'hidden');

/** The first thing a live subscriber hears: nothing more was missed, and this id is where it stands now. */
export const STREAM_READY = 'READY';

/** Told to a live subscriber that missed more than can be told again: read everything on the screen again. */
export const STREAM_RESYNC = 'RESYNC';

/** Whether an event's name matches a pattern: `opportunity.won`, `opportunity.*` (any event of that record type), `*.deleted`, `*`. */
export function matchesKind(pattern: string, kind: string): boolean {
  if (pattern === '*' || pattern === kind) return true;
  const [type, what] = pattern.split('.');
  const [kindType, kindWhat] = kind.split('.');
  return (type === '*' || type === kindType) && (what === '*' || what === kindWhat);
}
