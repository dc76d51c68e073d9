import { Injectable, type OnModuleInit } from '@nestjs/common';
import { abilityToSql, type SqlParameters } from '../../platform/access/ability-to-sql.js';
import { validationError } from '../../platform/errors/app-error.js';
import { addListFilter } from '../../platform/graphql/list-filter-inputs.js';
import type { FieldCondition, RecordFilter } from '../../platform/records/record-filter.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { contactRecord } from '../contacts/index.js';
import { GROUP_FILTER } from './group-names.js';
import { groupMemberRecord, groupRecord, type ContactGroup } from './group.record.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NOBODY: RecordFilter = { id: { in: [] } };

/** Groups as a filter of contacts; only groups that the caller sees, so a private one tells nobody anything, not even by an empty list that differs. */
const groupFilter = addListFilter(contactRecord, { name: GROUP_FILTER, label: 'Group', target: 'contactGroup', toSql });

function toSql(condition: FieldCondition, alias: string, parameters: SqlParameters): string {
  const inGroups = (ids: readonly string[] | null): string =>
    `exists (select from contact_group_members gm where gm.contact_id = ${alias}.id and gm.deleted_at is null${ids ? ` and gm.group_id = any(${parameters.add(ids)}::uuid[])` : ''} and ${abilityToSql('view', groupMemberRecord, 'gm', parameters)})`;
  const parts = Object.entries(condition).flatMap(([operator, value]) => {
    if (value === undefined || (value === null && operator !== 'eq' && operator !== 'ne')) return [];
    switch (operator) {
      case 'eq':
        return [value === null ? `not ${inGroups(null)}` : inGroups(idsOf([value]))];
      case 'ne':
        return [value === null ? inGroups(null) : `not ${inGroups(idsOf([value]))}`];
      case 'in':
        return [inGroups(idsOf(value))];
      case 'notIn':
        return [`not ${inGroups(idsOf(value))}`];
      case 'isNull':
        return [value ? `not ${inGroups(null)}` : inGroups(null)];
      default:
        throw validationError({ [`filter.${GROUP_FILTER}`]: [`There is no operator "${operator}".`] });
    }
  });
  return parts.length > 0 ? `(${parts.join(' and ')})` : 'true';
}

function idsOf(value: unknown): string[] {
  if (!Array.isArray(value) || value.some((id) => typeof id !== 'string' || !UUID.test(id))) throw validationError({ [`filter.${GROUP_FILTER}`]: ['Name groups by their ids.'] });
  return value as string[];
}

/** Looks up what groups by filter hold. */
@Injectable()
export class GroupFilter implements OnModuleInit {
  constructor(private readonly store: RecordStore) {}

  onModuleInit(): void {
    groupFilter.expand = (condition) => this.expand(condition);
  }

  private async expand(condition: FieldCondition): Promise<RecordFilter | null> {
    const parts: RecordFilter[] = [];
    let found = false;
    for (const [operator, value] of Object.entries(condition)) {
      const list = operator === 'eq' || operator === 'ne' ? [value] : operator === 'in' || operator === 'notIn' ? value : null;
      if (!Array.isArray(list) || list[0] === null || list[0] === undefined) {
        parts.push({ [GROUP_FILTER]: { [operator]: value } });
        continue;
      }
      const ids = idsOf(list);
      const groups = (await this.store.byIds(groupRecord, ids, ['kind', 'filter'])) as unknown as ContactGroup[];
      const dynamic = groups.filter(({ kind }) => kind === 'DYNAMIC');
      if (dynamic.length > 0) found = true;
      const byHand = ids.filter((id) => !dynamic.some((group) => group.id === id));
      const any: RecordFilter = { or: [...dynamic.map(({ filter }) => (filter ?? NOBODY) as RecordFilter), ...(byHand.length > 0 ? [{ [GROUP_FILTER]: { in: byHand } }] : [])] };
      parts.push(operator === 'ne' || operator === 'notIn' ? { not: any } : any);
    }
    return found ? { and: parts } : null;
  }
}
