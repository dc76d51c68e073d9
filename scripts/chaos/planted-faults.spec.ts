import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { testApp, type TestApp } from '../../api/test/harness/app.js';
import { check, checkStrangers } from './check.mjs';
import { newColleague, newTenant } from './people.mjs';
import { chance } from './random.mjs';
import { dealer } from './work.mjs';
import { Notifications, type Notice } from '../../api/src/modules/notifications/index.js';
import { Database, type PlatformScope, type UnitOfWork } from '../../api/src/platform/database/database.js';
import { EventConsumers } from '../../api/src/platform/events/event-consumers.service.js';
import { JobHandler } from '../../api/src/platform/queue/job-handler.decorator.js';
import { eventually } from '../../api/test/harness/eventually.js';

const PATIENCE = 90_000;

type Work<T> = (unit: UnitOfWork) => Promise<T>;

const powerFails = (): Error => new Error('The power fails before the commit.');

/** Works as it should but for the time in which somebody works with it: what that work needs must be there, and what it leaves must come to an end. */
abstract class Failing extends Database {
  failing = false;
  private writes = 0;

  /** Whether the power fails this time: at each seventh write. */
  protected fails(): boolean {
    return ++this.writes % 7 === 0;
  }

  protected override transaction<T>(tenantId: string | null, scope: PlatformScope | null, work: Work<T>): Promise<T> {
    return this.failing && tenantId !== null && scope === null ? this.failingTransaction(tenantId, work) : super.transaction(tenantId, scope, work);
  }

  protected sound<T>(tenantId: string, work: Work<T>): Promise<T> {
    return super.transaction(tenantId, null, work);
  }

  /** Sends the events that this work writes another way; says afterwards whether there were any. */
  protected events(unit: UnitOfWork, send: UnitOfWork['behind'] = unit.behind): () => boolean {
    const { behind } = unit;
    let wrote = false;
    const watching: UnitOfWork['behind'] = (statement, parameters, keeps) => {
      if (!statement.startsWith('insert into outbox')) return behind(statement, parameters, keeps);
      wrote = true;
      return send(statement, parameters, keeps);
    };
    Object.assign(unit, { behind: watching });
    return () => wrote;
  }

  protected abstract failingTransaction<T>(tenantId: string, work: Work<T>): Promise<T>;
}

/** Answers before the commit; now and then the commit never comes. */
class AnswersFirst extends Failing {
  protected override failingTransaction<T>(tenantId: string, work: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const answering = async (unit: UnitOfWork): Promise<T> => {
        const wrote = this.events(unit);
        const result = await work(unit);
        if (!wrote() || !this.fails()) return result;
        resolve(result);
        throw powerFails();
      };
      this.sound(tenantId, answering).then(resolve, reject);
    });
  }
}

/** Lets events out before what they tell of is committed; now and then it never is. */
class TellsFirst extends Failing {
  protected override failingTransaction<T>(tenantId: string, work: Work<T>): Promise<T> {
    const alone: UnitOfWork['behind'] = (statement, parameters) => this.sound(tenantId, (own) => own.query(statement, parameters)) as ReturnType<UnitOfWork['behind']>;
    return this.sound(tenantId, async (unit) => {
      const told = this.events(unit, alone);
      const result = await work(unit);
      if (told() && this.fails()) throw powerFails();
      return result;
    });
  }
}

/** Every event comes twice, as it may. */
class ComesTwice extends EventConsumers {
  @JobHandler('events', 'deliver')
  override async deliver(delivery: Parameters<EventConsumers['deliver']>[0]): Promise<void> {
    await super.deliver(delivery);
    await super.deliver(delivery);
  }
}

/** Takes an event that comes again for another one. */
class TellsAgain extends Notifications {
  override tell(notices: readonly Notice[]): Promise<void> {
    return super.tell(notices.map((notice) => ({ ...notice, source: randomUUID() })));
  }
}

/** Some work of two workspaces, and what was acknowledged of it. */
async function atWork({ url, app }: TestApp) {
  const entries: Record<string, unknown>[] = [];
  const note = (entry: Record<string, unknown>): void => void entries.push(entry);
  const counts = { requests: 0, retries: 0 };
  const tenants = [await newTenant(url, 'Here', counts), await newTenant(url, 'There', counts)];
  const steps = [];
  for (const [at, tenant] of tenants.entries()) {
    const { pipelines } = await tenant.owner.ask('{ pipelines { nodes { stages { id } } } }');
    const colleague = await newColleague(url, tenant);
    steps.push(dealer({ tenant, note, luck: chance(3), name: `dealer${at}`, colleague, stages: pipelines.nodes[0].stages.slice(0, 3).map(({ id }: { id: string }) => id) }));
  }
  const database = app.get(Database);
  const faulty = database instanceof Failing ? database : null;
  if (faulty) faulty.failing = true;
  for (const step of steps) {
    for (let count = 0; count < 25; count++) {
      // A step that stumbles over a fault is none of the checker's.
      await step().catch((error: unknown) => {
        if (!faulty) throw error;
      });
    }
  }
  if (faulty) faulty.failing = false;
  expect(entries.length).toBeGreaterThan(20);
  return { tenants, entries };
}

/** What the checker says after that on a product with these faults. */
async function faultsOf(override: readonly (readonly [Type<object>, Type<object>])[]): Promise<string> {
  const product = await testApp({ override });
  try {
    const { tenants, entries } = await atWork(product);
    const sql = (text: string, parameters?: unknown[]): Promise<Record<string, unknown>[]> => product.db.asOwner(text, parameters);
    await eventually(async () => ((await sql('select 1 from promised_jobs union all select 1 from outbox where published_at is null')).length === 0 ? true : null));
    const found: string[] = await check({ sql }, entries);
    for (const tenant of tenants) found.push(...(await checkStrangers(tenant, entries)));
    return found.join('\n');
  } finally {
    await product.close();
  }
}

describe('the checker of the kill tests', () => {
  it('finds nothing in the product as it is, also when every event comes twice', async () => {
    expect(await faultsOf([[EventConsumers, ComesTwice]])).toBe('');
  }, PATIENCE);

  it('catches a write that is acknowledged before its commit', async () => {
    expect(await faultsOf([[Database, AnswersFirst]])).toMatch(/was acknowledged and is lost|acknowledged, without a change set/);
  }, PATIENCE);

  it('catches an event that is published before its commit', async () => {
    expect(await faultsOf([[Database, TellsFirst]])).toMatch(/event without its change/);
  }, PATIENCE);

  it('catches a consumer that is not idempotent', async () => {
    expect(await faultsOf([[EventConsumers, ComesTwice], [Notifications, TellsAgain]])).toMatch(/told twice/);
  }, PATIENCE);

  it('catches sums that are not those of the deals', async () => {
    const product = await testApp();
    try {
      const { entries } = await atWork(product);
      const sql = (text: string, parameters?: unknown[]): Promise<Record<string, unknown>[]> => product.db.asOwner(text, parameters);
      await sql('alter table opportunities_kept_sums no force row level security');
      await sql('delete from opportunities_kept_sums where ctid in (select ctid from opportunities_kept_sums limit 1)');
      expect((await check({ sql }, entries)).join('\n')).toMatch(/kept sums that are not those of the deals/);
    } finally {
      await product.close();
    }
  }, PATIENCE);

  it('catches queries that are not held to a tenant', async () => {
    const product = await testApp();
    // The owner of the schema may read every tenant's rows: as if nobody had named one.
    const open = await testApp({ database: product.db, env: { DATABASE_URL: product.db.ownerUrl, KINSHIP_ROLE: 'api' } });
    try {
      const { tenants, entries } = await atWork(product);
      const [{ id, owner }] = tenants;
      const through = ({ graphql }: TestApp) => ({ id, owner: { ask: async (query: string, variables: Record<string, unknown>) => (await graphql(query, variables, { authorization: `Bearer ${owner.token}` })).data } });
      expect(await checkStrangers(through(product), entries)).toEqual([]);
      expect((await checkStrangers(through(open), entries)).join()).toMatch(/of another tenant was read/);
    } finally {
      await open.close();
      await product.close();
    }
  }, PATIENCE);
});
