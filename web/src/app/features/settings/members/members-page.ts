import { Component, computed, DestroyRef, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiEmpty, UiIcon, UiInput, UiSkeleton } from '@libs/ui';
import { debounceTime, filter, Subject, type Subscription } from 'rxjs';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { RecordsLive } from '../../../core/records/records-live.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { SettingsSection } from '../settings-section.js';
import { SettingsGateway, type MemberPage, type TeamRow } from '../settings.gateway.js';
import type { MemberStatus } from '../operations.generated.js';
import { MemberActing } from './member-acting.js';
import { MemberItem } from './member-item.js';
import type { Me } from './member-rules.js';

const PAGE = 50;
const TYPING_PAUSE_MS = 200;

/** Everybody who has a place in the workspace: who signs in, who is asked to, and who came with an import. Search, status and team are in the address. */
@Component({
  selector: 'app-members-page',
  imports: [MemberItem, SettingsSection, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiIcon, UiInput, UiSkeleton],
  template: `
    @if (!me().manages) { <ui-banner class="mb-5">{{ 'settings.members.readOnly' | transloco }}</ui-banner> }
    <app-settings-section [heading]="'settings.members.heading' | transloco" [text]="'settings.members.text' | transloco">
      @if (me().manages) { <button sectionAction uiButton variant="primary" type="button" (click)="acting.invite(null, me())"><ui-icon name="user-plus" [size]="14" />{{ 'settings.members.invite' | transloco }}</button> }
      <div class="tools">
        <input uiInput type="search" [attr.aria-label]="'settings.members.find' | transloco" [placeholder]="'settings.members.find' | transloco" [value]="query()" (input)="query.set($any($event.target).value); typed.next()" />
        <select uiInput [attr.aria-label]="'settings.members.status' | transloco" (change)="go({ status: $any($event.target).value || null })">
          <option value="" [selected]="!status()">{{ 'settings.members.anyStatus' | transloco }}</option>
          @for (each of statuses; track each) { <option [value]="each" [selected]="status() === each">{{ 'settings.members.statuses.' + each | transloco }}</option> }
        </select>
        @if (teams().length > 0) {
          <select uiInput [attr.aria-label]="'settings.members.team' | transloco" (change)="go({ team: $any($event.target).value || null })">
            <option value="" [selected]="!team()">{{ 'settings.members.anyTeam' | transloco }}</option>
            @for (each of teams(); track each.id) { <option [value]="each.id" [selected]="team() === each.id">{{ each.name }}</option> }
          </select>
        }
      </div>
      @if (failed(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
      @else if (found(); as list) {
        @if (list.nodes.length === 0) { <ui-empty icon="users" [title]="'settings.members.none' | transloco" [text]="'settings.members.noneText' | transloco" /> }
        @else {
          <p class="count" role="status">{{ 'settings.members.count' | transloco: { count: list.totalCount } }}</p>
          <ul class="rows">
            @for (member of list.nodes; track member.id) { <li><app-member-item [member]="member" [me]="me()" /></li> }
          </ul>
          @if (list.pageInfo.hasNextPage) { <button class="more" uiButton type="button" (click)="shown.set(shown() + page)">{{ 'settings.members.more' | transloco }}</button> }
        }
      } @else { <ui-skeleton height="220px" /> }
    </app-settings-section>
  `,
  styleUrls: ['../settings-page.css', './members-page.css'],
})
export class MembersPage {
  /** Query parameters. */
  readonly q = input<string>();
  readonly status = input<string>();
  readonly team = input<string>();
  private readonly session = inject(SessionStore);
  private readonly gateway = inject(SettingsGateway);
  private readonly router = inject(Router);
  private readonly errors = inject(ErrorText);
  protected readonly acting = inject(MemberActing);
  protected readonly page = PAGE;
  protected readonly statuses: readonly MemberStatus[] = ['ACTIVE', 'INVITED', 'NOT_INVITED', 'DEACTIVATED'];
  protected readonly query = linkedSignal(() => this.q() ?? '');
  protected readonly typed = new Subject<void>();
  protected readonly shown = signal(PAGE);
  protected readonly teams = signal<readonly TeamRow[]>([]);
  protected readonly found = signal<MemberPage | null>(null);
  protected readonly failed = signal<string | null>(null);
  protected readonly me = computed<Me>(() => ({ id: this.session.member()?.id ?? '', role: this.session.role() ?? 'VIEWER', manages: this.session.has('manage:users') }));
  private watching: Subscription | null = null;

  private readonly variables = computed(() => {
    const status = this.statuses.find((each) => each === this.status());
    const team = this.team();
    return { first: this.shown(), after: null, search: this.q() || null, filter: { ...(status ? { status: { eq: status } } : {}), ...(team ? { teamId: { eq: team } } : {}) } };
  });

  constructor() {
    effect(() => {
      this.variables();
      untracked(() => this.load());
    });
    this.typed.pipe(debounceTime(TYPING_PAUSE_MS), takeUntilDestroyed()).subscribe(() => this.go({ q: this.query().trim() || null }));
    // Somebody joined, came with an import or changed their status, and lists by status change with that.
    inject(RecordsLive)
      .events.pipe(filter((event) => event.recordType === 'member' || event.kind === 'RESYNC'), debounceTime(TYPING_PAUSE_MS), takeUntilDestroyed())
      .subscribe(() => this.load());
    inject(DestroyRef).onDestroy(() => this.watching?.unsubscribe());
    void this.gateway.teams().then((teams) => this.teams.set(teams), () => undefined);
  }

  protected go(queryParams: Readonly<Record<string, string | null>>): void {
    this.shown.set(PAGE);
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  private load(): void {
    this.watching?.unsubscribe();
    this.watching = this.gateway.watchMembers(this.variables()).subscribe({
      next: (page) => {
        this.found.set(page);
        this.failed.set(null);
      },
      error: (error: unknown) => this.failed.set(this.errors.of(error)),
    });
  }
}
