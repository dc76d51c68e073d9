import { Args, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../access/operation.decorator.js';
import { notFound, validationError } from '../errors/app-error.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { inCallersWords } from '../i18n/in-callers-words.js';
import { DeadLetters, type DeadJob } from './dead-letters.service.js';
import { isQueueName } from './queues.js';

@ObjectType('DeadJob', { description: 'Work of this workspace that failed for good, and waits for somebody to look.' })
export class DeadJobType {
  @Field(() => String)
  queue!: string;
  @Field(() => ID, { description: 'Unique in its queue.' })
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => Int)
  attempts!: number;
  @Field(() => String, { middleware: [inCallersWords] })
  reason!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  failedAt!: string | null;
}

const MOST = 200;

@Resolver()
export class DeadLettersResolver {
  constructor(private readonly letters: DeadLetters) {}

  @Query(() => [DeadJobType], { description: 'Newest first.' })
  @Operation({ module: 'platform', permission: 'manage:settings' })
  deadJobs(@Args('first', { type: () => Int, defaultValue: 50 }) first: number): Promise<DeadJob[]> {
    if (first < 1 || first > MOST) throw validationError({ first: [`Must be 1 to ${MOST}.`] });
    return this.letters.list(first);
  }

  @Mutation(() => Boolean, { description: 'Puts a dead job back into its queue.' })
  @Operation({ module: 'platform', permission: 'manage:settings' })
  async retryDeadJob(@Args('queue', { type: () => String }) queue: string, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    if (!isQueueName(queue)) throw notFound('This job');
    await this.letters.retry(queue, id);
    return true;
  }
}
