import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: 'Another service that people may sign in through.' })
export class SignInProvider {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
}

@ObjectType('LinkedIdentity', { description: 'An account at another service that opens the account here.' })
export class LinkedIdentityType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  provider!: string;
  @Field(() => String)
  providerName!: string;
  @Field(() => String, { nullable: true, description: 'As the other service gave it when it was last used.' })
  email!: string | null;
  @Field(() => DateTimeScalar)
  linkedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  lastUsedAt!: string | null;
}
