import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { requireMember } from '../../platform/access/ability.js';
import { Operation } from '../../platform/access/operation.decorator.js';
import { NotificationFeed, type FeedMessage } from './notification-feed.js';
import { NotificationPreferences, type NotificationPreference } from './notification-preferences.service.js';
import type { Channel, NotificationType } from './notification-types.js';
import { NotificationChannelEnum, NotificationConnection, NotificationNews, NotificationPreferenceObject, NotificationsChanged, NotificationTypeEnum } from './notifications.types.js';
import { Notifications } from './notifications.service.js';

const OWN = { module: 'crm-core', permission: 'member' } as const;
const IDS = { type: () => [ID] };

/** What the member was told. Everybody's are their own, whatever their role. */
@Resolver()
export class NotificationsResolver {
  constructor(
    private readonly notifications: Notifications,
    private readonly preferences: NotificationPreferences,
    private readonly feed: NotificationFeed,
  ) {}

  @Query(() => NotificationConnection, { name: 'notifications', description: "The member's own, newest first." })
  @Operation(OWN)
  async list(
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('unreadOnly', { type: () => Boolean, nullable: true }) unreadOnly?: boolean,
  ): Promise<object> {
    const { nodes, hasNextPage, endCursor } = await this.notifications.list({ first: first ?? 30, after: after ?? null, unreadOnly: unreadOnly ?? false });
    const { notifications } = this;
    return {
      nodes,
      pageInfo: { hasNextPage, hasPreviousPage: Boolean(after), startCursor: nodes[0]?.id ?? null, endCursor },
      // Read only when the field is selected: no count unless asked.
      get unreadCount(): Promise<number> {
        return notifications.unread();
      },
    };
  }

  @Query(() => Int, { description: 'How many the member has not read.' })
  @Operation(OWN)
  unreadNotificationCount(): Promise<number> {
    return this.notifications.unread();
  }

  @Mutation(() => NotificationsChanged, { description: 'Marks some as read or as unread.' })
  @Operation(OWN)
  markNotifications(@Args('ids', IDS) ids: string[], @Args('read', { type: () => Boolean }) read: boolean): Promise<object> {
    return this.changed(this.notifications.mark(ids, read));
  }

  @Mutation(() => NotificationsChanged)
  @Operation(OWN)
  markAllNotificationsRead(): Promise<object> {
    return this.changed(this.notifications.markAllRead());
  }

  @Mutation(() => NotificationsChanged, { description: '`restoreNotifications` brings them back.' })
  @Operation(OWN)
  deleteNotifications(@Args('ids', IDS) ids: string[]): Promise<object> {
    return this.changed(this.notifications.remove(ids));
  }

  @Mutation(() => NotificationsChanged)
  @Operation(OWN)
  restoreNotifications(@Args('ids', IDS) ids: string[]): Promise<object> {
    return this.changed(this.notifications.restore(ids));
  }

  @Query(() => [NotificationPreferenceObject], { description: 'What the member wants to be told, for each type and channel there is.' })
  @Operation(OWN)
  notificationPreferences(): Promise<NotificationPreference[]> {
    return this.preferences.list();
  }

  @Mutation(() => [NotificationPreferenceObject])
  @Operation(OWN)
  setNotificationPreference(
    @Args('type', { type: () => NotificationTypeEnum }) type: NotificationType,
    @Args('channel', { type: () => NotificationChannelEnum }) channel: Channel,
    @Args('enabled', { type: () => Boolean }) enabled: boolean,
  ): Promise<NotificationPreference[]> {
    return this.preferences.set(type, channel, enabled);
  }

  @Subscription(() => NotificationNews, {
    description: 'The count at once, then each new notification and each change of the count.',
    async resolve(this: NotificationsResolver, { id }: FeedMessage) {
      return { notification: id ? await this.notifications.find(id) : null, unreadCount: await this.notifications.unread() };
    },
  })
  @Operation(OWN)
  notificationReceived(): Promise<AsyncIterableIterator<FeedMessage>> {
    return this.feed.watch(requireMember().memberId);
  }

  private async changed(work: Promise<number>): Promise<object> {
    return { count: await work, unreadCount: await this.notifications.unread() };
  }
}
