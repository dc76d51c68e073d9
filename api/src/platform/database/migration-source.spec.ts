import { describe, expect, it } from '@jest/globals';
import { migrationFiles } from './migration-source.js';

/**
 * These were given the same moment by two branches. An installation remembers a migration by its class's name, which ends with the moment: renamed, it would be run
 * again where it was run before, and fail. The two of a pair don't build on each other, so their order is of no matter.
 */
const SHARED = [1795000400000, 1795000700000, 1795000710000, 1795000800000];

describe('migrations', () => {
  it('have a moment of their own, by which their order is the same everywhere', () => {
    const moments = migrationFiles().map(({ timestamp }) => timestamp);
    expect(moments.filter((moment, index) => moments.indexOf(moment) !== index)).toEqual(SHARED);
  });
});
