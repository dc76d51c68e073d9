import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiAvatar, UiBadge, UiButton, UiDialogs, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { Formats } from '../../core/format/formats.js';
import { PeopleGateway, type AccountEntry } from './people.gateway.js';
import { UndoableWrites } from '../records/undoable-writes.js';
import { RelationDialog, type RelationChange, type RelationData } from './relation-dialog.js';

/** The companies a contact works for, besides the main one and before it. */
@Component({
  selector: 'app-account-relations',
  imports: [RouterLink, TranslocoPipe, UiAvatar, UiBadge, UiButton, UiIcon, UiIconButton, UiMenu, UiMenuFor, UiMenuItem],
  template: `
    @if (entries().length === 0) { <p class="none">{{ 'people.reach.none' | transloco }}</p> }
    <ul>
      @for (row of rows(); track $index) {
        <li [class.former]="row.entry.endedOn">
          <ui-avatar [name]="row.name" [square]="true" [size]="26" />
          <div class="who"><a [routerLink]="['/accounts', row.entry.accountId]">{{ row.name }}</a><span>{{ row.detail }}</span></div>
          @if (row.entry.isMain) { <ui-badge tone="brand">{{ 'people.reach.main' | transloco }}</ui-badge> }
          @if (row.entry.endedOn) { <ui-badge>{{ 'people.reach.former' | transloco }}</ui-badge> }
          @if (editable() && row.entry.id; as id) {
            <button uiIconButton type="button" size="sm" icon="ellipsis" [label]="'people.reach.more' | transloco: { value: row.name }" [uiMenuFor]="menu"></button>
            <ng-template #menu>
              <ui-menu>
                @if (!row.entry.endedOn) {
                  <button uiMenuItem icon="star" (triggered)="run('madeMain', row.name, makeMain(id))">{{ 'people.reach.makeMain' | transloco: { value: row.name } }}</button>
                  <button uiMenuItem icon="calendar-check" (triggered)="run('ended', row.name, end(id))">{{ 'people.reach.end' | transloco }}</button>
                } @else { <button uiMenuItem icon="rotate-ccw" (triggered)="run('changed', row.name, goOn(id))">{{ 'people.reach.reopen' | transloco }}</button> }
                <button uiMenuItem icon="trash-2" tone="bad" (triggered)="run('removed', row.name, remove(id))">{{ 'people.reach.remove' | transloco: { value: row.name } }}</button>
              </ui-menu>
            </ng-template>
          }
        </li>
      }
    </ul>
    @if (editable()) {
      <div class="actions">
        <button uiButton size="sm" type="button" (click)="add()"><ui-icon name="plus" [size]="14" />{{ 'people.reach.addAccount' | transloco }}</button>
        @if (main()) { <button uiButton size="sm" variant="ghost" type="button" (click)="move()"><ui-icon name="briefcase" [size]="14" />{{ 'people.relation.move' | transloco }}</button> }
      </div>
    }
  `,
  styles: `
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 9px; align-items: center; min-height: 44px; padding: 4px 0; border-bottom: 1px solid var(--line); }
    .who { display: flex; flex: 1; flex-direction: column; min-width: 0; }
    .who a { overflow: hidden; font-weight: 500; text-decoration: none; text-overflow: ellipsis; white-space: nowrap; }
    .who a:hover { text-decoration: underline; }
    .who span, .none { overflow: hidden; color: var(--muted); font-size: var(--text-sm); text-overflow: ellipsis; }
    .none { margin: 2px 0; }
    .former .who a { color: var(--muted); }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; }
  `,
})
export class AccountRelations {
  readonly contactId = input.required<string>();
  readonly entries = input.required<readonly AccountEntry[]>();
  readonly editable = input(false);
  readonly reload = input.required<() => Promise<void>>();
  private readonly gateway = inject(PeopleGateway);
  private readonly writes = inject(UndoableWrites);
  private readonly dialogs = inject(UiDialogs);
  private readonly formats = inject(Formats);
  private readonly transloco = inject(TranslocoService);
  protected readonly main = computed(() => this.entries().find((entry) => entry.isMain) ?? null);
  protected readonly rows = computed(() =>
    this.entries().map((entry) => ({ entry, name: entry.account?.name ?? this.transloco.translate<string>('people.reach.gone'), detail: [entry.title, this.periodOf(entry)].filter(Boolean).join(' · ') })),
  );

  protected readonly makeMain = (id: string) => () => this.gateway.makeMainAccount(id);
  protected readonly end = (id: string) => () => this.gateway.updateAccount({ id, endedOn: this.formats.today() });
  protected readonly goOn = (id: string) => () => this.gateway.updateAccount({ id, endedOn: null });
  protected readonly remove = (id: string) => () => this.gateway.removeAccount(id);

  protected run(word: 'madeMain' | 'ended' | 'changed' | 'removed', value: string, act: () => Promise<string>): void {
    void this.writes.run(`people.reach.${word}`, { value }, act, this.reload());
  }

  protected async add(): Promise<void> {
    const main = this.main();
    const change = await this.ask({ mode: main ? 'add' : 'first', former: null });
    if (!change) return;
    const { accountId, accountName, title, from, until } = change;
    const contactId = this.contactId();
    const act = (): Promise<string> => (main ? this.gateway.addAccount({ contactId, accountId, title, startedOn: from, endedOn: until }) : this.gateway.change({ id: contactId, accountId, ...(title ? { jobTitle: title } : {}), accountSince: from }));
    await this.writes.run('people.reach.added', { value: accountName }, act, this.reload());
  }

  protected async move(): Promise<void> {
    const change = await this.ask({ mode: 'move', former: this.main()?.account?.name ?? '' });
    if (!change) return;
    const { accountId, accountName, title, from, keepFormer } = change;
    await this.writes.run('people.relation.moved', { account: accountName }, () => this.gateway.moveToAccount({ contactId: this.contactId(), accountId, title, since: from, keepFormer }), this.reload());
  }

  private ask(data: RelationData): Promise<RelationChange | undefined> {
    return firstValueFrom(this.dialogs.open<RelationChange, RelationData, RelationDialog>(RelationDialog, { data, size: 'sm' }).closed, { defaultValue: undefined });
  }

  private periodOf({ startedOn, endedOn }: AccountEntry): string {
    const [from, to] = [this.formats.date(startedOn), this.formats.date(endedOn)];
    if (from && to) return this.transloco.translate('people.reach.period', { from, to });
    if (from) return this.transloco.translate('people.reach.since', { day: from });
    return to ? this.transloco.translate('people.reach.until', { day: to }) : '';
  }
}
