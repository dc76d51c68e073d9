import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiDialog, UiField, UiInput } from '@libs/ui';

export interface DeleteFieldData {
  readonly label: string;
  /** Records that have a value. */
  readonly records: number;
}

/** Asks for the label before a field goes with all its values. Closes with what was typed. */
@Component({
  selector: 'app-delete-field-dialog',
  imports: [TranslocoPipe, UiButton, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="'customFields.deleteOf' | transloco: { label: data.label }">
      <form id="delete-field-form" (submit)="confirm($event)">
        <p>{{ (data.records === 0 ? 'customFields.deleteUnused' : 'customFields.deleteText') | transloco: { count: data.records } }}</p>
        <ui-field [label]="'customFields.typeLabel' | transloco: { label: data.label }"><input uiInput autocomplete="off" [value]="typed()" (input)="typed.set($any($event.target).value)" /></ui-field>
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'customFields.cancel' | transloco }}</button>
        <button uiButton variant="danger" type="submit" form="delete-field-form" [disabled]="!same()">{{ 'customFields.delete' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: 'form { display: grid; gap: 16px; } p { margin: 0; }',
})
export class DeleteFieldDialog {
  protected readonly data = inject<DeleteFieldData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<string, DeleteFieldDialog>>(DialogRef);
  protected readonly typed = signal('');
  protected readonly same = computed(() => this.typed().trim().toLowerCase() === this.data.label.toLowerCase());

  protected confirm(event: Event): void {
    event.preventDefault();
    if (this.same()) this.ref.close(this.typed());
  }
}
