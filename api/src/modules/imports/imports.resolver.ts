import { Args, ID, Int, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver, Subscription } from '@nestjs/graphql';
import { can } from '../../platform/access/ability.js';
import { Operation } from '../../platform/access/operation.decorator.js';
import { validationError } from '../../platform/errors/app-error.js';
import { inWords } from '../../platform/i18n/phrasebook.js';
import { ImportEditing } from './import-editing.service.js';
import type { ImportRecord, RowOutcome, RowPlan, StagedRow } from './import-model.js';
import { ImportProgress } from './import-progress.service.js';
import { ImportStore } from './import-store.js';
import { ImportValues } from './import-values.service.js';
import { CreateImportInput, DecideImportRowsInput, DecideImportValuesInput, ImportDialectInput, UpdateImportMappingInput } from './import.inputs.js';
import {
  Import,
  ImportConnection,
  ImportDialect,
  ImportMappingType,
  ImportOutcomeCounts,
  ImportPart,
  ImportPayload,
  ImportPlanCounts,
  ImportRowConnection,
  ImportRowOutcomeEnum,
  ImportRowPlanEnum,
  ImportStatusEnum,
  ImportTargetType,
  ImportValue,
} from './import.types.js';
import { Imports } from './imports.service.js';
import { importTargets, matchKeysOf, type ImportTarget } from './planning/import-target.js';
import { RowReview } from './row-review.service.js';
import { RowStore } from './row-store.js';

const DECLARED = { module: 'crm-core', permission: 'import:records' } as const;
const MOST_PAGE = 200;

@Resolver(() => Import)
export class ImportsResolver {
  constructor(
    private readonly imports: Imports,
    private readonly editing: ImportEditing,
    private readonly store: ImportStore,
    private readonly rows: RowStore,
    private readonly values: ImportValues,
    private readonly progress: ImportProgress,
    private readonly review: RowReview,
  ) {}

  @Query(() => [ImportTargetType], { description: 'The record types that files can be imported as, with their fields.' })
  @Operation(DECLARED)
  importTargets(): ImportTargetType[] {
    return importTargets().map(describeTarget);
  }

  @Query(() => Import)
  @Operation(DECLARED)
  import(@Args('id', { type: () => ID }) id: string): Promise<ImportRecord> {
    return this.store.get(id);
  }

  @Query(() => ImportConnection, { name: 'imports', description: 'Imports of the workspace, newest first.' })
  @Operation(DECLARED)
  async list(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
    @Args('status', { type: () => [ImportStatusEnum], nullable: true }) status?: (keyof typeof ImportStatusEnum)[] | null,
  ): Promise<object> {
    const page = await this.store.page(pageSize(first) + 1, after ? readCursor(after) : null, status ?? null);
    return connection(page, first, after, (node) => cursorOf([node.createdAt, node.id]), () => this.store.count(status ?? null));
  }

  @Query(() => ImportRowConnection, { description: 'Rows of the file with what the dry run found and what became of them, in the order of the file.' })
  @Operation(DECLARED)
  async importRows(
    @Args('importId', { type: () => ID }) importId: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
    @Args('plan', { type: () => [ImportRowPlanEnum], nullable: true }) plan?: RowPlan[] | null,
    @Args('outcome', { type: () => [ImportRowOutcomeEnum], nullable: true }) outcome?: RowOutcome[] | null,
  ): Promise<object> {
    const record = await this.store.get(importId);
    const { id } = record;
    const line = after ? Number(after) : 0;
    if (!Number.isInteger(line)) throw validationError({ after: ['This cursor does not belong to this list. Start from its first page.'] });
    const page = await this.rows.page(id, { plan, outcome }, line, pageSize(first) + 1);
    const nodes = await this.review.beside(record, page.map((row: StagedRow) => ({ ...row, reasons: row.reasons ?? [] })));
    return connection(nodes, first, after, (node) => String(node.line), () => this.rows.count(id, { plan, outcome }));
  }

  @Query(() => [ImportValue], { description: 'Names and words of the file that have to be understood; what needs a decision comes first. Known once the file was checked.' })
  @Operation(DECLARED)
  importValues(
    @Args('importId', { type: () => ID }) importId: string,
    @Args('field', { type: () => String, nullable: true }) field: string | null | undefined,
    @Args('needsDecision', { type: () => Boolean, defaultValue: false }) needsDecision: boolean,
    @Args('first', { type: () => Int, defaultValue: 100 }) first: number,
  ): Promise<ImportValue[]> {
    return this.values.list(importId, field ?? null, needsDecision, first);
  }

  @Mutation(() => ImportPayload, { description: 'Makes an import of an uploaded file, with a suggested mapping. Nothing is written yet.' })
  @Operation(DECLARED)
  async createImport(@Args('input', { type: () => CreateImportInput }) input: CreateImportInput): Promise<object> {
    return { import: await this.imports.create(input) };
  }

  @Mutation(() => ImportPayload, { description: 'Reads the file another way; mapping and decisions start anew.' })
  @Operation(DECLARED)
  async updateImportDialect(@Args('input', { type: () => ImportDialectInput }) { id, part, encoding, separator, quote, headerLine }: ImportDialectInput): Promise<object> {
    const given = {
      ...(typeof part === 'string' ? { part } : {}),
      ...(encoding ? { encoding } : {}),
      ...(separator ? { separator } : {}),
      ...(typeof quote === 'string' ? { quote: quote || null } : {}),
      ...(typeof headerLine === 'number' ? { headerLine: headerLine || null } : {}),
    };
    return { import: await this.imports.changeDialect(id, given) };
  }

  @Mutation(() => ImportPayload)
  @Operation(DECLARED)
  async updateImportMapping(@Args('input', { type: () => UpdateImportMappingInput }) input: UpdateImportMappingInput): Promise<object> {
    return { import: await this.editing.updateMapping(input) };
  }

  @Mutation(() => ImportPayload, { description: 'Says what values stand for; one decision holds for all rows that have the value.' })
  @Operation(DECLARED)
  async decideImportValues(@Args('input', { type: () => DecideImportValuesInput }) input: DecideImportValuesInput): Promise<object> {
    return { import: await this.editing.decide(input) };
  }

  @Mutation(() => ImportPayload, { description: 'Says what rows are that several records fit or that resemble one; the dry run is repeated after it.' })
  @Operation(DECLARED)
  async decideImportRows(@Args('input', { type: () => DecideImportRowsInput }) input: DecideImportRowsInput): Promise<object> {
    return { import: await this.editing.decideRows(input) };
  }

  @Mutation(() => ImportPayload, { description: 'Begins the dry run: every row is tried against all rules, and nothing is kept but the findings.' })
  @Operation(DECLARED)
  async checkImport(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { import: await this.imports.check(id) };
  }

  @Mutation(() => ImportPayload, { description: 'Begins to write what the dry run found, in the background.' })
  @Operation(DECLARED)
  async startImport(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { import: await this.imports.start(id) };
  }

  @Mutation(() => ImportPayload)
  @Operation(DECLARED)
  async pauseImport(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { import: await this.imports.pause(id) };
  }

  @Mutation(() => ImportPayload, { description: 'Goes on where it stopped, after a pause, a failure or a crash.' })
  @Operation(DECLARED)
  async resumeImport(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { import: await this.imports.resume(id) };
  }

  @Mutation(() => ImportPayload, { description: 'Ends it for good; what was written stays until it is undone.' })
  @Operation(DECLARED)
  async cancelImport(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { import: await this.imports.cancel(id) };
  }

  @Mutation(() => ImportPayload, { description: 'Undoes the whole import in the background, updates included; what somebody changed since stays and is listed.' })
  @Operation({ module: 'crm-core', permission: 'revert:changes' })
  async undoImport(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { import: await this.imports.undo(id) };
  }

  @Subscription(() => Import, {
    description: 'The import at once, and again each time it moved.',
    resolve(this: ImportsResolver, id: string) {
      return this.store.get(id);
    },
  })
  @Operation(DECLARED)
  async importProgress(@Args('id', { type: () => ID }) id: string): Promise<AsyncIterableIterator<string>> {
    await this.store.get(id);
    return this.progress.watch(id);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<ImportRecord> {
    return this.store.get(id);
  }

  @ResolveField(() => ImportDialect)
  dialect(@Parent() { dialect }: ImportRecord): ImportDialect {
    // Imports made before there were other formats name none.
    return { ...dialect, format: dialect.format ?? 'CSV', part: dialect.part ?? null };
  }

  @ResolveField(() => String, { nullable: true })
  preset(@Parent() { source }: ImportRecord): string | null {
    return source.preset ?? null;
  }

  @ResolveField(() => ImportMappingType)
  mapping(@Parent() { mapping }: ImportRecord): object {
    return { ...mapping, missing: mapping.missing ?? 'CREATE', emptyCells: mapping.emptyCells ?? 'KEEP', alike: mapping.alike ?? 'REVIEW' };
  }

  @ResolveField(() => [ImportPart])
  parts(@Parent() { source }: ImportRecord): ImportPart[] {
    return [...(source.parts ?? [])];
  }

  @ResolveField(() => [String])
  notes(@Parent() { source }: ImportRecord): string[] {
    return [...(source.notes ?? [])];
  }

  @ResolveField(() => ImportPlanCounts)
  planCounts(@Parent() { planCounts: counts }: ImportRecord): ImportPlanCounts {
    return { create: counts.CREATE ?? 0, update: counts.UPDATE ?? 0, unchanged: counts.UNCHANGED ?? 0, duplicate: counts.DUPLICATE ?? 0, conflict: counts.CONFLICT ?? 0, missing: counts.MISSING ?? 0, invalid: counts.INVALID ?? 0 };
  }

  @ResolveField(() => ImportOutcomeCounts)
  outcomeCounts(@Parent() { outcomeCounts: counts }: ImportRecord): ImportOutcomeCounts {
    return { created: counts.CREATED ?? 0, updated: counts.UPDATED ?? 0, unchanged: counts.UNCHANGED ?? 0, skipped: counts.SKIPPED ?? 0, failed: counts.FAILED ?? 0 };
  }
}

function describeTarget(target: ImportTarget): ImportTargetType {
  const { type, fields } = target;
  return {
    recordType: type.name,
    label: inWords(type.label),
    labelPlural: inWords(type.labelPlural),
    icon: type.icon,
    allowed: can('create', type),
    fields: Object.entries(fields).map(([key, field]) => ({ key, label: inWords(field.label), kind: field.kind, percent: field.percent ?? false, required: (field.required ?? false) && field.default === undefined, target: field.target ?? null, choices: [...(field.choices ?? [])] })),
    matchKeys: matchKeysOf(target).map((key) => [...key]),
  };
}

function pageSize(first: number): number {
  if (first < 1 || first > MOST_PAGE) throw validationError({ first: [`A page has 1 to ${MOST_PAGE} entries.`] });
  return first;
}

/** @param found one more than the page holds, if there are more */
function connection<T>(found: readonly T[], first: number, after: string | null | undefined, cursor: (node: T) => string, count: () => Promise<number>): object {
  const nodes = found.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: cursor(node), node }));
  return {
    edges,
    nodes,
    pageInfo: { hasNextPage: found.length > first, hasPreviousPage: Boolean(after), startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
    // Read only when the field is selected: no count unless asked.
    get totalCount(): Promise<number> {
      return count();
    },
  };
}

const cursorOf = (values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

function readCursor(cursor: string): { createdAt: string; id: string } {
  try {
    const [createdAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof createdAt === 'string' && !Number.isNaN(Date.parse(createdAt)) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { createdAt, id };
  } catch {
    // Answered like any other cursor of another list.
  }
  throw validationError({ after: ['This cursor does not belong to this list. Start from its first page.'] });
}
