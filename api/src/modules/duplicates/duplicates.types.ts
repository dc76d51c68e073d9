import { ArgsType, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/paging-types.js';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { inCallersWords } from '../../platform/i18n/in-callers-words.js';
import { REASON_CODES } from './matching/index.js';

const enumOf = <const T extends readonly string[]>(values: T): { [K in T[number]]: K } => Object.fromEntries(values.map((value) => [value, value])) as { [K in T[number]]: K };
export const DuplicateReasonCodeEnum = enumOf(REASON_CODES);
export const DuplicateStatusEnum = enumOf(['DISMISSED', 'OPEN'] as const);
export const DuplicateOrderEnum = enumOf(['NEWEST', 'OLDEST', 'SCORE'] as const);
export const DuplicateScanStatusEnum = enumOf(['DONE', 'FAILED', 'RUNNING'] as const);
registerEnumType(DuplicateReasonCodeEnum, { name: 'DuplicateReasonCode', description: 'Why two records are taken for the same, or what speaks against it.' });
registerEnumType(DuplicateStatusEnum, { name: 'DuplicateStatus', description: 'DISMISSED: somebody said that the two are not the same.' });
registerEnumType(DuplicateOrderEnum, { name: 'DuplicateOrder', description: 'SCORE: what is most alike first.' });
registerEnumType(DuplicateScanStatusEnum, { name: 'DuplicateScanStatus' });

@ObjectType('DuplicateReason')
export class DuplicateReasonType {
  @Field(() => DuplicateReasonCodeEnum) code!: string;
  @Field(() => Boolean, { description: 'Whether it speaks for the two being the same.' }) agrees!: boolean;
  @Field(() => Int, { nullable: true, description: 'How many letters of the names differ.' }) letters!: number | null;
  @Field(() => String, { middleware: [inCallersWords], description: 'In words.' }) text!: string;
}

@ObjectType('RecordCard', { description: 'A record of any type, as it is shown beside others.' })
export class RecordCardType {
  @Field(() => ID) id!: string;
  @Field(() => String) title!: string;
  @Field(() => Int) version!: number;
  @Field(() => Boolean) archived!: boolean;
  @Field(() => DateTimeScalar) createdAt!: string;
  @Field(() => DateTimeScalar) updatedAt!: string;
  @Field(() => JsonScalar, { description: 'By field; empty ones are left out.' }) values!: unknown;
  @Field(() => JsonScalar, { description: 'For references, the titles of what they point at.' }) titles!: unknown;
}

@ObjectType('DuplicatePair', { description: 'Two records that are probably the same.' })
export class DuplicatePairType {
  @Field(() => ID) id!: string;
  @Field(() => ID) aId!: string;
  @Field(() => ID) bId!: string;
  @Field(() => Float, { description: '0 to 1.' }) score!: number;
  @Field(() => [DuplicateReasonType]) reasons!: DuplicateReasonType[];
  @Field(() => DateTimeScalar) foundAt!: string;
}

@ObjectType('DuplicateGroup', { description: 'Two to ten records that are probably all the same.' })
export class DuplicateGroupType {
  @Field(() => ID) id!: string;
  @Field(() => Float, { description: 'Of the pair that is most alike.' }) score!: number;
  @Field(() => [RecordCardType]) records!: RecordCardType[];
  @Field(() => [DuplicatePairType]) pairs!: DuplicatePairType[];
}

@ObjectType('DuplicateGroupConnection')
export class DuplicateGroupPageType {
  @Field(() => [DuplicateGroupType]) nodes!: DuplicateGroupType[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => Int, { description: 'Groups in all.' }) totalCount!: number;
  @Field(() => Int, { description: 'Pairs in all.' }) pairCount!: number;
}

@ObjectType('DuplicateScan', { description: 'A comparison of all records of a type with each other.' })
export class DuplicateScanType {
  @Field(() => ID) id!: string;
  @Field(() => String) recordType!: string;
  @Field(() => DuplicateScanStatusEnum) status!: string;
  @Field(() => Int, { description: 'Steps done of `total`.' }) done!: number;
  @Field(() => Int) total!: number;
  @Field(() => DateTimeScalar) startedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true }) finishedAt!: string | null;
}

@ObjectType('DuplicateSummary', { description: 'How it stands with the duplicates of a record type.' })
export class DuplicateSummaryType {
  @Field(() => String) recordType!: string;
  @Field(() => Int) open!: number;
  @Field(() => Int) dismissed!: number;
  @Field(() => DuplicateScanType, { nullable: true, description: 'The latest one.' }) scan!: DuplicateScanType | null;
}

@ObjectType('PossibleDuplicate', { description: 'A stored record that an input is probably about.' })
export class PossibleDuplicateType {
  @Field(() => ID) recordId!: string;
  @Field(() => Float) score!: number;
  @Field(() => [DuplicateReasonType]) reasons!: DuplicateReasonType[];
  @Field(() => RecordCardType) record!: RecordCardType;
}

@ObjectType('DuplicateDecision')
export class DuplicateDecisionType {
  @Field(() => [ID]) ids!: string[];
}

@InputType('DuplicateFilter')
export class DuplicateFilterInput {
  @Field(() => DuplicateStatusEnum, { nullable: true, description: 'OPEN without one.' }) status?: 'OPEN' | 'DISMISSED' | null;
  @Field(() => String, { nullable: true, description: 'Text in either of the two.' }) search?: string | null;
  @Field(() => Float, { nullable: true, description: 'Only what is at least this alike.' }) minScore?: number | null;
  @Field(() => DuplicateReasonCodeEnum, { nullable: true, description: 'Only pairs that agree in this.' }) reason?: string | null;
}

@ArgsType()
export class DuplicateGroupsArgs {
  @Field(() => String) recordType!: string;
  @Field(() => DuplicateFilterInput, { nullable: true }) filter?: DuplicateFilterInput | null;
  @Field(() => DuplicateOrderEnum, { defaultValue: 'SCORE' }) order!: 'SCORE' | 'NEWEST' | 'OLDEST';
  @Field(() => Int, { defaultValue: 25 }) first!: number;
  @Field(() => String, { nullable: true, description: 'Cursor of the group before.' }) after?: string | null;
}
