export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name, as people look for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

const KEY = 'kinship.language';

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

function stored(): Language | null {
  try {
    const value = localStorage.getItem(KEY);
    return isLanguage(value) ? value : null;
  } catch {
    return null;
  }
}

function ofBrowser(): Language {
  for (const wish of navigator.languages) {
    const language = wish.split('-')[0]!.toLowerCase();
    if (isLanguage(language)) return language;
  }
  return 'en';
}

/** The language of this page for as long as it is open: what was chosen in this browser, else the first of the browser's own that we speak. */
export const PAGE_LANGUAGE: Language = stored() ?? ofBrowser();

/** How somebody who reads this page writes dates and numbers: as the browser's region does, where that speaks its language. */
export function localeOfBrowser(language: Language = PAGE_LANGUAGE, wishes: readonly string[] = navigator.languages): string {
  for (const wish of wishes) {
    try {
      const locale = new Intl.Locale(wish);
      if (locale.language === language && locale.region) return `${locale.language}-${locale.region}`;
    } catch {
      // Some systems report names that are no locales, such as `en-US@posix`.
    }
  }
  return language;
}

/** A language somebody chose and keeps in the profile. */
export const asLanguage = (value: unknown): Language | null => (isLanguage(value) ? value : null);

/** @returns whether it was kept: storage can be switched off, and then the page must not be loaded again for it. */
export function rememberLanguage(language: Language): boolean {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    return false;
  }
  return stored() === language;
}
