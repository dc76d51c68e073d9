import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { RecordType } from '../records/record-type.js';
import { customFieldsOf, tenantType } from '../records/tenant-types.js';
import { CUSTOM_SELECTIONS } from './custom-field-reading.js';
import { relationsOf } from './record-types.js';
import { selectedFields } from './selection.js';

const ALWAYS: ReadonlySet<string> = new Set(['id', 'version', '__typename', ...CUSTOM_SELECTIONS]);

/**
 * Fields to read for what is selected of a record: what is shown, what its relations point with, and the tenant's own where they are asked for.
 * @returns undefined for the whole row: a field that another module adds may read anything of its parent
 */
export function projectionOf(type: RecordType, selected: ReadonlySet<string>): readonly string[] | undefined {
  const relations = new Map(relationsOf(type).map(({ relation, field }) => [relation, field]));
  const names = [...selected];
  if (names.some((name) => !(name in type.allFields) && !ALWAYS.has(name) && !relations.has(name))) return undefined;
  const custom = CUSTOM_SELECTIONS.some((name) => selected.has(name)) ? customFieldsOf(tenantType(type)).map(([name]) => name) : [];
  return [...names.filter((name) => name in type.allFields), ...names.flatMap((name) => relations.get(name) ?? []), ...custom];
}

/** Siblings of one list share their nodes, so what is selected is worked out once for all of them. */
const known = new WeakMap<readonly FieldNode[], readonly string[] | undefined>();

/** The projection of the record that the field being resolved answers. */
export function projectionHere(type: RecordType, info: GraphQLResolveInfo): readonly string[] | undefined {
  if (!known.has(info.fieldNodes)) known.set(info.fieldNodes, projectionOf(type, selectedFields(info, [''])));
  return known.get(info.fieldNodes);
}
