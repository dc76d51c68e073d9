import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiButton, UiCombobox, UiDateInput, UiDialog, UiField, type OptionSearch } from '@libs/ui';
import { Formats } from '../../core/format/formats.js';
import { RecordsGateway } from '../../core/records/records.gateway.js';

export interface WinData {
  readonly name: string;
}

export interface Winning {
  readonly accountId: string;
  readonly closedOn: string | null;
}

/** A deal can be won only for somebody: asks for the account it has not got yet. */
@Component({
  selector: 'app-win-dialog',
  imports: [TranslocoPipe, UiButton, UiCombobox, UiDateInput, UiDialog, UiField],
  template: `
    <ui-dialog [heading]="'opportunities.win.title' | transloco: { name: data.name }">
      <form id="win-form" class="flex flex-col gap-4" (submit)="save($event)">
        <p class="m-0 text-muted">{{ 'opportunities.win.text' | transloco }}</p>
        <ui-field [label]="'opportunities.account' | transloco" [mandatory]="true" [errors]="missing() ? [words.translate('opportunities.win.accountNeeded')] : null">
          <ui-combobox [(value)]="accountId" [search]="search" />
        </ui-field>
        <ui-field [label]="'opportunities.closedOn' | transloco"><ui-date [(value)]="closedOn" /></ui-field>
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'opportunities.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="win-form">{{ 'opportunities.win.action' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class WinDialog {
  protected readonly data = inject<WinData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Winning, WinDialog>>(DialogRef);
  protected readonly words = inject(TranslocoService);
  private readonly records = inject(RecordsGateway);
  protected readonly accountId = signal<string | null>(null);
  protected readonly closedOn = signal<string | null>(inject(Formats).today());
  private readonly tried = signal(false);
  protected readonly missing = computed(() => this.tried() && this.accountId() === null);
  protected readonly search: OptionSearch = (query) => this.records.options('account', query);

  protected save(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const accountId = this.accountId();
    if (accountId) this.ref.close({ accountId, closedOn: this.closedOn() });
  }
}
