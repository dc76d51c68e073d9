import { type Language, languageOfLocale } from '@libs/contracts';

/** SQL: the locale that a user is written to in: how they write dates, or the language they chose for the pages where that is another one. */
export const writtenToIn = (users: string): string =>
  `case when coalesce(${users}.preferences->>'language', '') in ('', split_part(lower(${users}.locale), '-', 1)) then ${users}.locale else ${users}.preferences->>'language' end`;

/** The same for the caller of this moment. */
export const writesIn = ({ locale, language }: { readonly locale: string; readonly language?: Language }): string => (language && languageOfLocale(locale) !== language ? language : locale);
