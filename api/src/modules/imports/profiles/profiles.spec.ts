import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { startProcess, type TestProcess } from '../../../../test/harness/process.js';
import { newMember, newTenant, type MemberContext } from '../../../../test/harness/tenants.js';
import { ownerDataSource } from '../../../platform/database/data-source.js';
import { createRecordTable } from '../../../platform/database/schema-builder.js';
import { runInContext } from '../../../platform/context/request-context.js';
import { Database } from '../../../platform/database/database.js';
import { GuardedDownload } from '../../../platform/outbound/guarded-download.js';
import { email, integer, text } from '../../../platform/records/fields.js';
import { defineRecord } from '../../../platform/records/record-type.js';
import { FileStore } from '../../../platform/storage/file-store.js';
// Described first: other record types point at members.
import { handOverRest } from '../../members/index.js';
import { CustomFields } from '../../custom-fields/index.js';
import { Matcher } from '../../duplicates/index.js';
import { ImportEditing } from '../import-editing.service.js';
import type { ImportRecord } from '../import-model.js';
import { ImportProgress } from '../import-progress.service.js';
import { ImportStore } from '../import-store.js';
import { IMPORT_SERVICES } from '../imports.module.js';
import { Imports } from '../imports.service.js';
import { RowStore } from '../row-store.js';
import { ImportProfiles } from './import-profiles.service.js';
import { ProfileFetch } from './profile-fetch.service.js';
import { PERSON_GONE, ProfileStore } from './profile-store.js';

defineRecord({
  name: 'shop', plural: 'shops', label: 'Shop', labelPlural: 'Shops', icon: 'box', table: 'shops', module: 'crm-core', access: 'owned', titleFields: ['name'],
  fields: { name: text({ label: 'Name', required: true }), email: email({ label: 'E-mail' }), size: integer({ label: 'Size' }) },
});

/** What the address answers; no network is asked. */
let answer: () => Readable = () => Readable.from(['Name,Size\nHarbour,3\n']);
class StandIn extends GuardedDownload {
  override open(): Promise<IncomingMessage> {
    return Promise.resolve(answer() as IncomingMessage);
  }
}

let db: TestDatabase;
let product: TestProcess;
let me: MemberContext;
beforeAll(async () => {
  db = await testDatabase();
  const owner = await ownerDataSource(db.ownerUrl).initialize();
  const runner = owner.createQueryRunner();
  await createRecordTable(runner, { name: 'shops', columns: ['name text not null', 'email text', 'size integer'] });
  await runner.release();
  await owner.destroy();
  product = await startProcess(db, { providers: [...IMPORT_SERVICES, Matcher, CustomFields], override: [[GuardedDownload, StandIn]] });
  me = await newMember(db, await newTenant(db), 'ADMIN');
});
afterAll(async () => {
  await product.close();
  await db.drop();
});

const get = <T>(type: new (...args: never[]) => T): T => product.get(type as never);
const as = <T>(work: () => Promise<T>, context: MemberContext = me): Promise<T> => runInContext(context, work);
const create = (csv: string, recordType?: string): Promise<ImportRecord> =>
  as(async () => {
    const stored = await get(FileStore).write(Readable.from([Buffer.from(csv)]), 1_000_000);
    return get(Imports).create({ fileId: await get(ImportStore).insertFile({ ...stored, name: 'shops.csv' }), recordType: recordType ?? null });
  });
const until = (id: string, ...statuses: string[]): Promise<ImportRecord> =>
  as(async () => {
    const moves = await get(ImportProgress).watch(id);
    for await (const _ of moves) {
      const record = await get(ImportStore).get(id);
      if (!statuses.includes(record.status)) continue;
      await moves.return?.();
      return record;
    }
    throw new Error('The stream ended.');
  });
const check = async (id: string): Promise<ImportRecord> => {
  await as(() => get(Imports).check(id));
  return until(id, 'CHECKED', 'FAILED');
};
const run = async (id: string): Promise<ImportRecord> => {
  await as(() => get(Imports).start(id));
  return until(id, 'COMPLETED', 'FAILED');
};
const shops = () => as(() => get(Database).run((unit) => unit.query('select id, name, email, size from shops where deleted_at is null order by name')));
const reasons = (id: string) => as(async () => (await get(RowStore).page(id, {}, 0, 100)).flatMap((row) => (row.reasons ?? []).map(({ code }) => `${row.line} ${row.plan} ${code}`)));
const detailsOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { code?: string; extra?: { details?: object } }) => [error.code, Object.keys(error.extra?.details ?? {})]);

describe('modes', () => {
  it('only changes what is there, found by a key of one’s choice, and lists what is not', async () => {
    await run((await check((await create('Name,E-mail,Size\nAlpha,a@x.example,1\nBeta,b@x.example,2\n', 'shop')).id)).id);
    const { id } = await create('Name,E-mail,Size\nAlpha two,a@x.example,\nGamma,g@x.example,3\n', 'shop');
    await as(() => get(ImportEditing).updateMapping({ id, matchBy: ['email'], existing: 'UPDATE', missing: 'SKIP' }));
    expect((await check(id)).planCounts).toEqual({ UPDATE: 1, MISSING: 1 });
    expect(await reasons(id)).toEqual(['3 MISSING NO_RECORD']);
    expect((await run(id)).outcomeCounts).toEqual({ UPDATED: 1, SKIPPED: 1 });
    // An empty cell changes nothing.
    expect(await shops()).toMatchObject([{ name: 'Alpha two', size: 1 }, { name: 'Beta', size: 2 }]);
  });

  it('empties fields by empty cells where that is wanted, and finds records by their own id', async () => {
    const [alpha] = (await shops()) as { id: string }[];
    const { id } = await create(`Kinship ID,Name,Size\n${alpha!.id},Alpha,\nnot-an-id,Delta,4\n`, 'shop');
    const mapped = await as(() => get(ImportEditing).updateMapping({ id, emptyCells: 'CLEAR' }));
    expect(mapped.mapping).toMatchObject({ matchBy: ['id'], emptyCells: 'CLEAR' });
    expect((await check(id)).planCounts).toEqual({ UPDATE: 1, CREATE: 1 });
    await run(id);
    expect(await shops()).toMatchObject([{ id: alpha!.id, name: 'Alpha', size: null, email: 'a@x.example' }, { name: 'Beta' }, { name: 'Delta', size: 4 }]);
  });

  it('refuses modes that would do nothing or find nothing', async () => {
    const { id } = await create('Name\nX\n', 'shop');
    const mapping = (change: object) => detailsOf(as(() => get(ImportEditing).updateMapping({ id, ...change })));
    expect(await mapping({ missing: 'SKIP', matchBy: [] })).toEqual(['VALIDATION_ERROR', ['missing']]);
    expect(await mapping({ missing: 'SKIP', existing: 'SKIP', matchBy: ['name'] })).toEqual(['VALIDATION_ERROR', ['missing']]);
    expect(await mapping({ emptyCells: 'MAYBE' })).toEqual(['VALIDATION_ERROR', ['emptyCells']]);
  });
});

describe('saved profiles', () => {
  it('keep a mapping, and are recognised by columns that moved or differ a little', async () => {
    const first = await create('Laden,Mail,Grösse,Note,Code\nEins,e@x.example,1,n,c\n', 'shop');
    await as(() => get(ImportEditing).updateMapping({ id: first.id, columns: [{ column: 0, targets: ['name'] }, { column: 1, targets: ['email'], onProblem: 'EMPTY' }, { column: 2, targets: ['size'] }], matchBy: ['email'], missing: 'SKIP' }));
    const profile = await as(() => get(ImportProfiles).save({ importId: first.id, name: ' Till  system ' }));
    expect(profile).toMatchObject({ name: 'Till system', recordType: 'shop', ownerId: me.actor.memberId, every: null });
    const moved = await create('Mail,Laden,Code,Grösse,Note\ne@x.example,Eins,c,1,n\n');
    expect(moved).toMatchObject({ profileId: profile.id, profileName: 'Till system', recordType: 'shop', mapping: { columns: [{ targets: ['email'], onProblem: 'EMPTY' }, { targets: ['name'] }, { targets: [] }, { targets: ['size'] }, { targets: [] }], matchBy: ['email'], missing: 'SKIP' } });
    expect((await create('Mail,Laden,Code,Grösse\ne@x.example,Eins,c,1\n')).profileId).toBe(profile.id);
    expect((await create('Mail,Laden\ne@x.example,Eins\n', 'shop')).profileId).toBeNull();
    const without = await as(() => get(ImportProfiles).apply(moved.id, null));
    expect([without.profileId, without.mapping.missing]).toEqual([null, undefined]);
    expect((await as(() => get(ImportProfiles).apply(moved.id, profile.id))).mapping.matchBy).toEqual(['email']);
    expect(await detailsOf(as(() => get(ImportProfiles).save({ importId: first.id, name: 'till system' })))).toEqual(['VALIDATION_ERROR', ['name']]);
  });

  it('belong to who saved them, and to one workspace', async () => {
    const [profile] = await as(() => get(ProfileStore).list());
    const colleague = await newMember(db, me.tenantId, 'MEMBER');
    const stranger = await newMember(db, await newTenant(db), 'ADMIN');
    expect(await detailsOf(as(() => get(ImportProfiles).remove(profile!.id), colleague))).toEqual(['FORBIDDEN', []]);
    expect(await detailsOf(as(() => get(ImportProfiles).remove(profile!.id), stranger))).toEqual(['NOT_FOUND', []]);
    expect(await as(() => get(ProfileStore).list(), stranger)).toEqual([]);
    expect(await detailsOf(as(() => get(ImportProfiles).change({ id: profile!.id, every: 'DAY' })))).toEqual(['VALIDATION_ERROR', ['sourceUrl']]);
    expect(await detailsOf(as(() => get(ImportProfiles).change({ id: profile!.id, sourceUrl: 'http://example.com/x' })))).toEqual(['VALIDATION_ERROR', ['sourceUrl']]);
  });
});

describe('files that are fetched', () => {
  const scheduled = async (automatic: boolean, name: string) => {
    const { id } = await create('Name,Size\nHarbour,1\n', 'shop');
    const profile = await as(() => get(ImportProfiles).save({ importId: id, name }));
    return as(() => get(ImportProfiles).change({ id: profile.id, sourceUrl: 'https://files.example.com/shops.csv?token=1', every: 'HOUR', automatic }));
  };
  /** Looks for what is due, and waits for the import that comes of it. */
  const fetched = async (profileId: string, ...statuses: string[]): Promise<ImportRecord> => {
    await get(ProfileFetch).fetch({ profileId } as never);
    const { lastImportId } = await get(ProfileStore).get(profileId);
    return until(lastImportId!, ...statuses);
  };

  it('become imports that wait for a person, and nothing when the file is the same', async () => {
    const profile = await scheduled(false, 'Hourly');
    const record = await as(() => fetched(profile.id, 'CHECKED'));
    expect(record).toMatchObject({ name: 'Hourly: shops.csv', status: 'CHECKED', automatic: false, profileId: profile.id, createdById: me.actor.memberId, planCounts: { CREATE: 1 } });
    const again = await as(async () => {
      await get(ProfileFetch).fetch({ profileId: profile.id } as never);
      return get(ProfileStore).get(profile.id);
    });
    expect([again.lastImportId, again.lastError]).toEqual([record.id, null]);
  });

  it('run by themselves where that is allowed and no row has a problem', async () => {
    const profile = await scheduled(true, 'By itself');
    answer = () => Readable.from(['Name,Size\nQuay,5\n']);
    expect(await as(() => fetched(profile.id, 'COMPLETED'))).toMatchObject({ automatic: true, outcomeCounts: { CREATED: 1 } });
    answer = () => Readable.from(['Name,Size\nQuay,many\nPier,6\n']);
    const doubtful = await as(() => fetched(profile.id, 'CHECKED'));
    expect(doubtful).toMatchObject({ status: 'CHECKED', planCounts: { INVALID: 1, CREATE: 1 } });
  });

  it('are looked for once for all workspaces, under the rights of who saved the profile', async () => {
    const profile = await scheduled(false, 'Due');
    const orphan = await scheduled(false, 'Orphan');
    await as(() => get(ProfileStore).update(orphan.id, { ownerId: null }));
    answer = () => Readable.from(['Name,Size\nJetty,7\n']);
    await get(ProfileFetch).lookThrough();
    const found = await as(async () => (await get(ProfileStore).list()).find(({ id }) => id === orphan.id)!);
    expect([found.every, found.lastError]).toEqual([null, PERSON_GONE]);
    // Nothing is handed out twice, and the next time is a rhythm away.
    expect((await get(ProfileStore).claimDue(100)).filter(({ id }) => id === profile.id)).toEqual([]);
    expect(Date.parse((await as(() => get(ProfileStore).get(profile.id))).dueAt!)).toBeGreaterThan(Date.now() + 3_000_000);
  });

  it('go on under whoever takes over from a member who leaves', async () => {
    const profile = await scheduled(true, 'Taken over');
    const successor = await newMember(db, me.tenantId, 'MEMBER');
    await as(() => get(Database).run((unit) => handOverRest(unit, me.actor.memberId, successor.actor.memberId)));
    expect(await as(() => get(ProfileStore).get(profile.id))).toMatchObject({ ownerId: successor.actor.memberId, every: 'HOUR', automatic: false });
    answer = () => Readable.from(['Name,Size\nBuoy,8\n']);
    expect(await as(() => fetched(profile.id, 'CHECKED'), successor)).toMatchObject({ createdById: successor.actor.memberId });
    await as(() => get(Database).run((unit) => handOverRest(unit, successor.actor.memberId, me.actor.memberId)));
  });

  it('pause when nobody takes over, which is told, and belong to whoever chooses a rhythm again', async () => {
    const profile = await scheduled(false, 'Left behind');
    await as(() => get(ProfileStore).update(profile.id, { ownerId: null, dueAt: new Date(0).toISOString() }));
    await get(ProfileFetch).lookThrough();
    expect(await as(() => get(ProfileStore).get(profile.id))).toMatchObject({ every: null, lastError: PERSON_GONE });
    const told = await as(() => get(Database).run((unit) => unit.query<{ data: unknown }>(`select data from outbox where kind = 'importProfile.paused' and data->>'profileId' = $1`, [profile.id])));
    expect(told).toEqual([{ data: { profileId: profile.id, name: 'Left behind' } }]);
    expect(await as(() => get(ImportProfiles).change({ id: profile.id, every: 'DAY' }))).toMatchObject({ every: 'DAY', ownerId: me.actor.memberId, lastError: null });
  });

  it('are fetched again, and imported once, when what fetched them ended before the import was under way', async () => {
    const profile = await scheduled(false, 'Cut short');
    answer = () => Readable.from(['Name,Size\nGroyne,9\n']);
    jest.spyOn(get(Imports), 'check').mockRejectedValueOnce(new Error('The process ended.'));
    const left = () => as(() => get(Database).run((unit) => unit.query<{ imports: number; files: number }>('select p.last_sha256, (select count(*)::int from imports i where i.profile_id = p.id) imports, (select count(*)::int from import_files f where f.name like $2) files from import_profiles p where p.id = $1', [profile.id, 'Cut short%'])));
    const [before] = await left();
    await as(() => expect(get(ProfileFetch).fetch({ profileId: profile.id } as never)).rejects.toThrow('The process ended.'));
    expect(await left()).toEqual([{ ...before, last_sha256: null }]);
    await as(() => fetched(profile.id, 'CHECKED'));
    expect(await left()).toEqual([{ imports: before!.imports + 1, files: before!.files + 1, last_sha256: expect.any(String) }]);
  });

  it('say why they could not be fetched', async () => {
    const profile = await scheduled(false, 'Failing');
    await as(() => get(ProfileFetch).gaveUp({ profileId: profile.id } as never, new Error('boom')));
    expect((await as(() => get(ProfileStore).get(profile.id))).lastError).toBe('The file could not be fetched.');
  });
});
