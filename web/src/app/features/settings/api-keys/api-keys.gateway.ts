import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../../core/graphql/graphql-client.js';
import { ApiKeysDocument, CreateApiKeyDocument, RevokeApiKeyDocument, type ApiKeyRowFragment, type CreateApiKeyInput, type CreateApiKeyMutation } from './operations.generated.js';

export type ApiKeyRow = ApiKeyRowFragment;
export type MadeApiKey = CreateApiKeyMutation['createApiKey'];

/** Keys of the workspace. Every method throws `AppError`. */
@Service()
export class ApiKeysGateway {
  private readonly graphql = inject(GraphqlClient);

  async list(): Promise<readonly ApiKeyRow[]> {
    return (await this.graphql.query(ApiKeysDocument, {})).apiKeys;
  }

  /** The key in the answer is told this once. */
  async create(input: CreateApiKeyInput): Promise<MadeApiKey> {
    return (await this.graphql.mutate(CreateApiKeyDocument, { input })).createApiKey;
  }

  async revoke(id: string): Promise<ApiKeyRow> {
    return (await this.graphql.mutate(RevokeApiKeyDocument, { id })).revokeApiKey;
  }
}
