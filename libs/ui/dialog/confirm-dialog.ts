import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { UiButton } from '../button/button.js';
import { UI_TEXT } from '../text/ui-text.js';
import { UiDialog } from './dialog.js';

export interface ConfirmOptions {
  readonly title: string;
  readonly text: string;
  /** The verb on the button: "Delete account", never "Yes". */
  readonly action: string;
  /** What the other button says; without it "Cancel". */
  readonly keep?: string;
  readonly tone?: 'neutral' | 'bad';
}

@Component({
  selector: 'ui-confirm-dialog',
  imports: [UiDialog, UiButton],
  template: `
    <ui-dialog [heading]="options.title" [closable]="false">
      <p>{{ options.text }}</p>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close(false)">{{ options.keep ?? text().cancel }}</button>
        <button uiButton type="button" [variant]="options.tone === 'bad' ? 'danger' : 'primary'" (click)="ref.close(true)">{{ options.action }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `p { margin: 0; color: var(--muted); white-space: pre-line; }`,
})
export class UiConfirmDialog {
  protected readonly options = inject<ConfirmOptions>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean, UiConfirmDialog>>(DialogRef);
  protected readonly text = inject(UI_TEXT);
}
