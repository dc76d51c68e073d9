import { Module } from '@nestjs/common';
import { provideRecord } from '../../platform/records/record-provider.js';
import { NotificationsModule } from '../notifications/index.js';
import { ReminderHooks } from './reminder.hooks.js';
import { reminderRecord } from './reminder.record.js';
import { ReminderVerbs } from './reminder-verbs.service.js';
import { RemindersResolver } from './reminders.resolver.js';
import './reminders.de.js';
import { RemindersSeed } from './reminders.seed.js';

/** What people want to be reminded of. */
@Module({ imports: [NotificationsModule], providers: [...provideRecord(reminderRecord, ReminderHooks), ReminderVerbs, RemindersResolver, RemindersSeed] })
export class RemindersModule {}
