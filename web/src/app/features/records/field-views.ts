import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { GridBadge, GridEditor, OptionSearch, Tone, UiChip, UiOption } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { hueOf } from '../../core/records/option-colour.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { CUSTOM_REFERENCE, shapeOf, titleOf, type ClientRecord, type FieldMetadata, type FieldOption } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { TagSuggestions } from '../tags/tag-suggestions.js';

/** Tones of well-known states; any other choice is plain. */
const TONES: Readonly<Record<string, Tone>> = {
  CUSTOMER: 'ok', WON: 'ok', COMPLETED: 'ok', ACTIVE: 'ok', EVANGELIST: 'ok',
  LOST: 'bad', CHURNED: 'bad', URGENT: 'bad', NO_SHOW: 'bad', DEACTIVATED: 'bad',
  HIGH: 'warn', CANCELLED: 'warn', INVITED: 'warn', COMPETITOR: 'warn',
  OPEN: 'info', SQL: 'info', MQL: 'info', PROSPECT: 'info', OPPORTUNITY: 'info', IN_PROGRESS: 'info', PARTNER: 'brand', OWNER: 'brand', ADMIN: 'brand',
};

/** How a field of any kind is shown and edited, in lists, panels and forms alike. */
@Service()
export class FieldViews {
  private readonly formats = inject(Formats);
  private readonly gateway = inject(RecordsGateway);
  private readonly types = inject(RecordTypesStore);
  private readonly transloco = inject(TranslocoService);
  private readonly tags = inject(TagSuggestions);

  /** What a person reads; empty where there is nothing. */
  text(field: FieldMetadata, record: ClientRecord): string {
    const value = record[field.name];
    if (value === null || value === undefined || value === '') return '';
    switch (field.kind) {
      case 'money':
        return this.formats.money(value as string, this.currencyOf(field, record));
      case 'integer':
        // A year is no quantity: 1996, not 1,996.
        return /year/i.test(field.name) ? String(value) : this.formats.number(value as number);
      case 'number':
        return this.formats.number(value as number, { maximumFractionDigits: 2 });
      case 'date':
        return this.formats.date(value as string);
      case 'dateTime':
        return this.formats.dateTime(value as string);
      case 'boolean':
        return value ? this.transloco.translate('records.yes') : '';
      case 'choice':
        return this.optionLabel(field, String(value));
      case 'choices':
        return (value as readonly string[]).map((each) => this.optionLabel(field, each)).join(', ');
      case 'tags':
        return (value as readonly string[]).join(', ');
      case 'reference':
        return this.relatedTitle(field, record);
      case 'json':
        return '';
      default:
        return String(value);
    }
  }

  /** `IN_PROGRESS` -> `In progress`; abbreviations (short and without a vowel: `SQL`) stay. */
  choiceLabel(value: string): string {
    if (value.length <= 3 && !/[AEIOU]/.test(value)) return value;
    const words = value.replaceAll('_', ' ').toLowerCase();
    return words[0]!.toUpperCase() + words.slice(1);
  }

  badge(field: FieldMetadata, record: ClientRecord): GridBadge | null {
    const value = record[field.name];
    if (field.kind !== 'choice' || typeof value !== 'string') return null;
    const option = field.options.find((each) => each.value === value);
    const hue = hueOf(option?.colour);
    return { text: option?.label ?? this.choiceLabel(value), tone: TONES[value] ?? 'neutral', ...(hue ? { color: hue } : {}) };
  }

  /** Tags and the options of a multi-select, in their colours; null for other kinds. */
  chips(field: FieldMetadata, record: ClientRecord): readonly UiChip[] | null {
    if (field.kind !== 'tags' && field.kind !== 'choices') return null;
    if (field.kind === 'tags') this.tags.prepare();
    const colours = field.kind === 'tags' ? this.tags.colours() : {};
    return ((record[field.name] as readonly string[] | null | undefined) ?? []).map((value) => {
      const color = colours[value] ?? hueOf(field.options.find((option) => option.value === value)?.colour);
      return { value, text: field.kind === 'tags' ? value : this.optionLabel(field, value), ...(color ? { color } : {}) };
    });
  }

  /** What a value of a choice is called: in the workspace's words or the reader's language where the API has such. */
  optionLabel(field: FieldMetadata, value: string): string {
    return field.options.find((option) => option.value === value)?.label ?? this.choiceLabel(value);
  }

  /** What all options are called, those included that are offered no more. */
  optionNames(field: FieldMetadata): Readonly<Record<string, string>> {
    return Object.fromEntries(field.options.map(({ value, label }) => [value, label]));
  }

  /** Initials beside people and companies. */
  avatar(field: FieldMetadata, record: ClientRecord): { name: string; shape: 'person' | 'company' } | null {
    const shape = shapeOf(field.target);
    const name = shape ? this.relatedTitle(field, record) : '';
    return shape && name ? { name, shape } : null;
  }

  /** Name of the record a reference points to. */
  relatedTitle(field: FieldMetadata, record: ClientRecord): string {
    const related = field.relation ? (record[field.relation] as ClientRecord | null | undefined) : null;
    const type = field.target ? this.types.find(field.target) : undefined;
    return related && type ? titleOf(type, related) : '';
  }

  /** The value an editor starts with, as text. */
  editValue(field: FieldMetadata, record: ClientRecord): string | null {
    const value = record[field.name];
    if (value === null || value === undefined || value === '') return null;
    if (Array.isArray(value)) return value.join(', ') || null;
    return field.kind === 'dateTime' ? this.formats.clockTime(String(value)) : String(value);
  }

  /** The editor of a cell, or null where the value is not typed there. */
  editor(field: FieldMetadata, record: ClientRecord): GridEditor | null {
    if (field.readOnly) return null;
    switch (field.kind) {
      case 'integer':
        return { kind: 'number', decimals: 0 };
      case 'number':
        return { kind: 'number' };
      case 'money':
        return { kind: 'money', currency: this.currencyOf(field, record) };
      case 'date':
        return { kind: 'date' };
      case 'choice':
        return { kind: 'select', options: this.choices(field), clearable: !field.required };
      case 'boolean':
        return { kind: 'select', options: [{ value: 'true', label: this.transloco.translate('records.yes') }, { value: 'false', label: this.transloco.translate('records.no') }] };
      case 'reference':
        return { kind: 'relation', search: this.searchOf(field, record), clearable: !field.required };
      case 'dateTime':
        return { kind: 'time' };
      case 'longText':
        return { kind: 'longText', ...(field.maxLength ? { maxLength: field.maxLength } : {}) };
      case 'choices':
        return { kind: 'options', options: this.choices(field), names: this.optionNames(field) };
      case 'json':
        return null;
      default:
        return { kind: 'text', ...(field.maxLength && field.kind !== 'tags' ? { maxLength: field.maxLength } : {}) };
    }
  }

  /** Text from an editor -> the value the API takes. */
  toInput(field: FieldMetadata, text: string | null): unknown {
    if (text === null || text.trim() === '') return field.kind === 'tags' || field.kind === 'choices' ? [] : field.kind === 'boolean' ? false : null;
    switch (field.kind) {
      case 'integer':
      case 'number':
        return Number(text);
      case 'boolean':
        return text === 'true';
      case 'dateTime':
        return this.formats.momentOf(text);
      case 'tags':
      case 'choices':
        return text.split(',').map((tag) => tag.trim()).filter(Boolean);
      default:
        return text;
    }
  }

  /** Enough of a picked record to show its name before the API has answered. */
  optionRecord(field: FieldMetadata, option: UiOption): ClientRecord {
    const type = this.types.named(field.target!);
    if (field.customKey) return { __typename: CUSTOM_REFERENCE, id: option.value, version: 0, title: option.label };
    const [first, ...rest] = type.titleFields;
    return { __typename: type.typeName, id: option.value, version: 0, [first!]: option.label, ...Object.fromEntries(rest.map((name) => [name, null])) };
  }

  choices(field: FieldMetadata): readonly UiOption[] {
    if (field.options.length > 0) return field.options.filter((option) => !option.archived).map((option) => this.optionOf(option));
    return field.choices.map((choice) => ({ value: choice, label: this.choiceLabel(choice) }));
  }

  private optionOf({ value, label, colour }: FieldOption): UiOption {
    const color = hueOf(colour);
    return { value, label, ...(color ? { color } : {}) };
  }

  /** Finds records for a reference field while a person types; only those within what `record` holds, where the field says so. */
  searchOf(field: FieldMetadata, record: Readonly<Record<string, unknown>> = {}): OptionSearch {
    const scope = field.within ? record[field.within] : undefined;
    const filter = field.within && scope ? { [field.within]: { eq: scope } } : null;
    return (query) => this.gateway.options(field.target!, query, filter);
  }

  currencyOf(field: FieldMetadata, record: ClientRecord): string {
    const own = field.currencyField ? record[field.currencyField] : null;
    return typeof own === 'string' ? own : this.formats.currency();
  }
}
