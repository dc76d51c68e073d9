import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Optional } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { timeLeft } from '../context/deadline.js';
import { currentContext, currentTenantId, presentContext, type RequestContext } from '../context/request-context.js';
import { STATEMENT_TIMEOUT } from './data-source.js';
import { KeptPlans } from './kept-plans.js';
import { surviveLostConnections } from './lost-connections.js';
import { Replica } from './replica.js';
import { readInOneFlight, type ReadSettings, type SingleRead } from './single-read.js';
import { TenantPlans } from './tenant-plans.js';
import { UnitStatements, type Statement } from './unit-statements.js';

/**
 * Work that is not one tenant's: `identity` (sign-up, sign-in, sessions) and `dispatch` (the outbox dispatcher, due jobs). Each opens only
 * the platform tables whose policies name it.
 */
export type PlatformScope = 'identity' | 'dispatch';

/** That the server keeps a statement's plan. */
export type Keeps = 'keeps';

/** One transaction under row-level security. Valid only inside the callback it is given to. */
export interface UnitOfWork {
  /** For platform entities; use its query builder, never `save`, which costs an extra read. */
  readonly manager: EntityManager;
  /**
   * Runs one statement and answers its rows.
   * @param keeps for texts of which there are few and that have but one good way to run, such as what finds one record by its id: the server keeps their plan for the tenant
   */
  query<T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[], keeps?: Keeps): Promise<T[]>;
  /** Runs statements whose answers nobody waits for in one flight, in their order. */
  all(statements: readonly Statement[]): Promise<void>;
  /**
   * Sends a statement and goes on: it leaves with what comes behind it, the end of the transaction too, which fails with its reason should it fail. For what is written
   * and not read again by who writes it.
   * @returns its answer, which need not be waited for; it is there before the unit of work has ended
   */
  behind<T = Record<string, unknown>>(sql: string, parameters: readonly unknown[], keeps?: Keeps): Promise<T[]>;
  /** Waits for what was sent and left behind. @throws what the first of it failed with; for whoever never gets as far as the end of the transaction */
  settled(): Promise<void>;
  /** Called once the transaction is durable; never when it rolled back. What it answers is waited for: only for what others must know before the caller does, and never failing. */
  afterCommit(listener: () => void | Promise<void>): void;
}

interface OpenUnit extends UnitOfWork {
  readonly tenantId: string | null;
  readonly scope: PlatformScope | null;
  /** Set in an envelope: units of work inside take turns, because each is a savepoint of the one connection. */
  readonly turns?: Turns;
}

/** A read that goes with the others that are asked for now. */
interface Waiting {
  readonly read: SingleRead;
  readonly resolve: (rows: Record<string, unknown>[]) => void;
  readonly reject: (error: unknown) => void;
}

/** One after the other. */
class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Codes of what would fail on any server: wrong values and statements, too much of something, and those that took too long. */
const OWN_FAULT = /^(22|42|54|57014)/;

/** What is no plain select is taken for a write. */
const READS = /^\s*(select|savepoint|release|rollback)\b/i;

const HALF_CHARACTER = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/gi;

/** JSON can write half a character, which PostgreSQL can't keep: of texts that were cut between two halves, and of files. It becomes the sign for one that is unknown. */
function storable(parameter: unknown): unknown {
  if (typeof parameter !== 'string' || !parameter.includes('\\ud') || !/^[[{"]/.test(parameter) || !isJson(parameter)) return parameter;
  return parameter.replace(HALF_CHARACTER, '$1\\ufffd');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The only way to the database. The tenant reaches PostgreSQL as a transaction-local setting, sent in one message with START TRANSACTION
 * and pipelined with the first statement, so isolation costs no round trip of its own.
 */
@Injectable()
export class Database {
  private readonly open = new AsyncLocalStorage<OpenUnit>();
  private readonly plans = new KeptPlans();
  private readonly gathers = new AsyncLocalStorage<true>();
  private readonly waiting = new WeakMap<RequestContext, Waiting[]>();
  private readonly tenantPlans = new TenantPlans();

  constructor(
    private readonly dataSource: DataSource,
    @Optional() private readonly replica?: Replica,
  ) {
    surviveLostConnections(dataSource);
    replica?.follow(dataSource);
  }

  /** Runs `work` in the present tenant's transaction; joins the one that is open. Await every promise inside `work`. */
  run<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const tenantId = currentTenantId();
    const outer = this.open.getStore();
    if (outer && outer.tenantId === tenantId) return outer.turns ? part(this.open, outer, outer.turns, work) : work(outer);
    return this.transaction(tenantId, null, work);
  }

  /**
   * One transaction of the present tenant around everything `work` does: units of work inside become parts of it, each of which may fail by itself, and all
   * are durable together or not at all.
   */
  envelope<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.transaction(currentTenantId(), null, (unit) => this.open.run({ ...(unit as OpenUnit), turns: new Turns() }, () => work(unit)));
  }

  /** Puts off until the envelope is durable what must not happen before. @returns false where none is open */
  afterEnvelope(listener: () => void | Promise<void>): boolean {
    const outer = this.open.getStore();
    if (!outer?.turns) return false;
    outer.afterCommit(listener);
    return true;
  }

  /** Runs `work` in a platform scope, with the tenant named too where the work is for one. Never joins a tenant's own transaction. */
  runAs<T>(scope: PlatformScope, work: (unit: UnitOfWork) => Promise<T>, tenantId: string | null = null): Promise<T> {
    const outer = this.open.getStore();
    if (outer && outer.scope === scope && outer.tenantId === tenantId) return work(outer);
    return this.transaction(tenantId, scope, work);
  }

  /**
   * Reads with one statement, within the unit of work that is open or, without one, in a transaction of its own that costs a single trip.
   * @param name where the text is one of few: the server then keeps its plan
   */
  async read<T = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = [], name?: string): Promise<T[]> {
    const tenantId = currentTenantId();
    const outer = this.open.getStore();
    if (outer && outer.tenantId === tenantId) return this.run((unit) => unit.query<T>(sql, parameters));
    const read = singleRead(sql, parameters, name);
    if (this.gathers.getStore()) return (await this.gathered(tenantId, read)) as T[];
    const [rows] = await this.readAll(tenantId, [read]);
    return rows as T[];
  }

  /**
   * Reads that are asked for at once within `work`, and within other such works of the same request, go as one: they cost a single trip and one connection, and come one after the other. For several
   * small ones, of which an answer needs all.
   */
  gathering<T>(work: () => Promise<T>): Promise<T> {
    return this.gathers.run(true, work);
  }

  private gathered(tenantId: string, read: SingleRead): Promise<Record<string, unknown>[]> {
    const context = currentContext();
    const waiting = this.waiting.get(context) ?? [];
    if (waiting.length === 0) {
      this.waiting.set(context, waiting);
      // Once all that can go on without an answer has been asked for.
      void Promise.resolve().then(() => process.nextTick(() => void this.sendWaiting(tenantId, context)));
    }
    return new Promise((resolve, reject) => waiting.push({ read, resolve, reject }));
  }

  /** Should one be wrong, each is asked for itself, so that every caller hears of its own. */
  private async sendWaiting(tenantId: string, context: RequestContext): Promise<void> {
    const waiting = this.waiting.get(context) ?? [];
    this.waiting.delete(context);
    try {
      const rows = await this.readAll(tenantId, waiting.map(({ read }) => read));
      waiting.forEach(({ resolve }, index) => resolve(rows[index]!));
    } catch (error) {
      const alone = waiting.length > 1 && error instanceof Error && 'code' in error && /^(22|42|54)/.test(String(error.code));
      for (const { read, resolve, reject } of waiting) {
        if (alone) this.readAll(tenantId, [read]).then(([rows]) => resolve(rows!), reject);
        else reject(error);
      }
    }
  }

  /** The same with several statements, which are one transaction and cost a single trip together; answers the rows of each. */
  async readTogether(reads: readonly (Statement | readonly [...Statement, name: string | undefined])[]): Promise<Record<string, unknown>[][]> {
    if (reads.length === 0) return [];
    const tenantId = currentTenantId();
    const outer = this.open.getStore();
    if (outer && outer.tenantId === tenantId) return this.run((unit) => Promise.all(reads.map(([sql, parameters]) => unit.query(sql, parameters))));
    return this.readAll(tenantId, reads.map(([sql, parameters, name]) => singleRead(sql, parameters, name)));
  }

  private async readAll(tenantId: string, reads: readonly SingleRead[]): Promise<Record<string, unknown>[][]> {
    const settings = readSettings(tenantId, null);
    const statements = reads.map((read) => this.plans.of(tenantId, read));
    return (await this.readFromReplica(tenantId, settings, statements)) ?? readInOneFlight(this.dataSource, settings, statements);
  }

  /** Null where the read is not the replica's, or it failed there: the first database tells then. */
  private async readFromReplica(tenantId: string, settings: ReadSettings, statements: readonly SingleRead[]): Promise<Record<string, unknown>[][] | null> {
    const source = this.replica?.for(tenantId, presentContext());
    if (!source) return null;
    return readInOneFlight(source, settings, statements).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && OWN_FAULT.test(String(error.code))) throw error;
      this.replica?.failed(error);
      return null;
    });
  }

  /** The same in a platform scope. */
  async readAs<T = Record<string, unknown>>(scope: PlatformScope, sql: string, parameters: readonly unknown[] = [], name?: string): Promise<T[]> {
    const outer = this.open.getStore();
    if (outer && outer.scope === scope && outer.tenantId === null) return outer.query<T>(sql, parameters);
    const [rows] = await readInOneFlight(this.dataSource, readSettings(null, scope), [singleRead(sql, parameters, name)]);
    return rows as T[];
  }

  /** Whether a unit of work is open here; then a retry is the outermost caller's to decide. */
  isOpen(): boolean {
    const outer = this.open.getStore();
    return outer !== undefined && !outer.turns;
  }

  protected async transaction<T>(tenantId: string | null, scope: PlatformScope | null, work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const settings = `${settingsOf(tenantId, scope)}${statementLimit()}`;
    const runner = this.dataSource.createQueryRunner();
    const committed: (() => void | Promise<void>)[] = [];
    let wrote = false;
    try {
      const statements = await UnitStatements.on(runner);
      const begun = begin(runner, statements, settings);
      const planOf = (sql: string, keeps?: Keeps): string | undefined => (keeps && tenantId !== null && scope === null ? this.tenantPlans.nameOf(tenantId, sql) : undefined);
      const unit: OpenUnit = {
        tenantId,
        scope,
        manager: runner.manager,
        query: async <R>(sql: string, parameters: readonly unknown[] = [], keeps?: Keeps) => {
          timeLeft();
          wrote ||= !READS.test(sql);
          return (await statements.run(sql, parameters.map(storable), planOf(sql, keeps))) as R[];
        },
        all: async (several) => {
          timeLeft();
          wrote = true;
          await statements.runAll(several.map(([sql, parameters]) => [sql, parameters.map(storable)]));
        },
        behind: <R>(sql: string, parameters: readonly unknown[], keeps?: Keeps) => {
          timeLeft();
          wrote = true;
          return statements.behind(sql, parameters.map(storable), planOf(sql, keeps)) as Promise<R[]>;
        },
        settled: () => statements.settled(),
        afterCommit: (listener) => committed.push(listener),
      };
      let result: T;
      try {
        result = await this.open.run(unit, () => work(unit));
        await begun;
        await statements.commit();
      } catch (error) {
        await begun.catch(() => undefined);
        await runner.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
      if (wrote && tenantId !== null && this.replica?.isWanted) await this.replica.wrote(tenantId);
      for (const listener of committed) await listener();
      return result;
    } finally {
      Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
      await runner.release();
    }
  }
}

/** A unit of work inside an envelope. What it wants done after the commit waits for the envelope's, and is forgotten when the part fails. */
function part<T>(open: AsyncLocalStorage<OpenUnit>, outer: OpenUnit, turns: Turns, work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
  return turns.take(async () => {
    const late: (() => void | Promise<void>)[] = [];
    const { turns: _one, ...own } = outer;
    const unit: OpenUnit = { ...own, afterCommit: (listener) => late.push(listener) };
    await outer.query('SAVEPOINT part');
    try {
      const result = await open.run(unit, () => work(unit));
      await outer.query('RELEASE SAVEPOINT part');
      for (const listener of late) outer.afterCommit(listener);
      return result;
    } catch (error) {
      await outer.query('ROLLBACK TO SAVEPOINT part').catch(() => undefined);
      throw error;
    }
  });
}

const singleRead = (text: string, parameters: readonly unknown[], name?: string) => ({ text, values: parameters.map(storable), ...(name === undefined ? {} : { name }) });

/** No statement outlasts the request it is for. */
function statementLimit(): string {
  const left = timeLeft();
  return left === null ? '' : `, set_config('statement_timeout', '${Math.ceil(left)}', true)`;
}

function readSettings(tenantId: string | null, scope: PlatformScope | null): ReadSettings {
  if (tenantId !== null && !UUID.test(tenantId)) throw new Error('A tenant id must be a UUID.');
  const userId = currentContext().userId;
  return { tenantId: tenantId ?? '', scope: scope ?? '', userId: userId && UUID.test(userId) ? userId : '', limit: Math.ceil(timeLeft() ?? STATEMENT_TIMEOUT) };
}

/** Whose rows the transaction sees: settings that end with it. */
function settingsOf(of: string | null, within: PlatformScope | null): string {
  const { tenantId, scope, userId } = readSettings(of, within);
  return `SELECT set_config('app.tenant_id', '${tenantId}', true), set_config('app.scope', '${scope}', true), set_config('app.user_id', '${userId}', true)`;
}

/**
 * Sends the opening without waiting for it: with pg's pipelining the first statement leaves in the same flight, and if the opening fails the
 * server refuses all that follows. TypeORM is told that a transaction is open so that its own helpers use savepoints instead of a second BEGIN.
 */
function begin(runner: QueryRunner, statements: UnitStatements, settings: string): Promise<unknown> {
  const opened = statements.run(`START TRANSACTION; ${settings}`);
  opened.catch(() => undefined);
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  return opened;
}
