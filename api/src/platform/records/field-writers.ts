import { currentActor } from '../context/request-context.js';
import type { Field } from './fields.js';

/** Whether the present actor's role may set the field; the record's own permission is another question. */
export function mayWrite({ custom }: Field): boolean {
  const actor = currentActor();
  return !custom?.writers || actor.kind === 'system' || custom.writers.includes(actor.role);
}

const PLURALS = { OWNER: 'owners', ADMIN: 'administrators', MEMBER: 'members', VIEWER: 'viewers' } as const;

/** "owners and administrators" */
export const writersOf = ({ custom }: Field): string => (custom?.writers ?? []).map((role) => PLURALS[role]).join(' and ');
