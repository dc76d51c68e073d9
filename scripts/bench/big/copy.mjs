/** Writes rows into a table as PostgreSQL's COPY takes them; pg knows the messages but has no call for them. */
export class TableCopy {
  #connection;
  #buffer = '';
  #ended;
  rows = 0;

  /** @param client a connected pg client that does nothing else until `end` */
  static async open(client, table, columns) {
    const copy = new TableCopy();
    await new Promise((ready, failed) => {
      copy.#ended = new Promise((done, broken) => {
        client.query({
          submit: (connection) => connection.query(`copy ${table} (${columns.join(', ')}) from stdin`),
          handleCopyInResponse: (connection) => {
            copy.#connection = connection;
            ready();
          },
          handleError: (error) => {
            failed(error);
            broken(error);
          },
          handleCommandComplete: () => undefined,
          handleReadyForQuery: () => done(),
        });
      });
      // Told to whoever writes next, or ends.
      copy.#ended.catch(() => undefined);
    });
    return copy;
  }

  /** Takes one line as `line` makes it. Answers a promise only when the server is behind. */
  write(line) {
    this.rows++;
    this.#buffer += line;
    return this.#buffer.length > 64 * 1024 ? this.#send() : undefined;
  }

  async end() {
    if (this.#buffer) await this.#send();
    this.#connection.endCopyFrom();
    await this.#ended;
  }

  #send() {
    this.#connection.sendCopyFromChunk(Buffer.from(this.#buffer));
    this.#buffer = '';
    const { stream } = this.#connection;
    return stream.writableNeedDrain ? Promise.race([this.#ended, new Promise((resolve) => stream.once('drain', resolve))]) : undefined;
  }
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPED = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text) => (SPECIAL.test(text) ? text.replace(SPECIAL, (character) => ESCAPED[character]) : text);

function cell(value) {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return escaped(`{${value.map((each) => JSON.stringify(each)).join(',')}}`);
  return typeof value === 'object' ? escaped(JSON.stringify(value)) : String(value);
}

/** One row; text, numbers, booleans, lists of text, objects as JSON, and null. */
export const line = (values) => `${values.map(cell).join('\t')}\n`;
