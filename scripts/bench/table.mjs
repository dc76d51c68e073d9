import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { inRoot } from '../lib/paths.mjs';

const WIDTHS = [42, 8, 9, 6, 9, 8, 8, 8, 7, 7, 9, 11];
const COLUMNS = ['case', 'floor/s', 'product/s', 'ratio', 'CPU ratio', 'p50 ms', 'p95 ms', 'p99 ms', 'API ms', 'DB ms', 'memory MB', 'p95 : small'];
const digits = (value, count) => (value === null || value === undefined || Number.isNaN(value) ? '-' : value.toFixed(count));
const aligned = (cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[at]))).join(' ');

const cellsOf = (name, { floorPerSecond, perSecond, ratio, cpuRatio, p50, p95, p99, apiMilliseconds, databaseMilliseconds, apiMegabytes, againstSmall }) =>
  [name, digits(floorPerSecond, 0), digits(perSecond, 0), digits(ratio, 2), digits(cpuRatio, 2), digits(p50, 0), digits(p95, 0), digits(p99, 0), digits(apiMilliseconds, 2), digits(databaseMilliseconds, 2), digits(apiMegabytes, 0), digits(againstSmall, 2)];

export const HEAD = aligned(COLUMNS);
export const caseLine = (name, result) => aligned(cellsOf(name, result));

export const massLine = (name, { seconds, perSecond, workerMilliseconds, maximumMegabytes, megabytesPerMinute }) =>
  `${name}: ${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} rows/s, ${workerMilliseconds.toFixed(2)} ms of the worker's CPU a row, at most ${maximumMegabytes?.toFixed(0)} MB, ${megabytesPerMinute?.toFixed(0)} MB a minute in its second half`;

const FILE = inRoot('docs/performance.md');
const [BEGIN, END] = ['<!-- table: begin -->', '<!-- table: end -->'];

/** Writes the figures of a run between the marks in docs/performance.md. */
export function writeDocument(results, { connections, seconds }) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const cases = Object.entries(results).filter(([, result]) => result.ratio !== undefined);
  const masses = Object.entries(results).filter(([, result]) => result.rows !== undefined);
  const lines = [
    `Measured ${new Date().toISOString().slice(0, 10)} at ${commit()} on ${os.cpus().length} shared cores (${os.cpus()[0].model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB, load average ${os.loadavg()[0].toFixed(1)}; ${connections} connections, ${seconds} s a case.`,
    '', row([...COLUMNS, 'goal']), row([...COLUMNS, 'goal'].map(() => '---')),
    ...cases.map(([name, result]) => row([...cellsOf(name, result), result.goal === null ? '' : `ratio ${result.goal}`])),
    ...(masses.length === 0 ? [] : ['', row(['mass work', 'seconds', 'rows/s', 'worker ms a row', 'worker MB at most', 'MB a minute, 2nd half']), row(['---', '---', '---', '---', '---', '---'])]),
    ...masses.map(([name, one]) => row([name, digits(one.seconds, 1), digits(one.perSecond, 0), digits(one.workerMilliseconds, 2), digits(one.maximumMegabytes, 0), digits(one.megabytesPerMinute, 0)])),
    '', ...yardsticks(cases), ...others(results),
  ];
  const text = readFileSync(FILE, 'utf8');
  writeFileSync(FILE, `${text.slice(0, text.indexOf(BEGIN) + BEGIN.length)}\n${lines.join('\n')}\n${text.slice(text.indexOf(END))}`);
}

const yardsticks = (cases) =>
  cases.filter(([, { yardstickRatio }]) => yardstickRatio).map(([name, one]) => `- PostGraphile 5 as the same role on the ${name}, in the same run: ${digits(one.yardstickPerSecond, 0)}/s, ratio ${digits(one.yardstickRatio, 2)}; the product ${digits(one.ratio, 2)}.`);

function others({ subscribers, start, 'idle memory': idle }) {
  return [
    ...(subscribers ? [`- ${subscribers.subscribers} subscribers: ${subscribers.delivered} of ${subscribers.expected} events delivered; from sending the write to the last subscriber ${digits(subscribers.median, 0)} ms (median of ${subscribers.writes}), ${digits(subscribers.longest, 0)} ms (longest).`] : []),
    ...(start ? [`- Start of a built installation, databases included: ${digits(start.seconds, 1)} s.`] : []),
    ...(idle ? [`- Idle memory: API ${digits(idle.api, 0)} MB, worker ${digits(idle.worker, 0)} MB, together ${digits(idle.megabytes, 0)} MB.`] : []),
  ];
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: inRoot(), encoding: 'utf8' }).trim();
  } catch {
    return 'an unknown state';
  }
}
