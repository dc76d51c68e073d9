import type { GridColumn } from '@libs/ui';
import { defaultColumns, shapeOf, titleOf, type ClientRecord, type FieldMetadata, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import type { FieldViews } from './field-views.js';

const WIDTHS: Readonly<Record<string, number>> = { text: 180, email: 220, url: 200, money: 130, integer: 110, number: 110, date: 120, dateTime: 160, choice: 130, reference: 180, tags: 180, boolean: 90 };

/** Id of the column that shows what a record is called, whatever fields that is made of. */
export const TITLE_COLUMN = 'title';

/** Columns of a record type's list: the title, those it starts with, and the rest hidden until somebody shows them. */
export function columnsOf(type: RecordTypeMetadata, views: FieldViews, editable: boolean, note?: (record: ClientRecord) => string): readonly GridColumn<ClientRecord>[] {
  const shown = defaultColumns(type);
  const hidden = type.fields.filter((field) => !shown.includes(field) && !type.titleFields.includes(field.name) && field.kind !== 'json' && field.kind !== 'longText');
  const parts = type.titleFields.length > 1 ? type.fields.filter((field) => type.titleFields.includes(field.name)) : [];
  return [{ ...titleColumn(type, views, editable), ...(note ? { note } : {}) }, ...shown.map((field) => columnOf(field, views, editable, false)), ...[...parts, ...hidden].map((field) => columnOf(field, views, editable, true))];
}

function titleColumn(type: RecordTypeMetadata, views: FieldViews, editable: boolean): GridColumn<ClientRecord> {
  const [name] = type.titleFields;
  const field = type.fields.find((each) => each.name === name);
  const single = type.titleFields.length === 1 && field;
  const shape = shapeOf(type.name);
  return {
    id: TITLE_COLUMN,
    label: single ? field.label : type.label,
    width: 240,
    sortable: field?.sortable ?? false,
    text: (record) => titleOf(type, record),
    ...(shape ? { avatar: (record: ClientRecord) => ({ name: titleOf(type, record), shape }) } : {}),
    ...(single && editable ? { value: (record: ClientRecord) => views.editValue(field, record), editor: (record: ClientRecord) => views.editor(field, record) } : {}),
  };
}

/** The column of one field. */
export function columnOf(field: FieldMetadata, views: FieldViews, editable: boolean, hidden: boolean): GridColumn<ClientRecord> {
  const numeric = field.kind === 'money' || field.kind === 'integer' || field.kind === 'number';
  return {
    id: field.name,
    label: field.label,
    width: WIDTHS[field.kind] ?? 160,
    align: numeric ? 'end' : 'start',
    figure: field.kind === 'money',
    sortable: field.sortable,
    hidden,
    text: (record) => views.text(field, record),
    ...(field.kind === 'choice' ? { badge: (record: ClientRecord) => views.badge(field, record) } : {}),
    ...(field.kind === 'tags' || field.kind === 'choices' ? { chips: (record: ClientRecord) => views.chips(field, record) ?? [] } : {}),
    ...(field.kind === 'reference' ? { avatar: (record: ClientRecord) => views.avatar(field, record) } : {}),
    ...(editable ? { value: (record: ClientRecord) => views.editValue(field, record), editor: (record: ClientRecord) => views.editor(field, record) } : {}),
  };
}

/** The field that a column stands for, to sort or edit by. */
export const fieldOfColumn = (type: RecordTypeMetadata, columnId: string): FieldMetadata | undefined =>
  type.fields.find((field) => field.name === (columnId === TITLE_COLUMN ? type.titleFields[0] : columnId));
