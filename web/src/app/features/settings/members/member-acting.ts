import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Role } from '@libs/contracts';
import { UiConfirm, UiDialogs, UiToasts } from '@libs/ui';
import { firstValueFrom } from 'rxjs';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { BulkWork } from '../../bulk/bulk-work.js';
import { SettingsGateway, type MemberRow } from '../settings.gateway.js';
import { ExceptionsDialog } from './exceptions-dialog.js';
import { HandOverDialog, type HandedOver, type HandOverData } from './hand-over-dialog.js';
import { InviteDialog, type InviteData } from './invite-dialog.js';
import type { Me } from './member-rules.js';
import { TransferDialog } from './transfer-dialog.js';

/** What an administrator does about a member: asked where it cannot simply be taken back, said when it is done or refused. */
@Service()
export class MemberActing {
  private readonly bulk = inject(BulkWork);
  private readonly gateway = inject(SettingsGateway);
  private readonly session = inject(SessionStore);
  private readonly dialogs = inject(UiDialogs);
  private readonly confirm = inject(UiConfirm);
  private readonly toasts = inject(UiToasts);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);

  /** Somebody new (null), or a member who has no sign-in yet or needs a new link. */
  invite(member: MemberRow | null, me: Me): void {
    this.dialogs.open<void, InviteData, InviteDialog>(InviteDialog, { data: { member, me }, size: 'md' });
  }

  exceptions(member: MemberRow): void {
    this.dialogs.open<boolean, MemberRow, ExceptionsDialog>(ExceptionsDialog, { data: member, size: 'lg' });
  }

  async changeRole(member: MemberRow, role: Role, me: Me): Promise<void> {
    if (member.role === role) return;
    const self = member.id === me.id;
    // One's own way back is gone with the role, so that is asked; another's role is changed back as easily.
    if (self && !(await this.ask('ownRole', member, { role: this.transloco.translate(`roles.${role}`) }))) return;
    await this.attempt('roleChanged', member, () => this.gateway.changeRole(member.id, role), { role: this.transloco.translate(`roles.${role}`) });
    if (self) await this.session.refreshAbilities();
  }

  async revoke(member: MemberRow): Promise<void> {
    if (await this.ask('revoke', member)) await this.attempt('revoked', member, () => this.gateway.revokeInvitation(member.id));
  }

  async deactivate(member: MemberRow): Promise<void> {
    if (await this.handsOver({ member, leaving: true })) this.toasts.success(this.transloco.translate('settings.members.done.deactivated', { name: member.name }));
  }

  async handOver(member: MemberRow): Promise<void> {
    await this.handsOver({ member, leaving: false });
  }

  async transfer(member: MemberRow): Promise<void> {
    if (!(await firstValueFrom(this.dialogs.open<boolean, MemberRow, TransferDialog>(TransferDialog, { data: member, size: 'md' }).closed))) return;
    this.toasts.success(this.transloco.translate('settings.members.done.transferred', { name: member.name }));
    await this.session.refreshAbilities();
  }

  async reactivate(member: MemberRow): Promise<void> {
    if (await this.ask('reactivate', member)) await this.attempt('reactivated', member, () => this.gateway.reactivate(member.id));
  }

  /** The run, with its progress and undo, is shown as any other. */
  private async handsOver(data: HandOverData): Promise<boolean> {
    const done = await firstValueFrom(this.dialogs.open<HandedOver, HandOverData, HandOverDialog>(HandOverDialog, { data, size: 'md' }).closed);
    if (done?.runId) void this.bulk.follow(done.runId);
    return done !== undefined;
  }

  private ask(what: 'ownRole' | 'revoke' | 'reactivate', member: MemberRow, params: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const word = (part: string): string => this.transloco.translate(`settings.members.ask.${what}.${part}`, { name: member.name, ...params });
    return this.confirm.ask({ title: word('title'), text: word('text'), action: word('action'), tone: what === 'reactivate' ? 'neutral' : 'bad' });
  }

  private async attempt(done: string, member: MemberRow, act: () => Promise<unknown>, params: Readonly<Record<string, string>> = {}): Promise<void> {
    try {
      await act();
      this.toasts.success(this.transloco.translate(`settings.members.done.${done}`, { name: member.name, ...params }));
    } catch (error) {
      this.errors.toast(error);
    }
  }
}
