import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { UiBanner, UiButton, UiCombobox, UiField, UiInput, UiToasts } from '@libs/ui';
import { ErrorText } from '../../../core/graphql/error-text.js';
import { wordLocaleOf } from '../../../core/format/formats.js';
import { toAppError, type AppError } from '../../../core/graphql/app-error.js';
import { LANGUAGE_NAMES, LANGUAGES, PAGE_LANGUAGE } from '../../../core/i18n/language.js';
import { SessionStore } from '../../../core/session/session.store.js';
import { Theme, type Density, type ThemeChoice } from '../../../core/theme/theme.js';
import { SettingsSection } from '../settings-section.js';
import { localeOptions, timezoneOptions } from './region-options.js';

/** The person's own name, region and looks. */
@Component({
  selector: 'app-profile-page',
  imports: [SettingsSection, TranslocoPipe, UiBanner, UiButton, UiCombobox, UiField, UiInput],
  template: `
    <app-settings-section [heading]="'settings.profile.you' | transloco" [text]="'settings.profile.youText' | transloco">
      <form novalidate (submit)="save($event)">
        @if (problem(); as text) { <ui-banner tone="bad">{{ text }}</ui-banner> }
        <ui-field [label]="'settings.profile.name' | transloco" [errors]="reasons('name')"><input uiInput autocomplete="name" maxlength="120" [value]="values().name" (input)="set('name', $any($event.target).value)" /></ui-field>
        <ui-field [label]="'settings.profile.email' | transloco" [hint]="'settings.profile.emailHint' | transloco"><input uiInput type="email" readonly [value]="session.user()?.email ?? ''" /></ui-field>
        <ui-field [label]="'settings.profile.timezone' | transloco" [errors]="reasons('timezone')"><ui-combobox [value]="values().timezone" [options]="timezones()" (valueChange)="set('timezone', $event)" /></ui-field>
        <ui-field [label]="'settings.profile.locale' | transloco" [hint]="'settings.profile.localeHint' | transloco: { example: example() }" [errors]="reasons('locale')">
          <ui-combobox [value]="values().locale" [options]="locales()" (valueChange)="set('locale', $event)" />
        </ui-field>
        <ui-field [label]="'settings.profile.language' | transloco" [hint]="'settings.profile.languageHint' | transloco">
          <ui-combobox [value]="values().language" [options]="languages" (valueChange)="set('language', $event)" />
        </ui-field>
        <div><button uiButton variant="primary" type="submit" [loading]="saving()" [disabled]="!changed()">{{ 'settings.save' | transloco }}</button></div>
      </form>
    </app-settings-section>
    <app-settings-section [heading]="'settings.profile.looks' | transloco" [text]="'settings.profile.looksText' | transloco">
      <div class="choices">
        <fieldset>
          <legend>{{ 'account.theme' | transloco }}</legend>
          @for (choice of themes; track choice) {
            <label><input class="ui-check" type="radio" name="theme" [checked]="theme.choice() === choice" (change)="theme.choice.set(choice)" />{{ 'account.' + choice | transloco }}</label>
          }
        </fieldset>
        <fieldset>
          <legend>{{ 'account.density' | transloco }}</legend>
          @for (choice of densities; track choice) {
            <label><input class="ui-check" type="radio" name="density" [checked]="theme.density() === choice" (change)="theme.density.set(choice)" />{{ 'account.' + choice | transloco }}</label>
          }
        </fieldset>
      </div>
    </app-settings-section>
  `,
  styleUrl: '../settings-page.css',
})
export class ProfilePage {
  protected readonly session = inject(SessionStore);
  protected readonly theme = inject(Theme);
  private readonly errors = inject(ErrorText);
  private readonly toasts = inject(UiToasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];
  protected readonly densities: readonly Density[] = ['compact', 'comfortable'];

  private readonly saved = computed(() => {
    const user = this.session.user();
    return { name: user?.name ?? '', timezone: user?.timezone ?? 'UTC', locale: user?.locale ?? 'en', language: PAGE_LANGUAGE };
  });
  protected readonly values = linkedSignal(() => this.saved());
  protected readonly changed = computed(() => JSON.stringify(this.values()) !== JSON.stringify(this.saved()));
  protected readonly saving = signal(false);
  private readonly error = signal<AppError | null>(null);
  protected readonly problem = computed(() => {
    const error = this.error();
    return error && Object.keys(error.details).length === 0 ? this.errors.of(error) : null;
  });
  protected readonly languages = LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }));
  protected readonly timezones = computed(() => timezoneOptions(this.saved().timezone));
  protected readonly locales = computed(() => localeOptions(this.transloco.getActiveLang(), this.saved().locale));
  protected readonly example = computed(() => {
    const locale = this.values().locale;
    return `${new Intl.NumberFormat(locale).format(1234567.89)} · ${new Intl.DateTimeFormat(wordLocaleOf(locale), { dateStyle: 'medium' }).format(new Date(2026, 11, 31))}`;
  });

  protected set(field: 'name' | 'timezone' | 'locale' | 'language', value: string | null): void {
    this.values.update((values) => ({ ...values, [field]: value ?? '' }));
  }

  protected reasons(field: string): readonly string[] | null {
    return this.errors.forField(this.error(), field);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving()) return;
    this.saving.set(true);
    this.error.set(null);
    try {
      const { language, ...values } = this.values();
      await this.session.updateProfile({ ...values, name: values.name.trim(), preferences: { language } });
      this.toasts.success(this.transloco.translate('settings.saved'));
    } catch (error) {
      this.error.set(toAppError(error));
    } finally {
      this.saving.set(false);
    }
  }
}
