import { Clipboard } from '@angular/cdk/clipboard';
import { DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { ROLES, type Role } from '@libs/contracts';
import { UiBanner, UiButton, UiDialog, UiField, UiIcon, UiInput } from '@libs/ui';
import { AppError, toAppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { ApiKeysGateway, type MadeApiKey } from './api-keys.gateway.js';

const DAYS = [30, 90] as const;
const YEAR = 365;

/** Asks what the key is for, then shows it: once, for only its hash is kept. Closes with what was made. */
@Component({
  selector: 'app-api-key-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiDialog, UiField, UiIcon, UiInput],
  template: `
    <ui-dialog [heading]="(made() ? 'apiKeys.ready' : 'apiKeys.new') | transloco: { name: made()?.apiKey?.name }">
      @if (made(); as ready) {
        <div class="flex flex-col gap-4">
          <ui-field [label]="'apiKeys.key' | transloco"><input uiInput readonly class="font-mono" [value]="ready.key" (focus)="$any($event.target).select()" /></ui-field>
          <ui-banner tone="warn">{{ 'apiKeys.once' | transloco }}</ui-banner>
          <p class="m-0 text-muted">{{ 'apiKeys.use' | transloco }} <code>Authorization: Bearer kin_…</code></p>
          <span class="ui-sr" role="status">{{ copied() ? ('apiKeys.copied' | transloco) : '' }}</span>
        </div>
      } @else {
        <form id="api-key-form" novalidate class="flex flex-col gap-4" (submit)="send($event)">
          @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
          <ui-field [label]="'apiKeys.name' | transloco" [hint]="'apiKeys.nameHint' | transloco" [mandatory]="true" [errors]="reasons('name')"><input uiInput autocomplete="off" maxlength="100" [value]="name()" (input)="name.set($any($event.target).value)" /></ui-field>
          <ui-field [label]="'apiKeys.role' | transloco" [errors]="reasons('role')">
            <select uiInput (change)="role.set($any($event.target).value)">
              @for (each of roles; track each) { <option [value]="each" [selected]="each === role()">{{ 'roles.' + each | transloco }}</option> }
            </select>
          </ui-field>
          <ui-field [label]="'apiKeys.expiry' | transloco" [errors]="reasons('expiresAt')">
            <select uiInput (change)="days.set(+$any($event.target).value)">
              @for (each of choices; track each) { <option [value]="each" [selected]="each === days()">{{ 'apiKeys.days' | transloco: { days: each } }}</option> }
              <option [value]="year" [selected]="days() === year">{{ 'apiKeys.year' | transloco }}</option>
              <option value="0" [selected]="days() === 0">{{ 'apiKeys.never' | transloco }}</option>
            </select>
          </ui-field>
        </form>
      }
      <ng-container uiDialogFooter>
        @if (made(); as ready) {
          <button uiButton type="button" (click)="ref.close(ready)">{{ 'apiKeys.done' | transloco }}</button>
          <button uiButton variant="primary" type="button" (click)="copy(ready.key)"><ui-icon [name]="copied() ? 'check' : 'copy'" [size]="14" />{{ (copied() ? 'apiKeys.copied' : 'apiKeys.copy') | transloco }}</button>
        } @else {
          <button uiButton type="button" (click)="ref.close()">{{ 'apiKeys.cancel' | transloco }}</button>
          <button uiButton variant="primary" type="submit" form="api-key-form" [loading]="sending()">{{ 'apiKeys.make' | transloco }}</button>
        }
      </ng-container>
    </ui-dialog>
  `,
})
export class ApiKeyDialog {
  protected readonly ref = inject<DialogRef<MadeApiKey, ApiKeyDialog>>(DialogRef);
  private readonly gateway = inject(ApiKeysGateway);
  private readonly clipboard = inject(Clipboard);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  private readonly own = inject(SessionStore).role() ?? 'VIEWER';
  protected readonly roles: readonly Role[] = ROLES.slice(ROLES.indexOf(this.own));
  protected readonly choices = DAYS;
  protected readonly year = YEAR;
  protected readonly name = signal('');
  protected readonly role = signal<Role>('MEMBER');
  protected readonly days = signal<number>(YEAR);
  protected readonly sending = signal(false);
  protected readonly copied = signal(false);
  protected readonly made = signal<MadeApiKey | null>(null);
  private readonly error = signal<AppError | null>(null);
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && (Object.keys(error.details).length === 0 || error.details['']) ? this.errors.of(error) : null;
  });

  protected reasons(field: string): readonly string[] | null {
    return this.errors.forField(this.error(), field);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending()) return;
    if (!this.name().trim()) {
      this.error.set(new AppError('VALIDATION_ERROR', '', { name: [this.transloco.translate('apiKeys.nameMissing')] }));
      return;
    }
    this.sending.set(true);
    this.error.set(null);
    try {
      const expiresAt = this.days() ? new Date(Date.now() + this.days() * 86_400_000).toISOString() : null;
      this.made.set(await this.gateway.create({ name: this.name().trim(), role: this.role(), expiresAt }));
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.sending.set(false);
    }
  }

  protected copy(key: string): void {
    this.copied.set(this.clipboard.copy(key));
  }
}
