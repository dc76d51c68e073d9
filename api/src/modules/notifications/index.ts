export { DueNotices } from './due-notices.service.js';
export { NotificationsModule } from './notifications.module.js';
export { Notifications } from './notifications.service.js';
export { NOTIFICATION_TYPES, type Notice, type NotificationType } from './notification-types.js';
export { replaceTimedNotices, type TimedNotice } from './timed-notices.js';
