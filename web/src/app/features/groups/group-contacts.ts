import { Component, computed, DestroyRef, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiAvatar, UiBanner, UiButton, UiCombobox, UiEmpty, UiIconButton, UiSkeleton } from '@libs/ui';
import { AgoPipe } from '../../core/format/formats.js';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RecordEditing } from '../records/record-editing.js';
import { GroupsGateway, type GroupContact, type GroupHead } from './groups.gateway.js';

/** Who is in a group, with a way to put contacts in and take them out. */
@Component({
  selector: 'app-group-contacts',
  imports: [AgoPipe, RouterLink, TranslocoPipe, UiAvatar, UiBanner, UiButton, UiCombobox, UiEmpty, UiIconButton, UiSkeleton],
  template: `
    @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }}</ui-banner> }
    @if (head(); as group) {
      <header>
        <strong>{{ 'groups.count' | transloco: { count: group.contactCount } }}</strong>
        <span class="grow"></span>
        <a class="ui-link" routerLink="/contacts" [queryParams]="{ filter: 'groupId~in~' + id() }">{{ 'groups.asList' | transloco }}</a>
      </header>
      @if (editable()) { <ui-combobox #adder class="add" [search]="search" [label]="'groups.add' | transloco" [placeholder]="'groups.add' | transloco" (valueChange)="add($event)" /> }
      @else if (group.kind === 'DYNAMIC') { <p class="note">{{ 'groups.byFilter' | transloco }}</p> }
    }
    @if (contacts(); as rows) {
      @if (rows.length === 0) { <ui-empty icon="users" [title]="'groups.empty' | transloco" [text]="'groups.emptyText' | transloco" /> }
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
    .note { margin: 0 0 8px; color: var(--muted); }
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
  private readonly gateway = inject(GroupsGateway);
  private readonly records = inject(RecordsGateway);
  private readonly editing = inject(RecordEditing);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly adder = viewChild<UiCombobox>('adder');
  protected readonly head = signal<GroupHead | null>(null);
  protected readonly contacts = signal<readonly GroupContact[] | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly editable = computed(() => this.head()?.kind === 'STATIC' && this.session.can('edit', 'contactGroup', this.head() ?? undefined));
  protected readonly search = async (query: string) => {
    const present = new Set(this.contacts()?.map(({ id }) => id));
    return (await this.records.options('contact', query)).filter(({ id }) => !present.has(id)).map(({ id, title }) => ({ value: id, label: title, avatar: 'person' as const }));
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
    void this.change('groups.added', () => this.gateway.add(this.id(), [contactId]));
  }

  protected remove(contact: GroupContact): void {
    this.contacts.update((rows) => rows?.filter(({ id }) => id !== contact.id) ?? null);
    void this.change('groups.removed', () => this.gateway.remove(this.id(), [contact.id]), this.nameOf(contact));
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

  private async change(key: string, act: () => Promise<string | null>, name = ''): Promise<void> {
    try {
      const changeSetId = await act();
      if (changeSetId) this.editing.offerUndoText(this.transloco.translate(key, { name }), changeSetId, () => void this.load());
    } catch (error) {
      this.errors.toast(error);
    }
    await this.load();
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
