import { Component, computed, DestroyRef, effect, inject, input, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiEmpty, UiSkeleton } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { usePage } from '../../core/page/page.js';
import type { ClientRecord } from '../../core/records/record-metadata.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { Touching } from './touching.js';
import { TOUCH_VIEWS, TouchList, type TouchView } from './touch-list.store.js';
import { TouchRow, type Touch } from './touch-row.js';

const SETTLE_MS = 250;

/** Whom to call: who is due, who will be, and who has not been spoken to for long or ever. Written down, put off and paced in place. */
@Component({
  selector: 'app-touch-page',
  imports: [RouterLink, TouchRow, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiSkeleton],
  providers: [TouchList],
  template: `
    <nav [attr.aria-label]="'people.touch.label' | transloco">
      @for (each of views; track each) {
        <a [routerLink]="[]" [queryParams]="{ show: each === 'DUE' ? null : each.toLowerCase() }" queryParamsHandling="merge" [attr.aria-current]="view() === each ? 'page' : null">
          {{ 'people.touch.' + each | transloco }} @if (list.counts()[each]; as count) { <span class="count" [class.late]="each === 'DUE'">{{ count }}</span> }
        </a>
      }
      <span class="grow"></span>
      <span class="scope" role="group" [attr.aria-label]="'people.touch.scope' | transloco">
        <a [routerLink]="[]" [queryParams]="{ whose: null }" queryParamsHandling="merge" [attr.aria-current]="mine() ? 'true' : null">{{ 'people.touch.mine' | transloco }}</a>
        <a [routerLink]="[]" [queryParams]="{ whose: 'all' }" queryParamsHandling="merge" [attr.aria-current]="mine() ? null : 'true'">{{ 'people.touch.all' | transloco }}</a>
      </span>
    </nav>
    <div class="body">
      @if (list.error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }} <button uiButton size="sm" type="button" (click)="list.load()">{{ 'app.retry' | transloco }}</button></ui-banner> }
      @if (list.rows(); as rows) {
        @if (rows.length === 0) { <ui-empty icon="circle-check-big" [title]="'people.touch.empty.' + view() | transloco" [text]="'people.touch.emptyText' | transloco" /> }
        @for (row of rows; track row.id) { <app-touch-row [contact]="row" [editable]="mayEdit(row)" [log]="log" (snoozed)="snooze($event)" (paced)="pace($event)" /> }
        @if (list.more()) { <button uiButton type="button" class="mt-3" (click)="list.loadMore()">{{ 'people.touch.more' | transloco }}</button> }
      } @else { @for (line of [1, 2, 3, 4, 5, 6]; track line) { <ui-skeleton class="mb-2 block h-12" /> } }
    </div>
  `,
  styles: `
    :host { display: flex; flex-direction: column; height: 100%; min-height: 0; }
    nav { display: flex; flex: none; gap: 4px; align-items: center; overflow-x: auto; padding: 8px 16px; border-bottom: 1px solid var(--line); }
    nav a { display: inline-flex; flex: none; gap: 7px; align-items: center; min-height: 30px; padding: 0 11px; border-radius: var(--radius); color: var(--muted); font-weight: 500; text-decoration: none; }
    nav a:hover { background: var(--hover); }
    nav a[aria-current] { background: var(--active); color: var(--fg); }
    .scope { display: inline-flex; flex: none; gap: 2px; padding: 2px; border: 1px solid var(--line); border-radius: var(--radius); }
    .scope a { min-height: 24px; padding: 0 9px; font-size: var(--text-sm); }
    .count { color: var(--muted); font-size: var(--text-sm); }
    .late { color: var(--bad); }
    .grow { flex: 1; }
    .body { flex: 1; min-height: 0; overflow: auto; padding: 8px 16px 40px; }
    @media (pointer: coarse) { nav a, .scope a { min-height: 42px; } }
  `,
})
export class TouchPage {
  /** Query parameters: the view in lower case, due ones when absent; `whose=all` for everybody's contacts. */
  readonly show = input<string>();
  readonly whose = input<string>();
  protected readonly list = inject(TouchList);
  protected readonly errors = inject(ErrorText);
  private readonly touching = inject(Touching);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  protected readonly views = TOUCH_VIEWS;
  protected readonly view = computed<TouchView>(() => TOUCH_VIEWS.find((each) => each.toLowerCase() === this.show()) ?? 'DUE');
  protected readonly mine = computed(() => this.whose() !== 'all');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    usePage(() => ({ title: this.transloco.translate('people.touch.title') }));
    effect(() => {
      const [view, mine] = [this.view(), this.mine()];
      untracked(() => void this.list.show(view, mine));
    });
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => clearTimeout(this.timer));
    inject(RecordsLive).events.pipe(takeUntilDestroyed(destroyed)).subscribe((event) => {
      if (event.kind !== 'RESYNC' && event.recordType !== 'contact') return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.list.load(), SETTLE_MS);
    });
  }

  protected mayEdit(contact: ClientRecord): boolean {
    return this.session.can('edit', 'contact', contact);
  }

  protected readonly log = async (touch: Touch): Promise<boolean> => {
    const done = await this.touching.log(touch, () => void this.list.load());
    if (done) this.list.hide(touch.contact.id);
    return done;
  };

  protected snooze({ contact, days }: { contact: ClientRecord; days: number }): void {
    this.list.hide(contact.id);
    void this.touching.snooze(contact, days, () => void this.list.load());
  }

  protected pace({ contact, days }: { contact: ClientRecord; days: number | null }): void {
    void this.touching.pace(contact, days, () => void this.list.load());
  }
}
