import type { FieldSuggestion } from '../mapping/index.js';
import type { FoundPreset } from '../presets/presets.js';
import type { PresetColumn } from '../presets/source-preset.js';
import type { CsvColumn } from '../reading/index.js';
import type { ImportTarget } from './import-target.js';

/** The parts of an address belong together: those of home and business are never mixed. */
const ADDRESS_FIELD = /(Street|City|Region|PostalCode|Country)$/;
const AT_HOME = /\b(home|privat|domicile|domicilio|residencia|particular)\b/i;

/** What the columns of a known export become, by column; only what this record type has. */
export function presetTargets(preset: FoundPreset, target: ImportTarget, columns: readonly CsvColumn[], rows: readonly (readonly string[])[]): Map<number, PresetColumn> {
  const found = new Map<number, PresetColumn>();
  const filled = (column: CsvColumn): boolean => rows.some((row) => (row[column.index] ?? '').trim() !== '');
  const isAddress = (column: CsvColumn): boolean => ADDRESS_FIELD.test(preset.column(column.name)?.field ?? '');
  const hasBusinessAddress = columns.some((column) => isAddress(column) && !AT_HOME.test(column.name) && filled(column));
  for (const column of columns) {
    const known = preset.column(column.name);
    if (!known || (known.field !== null && !(known.field in target.fields))) continue;
    const other = isAddress(column) && AT_HOME.test(column.name) === hasBusinessAddress;
    found.set(column.index, other ? { field: null } : known);
  }
  return found;
}

/** The same as suggestions; an empty list leaves the column out. */
export function presetSuggestions(preset: FoundPreset | null, known: ReadonlyMap<number, PresetColumn>): ReadonlyMap<number, readonly FieldSuggestion[]> {
  return new Map([...known].map(([column, { field }]) => [column, field === null ? [] : [{ field, confidence: 0.99, reason: `${preset!.label} calls it that` }]] as const));
}
