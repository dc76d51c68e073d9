import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { JsonScalar } from '../../platform/graphql/scalars.js';
import { ImportRowActionEnum, ImportValueActionEnum } from './import.types.js';

@InputType()
export class CreateImportInput {
  @Field(() => ID, { description: 'What POST /files/imports answered.' }) fileId!: string;
  @Field(() => String, { nullable: true, description: 'Without it the record type that fits the columns best is taken.' }) recordType?: string | null;
}

@InputType({ description: 'What is absent is detected.' })
export class ImportDialectInput {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true, description: 'Another sheet, or another list of the document; its header is found anew unless `headerLine` is given.' }) part?: string | null;
  @Field(() => String, { nullable: true }) encoding?: string | null;
  @Field(() => String, { nullable: true }) separator?: string | null;
  @Field(() => String, { nullable: true, description: 'Empty text: nothing is quoted.' }) quote?: string | null;
  @Field(() => Int, { nullable: true, description: 'Line of the header; 0: there is none.' }) headerLine?: number | null;
}

@InputType()
export class ImportColumnMappingInput {
  @Field(() => Int) column!: number;
  @Field(() => [String], { description: 'Fields it feeds; empty leaves the column out.' }) targets!: string[];
  @Field(() => String, { nullable: true, description: 'DMY, MDY or YMD.' }) dateOrder?: 'DMY' | 'MDY' | 'YMD' | null;
  @Field(() => Boolean, { nullable: true, description: 'Five-digit numbers are spreadsheet dates.' }) serialDates?: boolean | null;
  @Field(() => String, { nullable: true, description: '"." or ",".' }) decimalMark?: '.' | ',' | null;
  @Field(() => Int, { nullable: true, description: 'Unit of the numbers: 1, 1000, 1000000 or 1000000000; 100 where per cent are written as shares of one.' }) multiplier?: number | null;
  @Field(() => String, { nullable: true, description: 'IANA zone of times that name none.' }) timeZone?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'References: names that nothing resembles become new records.' }) createMissing?: boolean | null;
  @Field(() => String, { nullable: true, description: 'What an unreadable value does: REJECT the row (default) or leave the field EMPTY.' }) onProblem?: 'REJECT' | 'EMPTY' | null;
}

@InputType()
export class UpdateImportMappingInput {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true, description: 'Another record type; the columns are then mapped anew unless `columns` is given.' }) recordType?: string | null;
  @Field(() => [ImportColumnMappingInput], { nullable: true }) columns?: ImportColumnMappingInput[] | null;
  @Field(() => JsonScalar, { nullable: true }) constants?: unknown;
  @Field(() => [String], { nullable: true }) matchBy?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Records that are there already: UPDATE or SKIP.' }) existing?: 'UPDATE' | 'SKIP' | null;
  @Field(() => String, { nullable: true, description: 'Rows whose record is not there: CREATE it, or SKIP the row.' }) missing?: 'CREATE' | 'SKIP' | null;
  @Field(() => String, { nullable: true, description: 'Empty cells KEEP what a record has, or CLEAR it.' }) emptyCells?: 'KEEP' | 'CLEAR' | null;
  @Field(() => String, { nullable: true, description: 'Rows that would be new but resemble records: left for REVIEW, or resemblance is IGNOREd.' }) alike?: 'REVIEW' | 'IGNORE' | null;
}

@InputType()
export class ImportDecisionInput {
  @Field(() => String) field!: string;
  @Field(() => String) value!: string;
  @Field(() => ImportValueActionEnum, { nullable: true, description: 'Null takes the decision back.' }) action?: keyof typeof ImportValueActionEnum | null;
  @Field(() => ID, { nullable: true, description: 'With USE: the record.' }) recordId?: string | null;
  @Field(() => String, { nullable: true, description: 'With USE on a choice field: the choice.' }) choice?: string | null;
}

@InputType()
export class DecideImportValuesInput {
  @Field(() => ID) id!: string;
  @Field(() => [ImportDecisionInput]) decisions!: ImportDecisionInput[];
}

@InputType()
export class DecideImportRowsInput {
  @Field(() => ID) importId!: string;
  @Field(() => [Int], { nullable: true, description: 'Lines of the rows.' }) lines?: number[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Every row that waits.' }) all?: boolean | null;
  @Field(() => ImportRowActionEnum, { nullable: true, description: 'Null takes the decision back.' }) action?: keyof typeof ImportRowActionEnum | null;
  @Field(() => ID, { nullable: true, description: 'With MERGE of one row: the record; otherwise the best candidate of each row.' }) recordId?: string | null;
}
