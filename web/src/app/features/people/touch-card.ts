import { Component, DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiAvatar, UiSkeleton } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { titleOf, type ClientRecord } from '../../core/records/record-metadata.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { TouchList } from './touch-list.store.js';

const SHOWN = 5;
const SETTLE_MS = 400;

/** The people of mine who should hear from me, for the start page. */
@Component({
  selector: 'app-touch-card',
  imports: [RouterLink, TranslocoPipe, UiAvatar, UiSkeleton],
  providers: [TouchList],
  template: `
    <header><h3 id="home-touch">{{ 'people.touch.home' | transloco }} @if (count()) { <span>{{ count() }}</span> }</h3><a class="ui-link" routerLink="/keep-in-touch">{{ 'people.touch.homeAll' | transloco }}</a></header>
    @if (rows(); as shown) {
      @if (shown.length === 0) { <p>{{ 'people.touch.homeNone' | transloco }}</p> }
      <ul>
        @for (row of shown; track row.id) {
          <li><a [routerLink]="['/contacts', row.id]"><ui-avatar [name]="row.name" [size]="22" /><span class="name">{{ row.name }}</span><span class="about">{{ row.about }}</span><time [class.late]="row.late">{{ row.due }}</time></a></li>
        }
      </ul>
    } @else { <ui-skeleton class="block h-16" /> }
  `,
  styles: `
    :host { display: block; }
    header { display: flex; gap: 12px; align-items: baseline; justify-content: space-between; }
    h3 { font-size: var(--text-lg); }
    h3 span, p { color: var(--muted); font-weight: 400; }
    p { margin: 4px 0; }
    ul { margin: 8px -6px 0; padding: 0; list-style: none; }
    li a { display: flex; gap: 9px; align-items: center; min-height: 36px; padding: 3px 6px; border-radius: var(--radius); text-decoration: none; }
    li a:hover { background: var(--hover); }
    .name { flex: 0 1 auto; min-width: 0; overflow: hidden; font-weight: 500; text-overflow: ellipsis; white-space: nowrap; }
    .about { flex: 1; min-width: 0; overflow: hidden; color: var(--muted); font-size: var(--text-sm); text-overflow: ellipsis; white-space: nowrap; }
    time { flex: none; color: var(--muted); font-size: var(--text-sm); }
    .late { color: var(--bad); }
  `,
})
export class TouchCard {
  private readonly list = inject(TouchList);
  private readonly types = inject(RecordTypesStore);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  protected readonly count = signal(0);
  protected readonly rows = signal<readonly { id: string; name: string; about: string; due: string; late: boolean }[] | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    void this.load();
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => clearTimeout(this.timer));
    inject(RecordsLive).events.pipe(takeUntilDestroyed(destroyed)).subscribe((event) => {
      if (event.kind !== 'RESYNC' && event.recordType !== 'contact') return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.load(), SETTLE_MS);
    });
  }

  /** A start page without this list is still a start page: a failure leaves what was there. */
  private async load(): Promise<void> {
    const found = await this.list.due(SHOWN).catch(() => null);
    if (!found) return this.rows.update((rows) => rows ?? []);
    this.count.set(found.count);
    this.rows.set(found.rows.map((row) => this.look(row)));
  }

  private look(row: ClientRecord) {
    const day = row['nextTouchOn'] as string;
    const today = this.formats.today();
    const account = row['account'] as { readonly name?: string } | null;
    const due = day === today ? this.transloco.translate<string>('people.touch.dueToday') : this.formats.date(day);
    return { id: row.id, name: titleOf(this.types.named('contact'), row), about: account?.name ?? '', due, late: day < today };
  }
}
