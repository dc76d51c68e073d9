import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { savedViewRecord } from './saved-view.record.js';

const views = (): [ReturnType<typeof recordGraphql>['object']] => [recordGraphql(savedViewRecord).object];

@ObjectType({ description: 'The views of one list that the caller may use.' })
export class ListViewsType {
  @Field(views, { description: 'Shared ones and the caller\'s own, in their order.' })
  views!: readonly AnyRow[];
  @Field(() => String, { description: 'The view to start with: an id, or all, mine or recent, which every list has.' })
  firstView!: string;
  @Field(() => Boolean, { description: 'Whether the caller chose it, rather than an administrator for the role.' })
  chosen!: boolean;
}

@ObjectType()
export class ReorderViewsPayload {
  @Field(() => ID, { description: 'What `revertChangeSet` undoes.' })
  changeSetId!: string;
  @Field(views)
  views!: readonly AnyRow[];
}

@ObjectType({ description: 'Records that have the same value in the field a list is grouped by.' })
export class RecordGroupType {
  @Field(() => String, { nullable: true, description: 'A choice, an id, true or false; null where the field is empty.' })
  value!: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the record that a reference points to.' })
  title!: string | null;
  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'The groups of a list.' })
export class RecordGroupsType {
  @Field(() => [RecordGroupType])
  groups!: readonly RecordGroupType[];
  @Field(() => Boolean, { description: 'There are more than are told; these are the largest.' })
  more!: boolean;
}
