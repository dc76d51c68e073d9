import { gql, type TypedDocumentNode } from '@apollo/client';
import { detailFields, type ClientRecord, type RecordTypeMetadata } from './record-metadata.js';
import { selectionOf, type Titles } from './record-selection.js';

/**
 * GraphQL documents for any record type, written from its description: what is described at run time, custom fields above all, can't be
 * generated at build time. Each is parsed once.
 */
const documents = new Map<string, TypedDocumentNode<never, never>>();

function document<Data, Variables>(text: string): TypedDocumentNode<Data, Variables> {
  let parsed = documents.get(text);
  if (!parsed) {
    parsed = gql(text) as TypedDocumentNode<never, never>;
    documents.set(text, parsed);
  }
  return parsed as unknown as TypedDocumentNode<Data, Variables>;
}

export interface ListVariables {
  readonly first?: number;
  readonly after?: string | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly sort?: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[] | null;
  readonly search?: string | null;
  readonly archived?: 'exclude' | 'only' | 'include' | null;
}

export interface ListData {
  readonly list: {
    readonly nodes: readonly ClientRecord[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

function fieldsOf(type: RecordTypeMetadata, titles: Titles, names?: readonly string[]): string {
  const wanted = names ? type.fields.filter((field) => names.includes(field.name) || type.titleFields.includes(field.name) || field.name === 'ownerId') : type.fields;
  return ['__typename id version', ...wanted.map((field) => selectionOf(field, titles))].join('\n');
}

export const listDocument = (type: RecordTypeMetadata, titles: Titles, names: readonly string[]): TypedDocumentNode<ListData, ListVariables> =>
  document(`query ${type.typeName}List($first: Int, $after: String, $filter: ${type.typeName}Filter, $sort: [${type.typeName}Sort!], $search: String, $archived: ArchivedRecords) {
    list: ${type.plural}(first: $first, after: $after, filter: $filter, sort: $sort, search: $search, archived: $archived) {
      nodes { ${fieldsOf(type, titles, names)} } pageInfo { hasNextPage endCursor }
    }
  }`);

export const countDocument = (type: RecordTypeMetadata): TypedDocumentNode<{ readonly list: { readonly totalCount: number } }, ListVariables> =>
  document(`query ${type.typeName}Count($filter: ${type.typeName}Filter, $search: String, $archived: ArchivedRecords) {
    list: ${type.plural}(first: 1, filter: $filter, search: $search, archived: $archived) { totalCount }
  }`);

export const recordDocument = (type: RecordTypeMetadata, titles: Titles): TypedDocumentNode<{ readonly record: ClientRecord }, { readonly id: string }> =>
  document(`query ${type.typeName}Record($id: ID!) { record: ${type.name}(id: $id) { ${fieldsOf(type, titles)} } }`);

export interface WriteData {
  readonly done: { readonly __typename?: string; readonly record: ClientRecord; readonly changeSetId: string };
}

export const createDocument = (type: RecordTypeMetadata, titles: Titles): TypedDocumentNode<WriteData, { readonly input: object }> =>
  document(`mutation Create${type.typeName}($input: Create${type.typeName}Input!) {
    done: create${type.typeName}(input: $input) { changeSetId record: ${type.name} { ${fieldsOf(type, titles)} } }
  }`);

export const updateDocument = (type: RecordTypeMetadata, titles: Titles): TypedDocumentNode<WriteData, { readonly input: object }> =>
  document(`mutation Update${type.typeName}($input: Update${type.typeName}Input!) {
    done: update${type.typeName}(input: $input) { changeSetId record: ${type.name} { ${fieldsOf(type, titles)} } }
  }`);

export const verbDocument = (
  type: RecordTypeMetadata,
  verb: 'archive' | 'restore' | 'delete',
): TypedDocumentNode<{ readonly done: { readonly changeSetId: string } }, { readonly id: string }> =>
  document(`mutation ${verb}${type.typeName}($id: ID!) { done: ${verb}${type.typeName}(id: $id) { changeSetId } }`);

/** What is offered while somebody types the name of a record. */
export const optionsDocument = (type: RecordTypeMetadata): TypedDocumentNode<ListData, ListVariables> =>
  document(`query ${type.typeName}Options($search: String, $first: Int, $filter: ${type.typeName}Filter) {
    list: ${type.plural}(search: $search, first: $first, filter: $filter) { nodes { __typename id ${[...type.titleFields, ...detailFields(type)].join(' ')} } pageInfo { hasNextPage endCursor } }
  }`);
