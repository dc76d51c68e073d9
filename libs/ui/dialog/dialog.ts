import { CdkDialogContainer, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, input } from '@angular/core';
import { UiIconButton } from '../button/icon-button.js';
import { UI_TEXT, uniqueId } from '../text/ui-text.js';

/** The frame of a dialog: `<ui-dialog heading="New account">body <ng-container uiDialogFooter>buttons</ng-container></ui-dialog>`. */
@Component({
  selector: 'ui-dialog',
  imports: [UiIconButton],
  template: `
    <h2 [id]="headingId">{{ heading() }}</h2>
    <div class="body"><ng-content /></div>
    <div class="foot"><ng-content select="[uiDialogFooter]" /></div>
    <!-- Last, so that the focus starts at what the dialog is about. -->
    @if (closable()) { <button uiIconButton type="button" class="close" icon="x" [label]="text().close" (click)="ref?.close()"></button> }
  `,
  styles: `
    :host {
      position: relative; display: flex; flex-direction: column; max-height: inherit; min-height: 0; overflow: hidden;
      background: var(--raised); border: 1px solid var(--line-strong); border-radius: 12px; box-shadow: var(--shadow-lg); animation: ui-pop 140ms var(--ease);
    }
    h2 { flex: none; padding: 13px 52px 3px 18px; font-size: var(--text-lg); line-height: 30px; }
    .close { position: absolute; inset: 12px 12px auto auto; }
    .body { flex: 1; min-height: 0; overflow: auto; padding: 8px 18px 16px; }
    .foot { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; flex: none; padding: 12px 18px; border-top: 1px solid var(--line); }
    .foot:empty { display: none; }
  `,
})
export class UiDialog {
  readonly heading = input.required<string>();
  readonly closable = input(true);
  protected readonly ref = inject<DialogRef<unknown, unknown>>(DialogRef, { optional: true });
  protected readonly text = inject(UI_TEXT);
  protected readonly headingId = uniqueId('dialog');

  constructor() {
    const container = this.ref?.containerInstance;
    if (container instanceof CdkDialogContainer) container._addAriaLabelledBy(this.headingId);
  }
}
