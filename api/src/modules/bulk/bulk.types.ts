import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { SkippedChangeType } from '../../platform/changes/changes.types.js';
import { ArchivedRecords, PageInfo } from '../../platform/graphql/paging-types.js';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { inCallersWords } from '../../platform/i18n/in-callers-words.js';
import { BULK_ACTIONS, RUN_ACTIONS, RUN_STATUSES, type BulkAction, type RunAction, type RunStatus } from './bulk-model.js';

const enumOf = <T extends string>(values: readonly T[]): { [K in T]: K } => Object.fromEntries(values.map((value) => [value, value])) as { [K in T]: K };
export const BulkActionEnum = enumOf(BULK_ACTIONS);
registerEnumType(BulkActionEnum, { name: 'BulkAction', description: 'What is done with each record of a selection.' });
export const BulkRunActionEnum = enumOf(RUN_ACTIONS);
registerEnumType(BulkRunActionEnum, { name: 'BulkRunAction', description: 'Actions, and RETAG for tags that are renamed, merged or deleted everywhere.' });
export const BulkRunStatusEnum = enumOf(RUN_STATUSES);
registerEnumType(BulkRunStatusEnum, { name: 'BulkRunStatus' });

@InputType({ description: 'Which records: those `ids`, or everything that a list with this filter and search holds. `except` leaves some out.' })
export class BulkSelectionInput {
  @Field(() => [ID], { nullable: true }) ids?: string[] | null;
  @Field(() => JsonScalar, { nullable: true, description: "A filter in the shape of the record type's own filter input." }) filter?: Record<string, unknown> | null;
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ArchivedRecords, { nullable: true }) archived?: ArchivedRecords | null;
  @Field(() => [ID], { nullable: true }) except?: string[] | null;
}

@InputType()
export class BulkInput {
  @Field(() => String) recordType!: string;
  @Field(() => BulkSelectionInput) selection!: BulkSelectionInput;
  @Field(() => BulkActionEnum) action!: BulkAction;
  @Field(() => ID, { nullable: true, description: 'ASSIGN: the new owner; none without.' }) ownerId?: string | null;
  @Field(() => JsonScalar, { nullable: true, description: 'UPDATE: the fields to set, as in the update input; null empties one.' }) values?: Record<string, unknown> | null;
  @Field(() => [String], { nullable: true, description: 'ADD_TAGS and REMOVE_TAGS.' }) tags?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'ADD_TO_GROUP and REMOVE_FROM_GROUP, for contacts: the group, one put together by hand.' }) groupId?: string | null;
}

@ObjectType({ description: 'What an action would be about.' })
export class BulkPreview {
  @Field(() => Int) matching!: number;
  @Field(() => Int, { description: 'How many of them the caller may change this way.' }) permitted!: number;
}

@ObjectType()
export class BulkUndoOutcome {
  @Field(() => Int) reverted!: number;
  @Field(() => Int) skippedCount!: number;
  @Field(() => [SkippedChangeType], { description: 'The first of them.' }) skipped!: readonly SkippedChangeType[];
}

@ObjectType('BulkRun', { description: 'One action on many records.' })
@Directive('@key(fields: "id")')
export class BulkRunType {
  @Field(() => ID) id!: string;
  @Field(() => String) recordType!: string;
  @Field(() => BulkRunActionEnum) action!: RunAction;
  @Field(() => String, { middleware: [inCallersWords], description: 'As the history of each record calls it.' }) label!: string;
  @Field(() => BulkRunStatusEnum) status!: RunStatus;
  @Field(() => Int, { description: 'Records of the selection, as it was when the action began.' }) total!: number;
  @Field(() => Int) done!: number;
  @Field(() => Int) changed!: number;
  @Field(() => Int, { description: 'Records that were already so.' }) unchanged!: number;
  @Field(() => Int) leftOut!: number;
  @Field(() => Int) undoDone!: number;
  @Field(() => Int) undoTotal!: number;
  @Field(() => BulkUndoOutcome, { nullable: true }) undoResult!: BulkUndoOutcome | null;
  @Field(() => String, { nullable: true, middleware: [inCallersWords] }) error!: string | null;
  @Field(() => DateTimeScalar) createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true }) finishedAt!: string | null;
}

@ObjectType({ description: 'A record that an action left as it is, and why.' })
export class BulkLeftOut {
  @Field(() => String) recordType!: string;
  @Field(() => ID) recordId!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'FORBIDDEN, NOT_FOUND, CONFLICT or VALIDATION_ERROR.' }) code!: string;
  @Field(() => String, { nullable: true }) field!: string | null;
  @Field(() => String, { middleware: [inCallersWords] }) reason!: string;
}

@ObjectType()
export class BulkLeftOutConnection {
  @Field(() => [BulkLeftOut]) nodes!: BulkLeftOut[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

@ObjectType()
export class BulkRunConnection {
  @Field(() => [BulkRunType]) nodes!: BulkRunType[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

@ObjectType()
export class BulkRunPayload {
  @Field(() => BulkRunType) run!: BulkRunType;
}
