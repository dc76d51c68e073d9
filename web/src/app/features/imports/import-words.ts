import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type IconName, iconOr, type Tone } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { Navigation } from '../../shell/navigation.js';
import type { ImportStatus, ImportValue, RowOutcome, RowPlan, TargetField } from './import-model.js';
import { FieldViews } from '../records/field-views.js';
import { inSentence } from '../../core/i18n/noun.js';

const STATUS_TONES: Readonly<Record<ImportStatus, Tone>> = {
  READY: 'neutral', CHECKING: 'info', CHECKED: 'info', RUNNING: 'info', PAUSED: 'warn', COMPLETED: 'ok', CANCELLED: 'neutral', FAILED: 'bad', REVERTING: 'info', REVERTED: 'neutral',
};
export const PLAN_TONES: Readonly<Record<RowPlan, Tone>> = { CREATE: 'ok', UPDATE: 'info', UNCHANGED: 'neutral', DUPLICATE: 'warn', MISSING: 'warn', CONFLICT: 'bad', INVALID: 'bad' };
export const OUTCOME_TONES: Readonly<Record<RowOutcome, Tone>> = { CREATED: 'ok', UPDATED: 'info', UNCHANGED: 'neutral', SKIPPED: 'warn', FAILED: 'bad' };
const KILOBYTE = 1024;

/** States, counts and values of imports in words. */
@Service()
export class ImportWords {
  private readonly transloco = inject(TranslocoService);
  private readonly formats = inject(Formats);
  private readonly types = inject(RecordTypesStore);
  private readonly views = inject(FieldViews);
  private readonly navigation = inject(Navigation);

  say(key: string, values: Readonly<Record<string, unknown>> = {}): string {
    return this.transloco.translate(`imports.${key}`, values);
  }

  /** `rows`, 1 -> "1 row"; needs `<key>One` and `<key>Many`. */
  count(key: string, count: number, values: Readonly<Record<string, unknown>> = {}): string {
    return this.say(count === 1 ? `${key}One` : `${key}Many`, { ...values, count: this.formats.number(count) });
  }

  status(status: ImportStatus): string {
    return this.say(`status.${status}`);
  }

  tone(status: ImportStatus): Tone {
    return STATUS_TONES[status];
  }

  many(recordType: string): string {
    return this.types.find(recordType)?.labelPlural ?? recordType;
  }

  /** 1 -> "account", else "accounts". */
  kind(recordType: string, count: number): string {
    return inSentence(count === 1 ? this.one(recordType) : this.many(recordType));
  }

  one(recordType: string | null): string {
    return (recordType ? this.types.find(recordType)?.label : null) ?? this.say('record');
  }

  /** Page of a record, where the client has one for its type. */
  link(recordType: string, id: string): string | null {
    const list = this.listLink(recordType);
    return list ? `${list}/${id}` : null;
  }

  listLink(recordType: string): string | null {
    const plural = this.types.find(recordType)?.plural;
    return plural && this.navigation.has(plural) ? `/${plural}` : null;
  }

  icon(recordType: string): IconName {
    return iconOr(this.types.find(recordType)?.icon ?? 'file', 'file');
  }

  bytes(bytes: number): string {
    if (bytes < KILOBYTE) return this.say('bytes', { size: bytes });
    const kilobytes = bytes / KILOBYTE;
    return kilobytes < KILOBYTE ? this.say('kilobytes', { size: this.formats.number(kilobytes, { maximumFractionDigits: 0 }) }) : this.say('megabytes', { size: this.formats.number(kilobytes / KILOBYTE, { maximumFractionDigits: 1 }) });
  }

  number(value: number): string {
    return this.formats.number(value);
  }

  choice(value: string): string {
    return this.views.choiceLabel(value);
  }

  /** "GTX Pro" for what a value stands for; empty while nobody decided. */
  meaning(value: ImportValue, titles: ReadonlyMap<string, string>, field: TargetField | undefined): string {
    switch (value.action) {
      case 'USE':
        return value.choice ? this.choice(value.choice) : (titles.get(value.recordId ?? '') ?? value.candidates.find(({ id }) => id === value.recordId)?.title ?? value.value);
      case 'CREATE':
        if (field?.kind === 'choice') return this.say('names.addedOption', { field: field.label });
        return this.say('names.createdAs', { type: inSentence(this.one(field?.target ?? null)), name: value.value });
      case 'EMPTY':
        return this.say('names.leftEmpty');
      case 'REJECT':
        return this.say('names.rejected');
      default:
        return '';
    }
  }
}
