import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiButton, UiCheckbox, UiCombobox, UiDateInput, UiDialog, UiField, UiInput, type OptionSearch, type UiOption } from '@libs/ui';
import { RecordsGateway } from '../../core/records/records.gateway.js';

/** `add`: beside the main account; `first`: there is no main one yet; `move`: a new main one in place of the former. */
export interface RelationData {
  readonly mode: 'add' | 'first' | 'move';
  readonly former: string | null;
}

export interface RelationChange {
  readonly accountId: string;
  readonly accountName: string;
  readonly title: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly keepFormer: boolean;
}

/** An account that a contact works for, or did: which, as what, from when until when. */
@Component({
  selector: 'app-relation-dialog',
  imports: [TranslocoPipe, UiButton, UiCheckbox, UiCombobox, UiDateInput, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="(data.mode === 'move' ? 'people.relation.moveTitle' : 'people.relation.addTitle') | transloco">
      <form id="relation-form" novalidate class="flex flex-col gap-4" (submit)="save($event)">
        <ui-field [label]="'people.relation.account' | transloco" [mandatory]="true" [errors]="missing()"><ui-combobox [value]="account()?.value ?? null" [search]="accounts" [display]="account()?.label ?? null" (picked)="account.set($event)" /></ui-field>
        <ui-field [label]="'people.relation.title' | transloco"><input uiInput maxlength="255" [value]="title()" (input)="title.set($any($event.target).value)" /></ui-field>
        <ui-field [label]="'people.relation.from' | transloco"><ui-date [(value)]="from" /></ui-field>
        @if (data.mode === 'add') { <ui-field [label]="'people.relation.until' | transloco" [hint]="'people.relation.untilHint' | transloco"><ui-date [(value)]="until" /></ui-field> }
        @if (data.mode === 'move') { <ui-checkbox [(checked)]="keep">{{ 'people.relation.keep' | transloco: { account: data.former } }}</ui-checkbox> }
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'people.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="relation-form">{{ (data.mode === 'move' ? 'people.relation.moveAction' : 'people.add') | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class RelationDialog {
  protected readonly data = inject<RelationData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<RelationChange, RelationDialog>>(DialogRef);
  private readonly records = inject(RecordsGateway);
  private readonly transloco = inject(TranslocoService);
  protected readonly account = signal<UiOption | null>(null);
  protected readonly title = signal('');
  protected readonly from = signal<string | null>(null);
  protected readonly until = signal<string | null>(null);
  protected readonly keep = signal(false);
  protected readonly missing = signal<readonly string[]>([]);
  protected readonly accounts: OptionSearch = (query) => this.records.options('account', query);

  protected save(event: Event): void {
    event.preventDefault();
    const account = this.account();
    if (!account) {
      this.missing.set([this.transloco.translate('people.relation.accountNeeded')]);
      return;
    }
    this.ref.close({ accountId: account.value, accountName: account.label, title: this.title().trim() || null, from: this.from(), until: this.until(), keepFormer: this.keep() });
  }
}
