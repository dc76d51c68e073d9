import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { newId } from './new-id.js';

describe('newId', () => {
  afterEach(() => void jest.useRealTimers());

  it('is a UUID of version 7', () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('begins with the time, so that what is made later comes later', () => {
    jest.useFakeTimers({ now: 0x0123_4567_89ab });
    expect(newId()).toMatch(/^01234567-89ab-7/);
    const before = newId();
    jest.advanceTimersByTime(1);
    expect(newId() > before).toBe(true);
  });

  it('differs within a moment', () => {
    jest.useFakeTimers();
    expect(new Set(Array.from({ length: 1000 }, newId)).size).toBe(1000);
  });
});
