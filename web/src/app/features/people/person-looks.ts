import type { Formats } from '../../core/format/formats.js';
import type { ContactLifecycle } from './people.gateway.js';

/** The states on the way forward, as the path shows them; who has left stands beside it. */
export const WAY: readonly ContactLifecycle[] = ['LEAD', 'MQL', 'SQL', 'OPPORTUNITY', 'CUSTOMER', 'EVANGELIST'];

/** States in which somebody is a lead still. */
export const isLead = (lifecycle: string | null | undefined): boolean => lifecycle === null || lifecycle === undefined || lifecycle === 'LEAD' || lifecycle === 'MQL' || lifecycle === 'SQL';


interface Named {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
}
export const personName = ({ firstName, lastName, email }: Named): string => [firstName, lastName].filter(Boolean).join(' ') || (email ?? '');

/** `3 days`, `5 months`: how long something took, in the unit that fits. */
export function duration(formats: Formats, seconds: number): string {
  const units = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600]] as const;
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? (['minute', 60] as const);
  return formats.number(Math.round(seconds / size), { style: 'unit', unit, unitDisplay: 'long' });
}

export const dayIn = (today: string, days: number): string => new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
