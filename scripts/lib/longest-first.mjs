import Sequencer from '@jest/test-sequencer';

/** Specs that take longest, the longest first: one that began last would be waited for by a single worker. */
const LONG = [
  'api/test/isolation/operations', 'api/test/isolation/gone', 'scripts/chaos/planted-faults', 'api/test/jobs/killed-workers', 'api/test/isolation/bad-input', 'api/test/fuzz/fuzz',
  'api/src/platform/lifecycle/shutdown', 'api/test/isolation/matrix', 'api/test/isolation/at-once', 'api/src/modules/search/search', 'api/test/jobs/dead-jobs', 'api/src/modules/duplicates/duplicates',
].map((name) => `/${name}.spec.ts`);

const place = ({ path }) => {
  const at = LONG.findIndex((name) => path.endsWith(name));
  return at === -1 ? LONG.length : at;
};

/** Those first, whether or not jest remembers how long each took the last time; then jest's own order. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}
