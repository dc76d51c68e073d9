/** The least length the API accepts. */
export const LEAST_PASSWORD_LENGTH = 10;

const COMMON = ['password', 'passwort', 'qwerty', 'qwertz', 'azerty', 'letmein', 'welcome', 'admin', 'iloveyou', 'monkey', 'dragon', 'football', 'summer', 'winter', 'kinship'];
const RUNS = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', '01234567890', '9876543210'];

/**
 * 0 (too easy) to 4 (strong): roughly how many guesses a password stands, after taking out what guessers try first
 * (common words, what the person typed elsewhere, runs and repeats). A guide, not a gate: the API decides.
 */
export function passwordStrength(password: string, known: readonly string[] = []): 0 | 1 | 2 | 3 | 4 {
  if (password.length < LEAST_PASSWORD_LENGTH) return 0;
  const words = [...COMMON, ...known.flatMap((value) => value.toLowerCase().split(/[\s@._-]+/)).filter((word) => word.length > 2)];
  let rest = password.toLowerCase();
  for (const word of words) rest = rest.replaceAll(word, '*');
  for (const run of RUNS) rest = collapseRuns(rest, run);
  rest = rest.replace(/(.)\1{2,}/g, '$1');
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/].filter((each) => each.test(password)).length;
  const variety = new Set(rest).size;
  const bits = Math.min(rest.length, variety * 1.6) * (3 + classes * 0.7);
  if (bits < 28) return 0;
  if (bits < 40) return 1;
  if (bits < 54) return 2;
  return bits < 70 ? 3 : 4;
}

/** `1234` and the like count as one character. */
function collapseRuns(text: string, run: string): string {
  let result = text;
  for (let length = Math.min(run.length, text.length); length >= 4; length -= 1) {
    for (let at = 0; at + length <= run.length; at += 1) result = result.replaceAll(run.slice(at, at + length), '*');
  }
  return result;
}
