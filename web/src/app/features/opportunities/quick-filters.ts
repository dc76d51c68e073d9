import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiAvatar, UiButton, UiIcon, UiMenu, UiMenuFor, UiMenuGroup, UiMenuRadio } from '@libs/ui';
import { SessionStore } from '../../core/session/session.store.js';
import { ME, type FilterRule } from '../records/filters/filter-model.js';
import { isOwnerRule, ownerOf, withoutAccount, withOwner, withWithoutAccount } from './quick-rules.js';

export interface Owner {
  readonly id: string;
  readonly title: string;
}

/** Conditions people want every day, one click away. They are rules as any other, so an address holds them. */
@Component({
  selector: 'app-quick-filters',
  imports: [TranslocoPipe, UiAvatar, UiButton, UiIcon, UiMenu, UiMenuFor, UiMenuGroup, UiMenuRadio],
  template: `
    <button uiButton size="sm" variant="ghost" type="button" class="owner" [attr.aria-pressed]="owner() !== null" [uiMenuFor]="menu">
      @if (ownerName(); as name) { <ui-avatar [name]="name" [size]="16" />{{ name }} } @else { <ui-icon name="user-round" [size]="14" />{{ 'opportunities.anyOwner' | transloco }} }
      <ui-icon name="chevron-down" [size]="13" />
    </button>
    <ng-template #menu>
      <ui-menu>
        <button uiMenuRadio [checked]="owner() === null" (triggered)="choose(null)">{{ 'opportunities.anyOwner' | transloco }}</button>
        @if (me(); as me) { <button uiMenuRadio [checked]="owner() === me.id" (triggered)="choose(me.id)">{{ 'opportunities.mine' | transloco }}</button> }
        <ui-menu-group />
        @for (each of others(); track each.id) { <button uiMenuRadio [checked]="owner() === each.id" (triggered)="choose(each.id)">{{ each.title }}</button> }
      </ui-menu>
    </ng-template>
    <button uiButton size="sm" variant="ghost" type="button" [attr.aria-pressed]="loose()" (click)="toggle()"><ui-icon name="unlink" [size]="14" />{{ 'opportunities.withoutAccount' | transloco }}</button>
  `,
  styles: `
    :host { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; }
    button[aria-pressed='true'] { background: var(--brand-soft); color: var(--brand-fg); }
  `,
})
export class QuickFilters {
  readonly rules = input.required<readonly FilterRule[]>();
  readonly owners = input.required<readonly Owner[]>();
  readonly rulesChange = output<readonly FilterRule[]>();
  private readonly session = inject(SessionStore);
  protected readonly me = this.session.member;
  protected readonly owner = computed(() => {
    const owner = ownerOf(this.rules());
    return owner === ME ? (this.me()?.id ?? null) : owner;
  });
  protected readonly ownerName = computed(() => (this.owner() === null ? null : (this.owners().find((each) => each.id === this.owner())?.title ?? (this.owner() === this.me()?.id ? (this.me()?.name ?? null) : null))));
  protected readonly others = computed(() => this.owners().filter((each) => each.id !== this.me()?.id));
  protected readonly loose = computed(() => withoutAccount(this.rules()));

  protected choose(ownerId: string | null): void {
    this.rulesChange.emit(withOwner(this.rules().filter((rule) => !isOwnerRule(rule)), ownerId));
  }

  protected toggle(): void {
    this.rulesChange.emit(withWithoutAccount(this.rules(), !this.loose()));
  }
}
