import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiEmpty, UiIcon, UiSkeleton } from '@libs/ui';
import { useCommands } from '../../core/commands/commands.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { PageActions } from '../../core/page/page.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RecordEditing } from '../records/record-editing.js';
import { ActivitiesGateway, type ActivityRow, type Bucket, type Counts } from './activities.gateway.js';
import { ActivityList } from './activity-list.js';
import { ActivityWork } from './activity-work.js';

const BUCKETS = ['OVERDUE', 'TODAY', 'UPCOMING', 'UNDATED', 'MENTIONED'] as const satisfies readonly Bucket[];

/** My own work: what is late, what today brings, what comes; ticked off and moved in place. */
@Component({
  selector: 'app-activities-page',
  imports: [ActivityList, PageActions, RouterLink, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiIcon, UiSkeleton],
  template: `
    <ng-template appPageActions>
      <a uiButton variant="ghost" routerLink="/activities/all"><ui-icon name="table" [size]="15" /><span class="wide-only">{{ 'activities.all' | transloco }}</span></a>
      @if (canCreate()) { <button uiButton variant="primary" type="button" (click)="create()"><ui-icon name="plus" [size]="15" /><span class="wide-only">{{ 'activities.new' | transloco }}</span></button> }
    </ng-template>
    <nav [attr.aria-label]="'activities.buckets.label' | transloco">
      @for (each of buckets; track each) {
        <a [routerLink]="[]" [queryParams]="{ show: each === 'TODAY' ? null : each.toLowerCase() }" [attr.aria-current]="bucket() === each ? 'page' : null">
          {{ 'activities.buckets.' + each | transloco }} @if (countOf(each); as count) { <span class="count" [class.late]="each === 'OVERDUE'">{{ count }}</span> }
        </a>
      }
    </nav>
    <div class="body">
      @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }} <button uiButton size="sm" type="button" (click)="load()">{{ 'app.retry' | transloco }}</button></ui-banner> }
      @if (rows() === null) { @for (line of [1, 2, 3, 4, 5]; track line) { <ui-skeleton class="mb-2 block h-9" /> } }
      @else if (rows()!.length === 0) { <ui-empty icon="circle-check-big" [title]="'activities.empty.' + bucket() | transloco" [text]="'activities.empty.text' | transloco" /> }
      @else {
        <app-activity-list [activities]="rows()!" (toggled)="toggle($event)" (moved)="move($event)" />
        @if (next()) { <button uiButton type="button" class="mt-3" (click)="more()">{{ 'activities.more' | transloco }}</button> }
      }
    </div>
  `,
  styles: `
    :host { display: flex; flex-direction: column; height: 100%; min-height: 0; }
    nav { display: flex; flex: none; gap: 4px; overflow-x: auto; padding: 8px 16px; border-bottom: 1px solid var(--line); }
    nav a { display: inline-flex; flex: none; gap: 7px; align-items: center; min-height: 30px; padding: 0 11px; border-radius: var(--radius); color: var(--muted); font-weight: 500; text-decoration: none; }
    nav a:hover { background: var(--hover); }
    nav a[aria-current] { background: var(--active); color: var(--fg); }
    .count { color: var(--muted); font-size: var(--text-sm); }
    .late { color: var(--bad); }
    .body { flex: 1; min-height: 0; overflow: auto; padding: 12px 16px 40px; }
    @media (pointer: coarse) { nav a { min-height: 42px; } }
  `,
})
export class ActivitiesPage {
  /** Query parameter: the bucket, in lower case; today's when absent. */
  readonly show = input<string>();
  private readonly gateway = inject(ActivitiesGateway);
  private readonly work = inject(ActivityWork);
  private readonly editing = inject(RecordEditing);
  private readonly types = inject(RecordTypesStore);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  protected readonly errors = inject(ErrorText);
  protected readonly buckets = BUCKETS;
  protected readonly rows = signal<readonly ActivityRow[] | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly error = signal<AppError | null>(null);
  private readonly counts = signal<Counts | null>(null);
  protected readonly bucket = computed<Bucket>(() => BUCKETS.find((bucket) => bucket.toLowerCase() === this.show()) ?? 'TODAY');
  protected readonly canCreate = computed(() => this.session.can('create', 'activity'));

  constructor() {
    effect(() => {
      this.bucket();
      untracked(() => {
        this.rows.set(null);
        void this.load();
      });
    });
    inject(RecordsLive)
      .events.pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe((event) => {
        if (event.kind === 'RESYNC' || event.recordType === 'activity') void this.load();
      });
    useCommands(() => (this.canCreate() ? [{ id: 'new-activity', label: this.transloco.translate('activities.new'), group: this.transloco.translate('nav.activities'), icon: 'plus' as const, keys: 'c', run: () => void this.create() }] : []));
  }

  protected countOf(bucket: Bucket): number | null {
    const key = bucket.toLowerCase() as keyof Counts;
    const count = this.counts()?.[key];
    return typeof count === 'number' ? count : null;
  }

  protected toggle(activity: ActivityRow): void {
    this.rows.update((rows) => rows?.map((row) => (row.id === activity.id ? { ...row, status: row.status === 'COMPLETED' ? 'PLANNED' : 'COMPLETED' } : row)) ?? null);
    void this.work.toggle(activity, () => void this.load());
  }

  protected move({ activity, dueAt }: { activity: ActivityRow; dueAt: string }): void {
    void this.work.reschedule(activity, dueAt, () => void this.load());
  }

  protected async create(): Promise<void> {
    const record = await this.editing.create({ type: this.types.named('activity') });
    if (record) await this.router.navigate(['all'], { relativeTo: this.route, queryParams: { peek: record.id } });
  }

  protected async more(): Promise<void> {
    const page = await this.gateway.mine(this.bucket(), 100, this.next());
    this.rows.update((rows) => [...(rows ?? []), ...page.items]);
    this.next.set(page.next);
  }

  protected async load(): Promise<void> {
    const bucket = this.bucket();
    try {
      const [page, counts] = await Promise.all([this.gateway.mine(bucket), this.gateway.counts()]);
      if (bucket !== this.bucket()) return;
      this.rows.set(page.items);
      this.next.set(page.next);
      this.counts.set(counts);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
      this.rows.update((rows) => rows ?? []);
    }
  }
}
