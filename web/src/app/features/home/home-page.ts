import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { iconOr, UiBanner, UiButton, UiEmpty, UiIcon, UiSkeleton, UiStat } from '@libs/ui';
import { AgoPipe, Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { usePage } from '../../core/page/page.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { ActivitiesGateway, type ActivityRow, type HomeData } from '../activities/activities.gateway.js';
import { ActivityList } from '../activities/activity-list.js';
import { ActivityWork } from '../activities/activity-work.js';
import { TouchCard } from '../people/touch-card.js';
import { RemindersCard } from '../reminders/reminders-card.js';

const SETTLE_MS = 300;

/** Where the day starts: what is late and due, what the pipeline holds, and where one was last. */
@Component({
  selector: 'app-home-page',
  imports: [ActivityList, AgoPipe, RemindersCard, RouterLink, TouchCard, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiIcon, UiSkeleton, UiStat],
  templateUrl: './home-page.html',
  styleUrl: './home-page.css',
})
export class HomePage {
  private readonly gateway = inject(ActivitiesGateway);
  private readonly records = inject(RecordsGateway);
  private readonly work = inject(ActivityWork);
  private readonly types = inject(RecordTypesStore);
  protected readonly session = inject(SessionStore);
  protected readonly formats = inject(Formats);
  protected readonly errors = inject(ErrorText);
  protected readonly home = signal<HomeData | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly greeting = computed(() => {
    const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hour12: false, timeZone: this.formats.timezone() }).format(new Date())) % 24;
    return hour < 5 || hour >= 18 ? 'home.evening' : hour < 12 ? 'home.morning' : 'home.afternoon';
  });
  protected readonly firstName = computed(() => (this.session.user()?.name ?? '').split(' ')[0]);
  /** Whether there is nothing in the whole workspace, and one may begin to fill it. Null until known. */
  protected readonly isNew = signal<boolean | null>(null);
  private readonly hasNothing = computed(() => {
    const home = this.home();
    return home !== null && home.recentRecords.length === 0 && home.pipelineSummary.openCount === 0 && home.today.length + home.overdue.length + home.upcoming.length === 0;
  });
  protected readonly recent = computed(() =>
    (this.home()?.recentRecords ?? []).flatMap((record) => {
      const type = this.types.find(record.recordType);
      return type ? [{ ...record, icon: iconOr(type.icon), link: `/${type.plural}/${record.recordId}` }] : [];
    }),
  );
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    usePage(() => ({}));
    void this.load();
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => clearTimeout(this.timer));
    inject(RecordsLive)
      .events.pipe(takeUntilDestroyed(destroyed))
      .subscribe(() => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.load(), SETTLE_MS);
      });
  }

  protected toggle(activity: ActivityRow): void {
    void this.work.toggle(activity, () => void this.load());
  }

  protected move({ activity, dueAt }: { activity: ActivityRow; dueAt: string }): void {
    void this.work.reschedule(activity, dueAt, () => void this.load());
  }

  protected money(amount: string): string {
    return this.formats.money(amount, this.home()?.pipelineSummary.currency, 'compact');
  }

  protected async load(): Promise<void> {
    try {
      this.home.set(await this.gateway.home());
      const accounts = this.types.find('account');
      this.isNew.set(this.hasNothing() && accounts !== undefined && this.session.can('create', 'account') && (await this.records.count(accounts, {})) === 0);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }
}
