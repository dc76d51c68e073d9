import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../../core/graphql/graphql-client.js';
import type { FieldOption } from '../../../core/records/record-metadata.js';
import {
  ArchiveCustomFieldDocument, ChangeCustomFieldDocument, CreateCustomFieldDocument, CustomFieldSettingsListDocument, CustomFieldUseDocument, DeleteCustomFieldDocument, ReorderCustomFieldsDocument, RestoreCustomFieldDocument,
  type ChangeCustomFieldInput, type CustomFieldKind, type CustomFieldSettingsFragment, type CustomFieldSettingsListQuery, type CustomFieldWriters, type NewCustomFieldInput,
} from './operations.generated.js';

export type CustomField = Omit<CustomFieldSettingsFragment, 'options'> & { readonly options: readonly FieldOption[] | null };
export type Allowance = Pick<CustomFieldSettingsListQuery['customFieldAllowance'], 'used' | 'limit'>;
export type { ChangeCustomFieldInput, CustomFieldKind, CustomFieldWriters, NewCustomFieldInput };

/** Fields that the workspace adds. Writes answer with the change set that undoes them. Every method throws `AppError`. */
@Service()
export class CustomFieldsGateway {
  private readonly graphql = inject(GraphqlClient);

  async all(): Promise<{ readonly fields: readonly CustomField[]; readonly allowance: Allowance }> {
    const { customFields, customFieldAllowance } = await this.graphql.query(CustomFieldSettingsListDocument, {});
    return { fields: customFields.nodes as readonly CustomField[], allowance: customFieldAllowance };
  }

  /** How many records have a value for it. */
  async recordsWithValue(id: string): Promise<number> {
    return (await this.graphql.query(CustomFieldUseDocument, { id })).customField.recordsWithValue;
  }

  async create(input: NewCustomFieldInput): Promise<string> {
    return (await this.graphql.mutate(CreateCustomFieldDocument, { input })).createCustomField.changeSetId;
  }

  async change(input: ChangeCustomFieldInput): Promise<string> {
    return (await this.graphql.mutate(ChangeCustomFieldDocument, { input })).changeCustomField.changeSetId;
  }

  async archive(id: string): Promise<string> {
    return (await this.graphql.mutate(ArchiveCustomFieldDocument, { id })).archiveCustomField.changeSetId;
  }

  async restore(id: string): Promise<string> {
    return (await this.graphql.mutate(RestoreCustomFieldDocument, { id })).restoreCustomField.changeSetId;
  }

  async delete(id: string, confirm: string): Promise<string> {
    return (await this.graphql.mutate(DeleteCustomFieldDocument, { id, confirm })).deleteCustomField.changeSetId;
  }

  async reorder(recordType: string, ids: readonly string[]): Promise<string> {
    return (await this.graphql.mutate(ReorderCustomFieldsDocument, { recordType, ids: [...ids] })).reorderCustomFields.changeSetId;
  }
}
