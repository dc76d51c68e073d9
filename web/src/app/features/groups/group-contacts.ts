import { Component, computed, DestroyRef, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiAvatar, UiBanner, UiButton, UiCombobox, UiDialogs, UiEmpty, UiIcon, UiIconButton, UiSkeleton } from '@libs/ui';
import { AgoPipe, Formats } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { FilterDialog, type FilterDialogData } from '../records/filters/filter-dialog.js';
import type { FilterGroup } from '../records/filters/filter-model.js';
import { FilterNames } from '../records/filters/filter-names.js';
import { fromFilter, toFilter, type ApiFilter } from '../records/filters/filter-query.js';
import { FilterWords } from '../records/filters/filter-words.js';
import { RecordEditing } from '../records/record-editing.js';
import { UndoableWrites } from '../records/undoable-writes.js';
import { withoutGroups } from './group-filter.js';
import { GroupsGateway, type GroupContact, type GroupHead } from './groups.gateway.js';

/** Who is in a group, with a way to put contacts in and take them out. */
@Component({
  selector: 'app-group-contacts',
  imports: [AgoPipe, RouterLink, TranslocoPipe, UiAvatar, UiBanner, UiButton, UiCombobox, UiEmpty, UiIcon, UiIconButton, UiSkeleton],
  template: `
    @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }}</ui-banner> }
    @if (head(); as group) {
      <header>
        <strong>{{ 'groups.count' | transloco: { count: formats.number(group.contactCount) } }}</strong>
        <span class="grow"></span>
        @if (group.kind === 'DYNAMIC' && mayEdit()) { <button uiButton size="sm" variant="ghost" type="button" (click)="editFilter(group)"><ui-icon name="list-filter" [size]="14" />{{ 'groups.editFilter' | transloco }}</button> }
        <a class="ui-link" routerLink="/contacts" [queryParams]="{ filter: 'groupId~in~' + id() }">{{ 'groups.asList' | transloco }}</a>
      </header>
      @if (editable()) { <ui-combobox #adder class="add" [search]="search" [label]="'groups.add' | transloco" [placeholder]="'groups.add' | transloco" (valueChange)="add($event)" /> }
      @else if (group.kind === 'DYNAMIC') { <p class="note">{{ 'groups.byFilter' | transloco }} <q>{{ words() }}</q></p> }
    }
    @if (contacts(); as rows) {
      @if (rows.length === 0) { <ui-empty icon="users" [title]="'groups.empty' | transloco" [text]="(head()?.kind === 'DYNAMIC' ? 'groups.emptyFilter' : 'groups.emptyText') | transloco">
        @if (editable()) { <button uiButton type="button" (click)="editFilter(head()!)">{{ 'groups.fillByFilter' | transloco }}</button> }
      </ui-empty> }
      <ul>
        @for (row of rows; track row.id) {
          <li>
            <ui-avatar [name]="nameOf(row)" [size]="26" />
            <div class="who"><a [routerLink]="['/contacts', row.id]">{{ nameOf(row) }}</a><span>{{ row.jobTitle }}@if (row.jobTitle && row.account) { · }{{ row.account?.name }}</span></div>
            @if (row.lastContactedAt) { <time>{{ row.lastContactedAt | ago }}</time> }
            @if (editable()) { <button uiIconButton size="sm" type="button" icon="x" [iconSize]="13" [label]="'groups.takeOut' | transloco: { name: nameOf(row) }" (click)="remove(row)"></button> }
          </li>
        }
      </ul>
      @if (next()) { <button uiButton type="button" variant="ghost" (click)="more()">{{ 'groups.more' | transloco }}</button> }
    } @else if (!error()) { <ui-skeleton class="block h-24" /> }
  `,
  styles: `
    header { display: flex; align-items: center; min-height: 30px; margin-bottom: 8px; }
    .grow { flex: 1; }
    .add { display: block; margin-bottom: 8px; }
    .note { margin: 0 0 8px; color: var(--muted); overflow-wrap: anywhere; }
    q { color: var(--fg); quotes: none; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 8px; align-items: center; padding: 7px 0; border-bottom: 1px solid var(--line); }
    .who { display: flex; flex: 1; flex-direction: column; min-width: 0; }
    .who a { overflow: hidden; font-weight: 500; line-height: 24px; text-decoration: none; text-overflow: ellipsis; white-space: nowrap; }
    .who a:hover { text-decoration: underline; }
    .who span, time { overflow: hidden; color: var(--muted); font-size: var(--text-sm); text-overflow: ellipsis; white-space: nowrap; }
  `,
})
export class GroupContacts {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly errors = inject(ErrorText);
  protected readonly formats = inject(Formats);
  private readonly types = inject(RecordTypesStore);
  private readonly dialogs = inject(UiDialogs);
  private readonly names = inject(FilterNames);
  private readonly filterWords = inject(FilterWords);
  private readonly gateway = inject(GroupsGateway);
  private readonly records = inject(RecordsGateway);
  private readonly editing = inject(RecordEditing);
  private readonly session = inject(SessionStore);
  private readonly writes = inject(UndoableWrites);
  private readonly adder = viewChild<UiCombobox>('adder');
  protected readonly head = signal<GroupHead | null>(null);
  protected readonly contacts = signal<readonly GroupContact[] | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly mayEdit = computed(() => this.head() !== null && this.session.can('edit', 'contactGroup', this.head() ?? undefined));
  protected readonly editable = computed(() => this.head()?.kind === 'STATIC' && this.mayEdit());
  private readonly askable = withoutGroups(this.types.named('contact'));
  private readonly filter = computed(() => fromFilter(this.askable, this.head()?.filter as ApiFilter | null));
  protected readonly words = computed(() => {
    this.names.all();
    return this.filterWords.of(this.askable, this.filter());
  });
  protected readonly search = async (query: string) => {
    const present = new Set(this.contacts()?.map(({ id }) => id));
    return (await this.records.options('contact', query)).filter(({ value }) => !present.has(value));
  };

  constructor() {
    effect(() => {
      this.id();
      untracked(() => {
        this.contacts.set(null);
        this.head.set(null);
        void this.load();
      });
    });
    effect(() => void this.names.learn(this.askable, this.filter()));
    inject(RecordsLive)
      .events.pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe(({ kind, recordType, recordId }) => (kind === 'RESYNC' || recordType === 'contactGroupMember' || recordId === this.id()) && void this.load());
  }

  protected nameOf({ firstName, lastName, email }: GroupContact): string {
    return [firstName, lastName].filter(Boolean).join(' ') || (email ?? '');
  }

  protected add(contactId: string | null): void {
    if (!contactId) return;
    this.adder()?.value.set(null);
    void this.writes.run('groups.added', {}, () => this.gateway.add(this.id(), [contactId]), () => this.load());
  }

  protected remove(contact: GroupContact): void {
    this.contacts.update((rows) => rows?.filter(({ id }) => id !== contact.id) ?? null);
    void this.writes.run('groups.removed', { name: this.nameOf(contact) }, () => this.gateway.remove(this.id(), [contact.id]), () => this.load());
  }

  /** Whom the group holds by what; one that was put together by hand and is empty becomes a group by filter. */
  protected async editFilter(group: GroupHead): Promise<void> {
    const ref = this.dialogs.open<FilterGroup, FilterDialogData, FilterDialog>(FilterDialog, { data: { type: this.askable, group: this.filter(), focus: group.kind === 'DYNAMIC' ? 0 : null }, size: 'lg', sheet: true });
    const chosen = await firstValueFrom(ref.closed, { defaultValue: undefined });
    const filter = chosen ? toFilter(this.askable, chosen) : null;
    if (!filter) return;
    const type = this.types.named('contactGroup');
    try {
      const seen = await this.records.refresh(type, group.id);
      await this.editing.save(type, seen, { ...(group.kind === 'DYNAMIC' ? {} : { kind: 'DYNAMIC' }), filter });
    } catch (error) {
      this.errors.toast(error);
    }
    await this.load();
  }

  protected async more(): Promise<void> {
    try {
      const { items, next } = await this.gateway.contacts(this.id(), this.next());
      this.contacts.update((rows) => [...(rows ?? []), ...items]);
      this.next.set(next);
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async load(): Promise<void> {
    const id = this.id();
    try {
      // The count may take longer than the first page, so neither waits for the other.
      const head = this.gateway.head(id).then((group) => id === this.id() && this.head.set(group));
      const { items, next } = await this.gateway.contacts(id, null);
      if (id !== this.id()) return;
      this.contacts.set(items);
      this.next.set(next);
      await head;
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }
}
