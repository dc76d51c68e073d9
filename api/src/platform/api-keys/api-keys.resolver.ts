import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../access/operation.decorator.js';
import { ApiKeys } from './api-keys.service.js';
import { ApiKey, CreateApiKeyInput, CreatedApiKey } from './api-keys.types.js';

@Resolver()
export class ApiKeysResolver {
  constructor(private readonly keys: ApiKeys) {}

  @Query(() => [ApiKey], { description: 'Keys of the workspace, newest first.' })
  @Operation({ module: 'platform', permission: 'manage:apiKeys' })
  apiKeys(): Promise<ApiKey[]> {
    return this.keys.list();
  }

  @Mutation(() => CreatedApiKey, { description: 'Makes a key for a program. It is sent as `Authorization: Bearer kin_...`.' })
  @Operation({ module: 'platform', permission: 'manage:apiKeys' })
  createApiKey(@Args('input', { type: () => CreateApiKeyInput }) input: CreateApiKeyInput): Promise<CreatedApiKey> {
    return this.keys.create(input);
  }

  @Mutation(() => ApiKey, { description: 'Ends a key at once.' })
  @Operation({ module: 'platform', permission: 'manage:apiKeys' })
  revokeApiKey(@Args('id', { type: () => ID }) id: string): Promise<ApiKey> {
    return this.keys.revoke(id);
  }
}
