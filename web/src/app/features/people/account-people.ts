import { Component, computed, inject, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiAvatar, UiBadge, UiBanner, UiCombobox, UiEmpty, UiSkeleton, type OptionSearch } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { dealPart } from '../opportunities/deal-part.js';
import { PeopleGateway } from './people.gateway.js';
import { UndoableWrites } from '../records/undoable-writes.js';
import { personName } from './person-looks.js';

/** Everybody who works for an account, whether it is their main one or not, and who did before. */
@Component({
  selector: 'app-account-people',
  imports: [RouterLink, TranslocoPipe, UiAvatar, UiBadge, UiBanner, UiCombobox, UiEmpty, UiSkeleton],
  template: `
    @if (part.error(); as error) { <ui-banner tone="bad">{{ errors.of(error) }}</ui-banner> }
    @if (part.value(); as people) {
      @if (people.length === 0) { <ui-empty icon="users" [title]="'people.people.none' | transloco" [text]="'people.people.noneText' | transloco" /> }
      @for (group of groups(); track group.title) {
        <h3>{{ group.title | transloco }} <span>{{ group.rows.length }}</span></h3>
        <ul>
          @for (row of group.rows; track $index) {
            <li>
              <ui-avatar [name]="row.name" [size]="26" />
              <div class="who"><a [routerLink]="['/contacts', row.id]">{{ row.name }}</a><span>{{ row.detail }}</span></div>
              @if (row.isMain) { <ui-badge>{{ 'people.people.main' | transloco }}</ui-badge> }
            </li>
          }
        </ul>
      }
      @if (mayAdd) { <ui-combobox #adder class="add" [search]="others" [label]="'people.people.add' | transloco" [placeholder]="'people.people.add' | transloco" (picked)="add($event?.value ?? null, $event?.label ?? '')" /> }
    } @else if (!part.error()) { <ui-skeleton class="block h-24" /> }
  `,
  styles: `
    h3 { margin: 16px 0 2px; color: var(--muted); font-size: var(--text-sm); }
    h3:first-child { margin-top: 0; }
    h3 span { font-weight: 400; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 9px; align-items: center; min-height: 44px; padding: 4px 0; border-bottom: 1px solid var(--line); }
    .who { display: flex; flex: 1; flex-direction: column; min-width: 0; }
    .who a { overflow: hidden; font-weight: 500; text-decoration: none; text-overflow: ellipsis; white-space: nowrap; }
    .who a:hover { text-decoration: underline; }
    .who span { overflow: hidden; color: var(--muted); font-size: var(--text-sm); text-overflow: ellipsis; white-space: nowrap; }
    .add { margin-top: 12px; }
  `,
})
export class AccountPeople {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(PeopleGateway);
  private readonly records = inject(RecordsGateway);
  private readonly writes = inject(UndoableWrites);
  private readonly formats = inject(Formats);
  protected readonly mayAdd = inject(SessionStore).can('edit', 'contact');
  private readonly adder = viewChild<UiCombobox>('adder');
  protected readonly part = dealPart(this.id, ['contact', 'contactAccount'], (id) => this.gateway.people(id));
  private readonly rows = computed(() =>
    (this.part.value() ?? []).map(({ contact, title, startedOn, endedOn, isMain }) => {
      const period = [startedOn, endedOn].map((day) => this.formats.date(day)).filter(Boolean).join(' – ');
      return { id: contact.id, name: personName(contact), isMain, former: endedOn !== null && endedOn !== undefined, detail: [title, period, contact.email ?? contact.phone].filter(Boolean).join(' · ') };
    }),
  );
  protected readonly groups = computed(() => [
    { title: 'people.people.present', rows: this.rows().filter(({ former }) => !former) },
    { title: 'people.people.former', rows: this.rows().filter(({ former }) => former) },
  ].filter(({ rows }) => rows.length > 0));
  protected readonly others: OptionSearch = async (query) => {
    const present = new Set(this.rows().filter(({ former }) => !former).map(({ id }) => id));
    return (await this.records.options('contact', query)).filter(({ value }) => !present.has(value));
  };

  protected async add(contactId: string | null, name: string): Promise<void> {
    if (!contactId) return;
    await this.writes.run('people.people.added', { name }, () => this.gateway.addAccount({ contactId, accountId: this.id() }), this.part.reload);
    this.adder()?.value.set(null);
  }
}
