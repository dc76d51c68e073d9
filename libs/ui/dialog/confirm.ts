import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { UiConfirmDialog, type ConfirmOptions } from './confirm-dialog.js';
import { UiDialogs } from './dialogs.js';

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
