import { type EnvironmentProviders, inject, isDevMode, makeEnvironmentProviders, provideAppInitializer } from '@angular/core';
import { provideTransloco, type Translation, TranslocoService, type TranslocoLoader } from '@jsverse/transloco';
import { from, of, type Observable } from 'rxjs';
import { map } from 'rxjs/operators';
import english from './en.json' with { type: 'json' };

export const LANGUAGES = ['en'] as const;

class BundledLoader implements TranslocoLoader {
  getTranslation(): Observable<Translation> {
    return of(english);
  }
}

/** The words of shell and core are part of the first bundle, so that nothing flashes untranslated. */
export function provideText(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: { availableLangs: [...LANGUAGES], defaultLang: 'en', fallbackLang: 'en', reRenderOnLangChange: true, prodMode: !isDevMode(), missingHandler: { logMissingKey: isDevMode() } },
      loader: BundledLoader,
    }),
    provideAppInitializer(() => inject(TranslocoService).load('en')),
  ]);
}

/**
 * `resolve: { text: featureText('accounts', { en: () => import('./accounts.en.json', { with: { type: 'json' } }) }) }` on a feature's route: its words are there
 * before its first page is, under the feature's name (`accounts.title`).
 */
export function featureText(scope: string, files: Readonly<Record<(typeof LANGUAGES)[number], () => Promise<{ default: Translation }>>>): () => Observable<true> {
  return () => {
    const transloco = inject(TranslocoService);
    const language = transloco.getActiveLang() as (typeof LANGUAGES)[number];
    return from(files[language]()).pipe(
      map((file) => {
        transloco.setTranslation({ [scope]: file.default }, language, { merge: true, emitChange: false });
        return true as const;
      }),
    );
  };
}
