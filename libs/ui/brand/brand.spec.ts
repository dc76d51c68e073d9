import { describe, expect, it } from '@jest/globals';
import { brandVars, contrast } from './brand.js';

const COLOURS = ['#4f46e5', '#ffee00', '#ffffff', '#000000', '#808080', '#e11d48', '#0f0', '#bfdbfe', '#7c2d12'];
const SURFACE = { light: '#ffffff', dark: '#1d1e22' } as const;

describe('brandVars', () => {
  for (const theme of ['light', 'dark'] as const) {
    it.each(COLOURS)(`keeps %s readable in ${theme}`, (colour) => {
      const vars = brandVars(colour, theme);
      expect(vars).not.toBeNull();
      if (!vars) return;
      expect(contrast(vars['--brand'], vars['--on-brand'])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(vars['--brand-hover'], vars['--on-brand'])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(vars['--brand-fg'], SURFACE[theme])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(vars['--brand-fg'], vars['--brand-soft'])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(vars['--focus'], SURFACE[theme])).toBeGreaterThanOrEqual(3);
    });
  }

  it('leaves a colour alone that is readable already', () => {
    expect(brandVars('#4f46e5', 'light')).toMatchObject({ '--brand': '#4f46e5', '--on-brand': '#ffffff' });
  });

  it('refuses what is no colour', () => {
    expect(brandVars('red; background: url(x)', 'light')).toBeNull();
    expect(brandVars('#12', 'dark')).toBeNull();
  });

  it('measures contrast', () => {
    expect(contrast('#000', '#fff')).toBeCloseTo(21, 1);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
  });
});
