import { Args, ID, Int, Mutation, Query, ResolveReference, Resolver, Subscription } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { validationError } from '../../platform/errors/app-error.js';
import type { ActionDetails, BulkRun } from './bulk-model.js';
import { BulkProgress } from './bulk-progress.service.js';
import type { SelectionCount } from './bulk-selection.js';
import { BulkStore } from './bulk-store.js';
import { BulkActions, type BulkRequest } from './bulk.service.js';
import { BulkInput, BulkLeftOutConnection, BulkPreview, BulkRunConnection, BulkRunPayload, BulkRunType } from './bulk.types.js';

/** What each record needs is asked record by record. */
const DECLARED = { module: 'crm-core', permission: 'view:workspace' } as const;
const MOST_PAGE = 200;
const FOREIGN_CURSOR = { after: ['This cursor does not belong to this list. Start from its first page.'] };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Actions on many records of any type. */
@Resolver(() => BulkRunType)
export class BulkResolver {
  constructor(
    private readonly actions: BulkActions,
    private readonly store: BulkStore,
    private readonly progress: BulkProgress,
  ) {}

  @Query(() => BulkPreview, { description: 'Counts what an action would be about, whatever its values. Writes nothing.' })
  @Operation(DECLARED)
  bulkPreview(@Args('input', { type: () => BulkInput }) input: BulkInput): Promise<SelectionCount> {
    return this.actions.preview(requestOf(input));
  }

  @Query(() => BulkRunType)
  @Operation(DECLARED)
  bulkRun(@Args('id', { type: () => ID }) id: string): Promise<BulkRun> {
    return this.store.get(id);
  }

  @Query(() => BulkRunConnection, { description: "The caller's actions, newest first; everybody's for those who see the audit log." })
  @Operation(DECLARED)
  async bulkRuns(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null | undefined,
    @Args('active', { type: () => Boolean, defaultValue: false, description: 'Only those at work.' }) active: boolean,
    @Args('everybody', { type: () => Boolean, defaultValue: false }) everybody: boolean,
  ): Promise<object> {
    const page = await this.store.page(pageSize(first) + 1, after ? readCursor(after) : null, everybody, active);
    return connection(page, first, after, ({ createdAt, id }) => Buffer.from(JSON.stringify([createdAt, id])).toString('base64url'));
  }

  @Query(() => BulkLeftOutConnection, { description: 'Records that the action left as they are, and why.' })
  @Operation(DECLARED)
  async bulkLeftOut(
    @Args('runId', { type: () => ID }) runId: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<object> {
    const { id } = await this.store.get(runId);
    if (after && !UUID.test(after)) throw validationError(FOREIGN_CURSOR);
    return connection(await this.store.leftOut(id, pageSize(first) + 1, after ?? null), first, after, (node) => node.id);
  }

  @Mutation(() => BulkRunPayload, { description: 'Freezes the selection and begins. Up to 100 records are done when this answers, more in the background.' })
  @Operation(DECLARED)
  async startBulkRun(@Args('input', { type: () => BulkInput }) input: BulkInput): Promise<object> {
    return { run: await this.actions.start(requestOf(input)) };
  }

  @Mutation(() => BulkRunPayload, { description: 'Ends it after the batch that is being written; what was changed stays until it is undone.' })
  @Operation(DECLARED)
  async cancelBulkRun(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { run: await this.actions.cancel(id) };
  }

  @Mutation(() => BulkRunPayload, { description: 'Goes on after a failure, with the record after the last one dealt with.' })
  @Operation(DECLARED)
  async resumeBulkRun(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { run: await this.actions.resume(id) };
  }

  @Mutation(() => BulkRunPayload, { description: 'Puts back every value that nobody has changed since, and lists the others.' })
  @Operation({ module: 'crm-core', permission: 'revert:changes' })
  async undoBulkRun(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { run: await this.actions.undo(id) };
  }

  @Subscription(() => BulkRunType, {
    description: 'The action at once, and again each time it moved.',
    resolve(this: BulkResolver, id: string) {
      return this.store.get(id);
    },
  })
  @Operation(DECLARED)
  async bulkRunProgress(@Args('id', { type: () => ID }) id: string): Promise<AsyncIterableIterator<string>> {
    await this.store.get(id);
    return this.progress.watch(id);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<BulkRun> {
    return this.store.get(id);
  }
}

function requestOf({ recordType, selection, action, ownerId, values, tags, groupId }: BulkInput): BulkRequest {
  const details: ActionDetails = {
    ...(action === 'ASSIGN' ? { values: { ownerId: ownerId ?? null } } : {}),
    ...(action === 'UPDATE' ? { values: plainValues(values) } : {}),
    ...(action === 'ADD_TAGS' || action === 'REMOVE_TAGS' ? { tags: [...new Set((tags ?? []).map((tag) => tag.trim()).filter(Boolean))] } : {}),
    ...(action === 'ADD_TO_GROUP' || action === 'REMOVE_FROM_GROUP' ? { groupId: groupId ?? null } : {}),
  };
  return { recordType, selection, action, details };
}

function plainValues(values: unknown): Record<string, unknown> {
  if (values === null || values === undefined) return {};
  if (typeof values !== 'object' || Array.isArray(values)) throw validationError({ values: ['Must be an object of field names and values.'] });
  return values as Record<string, unknown>;
}

function pageSize(first: number): number {
  if (first < 1 || first > MOST_PAGE) throw validationError({ first: [`A page has 1 to ${MOST_PAGE} entries.`] });
  return first;
}

/** @param found one more than the page holds, if there are more */
function connection<T>(found: readonly T[], first: number, after: string | null | undefined, cursor: (node: T) => string): object {
  const nodes = found.slice(0, first);
  const [start, end] = [nodes[0], nodes.at(-1)];
  return { nodes, pageInfo: { hasNextPage: found.length > first, hasPreviousPage: Boolean(after), startCursor: start ? cursor(start) : null, endCursor: end ? cursor(end) : null } };
}

function readCursor(cursor: string): { createdAt: string; id: string } {
  try {
    const [createdAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof createdAt === 'string' && !Number.isNaN(Date.parse(createdAt)) && typeof id === 'string' && UUID.test(id)) return { createdAt, id };
  } catch {
    // Answered like any other cursor of another list.
  }
  throw validationError(FOREIGN_CURSOR);
}
