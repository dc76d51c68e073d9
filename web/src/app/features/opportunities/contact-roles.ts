import { Component, computed, inject, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiAvatar, UiBanner, UiCombobox, UiIconButton, UiInput, UiSkeleton, type OptionSearch } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RecordEditing } from '../records/record-editing.js';
import { DealMoves } from './deal-moves.js';
import { dealPart } from './deal-part.js';
import { OpportunitiesGateway, type ContactRole, type OpportunityContactRole } from './opportunities.gateway.js';

const ROLES: readonly OpportunityContactRole[] = ['DECISION_MAKER', 'CHAMPION', 'EXECUTIVE_SPONSOR', 'BUYER', 'INFLUENCER', 'EVALUATOR', 'USER', 'OTHER'];

/** The people a deal is made with, and what they have to say in it. */
@Component({
  selector: 'app-contact-roles',
  imports: [RouterLink, TranslocoPipe, UiAvatar, UiBanner, UiCombobox, UiIconButton, UiInput, UiSkeleton],
  template: `
    @if (part.error(); as error) { <ui-banner tone="bad">{{ errors.of(error) }}</ui-banner> }
    @if (deal(); as shown) {
      @if (shown.contacts.length > 0) {
        <ul>
          @for (each of shown.contacts; track each.id) {
            <li>
              <ui-avatar [name]="nameOf(each)" [size]="26" />
              <div class="who"><a [routerLink]="['/contacts', each.contactId]">{{ nameOf(each) }}</a><span>{{ each.contact?.jobTitle ?? each.contact?.email }}</span></div>
              @if (editable()) {
                <select uiInput [attr.aria-label]="'opportunities.people.roleOf' | transloco: { name: nameOf(each) }" (change)="setRole(each, $any($event.target).value)">
                  @for (role of roles; track role) { <option [value]="role" [selected]="role === each.role">{{ 'opportunities.roles.' + role | transloco }}</option> }
                </select>
                <button uiIconButton size="sm" type="button" icon="star" [iconSize]="14" class="star" [class.on]="each.isPrimary" [attr.aria-pressed]="each.isPrimary" [label]="(each.isPrimary ? 'opportunities.people.isPrimary' : 'opportunities.people.makePrimary') | transloco: { name: nameOf(each) }" (click)="setPrimary(each)"></button>
                <button uiIconButton size="sm" type="button" icon="x" [iconSize]="13" [label]="'opportunities.people.remove' | transloco: { name: nameOf(each) }" (click)="remove(each)"></button>
              } @else { <span class="role">{{ 'opportunities.roles.' + each.role | transloco }}@if (each.isPrimary) { · {{ 'opportunities.people.primary' | transloco }} }</span> }
            </li>
          }
        </ul>
      } @else { <p class="none"><b>{{ 'opportunities.people.none' | transloco }}</b> {{ 'opportunities.people.noneText' | transloco }}</p> }
      @if (editable()) { <ui-combobox #adder class="add" [search]="contacts()" [label]="'opportunities.people.add' | transloco" [placeholder]="'opportunities.people.add' | transloco" (valueChange)="add($event)" /> }
    } @else if (!part.error()) { <ui-skeleton class="block h-20" /> }
  `,
  styles: `
    ul { margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 8px; align-items: center; padding: 7px 0; border-bottom: 1px solid var(--line); }
    .who { display: flex; flex: 1; flex-direction: column; min-width: 0; }
    .who a { overflow: hidden; font-weight: 500; text-decoration: none; text-overflow: ellipsis; white-space: nowrap; }
    .who a:hover { text-decoration: underline; }
    .who span, .role { overflow: hidden; color: var(--muted); font-size: var(--text-sm); text-overflow: ellipsis; white-space: nowrap; }
    select { width: 150px; }
    .star.on { background: none; color: var(--warn); }
    .none { margin: 0 0 12px; color: var(--muted); }
    .none b { color: var(--fg); font-weight: 500; }
    .add { margin-top: 10px; }
    @media (max-width: 640px) { select { width: 124px; } }
  `,
})
export class ContactRoles {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly errors = inject(ErrorText);
  protected readonly roles = ROLES;
  private readonly gateway = inject(OpportunitiesGateway);
  private readonly records = inject(RecordsGateway);
  private readonly moves = inject(DealMoves);
  private readonly editing = inject(RecordEditing);
  private readonly session = inject(SessionStore);
  private readonly transloco = inject(TranslocoService);
  private readonly adder = viewChild<UiCombobox>('adder');
  protected readonly part = dealPart(this.id, ['opportunityContact', 'contact'], (id) => this.gateway.contacts(id));
  protected readonly deal = this.part.value;
  protected readonly editable = computed(() => this.session.can('edit', 'opportunity', this.deal() ?? undefined));
  /** People of the deal's account come first; typing finds everybody. */
  protected readonly contacts = computed<OptionSearch>(() => {
    const accountId = this.deal()?.accountId;
    const present = new Set(this.deal()?.contacts.map((each) => each.contactId));
    return async (query) => {
      const found = await this.records.options('contact', query, !query && accountId ? { accountId: { eq: accountId } } : null);
      return found.filter(({ value }) => !present.has(value));
    };
  });

  protected nameOf(role: ContactRole): string {
    return [role.contact?.firstName, role.contact?.lastName].filter(Boolean).join(' ') || (role.contact?.email ?? '');
  }

  protected async add(contactId: string | null): Promise<void> {
    if (!contactId) return;
    const first = this.deal()?.contacts.length === 0;
    await this.write('added', '', () => this.gateway.addContact({ opportunityId: this.id(), contactId, role: 'OTHER', isPrimary: first }), contactId);
    this.adder()?.value.set(null);
  }

  protected setRole(each: ContactRole, role: OpportunityContactRole): void {
    void this.write('changed', this.nameOf(each), () => this.gateway.updateContact({ id: each.id, expectedVersion: each.version, role }));
  }

  protected setPrimary(each: ContactRole): void {
    void this.write('changed', this.nameOf(each), () => this.gateway.updateContact({ id: each.id, expectedVersion: each.version, isPrimary: !each.isPrimary }));
  }

  protected remove(each: ContactRole): void {
    void this.write('removed', this.nameOf(each), () => this.gateway.removeContact(each.id));
  }

  private async write(word: 'added' | 'changed' | 'removed', name: string, act: () => Promise<string>, contactId?: string): Promise<void> {
    try {
      const changeSetId = await act();
      await this.part.reload();
      const added = this.deal()?.contacts.find((each) => each.contactId === contactId);
      this.editing.offerUndoText(this.transloco.translate(`opportunities.people.${word}`, { name: name || (added ? this.nameOf(added) : '') }), changeSetId, () => void this.part.reload());
    } catch (error) {
      this.moves.explain(error, 'opportunityContact');
      await this.part.reload();
    }
  }
}
