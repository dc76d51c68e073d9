import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { all, find, press, textOf } from '../testing/index.js';
import { UiConfirm } from './confirm.js';
import { UiDialog } from './dialog.js';
import { UiDialogs } from './dialogs.js';

const ASK = { title: 'Delete pipeline?', text: 'This cannot be undone.', action: 'Delete pipeline', tone: 'bad' } as const;
const settle = () => new Promise((resolve) => setTimeout(resolve));

@Component({ imports: [UiDialog], template: `<ui-dialog heading="New deal">Form</ui-dialog>` })
class Form {}

@Component({ imports: [UiDialog], template: `<ui-dialog heading="New account"><input type="search" aria-label="Find"><form><input aria-label="Name"></form></ui-dialog>` })
class NewAccount {}

describe('dialog', () => {
  it('is closed by a click beside it, and not by the second one of the double click that opened it', async () => {
    const ref = TestBed.inject(UiDialogs).open(Form);
    await settle();
    const backdrop = find(document, '.ui-backdrop');
    backdrop.dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));
    await settle();
    expect(textOf(find(document, '[role="dialog"] h2'))).toBe('New deal');
    backdrop.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
    await settle();
    expect(document.querySelector('[role="dialog"]')).toBeNull();
    expect(ref.componentInstance).toBeNull();
  });
});

describe('a form in a dialog', () => {
  const field = (name: string): HTMLInputElement => find(document, `[aria-label="${name}"]`) as HTMLInputElement;
  const typeInto = (name: string, value: string): void => {
    field(name).focus();
    field(name).dispatchEvent(new InputEvent('beforeinput', { bubbles: true }));
    field(name).value = value;
  };
  const headings = (): string[] => all(document, '[role="dialog"] h2').map((heading) => textOf(heading) ?? '');
  const button = (text: string): HTMLElement => all(document, '[role="dialog"] button').find((each) => textOf(each) === text)!;

  it('is closed by Escape and by a click beside it only after asking, when something has been typed', async () => {
    const ref = TestBed.inject(UiDialogs).open(NewAccount);
    await settle();
    typeInto('Name', 'Blue Fern');
    press(field('Name'), 'Escape');
    await settle();
    expect(headings()).toEqual(['New account', 'Discard what you typed?']);
    button('Keep editing').click();
    await settle();
    expect([headings(), field('Name').value]).toEqual([['New account'], 'Blue Fern']);
    field('Name').blur();
    find(document, '.ui-backdrop').dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
    await settle();
    button('Keep editing').click();
    await settle();
    expect(document.activeElement).toBe(field('Name'));
    press(field('Name'), 'Escape');
    await settle();
    button('Discard').click();
    await settle();
    expect([headings(), ref.componentInstance]).toEqual([[], null]);
  });

  it('is closed at once when there is nothing to lose', async () => {
    TestBed.inject(UiDialogs).open(NewAccount);
    await settle();
    typeInto('Find', 'looked for');
    typeInto('Name', 'Blue Fern');
    typeInto('Name', '');
    press(field('Name'), 'Escape');
    await settle();
    expect(headings()).toEqual([]);
  });
});

describe('confirm', () => {
  it('is a dialog named by its heading, with the verb on the button', async () => {
    const answer = TestBed.inject(UiConfirm).ask(ASK);
    await settle();
    const dialog = find(document, '[role="dialog"]');
    expect(dialog.getAttribute('aria-modal')).toBe('true');
    expect(textOf(document.getElementById(dialog.getAttribute('aria-labelledby') ?? ''))).toBe('Delete pipeline?');
    const button = all(dialog, 'button').find((each) => textOf(each) === 'Delete pipeline');
    button?.click();
    await expect(answer).resolves.toBe(true);
  });

  it('takes Escape for no and gives the focus back', async () => {
    const opener = document.createElement('button');
    document.body.append(opener);
    opener.focus();
    const answer = TestBed.inject(UiConfirm).ask(ASK);
    await settle();
    press(find(document, '[role="dialog"]'), 'Escape');
    await expect(answer).resolves.toBe(false);
    await settle();
    expect(document.activeElement).toBe(opener);
    opener.remove();
  });
});
