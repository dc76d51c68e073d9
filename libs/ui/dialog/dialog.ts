import { CdkDialogContainer, Dialog, DialogRef, type DialogConfig } from '@angular/cdk/dialog';
import { Overlay } from '@angular/cdk/overlay';
import type { ComponentType } from '@angular/cdk/portal';
import { Component, inject, input, Service } from '@angular/core';
import { UiIconButton } from '../button/icon-button.js';
import { UI_TEXT, uniqueId } from '../text/ui-text.js';

export type DialogSize = 'sm' | 'md' | 'lg' | 'xl';
const WIDTHS: Readonly<Record<DialogSize, string>> = { sm: '400px', md: '540px', lg: '760px', xl: '1040px' };

/** Opens components as modal dialogs. The component takes its data with `inject(DIALOG_DATA)` and closes with `inject(DialogRef)`. */
@Service()
export class UiDialogs {
  private readonly dialogs = inject(Dialog);
  private readonly overlay = inject(Overlay);

  /** `sheet`: comes up from the bottom edge of a phone, with all of its width. `focus`: selector of what has the focus first. `label` names a dialog without a `ui-dialog` frame. Focus goes into the dialog and, when it closes, back to where it was. */
  open<Result, Data, Content>(content: ComponentType<Content>, options: { data?: Data; size?: DialogSize; disableClose?: boolean; sheet?: boolean; focus?: string; label?: string } = {}): DialogRef<Result, Content> {
    const config: DialogConfig<Data, DialogRef<Result, Content>> = {
      width: WIDTHS[options.size ?? 'md'],
      maxWidth: 'calc(100vw - 24px)',
      maxHeight: 'calc(100dvh - 24px)',
      panelClass: options.sheet ? ['ui-dialog-pane', 'ui-sheet-pane'] : 'ui-dialog-pane',
      backdropClass: 'ui-backdrop',
      disableClose: options.disableClose ?? false,
      autoFocus: options.focus ?? 'first-tabbable',
      restoreFocus: true,
      ariaModal: true,
      ariaLabel: options.label ?? null,
      positionStrategy: this.overlay.position().global().centerHorizontally().top('min(14vh, 120px)'),
      ...(options.data === undefined ? {} : { data: options.data }),
    };
    const ref = this.dialogs.open<Result, Data, Content>(content, config);
    // The second click of a double click on what opened it is none beside it.
    ref.overlayRef.backdropElement?.addEventListener('click', (event) => event.detail > 1 && event.stopImmediatePropagation(), { capture: true });
    return ref;
  }
}

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
