import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { Search } from './search.service.js';
import { SearchResult } from './search.types.js';

@Resolver()
export class SearchResolver {
  constructor(private readonly service: Search) {}

  @Query(() => SearchResult, { description: 'Finds records of every type the caller may view. Words in any order, accents and case do not matter, and where nothing fits exactly, near spellings do.' })
  @Operation({ module: 'crm-core', permission: 'member' })
  async search(
    @Args('query', { type: () => String }) query: string,
    @Args('types', { type: () => [String], nullable: true, description: 'Record types to look in; all without.' }) types?: string[] | null,
    @Args('first', { type: () => Int, defaultValue: 20 }) first = 20,
  ): Promise<SearchResult> {
    return { hits: await this.service.find(query, types ?? null, first) };
  }
}
