import { Injectable } from '@nestjs/common';
import { belongsToPerson, type Role } from '@libs/contracts';
import { abilityToSql, SqlParameters } from '../../platform/access/ability-to-sql.js';
import { requirePermission } from '../../platform/access/ability.js';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { validationError } from '../../platform/errors/app-error.js';
import { filterToSql } from '../../platform/records/record-filter.js';
import { recordTypes } from '../../platform/records/record-registry.js';
import type { AnyRow } from '../../platform/records/record-rows.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { BulkActions, type BulkRun, type RunPart } from '../bulk/index.js';
import { handOverRest } from './hand-over-participants.js';
import { requireAuthorityOver } from './member-authority.js';
import { memberRecord } from './member.record.js';

/** How much of one record type a hand-over moves. */
export interface Holding {
  readonly recordType: string;
  readonly count: number;
}

/**
 * Gives what a member owns to somebody else, in one bulk run over every owned record type. What colleagues don't see (reminders) goes only when
 * the member no longer signs in: as long as they do, it is theirs alone.
 */
@Injectable()
export class HandOver {
  constructor(
    private readonly bulk: BulkActions,
    private readonly database: Database,
    private readonly store: RecordStore,
  ) {}

  /** @param leaving counts as if the member were deactivated. @throws FORBIDDEN, NOT_FOUND */
  async preview(memberId: string, leaving: boolean): Promise<Holding[]> {
    const member = await this.managed(memberId);
    return this.database.run(async (unit) => {
      const found: Holding[] = [];
      for (const type of typesOf(member, leaving)) {
        const [row] = await select<{ count: number }>(unit, type, memberId, 'count(*)::int as count');
        if (row!.count > 0) found.push({ recordType: type.name, count: row!.count });
      }
      return found;
    });
  }

  /** Refuses before anything is changed. @throws FORBIDDEN, NOT_FOUND, VALIDATION_ERROR (a successor who could not go on) */
  async check(memberId: string, successorId: string): Promise<AnyRow> {
    const member = await this.managed(memberId);
    if (memberId === successorId) throw validationError({ handOverTo: ['Choose somebody else: these records are theirs already.'] });
    const [successor] = await this.store.byIds(memberRecord, [successorId]);
    if (!successor) throw validationError({ handOverTo: ['There is no such member.'] });
    if (successor['status'] !== 'ACTIVE') throw validationError({ handOverTo: [`${String(successor['name'])} does not sign in. Choose an active member.`] });
    return member;
  }

  /** Begins the run, and hands over what is no record at once; null when there are no records to hand over. */
  async begin(memberId: string, successorId: string): Promise<BulkRun | null> {
    const member = await this.check(memberId, successorId);
    const parts = await this.database.run(async (unit) => {
      await handOverRest(unit, memberId, successorId);
      return partsOf(unit, member);
    });
    if (parts.length === 0) return null;
    return this.bulk.begin({ recordType: parts[0]!.type.name, action: 'ASSIGN', details: { values: { ownerId: successorId }, handOver: true }, label: `Handed over from ${String(member['name'])}` }, parts);
  }

  private async managed(id: string): Promise<AnyRow> {
    requirePermission('manage:users');
    const member = await this.store.get(memberRecord, id);
    requireAuthorityOver(member['role'] as Role);
    return member;
  }
}

const isShared = (type: RecordType): boolean => !belongsToPerson(type.access) || 'visibility' in type.fields;

const typesOf = (member: AnyRow, leaving = false): RecordType[] =>
  recordTypes().filter((type) => type.owned && type.operations.includes('update') && (leaving || member['status'] !== 'ACTIVE' || isShared(type)));

/** Archived records are somebody's, too. What is personal belongs to the place and not to what the caller sees. */
function select<T extends object>(unit: UnitOfWork, type: RecordType, memberId: string, what: string): Promise<T[]> {
  const parameters = new SqlParameters();
  const owner = parameters.add(memberId);
  const seen = belongsToPerson(type.access) ? 'true' : abilityToSql('view', type, 't', parameters);
  return unit.query<T & Record<string, unknown>>(`select ${what} from ${type.table} t where t.owner_id = ${owner} and t.deleted_at is null and ${seen} and ${filterToSql(type, type.handsOver, 't', parameters)}`, parameters.values);
}

async function partsOf(unit: UnitOfWork, member: AnyRow): Promise<RunPart[]> {
  const parts: RunPart[] = [];
  for (const type of typesOf(member)) {
    if (belongsToPerson(type.access)) {
      const ids = (await select<{ id: string }>(unit, type, member.id, 't.id')).map(({ id }) => id);
      if (ids.length > 0) parts.push({ type, selection: { ids } });
      continue;
    }
    const [row] = await select<{ any: boolean }>(unit, type, member.id, 'count(*) > 0 as any');
    if (row!.any) parts.push({ type, selection: { filter: { ownerId: { eq: member.id }, ...type.handsOver }, archived: 'include' } });
  }
  return parts;
}
