import { Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialogs, UiEmpty, UiIcon, UiIconButton, UiSkeleton } from '@libs/ui';
import { filter } from 'rxjs';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { RecordsLive } from '../../../core/records/records-live.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { RecordEditing } from '../../records/record-editing.js';
import { SettingsSection } from '../settings-section.js';
import { SettingsGateway, type TeamRow } from '../settings.gateway.js';
import { TeamDialog } from './team-dialog.js';

/** The teams of the workspace. */
@Component({
  selector: 'app-teams-page',
  imports: [RouterLink, SettingsSection, TranslocoPipe, UiBanner, UiButton, UiEmpty, UiIcon, UiIconButton, UiSkeleton],
  template: `
    @if (!mayEdit()) { <ui-banner class="mb-5">{{ 'settings.teams.readOnly' | transloco }}</ui-banner> }
    <app-settings-section [heading]="'settings.teams.heading' | transloco" [text]="'settings.teams.text' | transloco">
      @if (mayCreate()) { <button sectionAction uiButton variant="primary" type="button" (click)="edit(null)"><ui-icon name="plus" [size]="14" />{{ 'settings.teams.new' | transloco }}</button> }
      @if (failed(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
      @else if (teams(); as list) {
        @if (list.length === 0) { <ui-empty icon="users-round" [title]="'settings.teams.none' | transloco" [text]="'settings.teams.noneText' | transloco" /> }
        @else {
          <ul class="rows">
            @for (team of list; track team.id) {
              <li>
                <span class="what">
                  <strong>{{ team.name }}</strong>
                  @if (team.description) { <small>{{ team.description }}</small> }
                </span>
                <a class="ui-link" routerLink="/settings/members" [queryParams]="{ team: team.id }" [attr.aria-label]="'settings.teams.membersOf' | transloco: { team: team.name }">{{ 'settings.members.title' | transloco }}</a>
                @if (mayEdit()) { <button uiIconButton type="button" icon="pencil" [label]="'settings.teams.edit' | transloco: { team: team.name }" (click)="edit(team)"></button> }
                @if (mayDelete()) { <button uiIconButton type="button" icon="trash-2" [label]="'settings.teams.delete' | transloco: { team: team.name }" (click)="delete(team)"></button> }
              </li>
            }
          </ul>
        }
      } @else { <ui-skeleton height="110px" /> }
    </app-settings-section>
  `,
  styleUrl: '../settings-page.css',
})
export class TeamsPage {
  private readonly session = inject(SessionStore);
  private readonly gateway = inject(SettingsGateway);
  private readonly dialogs = inject(UiDialogs);
  private readonly editing = inject(RecordEditing);
  private readonly errors = inject(ErrorText);
  protected readonly teams = signal<readonly TeamRow[] | null>(null);
  protected readonly failed = signal<string | null>(null);
  protected readonly mayCreate = computed(() => this.session.can('create', 'team'));
  protected readonly mayEdit = computed(() => this.session.can('edit', 'team'));
  protected readonly mayDelete = computed(() => this.session.can('delete', 'team'));

  constructor() {
    void this.load();
    inject(RecordsLive)
      .events.pipe(filter((event) => event.recordType === 'team' || event.kind === 'RESYNC'), takeUntilDestroyed())
      .subscribe(() => void this.load());
  }

  protected edit(team: TeamRow | null): void {
    this.dialogs.open<boolean, TeamRow | undefined, TeamDialog>(TeamDialog, team ? { data: team, size: 'sm' } : { size: 'sm' }).closed.subscribe((saved) => {
      if (saved) void this.load();
    });
  }

  protected async delete(team: TeamRow): Promise<void> {
    try {
      const changeSetId = await this.gateway.deleteTeam(team.id);
      this.editing.offerUndo('records.deleted', team.name, changeSetId, () => void this.load());
      await this.load();
    } catch (error) {
      this.errors.toast(error);
    }
  }

  private async load(): Promise<void> {
    try {
      this.teams.set(await this.gateway.teams());
      this.failed.set(null);
    } catch (error) {
      this.failed.set(this.errors.of(error));
    }
  }
}
