/** `Größe (cm)` -> `grosse_cm`: what the API calls something that people have worded; numbered where that is taken. */
export function slugOf(label: string, taken: (slug: string) => boolean, fallback: string): string {
  const ascii = label.replace(/ß/g, 'ss').normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const plain = ascii.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 40).replace(/_+$/, '');
  const base = /^[a-z]/.test(plain) ? plain : [fallback, plain].filter(Boolean).join('_');
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}_${number}`;
    if (!taken(slug)) return slug;
  }
}
