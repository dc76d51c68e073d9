import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialog, UiField, UiInput } from '@libs/ui';
import { AppError, toAppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { SettingsGateway, type MemberRow } from '../settings.gateway.js';

/** Gives the workspace away, once its name is typed: only the new owner can give it back. Closes with true when it is done. */
@Component({
  selector: 'app-transfer-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="'settings.transfer.title' | transloco: { name: member.name }">
      <form id="transfer-form" novalidate class="flex flex-col gap-4" (submit)="send($event)">
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        <p class="m-0">{{ 'settings.transfer.text' | transloco: { name: member.name } }}</p>
        <ui-field [label]="'settings.transfer.type' | transloco: { workspace: workspace() }" [errors]="errors.forField(error(), 'confirmation')"><input uiInput autocomplete="off" [value]="typed()" (input)="typed.set($any($event.target).value)" /></ui-field>
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'settings.cancel' | transloco }}</button>
        <button uiButton variant="danger" type="submit" form="transfer-form" [loading]="sending()" [disabled]="!same()">{{ 'settings.transfer.action' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class TransferDialog {
  protected readonly member = inject<MemberRow>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean, TransferDialog>>(DialogRef);
  protected readonly errors = inject(ErrorText);
  private readonly gateway = inject(SettingsGateway);
  private readonly session = inject(SessionStore);
  protected readonly workspace = computed(() => this.session.tenant()?.name ?? '');
  protected readonly typed = signal('');
  protected readonly same = computed(() => this.workspace() !== '' && this.typed().trim() === this.workspace());
  protected readonly sending = signal(false);
  protected readonly error = signal<AppError | null>(null);
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && Object.keys(error.details).length === 0 ? this.errors.of(error) : null;
  });

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending() || !this.same()) return;
    this.sending.set(true);
    this.error.set(null);
    try {
      await this.gateway.transferOwnership(this.member.id, this.typed().trim());
      this.ref.close(true);
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.sending.set(false);
    }
  }
}
