/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Changes of a field; what is left out stays as it is. */
export type ChangeCustomFieldInput = {
  /** What a new record starts with; text for money and dates, the value of an option (the label of a new one), a list of such. */
  defaultValue?: unknown;
  /** The version you saw; a newer one is answered with CONFLICT. */
  expectedVersion?: number | null | undefined;
  /** One line shown under the field in forms. */
  help?: string | null | undefined;
  id: string;
  /** A column of lists until somebody chooses columns. */
  inLists?: boolean | null | undefined;
  /** No two records have the same value. */
  isUnique?: boolean | null | undefined;
  label?: string | null | undefined;
  /** Of a select: all options in their order. One that records have can be archived, not left out. */
  options?: Array<CustomFieldOptionInput> | null | undefined;
  required?: boolean | null | undefined;
  /** Found by the search of lists and of the palette. */
  searchable?: boolean | null | undefined;
  /** Heading under which forms and panels show it. */
  section?: string | null | undefined;
  /** Who of those who may edit the record may set it. */
  writers?: CustomFieldWriters | null | undefined;
};

/** Type of custom fields. */
export type CustomFieldKind =
  | 'BOOLEAN'
  | 'DATE'
  | 'DATE_TIME'
  | 'EMAIL'
  | 'LONG_TEXT'
  | 'MONEY'
  | 'MULTI_SELECT'
  | 'NUMBER'
  | 'PHONE'
  | 'REFERENCE'
  | 'SELECT'
  | 'TEXT'
  | 'URL';

/** An option of a select. */
export type CustomFieldOptionInput = {
  /** Kept by the records that have it, and offered no more. */
  archived?: boolean | null | undefined;
  /** GREY, BLUE, TEAL, GREEN, AMBER, ORANGE, RED or PURPLE. */
  colour?: string | null | undefined;
  label: string;
  /** Of an option that is there already; without it the option is a new one. */
  value?: string | null | undefined;
};

/** Set by of custom fields. */
export type CustomFieldWriters =
  | 'ADMINS'
  | 'EVERYBODY'
  | 'OWNERS';

/** A new field of a record type. Its kind stays for good. */
export type NewCustomFieldInput = {
  /** What a new record starts with; text for money and dates, the value of an option (the label of a new one), a list of such. */
  defaultValue?: unknown;
  /** One line shown under the field in forms. */
  help?: string | null | undefined;
  /** A column of lists until somebody chooses columns. */
  inLists?: boolean | null | undefined;
  /** No two records have the same value. */
  isUnique?: boolean | null | undefined;
  kind: CustomFieldKind;
  label: string;
  /** Of a select: all options in their order. One that records have can be archived, not left out. */
  options?: Array<CustomFieldOptionInput> | null | undefined;
  /** Name of the record type, such as "contact". */
  recordType: string;
  required?: boolean | null | undefined;
  /** Found by the search of lists and of the palette. */
  searchable?: boolean | null | undefined;
  /** Heading under which forms and panels show it. */
  section?: string | null | undefined;
  /** Of a reference: name of the record type it points at, "member" included. */
  target?: string | null | undefined;
  /** Who of those who may edit the record may set it. */
  writers?: CustomFieldWriters | null | undefined;
};

export type CustomFieldSettingsFragment = { __typename: 'CustomField', id: string, version: number, recordType: string, key: string, label: string, kind: CustomFieldKind, help: string | null, section: string | null, required: boolean, defaultValue: unknown, options: unknown, target: string | null, isUnique: boolean, searchable: boolean, inLists: boolean, writers: CustomFieldWriters, position: number | null, archivedAt: string | null };

export type CustomFieldSettingsListQueryVariables = Exact<{ [key: string]: never; }>;


export type CustomFieldSettingsListQuery = { customFields: { __typename: 'CustomFieldConnection', nodes: Array<{ __typename: 'CustomField', id: string, version: number, recordType: string, key: string, label: string, kind: CustomFieldKind, help: string | null, section: string | null, required: boolean, defaultValue: unknown, options: unknown, target: string | null, isUnique: boolean, searchable: boolean, inLists: boolean, writers: CustomFieldWriters, position: number | null, archivedAt: string | null }> }, customFieldAllowance: { __typename: 'CustomFieldAllowance', used: number, limit: number } };

export type CustomFieldUseQueryVariables = Exact<{
  id: string;
}>;


export type CustomFieldUseQuery = { customField: { __typename: 'CustomField', id: string, recordsWithValue: number } };

export type CreateCustomFieldMutationVariables = Exact<{
  input: NewCustomFieldInput;
}>;


export type CreateCustomFieldMutation = { createCustomField: { __typename: 'CustomFieldPayload', changeSetId: string } };

export type ChangeCustomFieldMutationVariables = Exact<{
  input: ChangeCustomFieldInput;
}>;


export type ChangeCustomFieldMutation = { changeCustomField: { __typename: 'CustomFieldPayload', changeSetId: string } };

export type ArchiveCustomFieldMutationVariables = Exact<{
  id: string;
}>;


export type ArchiveCustomFieldMutation = { archiveCustomField: { __typename: 'CustomFieldPayload', changeSetId: string } };

export type RestoreCustomFieldMutationVariables = Exact<{
  id: string;
}>;


export type RestoreCustomFieldMutation = { restoreCustomField: { __typename: 'CustomFieldPayload', changeSetId: string } };

export type DeleteCustomFieldMutationVariables = Exact<{
  id: string;
  confirm: string;
}>;


export type DeleteCustomFieldMutation = { deleteCustomField: { __typename: 'DeletePayload', changeSetId: string } };

export type ReorderCustomFieldsMutationVariables = Exact<{
  recordType: string;
  ids: Array<string> | string;
}>;


export type ReorderCustomFieldsMutation = { reorderCustomFields: { __typename: 'ReorderCustomFieldsPayload', changeSetId: string } };

export const CustomFieldSettingsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomFieldSettings"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomField"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"recordType"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"help"}},{"kind":"Field","name":{"kind":"Name","value":"section"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"defaultValue"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"isUnique"}},{"kind":"Field","name":{"kind":"Name","value":"searchable"}},{"kind":"Field","name":{"kind":"Name","value":"inLists"}},{"kind":"Field","name":{"kind":"Name","value":"writers"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}}]}}]} as unknown as DocumentNode<CustomFieldSettingsFragment, unknown>;
export const CustomFieldSettingsListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomFieldSettingsList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customFields"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}},{"kind":"Argument","name":{"kind":"Name","value":"archived"},"value":{"kind":"EnumValue","value":"include"}},{"kind":"Argument","name":{"kind":"Name","value":"sort"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"position"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CustomFieldSettings"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"customFieldAllowance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomFieldSettings"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomField"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"recordType"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"help"}},{"kind":"Field","name":{"kind":"Name","value":"section"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"defaultValue"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"isUnique"}},{"kind":"Field","name":{"kind":"Name","value":"searchable"}},{"kind":"Field","name":{"kind":"Name","value":"inLists"}},{"kind":"Field","name":{"kind":"Name","value":"writers"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}}]}}]} as unknown as DocumentNode<CustomFieldSettingsListQuery, CustomFieldSettingsListQueryVariables>;
export const CustomFieldUseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomFieldUse"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customField"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"recordsWithValue"}}]}}]}}]} as unknown as DocumentNode<CustomFieldUseQuery, CustomFieldUseQueryVariables>;
export const CreateCustomFieldDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateCustomField"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NewCustomFieldInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCustomField"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<CreateCustomFieldMutation, CreateCustomFieldMutationVariables>;
export const ChangeCustomFieldDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeCustomField"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeCustomFieldInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeCustomField"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<ChangeCustomFieldMutation, ChangeCustomFieldMutationVariables>;
export const ArchiveCustomFieldDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ArchiveCustomField"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"archiveCustomField"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<ArchiveCustomFieldMutation, ArchiveCustomFieldMutationVariables>;
export const RestoreCustomFieldDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RestoreCustomField"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"restoreCustomField"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<RestoreCustomFieldMutation, RestoreCustomFieldMutationVariables>;
export const DeleteCustomFieldDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteCustomField"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"confirm"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteCustomField"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"confirm"},"value":{"kind":"Variable","name":{"kind":"Name","value":"confirm"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<DeleteCustomFieldMutation, DeleteCustomFieldMutationVariables>;
export const ReorderCustomFieldsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReorderCustomFields"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"recordType"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reorderCustomFields"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"recordType"},"value":{"kind":"Variable","name":{"kind":"Name","value":"recordType"}}},{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeSetId"}}]}}]}}]} as unknown as DocumentNode<ReorderCustomFieldsMutation, ReorderCustomFieldsMutationVariables>;