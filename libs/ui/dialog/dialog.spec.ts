import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { all, find, press, textOf } from '../testing/index.js';
import { UiConfirm } from './confirm.js';

const ASK = { title: 'Delete pipeline?', text: 'This cannot be undone.', action: 'Delete pipeline', tone: 'bad' } as const;
const settle = () => new Promise((resolve) => setTimeout(resolve));

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
