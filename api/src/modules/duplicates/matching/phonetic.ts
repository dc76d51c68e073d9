/** What sounds alike, as a rule, in the languages that write with Latin letters. Longer spellings come first. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sch|tsch|sh|ch(?=[eiy])/g, 's'],
  [/ph|pf|v|w/g, 'f'],
  [/ck|q|c(?=[aoukrlt]|$)|ch|g(?=h)/g, 'k'],
  [/tz|z|c|x/g, 's'],
  [/dt|th|d/g, 't'],
  [/b/g, 'p'],
  [/g/g, 'k'],
  [/j/g, 'i'],
];

/** How a word sounds, roughly: `Katharina`, `Catarina` and `Katarina` are one. Words in other scripts stay as they are. */
export function soundOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  let sound = word;
  for (const [pattern, letter] of SOUNDS) sound = sound.replace(pattern, letter);
  const first = /[aeiouy]/.test(sound[0]!) ? 'a' : sound[0]!;
  const rest = sound.slice(1).replace(/[aeiouyh]/g, '');
  return (first + rest).replace(/(.)\1+/g, '$1');
}
