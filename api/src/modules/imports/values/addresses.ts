import { problem, value, type Outcome } from './outcome.js';

const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+@[a-z0-9\u0080-\uffff](?:[a-z0-9\u0080-\uffff-]*[a-z0-9\u0080-\uffff])?(?:\.[a-z0-9\u0080-\uffff](?:[a-z0-9\u0080-\uffff-]*[a-z0-9\u0080-\uffff])?)+$/;

/** Lower-cased; `Ann <ann@a.example>` and `mailto:` are undone, and of several addresses the first is taken. */
export function parseEmail(raw: string): Outcome<string> {
  const first = raw.split(/\s:::\s|[;,\n]/).map((entry) => entry.trim()).find((entry) => entry !== '') ?? '';
  const bare = (/<([^<>]+)>\s*$/.exec(first)?.[1] ?? first).replace(/^mailto:/i, '').trim().toLowerCase();
  const local = bare.slice(0, bare.lastIndexOf('@'));
  if (bare.length > 254 || local.length > 64 || local.startsWith('.') || local.endsWith('.') || local.includes('..') || !EMAIL.test(bare)) return problem('NOT_AN_EMAIL');
  return value(bare);
}

/** As written, with single blanks; extensions and letters after `ext` stay. Numbers that a spreadsheet mangled (`4.42E+11`) are refused. */
export function parsePhone(raw: string): Outcome<string> {
  const first = raw.split(/\s:::\s|[;\n]/)[0]!.trim();
  const text = first.replace(/^tel:/i, '').replace(/^['’]/, '').replace(/\s+/g, ' ').trim();
  const digits = text.replace(/\D/g, '').length;
  if (digits < 3 || digits > 20 || /[^\d\s+().\-/#*x,ext:]/i.test(text) || /^\d+([.,]\d+)?e\+?\d+$/i.test(text)) return problem('NOT_A_PHONE');
  return value(text);
}

/** With a scheme: `acme.example` becomes `https://acme.example`. Only http and https are web addresses. */
export function parseUrl(raw: string): Outcome<string> {
  const text = raw.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if ((scheme && scheme !== 'http' && scheme !== 'https') || /\s/.test(text)) return problem('NOT_A_URL');
  try {
    const parsed = new URL(scheme ? text : `https://${text.replace(/^\/\//, '')}`);
    const host = parsed.hostname;
    if (!/^[^.]+(\.[^.]+)+$/.test(host) || parsed.username || (!scheme && /@/.test(text))) return problem('NOT_A_URL');
    return value(scheme ? text : parsed.pathname === '/' && !text.endsWith('/') ? parsed.origin + parsed.search + parsed.hash : parsed.href);
  } catch {
    return problem('NOT_A_URL');
  }
}
