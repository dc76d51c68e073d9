import { readFileSync, readdirSync } from 'node:fs';

/** Seconds a process has computed, and with `family` all it started too; null where the system does not tell (there is no /proc). */
export function computed(pid, family = false) {
  try {
    const own = ticks(pid);
    if (!family) return own.ran / TICKS;
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
      const other = ticks(name);
      return other.parent === pid ? [other.ran] : [];
    });
    return (own.ran + own.buried + children.reduce((sum, ran) => sum + ran, 0)) / TICKS;
  } catch {
    return null;
  }
}

/** Memory a process holds, in megabytes; null where the system does not tell. */
export function resident(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return null;
  }
}

/** What Linux counts in on every common platform. */
const TICKS = 100;

function ticks(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return { parent: Number(fields[1]), ran: Number(fields[11]) + Number(fields[12]), buried: Number(fields[13]) + Number(fields[14]) };
  } catch {
    return { parent: 0, ran: 0, buried: 0 };
  }
}
