import { Field, Float, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A record that fits what was searched for.' })
export class SearchHit {
  @Field(() => String)
  recordType!: string;
  @Field(() => ID)
  recordId!: string;
  @Field(() => String)
  title!: string;
  @Field(() => String, { nullable: true, description: 'What tells it from others of the same name: a job title, an address, a company.' })
  detail!: string | null;
  @Field(() => Float, { description: 'From 0 to 1; below 0.7 something was spelt differently.' })
  score!: number;
}

@ObjectType({ description: 'What was found over all record types, best first.' })
export class SearchResult {
  @Field(() => [SearchHit])
  hits!: readonly SearchHit[];
}
