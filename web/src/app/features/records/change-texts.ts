import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Formats } from '../../core/format/formats.js';
import { fieldNamed, type FieldMetadata } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { FieldViews } from './field-views.js';

/** One field's change as the API tells it: values as they are stored, and in words as far as these are names. */
export interface FieldChange {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly beforeText?: string | null;
  readonly afterText?: string | null;
}

/** What a trail keeps as values, as people read it: days, amounts and choices in their language and format. Empty values give an empty text. */
@Service()
export class ChangeTexts {
  private readonly types = inject(RecordTypesStore);
  private readonly views = inject(FieldViews);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);

  of(recordType: string, change: FieldChange): { readonly before: string; readonly after: string } {
    const type = this.types.find(recordType);
    const field = type && fieldNamed(type, change.field);
    return { before: this.text(field, change.before, change.beforeText), after: this.text(field, change.after, change.afterText) };
  }

  private text(field: FieldMetadata | undefined, value: unknown, words: string | null | undefined): string {
    if (value === null || value === undefined || value === '') return '';
    switch (field?.kind) {
      case 'boolean': return this.transloco.translate(value ? 'records.yes' : 'records.no');
      // Its currency is another field's value, of a moment that is over.
      case 'money': return this.formats.number(value as string, { maximumFractionDigits: 2 });
      case 'integer': case 'number': case 'date': case 'dateTime': case 'choice': case 'choices':
        return this.views.text(field, { __typename: '', id: '', version: 0, [field.name]: value });
      default: return words ?? '';
    }
  }
}
