import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiDialog } from '@libs/ui';
import { TwoFactorSetup } from './two-factor-setup.js';

/** Sets up an authenticator app. Closes with true once it is on and the recovery codes were kept. */
@Component({
  selector: 'app-two-factor-dialog',
  imports: [TranslocoPipe, TwoFactorSetup, UiDialog],
  template: `<ui-dialog [heading]="'security.setUp.title' | transloco"><app-two-factor-setup (done)="ref.close(true)" /></ui-dialog>`,
})
export class TwoFactorDialog {
  protected readonly ref = inject<DialogRef<boolean, TwoFactorDialog>>(DialogRef);
}
