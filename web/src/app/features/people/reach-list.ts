import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBadge, UiButton, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuItem } from '@libs/ui';
import { PeopleGateway } from './people.gateway.js';
import { UndoableWrites } from '../records/undoable-writes.js';

export type ReachLabel = 'WORK' | 'HOME' | 'MOBILE' | 'OTHER';

/** An address or a number as the list shows it. */
export interface ReachEntry {
  /** None for the main one, which is a field of the contact. */
  readonly id: string | null;
  readonly value: string;
  readonly label: ReachLabel;
  readonly isMain: boolean;
  readonly forbidden: boolean;
}

const LABELS: Readonly<Record<'email' | 'phone', readonly ReachLabel[]>> = { email: ['WORK', 'HOME', 'OTHER'], phone: ['WORK', 'MOBILE', 'HOME', 'OTHER'] };

/** The e-mail addresses or the numbers of a contact: labelled, one of them the main one, added and removed in place. */
@Component({
  selector: 'app-reach-list',
  imports: [TranslocoPipe, UiBadge, UiButton, UiIcon, UiIconButton, UiInput, UiMenu, UiMenuFor, UiMenuItem],
  template: `
    @if (entries().length === 0) { <p class="none">{{ 'people.reach.none' | transloco }}</p> }
    <ul>
      @for (entry of entries(); track entry.value) {
        <li [class.off]="entry.forbidden">
          <ui-icon [name]="kind() === 'email' ? 'mail' : entry.label === 'MOBILE' ? 'smartphone' : 'phone'" [size]="14" />
          <a class="value" [href]="hrefOf(entry)">{{ entry.value }}</a>
          @if (entry.isMain) { <ui-badge tone="brand">{{ 'people.reach.main' | transloco }}</ui-badge> }
          @if (entry.forbidden) { <ui-badge tone="warn">{{ (kind() === 'email' ? 'people.reach.noEmail' : 'people.reach.noCall') | transloco }}</ui-badge> }
          <span class="grow"></span>
          @if (editable() && labelsOf(entry).length > 0) {
            <select uiInput [attr.aria-label]="'people.reach.labelOf' | transloco: { value: entry.value }" (change)="setLabel(entry, $any($event.target).value)">
              @for (label of labelsOf(entry); track label) { <option [value]="label" [selected]="label === entry.label">{{ 'people.labels.' + label | transloco }}</option> }
            </select>
          } @else { <span class="label">{{ 'people.labels.' + entry.label | transloco }}</span> }
          @if (editable()) {
            <button uiIconButton type="button" size="sm" icon="ellipsis" [label]="'people.reach.more' | transloco: { value: entry.value }" [uiMenuFor]="menu"></button>
            <ng-template #menu>
              <ui-menu>
                @if (entry.id; as id) {
                  @if (!entry.forbidden) { <button uiMenuItem icon="star" (triggered)="makeMain(entry, id)">{{ 'people.reach.makeMain' | transloco: { value: entry.value } }}</button> }
                  @if (!forbidden()) { <button uiMenuItem icon="ban" (triggered)="forbid(entry, id)">{{ 'people.reach.' + (entry.forbidden ? 'allow' : 'forbid') + (kind() === 'email' ? 'Email' : 'Call') | transloco }}</button> }
                }
                <button uiMenuItem icon="trash-2" tone="bad" (triggered)="remove(entry)">{{ 'people.reach.remove' | transloco: { value: entry.value } }}</button>
              </ui-menu>
            </ng-template>
          }
        </li>
      }
    </ul>
    @if (editable()) {
      <form (submit)="add($event)">
        <input uiInput [type]="kind() === 'email' ? 'email' : 'tel'" maxlength="254" [attr.aria-label]="(kind() === 'email' ? 'people.reach.newEmail' : 'people.reach.newPhone') | transloco" [placeholder]="(kind() === 'email' ? 'people.reach.addEmail' : 'people.reach.addPhone') | transloco" [value]="value()" (input)="value.set($any($event.target).value)" />
        @if (value().trim()) {
          <select uiInput [attr.aria-label]="'people.reach.newLabel' | transloco" (change)="label.set($any($event.target).value)">
            @for (each of labels(); track each) { <option [value]="each" [selected]="each === label()">{{ 'people.labels.' + each | transloco }}</option> }
          </select>
          <button uiButton type="submit" [loading]="saving()">{{ 'people.add' | transloco }}</button>
        }
      </form>
    }
  `,
  styles: `
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 8px; align-items: center; min-height: 36px; padding: 2px 0; border-bottom: 1px solid var(--line); }
    li > ui-icon { flex: none; color: var(--muted); }
    .value { min-width: 0; overflow: hidden; text-decoration: none; text-overflow: ellipsis; white-space: nowrap; }
    .value:hover { text-decoration: underline; }
    .off .value { color: var(--muted); }
    ui-badge { flex: none; }
    .grow { flex: 1; }
    .label, .none { color: var(--muted); font-size: var(--text-sm); }
    .none { margin: 2px 0; }
    select { flex: none; width: 104px; }
    form { display: flex; gap: 8px; margin-top: 8px; }
    form input { flex: 1; min-width: 0; }
    @media (max-width: 640px) {
      /* The address has the first line with its menu, the rest stands below it. */
      li { display: grid; grid-template-columns: auto auto 1fr auto; gap: 2px 8px; padding: 6px 0; }
      .value { grid-column: 2 / 4; }
      li > button { grid-area: 1 / 4; }
      li > ui-badge { grid-row: 2; grid-column: 2; justify-self: start; }
      li > ui-badge + ui-badge { grid-column: 3; }
      .grow { display: none; }
      li > select, .label { grid-row: 2; grid-column: 3 / 5; justify-self: end; }
      form { flex-wrap: wrap; }
      form input { flex-basis: 100%; }
    }
  `,
})
export class ReachList {
  readonly kind = input.required<'email' | 'phone'>();
  readonly contactId = input.required<string>();
  readonly entries = input.required<readonly ReachEntry[]>();
  /** The contact is not to be reached this way at all. */
  readonly forbidden = input(false);
  readonly editable = input(false);
  readonly reload = input.required<() => Promise<void>>();
  private readonly gateway = inject(PeopleGateway);
  private readonly writes = inject(UndoableWrites);
  protected readonly value = signal('');
  protected readonly label = signal<ReachLabel>('WORK');
  protected readonly saving = signal(false);
  protected readonly labels = computed(() => LABELS[this.kind()]);

  protected hrefOf(entry: ReachEntry): string {
    return this.kind() === 'email' ? `mailto:${entry.value}` : `tel:${entry.value.replace(/[^+\d]/g, '')}`;
  }

  /** Being a mobile number is what the place of the main mobile says, so there is nothing to choose. */
  protected labelsOf(entry: ReachEntry): readonly ReachLabel[] {
    if (!entry.isMain || this.kind() === 'email') return this.labels();
    return entry.label === 'MOBILE' ? [] : ['WORK', 'HOME', 'OTHER'];
  }

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const value = this.value().trim();
    if (!value || this.saving()) return;
    this.saving.set(true);
    const done = await this.write('added', value, () => this.addition(value, this.label()));
    this.saving.set(false);
    if (done) this.value.set('');
  }

  protected setLabel(entry: ReachEntry, label: ReachLabel): void {
    const { id } = entry;
    const own = { id: this.contactId(), ...(this.kind() === 'email' ? { emailLabel: label } : label === 'MOBILE' ? {} : { phoneLabel: label }) };
    void this.write('changed', entry.value, () => (id === null ? this.gateway.change(own) : this.kind() === 'email' ? this.gateway.updateEmail({ id, label }) : this.gateway.updatePhone({ id, label })));
  }

  protected makeMain(entry: ReachEntry, id: string): void {
    void this.write('madeMain', entry.value, () => (this.kind() === 'email' ? this.gateway.makeMainEmail(id) : this.gateway.makeMainPhone(id)));
  }

  protected forbid(entry: ReachEntry, id: string): void {
    void this.write('changed', entry.value, () => (this.kind() === 'email' ? this.gateway.updateEmail({ id, doNotEmail: !entry.forbidden }) : this.gateway.updatePhone({ id, doNotCall: !entry.forbidden })));
  }

  protected remove(entry: ReachEntry): void {
    const { id } = entry;
    const own = this.kind() === 'email' ? { email: null } : entry.label === 'MOBILE' ? { mobile: null } : { phone: null };
    void this.write('removed', entry.value, () => (id === null ? this.gateway.change({ id: this.contactId(), ...own }) : this.kind() === 'email' ? this.gateway.removeEmail(id) : this.gateway.removePhone(id)));
  }

  /** The first of its place becomes the main one, which is a field of the contact. */
  private addition(value: string, label: ReachLabel): Promise<string> {
    const contactId = this.contactId();
    const mobile = label === 'MOBILE';
    const main = this.entries().some((entry) => entry.isMain && (this.kind() === 'email' || (entry.label === 'MOBILE') === mobile));
    if (this.kind() === 'email') return main ? this.gateway.addEmail({ contactId, address: value, label }) : this.gateway.change({ id: contactId, email: value, emailLabel: label });
    if (main) return this.gateway.addPhone({ contactId, number: value, label });
    return this.gateway.change({ id: contactId, ...(mobile ? { mobile: value } : { phone: value, phoneLabel: label }) });
  }

  private write(word: 'added' | 'changed' | 'removed' | 'madeMain', value: string, act: () => Promise<string>): Promise<boolean> {
    return this.writes.run(`people.reach.${word}`, { value }, act, this.reload());
  }
}
