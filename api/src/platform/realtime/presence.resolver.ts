import { Args, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Operation } from '../access/operation.decorator.js';
import { PresenceService, type Presence } from './presence.service.js';
import { PresentMember, ViewedRecordInput } from './realtime.types.js';

@Resolver()
export class PresenceResolver {
  constructor(private readonly presence: PresenceService) {}

  @Query(() => [PresentMember], { name: 'presence', description: 'Members who have the workspace open.' })
  @Operation({ module: 'platform', permission: 'member' })
  list(): Promise<Presence[]> {
    return this.presence.list();
  }

  @Subscription(() => [PresentMember], {
    description: 'Who is present, now and after each change. Holding this subscription is what makes a member present.',
    resolve: (present: Presence[]) => present,
  })
  @Operation({ module: 'platform', permission: 'member' })
  presenceChanged(): Promise<AsyncIterableIterator<Presence[]>> {
    return this.presence.stream();
  }

  @Mutation(() => Boolean, { description: 'Says which record the member has open; without one, none.' })
  @Operation({ module: 'platform', permission: 'member' })
  async setPresence(@Args('viewing', { type: () => ViewedRecordInput, nullable: true }) viewing?: ViewedRecordInput | null): Promise<boolean> {
    await this.presence.view(viewing ?? null);
    return true;
  }
}
