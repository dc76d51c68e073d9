import type { FileFormat } from '../reading/index.js';
import { ADDRESS_BOOKS } from './address-books.js';
import { CRM_EXPORTS } from './crm-exports.js';
import { headerKey, type PresetColumn, type SourcePreset } from './source-preset.js';

const PRESETS: readonly SourcePreset[] = [...CRM_EXPORTS, ...ADDRESS_BOOKS];

export interface FoundPreset {
  readonly key: string;
  readonly label: string;
  readonly recordType: string;
  /** It says no more than the format does. */
  readonly isFormat: boolean;
  /** What a column of that export is; undefined where the preset says nothing about it. */
  column(header: string): PresetColumn | undefined;
}

/** The program whose export this is, by its columns; the one of which most is recognised. */
export function findPreset(format: FileFormat, headers: readonly string[], recordType?: string): FoundPreset | null {
  const present = new Set(headers.map(headerKey));
  let best: { preset: SourcePreset; score: number } | undefined;
  for (const preset of PRESETS) {
    if ((preset.format ?? (format === 'VCARD' ? null : format)) !== format || (recordType !== undefined && preset.recordType !== recordType)) continue;
    if (!preset.requires.every((header) => present.has(headerKey(header)))) continue;
    const hints = preset.hints?.filter((header) => present.has(headerKey(header))).length ?? 0;
    if (preset.hints && hints < (preset.leastHints ?? 1)) continue;
    const score = preset.requires.length + hints;
    if (score > (best?.score ?? -1)) best = { preset, score };
  }
  if (!best) return null;
  const { preset } = best;
  const columns = new Map(Object.entries(preset.columns).map(([header, column]) => [headerKey(header), column]));
  return { key: preset.key, label: preset.label, recordType: preset.recordType, isFormat: preset.format !== undefined, column: (header) => columns.get(headerKey(header)) ?? columns.get(headerKey(header.replace(/ \d+$/, ''))) };
}
