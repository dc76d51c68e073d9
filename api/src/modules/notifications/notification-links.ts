import { findRecordType } from '../../platform/records/record-registry.js';

/** Pages of the client for what is no record type. */
const PLURALS: Readonly<Record<string, string>> = { import: 'imports' };

/** And of what has no page of its own. */
const PAGES: Readonly<Record<string, string>> = { importProfile: '/imports' };

/** Where in the client a record is: `/contacts/<id>`. Null for what has no page. */
export function pageOf(recordType: string | null | undefined, recordId: string | null | undefined): string | null {
  if (!recordType || !recordId) return null;
  if (PAGES[recordType]) return PAGES[recordType];
  const plural = PLURALS[recordType] ?? findRecordType(recordType)?.plural;
  return plural ? `/${plural}/${recordId}` : null;
}
