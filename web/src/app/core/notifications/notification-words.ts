import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { IconName } from '@libs/ui';
import type { NotificationRow } from './notifications.gateway.js';

const ICONS: Readonly<Record<string, IconName>> = {
  DEAL_ASSIGNED: 'target', DEAL_STAGE_CHANGED: 'move-horizontal', DEAL_WON: 'trophy', DEAL_LOST: 'thumbs-down', ACCOUNT_ASSIGNED: 'building-2', TASK_ASSIGNED: 'list-checks', TASK_DUE: 'clock',
  TASK_OVERDUE: 'triangle-alert', MEETING_REMINDER: 'calendar-clock', MENTION: 'at-sign', REMINDER: 'alarm-clock', IMPORT_FINISHED: 'file-check', IMPORT_PAUSED: 'circle-pause',
};
const TONES: Readonly<Record<string, string>> = { DEAL_WON: 'ok', DEAL_LOST: 'bad', TASK_OVERDUE: 'bad', TASK_DUE: 'warn', MEETING_REMINDER: 'brand', REMINDER: 'brand', IMPORT_PAUSED: 'warn', MENTION: 'brand' };

/** Says notifications in the reader's language: from the type and the data, and as the server says it where there are no words of ours. */
@Service()
export class NotificationWords {
  private readonly transloco = inject(TranslocoService);

  icon = ({ type }: Pick<NotificationRow, 'type'>): IconName => ICONS[type] ?? 'bell';

  tone = ({ type }: Pick<NotificationRow, 'type'>): string => TONES[type] ?? 'muted';

  text({ type, title, actorName, data }: NotificationRow): string {
    const facts = data as Readonly<Record<string, unknown>>;
    const variant = Number(facts['count'] ?? 1) > 1 && type.endsWith('ASSIGNED') ? `${type}_MANY` : type === 'IMPORT_FINISHED' && facts['failed'] ? 'IMPORT_FAILED' : type;
    const key = `notifications.say.${variant}`;
    if (!(key in this.transloco.getTranslation(this.transloco.getActiveLang()))) return title;
    return this.transloco.translate<string>(key, { ...facts, actor: actorName ?? this.transloco.translate('notifications.somebody') });
  }
}
