import { hasPermission } from '../../platform/access/ability.js';
import type { Field } from '../../platform/records/fields.js';

export const MAX_OPTION_LENGTH = 80;

/** Whether what a file says and nobody knows yet may come into being: as a record, or as an option of a select that the workspace added. */
export const canBeAdded = ({ kind, custom }: Field): boolean => kind === 'reference' || (kind === 'choice' && custom !== undefined && hasPermission('manage:customFields'));
