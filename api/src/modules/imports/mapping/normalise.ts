/**
 * A header as words: lower case, without accents, marks of required fields, and case or underscore joints.
 * `"Opportunity_ID*"` and `"opportunityId"` both become `"opportunity id"`.
 */
export function headerWords(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/\((required|optional|pflicht|obligatoire|obligatorio)\)/gi, ' ')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/\be[\s-]mail/g, 'email')
    .replace(/[’'`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Unit that a header names, such as `Revenue (in millions)` or `Umsatz in Tsd. EUR`: what its numbers must be multiplied by. */
export function unitOf(header: string): number | undefined {
  const text = header.toLowerCase();
  if (/\b(in\s+)?(billions?|bn|mrd|milliarden|milliards?)\b/.test(text)) return 1_000_000_000;
  if (/\b(in\s+)?(millions?|mio|mln|mm|millionen|millones)\b|[($€£]\s?m\)?(\s|\)|$)|\((usd|eur|gbp|chf)?\s?m\)/.test(text)) return 1_000_000;
  if (/\b(in\s+)?(thousands?|tsd|tausend|milliers|miles)\b|\b0{3}s\b|[($€£]\s?k\)?(\s|\)|$)|\((usd|eur|gbp|chf)?\s?k\)/.test(text)) return 1_000;
  return undefined;
}

/** The header without what stands in brackets and without its unit: `Amount (in millions)` is an amount. */
export function withoutUnit(header: string): string {
  return header
    .replace(/[([].*?[)\]]/g, ' ')
    .replace(/\bin\s+(thousands|millions|billions|tsd|mio|mrd|usd|eur|gbp|chf|days|%|percent)\b.*$/i, ' ')
    .trim();
}
