import { Args, Directive, Field, Float, ID, InputType, Int, Mutation, ObjectType, Parent, Query, registerEnumType, ResolveField, ResolveReference, Resolver, Subscription } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { validationError } from '../../platform/errors/app-error.js';
import { ArchivedRecords, SortDirection } from '../../platform/graphql/paging-types.js';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { inCallersWords } from '../../platform/i18n/in-callers-words.js';
import { EXPORT_FORMATS, EXPORT_STATUSES, type ExportFormat, type ExportRecord, type ExportStatus } from './export-model.js';
import { ExportProgress } from './export-progress.service.js';
import { ExportStore } from './export-store.js';
import { Exports } from './exports.service.js';

const enumOf = <const T extends readonly string[]>(values: T): { [K in T[number]]: K } => Object.fromEntries(values.map((value) => [value, value])) as { [K in T[number]]: K };
const ExportFormatEnum = enumOf(EXPORT_FORMATS);
registerEnumType(ExportFormatEnum, { name: 'ExportFormat' });
const ExportStatusEnum = enumOf(EXPORT_STATUSES);
registerEnumType(ExportStatusEnum, { name: 'ExportStatus', description: 'READY files can be fetched until they are EXPIRED.' });

@InputType()
export class ExportSortInput {
  @Field(() => String) field!: string;
  @Field(() => SortDirection) direction!: SortDirection;
}

@InputType({ description: 'Which records: those `ids`, or everything that a list with this filter and search holds but `except`; in this order, with these columns.' })
export class ExportInput {
  @Field(() => String) recordType!: string;
  @Field(() => ExportFormatEnum) format!: ExportFormat;
  @Field(() => [String], { description: 'Names of fields, in their order; a reference is written as the name of its record.' }) columns!: string[];
  @Field(() => [ID], { nullable: true }) ids?: string[] | null;
  @Field(() => JsonScalar, { nullable: true, description: "A filter in the shape of the record type's own filter input." }) filter?: Record<string, unknown> | null;
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ArchivedRecords, { nullable: true }) archived?: ArchivedRecords | null;
  @Field(() => [ID], { nullable: true }) except?: string[] | null;
  @Field(() => [ExportSortInput], { nullable: true }) sort?: ExportSortInput[] | null;
}

@ObjectType('Export', { description: 'A list on its way into a file.' })
@Directive('@key(fields: "id")')
export class ExportType {
  @Field(() => ID) id!: string;
  @Field(() => String) recordType!: string;
  @Field(() => ExportFormatEnum) format!: ExportFormat;
  @Field(() => String, { description: 'Of the file.' }) name!: string;
  @Field(() => ExportStatusEnum) status!: ExportStatus;
  @Field(() => Int) total!: number;
  @Field(() => Int) done!: number;
  @Field(() => Float, { nullable: true }) bytes!: number | null;
  @Field(() => String, { nullable: true, middleware: [inCallersWords] }) error!: string | null;
  @Field(() => DateTimeScalar) createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true }) expiresAt!: string | null;
}

@ObjectType()
export class ExportPayload {
  @Field(() => ExportType) export!: ExportType;
}

const DECLARED = { module: 'crm-core', permission: 'export:records' } as const;
const MOST_LISTED = 200;

/** Lists as files. */
@Resolver(() => ExportType)
export class ExportsResolver {
  constructor(
    private readonly exports: Exports,
    private readonly store: ExportStore,
    private readonly progress: ExportProgress,
  ) {}

  @Query(() => ExportType, { name: 'export' })
  @Operation(DECLARED)
  find(@Args('id', { type: () => ID }) id: string): Promise<ExportRecord> {
    return this.store.get(id);
  }

  @Query(() => [ExportType], { name: 'exports', description: "The caller's exports, newest first." })
  @Operation(DECLARED)
  list(@Args('first', { type: () => Int, defaultValue: 20 }) first: number): Promise<ExportRecord[]> {
    if (first < 1 || first > MOST_LISTED) throw validationError({ first: [`Ask for 1 to ${MOST_LISTED} exports.`] });
    return this.store.mine(first);
  }

  @Mutation(() => ExportPayload, { description: 'Begins to write the file. Up to 500 records are written when this answers, more in the background.' })
  @Operation(DECLARED)
  async startExport(@Args('input', { type: () => ExportInput }) input: ExportInput): Promise<object> {
    return { export: await this.exports.start(input) };
  }

  @Mutation(() => ExportPayload)
  @Operation(DECLARED)
  async cancelExport(@Args('id', { type: () => ID }) id: string): Promise<object> {
    return { export: await this.exports.cancel(id) };
  }

  @Subscription(() => ExportType, {
    description: 'The export at once, and again each time it moved.',
    resolve(this: ExportsResolver, id: string) {
      return this.store.get(id);
    },
  })
  @Operation(DECLARED)
  async exportProgress(@Args('id', { type: () => ID }) id: string): Promise<AsyncIterableIterator<string>> {
    await this.store.get(id);
    return this.progress.watch(id);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<ExportRecord> {
    return this.store.get(id);
  }

  @ResolveField(() => String, { nullable: true, description: 'Where the file is fetched, with the session of who made it; none before it is ready or after it expired.' })
  downloadPath(@Parent() { id, status }: ExportRecord): string | null {
    return status === 'READY' ? `/files/exports/${id}` : null;
  }
}
