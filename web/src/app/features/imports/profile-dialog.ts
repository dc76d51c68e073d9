import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiBanner, UiButton, UiCheckbox, UiDialog, UiField, UiInput } from '@libs/ui';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import type { ImportProfile, Rhythm } from './import-model.js';
import { ImportsGateway } from './imports.gateway.js';

const RHYTHMS: readonly Rhythm[] = ['HOUR', 'DAY', 'WEEK'];

/** What a saved profile is called, and whether its file is fetched by itself. */
@Component({
  selector: 'app-import-profile-dialog',
  imports: [TranslocoPipe, UiBanner, UiButton, UiCheckbox, UiDialog, UiField, UiInput],
  template: `
    <ui-dialog [heading]="'imports.profiles.edit' | transloco: { name: profile.name }">
      <form id="profile" (submit)="save($event)">
        @if (problem()) { <ui-banner tone="bad">{{ problem() }}</ui-banner> }
        <ui-field [label]="'imports.profiles.name' | transloco" [errors]="reasons('name')"><input uiInput required maxlength="120" [value]="name()" (input)="name.set($any($event.target).value)" /></ui-field>
        <ui-field [label]="'imports.profiles.url' | transloco" [hint]="'imports.profiles.urlHint' | transloco" [errors]="reasons('sourceUrl')"><input uiInput type="url" inputmode="url" placeholder="https://" [value]="url()" (input)="url.set($any($event.target).value)" /></ui-field>
        @if (url().trim()) {
          <ui-field [label]="'imports.profiles.every' | transloco">
            <select uiInput #rhythm (change)="every.set($any(rhythm.value) || null)">
              <option value="" [selected]="!every()">{{ 'imports.profiles.never' | transloco }}</option>
              @for (each of rhythms; track each) { <option [value]="each" [selected]="each === every()">{{ 'imports.profiles.rhythms.' + each | transloco }}</option> }
            </select>
          </ui-field>
          <ui-checkbox [checked]="automatic()" (checkedChange)="automatic.set($event)">{{ 'imports.profiles.automatic' | transloco }}</ui-checkbox>
          <p>{{ 'imports.profiles.automaticHint' | transloco }}</p>
        }
      </form>
      <ng-container uiDialogFooter>
        <button uiButton type="button" (click)="ref.close()">{{ 'imports.profiles.cancel' | transloco }}</button>
        <button uiButton variant="primary" type="submit" form="profile" [loading]="saving()" [disabled]="!name().trim()">{{ 'imports.profiles.save' | transloco }}</button>
      </ng-container>
    </ui-dialog>
  `,
  styles: `
    form { display: flex; flex-direction: column; gap: 14px; }
    p { margin: -8px 0 0 26px; color: var(--muted); font-size: var(--text-sm); }
  `,
})
export class ProfileDialog {
  protected readonly profile = inject<ImportProfile>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<ImportProfile, ProfileDialog>>(DialogRef);
  private readonly gateway = inject(ImportsGateway);
  private readonly errors = inject(ErrorText);
  protected readonly rhythms = RHYTHMS;
  protected readonly name = signal(this.profile.name);
  protected readonly url = signal(this.profile.sourceUrl ?? '');
  protected readonly every = signal<Rhythm | null>(this.profile.every ?? null);
  protected readonly automatic = signal(this.profile.automatic);
  protected readonly saving = signal(false);
  private readonly failure = signal<unknown>(null);
  private readonly known = computed(() => (this.failure() ? toAppError(this.failure()) : null));
  protected readonly problem = computed(() => (this.known() && Object.keys(this.known()!.details).length === 0 ? this.errors.of(this.known()) : ''));

  protected reasons(field: string): readonly string[] {
    return this.known()?.reasonsFor(field) ?? [];
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.saving.set(true);
    this.failure.set(null);
    const sourceUrl = this.url().trim() || null;
    try {
      this.ref.close(await this.gateway.changeProfile({ id: this.profile.id, name: this.name(), sourceUrl, every: sourceUrl ? this.every() : null, automatic: this.automatic() }));
    } catch (error) {
      this.failure.set(error);
      this.saving.set(false);
    }
  }
}
