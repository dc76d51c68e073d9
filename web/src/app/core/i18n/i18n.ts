import { type EnvironmentProviders, inject, isDevMode, makeEnvironmentProviders, provideAppInitializer } from '@angular/core';
import { provideTransloco, provideTranslocoMissingHandler, provideTranslocoTranspiler, type Translation, TranslocoService, type TranslocoLoader } from '@jsverse/transloco';
import { from, of, type Observable } from 'rxjs';
import { map } from 'rxjs/operators';
import english from './en.json' with { type: 'json' };
import { MissingWords } from './missing-words.js';
import { PluralTranspiler } from './plural-transpiler.js';
import { type Language, LANGUAGES, PAGE_LANGUAGE } from './language.js';

class BundledLoader implements TranslocoLoader {
  getTranslation(language: string): Observable<Translation> {
    if (language === 'de') return from(import('./de.json').then((file) => file.default as Translation));
    return of(english);
  }
}

/** The English words of shell and core are part of the first bundle, other languages' come before the first page: nothing flashes untranslated. */
export function provideText(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: { availableLangs: [...LANGUAGES], defaultLang: PAGE_LANGUAGE, fallbackLang: 'en', reRenderOnLangChange: true, prodMode: !isDevMode() },
      loader: BundledLoader,
    }),
    provideTranslocoTranspiler(PluralTranspiler),
    provideTranslocoMissingHandler(MissingWords),
    provideAppInitializer(() => inject(TranslocoService).load(PAGE_LANGUAGE)),
  ]);
}

/**
 * `resolve: { text: featureText('accounts', { en: () => import('./accounts.en.json'), de: () => import('./accounts.de.json') }) }` on a feature's route: its
 * words are there before its first page is, under the feature's name (`accounts.title`).
 */
export function featureText(scope: string, files: Readonly<Record<Language, () => Promise<{ default: Translation }>>>): () => Observable<true> {
  return () => {
    const transloco = inject(TranslocoService);
    const language = transloco.getActiveLang() as Language;
    return from(files[language]()).pipe(
      map((file) => {
        transloco.setTranslation({ [scope]: file.default }, language, { merge: true, emitChange: false });
        return true as const;
      }),
    );
  };
}
