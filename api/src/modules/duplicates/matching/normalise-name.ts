/** Case, accents, punctuation and runs of blanks make no difference to what a name means; spaces between words do. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[æÆ]/g, 'ae')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const LEGAL_FORMS = new Set(
  (
    'inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh mbh ag kg ohg ug se sa sas sasu sarl eurl spa srl snc bv nv oy oyj ab aps as asa kk pty pte sl slu sro zoo kft'
  ).split(' '),
);

/** The name without its legal form, and that form: `"ACME, Inc."` -> `acme` + `inc`. A name that is nothing but legal forms stays whole. */
export function splitLegalForm(folded: string): { stem: string; form: string } {
  const words = folded
    .replace(/\bs a r l$/, 'sarl')
    .replace(/\bs p a$/, 'spa')
    .replace(/\bs r l$/, 'srl')
    .replace(/\bs a s$/, 'sas')
    .replace(/\bs a$/, 'sa')
    .replace(/\bl l c$/, 'llc')
    .replace(/\bb v$/, 'bv')
    .replace(/\bn v$/, 'nv')
    .replace(/\bsp z o o$/, 'zoo')
    .replace(/\bgmbh and co kg$/, 'gmbh kg')
    .split(' ');
  let end = words.length;
  while (end > 1 && LEGAL_FORMS.has(words[end - 1]!)) end--;
  return { stem: words.slice(0, end).join(' '), form: words.slice(end).join(' ') };
}
