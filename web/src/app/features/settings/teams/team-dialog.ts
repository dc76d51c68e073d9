import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiDialog, UiField, UiInput } from '@libs/ui';
import { AppError, toAppError } from '../../../core/graphql/app-error.js';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { SettingsGateway, type TeamRow } from '../settings.gateway.js';

/** A new team (no data), or another name and description for one there is. Closes with true when it was saved. */
@Component({
  selector: 'app-team-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="(team ? 'settings.teams.editTitle' : 'settings.teams.new') | transloco">
      <form id="team-form" novalidate class="flex flex-col gap-4" (submit)="save($event)">
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        <ui-field [label]="'settings.teams.name' | transloco" [mandatory]="true" [errors]="reasons('name')"><input uiInput maxlength="120" [value]="name()" (input)="name.set($any($event.target).value)" /></ui-field>
        <ui-field [label]="'settings.teams.description' | transloco" [optional]="true" [errors]="reasons('description')"><textarea uiInput rows="3" [value]="description()" (input)="description.set($any($event.target).value)"></textarea></ui-field>
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'settings.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="team-form" [loading]="saving()">{{ 'settings.save' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
})
export class TeamDialog {
  protected readonly team = inject<TeamRow | undefined>(DIALOG_DATA, { optional: true }) ?? null;
  protected readonly ref = inject<DialogRef<boolean, TeamDialog>>(DialogRef);
  private readonly gateway = inject(SettingsGateway);
  private readonly errors = inject(ErrorText);
  private readonly transloco = inject(TranslocoService);
  protected readonly name = signal(this.team?.name ?? '');
  protected readonly description = signal(this.team?.description ?? '');
  protected readonly saving = signal(false);
  private readonly error = signal<AppError | null>(null);
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && Object.keys(error.details).length === 0 ? this.errors.of(error) : null;
  });

  protected reasons(field: string): readonly string[] | null {
    return this.errors.forField(this.error(), field);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    const name = this.name().trim();
    if (!name) {
      this.error.set(new AppError('VALIDATION_ERROR', '', { name: [this.transloco.translate('settings.teams.nameMissing')] }));
      return;
    }
    this.saving.set(true);
    this.error.set(null);
    try {
      await this.gateway.saveTeam(this.team, { name, description: this.description().trim() || null });
      this.ref.close(true);
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.saving.set(false);
    }
  }
}
