import { Component, DestroyRef, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiCombobox, UiIcon, UiIconButton, UiSkeleton } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { RecordsLive } from '../../core/records/records-live.js';
import { SessionStore } from '../../core/session/session.store.js';
import { UndoableWrites } from '../records/undoable-writes.js';
import { hueOf, iconOf } from './group-looks.js';
import { GroupsGateway, type ContactGroup } from './groups.gateway.js';

/** The groups a contact is in, with a way into others. */
@Component({
  selector: 'app-groups-of-contact',
  imports: [RouterLink, TranslocoPipe, UiBanner, UiCombobox, UiIcon, UiIconButton, UiSkeleton],
  template: `
    @if (error(); as problem) { <ui-banner tone="bad">{{ errors.of(problem) }}</ui-banner> }
    @if (groups(); as shown) {
      @if (shown.length === 0) { <p class="none">{{ 'groups.inNone' | transloco }}</p> }
      <ul>
        @for (group of shown; track group.id) {
          <li>
            <span class="mark" [style.color]="hueOf(group.colour)"><ui-icon [name]="iconOf(group.icon)" [size]="15" /></span>
            <a [routerLink]="['/contactGroups', group.id]">{{ group.name }}</a>
            @if (group.visibility === 'PRIVATE') { <ui-icon name="lock" [size]="12" [attr.aria-label]="'groups.private' | transloco" /> }
            <span class="grow"></span>
            @if (session.can('edit', 'contactGroup', group)) { <button uiIconButton size="sm" type="button" icon="x" [iconSize]="13" [label]="'groups.leave' | transloco: { group: group.name }" (click)="leave(group)"></button> }
          </li>
        }
      </ul>
      @if (session.can('create', 'contactGroup')) { <ui-combobox #adder class="add" [search]="search" [label]="'groups.join' | transloco" [placeholder]="'groups.join' | transloco" (valueChange)="join($event)" /> }
    } @else if (!error()) { <ui-skeleton class="block h-12" /> }
  `,
  styles: `
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 8px; align-items: center; min-height: 38px; border-bottom: 1px solid var(--line); }
    li a { min-width: 0; overflow: hidden; font-weight: 500; line-height: 26px; text-decoration: none; text-overflow: ellipsis; white-space: nowrap; }
    li a:hover { text-decoration: underline; }
    .mark { display: inline-flex; }
    .grow { flex: 1; }
    .none { margin: 0 0 8px; color: var(--muted); }
    .add { display: block; margin-top: 10px; }
  `,
})
export class GroupsOfContact {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly session = inject(SessionStore);
  protected readonly errors = inject(ErrorText);
  protected readonly hueOf = hueOf;
  protected readonly iconOf = iconOf;
  private readonly gateway = inject(GroupsGateway);
  private readonly records = inject(RecordsGateway);
  private readonly writes = inject(UndoableWrites);
  private readonly adder = viewChild<UiCombobox>('adder');
  protected readonly groups = signal<readonly ContactGroup[] | null>(null);
  protected readonly error = signal<AppError | null>(null);
  protected readonly search = async (query: string) => {
    const present = new Set(this.groups()?.map(({ id }) => id));
    return (await this.records.options('contactGroup', query, { kind: { eq: 'STATIC' } })).filter(({ value }) => !present.has(value));
  };

  constructor() {
    effect(() => {
      this.id();
      untracked(() => void this.load());
    });
    inject(RecordsLive)
      .events.pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe(({ kind, recordType }) => (kind === 'RESYNC' || recordType === 'contactGroupMember' || recordType === 'contactGroup') && void this.load());
  }

  protected join(groupId: string | null): void {
    if (!groupId) return;
    this.adder()?.value.set(null);
    void this.writes.run('groups.joined', {}, () => this.gateway.add(groupId, [this.id()]), () => this.load());
  }

  protected leave(group: ContactGroup): void {
    this.groups.update((groups) => groups?.filter(({ id }) => id !== group.id) ?? null);
    void this.writes.run('groups.left', { group: group.name }, () => this.gateway.remove(group.id, [this.id()]), () => this.load());
  }

  private async load(): Promise<void> {
    const id = this.id();
    try {
      const groups = await this.gateway.ofContact(id);
      if (id === this.id()) this.groups.set(groups);
      this.error.set(null);
    } catch (error) {
      this.error.set(toAppError(error));
    }
  }
}
