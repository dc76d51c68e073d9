import { A11yModule } from '@angular/cdk/a11y';
import { Component, computed, ElementRef, inject, output } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiEmpty, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem, UiSkeleton, UiToasts } from '@libs/ui';
import { Formats } from '../core/format/formats.js';
import { ErrorText } from '../core/graphql/error-text.js';
import type { NotificationRow } from '../core/notifications/notifications.gateway.js';
import { NotificationWords } from '../core/notifications/notification-words.js';
import { NotificationsStore } from '../core/notifications/notifications.store.js';
import { ReminderWork } from '../core/reminders/reminder-work.js';
import { SNOOZES } from '../core/reminders/reminder-words.js';

/** Everything the person was told, by day. Arrow keys walk it, Enter opens, u marks, Delete removes. */
@Component({
  selector: 'app-notification-panel',
  imports: [A11yModule, RouterLink, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem, UiSkeleton],
  templateUrl: './notification-panel.html',
  styleUrl: './notification-panel.css',
  host: { role: 'dialog', '[attr.aria-label]': 'title()' },
})
export class NotificationPanel {
  readonly left = output();
  protected readonly store = inject(NotificationsStore);
  protected readonly words = inject(NotificationWords);
  protected readonly errors = inject(ErrorText);
  protected readonly formats = inject(Formats);
  protected readonly snoozes = SNOOZES;
  private readonly work = inject(ReminderWork);
  private readonly router = inject(Router);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly title = computed(() => this.transloco.translate<string>('notifications.title'));
  protected readonly days = computed(() => {
    const rows = this.store.items() ?? [];
    return [...Map.groupBy(rows, (row) => this.dayOf(row.createdAt))].map(([day, items]) => ({ day, label: this.labelOf(day), items }));
  });

  /** The reminder that a notification tells of. */
  protected reminderOf(row: NotificationRow): string | null {
    const { sourceType, sourceId } = row.data as { sourceType?: unknown; sourceId?: unknown };
    return row.type === 'REMINDER' && sourceType === 'reminder' && typeof sourceId === 'string' ? sourceId : null;
  }

  protected follow(row: NotificationRow): void {
    void this.store.mark(row, true);
    if (!row.actionUrl) return;
    this.left.emit();
    void this.router.navigateByUrl(row.actionUrl);
  }

  protected remove(row: NotificationRow): void {
    this.focusNext(row);
    void this.store.remove(row);
    this.toasts.undoable(this.transloco.translate('notifications.removed'), () => void this.store.restore(row));
  }

  protected done(row: NotificationRow, id: string): void {
    void this.work.complete({ id, message: row.title }, () => void this.store.mark(row, true));
  }

  protected snooze(row: NotificationRow, id: string, choice: (typeof SNOOZES)[number]): void {
    void this.work.snooze({ id, message: row.title }, { choice }, () => void this.store.mark(row, true));
  }

  protected onKey(event: KeyboardEvent, row: NotificationRow): void {
    if (event.target !== event.currentTarget) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    if (act === 'next' || act === 'previous') this.step(event.currentTarget as HTMLElement, act === 'next' ? 1 : -1);
    else if (act === 'mark') void this.store.mark(row, !row.readAt);
    else this.remove(row);
  }

  private step(from: HTMLElement, by: number): void {
    const rows = [...this.element.nativeElement.querySelectorAll<HTMLElement>('.row .open')];
    rows[rows.indexOf(from) + by]?.focus();
  }

  private focusNext(row: NotificationRow): void {
    const links = [...this.element.nativeElement.querySelectorAll<HTMLElement>('.row .open')];
    const at = links.findIndex((link) => link.dataset['id'] === row.id);
    (links[at + 1] ?? links[at - 1])?.focus();
  }

  private dayOf(at: string): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: this.formats.timezone(), year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at));
  }

  private labelOf(day: string): string {
    const today = this.formats.today();
    if (day === today) return this.transloco.translate('notifications.today');
    const yesterday = new Date(`${today}T00:00:00Z`);
    yesterday.setUTCDate(yesterday.getUTCDate() - 1);
    return day === yesterday.toISOString().slice(0, 10) ? this.transloco.translate('notifications.yesterday') : this.formats.date(day);
  }
}

const KEYS: Readonly<Record<string, 'next' | 'previous' | 'mark' | 'remove'>> = { ArrowDown: 'next', j: 'next', ArrowUp: 'previous', k: 'previous', u: 'mark', Delete: 'remove', Backspace: 'remove' };
