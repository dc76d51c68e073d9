import type { AccountSize } from './account.record.js';

const BANDS: readonly (readonly [upTo: number, size: AccountSize])[] = [
  [1, 'SOLO'],
  [9, 'MICRO'],
  [49, 'SMALL'],
  [249, 'MEDIUM'],
  [999, 'LARGE'],
];

/** The size that a number of employees means. */
export const sizeOf = (employees: number): AccountSize => BANDS.find(([upTo]) => employees <= upTo)?.[1] ?? 'ENTERPRISE';

/** `https://www.Example.com/about` -> `example.com`; null for what is no web address. */
export function domainOf(website: string | null): string | null {
  if (!website || !URL.canParse(website)) return null;
  const host = new URL(website).hostname.toLowerCase().replace(/^www\./, '').replace(/\.$/, '');
  return host.includes('.') ? host : null;
}
