import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { validationError } from '../../platform/errors/app-error.js';
import type { BulkRun } from '../bulk/index.js';
import type { TagColour } from './tag-colours.js';
import { TagList } from './tag-list.service.js';
import { Tags } from './tags.service.js';
import { Tag, TagColourEnum, TagColourPayload, TagRunPayload } from './tags.types.js';

const MANAGED = { module: 'crm-core', permission: 'manage:settings' } as const;
const MOST = 500;
const payload = (run: BulkRun): { run: BulkRun; changeSetId: string } => ({ run, changeSetId: run.changeSetId });

/** The tags of a workspace, over all types of records that carry them. */
@Resolver()
export class TagsResolver {
  constructor(
    private readonly list: TagList,
    private readonly tags: Tags,
  ) {}

  @Query(() => [Tag], { name: 'tags', description: 'Tags that records carry, the most used first.' })
  @Operation({ module: 'crm-core', permission: 'view:workspace' })
  async find(
    @Args('recordType', { type: () => String, nullable: true, description: 'Only what records of this type carry.' }) recordType: string | null | undefined,
    @Args('search', { type: () => String, nullable: true }) search: string | null | undefined,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
  ): Promise<Tag[]> {
    if (first < 1 || first > MOST) throw validationError({ first: [`Ask for 1 to ${MOST} tags.`] });
    return (await this.list.find({ recordType: recordType ?? null, search: search ?? null })).slice(0, first);
  }

  @Mutation(() => TagColourPayload, { description: 'Gives a tag a colour everywhere; null takes it away.' })
  @Operation(MANAGED)
  setTagColour(@Args('name', { type: () => String }) name: string, @Args('colour', { type: () => TagColourEnum, nullable: true }) colour?: TagColour | null): Promise<TagColourPayload> {
    return this.tags.setColour(name, colour ?? null);
  }

  @Mutation(() => TagRunPayload, { description: 'Calls a tag something else on every record.' })
  @Operation(MANAGED)
  async renameTag(@Args('name', { type: () => String }) name: string, @Args('to', { type: () => String }) to: string): Promise<object> {
    return payload(await this.tags.rename(name, to));
  }

  @Mutation(() => TagRunPayload, { description: 'Puts one tag in the place of others on every record.' })
  @Operation(MANAGED)
  async mergeTags(@Args('tags', { type: () => [String] }) tags: string[], @Args('into', { type: () => String }) into: string): Promise<object> {
    return payload(await this.tags.merge(tags, into));
  }

  @Mutation(() => TagRunPayload, { description: 'Takes a tag off every record.' })
  @Operation(MANAGED)
  async deleteTag(@Args('name', { type: () => String }) name: string): Promise<object> {
    return payload(await this.tags.remove(name));
  }
}
