import { Module } from '@nestjs/common';
import { registerHooks, type RecordHooks } from '../../platform/changes/record-hooks.js';
import { ActivitiesModule } from '../activities/index.js';
import { ActivitySchedule } from './activity-schedule.js';
import { AssignmentEvents } from './assignment-events.js';
import { DueNotices } from './due-notices.service.js';
import { EventNotices } from './event-notices.service.js';
import { NoticeEvents } from './notice-events.js';
import { NotificationFeed } from './notification-feed.js';
import { FirstPreferences, MemberPreferences, NotificationPreferences } from './notification-preferences.service.js';
import { NotificationRetention } from './notification-retention.service.js';
import { NotificationsResolver } from './notifications.resolver.js';
import { NotificationsSeed } from './notifications.seed.js';
import { Notifications } from './notifications.service.js';
import './notifications.de.js';

/** What members are told inside the product. */
@Module({
  imports: [ActivitiesModule],
  providers: [
    Notifications,
    NotificationFeed,
    NotificationPreferences,
    FirstPreferences,
    MemberPreferences,
    NoticeEvents,
    EventNotices,
    AssignmentEvents,
    ActivitySchedule,
    DueNotices,
    NotificationRetention,
    NotificationsResolver,
    NotificationsSeed,
  ],
  exports: [Notifications, DueNotices],
})
export class NotificationsModule {
  constructor(preferences: MemberPreferences) {
    registerHooks('member', preferences satisfies RecordHooks);
  }
}
