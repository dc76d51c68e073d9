import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Theme } from './theme.js';

const root = document.documentElement;

describe('theme', () => {
  afterEach(() => {
    localStorage.clear();
    root.removeAttribute('style');
  });

  it('applies and remembers theme and density', () => {
    const theme = TestBed.inject(Theme);
    TestBed.tick();
    expect(root.dataset['theme']).toBe('light');
    theme.choice.set('dark');
    theme.density.set('comfortable');
    TestBed.tick();
    expect(root.dataset['theme']).toBe('dark');
    expect(root.dataset['density']).toBe('comfortable');
    expect(localStorage.getItem('kinship.theme')).toBe('dark');
    TestBed.resetTestingModule();
    expect(TestBed.inject(Theme).choice()).toBe('dark');
  });

  it('puts a readable brand on and takes it off again', () => {
    const theme = TestBed.inject(Theme);
    theme.brand.set('#ffee00');
    TestBed.tick();
    expect(root.style.getPropertyValue('--brand')).toBe('#ffee00');
    expect(root.style.getPropertyValue('--on-brand')).toBe('#121316');
    theme.brand.set(null);
    TestBed.tick();
    expect(root.style.getPropertyValue('--brand')).toBe('');
  });
});
