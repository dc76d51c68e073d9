import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiCombobox, UiDialog, UiField, type UiOption } from '@libs/ui';

export interface DeleteStageData {
  readonly name: string;
  /** How many deals are in it. */
  readonly deals: number;
  /** Stages of the same type. */
  readonly targets: readonly UiOption[];
}

export interface DeleteStageChoice {
  readonly moveTo: string;
}

/** A stage with deals in it goes only when they have somewhere to go. */
@Component({
  selector: 'app-delete-stage-dialog',
  imports: [TranslocoPipe, UiButton, UiCombobox, UiDialog, UiField],
  template: `
    <ui-dialog [heading]="'salesSettings.deleteStage' | transloco: { name: data.name }">
      @if (data.targets.length > 0) {
        <p class="mt-0 mb-4 text-muted">{{ 'salesSettings.dealsMove' | transloco: { count: data.deals } }}</p>
        <ui-field [label]="'salesSettings.moveTo' | transloco"><ui-combobox [value]="target()" [options]="data.targets" (valueChange)="target.set($event)" /></ui-field>
      } @else { <p class="m-0 text-muted">{{ 'salesSettings.noTarget' | transloco: { count: data.deals } }}</p> }
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'salesSettings.cancel' | transloco }}</button>
        @if (data.targets.length > 0) { <button uiButton variant="danger" type="button" [disabled]="!target()" (click)="ref.close({ moveTo: target()! })">{{ 'salesSettings.deleteAndMove' | transloco }}</button> }
      </ng-container>
    </ui-dialog>
  `,
})
export class DeleteStageDialog {
  protected readonly data = inject<DeleteStageData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<DeleteStageChoice, DeleteStageDialog>>(DialogRef);
  protected readonly target = signal<string | null>(this.data.targets[0]?.value ?? null);
}
