import net from 'node:net';
import { Fault } from './log.mjs';

/** Whether a server could listen on the port on this address. */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port nobody listens on: the preferred one when it is free, else one the system picks. */
export async function freePort(preferred) {
  if (preferred && (await isFree(preferred))) return preferred;
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Fails with one clear line when the port a person asked for is taken. */
export async function requirePort(port, variable) {
  const taken = !(await isFree(port)) || !(await isFree(port, '0.0.0.0'));
  if (taken) throw new Fault(`Port ${port} is in use by another program. Stop it, or choose another port with ${variable}=<number>.`);
}
