import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/paging-types.js';
import { SkippedChangeType } from '../../platform/changes/changes.types.js';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { inCallersWords } from '../../platform/i18n/in-callers-words.js';
import { IMPORT_STATUSES, ROW_ACTIONS, ROW_OUTCOMES, ROW_PLANS, VALUE_ACTIONS } from './import-model.js';
import { FILE_FORMATS } from './reading/index.js';

const enumOf = <const T extends readonly string[]>(values: T): { [K in T[number]]: K } => Object.fromEntries(values.map((value) => [value, value])) as { [K in T[number]]: K };
export const ImportStatusEnum = enumOf(IMPORT_STATUSES);
export const ImportRowPlanEnum = enumOf(ROW_PLANS);
export const ImportRowOutcomeEnum = enumOf(ROW_OUTCOMES);
export const ImportValueActionEnum = enumOf(VALUE_ACTIONS);
export const ImportValueMatchEnum = enumOf(['EXACT', 'IN_FILE', 'NEAR', 'AMBIGUOUS', 'NONE'] as const);
export const ImportRowActionEnum = enumOf(ROW_ACTIONS);
registerEnumType(ImportRowActionEnum, { name: 'ImportRowAction', description: 'MERGE into a record that is there, KEEP both, or SKIP the row.' });
export const ImportFormatEnum = enumOf(FILE_FORMATS);
registerEnumType(ImportFormatEnum, { name: 'ImportFormat' });
registerEnumType(ImportStatusEnum, { name: 'ImportStatus', description: 'READY and CHECKED may be edited; CHECKING, RUNNING and REVERTING work in the background.' });
registerEnumType(ImportRowPlanEnum, { name: 'ImportRowPlan', description: 'What the dry run found that a row will do.' });
registerEnumType(ImportRowOutcomeEnum, { name: 'ImportRowOutcome', description: 'What became of a row.' });
registerEnumType(ImportValueActionEnum, { name: 'ImportValueAction', description: 'USE an existing record or choice, CREATE a record of that name, leave the field EMPTY, or REJECT the rows.' });
registerEnumType(ImportValueMatchEnum, { name: 'ImportValueMatch', description: 'EXACT and IN_FILE need no decision; NEAR, AMBIGUOUS and NONE do.' });

@ObjectType({ description: 'How the file is written; detected, and each part may be corrected.' })
export class ImportDialect {
  @Field(() => ImportFormatEnum) format!: keyof typeof ImportFormatEnum;
  @Field(() => String, { nullable: true, description: 'The sheet of a workbook, or the list of a JSON document (empty text: the document itself).' }) part!: string | null;
  @Field(() => String) encoding!: string;
  @Field(() => String, { nullable: true, description: 'CSV only, as are quote and escape.' }) separator!: string | null;
  @Field(() => String, { nullable: true }) quote!: string | null;
  @Field(() => String, { nullable: true }) escape!: string | null;
  @Field(() => Int, { nullable: true, description: 'Line of the row that names the columns, from 1; null where there is none.' }) headerLine!: number | null;
}

@ObjectType({ description: 'A sheet of a workbook, or a list of a JSON document.' })
export class ImportPart {
  @Field(() => String) name!: string;
  @Field(() => Int, { nullable: true, description: 'Null where counting would take reading all of it.' }) rows!: number | null;
  @Field(() => Boolean) hidden!: boolean;
}

@ObjectType()
export class ImportFieldSuggestion {
  @Field(() => String) field!: string;
  @Field(() => Float, { description: '0 to 1.' }) confidence!: number;
  @Field(() => String, { middleware: [inCallersWords] }) reason!: string;
}

@ObjectType({ description: 'A column of the file.' })
export class ImportColumn {
  @Field(() => Int) index!: number;
  @Field(() => String) name!: string;
  @Field(() => [String], { description: 'The first distinct values.' }) samples!: string[];
  @Field(() => [ImportFieldSuggestion], { description: 'What it could feed, best first.' }) suggestions!: ImportFieldSuggestion[];
  @Field(() => String, { nullable: true, description: '`dateOrder` or `decimalMark` when the values can be read in two ways and a person must say which.' }) ambiguous?: string | null;
}

@ObjectType()
export class ImportColumnMapping {
  @Field(() => Int) column!: number;
  @Field(() => [String]) targets!: string[];
  @Field(() => String, { nullable: true }) dateOrder?: string | null;
  @Field(() => Boolean, { nullable: true }) serialDates?: boolean | null;
  @Field(() => String, { nullable: true }) decimalMark?: string | null;
  @Field(() => Int, { nullable: true }) multiplier?: number | null;
  @Field(() => String, { nullable: true }) timeZone?: string | null;
  @Field(() => Boolean, { nullable: true }) createMissing?: boolean | null;
  @Field(() => String, { nullable: true }) onProblem?: string | null;
}

@ObjectType({ description: 'What the columns feed and how rows find their records.' })
export class ImportMappingType {
  @Field(() => [ImportColumnMapping]) columns!: ImportColumnMapping[];
  @Field(() => JsonScalar, { description: 'Values that every row gets, by field, unless a column gives one.' }) constants!: unknown;
  @Field(() => [String], { description: 'Fields that tell whether a record is there already; empty: every row is a new record.' }) matchBy!: string[];
  @Field(() => String, { description: '`UPDATE` records that are there already, or `SKIP` them.' }) existing!: string;
  @Field(() => String, { defaultValue: 'CREATE', description: '`CREATE` records that are not there, or `SKIP` their rows.' }) missing!: string;
  @Field(() => String, { defaultValue: 'KEEP', description: 'Empty cells `KEEP` what a record has, or `CLEAR` it.' }) emptyCells!: string;
  @Field(() => String, { defaultValue: 'REVIEW', description: 'Rows that would be new but resemble records are left for `REVIEW`, or resemblance is `IGNORE`d.' }) alike!: string;
}

@ObjectType({ description: 'Rows by what they will do.' })
export class ImportPlanCounts {
  @Field(() => Int) create!: number;
  @Field(() => Int) update!: number;
  @Field(() => Int) unchanged!: number;
  @Field(() => Int) duplicate!: number;
  @Field(() => Int) conflict!: number;
  @Field(() => Int, { description: 'There is no such record, and the import only updates.' }) missing!: number;
  @Field(() => Int) invalid!: number;
}

@ObjectType({ description: 'Records that come into being because a column names them.' })
export class ImportRelatedCount {
  @Field(() => String) field!: string;
  @Field(() => String) recordType!: string;
  @Field(() => Int) count!: number;
}

@ObjectType({ description: 'Rows by what became of them.' })
export class ImportOutcomeCounts {
  @Field(() => Int) created!: number;
  @Field(() => Int) updated!: number;
  @Field(() => Int) unchanged!: number;
  @Field(() => Int) skipped!: number;
  @Field(() => Int) failed!: number;
}

@ObjectType()
export class ImportUndo {
  @Field(() => ID) changeSetId!: string;
  @Field(() => Int) reverted!: number;
  @Field(() => Int) skippedCount!: number;
  @Field(() => [SkippedChangeType], { description: 'What somebody changed since and was therefore left; the first 500.' }) skipped!: SkippedChangeType[];
}

@ObjectType()
@Directive('@key(fields: "id")')
export class Import {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'Name of the file.' }) name!: string;
  @Field(() => Float) bytes!: number;
  @Field(() => String) recordType!: string;
  @Field(() => ImportStatusEnum) status!: keyof typeof ImportStatusEnum;
  @Field(() => ImportDialect) dialect!: ImportDialect;
  @Field(() => String, { nullable: true, description: 'The program whose export the file is, such as HubSpot or Outlook; its columns are mapped accordingly.' }) preset!: string | null;
  @Field(() => ID, { nullable: true, description: 'The saved way to import that it uses.' }) profileId!: string | null;
  @Field(() => String, { nullable: true }) profileName!: string | null;
  @Field(() => Boolean, { description: 'Starts by itself after a dry run without problems; so do the files of some schedules.' }) automatic!: boolean;
  @Field(() => [ImportPart], { description: 'What the file is made of; `dialect.part` is the one that is imported. Empty where a file has no parts.' }) parts!: ImportPart[];
  @Field(() => [String], { middleware: [inCallersWords], description: 'What one should know about how the file was read.' }) notes!: string[];
  @Field(() => [ImportColumn]) columns!: ImportColumn[];
  @Field(() => ImportMappingType) mapping!: ImportMappingType;
  @Field(() => Int, { description: 'Data rows of the file; known once the file was checked.' }) rowCount!: number;
  @Field(() => Int, { description: 'Rows that the present background work has done.' }) progressDone!: number;
  @Field(() => Int, { description: 'Rows it has to do; 0 while that is not known.' }) progressTotal!: number;
  @Field(() => ImportPlanCounts) planCounts!: ImportPlanCounts;
  @Field(() => [ImportRelatedCount], { description: 'Known once the file was checked.' }) relatedCounts!: readonly ImportRelatedCount[];
  @Field(() => ImportOutcomeCounts) outcomeCounts!: ImportOutcomeCounts;
  @Field(() => ID, { nullable: true, description: 'What `revertChangeSet` and `undoImport` undo.' }) changeSetId!: string | null;
  @Field(() => ImportUndo, { nullable: true, name: 'undo' }) undoResult!: ImportUndo | null;
  @Field(() => String, { nullable: true, middleware: [inCallersWords] }) error!: string | null;
  @Field(() => ID, { nullable: true }) createdById!: string | null;
  @Field(() => DateTimeScalar) createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true }) startedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) finishedAt!: string | null;
}

@ObjectType()
export class ImportEdge {
  @Field(() => String) cursor!: string;
  @Field(() => Import) node!: Import;
}

@ObjectType()
export class ImportConnection {
  @Field(() => [ImportEdge]) edges!: ImportEdge[];
  @Field(() => [Import]) nodes!: Import[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => Int) totalCount!: number;
}

@ObjectType()
export class ImportPayload {
  @Field(() => Import) import!: Import;
}

@ObjectType({ description: 'Why a row, or one value of it, is not taken as it is.' })
export class ImportRowReason {
  @Field(() => String) code!: string;
  @Field(() => String, { middleware: [inCallersWords] }) message!: string;
  @Field(() => String, { nullable: true }) field?: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the column.' }) column?: string | null;
  @Field(() => String, { nullable: true }) value?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'The row goes on without this value.' }) warning?: boolean | null;
}

@ObjectType({ description: 'A value of the row beside that of the record it may be about.' })
export class ImportComparedValue {
  @Field(() => String, { middleware: [inCallersWords] }) label!: string;
  @Field(() => String) file!: string;
  @Field(() => String) present!: string;
}

@ObjectType({ description: 'A record that the row may be about.' })
export class ImportRowCandidate {
  @Field(() => ID) recordId!: string;
  @Field(() => String) title!: string;
  @Field(() => Float, { description: '0 to 1.' }) score!: number;
  @Field(() => [String], { middleware: [inCallersWords], description: 'Why they may be the same.' }) reasons!: string[];
  @Field(() => [ImportComparedValue]) values!: ImportComparedValue[];
}

@ObjectType({ description: 'A row of the file as it was read, and what it became.' })
export class ImportRow {
  @Field(() => Int, { description: 'Line of the file at which it starts.' }) line!: number;
  @Field(() => [String]) cells!: string[];
  @Field(() => ImportRowPlanEnum, { nullable: true }) plan!: keyof typeof ImportRowPlanEnum | null;
  @Field(() => ImportRowOutcomeEnum, { nullable: true }) outcome!: keyof typeof ImportRowOutcomeEnum | null;
  @Field(() => [ImportRowReason]) reasons!: ImportRowReason[];
  @Field(() => [ImportRowCandidate], { description: 'Records it may be about; a person decides. Only those the caller may see.' }) candidates!: ImportRowCandidate[];
  @Field(() => ImportRowActionEnum, { nullable: true, description: 'What was decided about it.' }) decision!: keyof typeof ImportRowActionEnum | null;
  @Field(() => ID, { nullable: true }) decisionRecordId!: string | null;
  @Field(() => ID, { nullable: true }) recordId!: string | null;
}

@ObjectType()
export class ImportRowEdge {
  @Field(() => String) cursor!: string;
  @Field(() => ImportRow) node!: ImportRow;
}

@ObjectType()
export class ImportRowConnection {
  @Field(() => [ImportRowEdge]) edges!: ImportRowEdge[];
  @Field(() => [ImportRow]) nodes!: ImportRow[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => Int) totalCount!: number;
}

@ObjectType()
export class ImportValueCandidate {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true, description: 'What tells it from another candidate of the same name: an industry, an address, a job title.' }) detail?: string | null;
  @Field(() => Float, { description: 'How alike the names are, 0 to 1.' }) score!: number;
}

@ObjectType({ description: 'A value of the file that has to be understood: a name of another record, or a word for a choice. One decision holds for all its rows.' })
export class ImportValue {
  @Field(() => String) field!: string;
  @Field(() => String) column!: string;
  @Field(() => String) value!: string;
  @Field(() => Int) rows!: number;
  @Field(() => ImportValueMatchEnum) match!: keyof typeof ImportValueMatchEnum;
  @Field(() => Boolean, { description: 'Its rows are rejected unless somebody decides.' }) needsDecision!: boolean;
  @Field(() => [ImportValueCandidate]) candidates!: ImportValueCandidate[];
  @Field(() => [String], { description: 'Choices only: what the value may mean.' }) choices!: string[];
  @Field(() => ImportValueActionEnum, { nullable: true, description: 'What was decided, or is done without a decision.' }) action!: keyof typeof ImportValueActionEnum | null;
  @Field(() => ID, { nullable: true }) recordId!: string | null;
  @Field(() => String, { nullable: true }) choice!: string | null;
  @Field(() => Boolean) decided!: boolean;
  @Field(() => Boolean, { description: 'Whether CREATE is open to you: a new record, or a new option of a field that this workspace added.' }) creatable!: boolean;
}

@ObjectType()
export class ImportTargetField {
  @Field(() => String) key!: string;
  @Field(() => String, { middleware: [inCallersWords] }) label!: string;
  @Field(() => String) kind!: string;
  @Field(() => Boolean, { description: 'Whether it is in per cent, which files may write as shares of one.' }) percent!: boolean;
  @Field(() => Boolean) required!: boolean;
  @Field(() => String, { nullable: true, description: 'References only: the record type.' }) target!: string | null;
  @Field(() => [String]) choices!: string[];
}

@ObjectType({ description: 'A record type that can be imported.' })
export class ImportTargetType {
  @Field(() => String) recordType!: string;
  @Field(() => String, { middleware: [inCallersWords] }) label!: string;
  @Field(() => String, { middleware: [inCallersWords] }) labelPlural!: string;
  @Field(() => String) icon!: string;
  @Field(() => Boolean, { description: 'Whether you may create such records.' }) allowed!: boolean;
  @Field(() => [ImportTargetField]) fields!: ImportTargetField[];
  @Field(() => [[String]], { description: 'Sets of fields by which records can be found.' }) matchKeys!: string[][];
}
