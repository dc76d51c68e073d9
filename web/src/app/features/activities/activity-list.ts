import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import type { ActivityRow } from './activities.gateway.js';
import { ACTIVITY_ICONS, aboutOf, dueText, endOfDay, isOpen, isOverdue } from './activity-looks.js';

/** Activities as lines with a tick box: what, about whom, until when. */
@Component({
  selector: 'app-activity-list',
  imports: [RouterLink, TranslocoPipe, UiBadge, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem],
  template: `
    <ul>
      @for (row of rows(); track row.activity.id) {
        <li [class.done]="!row.open">
          <button type="button" class="tick" role="checkbox" [attr.aria-checked]="!row.open" [attr.aria-label]="'activities.done' | transloco: { subject: row.activity.subject }" (click)="toggled.emit(row.activity)">
            <ui-icon [name]="row.open ? 'circle' : 'circle-check'" [size]="17" />
          </button>
          <ui-icon class="kind" [name]="row.icon" [size]="14" />
          <a class="subject" routerLink="/activities/all" [queryParams]="{ peek: row.activity.id }">{{ row.activity.subject }}</a>
          @if (row.urgent) { <ui-badge [tone]="row.activity.priority === 'URGENT' ? 'bad' : 'warn'">{{ 'activities.priority.' + row.activity.priority | transloco }}</ui-badge> }
          <span class="about">@for (each of row.about; track each.link; let last = $last) {<a class="ui-link" [routerLink]="each.link">{{ each.label }}</a>@if (!last) {<span> · </span>}}</span>
          <time [class.late]="row.late">{{ row.due }}</time>
          @if (row.open) {
            <button uiIconButton type="button" size="sm" icon="calendar-clock" [label]="'activities.reschedule' | transloco: { subject: row.activity.subject }" [uiMenuFor]="later"></button>
            <ng-template #later>
              <ui-menu>
                <button uiMenuItem (triggered)="moved.emit({ activity: row.activity, dueAt: day(0) })">{{ 'activities.later.today' | transloco }}</button>
                <button uiMenuItem (triggered)="moved.emit({ activity: row.activity, dueAt: day(1) })">{{ 'activities.later.tomorrow' | transloco }}</button>
                <button uiMenuItem (triggered)="moved.emit({ activity: row.activity, dueAt: day(3) })">{{ 'activities.later.days' | transloco }}</button>
                <button uiMenuItem (triggered)="moved.emit({ activity: row.activity, dueAt: day(7) })">{{ 'activities.later.week' | transloco }}</button>
              </ui-menu>
            </ng-template>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 9px; align-items: center; min-height: 40px; padding: 4px 8px; border-bottom: 1px solid var(--line); }
    li:hover { background: var(--hover); }
    .tick { display: grid; place-items: center; flex: none; width: 26px; height: 26px; padding: 0; border: 0; border-radius: 50%; background: none; color: var(--muted); }
    .tick:hover { color: var(--ok); }
    .done .tick { color: var(--ok); }
    .kind { flex: none; color: var(--muted); }
    .subject { flex: 0 1 auto; min-width: 0; overflow: hidden; font-weight: 500; text-decoration: none; text-overflow: ellipsis; white-space: nowrap; }
    .subject:hover { text-decoration: underline; }
    .done .subject { color: var(--muted); text-decoration: line-through; }
    /* Each link ends where it is cut, so that nothing that cannot be seen lies below what stands beside it. */
    .about { display: flex; flex: 1; min-width: 0; color: var(--muted); font-size: var(--text-sm); white-space: pre; }
    .about a { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
    .about span { flex: none; }
    time { flex: none; color: var(--muted); font-size: var(--text-sm); white-space: nowrap; }
    .late { color: var(--bad); }
    @media (max-width: 640px) {
      /* What is to be done beside its tick box, below it until when and about whom. */
      li { display: grid; grid-template-columns: auto auto minmax(0, 1fr) auto auto; gap: 0 9px; padding: 8px 4px; }
      .subject { grid-column: 3; white-space: normal; }
      ui-badge { grid-column: 4; }
      li > button:not(.tick) { grid-area: 1 / 5; }
      .about { display: block; grid-area: 2 / 3 / auto / -1; white-space: normal; }
      .about:empty { display: none; }
      time { grid-area: 3 / 3 / auto / -1; }
      .subject, .about a { line-height: 24px; }
    }
    @media (pointer: coarse) { .tick { width: 40px; height: 40px; } }
  `,
})
export class ActivityList {
  readonly activities = input.required<readonly ActivityRow[]>();
  readonly toggled = output<ActivityRow>();
  readonly moved = output<{ activity: ActivityRow; dueAt: string }>();
  private readonly formats = inject(Formats);
  protected readonly day = (days: number): string => endOfDay(this.formats, days);
  protected readonly rows = computed(() =>
    this.activities().map((activity) => ({
      activity,
      open: isOpen(activity),
      icon: ACTIVITY_ICONS[activity.type] ?? ('activity' as const),
      about: aboutOf(activity),
      due: dueText(this.formats, activity),
      late: isOverdue(activity),
      urgent: activity.priority === 'HIGH' || activity.priority === 'URGENT',
    })),
  );
}
