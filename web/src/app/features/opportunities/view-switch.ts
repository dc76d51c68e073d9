import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiIcon, type IconName } from '@libs/ui';
import type { ViewKind } from '../records/views/list-state.js';

/** Board, table or cards. */
@Component({
  selector: 'app-view-switch',
  imports: [TranslocoPipe, UiIcon],
  template: `
    <div role="group" [attr.aria-label]="'opportunities.view' | transloco">
      @for (each of kinds; track each.kind) {
        <button type="button" [attr.aria-pressed]="kind() === each.kind" (click)="chosen.emit(each.kind)"><ui-icon [name]="each.icon" [size]="14" /><span>{{ each.words | transloco }}</span></button>
      }
    </div>
  `,
  styles: `
    div { display: inline-flex; padding: 2px; border-radius: var(--radius); background: var(--sunken); border: 1px solid var(--line); }
    button { display: inline-flex; gap: 6px; align-items: center; height: calc(var(--control) - 6px); padding: 0 9px; border: 0; border-radius: var(--radius-sm); background: none; color: var(--muted); font: 500 var(--text-sm)/1 var(--font); }
    button:hover { color: var(--fg); }
    button[aria-pressed='true'] { background: var(--surface); color: var(--fg); box-shadow: var(--shadow-sm); }
    @media (max-width: 640px) { span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; } }
  `,
})
export class ViewSwitch {
  readonly kind = input.required<ViewKind>();
  readonly chosen = output<ViewKind>();
  protected readonly kinds: readonly { readonly kind: ViewKind; readonly icon: IconName; readonly words: string }[] = [
    { kind: 'BOARD', icon: 'square-kanban', words: 'opportunities.board' },
    { kind: 'TABLE', icon: 'table-2', words: 'opportunities.table' },
    { kind: 'CARDS', icon: 'layout-grid', words: 'views.cards' },
  ];
}
