import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { pause } from './random.mjs';

const QUERY = 'subscription ($after: ID) { recordEvents(after: $after) { id kind recordType recordId changeSetId bulkCount } }';

/**
 * Somebody who listens, and after each break goes on where it ended, as the API guide says.
 * @returns what was heard: `ids` one by one, `bulk` in sums, `resyncedTo` where the stream told to read anew; and `faults` of the order
 */
export function subscriber({ name, url, client, after }) {
  const heard = { name, from: BigInt(after), last: BigInt(after), ids: new Set(), bulk: new Set(), records: new Set(), resyncedTo: 0n, resyncs: 0, connections: 0, faults: [] };
  let ended = false;
  let open = null;

  const take = ({ id, kind, recordType, recordId, changeSetId, bulkCount }) => {
    const at = BigInt(id);
    if (kind === 'READY') return;
    if (kind === 'RESYNC') {
      heard.resyncs += 1;
      if (at > heard.resyncedTo) heard.resyncedTo = at;
      if (at > heard.last) heard.last = at;
      return;
    }
    if (bulkCount !== null) heard.bulk.add(`${changeSetId} ${recordType}`);
    else {
      if (heard.ids.has(id)) heard.faults.push(`${name} heard event ${id} twice`);
      heard.ids.add(id);
      if (at < heard.last) heard.faults.push(`${name} heard event ${id} after ${heard.last}`);
      heard.records.add(recordId);
    }
    if (at > heard.last) heard.last = at;
  };

  const listen = async () => {
    heard.connections += 1;
    const socket = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { accessToken: client.token }, retryAttempts: 0, keepAlive: 5_000, connectionAckWaitTimeout: 5_000 });
    open = socket;
    try {
      for await (const { data, errors } of socket.iterate({ query: QUERY, variables: { after: String(heard.last) } })) {
        if (errors) throw new Error(errors[0].message);
        take(data.recordEvents);
      }
    } finally {
      await socket.dispose();
    }
  };
  const loop = (async () => {
    while (!ended) {
      try {
        await listen();
      } catch (error) {
        if (error?.code === 4403) await client.signIn().catch(() => undefined);
      }
      if (!ended) await pause(100);
    }
  })();
  return {
    heard,
    async end() {
      ended = true;
      await open?.dispose();
      await loop;
    },
  };
}
