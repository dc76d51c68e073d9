import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { UiButton } from '../button/button.js';
import { UI_TEXT } from '../text/ui-text.js';
import { UiDialog, UiDialogs } from './dialog.js';

export interface ConfirmOptions {
  readonly title: string;
  readonly text: string;
  /** The verb on the button: "Delete account", never "Yes". */
  readonly action: string;
  readonly tone?: 'neutral' | 'bad';
}

@Component({
  selector: 'ui-confirm-dialog',
  imports: [UiDialog, UiButton],
  template: `
    <ui-dialog [heading]="options.title" [closable]="false">
      <p>{{ options.text }}</p>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close(false)">{{ text().cancel }}</button>
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

/** For what cannot be undone. What can be undone gets a toast with Undo instead. */
@Service()
export class UiConfirm {
  private readonly dialogs = inject(UiDialogs);

  /** True when the person agreed; Escape and the backdrop mean no. */
  async ask(options: ConfirmOptions): Promise<boolean> {
    const ref = this.dialogs.open<boolean, ConfirmOptions, UiConfirmDialog>(UiConfirmDialog, { data: options, size: 'sm' });
    return (await firstValueFrom(ref.closed, { defaultValue: false })) ?? false;
  }
}
