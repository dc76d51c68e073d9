import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { recordGraphql } from '../../platform/graphql/record-types.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { accountRecord } from './account.record.js';

@ObjectType({ description: 'An account at its place in a hierarchy.' })
export class AccountTreeNode {
  @Field(() => recordGraphql(accountRecord).object)
  account!: AnyRow;
  @Field(() => ID, { nullable: true, description: 'The account above, in this answer; null at the top.' })
  parentId!: string | null;
  @Field(() => Int, { description: '0 at the top.' })
  depth!: number;
}

@ObjectType({ description: 'The whole hierarchy that an account is in.' })
export class AccountTree {
  @Field(() => ID)
  rootId!: string;
  @Field(() => [AccountTreeNode], { description: 'Parents before their children, siblings by name.' })
  nodes!: readonly AccountTreeNode[];
  @Field(() => Boolean, { description: 'The hierarchy holds more accounts than are answered.' })
  truncated!: boolean;
}
