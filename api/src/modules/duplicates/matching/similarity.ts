/**
 * How alike two folded names are, 0 to 1. It is the best of three views, since people err in three ways: letters (typing), words (order, one more or
 * less), and blanks (`GTXPro`).
 */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  if (a === '' || b === '') return 0;
  const [joinedA, joinedB] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')];
  if (joinedA === joinedB) return 0.98;
  const letters = 1 - editDistance(joinedA, joinedB) / Math.max(joinedA.length, joinedB.length);
  return Math.max(letters, wordSimilarity(a, b));
}

/** Same words in another order score 0.95; a name whose words are all part of the other scores by how much is left over. */
function wordSimilarity(a: string, b: string): number {
  const wordsA = a.split(' ');
  const wordsB = b.split(' ');
  if (wordsA.length === 1 && wordsB.length === 1) return 0;
  const left = [...wordsB];
  let shared = 0;
  for (const word of wordsA) {
    let best = -1;
    let bestScore = 0;
    left.forEach((other, index) => {
      const score = word === other ? 1 : word.length > 3 && other.length > 3 ? 1 - editDistance(word, other) / Math.max(word.length, other.length) : 0;
      if (score > bestScore) [best, bestScore] = [index, score];
    });
    if (best >= 0 && bestScore >= 0.75) {
      shared += bestScore * word.length;
      left.splice(best, 1);
    }
  }
  const total = Math.max(wordsA.join('').length, wordsB.join('').length);
  return Math.min(0.95, shared / total);
}

/** Optimal string alignment: insert, delete, replace, and swap two neighbours each count one. */
export function editDistance(a: string, b: string): number {
  if (a.length < b.length) [a, b] = [b, a];
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}
