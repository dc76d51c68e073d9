import { randomUUID } from 'node:crypto';

/**
 * The id of a new row: a UUID of version 7 (RFC 9562), its first 48 bits the time in milliseconds, the rest chance. New rows stand beside each other in every index that leads with such an id, so that writing them touches
 * few pages; ids of chance alone touch another one each, which a large workspace reads from the disk. It tells when it was made: nothing secret is to be named by it.
 */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
