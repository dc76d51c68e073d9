import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, jest } from '@jest/globals';
import { GraphqlClient } from '../graphql/graphql-client.js';
import { SessionStore } from '../session/session.store.js';
import { RecordTypesStore } from './record-types.store.js';

describe('the descriptions of record types', () => {
  it('are read once for a member, and anew for whoever signs in next', async () => {
    const member = signal<{ id: string } | null>({ id: 'm1' });
    const query = jest.fn(() => Promise.resolve({ recordTypes: [{ name: member()!.id }] }));
    TestBed.configureTestingModule({ providers: [{ provide: GraphqlClient, useValue: { query } }, { provide: SessionStore, useValue: { member } }] });
    const types = TestBed.inject(RecordTypesStore);
    await types.load();
    await types.load();
    expect(query).toHaveBeenCalledTimes(1);
    member.set({ id: 'm2' });
    await types.load();
    expect(types.all().map(({ name }) => name)).toEqual(['m2']);
  });
});
