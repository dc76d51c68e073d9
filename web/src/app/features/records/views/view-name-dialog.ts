import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiCheckbox, UiDialog, UiField, UiInput } from '@libs/ui';

export interface ViewNameData {
  readonly heading: string;
  readonly action: string;
  readonly name: string;
  /** Whether it is asked if the view is shared; null where that is not the question. */
  readonly shared: boolean | null;
}

export interface ViewNameResult {
  readonly name: string;
  readonly shared: boolean;
}

/** Asks what a view is called. */
@Component({
  selector: 'app-view-name-dialog',
  imports: [TranslocoPipe, UiButton, UiCheckbox, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="data.heading">
      <form id="view-name" class="flex flex-col gap-4" (submit)="done($event)">
        <ui-field [label]="'views.name' | transloco" [errors]="missing() ? [('views.nameNeeded' | transloco)] : []">
          <input #box uiInput maxlength="80" autocomplete="off" [value]="name()" (input)="name.set(box.value); missing.set(false)" />
        </ui-field>
        @if (data.shared !== null) { <ui-checkbox [checked]="shared()" (checkedChange)="shared.set($event)">{{ 'views.shareAtOnce' | transloco }}</ui-checkbox> }
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'records.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="view-name">{{ data.action }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class ViewNameDialog {
  protected readonly data = inject<ViewNameData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<ViewNameResult, ViewNameDialog>>(DialogRef);
  protected readonly name = signal(this.data.name);
  protected readonly shared = signal(this.data.shared ?? false);
  protected readonly missing = signal(false);

  protected done(event: Event): void {
    event.preventDefault();
    const name = this.name().trim();
    if (name === '') this.missing.set(true);
    else this.ref.close({ name, shared: this.shared() });
  }
}
