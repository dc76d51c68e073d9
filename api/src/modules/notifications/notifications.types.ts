import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '../../platform/graphql/paging-types.js';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.js';
import { inCallersWords } from '../../platform/i18n/in-callers-words.js';
import { CHANNELS, NOTIFICATION_PRIORITIES, NOTIFICATION_TYPE_NAMES, type Channel, type NotificationPriority, type NotificationType } from './notification-types.js';

const named = <T extends string>(values: readonly T[]): Readonly<Record<T, T>> => Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;
export const NotificationTypeEnum = named(NOTIFICATION_TYPE_NAMES);
export const NotificationPriorityEnum = named(NOTIFICATION_PRIORITIES);
export const NotificationChannelEnum = named(CHANNELS);
registerEnumType(NotificationTypeEnum, { name: 'NotificationType', description: 'What a member can be told of.' });
registerEnumType(NotificationPriorityEnum, { name: 'NotificationPriority' });
registerEnumType(NotificationChannelEnum, { name: 'NotificationChannel', description: 'Ways by which a member can be told.' });

@ObjectType('Notification', { description: 'Something the member was told.' })
export class NotificationObject {
  @Field(() => ID)
  id!: string;
  @Field(() => NotificationTypeEnum)
  type!: NotificationType;
  @Field(() => NotificationPriorityEnum)
  priority!: NotificationPriority;
  @Field(() => String, { middleware: [inCallersWords], description: 'One line; clients with words of their own make theirs from the type and the data.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Page of the client that it leads to, as a path.' })
  actionUrl!: string | null;
  @Field(() => String, { nullable: true })
  recordType!: string | null;
  @Field(() => ID, { nullable: true })
  recordId!: string | null;
  @Field(() => String, { nullable: true, description: 'Who did it; nobody when its time had come.' })
  actorName!: string | null;
  @Field(() => JsonScalar)
  data!: Readonly<Record<string, unknown>>;
  @Field(() => DateTimeScalar)
  createdAt!: string;
  @Field(() => DateTimeScalar)
  expiresAt!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  readAt!: string | null;
}

@ObjectType()
export class NotificationConnection {
  @Field(() => [NotificationObject])
  nodes!: readonly NotificationObject[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
  @Field(() => Int, { description: 'All that are unread, on this page or not.' })
  unreadCount!: number;
}

@ObjectType({ description: 'What changed among the notifications of the member.' })
export class NotificationNews {
  @Field(() => NotificationObject, { nullable: true, description: 'The new one; absent where only something was read or removed.' })
  notification!: NotificationObject | null;
  @Field(() => Int)
  unreadCount!: number;
}

@ObjectType()
export class NotificationsChanged {
  @Field(() => Int, { description: 'How many were changed.' })
  count!: number;
  @Field(() => Int)
  unreadCount!: number;
}

@ObjectType()
export class NotificationPreferenceObject {
  @Field(() => NotificationTypeEnum)
  type!: NotificationType;
  @Field(() => NotificationChannelEnum)
  channel!: Channel;
  @Field(() => Boolean)
  enabled!: boolean;
  @Field(() => Boolean, { description: 'What holds for who chose nothing.' })
  standard!: boolean;
}
