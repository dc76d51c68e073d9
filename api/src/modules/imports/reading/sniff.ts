import { shapeOf } from '../values/shape.js';
import { CsvTokenizer, type CsvRecord, type CsvSyntax } from './csv-tokenizer.js';

/** Most usual first: on a tie the earlier one is chosen. */
export const SEPARATORS = [',', ';', '\t', '|', '^', '~', '`', '\u001f', '\u0001', '§', '#', ':', ' '] as const;

const RARE_PENALTY: Readonly<Record<string, number>> = { ':': 0.4, ' ': 0.4, '#': 0.7, '`': 0.8 };

/** Records of a sample; the last one is left out where the sample ends inside it. */
export function recordsOf(sample: string, truncated: boolean, syntax: CsvSyntax): CsvRecord[] {
  const tokenizer = new CsvTokenizer(syntax);
  const records = tokenizer.push(sample);
  return truncated ? records : [...records, ...tokenizer.end()];
}

/**
 * Finds separator and quote by trying them: the right pair cuts most records into the same number of cells, and the cells look like values. Single
 * lines that differ (a title above the table, a note below it) cost little.
 */
export function sniffSyntax(sample: string, truncated: boolean): CsvSyntax {
  const quotes = quoteCandidates(sample);
  let best: { syntax: CsvSyntax; score: number } | undefined;
  for (const quote of quotes) {
    for (const separator of SEPARATORS) {
      if (!sample.includes(separator)) continue;
      const syntax = { separator, quote, escape: escapeOf(sample, quote) };
      const score = scoreOf(recordsOf(sample, truncated, syntax).slice(0, 300), separator) * (RARE_PENALTY[separator] ?? 1);
      if (score > (best?.score ?? 0) + 1e-9) best = { syntax, score };
    }
  }
  return best?.syntax ?? { separator: ',', quote: '"', escape: escapeOf(sample, '"') };
}

function quoteCandidates(sample: string): string[] {
  const wrapped = (quote: string) => (sample.match(new RegExp(`(^|[,;\\t|^~\`:\\r\\n]) ?${quote}[^${quote}]*${quote}(?=$|[,;\\t|^~\`:\\r\\n])`, 'g')) ?? []).length;
  const single = wrapped("'");
  const double = wrapped('"');
  return single > double ? ["'", '"'] : ['"'];
}

/** A backslash escapes where the file writes `\"` and that isn't simply a backslash before a closing quote. */
function escapeOf(sample: string, quote: string): string {
  const escaped = sample.split(`\\${quote}`).length - 1;
  if (escaped === 0) return quote;
  const closing = (sample.match(new RegExp(`\\\\${quote}(?=[,;\\t|\\r\\n]|$)`, 'g')) ?? []).length;
  return escaped > closing ? '\\' : quote;
}

function scoreOf(records: readonly CsvRecord[], separator: string): number {
  if (records.length === 0) return 0;
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 1;
  let share = 0;
  for (const [cells, times] of counts) {
    if (cells > 1 && (times > share || (times === share && cells > width))) [width, share] = [cells, times];
  }
  if (width < 2) return 0;
  const consistency = share / records.length;
  let clean = 0;
  let seen = 0;
  for (const { cells, problem } of records) {
    for (const cell of cells) {
      seen++;
      if (!problem) clean += cleanliness(cell.trim(), separator);
    }
  }
  return consistency * (clean / seen) * (1 - 1 / (width + 1));
}

/** A cell that still holds what looks like separators or loose quotes was cut in the wrong place. */
function cleanliness(cell: string, separator: string): number {
  const shape = shapeOf(cell);
  if (shape === 'empty') return 0.8;
  if (shape !== 'text') return 1;
  if (/^["']|["']$/.test(cell)) return 0.2;
  if (separator !== '\t' && cell.includes('\t')) return 0.3;
  if (/[^\s][;|^~]|[^\s],[^\s\d]/.test(cell) && !cell.includes('\n')) return 0.5;
  return 0.95;
}
