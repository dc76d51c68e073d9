import { describe, expect, it } from '@jest/globals';
import { multiply, sum } from './decimal.js';

describe('exact amounts', () => {
  it('multiplies and rounds once, half away from zero, to the smallest coin', () => {
    expect(multiply('1054.00', [1.0837], 'USD')).toBe('1142.22');
    expect(multiply('0.01', [0.5], 'USD')).toBe('0.01');
    expect(multiply('-0.01', [0.5], 'USD')).toBe('-0.01');
    expect(multiply('0.1', [3], 'USD')).toBe('0.30');
    expect(multiply('1234.56', [157.2], 'JPY')).toBe('194073.00');
    expect(multiply('10', [0.30712], 'KWD')).toBe('3.071');
    expect(multiply('99.99', [3, 0.85], 'EUR')).toBe('254.97');
  });

  it('stays exact where floating point does not', () => {
    expect(multiply('90071992547409.93', [1], 'USD')).toBe('90071992547409.93');
    expect(sum(Array.from({ length: 10 }, () => '0.1'))).toBe('1.00');
  });

  it('has no answer for what is larger than an amount can be', () => {
    expect(multiply('99999999999999', [2], 'USD')).toBeNull();
    expect(sum(['99999999999999', '1'])).toBeNull();
    expect(multiply('not a number', [2], 'USD')).toBeNull();
  });
});
