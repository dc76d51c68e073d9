import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { contextOf } from '../../../../test/harness/caller-context.js';
import { testApp, type Caller, type TestApp } from '../../../../test/harness/app.js';
import { Superseded } from '../../../platform/changes/isolating.js';
import { runInContext } from '../../../platform/context/request-context.js';
import { Database } from '../../../platform/database/database.js';
import { FileStore } from '../../../platform/storage/file-store.js';
import { ImportStore } from '../import-store.js';
import { Imports } from '../imports.service.js';
import { RowWriter } from '../planning/row-writer.service.js';
import { ImportCheck } from './import-check.service.js';

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp();
});
afterAll(() => product.close());

const get = <T>(type: new (...args: never[]) => T): T => product.app.get(type as never, { strict: false });
const as = <T>(work: () => Promise<T>): Promise<T> => runInContext(contextOf(owner), work);
const sql = (text: string, parameters: unknown[]): Promise<Record<string, unknown>[]> => as(() => get(Database).run((unit) => unit.query(text, parameters)));

describe('a check that was taken for dead', () => {
  it('leaves the plans alone that another has made meanwhile', async () => {
    const id = await as(async () => {
      const file = await get(FileStore).write(Readable.from([Buffer.from('Team\nNorth\nNorth\n')]), 1_000);
      return (await get(Imports).create({ fileId: await get(ImportStore).insertFile({ ...file, name: 'teams.csv' }), recordType: 'team' })).id;
    });
    const token = randomUUID();
    await sql(`update imports set status = 'CHECKING', run_token = $2 where id = $1`, [id, token]);
    const [rehearsed, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writer = get(RowWriter);
    const write = writer.write.bind(writer);
    jest.spyOn(writer, 'write').mockImplementationOnce(async (...rows) => {
      const written = await write(...rows);
      rehearsed.resolve();
      await goOn.promise;
      return written;
    });
    const stalled = as(() => get(ImportCheck).run(id, token, () => undefined)).then(() => 'went on', (error: unknown) => error);
    await rehearsed.promise;
    await sql('update imports set run_token = $2 where id = $1', [id, randomUUID()]);
    await sql(`update import_rows set plan = 'DUPLICATE' where import_id = $1`, [id]);
    goOn.resolve();
    expect(await stalled).toBeInstanceOf(Superseded);
    expect(await sql('select distinct plan from import_rows where import_id = $1', [id])).toEqual([{ plan: 'DUPLICATE' }]);
  });
});
