import { describe, expect, it } from '@jest/globals';
import { domainOf, sizeOf } from './account-size.js';

describe('the size of an account', () => {
  it.each([[0, 'SOLO'], [1, 'SOLO'], [2, 'MICRO'], [9, 'MICRO'], [10, 'SMALL'], [49, 'SMALL'], [50, 'MEDIUM'], [249, 'MEDIUM'], [250, 'LARGE'], [999, 'LARGE'], [1000, 'ENTERPRISE'], [2_000_000, 'ENTERPRISE']])(
    'is, with %i employees, %s',
    (employees, size) => {
      expect(sizeOf(employees)).toBe(size);
    },
  );
});

describe('the domain of a website', () => {
  it.each([
    ['https://www.Example.com/about', 'example.com'],
    ['http://shop.example.co.uk:8080', 'shop.example.co.uk'],
    ['https://example.com.', 'example.com'],
    ['https://localhost', null],
    ['no address', null],
    [null, null],
  ])('of %s is %s', (website, domain) => {
    expect(domainOf(website)).toBe(domain);
  });
});
