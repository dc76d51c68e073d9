import { Component, signal } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { describe, expect, it } from '@jest/globals';
import { UiDateInput } from '../date/date-input.js';
import { UiInput } from '../input/input.js';
import { UiNumberInput } from '../number/number-input.js';
import { all, find, mount, textOf, type } from '../testing/index.js';
import { UiField } from './field.js';

@Component({
  imports: [UiField, UiInput, FormField],
  template: `<ui-field label="Name" hint="As on the contract" [of]="form.name" [errors]="refused()"><input uiInput [formField]="form.name" /></ui-field>`,
})
class Host {
  readonly refused = signal<readonly string[] | null>(null);
  readonly form = form(signal({ name: '' }), (path) => required(path.name));
}

@Component({
  imports: [UiDateInput, UiField, UiNumberInput],
  template: `<form novalidate (submit)="save($event)"><ui-field label="Amount"><ui-number [(value)]="amount" /></ui-field><ui-field label="Day"><ui-date [(value)]="day" /></ui-field><button>Save</button></form>`,
})
class Typed {
  readonly amount = signal<string | null>('5');
  readonly day = signal<string | null>(null);
  saved = 0;
  save(event: Event): void {
    event.preventDefault();
    this.saved += 1;
  }
}

describe('what is typed and cannot be read', () => {
  it('is told at its field once that was left, and no form is sent without it', async () => {
    const { element, component, settle } = await mount(Typed);
    const [amount, day] = all<HTMLInputElement>(element, 'input') as [HTMLInputElement, HTMLInputElement];
    type(day, '31/31/2026');
    await settle();
    expect(element.querySelector('.error')).toBeNull();
    day.dispatchEvent(new Event('blur'));
    await settle();
    expect(textOf(find(element, '.error'))).toContain('date');
    expect(document.getElementById(day.getAttribute('aria-describedby') ?? '')?.textContent).toContain('date');
    find(element, 'button:not([type])').click();
    expect(component.saved).toBe(0);
    expect(document.activeElement).toBe(day);
    type(day, '12/31/2026');
    type(amount, '2 Mio');
    find(element, 'button:not([type])').click();
    await settle();
    expect(component.saved).toBe(0);
    expect(document.activeElement).toBe(amount);
    type(amount, '2000000');
    find(element, 'button:not([type])').click();
    await settle();
    expect([component.saved, component.amount(), element.querySelector('.error')]).toEqual([1, '2000000', null]);
  });
});

describe('form field', () => {
  it('labels its control and describes it with the hint', async () => {
    const { element } = await mount(Host);
    const input = find<HTMLInputElement>(element, 'input');
    expect(find<HTMLLabelElement>(element, 'label').htmlFor).toBe(input.id);
    expect(textOf(document.getElementById(input.getAttribute('aria-describedby') ?? ''))).toBe('As on the contract');
    expect(input.getAttribute('aria-invalid')).toBeNull();
  });

  it('shows its own errors only after the field was left', async () => {
    const { element, settle } = await mount(Host);
    const input = find(element, 'input');
    input.dispatchEvent(new Event('blur'));
    await settle();
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(textOf(find(element, '.error'))).toBe('This field is needed.');
  });

  it('shows what the API refused at once', async () => {
    const { element, component, settle } = await mount(Host);
    component.refused.set(['Already taken.']);
    await settle();
    expect(textOf(find(element, '.message'))).toBe('Already taken.');
  });

  it('says so no longer once the value is another, until it is refused again', async () => {
    const { element, component, settle } = await mount(Host);
    component.refused.set(['Already taken.']);
    await settle();
    find<HTMLInputElement>(element, 'input').value = 'Other';
    find(element, 'input').dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(textOf(find(element, '.message'))).toBe('As on the contract');
    expect(find(element, 'input').getAttribute('aria-invalid')).toBeNull();
    component.refused.set(['Already taken.']);
    await settle();
    expect(textOf(find(element, '.message'))).toBe('Already taken.');
  });
});
