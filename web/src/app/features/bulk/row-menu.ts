import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiMenu, UiMenuItem, type GridSelection } from '@libs/ui';
import type { ClientRecord, RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { BulkCommands, type BulkVerb } from './bulk-commands.js';
import { countOf, selectionInput, type ListScope } from './selection.js';

/** The menu of one row: about that record, or about all selected ones when it is among them. */
@Component({
  selector: 'app-row-menu',
  imports: [TranslocoPipe, UiMenu, UiMenuItem],
  template: `
    <ui-menu>
      <button uiMenuItem type="button" icon="panel-right" (triggered)="opened.emit(false)">{{ 'bulk.row.open' | transloco }}</button>
      <button uiMenuItem type="button" icon="maximize-2" (triggered)="opened.emit(true)">{{ 'bulk.row.page' | transloco }}</button>
      @for (command of commands(); track command.verb) {
        <button uiMenuItem type="button" [icon]="command.icon" [tone]="command.tone" (triggered)="run(command.verb)">{{ command.label | transloco }}</button>
      }
    </ui-menu>
  `,
})
export class RowMenu {
  readonly type = input.required<RecordTypeMetadata>();
  readonly row = input.required<ClientRecord>();
  readonly selection = input.required<GridSelection>();
  readonly total = input.required<number | null>();
  readonly scope = input.required<ListScope>();
  /** Whether the record is wanted on a page of its own. */
  readonly opened = output<boolean>();
  /** Something was begun with the selection. */
  readonly begun = output();

  private readonly bulk = inject(BulkCommands);
  /** Whether the row is one of several that are selected: then all of those are meant. */
  private readonly among = computed(() => this.selection().all !== this.selection().ids.has(this.row().id) && this.selected() > 1);
  private readonly selected = computed(() => countOf(this.selection(), this.total()));
  protected readonly commands = computed(() => this.bulk.of(this.type(), this.scope().archived === 'only', this.among() ? this.selected() : 1));

  protected async run(verb: BulkVerb): Promise<void> {
    const target = this.among() ? { selection: selectionInput(this.selection(), this.scope()), count: this.selected() } : { selection: { ids: [this.row().id] }, count: 1 };
    if (await this.bulk.run(verb, { type: this.type(), ...target })) this.begun.emit();
  }
}
