import type { TypedDocumentNode } from '@apollo/client';
import { parse, type DocumentNode, type SelectionNode } from 'graphql';
import type { FieldMetadata, RecordTypeMetadata } from './record-metadata.js';

/** Which fields name a record of a type. */
export type Titles = (recordType: string) => readonly string[];

/** A field and, for a reference, enough of the record it points to to show its name. */
export function selectionOf(field: FieldMetadata, titles: Titles): string {
  if (field.customKey) {
    const key = JSON.stringify(field.customKey);
    return `${field.name}: customValue(key: ${key})${field.relation ? ` ${field.relation}: customReference(key: ${key}) { __typename id title }` : ''}`;
  }
  if (!field.relation || !field.target) return field.name;
  return `${field.name} ${field.relation} { __typename id ${titles(field.target).join(' ')} }`;
}

const extended = new WeakMap<DocumentNode, Map<string, DocumentNode>>();

/**
 * The document, whose fragment asks for the named fields besides its own: what somebody chose to see is known at run time. Without any it is the very document.
 */
export function withFields<Data, Variables>(base: TypedDocumentNode<Data, Variables>, fragment: string, type: RecordTypeMetadata, titles: Titles, names: readonly string[]): TypedDocumentNode<Data, Variables> {
  const wanted = type.fields.filter((field) => names.includes(field.name));
  if (wanted.length === 0) return base;
  const text = wanted.map((field) => selectionOf(field, titles)).join(' ');
  const known = extended.get(base) ?? new Map<string, DocumentNode>();
  extended.set(base, known);
  const document = known.get(text) ?? withSelections(base, fragment, text);
  known.set(text, document);
  return document as TypedDocumentNode<Data, Variables>;
}

/** What the fragment asks for already is not asked for twice. */
function withSelections(base: DocumentNode, fragment: string, text: string): DocumentNode {
  const [asked] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  const added = asked && 'selectionSet' in asked ? (asked.selectionSet?.selections ?? []) : [];
  const definitions = base.definitions.map((definition) => {
    if (definition.kind !== 'FragmentDefinition' || definition.name.value !== fragment) return definition;
    const present = new Set(definition.selectionSet.selections.map(keyOf));
    const selections = [...definition.selectionSet.selections, ...added.filter((each) => !present.has(keyOf(each)))];
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  return { ...base, definitions } as DocumentNode;
}

/** Under which name an answer has it. */
const keyOf = (node: SelectionNode): string | null => (node.kind === 'Field' ? (node.alias ?? node.name).value : null);
