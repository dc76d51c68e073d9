import { describe, expect, it } from '@jest/globals';
import { all, find, mount, press, textOf, type } from '../testing/index.js';
import { UiCalendar } from './calendar.js';
import { UiDateInput } from './date-input.js';
import { addDays, addMonths, firstWeekday, monthWeeks } from './month.js';

describe('days and months', () => {
  it('keeps to the last day of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('starts the week where the locale does', () => {
    expect(firstWeekday('en-US')).toBe(7);
    expect(firstWeekday('de')).toBe(1);
    expect(monthWeeks('2026-11-21', 1)[0]?.[0]).toBe('2026-10-26');
    expect(monthWeeks('2026-11-21', 7)[0]?.[0]).toBe('2026-11-01');
  });
});

describe('calendar', () => {
  const active = (element: HTMLElement) => find(element, '[tabindex="0"].day').dataset['day'];

  it('moves by keys and chooses', async () => {
    const { element, fixture, settle } = await mount(UiCalendar, { value: '2026-11-21' });
    const chosen: string[] = [];
    fixture.componentInstance.chosen.subscribe((day) => chosen.push(day));
    const steps: [string, string][] = [['ArrowRight', '2026-11-22'], ['ArrowDown', '2026-11-29'], ['PageDown', '2026-12-29'], ['shift+PageUp', '2025-12-29'], ['Home', '2025-12-28'], ['End', '2026-01-03']];
    for (const [key, day] of steps) {
      press(find(element, '[tabindex="0"].day'), key);
      await settle();
      expect(active(element)).toBe(day);
    }
    find(element, '[tabindex="0"].day').click();
    expect(chosen).toEqual(['2026-01-03']);
  });

  it('has one day in the tab order and says each in full', async () => {
    const { element } = await mount(UiCalendar, { value: '2026-11-21' });
    expect(all(element, '.day[tabindex="0"]')).toHaveLength(1);
    expect(find(element, '[data-day="2026-11-21"]').getAttribute('aria-label')).toBe('Saturday, November 21, 2026');
  });
});

describe('date input', () => {
  it('takes a typed date on leaving and shows it as the locale writes it', async () => {
    const { element, component, settle } = await mount(UiDateInput, { value: null });
    const input = find<HTMLInputElement>(element, 'input');
    type(input, '12/24/2026');
    input.dispatchEvent(new Event('blur'));
    await settle();
    expect(component.value()).toBe('2026-12-24');
    expect(input.value).toBe('Dec 24, 2026');
  });

  it('marks what is no date and keeps the value', async () => {
    const { element, component, settle } = await mount(UiDateInput, { value: '2026-12-24' });
    const input = find(element, 'input');
    type(input, '31/31/2026');
    press(input, 'Enter');
    await settle();
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(component.value()).toBe('2026-12-24');
  });

  it('opens the calendar with Alt and down, takes the chosen day and returns the focus', async () => {
    const { element, component, settle } = await mount(UiDateInput, { value: '2026-12-24' });
    const input = find(element, 'input');
    press(input, 'alt+ArrowDown');
    await settle();
    const calendar = find(document, 'ui-calendar');
    expect(calendar.getAttribute('role')).toBe('dialog');
    find(calendar, '[data-day="2026-12-25"]').click();
    await settle();
    expect(component.value()).toBe('2026-12-25');
    expect(document.activeElement).toBe(input);
    expect(document.querySelector('ui-calendar')).toBeNull();
    expect(textOf(element)).toBe('');
  });
});
