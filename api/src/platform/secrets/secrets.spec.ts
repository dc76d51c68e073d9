import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../config/config.js';
import { SealBroken, Secrets } from './secrets.service.js';

const secrets = (secret: string, previous = ''): Secrets =>
  new Secrets(loadConfig({ DATABASE_URL: 'postgres://a@b/c', REDIS_URL: 'redis://d', KINSHIP_SECRET: secret, KINSHIP_PREVIOUS_SECRETS: previous }));
const [OLD, NEW] = ['an older secret that is long enough', 'a newer secret that is long enough'];

describe('sealed values', () => {
  it('open for their purpose only, and look different each time', () => {
    const box = secrets(OLD);
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'two-factor:1');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
    expect(sealed).not.toBe(box.seal('JBSWY3DPEHPK3PXP', 'two-factor:1'));
    expect(box.open(sealed, 'two-factor:1')).toBe('JBSWY3DPEHPK3PXP');
    expect(() => box.open(sealed, 'two-factor:2')).toThrow(SealBroken);
  });

  it('do not open when a character was changed, or another key is named', () => {
    const box = secrets(OLD);
    const [version, key, body] = box.seal('hello', 'x').split('.') as [string, string, string];
    const flipped = `${body[0] === 'A' ? 'B' : 'A'}${body.slice(1)}`;
    for (const broken of [`${version}.${key}.${flipped}`, `${version}.00000000.${body}`, `v0.${key}.${body}`, `${version}.${key}.`, '']) expect(() => box.open(broken, 'x')).toThrow(SealBroken);
  });

  it('open after the secret was replaced, as long as the earlier one is named', () => {
    const sealed = secrets(OLD).seal('hello', 'x');
    const rotated = secrets(NEW, `something else entirely that is long, ${OLD}`);
    expect(rotated.open(sealed, 'x')).toBe('hello');
    expect([rotated.isOutdated(sealed), rotated.isOutdated(rotated.seal('hello', 'x'))]).toEqual([true, false]);
    expect(() => secrets(NEW).open(sealed, 'x')).toThrow(SealBroken);
  });
});
