import { describe, expect, it } from '@jest/globals';
import { find, mount } from '../testing/index.js';
import { iconOr, UiIcon } from './icon.js';

describe('icon', () => {
  it('points into the sprite', async () => {
    const { element } = await mount(UiIcon, { name: 'plus' });
    expect(find(element, 'use').getAttribute('href')).toBe('/icons.svg#plus');
  });

  it('falls back for names the sprite lacks', () => {
    expect(iconOr('users')).toBe('users');
    expect(iconOr('no-such-icon')).toBe('circle');
    expect(iconOr(null, 'box')).toBe('box');
  });
});
