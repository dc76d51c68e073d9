import pg, { type PoolClient, type QueryResult } from 'pg';
import { QueryFailedError, type DataSource } from 'typeorm';

/** Whose rows a read sees. */
export interface ReadSettings {
  readonly tenantId: string;
  readonly scope: string;
  readonly userId: string;
  /** Milliseconds the statement may take. */
  readonly limit: number;
}

/** One statement of a read. With a `name` the server keeps its plan; only for texts of which there are few. */
export interface SingleRead {
  readonly text: string;
  readonly values: unknown[];
  readonly name?: string;
}

/** What of TypeORM's driver is used here; the pool is its own, so that its size holds for all work together. */
interface Pooled {
  obtainMasterConnection(): Promise<[PoolClient, (error?: Error) => void]>;
}

/** What of pg's connection is used here. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  close(statement: { readonly type: 'S'; readonly name: string }): void;
  parse(statement: { readonly name: string; readonly text: string }): void;
  bind(portal: { readonly statement: string; readonly values: readonly string[] }): void;
  execute(): void;
  sync(): void;
}

interface Message {
  readonly name: string;
}

/** pg's own query, as far as it is built upon here: it reads the answers to the messages it has sent. */
type WireQuery = new (read: SingleRead & { readonly queryMode: 'extended' }, done?: (error: Error | null, result: QueryResult | QueryResult[]) => void) => {
  submit(wire: Wire): Error | null;
  prepare(wire: Wire): void;
  handleRowDescription(message: Message): void;
  handleDataRow(message: Message): void;
  handleCommandComplete(message: Message, wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
};

const SETTINGS = 'kinship_settings';
/** The tenant and all else that policies ask for, that nothing is written, and for how long. They end with the transaction. */
const SETTINGS_SQL = `select set_config('app.tenant_id', $1, true), set_config('app.scope', $2, true), set_config('app.user_id', $3, true), set_config('statement_timeout', $4, true), set_config('transaction_read_only', 'on', true)`;

const WireQuery = pg.Query as unknown as WireQuery;

/** One statement under a name that may have stood for another one on this connection; from now on it stands for this one. */
export class Named extends WireQuery {
  constructor(
    private readonly read: Required<SingleRead>,
    done: (error: Error | null, result: QueryResult | QueryResult[]) => void,
  ) {
    super({ ...read, queryMode: 'extended' }, done);
  }

  override submit(wire: Wire): Error | null {
    const { name, text } = this.read;
    const present = wire.parsedStatements[name] ?? wire.submittedNamedStatements[name];
    if (present !== undefined && present !== text) forget(wire, name);
    return super.submit(wire);
  }

  /** Whether the server knows the statement by its name is not known then; it is told anew. */
  override handleError(error: Error, wire: Wire): void {
    wire.parsedStatements[this.read.name] = '';
    super.handleError(error, wire);
  }
}

function forget(wire: Wire, name: string): void {
  wire.close({ type: 'S', name });
  delete wire.parsedStatements[name];
  delete wire.submittedNamedStatements[name];
}

/**
 * A whole read-only transaction in one packet, of one statement or several. Messages between two syncs are one transaction for PostgreSQL, so the settings go before the statements without
 * a START TRANSACTION and a COMMIT, and once a connection knows their statement by its name, nothing of them is parsed or planned again. Their answer is passed over.
 */
class Flight extends WireQuery {
  /** Whether the settings were taken: from then on only a statement can have failed. */
  settled = false;
  private answering = false;
  private readonly named: readonly (SingleRead & { readonly name: string })[];
  /** All but the last. */
  readonly ahead: readonly SingleRead[];

  constructor(
    private readonly settings: ReadSettings,
    reads: readonly SingleRead[],
    done: (error: Error | null, result: QueryResult | QueryResult[]) => void,
  ) {
    // Without parameters pg would send the statement as a message of another kind, on its own.
    super({ ...reads.at(-1)!, queryMode: 'extended' }, done);
    this.ahead = reads.slice(0, -1);
    this.named = reads.filter((read): read is SingleRead & { name: string } => read.name !== undefined);
  }

  /** A name that stood for another statement on this connection stands for this one from now on. */
  override submit(wire: Wire): Error | null {
    for (const { name, text } of this.named) {
      if (wire.parsedStatements[name] === undefined || wire.parsedStatements[name] === text) continue;
      wire.close({ type: 'S', name });
      delete wire.parsedStatements[name];
    }
    return super.submit(wire);
  }

  override prepare(wire: Wire): void {
    if (!wire.parsedStatements[SETTINGS]) {
      wire.parse({ name: SETTINGS, text: SETTINGS_SQL });
      wire.parsedStatements[SETTINGS] = SETTINGS_SQL;
    }
    const { tenantId, scope, userId, limit } = this.settings;
    wire.bind({ statement: SETTINGS, values: [tenantId, scope, userId, String(limit)] });
    wire.execute();
    this.sendAhead(wire);
    super.prepare(wire);
  }

  /** As the last one, but for the sync that would end the transaction. */
  private sendAhead(wire: Wire): void {
    if (this.ahead.length === 0) return;
    const unended = Object.create(wire, { sync: { value: () => undefined } }) as Wire;
    for (const read of this.ahead) {
      new WireQuery({ ...read, queryMode: 'extended' }).prepare(unended);
      if (read.name === undefined) continue;
      wire.parsedStatements[read.name] = read.text;
      delete wire.submittedNamedStatements[read.name];
    }
  }

  /** Only the statements themselves are described; what comes before is the answer to the settings. */
  override handleRowDescription(message: Message): void {
    this.answering = true;
    super.handleRowDescription(message);
  }

  override handleDataRow(message: Message): void {
    if (this.answering) super.handleDataRow(message);
  }

  override handleCommandComplete(message: Message, wire: Wire): void {
    this.settled = true;
    if (this.answering) super.handleCommandComplete(message, wire);
  }

  /** Whether the server knows the statements by their names is not known then; it is told anew. */
  override handleError(error: Error, wire: Wire): void {
    for (const { name } of this.named) {
      wire.parsedStatements[name] = '';
      delete wire.submittedNamedStatements[name];
    }
    super.handleError(error, wire);
  }
}

/**
 * Reads with one statement or several in a transaction of its own; answers the rows of each. Should the settings fail, the server refuses the statements.
 * @throws QueryFailedError as TypeORM's own queries do
 */
export async function readInOneFlight(source: DataSource, settings: ReadSettings, reads: readonly SingleRead[]): Promise<Record<string, unknown>[][]> {
  const [client, release] = await (source.driver as unknown as Pooled).obtainMasterConnection();
  return new Promise((resolve, reject) => {
    const flight = new Flight(settings, withoutClashes(reads), (error, result) => {
      // A connection that took no settings is not used again: it may not know their statement, though it is thought to.
      release(error && !flight.settled ? error : undefined);
      if (error) reject(new QueryFailedError(reads.map(({ text }) => text).join('; '), reads.flatMap(({ values }) => values), error));
      else resolve([result].flat().map(({ rows }) => rows as Record<string, unknown>[]));
    });
    client.query(flight as unknown as pg.Submittable);
  });
}

/** A name stands for one statement within a flight; others of that name go without. */
function withoutClashes(reads: readonly SingleRead[]): readonly SingleRead[] {
  if (reads.length === 1) return reads;
  const texts = new Map<string, string>();
  return reads.map(({ name, ...read }) => {
    if (name === undefined || (texts.get(name) ?? read.text) !== read.text) return read;
    texts.set(name, read.text);
    return { ...read, name };
  });
}
