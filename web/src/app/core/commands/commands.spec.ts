import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { press } from '@libs/ui/testing';
import { Commands, type Command } from './commands.js';
import { isTyping, Shortcuts } from './shortcuts.js';

describe('shortcuts', () => {
  let stop: () => void = () => undefined;
  let ran: string[] = [];
  const command = (id: string, keys: string): Command => ({ id, keys, label: id, group: 'Test', run: () => ran.push(id) });

  beforeEach(() => {
    ran = [];
    TestBed.inject(Commands).add(() => [command('accounts', 'g a'), command('create', 'c'), command('palette', 'mod+k'), command('help', '?'), command('all', 'mod+shift+a')]);
    stop = TestBed.inject(Shortcuts).listen();
  });
  afterEach(() => {
    stop();
    document.body.replaceChildren();
    jest.restoreAllMocks();
  });

  it('runs single keys, combinations and sequences', () => {
    for (const keys of ['c', 'mod+k', 'g', 'a', '?', 'mod+shift+A']) press(document.body, keys);
    expect(ran).toEqual(['create', 'palette', 'accounts', 'help', 'all']);
  });

  it('forgets a sequence that is not gone on with', () => {
    press(document.body, 'g');
    press(document.body, 'x');
    press(document.body, 'a');
    expect(ran).toEqual([]);
  });

  it('leaves letters to fields, but not combinations', () => {
    const input = document.createElement('input');
    document.body.append(input);
    press(input, 'c');
    press(input, 'mod+k');
    expect(ran).toEqual(['palette']);
    expect(isTyping(input)).toBe(true);
    expect(isTyping(document.body)).toBe(false);
  });

  it('is silent while a dialog or a menu is open, and for keys that were used', () => {
    const dialog = document.createElement('div');
    dialog.setAttribute('aria-modal', 'true');
    document.body.append(dialog);
    press(document.body, 'c');
    press(document.body, 'mod+k');
    dialog.remove();
    const used = document.createElement('div');
    used.addEventListener('keydown', (event) => event.preventDefault());
    document.body.append(used);
    press(used, 'c');
    expect(ran).toEqual([]);
  });

  it('lets a page give a key another meaning while it is shown', () => {
    const remove = TestBed.inject(Commands).add(() => [command('create-deal', 'c')]);
    press(document.body, 'c');
    remove();
    press(document.body, 'c');
    expect(ran).toEqual(['create-deal', 'create']);
  });
});
