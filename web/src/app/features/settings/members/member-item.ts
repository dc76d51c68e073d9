import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiAvatar, UiBadge, UiIconButton, UiMenu, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio, type Tone } from '@libs/ui';
import type { MemberStatus } from '../operations.generated.js';
import type { MemberRow } from '../settings.gateway.js';
import { exceptionsOf } from './exceptions.js';
import { MemberActing } from './member-acting.js';
import { actionsFor, anyAction, type Me } from './member-rules.js';

const TONES: Readonly<Record<MemberStatus, Tone>> = { ACTIVE: 'ok', INVITED: 'info', NOT_INVITED: 'neutral', DEACTIVATED: 'bad' };

/** A member in the list, with what one may do about them. */
@Component({
  selector: 'app-member-item',
  imports: [TranslocoPipe, UiAvatar, UiBadge, UiIconButton, UiMenu, UiMenuFor, UiMenuGroup, UiMenuItem, UiMenuRadio],
  template: `
    <ui-avatar [name]="member().name" [size]="30" />
    <span class="who">
      <span class="name">{{ member().name }} @if (member().id === me().id) { <ui-badge tone="brand">{{ 'settings.members.you' | transloco }}</ui-badge> }</span>
      <small>{{ member().email ?? ('settings.members.noEmail' | transloco) }}</small>
    </span>
    <span class="where">{{ place() }}</span>
    <span class="marks">
      @if (exceptions() > 0) { <ui-badge tone="warn">{{ 'settings.members.exceptionCount' | transloco: { count: exceptions() } }}</ui-badge> }
      @if (member().role; as role) { <ui-badge>{{ 'roles.' + role | transloco }}</ui-badge> }
      <ui-badge [tone]="tone()">{{ 'settings.members.statuses.' + status() | transloco }}</ui-badge>
    </span>
    @if (any()) {
      <button uiIconButton type="button" class="menu" icon="ellipsis" [label]="'settings.members.actionsOf' | transloco: { name: member().name }" [uiMenuFor]="menu"></button>
      <ng-template #menu>
        <ui-menu>
          @if (actions().invite) { <button uiMenuItem icon="user-plus" (triggered)="acting.invite(member(), me())">{{ 'settings.members.inviteThis' | transloco }}</button> }
          @if (actions().renewLink) { <button uiMenuItem icon="link" (triggered)="acting.invite(member(), me())">{{ 'settings.members.newLink' | transloco }}</button> }
          @if (actions().revoke) { <button uiMenuItem icon="unlink" (triggered)="acting.revoke(member())">{{ 'settings.members.revoke' | transloco }}</button> }
          @if (actions().roles.length > 0) {
            <ui-menu-group [label]="'settings.members.role' | transloco" />
            @for (role of actions().roles; track role) { <button uiMenuRadio [checked]="member().role === role" (triggered)="acting.changeRole(member(), role, me())">{{ 'roles.' + role | transloco }}</button> }
          }
          @if (actions().exceptions || actions().handOver || actions().deactivate || actions().reactivate) { <ui-menu-group /> }
          @if (actions().exceptions) { <button uiMenuItem icon="key-round" (triggered)="acting.exceptions(member())">{{ 'settings.members.exceptions' | transloco }}</button> }
          @if (actions().handOver) { <button uiMenuItem icon="arrow-right" (triggered)="acting.handOver(member())">{{ 'settings.members.handOver' | transloco }}…</button> }
          @if (actions().transfer) { <button uiMenuItem icon="shield-check" tone="bad" (triggered)="acting.transfer(member())">{{ 'settings.members.transfer' | transloco }}</button> }
          @if (actions().deactivate) { <button uiMenuItem icon="user-x" tone="bad" (triggered)="acting.deactivate(member())">{{ 'settings.members.deactivate' | transloco }}</button> }
          @if (actions().reactivate) { <button uiMenuItem icon="user-check" (triggered)="acting.reactivate(member())">{{ 'settings.members.reactivate' | transloco }}</button> }
        </ui-menu>
      </ng-template>
    } @else { <span class="menu"></span> }
  `,
  styles: `
    :host { display: grid; flex: 1; grid-template: 'avatar who where marks menu' auto / 30px minmax(0, 3fr) minmax(0, 3fr) 190px 30px; gap: 2px 12px; align-items: center; min-width: 0; padding: 9px 12px 9px 14px; }
    .who { display: flex; flex-direction: column; min-width: 0; }
    .name { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: center; font-weight: 500; overflow-wrap: anywhere; }
    small, .where { color: var(--muted); font-size: var(--text-sm); overflow-wrap: anywhere; }
    .marks { display: flex; flex-wrap: wrap; gap: 4px 6px; justify-content: flex-end; }
    .menu { grid-area: menu; }
    @media (max-width: 1000px) {
      :host { grid-template: 'avatar who menu' auto '. where where' auto '. marks marks' auto / 30px minmax(0, 1fr) 40px; }
      .where { grid-area: where; }
      .marks { grid-area: marks; justify-content: flex-start; padding-top: 3px; }
    }
  `,
})
export class MemberItem {
  readonly member = input.required<MemberRow>();
  readonly me = input.required<Me>();
  protected readonly acting = inject(MemberActing);
  protected readonly actions = computed(() => actionsFor(this.me(), this.member()));
  protected readonly any = computed(() => anyAction(this.actions()));
  protected readonly status = computed<MemberStatus>(() => this.member().status ?? 'NOT_INVITED');
  protected readonly tone = computed(() => TONES[this.status()]);
  protected readonly exceptions = computed(() => exceptionsOf(this.member().permissions).length);
  protected readonly place = computed(() => [this.member().jobTitle, this.member().team?.name, this.member().office].filter(Boolean).join(' · '));
}
