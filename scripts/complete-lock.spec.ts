import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { complete, missingOptional, platformEntry } from './complete-lock.mjs';

const lock = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../package-lock.json'), 'utf8')) as unknown;

describe('package-lock.json', () => {
  it('names the builds for every platform, so that npm ci accepts it everywhere (npm run lock)', () => {
    expect(missingOptional(lock)).toEqual([]);
  });

  it('comes from no particular registry', () => {
    expect(JSON.stringify(lock)).not.toMatch(/"resolved":"https?:/);
  });
});

describe('completing a lock file', () => {
  const made = () => ({
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies: { '@a/darwin-arm64': '1.0.0', '@a/linux-x64-gnu': '1.0.0', 'a-helper': '^2.0.0' } },
      'node_modules/a/node_modules/@a/linux-x64-gnu': { version: '1.0.0' },
    },
  });

  it('adds what is bound to a platform by its name, and reports the rest', () => {
    const given = made();
    expect(complete(given)).toEqual(['a-helper']);
    expect(given.packages).toHaveProperty(['node_modules/@a/darwin-arm64'], { version: '1.0.0', cpu: ['arm64'], dev: true, optional: true, os: ['darwin'] });
    expect(missingOptional(given)).toEqual([['node_modules/a', 'a-helper', '^2.0.0']]);
  });

  it.each([
    ['@b/win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
    ['@b/linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
    ['@b/wasm32-wasi', { cpu: ['wasm32'] }],
  ])('%s', (name, expected) => {
    expect(platformEntry(name, '1.0.0', undefined)).toEqual({ version: '1.0.0', optional: true, ...expected });
  });
});
