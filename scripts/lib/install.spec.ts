import { describe, expect, it } from '@jest/globals';
import { installedDiffers } from './install.mjs';
import { isRecent } from './node24.mjs';
import { fingerprint, isBuilt } from './build.mjs';

const entry = (version: string, more: object = {}) => ({ version, ...more });

describe('what is installed', () => {
  const wanted = { packages: { '': {}, 'node_modules/a': entry('1.0.0'), 'node_modules/b': entry('2.0.0', { optional: true }) } };

  it.each([
    ['nothing', undefined, 'node_modules is missing'],
    ['a package is missing', { packages: {} }, 'node_modules/a is missing'],
    ['another version', { packages: { 'node_modules/a': entry('1.0.1') } }, 'node_modules/a is 1.0.1, should be 1.0.0'],
    ['another version of an optional one', { packages: { 'node_modules/a': entry('1.0.0'), 'node_modules/b': entry('1.9.0') } }, 'node_modules/b is 1.9.0, should be 2.0.0'],
    ['all but one for another platform', { packages: { 'node_modules/a': entry('1.0.0') } }, undefined],
    ['more than wanted', { packages: { 'node_modules/a': entry('1.0.0'), 'node_modules/c': entry('3.0.0') } }, undefined],
  ])('%s', (_what, present, expected) => {
    expect(installedDiffers(wanted, present)).toBe(expected);
  });
});

describe('the Node that runs the product', () => {
  it.each([['20.20.2', false], ['22.9.0', false], ['24.14.1', false], ['24.15.0', true], ['24.21.0', true], ['26.0.0', true]])('%s', (version, expected) => {
    expect(isRecent(version)).toBe(expected);
  });
});

describe('a build', () => {
  it('has the same fingerprint for the same sources, and is stale for others', () => {
    expect(fingerprint('server')).toBe(fingerprint('server'));
    expect(fingerprint('server')).not.toBe(fingerprint('web'));
    expect(isBuilt('server', 'of other sources')).toBe(false);
  });
});
