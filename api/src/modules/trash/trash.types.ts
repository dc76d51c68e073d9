import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/paging-types.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { inCallersWords } from '../../platform/i18n/in-callers-words.js';

@ObjectType({ description: 'A record that was deleted and can still be brought back.' })
export class TrashedRecord {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => DateTimeScalar)
  deletedAt!: string;
  @Field(() => String, { nullable: true })
  deletedBy!: string | null;
  @Field(() => DateTimeScalar, { description: 'When it is removed for good.' })
  goneAt!: string;
}

@ObjectType()
export class TrashPage {
  @Field(() => [TrashedRecord])
  nodes!: readonly TrashedRecord[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@InputType()
export class TrashedRecordInput {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
}

@ObjectType({ description: 'A record that stays in the trash, and why.' })
export class TrashRefusal {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => String, { middleware: [inCallersWords] })
  reason!: string;
}

@ObjectType()
export class TrashPayload {
  @Field(() => ID, { description: 'What histories know it by.' })
  changeSetId!: string;
  @Field(() => Int, { description: 'Records that were asked for and done; parts that came back with them are not counted.' })
  done!: number;
  @Field(() => [TrashRefusal])
  refused!: readonly TrashRefusal[];
}
