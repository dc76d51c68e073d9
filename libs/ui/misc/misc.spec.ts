import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import { all, find, mount, textOf } from '../testing/index.js';
import { UiBreadcrumbs } from './breadcrumbs.js';
import { UiBanner, UiEmpty, UiProgress, UiSkeleton } from './feedback.js';
import { UiKbd } from './kbd.js';

describe('progress', () => {
  it('says how far, and that it does not know', async () => {
    const { element, fixture, settle } = await mount(UiProgress, { value: 30, max: 60, label: 'Import' });
    expect(element.getAttribute('aria-valuenow')).toBe('30');
    expect(find(element, 'i').style.width).toBe('50%');
    fixture.componentRef.setInput('value', null);
    await settle();
    expect(element.getAttribute('aria-valuenow')).toBeNull();
    expect(element.classList.contains('unknown')).toBe(true);
  });
});

describe('banner', () => {
  it('is announced at once when it is bad, and can be dismissed', async () => {
    const { element, fixture } = await mount(UiBanner, { tone: 'bad', dismissible: true });
    let dismissed = 0;
    fixture.componentInstance.dismissed.subscribe(() => (dismissed += 1));
    expect(element.getAttribute('role')).toBe('alert');
    find(element, '[aria-label="Dismiss"]').click();
    expect(dismissed).toBe(1);
  });
});

describe('empty state and skeleton', () => {
  it('has a heading and no text when none is given', async () => {
    const { element } = await mount(UiEmpty, { title: 'No accounts yet' });
    expect(textOf(find(element, 'h2'))).toBe('No accounts yet');
    expect(element.querySelector('p')).toBeNull();
  });

  it('is silent', async () => {
    const { element } = await mount(UiSkeleton, { width: '50%' });
    expect(element.getAttribute('aria-hidden')).toBe('true');
    expect(element.style.width).toBe('50%');
  });
});

describe('keys', () => {
  it('writes combinations and sequences', async () => {
    const { element } = await mount(UiKbd, { keys: 'mod+k' });
    expect(all(element, 'kbd').map((key) => textOf(key))).toEqual(['Ctrl', 'K']);
    const sequence = await mount(UiKbd, { keys: 'g c' });
    expect(all(sequence.element, 'kbd').map((key) => textOf(key))).toEqual(['G', 'C']);
  });
});

describe('breadcrumbs', () => {
  it('links all but the page one is on', async () => {
    const { element } = await mount(UiBreadcrumbs, { items: [{ label: 'Accounts', link: '/accounts' }, { label: 'Acme' }] }, [provideRouter([])]);
    expect(find<HTMLAnchorElement>(element, 'a').getAttribute('href')).toBe('/accounts');
    expect(textOf(find(element, '[aria-current="page"]'))).toBe('Acme');
  });
});
