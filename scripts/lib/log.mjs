const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const running = new Map();
let timer;
let frame = 0;

export const bold = (text) => paint(1, text);
export const dim = (text) => paint(2, text);
export const red = (text) => paint(31, text);
export const green = (text) => paint(32, text);

/** Prints one line above whatever progress line is shown. */
export function say(line = '') {
  clearLine();
  process.stdout.write(`${line}\n`);
  draw();
}

/** Seconds since `since` (ms), for people. */
export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs `work` under a progress line: a spinner with the elapsed time on a terminal, otherwise a line at the start, a sign of life
 * every 15 s and a line at the end. `work` receives a function that changes the detail shown behind the title.
 */
export async function step(title, work) {
  const item = { title, detail: '', since: Date.now() };
  const key = Symbol(title);
  running.set(key, item);
  const life = colour ? undefined : setInterval(() => say(`… ${title}${detailOf(item)} (${seconds(item.since)})`), 15_000);
  life?.unref();
  if (colour) animate();
  try {
    const result = await work((detail) => { item.detail = detail; });
    finish(key, life);
    say(`${green('✓')} ${title} ${dim(`(${seconds(item.since)})`)}`);
    return result;
  } catch (error) {
    finish(key, life);
    say(`${red('✗')} ${title} ${dim(`(${seconds(item.since)})`)}`);
    throw error;
  }
}

const detailOf = (item) => (item.detail ? `: ${item.detail}` : '');

function finish(key, life) {
  clearInterval(life);
  clearLine();
  running.delete(key);
  if (running.size === 0) {
    clearInterval(timer);
    timer = undefined;
  }
}

function animate() {
  timer ??= setInterval(() => { frame += 1; draw(); }, 100);
  timer.unref();
  draw();
}

function clearLine() {
  if (colour && running.size > 0) process.stdout.write('\r\u001b[K');
}

function draw() {
  if (!colour || running.size === 0) return;
  const parts = [...running.values()].map((item) => `${item.title}${detailOf(item)} ${dim(seconds(item.since))}`);
  const line = `${frames[frame % frames.length]} ${parts.join('   ')}`;
  process.stdout.write(`\r\u001b[K${line.slice(0, (process.stdout.columns ?? 120) + 30)}`);
}

/** A failure whose message says everything a person needs; shown without a stack. */
export class Fault extends Error {}

/** Ends the process with a readable message. */
export function die(error) {
  clearLine();
  process.stderr.write(`\n${red('✗')} ${error instanceof Fault ? error.message : (error?.stack ?? String(error))}\n`);
  process.exit(1);
}
