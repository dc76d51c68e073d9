export { OPEN_REMINDERS, reminderRecord, type Reminder } from './reminder.record.js';
export { RemindersModule } from './reminders.module.js';
