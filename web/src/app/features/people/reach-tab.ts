import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiSkeleton } from '@libs/ui';
import { ErrorText } from '../../core/graphql/error-text.js';
import { SessionStore } from '../../core/session/session.store.js';
import { dealPart } from '../opportunities/deal-part.js';
import { AccountRelations } from './account-relations.js';
import { PeopleGateway } from './people.gateway.js';
import { ReachList, type ReachEntry } from './reach-list.js';

/** Every way to reach a contact, and the companies they work for or did. */
@Component({
  selector: 'app-reach-tab',
  imports: [AccountRelations, ReachList, TranslocoPipe, UiBanner, UiSkeleton],
  template: `
    @if (part.error(); as error) { <ui-banner tone="bad">{{ errors.of(error) }}</ui-banner> }
    @if (part.value(); as shown) {
      <h3>{{ 'people.reach.emails' | transloco }}</h3>
      <app-reach-list kind="email" [contactId]="id()" [entries]="emails()" [forbidden]="shown.doNotEmail" [editable]="editable()" [reload]="part.reload" />
      <h3>{{ 'people.reach.phones' | transloco }}</h3>
      <app-reach-list kind="phone" [contactId]="id()" [entries]="phones()" [forbidden]="shown.doNotCall" [editable]="editable()" [reload]="part.reload" />
      <h3>{{ 'people.reach.accounts' | transloco }}</h3>
      <app-account-relations [contactId]="id()" [entries]="shown.accounts" [editable]="editable()" [reload]="part.reload" />
    } @else if (!part.error()) { <ui-skeleton class="block h-32" /> }
  `,
  styles: `
    h3 { margin: 18px 0 4px; font-size: var(--text); }
    h3:first-child { margin-top: 0; }
  `,
})
export class ReachTab {
  readonly id = input.required<string>();
  readonly full = input(false);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(PeopleGateway);
  private readonly session = inject(SessionStore);
  protected readonly part = dealPart(this.id, ['account', 'contactAccount', 'contactEmail', 'contactPhone'], (id) => this.gateway.reach(id));
  protected readonly editable = computed(() => this.session.can('edit', 'contact', this.part.value() ?? undefined));
  protected readonly emails = computed(() => (this.part.value()?.emails ?? []).map((entry): ReachEntry => ({ id: entry.id ?? null, value: entry.address, label: entry.label, isMain: entry.isMain, forbidden: entry.doNotEmail })));
  protected readonly phones = computed(() => (this.part.value()?.phones ?? []).map((entry): ReachEntry => ({ id: entry.id ?? null, value: entry.number, label: entry.label, isMain: entry.isMain, forbidden: entry.doNotCall })));
}
