import type { FocusOrigin } from '@angular/cdk/a11y';
import { Dialog, type DialogConfig, type DialogRef } from '@angular/cdk/dialog';
import { hasModifierKey } from '@angular/cdk/keycodes';
import { Overlay } from '@angular/cdk/overlay';
import type { ComponentType } from '@angular/cdk/portal';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { UI_TEXT } from '../text/ui-text.js';
import { UiConfirmDialog, type ConfirmOptions } from './confirm-dialog.js';
import { watchTyping } from './watch-typing.js';

export type DialogSize = 'sm' | 'md' | 'lg' | 'xl';
const WIDTHS: Readonly<Record<DialogSize, string>> = { sm: '400px', md: '540px', lg: '760px', xl: '1040px' };

/** Opens components as modal dialogs. The component takes its data with `inject(DIALOG_DATA)` and closes with `inject(DialogRef)`. */
@Service()
export class UiDialogs {
  private readonly dialogs = inject(Dialog);
  private readonly overlay = inject(Overlay);
  private readonly text = inject(UI_TEXT);

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
    if (!options.disableClose) this.keepTyped(ref);
    return ref;
  }

  /** Escape and a click beside it are easily meant otherwise: what somebody has typed goes only when they say so. */
  private keepTyped<Result, Content>(ref: DialogRef<Result, Content>): void {
    const typed = watchTyping(ref.overlayRef.overlayElement);
    let last: EventTarget | null = null;
    ref.overlayRef.overlayElement.addEventListener('focusin', ({ target }) => (last = target));
    const leave = async (focusOrigin: FocusOrigin): Promise<void> => {
      const at = last;
      if (!typed() || (await this.askToDiscard())) ref.close(undefined, { focusOrigin });
      // A click beside it has taken the focus out of the field already.
      else if (at instanceof HTMLElement) at.focus();
    };
    ref.disableClose = true;
    ref.backdropClick.subscribe(() => void leave('mouse'));
    ref.keydownEvents.subscribe((event) => {
      if (event.key !== 'Escape' || hasModifierKey(event)) return;
      event.preventDefault();
      void leave('keyboard');
    });
  }

  private async askToDiscard(): Promise<boolean> {
    const text = this.text();
    const data: ConfirmOptions = { title: text.discardTitle, text: text.discardText, action: text.discard, keep: text.keepEditing, tone: 'bad' };
    const asked = this.open<boolean, ConfirmOptions, UiConfirmDialog>(UiConfirmDialog, { data, size: 'sm' });
    return (await firstValueFrom(asked.closed, { defaultValue: false })) ?? false;
  }
}
