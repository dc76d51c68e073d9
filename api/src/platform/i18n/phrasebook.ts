import type { Language } from '@libs/contracts';
import { currentContext } from '../context/request-context.js';

/** English texts and what they are in another language; `{0}`, `{1}` stand for what is filled in. */
export type Phrases = Readonly<Record<string, string>>;

interface Pattern {
  readonly expression: RegExp;
  readonly translation: string;
}

interface Book {
  readonly exact: Map<string, string>;
  readonly patterns: Pattern[];
}

const books = new Map<Language, Book>();
const bookOf = (language: Language): Book => {
  const book = books.get(language) ?? { exact: new Map(), patterns: [] };
  books.set(language, book);
  return book;
};

/**
 * A module brings the translations of its own texts. Texts are written in English where they belong, whole and readable, and are translated as they leave: code
 * that raises an error or names a field knows nothing of languages.
 */
export function registerPhrases(language: Language, phrases: Phrases): void {
  const book = bookOf(language);
  for (const [english, translation] of Object.entries(phrases)) {
    if (/\{\d\}/.test(english)) book.patterns.push({ expression: patternOf(english), translation });
    else book.exact.set(english, translation);
  }
  // The one that leaves least open fits best.
  book.patterns.sort((one, other) => other.expression.source.length - one.expression.source.length);
}

/** The text in the language of the present request, or as it is where nobody has translated it. */
export function inWords(text: string, language: Language = currentContext().language ?? 'en'): string {
  if (language === 'en') return text;
  const book = bookOf(language);
  const exact = book.exact.get(text);
  if (exact !== undefined) return exact;
  for (const { expression, translation } of book.patterns) {
    const match = expression.exec(text);
    if (match) return translation.replace(/\{(\d)\}/g, (whole, index: string) => filled(book, match.groups?.[`v${index}`]) ?? whole);
  }
  return text;
}

export const isTranslated = (text: string, language: Language): boolean => inWords(text, language) !== text || bookOf(language).exact.has(text);

/** What stands in a gap may be words of ours, in the middle of a sentence: `Changed industry, phone`. */
function filled(book: Book, value: string | undefined): string | undefined {
  return value
    ?.split(', ')
    .map((word) => book.exact.get(word) ?? book.exact.get(word.slice(0, 1).toUpperCase() + word.slice(1)) ?? word)
    .join(', ');
}

function patternOf(english: string): RegExp {
  const escaped = english.replace(/[.*+?^$()|[\]\\/]/g, '\\$&').replace(/\{(\d)\}/g, '(?<v$1>.+?)');
  return new RegExp(`^${escaped}$`, 's');
}
