/** Numbers that look like chance and are the same in every run: each record has its own, so that any of them can be told without those before it. */

const mixed = (value) => {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
};

/** @returns a function that answers the next number, 0 to 1, of record `index` of that kind */
export function chance(salt, kind, index) {
  let state = mixed(salt ^ Math.imul(kind + 1, 0x9e3779b1)) ^ mixed(index + 0x6d2b79f5);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mixed(state) / 2 ** 32;
  };
}

/** When the first record of each workspace was made; each further one comes a second later. */
const FIRST = Date.UTC(2022, 0, 1);

/** A uuid of version 7 that follows from what it is for; those of later records come later. */
export function idOf(salt, kind, index) {
  const next = chance(salt ^ 0x5bd1e995, kind, index);
  const hex = Array.from({ length: 3 }, () => Math.floor(next() * 2 ** 32).toString(16).padStart(8, '0')).join('');
  const time = (FIRST + index * 1000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${'89ab'[Number.parseInt(hex[3], 16) & 3]}${hex.slice(4, 7)}-${hex.slice(8, 20)}`;
}

/** A uuid of version 7 for a moment, in milliseconds; those of one moment follow each other by `order`. */
export function timedId(at, order, random) {
  const time = at.toString(16).padStart(12, '0');
  const rest = Math.floor(random * 2 ** 32).toString(16).padStart(8, '0');
  const place = (order & 0xfff).toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${place}-8${rest.slice(0, 3)}-${rest.slice(3)}${mixed(order).toString(16).padStart(8, '0').slice(0, 7)}`;
}

export const oneOf = (list, random) => list[Math.floor(random * list.length)];

/** Few have much: the lower a place, the more of all falls on it. */
export const skewed = (count, random, steepness) => Math.min(count - 1, Math.floor(count * random ** steepness));

/** `[[value, weight], ...]` -> a function of a random number. */
export function weighted(pairs) {
  const whole = pairs.reduce((sum, [, weight]) => sum + weight, 0);
  return (random) => {
    let left = random * whole;
    for (const [value, weight] of pairs) if ((left -= weight) < 0) return value;
    return pairs.at(-1)[0];
  };
}
