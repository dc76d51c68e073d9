import { findRecordType } from '../../../platform/records/record-registry.js';
import type { ColumnMapping, ImportMapping } from '../import-model.js';
import { suggestMapping, type FieldSuggestion } from '../mapping/index.js';
import type { CsvColumn, FileInspection } from '../reading/index.js';
import { detectFormat, isNullMarker } from '../values/index.js';
import { findPreset } from '../presets/presets.js';
import type { PresetColumn } from '../presets/source-preset.js';
import { matchKeysOf, type ImportTarget } from './import-target.js';
import { presetSuggestions, presetTargets } from './preset-mapping.js';

/** A column as the wizard shows it: what it is called, what stands in it, what it probably is. */
export interface ImportColumn extends CsvColumn {
  readonly samples: readonly string[];
  readonly suggestions: readonly FieldSuggestion[];
  /** The values allow two readings and nothing decides; a person has to. */
  readonly ambiguous?: 'dateOrder' | 'decimalMark';
}

/** The mapping that an import starts with, and what the columns look like. */
export function suggestImport(target: ImportTarget, inspection: Pick<FileInspection, 'columns' | 'sample' | 'dialect'>): { columns: ImportColumn[]; mapping: ImportMapping; preset: string | null } {
  const rows = inspection.sample.filter((row) => row.issues.length === 0 || row.issues.every((issue) => issue === 'MISSING_CELLS')).map((row) => row.cells);
  const preset = findPreset(inspection.dialect.format, inspection.columns.map(({ name }) => name), target.recordType);
  const known = preset ? presetTargets(preset, target, inspection.columns, rows) : new Map<number, PresetColumn>();
  const suggested = suggestMapping(target, inspection.columns, rows, presetSuggestions(preset, known));
  const columns: ImportColumn[] = [];
  const mappings: ColumnMapping[] = [];
  for (const [position, column] of inspection.columns.entries()) {
    const { targets, alternatives, multiplier } = suggested[position]!;
    const cells = rows.map((row) => row[column.index] ?? '');
    const field = targets[0] && target.fields[targets[0].field];
    const { ambiguous, ...format } = field ? detectFormat(field, cells) : {};
    columns.push({ ...column, samples: distinctSamples(cells), suggestions: [...targets, ...alternatives], ...(ambiguous ? { ambiguous } : {}) });
    mappings.push({
      column: column.index,
      targets: targets.map((suggestion) => suggestion.field),
      ...format,
      ...(multiplier ? { multiplier } : {}),
      ...(field?.kind === 'reference' && (mayBeNamedOnly(field.target!) || known.get(column.index)?.create) ? { createMissing: true } : {}),
      ...(targets.length > 0 && known.get(column.index)?.lenient ? { onProblem: 'EMPTY' as const } : {}),
    });
  }
  const mapped = new Set(mappings.flatMap((mapping) => mapping.targets));
  const matchBy = matchKeysOf(target).find((key) => key.every((field) => mapped.has(field))) ?? [];
  return { columns, mapping: { columns: mappings, constants: {}, matchBy, existing: 'UPDATE' }, preset: preset && !preset.isFormat ? preset.label : null };
}

/** Setting-like records that are nothing but a name (a team, say) may come into being with the rows that name them. */
function mayBeNamedOnly(recordType: string): boolean {
  const type = findRecordType(recordType);
  if (!type || type.access !== 'configuration' || type.titleFields.length !== 1) return false;
  return Object.entries(type.fields).every(([name, field]) => name === type.titleFields[0] || (field.kind === 'longText' && !field.required));
}

function distinctSamples(cells: readonly string[]): string[] {
  const found = new Set<string>();
  for (const cell of cells) {
    const text = cell.trim();
    if (!isNullMarker(text)) found.add(text.slice(0, 120));
    if (found.size === 5) break;
  }
  return [...found];
}
