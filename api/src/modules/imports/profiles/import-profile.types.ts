import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../../platform/graphql/scalars.js';
import { ImportFormatEnum } from '../import.types.js';
import { inCallersWords } from '../../../platform/i18n/in-callers-words.js';

export const ImportRhythmEnum = { HOUR: 'HOUR', DAY: 'DAY', WEEK: 'WEEK' } as const;
registerEnumType(ImportRhythmEnum, { name: 'ImportRhythm' });

@ObjectType('ImportProfile', { description: 'A saved way to import a source: mapping and options, recognised by the columns of a file, fetched on a schedule if it has an address.' })
export class ImportProfileType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) recordType!: string;
  @Field(() => ImportFormatEnum) format!: keyof typeof ImportFormatEnum;
  @Field(() => Boolean, { description: 'Whether the caller may change it.' }) manageable!: boolean;
  @Field(() => String, { nullable: true, description: 'Shown to those who may change it, since it may hold a token.' }) sourceUrl!: string | null;
  @Field(() => ImportRhythmEnum, { nullable: true, description: 'How often the address is fetched.' }) every!: keyof typeof ImportRhythmEnum | null;
  @Field(() => Boolean, { description: 'What is fetched is imported without confirmation, as long as no row has a problem.' }) automatic!: boolean;
  @Field(() => DateTimeScalar, { nullable: true }) dueAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) lastRunAt!: string | null;
  @Field(() => String, { nullable: true, middleware: [inCallersWords] }) lastError!: string | null;
  @Field(() => ID, { nullable: true }) lastImportId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The member under whose rights it is fetched and imported.' }) ownerId!: string | null;
  @Field(() => DateTimeScalar) createdAt!: string;
}

@InputType()
export class SaveImportProfileInput {
  @Field(() => ID, { description: 'The import whose mapping is kept.' }) importId!: string;
  @Field(() => String, { nullable: true, description: 'Of a new profile; with `profileId` it renames.' }) name?: string | null;
  @Field(() => ID, { nullable: true, description: 'The profile that is to keep this mapping instead of its own.' }) profileId?: string | null;
}

@InputType({ description: 'What is absent stays.' })
export class UpdateImportProfileInput {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true, description: 'https only, and no private address; null takes it away.' }) sourceUrl?: string | null;
  @Field(() => ImportRhythmEnum, { nullable: true, description: 'Null ends the schedule.' }) every?: keyof typeof ImportRhythmEnum | null;
  @Field(() => Boolean, { nullable: true }) automatic?: boolean | null;
}

@ObjectType()
export class ImportProfilePayload {
  @Field(() => ImportProfileType) profile!: ImportProfileType;
}

@ObjectType()
export class ImportProfileDeleted {
  @Field(() => ID) id!: string;
}
