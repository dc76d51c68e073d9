import { TestBed } from '@angular/core/testing';
import type { Route, UrlSegment } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { SessionStore } from '../../core/session/session.store.js';
import { sees } from './record.features.js';

function matches({ state = 'authenticated', may = true, described = true }): Promise<unknown> {
  const session = { load: () => Promise.resolve(), state: () => state, can: () => may };
  const types = { load: () => Promise.resolve(), find: () => (described ? {} : undefined) };
  TestBed.configureTestingModule({ providers: [{ provide: SessionStore, useValue: session }, { provide: RecordTypesStore, useValue: types }] });
  return Promise.resolve(TestBed.runInInjectionContext(() => sees('contact')({} as Route, [] as UrlSegment[], {} as never)));
}

describe('pages of records', () => {
  it('are there for who may see them', async () => expect(await matches({})).toBe(true));
  it('are not found by who may not see them', async () => expect(await matches({ may: false })).toBe(false));
  it('are not found while their module is off', async () => expect(await matches({ described: false })).toBe(false));
  it('ask who is not signed in to sign in', async () => expect(await matches({ state: 'anonymous', may: false })).toBe(true));
});
