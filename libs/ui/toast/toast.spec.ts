import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { all, find, mount, textOf } from '../testing/index.js';
import { UiToastOutlet, UiToasts } from './toast.js';

describe('toasts', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask'] }));
  afterEach(() => void jest.useRealTimers());

  it('go by themselves, those with Undo later', () => {
    const toasts = TestBed.inject(UiToasts);
    toasts.success('Saved');
    toasts.undoable('Archived', () => undefined);
    jest.advanceTimersByTime(6_100);
    expect(toasts.toasts().map((toast) => toast.text)).toEqual(['Archived']);
    jest.advanceTimersByTime(4_000);
    expect(toasts.toasts()).toEqual([]);
  });

  it('stay while they are held', () => {
    const toasts = TestBed.inject(UiToasts);
    toasts.error('Refused');
    toasts.hold();
    jest.advanceTimersByTime(60_000);
    expect(toasts.toasts()).toHaveLength(1);
    toasts.release();
    jest.advanceTimersByTime(10_000);
    expect(toasts.toasts()).toHaveLength(0);
  });

  it('undo the newest, once', () => {
    const toasts = TestBed.inject(UiToasts);
    const undo = jest.fn();
    toasts.undoable('Moved', undo);
    toasts.success('Saved');
    expect(toasts.runLatestAction()).toBe(true);
    expect(toasts.runLatestAction()).toBe(false);
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it('keep a progress until it is done, and at most four at a time', () => {
    const toasts = TestBed.inject(UiToasts);
    const handle = toasts.show({ text: 'Importing', progress: 0.1 });
    jest.advanceTimersByTime(60_000);
    handle.update({ progress: 0.9 });
    expect(toasts.toasts()[0]?.progress).toBe(0.9);
    handle.dismiss();
    for (const text of ['1', '2', '3', '4', '5']) toasts.success(text);
    expect(toasts.toasts().map((toast) => toast.text)).toEqual(['2', '3', '4', '5']);
  });

  it('are announced politely and can be acted on and dismissed', async () => {
    jest.useRealTimers();
    const { element, settle } = await mount(UiToastOutlet);
    const undo = jest.fn();
    TestBed.inject(UiToasts).undoable('Archived', undo);
    await settle();
    expect(find(element, '[role="status"]').getAttribute('aria-live')).toBe('polite');
    all(element, 'button').find((button) => textOf(button).startsWith('Undo'))?.click();
    await settle();
    expect(undo).toHaveBeenCalledTimes(1);
    expect(element.querySelector('.toast')).toBeNull();
  });
});
