import type { Language } from '@libs/contracts';
import { currentContext } from '../context/request-context.js';

/**
 * English texts and what they are in another language; `{0}`, `{1}` stand for what is filled in. `{!0}` in the translation says that a whole text of ours is
 * filled in, which has a translation of its own: `Undid: {0}`.
 */
export type Phrases = Readonly<Record<string, string>>;

interface Pattern {
  /** What the text begins and ends with: asked first, because expressions are many and most fit nowhere near. */
  readonly begin: string;
  readonly end: string;
  readonly expression: RegExp;
  /** Gaps between quotation marks: what stands there is somebody else's, and stays as it is. */
  readonly quoted: ReadonlySet<string>;
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
    if (/\{\d\}/.test(english)) book.patterns.push({ ...patternOf(english), translation });
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
  for (const { begin, end, expression, quoted, translation } of book.patterns) {
    const match = text.startsWith(begin) && text.endsWith(end) ? expression.exec(text) : null;
    if (!match) continue;
    return translation.replace(/\{(!?)(\d)\}/g, (whole, sentence: string, index: string) => {
      const value = match.groups?.[`v${index}`];
      return (quoted.has(index) ? value : filled(book, language, value, sentence === '!')) ?? whole;
    });
  }
  return ofField(text, language);
}

export const isTranslated = (text: string, language: Language): boolean => inWords(text, language) !== text || bookOf(language).exact.has(text);

/** `email: Required.` is said where there is room for one text alone: a field as the API calls it, and why it was refused. */
function ofField(text: string, language: Language): string {
  const { field, reason } = /^(?<field>[a-z]\w*(?:\.\w+)*): (?<reason>.+)$/s.exec(text)?.groups ?? {};
  return field && reason ? `${field}: ${inWords(reason, language)}` : text;
}

/** What stands in a gap may be words of ours, in the middle of a sentence: `Changed industry, phone`, `Deleted (1,200 contacts)`. */
function filled(book: Book, language: Language, value: string | undefined, isSentence: boolean): string | undefined {
  if (isSentence) return value === undefined ? value : inWords(value, language);
  return value
    ?.split(', ')
    .map((part) => {
      const { count, words } = /^(?<count>\d[\d,]*)(?: (?<words>.+))?$/.exec(part)?.groups ?? {};
      if (!count) return worded(book, part);
      const number = /^\d{1,3}(,\d{3})+$/.test(count) ? Number(count.replaceAll(',', '')).toLocaleString(language) : count;
      return words === undefined ? number : `${number} ${worded(book, words)}`;
    })
    .join(', ');
}

const worded = (book: Book, words: string): string => book.exact.get(words) ?? book.exact.get(words.slice(0, 1).toUpperCase() + words.slice(1)) ?? words;

function patternOf(english: string): Omit<Pattern, 'translation'> {
  const escaped = english.replace(/[.*+?^$()|[\]\\/]/g, '\\$&').replace(/\{(\d)\}/g, '(?<v$1>.*?)');
  const quoted = new Set([...english.matchAll(/["“]\{(\d)\}["”]/g)].map(([, index]) => index!));
  return { quoted, begin: english.slice(0, english.search(/\{\d\}/)), end: english.slice(english.lastIndexOf('}') + 1), expression: new RegExp(`^${escaped}$`, 's') };
}
