import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Operation } from '../../platform/access/operation.decorator.js';
import { FeedbackBox } from './feedback.service.js';
import { Feedback, FeedbackPage, SendFeedbackInput } from './feedback.types.js';

@Resolver()
export class FeedbackResolver {
  constructor(private readonly box: FeedbackBox) {}

  @Query(() => FeedbackPage, { description: 'What members said, newest first.' })
  @Operation({ module: 'crm-core', permission: 'manage:settings' })
  feedback(@Args('first', { type: () => Int, defaultValue: 50 }) first: number, @Args('after', { type: () => ID, nullable: true }) after?: string): Promise<FeedbackPage> {
    return this.box.page(first, after ?? null);
  }

  @Mutation(() => Feedback, { description: 'Tells those who run the workspace what is wrong, missing or good.' })
  @Operation({ module: 'crm-core', permission: 'member' })
  sendFeedback(@Args('input', { type: () => SendFeedbackInput }) input: SendFeedbackInput): Promise<Feedback> {
    return this.box.send(input);
  }

  @Mutation(() => Feedback, { description: 'Marks feedback as dealt with, or as open again.' })
  @Operation({ module: 'crm-core', permission: 'manage:settings' })
  settleFeedback(@Args('id', { type: () => ID }) id: string, @Args('settled', { type: () => Boolean, defaultValue: true }) settled: boolean): Promise<Feedback> {
    return this.box.settle(id, settled);
  }
}
