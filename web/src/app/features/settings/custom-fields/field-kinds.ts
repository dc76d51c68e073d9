import type { IconName } from '@libs/ui';
import type { FieldKind, FieldMetadata, FieldOption } from '../../../core/records/record-metadata.js';
import type { CustomField, CustomFieldKind } from './custom-fields.gateway.js';

/** The kinds in the order they are offered, what they are among the fields of records, and their icons. */
export const KINDS: Readonly<Record<CustomFieldKind, { readonly kind: FieldKind; readonly icon: IconName }>> = {
  TEXT: { kind: 'text', icon: 'type' },
  LONG_TEXT: { kind: 'longText', icon: 'file-text' },
  NUMBER: { kind: 'number', icon: 'hash' },
  MONEY: { kind: 'money', icon: 'banknote' },
  DATE: { kind: 'date', icon: 'calendar' },
  DATE_TIME: { kind: 'dateTime', icon: 'clock' },
  BOOLEAN: { kind: 'boolean', icon: 'square-check' },
  SELECT: { kind: 'choice', icon: 'circle-dot' },
  MULTI_SELECT: { kind: 'choices', icon: 'list-checks' },
  URL: { kind: 'url', icon: 'link' },
  EMAIL: { kind: 'email', icon: 'mail' },
  PHONE: { kind: 'phone', icon: 'phone' },
  REFERENCE: { kind: 'reference', icon: 'link-2' },
};
export const FIELD_KINDS = Object.keys(KINDS) as CustomFieldKind[];

export const hasOptions = (kind: CustomFieldKind): boolean => kind === 'SELECT' || kind === 'MULTI_SELECT';
export const canBeUnique = (kind: CustomFieldKind): boolean => !['LONG_TEXT', 'BOOLEAN', 'MULTI_SELECT'].includes(kind);
export const canBeSearched = (kind: CustomFieldKind): boolean => ['TEXT', 'LONG_TEXT', 'URL', 'EMAIL', 'PHONE', 'SELECT', 'MULTI_SELECT'].includes(kind);
export const canHaveDefault = (kind: CustomFieldKind): boolean => kind !== 'REFERENCE';

/** An option as it is being edited; without a value it is new. */
export type OptionDraft = Omit<FieldOption, 'value'> & { readonly value: string | null };

/** What the dialog holds while a person words a field. */
export interface FieldDraft extends Pick<CustomField, 'label' | 'kind' | 'help' | 'section' | 'required' | 'defaultValue' | 'target' | 'isUnique' | 'searchable' | 'inLists' | 'writers'> {
  readonly options: readonly OptionDraft[];
}

export const newDraft = (): FieldDraft => ({ label: '', kind: 'TEXT', help: null, section: null, required: false, defaultValue: null, target: null, isUnique: false, searchable: false, inLists: true, writers: 'EVERYBODY', options: [] });

/** The field as forms will draw it, for the preview and for the control of its default. */
export function previewOf(draft: FieldDraft, label: string): FieldMetadata {
  // A new option has no value yet; its label stands in.
  const options = draft.options.filter((option) => option.label.trim() && !option.archived).map((option) => ({ ...option, value: option.value ?? option.label }));
  return {
    name: 'preview', label: draft.label || label, kind: KINDS[draft.kind].kind, required: draft.required, hasDefault: false, defaultValue: null, readOnly: false, filterable: true, sortable: false, importable: false, column: null,
    section: null, help: draft.help ?? null, maxLength: null, min: null, max: null, choices: options.map((option) => option.value), options, customKey: null, target: draft.target ?? null, within: null, relation: null, currencyField: null,
  };
}
