import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { PageInfo } from '../../platform/graphql/paging-types.js';

export const DOORS = ['web', 'api', 'import', 'system'] as const;

@InputType({ description: 'Which changes are wanted; what is left out does not matter.' })
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: 'The member who made them.' })
  actorId?: string | null;

  @Field(() => String, { nullable: true, description: 'The door they came through: web, api, import or system.' })
  via?: string | null;

  @Field(() => String, { nullable: true, description: 'A record type that they changed.' })
  recordType?: string | null;

  @Field(() => ID, { nullable: true, description: 'A record that they changed.' })
  recordId?: string | null;

  @Field(() => String, { nullable: true, description: 'Words of what was done.' })
  search?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Not before.' })
  from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before.' })
  until?: string | null;
}

@ObjectType({ description: 'A record that a change set is about.' })
export class AuditSubject {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => String, { description: 'What it was called then.' })
  title!: string;
  @Field(() => String, { description: 'create, update, archive, restore, delete, merge or purge.' })
  operation!: string;
}

@ObjectType({ description: 'What somebody did in one go: one save, one bulk edit, one import.' })
export class AuditEntry {
  @Field(() => ID, { description: 'The change set; `revertChangeSet` undoes it.' })
  id!: string;
  @Field(() => String)
  label!: string;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => ID, { nullable: true })
  actorId!: string | null;
  @Field(() => String)
  actorName!: string;
  @Field(() => String)
  via!: string;
  @Field(() => String, { nullable: true })
  source!: string | null;
  @Field(() => Int, { description: 'Changes to single records in it.' })
  itemCount!: number;
  @Field(() => Boolean)
  reverted!: boolean;
  @Field(() => Boolean, { description: 'It is itself the undoing of another.' })
  undo!: boolean;
  @Field(() => [AuditSubject], { description: 'The first records it is about.' })
  subjects!: readonly AuditSubject[];
}

@ObjectType()
export class AuditPage {
  @Field(() => [AuditEntry])
  nodes!: readonly AuditEntry[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'One field of one record, before and after.' })
export class AuditFieldChange {
  @Field(() => String)
  field!: string;
  @Field(() => String)
  label!: string;
  @Field(() => JsonScalar, { nullable: true })
  before!: unknown;
  @Field(() => JsonScalar, { nullable: true })
  after!: unknown;
  @Field(() => String, { nullable: true })
  beforeText!: string | null;
  @Field(() => String, { nullable: true })
  afterText!: string | null;
}

@ObjectType({ description: 'What a change set did to one record.' })
export class AuditItem extends AuditSubject {
  @Field(() => ID)
  id!: string;
  @Field(() => [AuditFieldChange])
  changes!: readonly AuditFieldChange[];
}

@ObjectType()
export class AuditItemPage {
  @Field(() => [AuditItem])
  nodes!: readonly AuditItem[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
