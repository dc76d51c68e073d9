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
  close(statement: { readonly type: 'S'; readonly name: string }): void;
  parse(statement: { readonly name: string; readonly text: string }): void;
  bind(portal: { readonly statement: string; readonly values: readonly string[] }): void;
  execute(): void;
}

interface Message {
  readonly name: string;
}

/** pg's own query, as far as it is built upon here: it reads the answers to the messages it has sent. */
type WireQuery = new (read: SingleRead & { readonly queryMode: 'extended' }, done: (error: Error | null, result: QueryResult) => void) => {
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

/**
 * A whole read-only transaction in one packet. Messages between two syncs are one transaction for PostgreSQL, so the settings go before the statement without
 * a START TRANSACTION and a COMMIT, and once a connection knows their statement by its name, nothing of them is parsed or planned again. Their answer is passed over.
 */
class Flight extends (pg.Query as unknown as WireQuery) {
  /** Whether the settings were taken: from then on only the statement can have failed. */
  settled = false;
  private answering = false;

  constructor(
    private readonly settings: ReadSettings,
    private readonly read: SingleRead,
    done: (error: Error | null, result: QueryResult) => void,
  ) {
    // Without parameters pg would send the statement as a message of another kind, on its own.
    super({ ...read, queryMode: 'extended' }, done);
  }

  /** A name that stood for another statement on this connection stands for this one from now on. */
  override submit(wire: Wire): Error | null {
    const { name, text } = this.read;
    if (name !== undefined && wire.parsedStatements[name] !== undefined && wire.parsedStatements[name] !== text) {
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
    super.prepare(wire);
  }

  /** Only the statement itself is described; what comes before is the answer to the settings. */
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

  /** Whether the server knows the statement by its name is not known then; it is told anew. */
  override handleError(error: Error, wire: Wire): void {
    if (this.read.name !== undefined) wire.parsedStatements[this.read.name] = '';
    super.handleError(error, wire);
  }
}

/**
 * Reads with one statement in a transaction of its own. Should the settings fail, the server refuses the statement.
 * @throws QueryFailedError as TypeORM's own queries do
 */
export async function readInOneFlight(source: DataSource, settings: ReadSettings, read: SingleRead): Promise<Record<string, unknown>[]> {
  const [client, release] = await (source.driver as unknown as Pooled).obtainMasterConnection();
  return new Promise((resolve, reject) => {
    const flight = new Flight(settings, read, (error, result) => {
      // A connection that took no settings is not used again: it may not know their statement, though it is thought to.
      release(error && !flight.settled ? error : undefined);
      if (error) reject(new QueryFailedError(read.text, read.values, error));
      else resolve(result.rows as Record<string, unknown>[]);
    });
    client.query(flight as unknown as pg.Submittable);
  });
}
