import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiIcon } from '@libs/ui';

/** Board or table. */
@Component({
  selector: 'app-view-switch',
  imports: [TranslocoPipe, UiIcon],
  template: `
    <div role="group" [attr.aria-label]="'opportunities.view' | transloco">
      <button type="button" [attr.aria-pressed]="!table()" (click)="chosen.emit('board')"><ui-icon name="square-kanban" [size]="14" /><span>{{ 'opportunities.board' | transloco }}</span></button>
      <button type="button" [attr.aria-pressed]="table()" (click)="chosen.emit('table')"><ui-icon name="table-2" [size]="14" /><span>{{ 'opportunities.table' | transloco }}</span></button>
    </div>
  `,
  styles: `
    div { display: inline-flex; padding: 2px; border-radius: var(--radius); background: var(--sunken); border: 1px solid var(--line); }
    button { display: inline-flex; gap: 6px; align-items: center; height: calc(var(--control) - 6px); padding: 0 9px; border: 0; border-radius: var(--radius-sm); background: none; color: var(--muted); font: 500 var(--text-sm)/1 var(--font); }
    button:hover { color: var(--fg); }
    button[aria-pressed='true'] { background: var(--surface); color: var(--fg); box-shadow: var(--shadow-sm); }
  `,
})
export class ViewSwitch {
  readonly table = input.required<boolean>();
  readonly chosen = output<'board' | 'table'>();
}
