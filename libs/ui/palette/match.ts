/** How well `text` fits `query`: higher is better, 0 is no match. Whole beginnings win over word beginnings, those over letters in order. */
export function matchScore(query: string, text: string): number {
  const needle = query.trim().toLowerCase();
  const hay = text.toLowerCase();
  if (!needle) return 1;
  if (hay.startsWith(needle)) return 1000 - hay.length;
  const at = hay.indexOf(needle);
  if (at > 0) return (/[\s\-_/]/.test(hay[at - 1] ?? '') ? 700 : 400) - at - hay.length / 100;
  return inOrder(needle, hay);
}

function inOrder(needle: string, hay: string): number {
  let at = -1;
  let gaps = 0;
  for (const letter of needle.replace(/\s+/g, '')) {
    const next = hay.indexOf(letter, at + 1);
    if (next < 0) return 0;
    if (at >= 0) gaps += next - at - 1;
    at = next;
  }
  return Math.max(1, 200 - gaps * 4);
}
