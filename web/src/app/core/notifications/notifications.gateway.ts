import { inject, Service } from '@angular/core';
import { map, type Observable } from 'rxjs';
import { GraphqlClient } from '../graphql/graphql-client.js';
import {
  DeleteNotificationsDocument, MarkAllNotificationsReadDocument, MarkNotificationsDocument, NotificationPreferencesDocument, NotificationReceivedDocument, NotificationsDocument,
  RestoreNotificationsDocument, SetNotificationPreferenceDocument, type NotificationPreferencesQuery, type NotificationReceivedSubscription, type NotificationRowFragment, type NotificationType,
} from './operations.generated.js';

export type NotificationRow = NotificationRowFragment;
export type NotificationNews = NotificationReceivedSubscription['notificationReceived'];
export type NotificationPreference = NotificationPreferencesQuery['notificationPreferences'][number];
export type { NotificationType };

export interface NotificationPage {
  readonly items: readonly NotificationRow[];
  readonly next: string | null;
  readonly unread: number;
}

/** What the person was told, and wants to be told. Every method throws `AppError`. */
@Service()
export class NotificationsGateway {
  private readonly graphql = inject(GraphqlClient);

  async page(after: string | null, unreadOnly: boolean): Promise<NotificationPage> {
    const { notifications } = await this.graphql.query(NotificationsDocument, { first: 30, after, unreadOnly });
    return { items: notifications.nodes, next: notifications.pageInfo.hasNextPage ? (notifications.pageInfo.endCursor ?? null) : null, unread: notifications.unreadCount };
  }

  /** @returns how many are unread then, as each of the following does */
  async mark(ids: readonly string[], read: boolean): Promise<number> {
    return (await this.graphql.mutate(MarkNotificationsDocument, { ids: [...ids], read })).markNotifications.unreadCount;
  }

  async markAll(): Promise<number> {
    return (await this.graphql.mutate(MarkAllNotificationsReadDocument, {})).markAllNotificationsRead.unreadCount;
  }

  async remove(ids: readonly string[]): Promise<number> {
    return (await this.graphql.mutate(DeleteNotificationsDocument, { ids: [...ids] })).deleteNotifications.unreadCount;
  }

  async restore(ids: readonly string[]): Promise<number> {
    return (await this.graphql.mutate(RestoreNotificationsDocument, { ids: [...ids] })).restoreNotifications.unreadCount;
  }

  async preferences(): Promise<readonly NotificationPreference[]> {
    return (await this.graphql.query(NotificationPreferencesDocument, {})).notificationPreferences;
  }

  async setPreference({ type, channel }: Pick<NotificationPreference, 'type' | 'channel'>, enabled: boolean): Promise<readonly NotificationPreference[]> {
    return (await this.graphql.mutate(SetNotificationPreferenceDocument, { type, channel, enabled })).setNotificationPreference;
  }

  news(): Observable<NotificationNews> {
    return this.graphql.subscribe(NotificationReceivedDocument, {}).pipe(map((data) => data.notificationReceived));
  }
}
