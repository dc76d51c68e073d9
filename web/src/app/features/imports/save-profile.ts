import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { UiButton, UiIcon, UiInput } from '@libs/ui';
import { toAppError } from '../../core/graphql/app-error.js';
import { ErrorText } from '../../core/graphql/error-text.js';
import { ImportStore } from './import.store.js';

/** Keeps the mapping for the next file of this source, under a name. */
@Component({
  selector: 'app-import-save-profile',
  imports: [TranslocoPipe, UiButton, UiIcon, UiInput],
  template: `
    <h3>{{ 'imports.profiles.keep' | transloco }}</h3>
    <p>{{ 'imports.profiles.keepHint' | transloco }}</p>
    <form (submit)="save($event)">
      <input uiInput [attr.aria-label]="'imports.profiles.name' | transloco" [placeholder]="'imports.profiles.name' | transloco" maxlength="120" [value]="name()" (input)="name.set($any($event.target).value)" />
      <button uiButton type="submit" [loading]="saving()" [disabled]="!name().trim()">{{ (replaces() ? 'imports.profiles.replace' : 'imports.profiles.saveNew') | transloco }}</button>
      @if (saved()) { <span role="status"><ui-icon name="circle-check" [size]="14" />{{ 'imports.profiles.saved' | transloco }}</span> }
    </form>
    @if (problem()) { <p class="bad" role="alert">{{ problem() }}</p> }
  `,
  styles: `
    :host { display: block; }
    h3 { margin: 0; font-size: var(--text); font-weight: 500; }
    p { margin: 2px 0 8px; color: var(--muted); font-size: var(--text-sm); }
    .bad { color: var(--bad); }
    form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
    input { width: min(280px, 100%); }
    span { display: inline-flex; gap: 5px; align-items: center; color: var(--ok); font-size: var(--text-sm); }
  `,
})
export class SaveProfile {
  private readonly store = inject(ImportStore);
  private readonly errors = inject(ErrorText);
  private readonly record = computed(() => this.store.record()!);
  protected readonly name = linkedSignal(() => this.record().profileName ?? '');
  /** The profile this import came with keeps its name: saving brings it up to date. */
  protected readonly replaces = computed(() => this.record().profileId !== null && this.name().trim().toLowerCase() === (this.record().profileName ?? '').toLowerCase());
  protected readonly saving = signal(false);
  protected readonly saved = linkedSignal({ source: () => this.record().mapping, computation: () => false });
  protected readonly problem = signal('');

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.saving.set(true);
    this.problem.set('');
    try {
      await this.store.saveProfile(this.name().trim(), this.replaces());
      this.saved.set(true);
    } catch (error) {
      const known = toAppError(error);
      this.problem.set(known.reasonsFor('name').join(' ') || this.errors.of(known));
    } finally {
      this.saving.set(false);
    }
  }
}
