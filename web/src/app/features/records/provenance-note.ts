import type { TranslocoService } from '@jsverse/transloco';
import type { Formats } from '../../core/format/formats.js';
import type { ProvenanceEntry } from '../../core/records/records.gateway.js';

/** What `records.source` has words for; the rest of a source, as in `bulk:<id>`, is for programs. */
const KINDS: ReadonlySet<string> = new Set(['bulk', 'import', 'merge']);

/** Where a value comes from, how sure that is, and who brought it when: "Import, line 3 · 80 % · Ada Lovelace · 2 Jan 2026". */
export function provenanceNote({ source, ref, confidence, setBy, at }: ProvenanceEntry, transloco: Pick<TranslocoService, 'translate'>, formats: Pick<Formats, 'date' | 'percent'>): string {
  const kind = source?.split(':')[0] ?? '';
  // The API says "line 3"; what a line is called is the page's to say.
  const parts = [KINDS.has(kind) ? transloco.translate<string>(`records.source.${kind}`, { line: ref?.replace(/^\D+/, '') ?? '' }) : '', confidence === null || confidence === 1 ? '' : formats.percent(confidence), setBy, formats.date(at)];
  return parts.filter(Boolean).join(' · ');
}
