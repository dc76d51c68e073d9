export { ActivitiesModule } from './activities.module.js';
export { ACTIVITY_PRIORITIES, ACTIVITY_STATUSES, ACTIVITY_TYPES, activityRecord, OPEN_STATUSES, type Activity, type ActivityStatus, type ActivityType } from './activity.record.js';
export { ActivityCountsType } from './activities.types.js';
export { ActivityBucket, MyActivities, type ActivityCounts } from './my-activities.service.js';
