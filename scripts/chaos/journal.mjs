import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';

/** What the product has acknowledged, on a disk of its own: an entry is durable before the client goes on. */
export function journal(file) {
  const fd = openSync(file, 'a+');
  return {
    file,
    /** Writes down a write that was acknowledged. */
    note(entry) {
      appendFileSync(fd, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
      fsyncSync(fd);
    },
    /** Everything, as the file has it. */
    entries: () => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)),
    close: () => closeSync(fd),
  };
}
