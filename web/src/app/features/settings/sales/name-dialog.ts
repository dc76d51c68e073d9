import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiDialog, UiField, UiInput } from '@libs/ui';

export interface NameData {
  readonly heading: string;
  readonly name: string;
}

/** Asks for a name. */
@Component({
  selector: 'app-name-dialog',
  imports: [TranslocoPipe, UiButton, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="data.heading">
      <form id="name-form" (submit)="save($event)">
        <ui-field [label]="'salesSettings.name' | transloco" [mandatory]="true"><input uiInput maxlength="120" [value]="name()" (input)="name.set($any($event.target).value)" /></ui-field>
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'salesSettings.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="name-form" [disabled]="!name().trim()">{{ 'salesSettings.create' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class NameDialog {
  protected readonly data = inject<NameData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<string, NameDialog>>(DialogRef);
  protected readonly name = signal(this.data.name);

  protected save(event: Event): void {
    event.preventDefault();
    if (this.name().trim()) this.ref.close(this.name().trim());
  }
}
