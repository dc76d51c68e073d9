import { Injectable } from '@nestjs/common';
import { Database, type UnitOfWork } from '../../../platform/database/database.js';
import { notFound, validationError } from '../../../platform/errors/app-error.js';
import { tellPaused } from '../running/import-events.js';
import type { ImportProfile, Rhythm } from './import-profile.js';

const SELECT = `select id, name, record_type as "recordType", format, part, signature, columns, options, source_url as "sourceUrl", every, automatic, due_at as "dueAt", last_run_at as "lastRunAt",
  last_error as "lastError", last_import_id as "lastImportId", last_sha256 as "lastSha256", owner_id as "ownerId", created_at as "createdAt" from import_profiles`;

const WRITABLE = {
  name: 'name', recordType: 'record_type', format: 'format', part: 'part', signature: 'signature', columns: 'columns', options: 'options', sourceUrl: 'source_url', every: 'every', automatic: 'automatic', dueAt: 'due_at',
  lastRunAt: 'last_run_at', lastError: 'last_error', lastImportId: 'last_import_id', lastSha256: 'last_sha256', ownerId: 'owner_id',
} as const satisfies Partial<Record<keyof ImportProfile, string>>;
const JSON_COLUMNS: ReadonlySet<string> = new Set(['columns', 'options']);

export type ProfilePatch = Partial<Pick<ImportProfile, keyof typeof WRITABLE>>;

/** Why a rhythm has ended. */
export const PERSON_GONE = 'The person this profile belonged to can no longer import. Choose a rhythm again to take it over.';

const INTERVALS: Readonly<Record<Rhythm, string>> = { HOUR: '1 hour', DAY: '1 day', WEEK: '7 days' };

/** Saved ways to import, as rows of the database. */
@Injectable()
export class ProfileStore {
  constructor(private readonly database: Database) {}

  list(): Promise<ImportProfile[]> {
    return this.database.read<ImportProfile & Record<string, unknown>>(`${SELECT} order by lower(name), id limit 500`);
  }

  /** @throws NOT_FOUND, also for another tenant's profile */
  async get(id: string): Promise<ImportProfile> {
    const [row] = await this.database.read<ImportProfile & Record<string, unknown>>(`${SELECT} where id = $1`, [id]);
    if (!row) throw notFound('This import profile');
    return row;
  }

  /** @throws VALIDATION_ERROR when another profile has the name */
  async insert(values: ProfilePatch): Promise<string> {
    const entries = entriesOf(values);
    return named(async () => {
      const [row] = await this.database.run((unit) => unit.query<{ id: string }>(`insert into import_profiles (${entries.map(([column]) => column).join(', ')}) values (${entries.map((_, index) => `$${index + 1}`).join(', ')}) returning id`, entries.map(([, value]) => value)));
      return row!.id;
    });
  }

  /** @throws VALIDATION_ERROR when another profile has the name */
  async update(id: string, patch: ProfilePatch): Promise<void> {
    const entries = entriesOf(patch);
    if (entries.length === 0) return;
    await named(() => this.database.run((unit) => unit.query(`update import_profiles set ${entries.map(([column], index) => `${column} = $${index + 2}`).join(', ')} where id = $1`, [id, ...entries.map(([, value]) => value)])));
  }

  async remove(id: string): Promise<void> {
    await this.database.run((unit) => unit.query('delete from import_profiles where id = $1', [id]));
  }

  /** Takes what is due, whosever it is; each is handed to one caller only, and due again after its rhythm. */
  async claimDue(limit: number): Promise<{ id: string; tenantId: string; ownerId: string | null; dueAt: string }[]> {
    return this.database.runAs('dispatch', (unit) =>
      unit.query<{ id: string; tenantId: string; ownerId: string | null; dueAt: string }>(
        `with due as (select tenant_id, id, due_at from import_profiles where due_at <= now() order by due_at limit $1 for update skip locked)
         update import_profiles p set due_at = now() + case p.every ${Object.entries(INTERVALS).map(([rhythm, interval]) => `when '${rhythm}' then interval '${interval}'`).join(' ')} end
         from due where p.tenant_id = due.tenant_id and p.id = due.id returning p.id, p.tenant_id as "tenantId", p.owner_id as "ownerId", due.due_at as "dueAt"`,
        [limit],
      ),
    );
  }

  /** Ends the rhythm of a profile of the present tenant whose person is gone, and tells of it. */
  async pause(id: string, reason: string): Promise<void> {
    await this.database.run(async (unit) => {
      const [paused] = await unit.query<{ id: string; name: string }>('update import_profiles set every = null, due_at = null, last_error = $2 where id = $1 and every is not null returning id, name', [id, reason]);
      if (paused) await tellPaused(unit, paused);
    });
  }

  /**
   * Gives all profiles of a member to another, their rhythms as they are. None goes on by itself: what its address answers was the choice of somebody who has
   * left, and would be written with the rights of the other.
   */
  async handOver(unit: UnitOfWork, memberId: string, successorId: string): Promise<void> {
    await unit.query('update import_profiles set owner_id = $2, automatic = false, last_error = case when last_error = $3 then null else last_error end where owner_id = $1', [memberId, successorId, PERSON_GONE]);
  }
}

const entriesOf = (values: ProfilePatch): [string, unknown][] =>
  Object.entries(values).map(([key, value]) => {
    const column = WRITABLE[key as keyof typeof WRITABLE];
    return [column, JSON_COLUMNS.has(column) ? JSON.stringify(value) : value];
  });

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'import_profiles_name') throw validationError({ name: ['Another import profile has this name. Choose another name, or change that one.'] });
    throw error;
  }
}
