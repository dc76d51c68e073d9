import type { IconName } from '@libs/ui';
import type { Formats } from '../../core/format/formats.js';
import { addDays } from '../../core/reminders/reminder-words.js';
import type { ActivityRow } from './activities.gateway.js';

/** What each kind of activity looks like. */
export const ACTIVITY_ICONS: Readonly<Record<string, IconName>> = {
  CALL: 'phone', EMAIL: 'mail', MEETING: 'calendar', TASK: 'circle-check', NOTE: 'sticky-note', SMS: 'message-square', LINKEDIN_MESSAGE: 'message-circle', CHAT: 'message-circle',
  DEMO: 'presentation', PROPOSAL: 'file-text', CONTRACT: 'file-check', OTHER: 'activity',
};

/** Kinds that are entered by hand most; the others come from systems or the full form. */
export const QUICK_TYPES = ['NOTE', 'CALL', 'EMAIL', 'MEETING', 'TASK'] as const;
export type QuickType = (typeof QUICK_TYPES)[number];

export const isOpen = (activity: Pick<ActivityRow, 'status'>): boolean => activity.status === 'PLANNED' || activity.status === 'IN_PROGRESS';

/** When it is to be done: due, else scheduled. */
export const whenOf = (activity: Pick<ActivityRow, 'dueAt' | 'scheduledAt'>): string | null => activity.dueAt ?? activity.scheduledAt ?? null;

/** Open and past its time. */
export const isOverdue = (activity: ActivityRow, now = new Date().toISOString()): boolean => isOpen(activity) && (whenOf(activity) ?? '9') < now;

/** Names of what an activity is about, with their pages. */
export function aboutOf(activity: ActivityRow): readonly { readonly label: string; readonly link: string }[] {
  const { account, contact, opportunity } = activity;
  const name = contact ? [contact.firstName, contact.lastName].filter(Boolean).join(' ') || (contact.email ?? '') : '';
  return [
    ...(contact && name ? [{ label: name, link: `/contacts/${contact.id}` }] : []),
    ...(opportunity ? [{ label: opportunity.name, link: `/opportunities/${opportunity.id}` }] : []),
    ...(account ? [{ label: account.name, link: `/accounts/${account.id}` }] : []),
  ];
}

/** `Today, 14:00`, `3 days ago`: close times by the clock, far ones by the day. */
export function dueText(formats: Formats, activity: ActivityRow): string {
  const when = whenOf(activity);
  if (!when) return '';
  const hours = Math.abs(new Date(when).getTime() - Date.now()) / 3_600_000;
  return hours < 36 ? formats.relative(when) : formats.date(when);
}

/** The end of the working day by the clock of whoever looks, so many days from their today, as the API takes it. */
export const endOfDay = (formats: Formats, days: number): string => endOf(formats, addDays(formats.today(), days));

/** The end of a working day (`2026-11-21`) by the clock of whoever looks, wherever their browser believes to be. */
export const endOf = (formats: Formats, day: string): string => formats.momentOf(`${day}T17:00`);
