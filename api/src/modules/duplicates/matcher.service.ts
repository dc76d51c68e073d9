import { Injectable } from '@nestjs/common';
import { Database, type UnitOfWork } from '../../platform/database/database.js';
import { decodeRow, selectList } from '../../platform/records/record-rows.js';
import { comparedFields, type IdentifiedType } from './identity-keys.js';
import { compare, keysOf, POSSIBLE, profileOf, type Profile, type Reason } from './matching/index.js';

/** A stored record that is probably the same as the one asked about. */
export interface FoundMatch {
  readonly recordId: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** A key that more records share names nobody: an info@ mailbox, the switchboard, a name as common as John Smith. */
const SHARED_BY_TOO_MANY = 150;

/** Ids of the records under each of these keys. */
export const CANDIDATES_SQL = `select k.key, f.ids from unnest($2::text[]) as k(key)
  cross join lateral (select array_agg(l.record_id) as ids from (select i.record_id from identity_keys i where i.record_type = $1 and i.key = k.key limit ${SHARED_BY_TOO_MANY + 1}) l) f
  where cardinality(f.ids) between 1 and ${SHARED_BY_TOO_MANY}`;

/** Compares records with all stored ones: finds candidates by their keys and judges each. The one matcher; scans, forms and imports ask it. */
@Injectable()
export class Matcher {
  constructor(private readonly database: Database) {}

  /**
   * For each of the values (of a stored record with its `id`, or of an input without), the stored records that are probably the same, best first. What the
   * caller may see is not asked here.
   *
   * @param from the least score worth telling
   */
  async find(type: IdentifiedType, rows: readonly Readonly<Record<string, unknown>>[], from = POSSIBLE): Promise<FoundMatch[][]> {
    const profiles = rows.map((row) => profileOf(type.identity, row));
    return this.database.run(async (unit) => {
      const candidates = await candidatesOf(unit, type, profiles);
      const others = await storedProfiles(unit, type, new Set(candidates.flatMap((ids) => [...ids])));
      return profiles.map((profile, index) =>
        [...candidates[index]!]
          .flatMap((recordId) => {
            const other = others.get(recordId);
            if (!other || recordId === profile.id) return [];
            const verdict = compare(profile, other);
            return verdict.score >= from ? [{ recordId, ...verdict }] : [];
          })
          .sort((x, y) => y.score - x.score || x.recordId.localeCompare(y.recordId)),
      );
    });
  }

  /** Like `find`, for stored records by their ids; records that are gone have no matches. */
  async findFor(type: IdentifiedType, ids: readonly string[]): Promise<Map<string, FoundMatch[]>> {
    const rows = await this.database.run((unit) => compared(unit, type, ids));
    const found = await this.find(type, rows);
    return new Map(rows.map((row, index) => [row['id'] as string, found[index]!]));
  }
}

/** Ids under each profile's keys. One statement for any number of profiles. */
async function candidatesOf(unit: UnitOfWork, type: IdentifiedType, profiles: readonly Profile[]): Promise<Set<string>[]> {
  const wanted = profiles.flatMap((profile, place) => keysOf(profile).map((key) => ({ place, key })));
  const byKey = new Map<string, string[]>();
  const rows = wanted.length === 0 ? [] : await unit.query<{ key: string; ids: string[] }>(CANDIDATES_SQL, [type.name, [...new Set(wanted.map(({ key }) => key))]]);
  for (const { key, ids } of rows) byKey.set(key, ids);
  const found = profiles.map(() => new Set<string>());
  for (const { place, key } of wanted) for (const id of byKey.get(key) ?? []) if (id !== profiles[place]!.id) found[place]!.add(id);
  return found;
}

async function storedProfiles(unit: UnitOfWork, type: IdentifiedType, ids: ReadonlySet<string>): Promise<Map<string, Profile>> {
  const rows = await compared(unit, type, [...ids]);
  return new Map(rows.map((row) => [row['id'] as string, profileOf(type.identity, row)]));
}

/** The fields that identity reads, of live records. */
async function compared(unit: UnitOfWork, type: IdentifiedType, ids: readonly string[]): Promise<Record<string, unknown>[]> {
  if (ids.length === 0) return [];
  const rows = await unit.query(`select ${selectList(type, 't', comparedFields(type))} from ${type.table} t where t.id = any($1::uuid[]) and t.deleted_at is null`, [ids]);
  return rows.map((row) => decodeRow(type.allFields, row));
}
