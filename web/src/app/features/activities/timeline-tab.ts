import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiEmpty, UiSkeleton, UiTimeline, UiTimelineEntry, type IconName, type TimelineEntry } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { ChangeTexts } from '../records/change-texts.js';
import { ActivitiesGateway, type TimelineItem } from './activities.gateway.js';
import { ACTIVITY_ICONS, aboutOf, isOpen, isOverdue } from './activity-looks.js';
import { ActivityWork } from './activity-work.js';
import { QuickLog, type About } from './quick-log.js';

const PAGE = 30;
const ICONS: Readonly<Record<string, IconName>> = { CREATED: 'plus', CHANGED: 'pencil', STAGE_CHANGED: 'move-horizontal', ARCHIVED: 'archive', RESTORED: 'rotate-ccw', DELETED: 'trash-2', IMPORTED: 'upload', UNDONE: 'undo-2' };
const TALK = ['PLANNED', 'ACTIVITY'] as const;

/** What happened around a record and what is planned, newest first; with a place to write down more. Live. */
@Component({
  selector: 'app-timeline-tab',
  imports: [QuickLog, RouterLink, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiSkeleton, UiTimeline, UiTimelineEntry],
  template: `
    @if (canLog()) { <app-quick-log [about]="about()" (logged)="load()" /> }
    <div class="filter" role="group" [attr.aria-label]="'activities.show' | transloco">
      <button uiButton size="sm" type="button" [variant]="talkOnly() ? 'ghost' : 'secondary'" [attr.aria-pressed]="!talkOnly()" (click)="talkOnly.set(false)">{{ 'activities.everything' | transloco }}</button>
      <button uiButton size="sm" type="button" [variant]="talkOnly() ? 'secondary' : 'ghost'" [attr.aria-pressed]="talkOnly()" (click)="talkOnly.set(true)">{{ 'activities.onlyActivities' | transloco }}</button>
    </div>
    @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }}</ui-banner> }
    @if (items() === null) { <ui-skeleton class="block h-24" /> }
    @else if (items()!.length === 0) { <ui-empty icon="history" [title]="'activities.nothingYet' | transloco" /> }
    @else {
      <ui-timeline [label]="'activities.timeline' | transloco" [entries]="entries()">
        <ng-template uiTimelineEntry let-entry>
          @if (itemOf(entry.id); as item) {
            @for (change of item.changes; track change.field) {
              @let texts = changes.of(recordType(), change);
              <p class="change"><span>{{ change.label }}</span> @if (texts.before) { <del>{{ texts.before }}</del> } <ins>{{ texts.after || '–' }}</ins></p>
            }
            @if (item.activity; as activity) {
              <p class="about">@for (each of aboutOf(activity); track each.link) { <a class="ui-link" [routerLink]="each.link">{{ each.label }}</a> }</p>
              @if (isOpen(activity)) { <button uiButton size="sm" type="button" (click)="complete(item)">{{ 'activities.markDone' | transloco }}</button> }
            }
          }
        </ng-template>
      </ui-timeline>
      @if (next()) { <button uiButton type="button" (click)="older()">{{ 'activities.older' | transloco }}</button> }
    }
  `,
  styles: `
    .ui-link { display: inline-block; line-height: 24px; }
    .filter { display: flex; gap: 4px; margin-bottom: 14px; }
    .change, .about { display: flex; flex-wrap: wrap; gap: 6px; margin: 3px 0 0; font-size: var(--text-sm); }
    .change span, del { color: var(--muted); }
    ins { text-decoration: none; }
    .about:empty { display: none; }
  `,
})
export class TimelineTab {
  readonly recordType = input.required<string>();
  readonly recordId = input.required<string>();
  private readonly gateway = inject(ActivitiesGateway);
  private readonly work = inject(ActivityWork);
  private readonly formats = inject(Formats);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  protected readonly errors = inject(ErrorText);
  protected readonly items = signal<readonly TimelineItem[] | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly talkOnly = signal(false);
  protected readonly changes = inject(ChangeTexts);
  protected readonly aboutOf = aboutOf;
  protected readonly isOpen = isOpen;
  protected readonly canLog = computed(() => this.session.can('create', 'activity'));
  protected readonly about = computed<About>(() => ({ [`${this.recordType()}Id`]: this.recordId() }));
  protected readonly entries = computed<readonly TimelineEntry[]>(() => (this.items() ?? []).map((item) => this.entry(item)));

  constructor() {
    effect(() => {
      this.recordId();
      this.talkOnly();
      untracked(() => {
        this.items.set(null);
        void this.load();
      });
    });
    inject(RecordsLive)
      .events.pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe((event) => {
        if (event.kind === 'RESYNC' || event.recordId === this.recordId() || event.recordType === 'activity') void this.load();
      });
  }

  protected itemOf(id: string): TimelineItem | undefined {
    return this.items()?.find((item) => item.id === id);
  }

  protected complete(item: TimelineItem): void {
    if (item.activity) void this.work.toggle(item.activity, () => void this.load());
  }

  protected async load(): Promise<void> {
    await this.read(Math.max(PAGE, this.items()?.length ?? 0), null, []);
  }

  protected async older(): Promise<void> {
    await this.read(PAGE, this.next(), this.items() ?? []);
  }

  private async read(first: number, after: string | null, before: readonly TimelineItem[]): Promise<void> {
    const id = this.recordId();
    try {
      const page = await this.gateway.timeline(this.recordType(), id, Math.min(first, 200), after, this.talkOnly() ? TALK : null);
      if (id !== this.recordId()) return;
      this.items.set([...before, ...page.items]);
      this.next.set(page.next);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
      this.items.update((items) => items ?? []);
    }
  }

  private entry(item: TimelineItem): TimelineEntry {
    const { activity } = item;
    const late = activity ? isOverdue(activity) : false;
    const text = activity ? [activity.description, activity.outcome].filter(Boolean).join('\n') : '';
    const actor = item.via === 'import' ? this.transloco.translate('activities.byImport', { name: item.actorName ?? '' }) : (item.actorName ?? '');
    return {
      id: item.id,
      icon: activity ? (ACTIVITY_ICONS[activity.type] ?? 'activity') : (ICONS[item.kind] ?? 'pencil'),
      tone: late ? 'bad' : item.kind === 'PLANNED' ? 'info' : item.kind === 'STAGE_CHANGED' ? 'brand' : 'neutral',
      title: item.reverted ? `${item.title} (${this.transloco.translate('activities.undone')})` : item.title,
      ...(text && text !== item.title ? { text } : {}),
      ...(actor ? { actor } : {}),
      when: this.formats.relative(item.at),
      moment: item.at,
      ...(item.kind === 'PLANNED' ? { group: this.transloco.translate('activities.planned') } : { group: this.formats.date(item.at) }),
    };
  }
}
