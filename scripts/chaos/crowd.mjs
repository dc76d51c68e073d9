/** A promise and what settles it. */
function door() {
  let open;
  const passed = new Promise((resolve) => { open = resolve; });
  return { passed, open };
}

/** Those who work with the product at once. Each does one step after the other; all can be asked to wait between two steps. */
export function crowd() {
  let open = true;
  let opened = door();
  opened.open();
  let ended = false;
  const busy = new Set();
  const loops = [];
  const failures = [];

  return {
    failures,
    steps: 0,
    /** @param options.waits whether it stands still when all are asked to; work in the background goes on */
    join(step, { waits = true } = {}) {
      const loop = async () => {
        while (!ended) {
          if (waits) await opened.passed;
          if (ended) return;
          const work = step();
          if (waits) busy.add(work);
          try {
            await work;
            this.steps += 1;
          } catch (error) {
            failures.push(error.message);
          } finally {
            busy.delete(work);
          }
        }
      };
      loops.push(loop());
    },
    /** Resolves when each that waits has ended its step. */
    async hold() {
      if (open) opened = door();
      open = false;
      await Promise.allSettled(busy);
    },
    go() {
      open = true;
      opened.open();
    },
    async end() {
      ended = true;
      opened.open();
      await Promise.all(loops);
    },
  };
}
