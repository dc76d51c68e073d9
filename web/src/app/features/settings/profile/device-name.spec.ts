import { describe, expect, it } from '@jest/globals';
import { deviceName, isPhone } from './device-name.js';

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

describe('device names', () => {
  it.each([
    [CHROME, 'Chrome, Windows'], [`${CHROME} Edg/141.0.0.0`, 'Edge, Windows'], [IPHONE, 'Safari, iPhone'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox, Linux'], ['kinship-sync/2.1', 'kinship-sync'], ['', ''], [null, ''],
  ])('of %j', (userAgent, name) => expect(deviceName(userAgent)).toBe(name));

  it('tells phones', () => {
    expect(isPhone(IPHONE)).toBe(true);
    expect(isPhone(CHROME)).toBe(false);
  });
});
