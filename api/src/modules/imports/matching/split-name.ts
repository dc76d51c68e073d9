/** Words that belong to the family name that follows them. */
const PARTICLES: ReadonlySet<string> = new Set(['van', 'von', 'vom', 'zu', 'zur', 'de', 'der', 'den', 'del', 'della', 'di', 'da', 'dos', 'das', 'la', 'le', 'el', 'al', 'bin', 'ibn', 'ten', 'ter', "'t", 'af', 'av', 'mac', 'st.', 'saint', 'san']);
const TITLES = /^(mr|mrs|ms|miss|mx|dr|prof|herr|frau|mme|mlle|m|sr|sra|srta|ing|dipl)\.?(-\w+\.?)?$/i;
const SUFFIXES = /^(jr|sr|ii|iii|iv|phd|md|mba|esq)\.?$/i;

/** A person's name as first and last name: "Lovelace, Ada" and "Dr. Ada van der Lovelace Jr." are understood. A single word is a last name. */
export function splitName(name: string): { firstName: string | null; lastName: string | null } {
  const text = name.replace(/\s+/g, ' ').trim();
  const comma = /^([^,]+), ?([^,]+)$/.exec(text);
  if (comma && !SUFFIXES.test(comma[2]!.trim())) return { firstName: withoutTitles(comma[2]!.trim().split(' ')).join(' ') || null, lastName: comma[1]!.trim() };
  const words = withoutTitles(text.replace(/,/g, '').split(' '));
  while (words.length > 2 && SUFFIXES.test(words.at(-1)!)) words.pop();
  if (words.length === 0) return { firstName: null, lastName: text || null };
  let cut = words.length - 1;
  while (cut > 1 && PARTICLES.has(words[cut - 1]!.toLowerCase())) cut--;
  return { firstName: words.slice(0, cut).join(' ') || null, lastName: words.slice(cut).join(' ') || null };
}

function withoutTitles(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !TITLES.test(word));
  return first < 0 || words.length - first < 1 ? [...words] : words.slice(first);
}
