import { Component, signal } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { describe, expect, it } from '@jest/globals';
import { UiInput } from '../input/input.js';
import { find, mount, textOf } from '../testing/index.js';
import { UiField } from './field.js';

@Component({
  imports: [UiField, UiInput, FormField],
  template: `<ui-field label="Name" hint="As on the contract" [of]="form.name" [errors]="refused()"><input uiInput [formField]="form.name" /></ui-field>`,
})
class Host {
  readonly refused = signal<readonly string[] | null>(null);
  readonly form = form(signal({ name: '' }), (path) => required(path.name));
}

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
