import { describe, expect, it } from '@jest/globals';
import { mount } from '../testing/index.js';
import { hueOf, initials, UiAvatar } from './avatar.js';

describe('avatar', () => {
  it.each([['Ada Berg', 'AB'], ['Acme', 'A'], ['Jean  Luc Picard', 'JP'], ['émile zola', 'ÉZ'], ['Nour El-Din 👩🏽‍💼', 'NE'], ['🙂', '🙂'], ['', '']])('makes initials of %j', (name, expected) => expect(initials(name)).toBe(expected));

  it('gives the same name the same hue, and names different ones', () => {
    expect(hueOf('Ada Berg')).toBe(hueOf('Ada Berg'));
    expect(new Set(['Ada Berg', 'Theo Rossi', 'Acme', 'Kim Doe', 'Sara Silva'].map(hueOf)).size).toBeGreaterThan(2);
  });

  it('is decoration unless it is to name somebody', async () => {
    const { element, fixture, settle } = await mount(UiAvatar, { name: 'Ada Berg' });
    expect(element.getAttribute('aria-hidden')).toBe('true');
    fixture.componentRef.setInput('named', true);
    await settle();
    expect(element.getAttribute('role')).toBe('img');
    expect(element.getAttribute('aria-label')).toBe('Ada Berg');
  });
});
