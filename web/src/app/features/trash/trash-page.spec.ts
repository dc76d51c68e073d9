import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it, jest } from '@jest/globals';
import { find } from '@libs/ui/testing';
import { firstValueFrom } from 'rxjs';
import { featureText, provideText } from '../../core/i18n/i18n.js';
import { GraphqlClient } from '../../core/graphql/graphql-client.js';
import { Formats } from '../../core/format/formats.js';
import { RecordPages } from '../../core/records/record-pages.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { TrashPage } from './trash-page.js';

interface Named {
  readonly recordType: string;
  readonly recordId: string;
}

const trashed = (recordId: string, title: string) => ({ recordType: 'contact', recordId, title, deletedAt: '2026-01-01T00:00:00Z', deletedBy: null, goneAt: '2026-01-31T00:00:00Z' });

async function setup(nodes: readonly ReturnType<typeof trashed>[], refuses: (record: Named) => boolean = () => false) {
  const asked: (readonly Named[])[] = [];
  const graphql = {
    query: () => Promise.resolve({ trashedRecords: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } }),
    mutate: jest.fn((_: unknown, { records }: { records: readonly Named[] }) => {
      asked.push(records);
      const refused = records.filter(refuses).map((record) => ({ ...record, title: nodes.find(({ recordId }) => recordId === record.recordId)!.title, reason: 'No.' }));
      return Promise.resolve({ restoreTrashedRecords: { done: records.length - refused.length, refused } });
    }),
  };
  TestBed.configureTestingModule({
    providers: [
      provideText(), provideRouter([]), { provide: GraphqlClient, useValue: graphql }, { provide: RecordPages, useValue: { has: () => false } }, { provide: Formats, useValue: { relative: () => '' } },
      { provide: RecordTypesStore, useValue: { all: () => [], find: () => undefined } },
    ],
  });
  await firstValueFrom(TestBed.runInInjectionContext(featureText('trash', { en: () => import('./trash.en.json'), de: () => import('./trash.de.json') })));
  const fixture = TestBed.createComponent(TrashPage);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await fixture.whenStable();
  };
  await settle();
  const element = fixture.nativeElement as HTMLElement;
  return {
    asked,
    restoreAll: async () => {
      find<HTMLButtonElement>(element, '.filters > button').click();
      await settle();
    },
    left: () => element.querySelectorAll('.rows > li').length,
  };
}

describe('the trash', () => {
  it('keeps the one that cannot come back, and not its namesake that did', async () => {
    const { restoreAll, left } = await setup([trashed('one', 'Jean Dupont'), trashed('two', 'Jean Dupont')], ({ recordId }) => recordId === 'one');
    await restoreAll();
    expect(left()).toBe(1);
  });

  it('brings back all that is shown, no more at once than the API takes', async () => {
    const { asked, restoreAll, left } = await setup(Array.from({ length: 450 }, (_, index) => trashed(String(index), `Person ${index}`)));
    await restoreAll();
    expect([asked.map((records) => records.length), left()]).toEqual([[200, 200, 50], 0]);
  });
});
