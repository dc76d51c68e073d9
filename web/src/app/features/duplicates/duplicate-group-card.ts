import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiAvatar, UiBadge, UiButton, UiIcon } from '@libs/ui';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { DuplicateWords } from './duplicate-words.js';
import type { DuplicateGroup } from './duplicates.gateway.js';

const CERTAIN = 0.92;

/** Records that are probably the same: who they are, why, and what can be done about it. */
@Component({
  selector: 'app-duplicate-group-card',
  imports: [RouterLink, TranslocoPipe, UiAvatar, UiBadge, UiButton, UiIcon],
  template: `
    <article class="ui-card" [attr.aria-label]="names()">
      <ul>
        @for (card of group().records; track card.id) {
          <li>
            <ui-avatar [name]="card.title" [square]="recordType() === 'account'" [size]="28" />
            <div>
              <a [routerLink]="['/', plural(), card.id]">{{ card.title }}</a>
              @if (card.archived) { <ui-badge tone="warn">{{ 'duplicates.archived' | transloco }}</ui-badge> }
              <p>{{ words.facts(recordType(), card).join(' · ') || ('duplicates.nothingElse' | transloco) }}</p>
            </div>
          </li>
        }
      </ul>
      <footer>
        <ui-badge [tone]="certain() ? 'ok' : 'info'">{{ 'duplicates.alike' | transloco: { percent: percent() } }}</ui-badge>
        <span class="why">
          @for (reason of reasons(); track reason.text) { <span [class.against]="!reason.agrees">{{ reason.text }}</span> }
        </span>
        <span class="act">
          @if (dismissed()) {
            <button uiButton size="sm" type="button" (click)="reopen.emit()">{{ 'duplicates.reopen' | transloco }}</button>
          } @else {
            <button uiButton size="sm" variant="ghost" type="button" [attr.aria-label]="'duplicates.dismissOf' | transloco: { names: names() }" (click)="dismiss.emit()">{{ 'duplicates.dismiss' | transloco }}</button>
            <button uiButton size="sm" variant="primary" type="button" [attr.aria-label]="'duplicates.mergeOf' | transloco: { names: names() }" (click)="merge.emit()"><ui-icon name="merge" [size]="13" />{{ 'duplicates.merge' | transloco }}</button>
          }
        </span>
      </footer>
    </article>
  `,
  styles: `
    article { overflow: hidden; }
    ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); margin: 0; padding: 0; list-style: none; }
    li { display: flex; gap: 10px; padding: 12px 16px; min-width: 0; }
    li > div { min-width: 0; }
    a { color: var(--fg); font-weight: 500; text-decoration: none; overflow-wrap: anywhere; }
    a:hover { text-decoration: underline; }
    p { margin: 2px 0 0; color: var(--muted); font-size: var(--text-sm); overflow-wrap: anywhere; }
    footer { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; padding: 8px 12px 8px 16px; border-top: 1px solid var(--line); }
    .why { display: flex; flex-wrap: wrap; gap: 2px 12px; flex: 1 1 180px; color: var(--muted); font-size: var(--text-sm); }
    .why .against { color: var(--warn); }
    .act { display: flex; gap: 6px; margin-left: auto; }
  `,
})
export class DuplicateGroupCard {
  readonly group = input.required<DuplicateGroup>();
  readonly recordType = input.required<string>();
  readonly dismissed = input(false);
  readonly merge = output();
  readonly dismiss = output();
  readonly reopen = output();
  protected readonly words = inject(DuplicateWords);
  private readonly types = inject(RecordTypesStore);
  protected readonly plural = computed(() => this.types.named(this.recordType()).plural);
  protected readonly names = computed(() => this.group().records.map(({ title }) => title).join(', '));
  protected readonly percent = computed(() => Math.round(this.group().score * 100));
  protected readonly certain = computed(() => this.group().score >= CERTAIN);
  protected readonly reasons = computed(() => this.words.reasonsOf(this.group()));
}
