import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(SortDirection, { name: 'SortDirection' });

export enum ArchivedRecords {
  exclude = 'exclude',
  only = 'only',
  include = 'include',
}
registerEnumType(ArchivedRecords, { name: 'ArchivedRecords', description: 'Whether a list holds archived records.' });

@ObjectType({ description: "Relay's page information." })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ObjectType()
export class DeletePayload {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'What `revertChangeSet` undoes.' })
  changeSetId!: string;
}
