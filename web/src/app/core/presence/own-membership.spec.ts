import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import { Subject } from 'rxjs';
import { RecordsLive } from '../records/records-live.js';
import { RecordTypesStore } from '../records/record-types.store.js';
import { SessionStore } from '../session/session.store.js';
import { OwnMembership } from './own-membership.js';

describe('one\'s own membership', () => {
  it('is followed at once, and the open page asked for again before its description may go and after it may have come', async () => {
    const [events, done] = [new Subject<{ recordType: string; recordId: string }>(), [] as string[]];
    const did = (what: string) => () => Promise.resolve(void done.push(what));
    TestBed.configureTestingModule({
      providers: [
        { provide: RecordsLive, useValue: { events } },
        { provide: SessionStore, useValue: { member: () => ({ id: 'me' }), refreshAbilities: did('abilities') } },
        { provide: RecordTypesStore, useValue: { reload: did('types') } },
        { provide: Router, useValue: { url: '/contacts?q=a', navigateByUrl: (url: string, { onSameUrlNavigation }: { onSameUrlNavigation: string }) => did(`${onSameUrlNavigation} ${url}`)() } },
      ],
    });
    TestBed.inject(OwnMembership);
    events.next({ recordType: 'member', recordId: 'somebody' });
    events.next({ recordType: 'member', recordId: 'me' });
    await new Promise((ready) => setTimeout(ready));
    expect(done).toEqual(['abilities', 'reload /contacts?q=a', 'types', 'reload /contacts?q=a']);
  });
});
