import type { RecordTypeMetadata } from '../../core/records/record-metadata.js';
import { rulesOf, type FilterGroup } from '../records/filters/filter-model.js';

/** What a group's filter can ask: fields of contacts, but not which groups they are in. */
export const withoutGroups = (contacts: RecordTypeMetadata): RecordTypeMetadata => ({ ...contacts, listFilters: [] });

/** Whether contacts that fit it can be a group. */
export const canBeGroup = (contacts: RecordTypeMetadata, filter: FilterGroup): boolean =>
  filter.items.length > 0 && rulesOf(filter).every((rule) => !contacts.listFilters?.some(({ name }) => name === rule.field));
