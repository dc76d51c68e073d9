import type { RecordFilter } from '../../platform/records/record-filter.js';
import type { RecordSort } from '../../platform/records/record-list.js';
import { choice, integer, json, tags, text } from '../../platform/records/fields.js';
import { registerStoredFilter } from '../../platform/records/stored-filters.js';
import { defineRecord } from '../../platform/records/record-type.js';

/** A column of a view; `width` in px, as described without. */
export interface ViewColumn {
  readonly field: string;
  readonly width?: number;
}

export const VIEW_KINDS = ['TABLE', 'CARDS', 'BOARD'] as const;

/** A list as somebody works in it: what it holds, in which order, and how it looks. Their own until they share it. */
export const savedViewRecord = defineRecord({
  name: 'savedView',
  plural: 'savedViews',
  label: 'View',
  labelPlural: 'Views',
  icon: 'layout-list',
  table: 'saved_views',
  module: 'crm-core',
  access: 'personal',
  handsOver: { visibility: { eq: 'SHARED' } },
  titleFields: ['name'],
  defaultSort: { field: 'position', direction: 'ASC' },
  operations: ['list', 'get', 'create', 'update', 'delete'],
  fields: {
    name: text({ label: 'Name', required: true, maxLength: 80, importable: false, searchable: true, sortable: true, column: 1 }),
    recordType: text({ label: 'Record type', required: true, maxLength: 80, importable: false, help: 'Name of the record type whose list this is, such as contact. It stays as it is.' }),
    kind: choice(VIEW_KINDS, { label: 'Kind', required: true, default: 'TABLE', importable: false, help: 'How the records are drawn.' }),
    visibility: choice(['PRIVATE', 'SHARED'], { label: 'Visibility', required: true, default: 'PRIVATE', importable: false, column: 2, help: 'Shared views are there for everybody in the workspace.' }),
    filter: json<RecordFilter>({ label: 'Filter', importable: false, help: 'As the list takes it; "me" stands for whoever looks.' }),
    sort: json<readonly RecordSort[]>({ label: 'Sort', importable: false, help: 'As the list takes it: up to three fields.' }),
    groupBy: text({ label: 'Grouped by', maxLength: 80, importable: false, help: 'A choice, yes-or-no or reference field.' }),
    columns: json<readonly ViewColumn[]>({ label: 'Columns', importable: false, help: 'In their order: [{ "field": "email", "width": 220 }]. Without, those that the list starts with.' }),
    position: integer({ label: 'Position', min: 0, sortable: true, readOnly: true, importable: false, help: 'Its place among the views of its list.' }),
    defaultRoles: tags({ label: 'Default for roles', importable: false, help: 'Members in these roles see this view first, unless they chose another. Set by administrators, for shared views.' }),
  },
});

registerStoredFilter({ type: savedViewRecord, field: 'filter', of: { column: 'record_type' } });
