import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { requirePermission } from '../../../platform/access/ability.js';
import { Operation } from '../../../platform/access/operation.decorator.js';
import { ImportPayload } from '../import.types.js';
import type { ImportProfile } from './import-profile.js';
import { ImportProfileDeleted, ImportProfilePayload, ImportProfileType, SaveImportProfileInput, UpdateImportProfileInput } from './import-profile.types.js';
import { ImportProfiles, mayManage } from './import-profiles.service.js';
import { ProfileStore } from './profile-store.js';

const DECLARED = { module: 'crm-core', permission: 'import:records' } as const;

@Resolver(() => ImportProfileType)
export class ImportProfilesResolver {
  constructor(
    private readonly profiles: ImportProfiles,
    private readonly store: ProfileStore,
  ) {}

  @Query(() => [ImportProfileType], { description: 'Saved ways to import, by name.' })
  @Operation(DECLARED)
  importProfiles(): Promise<ImportProfile[]> {
    requirePermission('import:records');
    return this.store.list();
  }

  @Mutation(() => ImportProfilePayload, { description: 'Keeps how an import is mapped, so that the next file with these columns is recognised.' })
  @Operation(DECLARED)
  async saveImportProfile(@Args('input', { type: () => SaveImportProfileInput }) input: SaveImportProfileInput): Promise<object> {
    return { profile: await this.profiles.save(input) };
  }

  @Mutation(() => ImportProfilePayload)
  @Operation(DECLARED)
  async updateImportProfile(@Args('input', { type: () => UpdateImportProfileInput }) input: UpdateImportProfileInput): Promise<object> {
    return { profile: await this.profiles.change(input) };
  }

  @Mutation(() => ImportProfileDeleted, { description: 'Forgets it; imports made with it stay.' })
  @Operation(DECLARED)
  async deleteImportProfile(@Args('id', { type: () => ID }) id: string): Promise<{ id: string }> {
    await this.profiles.remove(id);
    return { id };
  }

  @Mutation(() => ImportProfilePayload, { description: 'Fetches the file from its address now, in the background.' })
  @Operation(DECLARED)
  async fetchImportProfile(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { profile: await this.profiles.fetchNow(id) };
  }

  @Mutation(() => ImportPayload, { description: 'Uses a saved way for an import; without one the mapping is suggested anew.' })
  @Operation(DECLARED)
  async applyImportProfile(@Args('importId', { type: () => ID }) importId: string, @Args('profileId', { type: () => ID, nullable: true }) profileId?: string | null): Promise<object> {
    return { import: await this.profiles.apply(importId, profileId ?? null) };
  }

  @ResolveField(() => Boolean)
  manageable(@Parent() profile: ImportProfile): boolean {
    return mayManage(profile);
  }

  @ResolveField(() => String, { nullable: true })
  sourceUrl(@Parent() profile: ImportProfile): string | null {
    return mayManage(profile) ? profile.sourceUrl : null;
  }
}
