import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { describe, expect, it } from '@jest/globals';
import { AppError, fromExtensions, toAppError } from './app-error.js';

const answer = (extensions: Record<string, unknown>) => new CombinedGraphQLErrors({ errors: [{ message: 'No', extensions }] });

describe('toAppError', () => {
  it('takes code, details, present values and reference from the answer', () => {
    const error = toAppError(answer({ code: 'CONFLICT', details: { name: ['Too long.'], email: 'Taken.' }, current: { name: 'Acme' }, requestId: 'r1' }));
    expect(error).toMatchObject({ code: 'CONFLICT', message: 'No', current: { name: 'Acme' }, requestId: 'r1' });
    expect(error.reasonsFor('name')).toEqual(['Too long.']);
    expect(error.reasonsFor('email')).toEqual(['Taken.']);
    expect(error.reasonsFor('other')).toEqual([]);
  });

  it('does not trust a code it does not know', () => {
    expect(toAppError(answer({ code: 'SOMETHING_NEW' })).code).toBe('INTERNAL');
    expect(fromExtensions('No', {}).code).toBe('INTERNAL');
  });

  it('takes everything else for a connection that did not work, and keeps what is known already', () => {
    const lost = toAppError(new TypeError('Failed to fetch'));
    expect(lost.code).toBe('UNREACHABLE');
    expect(lost.retryable).toBe(true);
    const known = new AppError('FORBIDDEN', 'No');
    expect(toAppError(known)).toBe(known);
    expect(known.retryable).toBe(false);
  });
});
