import { execFileSync } from 'node:child_process';
import { mkdirSync, openSync, closeSync, writeSync, rmSync } from 'node:fs';
import path from 'node:path';

const CHUNK = Buffer.alloc(1 << 20, 1);

/**
 * A small disk for the stores and files, which can be filled to the last byte: a tmpfs where this machine lets us mount one, else none (`full` is undefined then).
 * The journal of the harness lies elsewhere.
 */
export function smallDisk(folder, megabytes) {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'kinship-chaos', folder], { stdio: 'ignore' });
  } catch {
    return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
  }
  const ballast = path.join(folder, 'ballast');
  const fill = () => {
    const fd = openSync(ballast, 'a');
    try {
      for (let part = CHUNK.length; part >= 512;) {
        try {
          writeSync(fd, CHUNK, 0, part);
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error;
          part = Math.floor(part / 2);
        }
      }
    } finally {
      closeSync(fd);
    }
  };
  let filling;
  return {
    folder,
    /** Leaves no byte, also of what is freed meanwhile, until `clear`. */
    full() {
      fill();
      filling = setInterval(fill, 50);
    },
    clear() {
      clearInterval(filling);
      rmSync(ballast, { force: true });
    },
    remove() {
      clearInterval(filling);
      try {
        execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
      } catch {
        // It is gone already.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
