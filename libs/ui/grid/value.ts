import { Component, computed, input } from '@angular/core';
import { UiAvatar } from '../avatar/avatar.js';
import { UiBadge } from '../badge/badge.js';
import { UiChips } from '../badge/chips.js';
import type { GridColumn } from './grid-types.js';

/** What a cell of the table shows of a record, for cards: with its initials, its badge or its chips, in one line. */
@Component({
  selector: 'ui-value',
  imports: [UiAvatar, UiBadge, UiChips],
  template: `
    @if (badge(); as shown) {
      <ui-badge [tone]="shown.tone ?? 'neutral'" [color]="shown.color ?? null">{{ shown.text }}</ui-badge>
    } @else if (column().chips; as chips) {
      <ui-chips [chips]="chips(row())" />
    } @else {
      @if (avatar(); as shown) { <ui-avatar [name]="shown.name" [size]="16" [square]="shown.shape === 'company'" /> }
      <span class="text">{{ column().text(row()) }}</span>
    }
  `,
  styles: `
    :host { display: flex; gap: 5px; align-items: center; min-width: 0; }
    .text { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  `,
})
export class UiValue<Row> {
  readonly column = input.required<GridColumn<Row>>();
  readonly row = input.required<Row>();
  protected readonly badge = computed(() => this.column().badge?.(this.row()) ?? null);
  protected readonly avatar = computed(() => this.column().avatar?.(this.row()) ?? null);
}
