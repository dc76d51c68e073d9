import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Clipboard } from '@angular/cdk/clipboard';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import type { Role } from '@libs/contracts';
import { UiBanner, UiButton, UiDialog, UiField, UiIcon, UiInput } from '@libs/ui';
import { Formats } from '../../../core/format/formats.js';
import { AppError, toAppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { SettingsGateway, type Invitation, type MemberRow } from '../settings.gateway.js';
import { rolesToGive, type Me } from './member-rules.js';

export interface InviteData {
  /** Who gets a sign-in; null for somebody who is no member yet. */
  readonly member: MemberRow | null;
  readonly me: Me;
}

/** Asks for name, address and role, then shows the link: once, for there is no other copy of it. */
@Component({
  selector: 'app-invite-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiDialog, UiField, UiIcon, UiInput],
  template: `
    <ui-dialog [heading]="(invitation() ? 'settings.invite.readyTitle' : data.member ? 'settings.invite.titleOf' : 'settings.invite.title') | transloco: { name: invitation()?.member?.name ?? data.member?.name }">
      @if (invitation(); as made) {
        <div class="flex flex-col gap-4">
          <p class="m-0 text-muted">{{ (made.mailSent ? 'settings.invite.mailed' : 'settings.invite.ready') | transloco: { name: made.member.name, email: made.member.email } }}</p>
          <ui-field [label]="'settings.invite.link' | transloco" [hint]="'settings.invite.expires' | transloco: { when: formats.dateTime(made.expiresAt) }">
            <input uiInput readonly [value]="made.inviteUrl" (focus)="$any($event.target).select()" />
          </ui-field>
          <ui-banner tone="warn">{{ 'settings.invite.once' | transloco }}</ui-banner>
          <span class="ui-sr" role="status">{{ copied() ? ('settings.invite.copied' | transloco) : '' }}</span>
        </div>
      } @else {
        <form id="invite-form" novalidate class="flex flex-col gap-4" (submit)="send($event)">
          @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
          <p class="m-0 text-muted">{{ (data.member ? 'settings.invite.leadOf' : 'settings.invite.lead') | transloco: { name: data.member?.name } }}</p>
          <ui-field [label]="'settings.invite.name' | transloco" [mandatory]="true" [errors]="reasons('name')"><input uiInput autocomplete="off" maxlength="120" [readOnly]="!!data.member" [value]="name()" (input)="name.set($any($event.target).value)" /></ui-field>
          <ui-field [label]="'settings.invite.email' | transloco" [mandatory]="true" [errors]="reasons('email')"><input uiInput type="email" inputmode="email" autocomplete="off" [value]="email()" (input)="email.set($any($event.target).value)" /></ui-field>
          <ui-field [label]="'settings.invite.role' | transloco" [hint]="'settings.invite.roles.' + role() | transloco" [errors]="reasons('role')">
            <select uiInput (change)="role.set($any($event.target).value)">
              @for (each of roles; track each) { <option [value]="each" [selected]="each === role()">{{ 'roles.' + each | transloco }}</option> }
            </select>
          </ui-field>
        </form>
      }
      <ng-container uiDialogFooter>
        @if (invitation(); as made) {
          <button uiButton type="button" (click)="ref.close()">{{ 'settings.close' | transloco }}</button>
          <button uiButton variant="primary" type="button" (click)="copy(made.inviteUrl)"><ui-icon [name]="copied() ? 'check' : 'copy'" [size]="14" />{{ (copied() ? 'settings.invite.copied' : 'settings.invite.copy') | transloco }}</button>
        } @else {
          <button uiButton type="button" (click)="ref.close()">{{ 'settings.cancel' | transloco }}</button>
          <button uiButton variant="primary" type="submit" form="invite-form" [loading]="sending()">{{ 'settings.invite.make' | transloco }}</button>
        }
      </ng-container>
    </ui-dialog>
  `,
})
export class InviteDialog {
  protected readonly data = inject<InviteData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<void, InviteDialog>>(DialogRef);
  protected readonly formats = inject(Formats);
  private readonly gateway = inject(SettingsGateway);
  private readonly clipboard = inject(Clipboard);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  protected readonly roles = rolesToGive(this.data.me);
  protected readonly name = signal(this.data.member?.name ?? '');
  protected readonly email = signal(this.data.member?.email ?? '');
  protected readonly role = signal<Role>(this.data.member?.role ?? 'MEMBER');
  protected readonly sending = signal(false);
  protected readonly copied = signal(false);
  protected readonly invitation = signal<Invitation | null>(null);
  private readonly error = signal<AppError | null>(null);
  protected readonly problem = computed(() => {
    const error = this.error();
    if (!error) return null;
    const elsewhere = Object.entries(error.details).filter(([field]) => !['name', 'email', 'role'].includes(field)).flatMap(([, reasons]) => reasons);
    return Object.keys(error.details).length === 0 ? this.errors.of(error) : elsewhere.join(' ') || null;
  });

  protected reasons(field: string): readonly string[] | null {
    return this.errors.forField(this.error(), field);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.sending()) return;
    const name = this.name().trim();
    const email = this.email().trim();
    const missing = { ...(name ? {} : { name: [this.word('nameMissing')] }), ...(email ? {} : { email: [this.word('emailMissing')] }) };
    if (Object.keys(missing).length > 0) {
      this.error.set(new AppError('VALIDATION_ERROR', '', missing));
      return;
    }
    this.sending.set(true);
    this.error.set(null);
    try {
      const { member } = this.data;
      this.invitation.set(await this.gateway.invite({ ...(member ? { memberId: member.id } : { name }), email, role: this.role() }));
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.sending.set(false);
    }
  }

  protected copy(link: string): void {
    this.copied.set(this.clipboard.copy(link));
  }

  private word(key: string): string {
    return this.transloco.translate(`settings.invite.${key}`);
  }
}
