import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialog, UiField, UiInput } from '@libs/ui';
import { toAppError, type AppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { RecoveryCodes } from './recovery-codes.js';

export type ProofField = 'email' | 'currentPassword' | 'code';
export type Proof = Readonly<Record<ProofField, string>>;

/** What is asked for before something about the account changes. */
export interface ProofRequest {
  readonly heading: string;
  readonly text: string;
  readonly action: string;
  readonly danger?: boolean;
  /** Each with its label. */
  readonly fields: readonly { readonly name: ProofField; readonly label: string }[];
  /** Recovery codes that it answers are shown before the dialog closes. @throws AppError with reasons by field */
  readonly run: (proof: Proof) => Promise<readonly string[] | null>;
}

const KINDS: Readonly<Record<ProofField, { readonly type: string; readonly autocomplete: string; readonly mode: string }>> = {
  email: { type: 'email', autocomplete: 'email', mode: 'email' },
  currentPassword: { type: 'password', autocomplete: 'current-password', mode: 'text' },
  code: { type: 'text', autocomplete: 'one-time-code', mode: 'text' },
};

/** Asks for password or code before something that protects the account is changed. Closes with true when it was. */
@Component({
  selector: 'app-proof-dialog',
  imports: [RecoveryCodes, TranslocoPipe, UiBanner, UiButton, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="codes() ? ('security.setUp.codesTitle' | transloco) : request.heading">
      @if (codes(); as list) {
        <app-recovery-codes [codes]="list" (kept)="ref.close(true)" />
      } @else {
        <form id="proof-form" novalidate class="flex flex-col gap-4" (submit)="send($event)">
          @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
          <p class="text-muted">{{ request.text }}</p>
          @for (field of request.fields; track field.name) {
            <ui-field [label]="field.label" [errors]="reasons(field.name)">
              <input #control uiInput [type]="kinds[field.name].type" [attr.autocomplete]="kinds[field.name].autocomplete" [attr.inputmode]="kinds[field.name].mode" maxlength="200" autocapitalize="none" spellcheck="false" [value]="proof()[field.name]" (input)="set(field.name, control.value)" />
            </ui-field>
          }
        </form>
      }
      <ng-container uiDialogFooter>
        @if (!codes()) {
          <button uiButton type="button" (click)="ref.close(false)">{{ 'settings.cancel' | transloco }}</button>
          <button uiButton [variant]="request.danger ? 'danger' : 'primary'" type="submit" form="proof-form" [loading]="sending()">{{ request.action }}</button>
        }
      </ng-container>
    </ui-dialog>
  `,
})
export class ProofDialog {
  protected readonly request = inject<ProofRequest>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean, ProofDialog>>(DialogRef);
  private readonly errors = inject(ErrorText);
  protected readonly kinds = KINDS;
  protected readonly proof = signal<Proof>({ email: '', currentPassword: '', code: '' });
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly sending = signal(false);
  private readonly error = signal<AppError | null>(null);
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && !this.request.fields.some(({ name }) => error.reasonsFor(name).length > 0) ? this.errors.of(error) : null;
  });

  protected set(field: ProofField, value: string): void {
    this.proof.update((proof) => ({ ...proof, [field]: value }));
  }

  protected reasons(field: ProofField): readonly string[] | null {
    return this.errors.forField(this.error(), field);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending()) return;
    this.sending.set(true);
    this.error.set(null);
    try {
      const codes = await this.request.run(this.proof());
      if (codes) this.codes.set(codes);
      else this.ref.close(true);
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.sending.set(false);
    }
  }
}
