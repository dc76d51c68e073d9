import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { iconOr, UiAvatar, UiBadge, UiButton, UiIcon, UiSkeleton, type GridBadge } from '@libs/ui';
import { shapeOf, titleOf, type ClientRecord, type FieldMetadata, type RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { FieldViews } from './field-views.js';
import { RecordEditing } from './record-editing.js';
import { NounPipe } from '../../core/i18n/noun.js';

const SHOWN = 20;

/** The records of one type that point at another record: the contacts of an account, with a way to add one. */
@Component({
  selector: 'app-related-records',
  imports: [NounPipe, RouterLink, TranslocoPipe, UiAvatar, UiBadge, UiButton, UiIcon, UiSkeleton],
  template: `
    <header>
      <ui-icon [name]="icon()" [size]="14" />
      <h3>{{ type().labelPlural }}</h3>
      @if (total() !== null) { <span class="count">{{ total() }}</span> }
      <span class="grow"></span>
      @if (type().canCreate && type().operations.includes('create')) {
        <button uiButton size="sm" variant="ghost" type="button" (click)="add()"><ui-icon name="plus" [size]="14" />{{ 'records.add' | transloco }}</button>
      }
    </header>
    @if (records() === null) { <ui-skeleton class="block h-8" /> }
    @else if (records()!.length === 0) { <p class="none">{{ 'records.noneHere' | transloco: { types: (type().labelPlural | noun) } }}</p> }
    @else {
      <ul>
        @for (row of rows(); track row.id) {
          <li>
            <a [routerLink]="['/', type().plural, row.id]">
              @if (row.shape) { <ui-avatar [name]="row.title" [square]="row.shape === 'company'" /> }
              <span class="title">{{ row.title }}</span>
              @if (row.detail) { <span class="detail">{{ row.detail }}</span> }
              @if (row.badge; as badge) { <ui-badge [tone]="badge.tone ?? 'neutral'">{{ badge.text }}</ui-badge> }
            </a>
          </li>
        }
      </ul>
      @if ((total() ?? 0) > records()!.length) {
        <a class="ui-link more" [routerLink]="['/', type().plural]" [queryParams]="{ filter: field().name + '~in~' + id() }">{{ 'records.all' | transloco: { count: total() } }}</a>
      }
    }
  `,
  styles: `
    :host { display: block; padding: 12px 0; border-top: 1px solid var(--line); }
    :host:first-child { border-top: 0; }
    header { display: flex; gap: 7px; align-items: center; min-height: 30px; }
    header ui-icon { color: var(--muted); }
    h3 { font-size: var(--text); }
    .count { color: var(--muted); }
    .grow { flex: 1; }
    .none { margin: 2px 0 0; color: var(--muted); font-size: var(--text-sm); }
    ul { margin: 2px -8px 0; padding: 0; list-style: none; }
    li a { display: flex; gap: 8px; align-items: center; min-height: 32px; padding: 3px 8px; border-radius: var(--radius); text-decoration: none; }
    li a:hover { background: var(--hover); }
    .title { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .detail { flex: 1; overflow: hidden; color: var(--muted); font-size: var(--text-sm); text-align: right; text-overflow: ellipsis; white-space: nowrap; }
    .more { display: inline-block; margin-top: 4px; font-size: var(--text-sm); }
  `,
})
export class RelatedRecords {
  /** What is listed, and its field that points at the record. */
  readonly type = input.required<RecordTypeMetadata>();
  readonly field = input.required<FieldMetadata>();
  readonly id = input.required<string>();
  /** Name of the record pointed at, for the form of a new one. */
  readonly title = input('');

  private readonly gateway = inject(RecordsGateway);
  private readonly views = inject(FieldViews);
  private readonly editing = inject(RecordEditing);
  protected readonly records = signal<readonly ClientRecord[] | null>(null);
  protected readonly total = signal<number | null>(null);
  protected readonly icon = computed(() => iconOr(this.type().icon));
  private readonly extra = computed(() => this.type().fields.filter((field) => field.column !== null && field.name !== this.field().name && !this.type().titleFields.includes(field.name)).sort((one, other) => one.column! - other.column!));
  protected readonly rows = computed(() =>
    (this.records() ?? []).map((record) => {
      const state = this.extra().find((field) => field.kind === 'choice');
      const detail = this.extra().filter((field) => field.kind === 'money' || field.kind === 'text' || field.kind === 'email').map((field) => this.views.text(field, record)).find(Boolean);
      return { id: record.id, title: titleOf(this.type(), record), shape: shapeOf(this.type().name), detail: detail ?? '', badge: (state ? this.views.badge(state, record) : null) satisfies GridBadge | null };
    }),
  );

  constructor() {
    effect(() => {
      this.type();
      this.id();
      untracked(() => void this.load());
    });
    inject(RecordsLive).events.pipe(takeUntilDestroyed(inject(DestroyRef))).subscribe((event) => {
      if (event.kind === 'RESYNC' || event.recordType === this.type().name) void this.load();
    });
  }

  protected async add(): Promise<void> {
    const record = await this.editing.create({ type: this.type(), values: { [this.field().name]: this.id() }, display: { [this.field().name]: this.title() } });
    if (record) await this.load();
  }

  private async load(): Promise<void> {
    const filter = { [this.field().name]: { eq: this.id() } };
    const [list, total] = await Promise.all([
      this.gateway.list(this.type(), this.extra().map((field) => field.name), { first: SHOWN, filter }).catch(() => null),
      this.gateway.count(this.type(), { filter }).catch(() => null),
    ]);
    this.records.set(list?.records ?? []);
    this.total.set(total);
  }
}
