import { createHash } from 'node:crypto';
import type { ColumnMapping, ImportMapping } from '../import-model.js';
import type { ImportColumn } from '../planning/suggest-import.js';
import { headerKey } from '../presets/source-preset.js';
import type { CsvColumn, FileDialect, FileFormat } from '../reading/index.js';

export const RHYTHMS = ['HOUR', 'DAY', 'WEEK'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** How columns are used, by what they are called, so that it fits a file whose columns moved. */
export type ProfileColumns = Readonly<Record<string, Omit<ColumnMapping, 'column'>>>;

/** What somebody worked out for a source once: recognised when a file of it comes again. */
export interface ImportProfile {
  readonly id: string;
  readonly name: string;
  readonly recordType: string;
  readonly format: FileFormat;
  /** Sheet or list. */
  readonly part: string | null;
  readonly signature: string;
  readonly columns: ProfileColumns;
  readonly options: Omit<ImportMapping, 'columns'>;
  readonly sourceUrl: string | null;
  readonly every: Rhythm | null;
  /** A fetched file is imported without somebody's confirmation, as long as no row has a problem. */
  readonly automatic: boolean;
  readonly dueAt: string | null;
  readonly lastRunAt: string | null;
  readonly lastError: string | null;
  readonly lastImportId: string | null;
  readonly lastSha256: string | null;
  /** Under whose rights it is fetched and imported. */
  readonly ownerId: string | null;
  readonly createdAt: string;
}

/** A file whose columns differ a little is still of the same source. */
const ALIKE = 0.8;

/** What files of one source have in common. */
export const signatureOf = (format: FileFormat, columns: readonly CsvColumn[]): string =>
  createHash('sha256').update(JSON.stringify([format, columns.map(({ name }) => headerKey(name)).sort()])).digest('hex');

/** Also columns that nothing uses: they tell the source's files from others. */
export const columnsByName = (columns: readonly CsvColumn[], mapping: ImportMapping): ProfileColumns =>
  Object.fromEntries(
    columns.map(({ index, name }) => {
      const { column: _column, ...rest } = mapping.columns.find(({ column }) => column === index) ?? { column: index, targets: [] };
      return [headerKey(name), rest];
    }),
  );

/** The profile that a file is of: with the same columns, or nearly the same and all that are used. */
export function recognise(profiles: readonly ImportProfile[], { format }: Pick<FileDialect, 'format'>, columns: readonly CsvColumn[], recordType?: string | null): ImportProfile | null {
  const candidates = profiles.filter((profile) => profile.format === format && (!recordType || profile.recordType === recordType));
  const signature = signatureOf(format, columns);
  const exact = candidates.find((profile) => profile.signature === signature);
  if (exact) return exact;
  const present = new Set(columns.map(({ name }) => headerKey(name)));
  const scored = candidates.flatMap((profile) => {
    const known = Object.entries(profile.columns);
    const used = known.filter(([, { targets }]) => targets.length > 0);
    const shared = known.filter(([name]) => present.has(name)).length;
    const alike = shared / (known.length + present.size - shared);
    return used.length > 0 && used.every(([name]) => present.has(name)) && alike >= ALIKE ? [{ profile, alike }] : [];
  });
  return scored.toSorted((a, b) => b.alike - a.alike)[0]?.profile ?? null;
}

/** The mapping that a profile means for a file's columns; what it does not know stays out. */
export function profileMapping(profile: ImportProfile, columns: readonly ImportColumn[], fields: Readonly<Record<string, unknown>>): ImportMapping {
  const mappings = columns.map(({ index, name }): ColumnMapping => {
    const known = profile.columns[headerKey(name)];
    return known ? { ...known, column: index, targets: known.targets.filter((field) => field in fields) } : { column: index, targets: [] };
  });
  const fed = new Set([...mappings.flatMap(({ targets }) => targets), ...Object.keys(profile.options.constants)]);
  return { ...profile.options, columns: mappings, matchBy: profile.options.matchBy.every((field) => fed.has(field)) ? profile.options.matchBy : [] };
}
