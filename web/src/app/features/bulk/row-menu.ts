import { Component, computed, EnvironmentInjector, inject, input, output } from '@angular/core';
import { Clipboard } from '@angular/cdk/clipboard';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiMenu, UiMenuGroup, UiMenuItem, UiToasts, type GridSelection } from '@libs/ui';
import type { RecordVerb } from '../../core/feature/feature.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import type { ClientRecord, RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { RecordPages } from '../../core/records/record-pages.js';
import { SessionStore } from '../../core/session/session.store.js';
import { RecordExtensions } from '../records/record-extensions.js';
import { BulkCommands, type BulkVerb } from './bulk-commands.js';
import { countOf, selectionInput, type ListScope } from './selection.js';

/** The menu of one row: about that record, or about all selected ones when it is among them. */
@Component({
  selector: 'app-row-menu',
  imports: [TranslocoPipe, UiMenu, UiMenuGroup, UiMenuItem],
  template: `
    <ui-menu>
      <button uiMenuItem type="button" icon="panel-right" (triggered)="opened.emit(false)">{{ 'bulk.row.open' | transloco }}</button>
      <button uiMenuItem type="button" icon="maximize-2" (triggered)="opened.emit(true)">{{ 'bulk.row.page' | transloco }}</button>
      @if (page(); as path) {
        <button uiMenuItem type="button" icon="external-link" (triggered)="newTab(path)">{{ 'bulk.row.newTab' | transloco }}</button>
        <button uiMenuItem type="button" icon="link" (triggered)="copy(path)">{{ 'bulk.row.copyLink' | transloco }}</button>
      }
      <ui-menu-group />
      @for (verb of verbs(); track verb.id) {
        <button uiMenuItem type="button" [icon]="verb.icon" (triggered)="doVerb(verb)">{{ verb.label | transloco }}</button>
      }
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
  private readonly pages = inject(RecordPages);
  private readonly extensions = inject(RecordExtensions);
  private readonly session = inject(SessionStore);
  private readonly injector = inject(EnvironmentInjector);
  private readonly clipboard = inject(Clipboard);
  private readonly toasts = inject(UiToasts);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  /** Where the record has a page of its own. */
  protected readonly page = computed(() => (this.pages.has(this.type().plural) ? this.pages.linkOf(this.type().name, this.row().id) : null));
  /** What only its domain does with it; about one record at a time. */
  protected readonly verbs = computed(() => (this.among() ? [] : this.extensions.verbs(this.type().name).filter((verb) => verb.applies(this.row(), this.session))));
  /** Whether the row is one of several that are selected: then all of those are meant. */
  private readonly among = computed(() => this.selection().all !== this.selection().ids.has(this.row().id) && this.selected() > 1);
  private readonly selected = computed(() => countOf(this.selection(), this.total()));
  protected readonly commands = computed(() => this.bulk.of(this.type(), this.scope().archived === 'only', this.among() ? this.selected() : 1));

  protected async run(verb: BulkVerb): Promise<void> {
    const target = this.among() ? { selection: selectionInput(this.selection(), this.scope()), count: this.selected() } : { selection: { ids: [this.row().id] }, count: 1 };
    if (await this.bulk.run(verb, { type: this.type(), ...target })) this.begun.emit();
  }

  protected newTab(path: string): void {
    window.open(path, '_blank', 'noopener');
  }

  protected copy(path: string): void {
    if (this.clipboard.copy(new URL(path, location.origin).href)) this.toasts.success(this.transloco.translate('bulk.row.copied'));
  }

  protected async doVerb(verb: RecordVerb): Promise<void> {
    try {
      await verb.run(this.injector, this.row());
    } catch (error) {
      this.errors.toast(error);
    }
  }
}
