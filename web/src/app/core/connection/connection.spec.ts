import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Connection } from './connection.js';

describe('connection', () => {
  let online = true;
  beforeEach(() => {
    online = true;
    jest.useFakeTimers();
    jest.spyOn(navigator, 'onLine', 'get').mockImplementation(() => online);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('follows the browser', () => {
    const connection = TestBed.inject(Connection);
    online = false;
    dispatchEvent(new Event('offline'));
    expect(connection.state()).toBe('offline');
    online = true;
    dispatchEvent(new Event('online'));
    expect(connection.state()).toBe('online');
  });

  it('speaks of a lost socket only when it stays lost', () => {
    const connection = TestBed.inject(Connection);
    connection.socketUp();
    connection.socketDown();
    jest.advanceTimersByTime(1_000);
    connection.socketUp();
    jest.advanceTimersByTime(5_000);
    expect(connection.state()).toBe('online');
    connection.socketDown();
    jest.advanceTimersByTime(3_000);
    expect(connection.state()).toBe('reconnecting');
    connection.socketUp();
    expect(connection.state()).toBe('online');
  });

  it('does not miss a socket that never was, or was let go', () => {
    const connection = TestBed.inject(Connection);
    connection.socketDown();
    jest.advanceTimersByTime(5_000);
    expect(connection.state()).toBe('online');
    connection.socketUp();
    connection.socketDown();
    connection.socketReleased();
    jest.advanceTimersByTime(5_000);
    expect(connection.state()).toBe('online');
  });
});
