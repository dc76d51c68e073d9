import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { Role } from '@libs/contracts';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: 'A key that a program calls the API with. The key itself is told once, when it is made.' })
export class ApiKey {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, { description: 'The last characters of the key.' })
  hint!: string;
  @Field(() => String, { description: 'OWNER, ADMIN, MEMBER or VIEWER; it never may more than the member who made it.' })
  role!: Role;
  @Field(() => [String], { nullable: true, description: 'The modules it may use; all without.' })
  modules!: readonly string[] | null;
  @Field(() => String)
  createdBy!: string;
  @Field(() => DateTimeScalar)
  createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'To the minute.' })
  lastUsedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt!: string | null;
}

@ObjectType()
export class CreatedApiKey {
  @Field(() => String, { description: 'Shown this once: only its hash is kept.' })
  key!: string;
  @Field(() => ApiKey)
  apiKey!: ApiKey;
}

@InputType()
export class CreateApiKeyInput {
  @Field(() => String)
  name!: string;
  @Field(() => String, { description: 'OWNER, ADMIN, MEMBER or VIEWER; not above your own.' })
  role!: string;
  @Field(() => [String], { nullable: true })
  modules?: string[] | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Within a year; never when left out.' })
  expiresAt?: string | null;
}
