export const NOTIFICATION_PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export type NotificationPriority = (typeof NOTIFICATION_PRIORITIES)[number];

/** Ways by which a member can be told. A way joins when something delivers by it. */
export const CHANNELS = ['IN_APP'] as const;
export type Channel = (typeof CHANNELS)[number];

interface TypeDescription {
  readonly priority: NotificationPriority;
  /** After so many days it is news to nobody. */
  readonly days: number;
  /** Ways by which a member who chose nothing is told. */
  readonly channels: readonly Channel[];
}

/** Everything a member can be told of, and how it is by default. A type joins when something causes it. */
export const NOTIFICATION_TYPES = {
  DEAL_ASSIGNED: { priority: 'NORMAL', days: 30, channels: ['IN_APP'] },
  DEAL_STAGE_CHANGED: { priority: 'LOW', days: 14, channels: ['IN_APP'] },
  DEAL_WON: { priority: 'HIGH', days: 60, channels: ['IN_APP'] },
  DEAL_LOST: { priority: 'NORMAL', days: 60, channels: ['IN_APP'] },
  ACCOUNT_ASSIGNED: { priority: 'NORMAL', days: 30, channels: ['IN_APP'] },
  TASK_ASSIGNED: { priority: 'NORMAL', days: 30, channels: ['IN_APP'] },
  TASK_DUE: { priority: 'HIGH', days: 14, channels: ['IN_APP'] },
  TASK_OVERDUE: { priority: 'HIGH', days: 30, channels: ['IN_APP'] },
  MEETING_REMINDER: { priority: 'URGENT', days: 2, channels: ['IN_APP'] },
  MENTION: { priority: 'HIGH', days: 60, channels: ['IN_APP'] },
  REMINDER: { priority: 'URGENT', days: 60, channels: ['IN_APP'] },
  IMPORT_FINISHED: { priority: 'NORMAL', days: 30, channels: ['IN_APP'] },
  IMPORT_PAUSED: { priority: 'HIGH', days: 60, channels: ['IN_APP'] },
} as const satisfies Readonly<Record<string, TypeDescription>>;

export type NotificationType = keyof typeof NOTIFICATION_TYPES;
export const NOTIFICATION_TYPE_NAMES = Object.keys(NOTIFICATION_TYPES) as readonly NotificationType[];
export const describedType = (type: NotificationType): TypeDescription => NOTIFICATION_TYPES[type];

/** Something a member is to be told. */
export interface Notice {
  readonly memberId: string;
  readonly type: NotificationType;
  /** One English line for whoever shows no words of their own. */
  readonly title: string;
  /** What it tells of, the same each time it is told: an event's id, or a record and a time. A member is told once. */
  readonly source: string;
  /** The record it leads to. */
  readonly recordType?: string | null;
  readonly recordId?: string | null;
  readonly actorName?: string | null;
  /** What words need besides: `record`, `stage`, `count`. */
  readonly data?: Readonly<Record<string, unknown>>;
}
