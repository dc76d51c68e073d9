/** Chance that can be repeated: the same seed gives the same faults in the same order. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** From 0 to 1. */
    next,
    between: (least, most) => Math.round(least + next() * (most - least)),
    of: (list) => list[Math.floor(next() * list.length)],
    shuffled: (list) => list.map((item) => [next(), item]).sort(([one], [other]) => one - other).map(([, item]) => item),
  };
}

export const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
