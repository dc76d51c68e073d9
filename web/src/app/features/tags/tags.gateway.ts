import { inject, Service } from '@angular/core';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import type { OptionColour } from '../../core/records/option-colour.js';
import { DeleteTagDocument, MergeTagsDocument, RenameTagDocument, SetTagColourDocument, TagsDocument, type TagsQuery } from './operations.generated.js';

export type TagRow = TagsQuery['tags'][number];

/** A change of tags that goes on as a bulk action. */
export interface TagRun {
  readonly runId: string;
  /** Records that it is about. */
  readonly total: number;
  readonly changeSetId: string;
}

/** The tags of the workspace. Every method throws `AppError`. */
@Service()
export class TagsGateway {
  private readonly graphql = inject(GraphqlClient);

  /** The most used first. */
  async find(search: string, first: number): Promise<readonly TagRow[]> {
    return (await this.graphql.query(TagsDocument, { search: search || null, recordType: null, first })).tags;
  }

  /** @returns the change set; null when it had that colour already */
  async setColour(name: string, colour: OptionColour | null): Promise<string | null> {
    return (await this.graphql.mutate(SetTagColourDocument, { name, colour })).setTagColour.changeSetId;
  }

  async rename(name: string, to: string): Promise<TagRun> {
    return runOf((await this.graphql.mutate(RenameTagDocument, { name, to })).renameTag);
  }

  async merge(tags: readonly string[], into: string): Promise<TagRun> {
    return runOf((await this.graphql.mutate(MergeTagsDocument, { tags: [...tags], into })).mergeTags);
  }

  async delete(name: string): Promise<TagRun> {
    return runOf((await this.graphql.mutate(DeleteTagDocument, { name })).deleteTag);
  }
}

const runOf = ({ changeSetId, run }: { readonly changeSetId: string; readonly run: { readonly id: string; readonly total: number } }): TagRun => ({ changeSetId, runId: run.id, total: run.total });
