import { Component, DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { RecordsLive } from '../../core/records/records-live.js';
import { RemindersGateway, type ReminderRow } from '../../core/reminders/reminders.gateway.js';
import { ReminderWork } from '../../core/reminders/reminder-work.js';
import { ReminderList } from './reminder-list.js';

const SHOWN = 5;

/** The next reminders, for the start page. Shows nothing where there are none. */
@Component({
  selector: 'app-reminders-card',
  imports: [ReminderList, RouterLink, TranslocoPipe],
  template: `
    @if (reminders().length > 0) {
      <section aria-labelledby="home-reminders">
        <header><h3 id="home-reminders">{{ 'reminders.title' | transloco }}</h3><a class="ui-link" routerLink="/reminders">{{ 'reminders.all' | transloco }}</a></header>
        <app-reminder-list [reminders]="reminders()" />
      </section>
    }
  `,
  styles: `
    :host { display: contents; }
    section { padding: 12px 14px 14px; border: 1px solid var(--line); border-radius: var(--radius-lg); background: var(--surface); }
    header { display: flex; align-items: baseline; justify-content: space-between; margin-bottom: 4px; }
    h3 { font-size: var(--text-lg); }
  `,
})
export class RemindersCard {
  private readonly gateway = inject(RemindersGateway);
  protected readonly reminders = signal<readonly ReminderRow[]>([]);

  constructor() {
    void this.load();
    const destroyed = inject(DestroyRef);
    inject(ReminderWork).changed.pipe(takeUntilDestroyed(destroyed)).subscribe(() => void this.load());
    inject(RecordsLive).events.pipe(takeUntilDestroyed(destroyed)).subscribe(({ kind, recordType }) => (recordType === 'reminder' || kind === 'RESYNC') && void this.load());
  }

  /** The page around says so when the server can't be reached. */
  private async load(): Promise<void> {
    this.reminders.set(await this.gateway.open(null, SHOWN).catch(() => this.reminders()));
  }
}
