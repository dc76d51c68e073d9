import { inject } from '@angular/core';
import type { CanMatchFn, ResolveFn, Routes } from '@angular/router';
import { combineLatest, map, type Observable } from 'rxjs';
import { bulkText } from '../bulk/bulk-text.js';
import { featureText } from '../../core/i18n/i18n.js';
import type { Feature } from '../../core/feature/feature.js';
import { RecordTypesStore } from '../../core/records/record-types.store.js';
import { SessionStore } from '../../core/session/session.store.js';
import type { IconName } from '@libs/ui';
import { duplicatesText } from '../duplicates/duplicates.text.js';

const activityWords = featureText('activities', { en: () => import('../activities/activities.en.json'), de: () => import('../activities/activities.de.json') });
const recordWords = featureText('records', { en: () => import('./records.en.json'), de: () => import('./records.de.json') });
const viewWords = featureText('views', { en: () => import('./views/views.en.json'), de: () => import('./views/views.de.json') });
/** Words of lists, forms and panels, of the views above lists, and of the timelines that records show. */
export const recordsText = (): Observable<true> => combineLatest([recordWords(), viewWords(), activityWords()]).pipe(map(() => true as const));

/** Pages of records wait until the types are described. */
export const recordTypesLoaded: ResolveFn<true> = async () => {
  await inject(RecordTypesStore).load();
  return true as const;
};

/** Pages of a record type that somebody may not see, or whose module is off, are not found: as any address that leads nowhere. Who is not signed in is asked to first. */
export const sees = (recordType: string): CanMatchFn => async () => {
  const [session, types] = [inject(SessionStore), inject(RecordTypesStore)];
  await session.load();
  if (session.state() !== 'authenticated') return true;
  await types.load();
  return session.can('view', recordType) && types.find(recordType) !== undefined;
};

/** Routes of a record type's list and pages. */
export const recordRoutes = (recordType: string, plural: string, title: string): Routes => [
  {
    path: plural,
    title,
    canMatch: [sees(recordType)],
    resolve: { text: recordsText, bulk: bulkText, duplicates: duplicatesText, types: recordTypesLoaded },
    children: [
      { path: '', data: { recordType }, loadComponent: () => import('./record-list-page.js').then((m) => m.RecordListPage) },
      { path: ':id', data: { recordType }, loadComponent: () => import('./record-page.js').then((m) => m.RecordPage) },
    ],
  },
];

const feature = (recordType: string, plural: string, icon: IconName, letter: string, order: number): Feature => ({
  id: plural,
  nav: [{ id: plural, label: `nav.${plural}`, icon, link: `/${plural}`, keys: `g ${letter}`, order, visible: (session) => session.can('view', recordType) }],
  routes: recordRoutes(recordType, plural, `nav.${plural}`),
});

/** Record types that have a place of their own in the side bar and need nothing beyond a list. */
export const recordFeatures: readonly Feature[] = [
  feature('account', 'accounts', 'building-2', 'a', 20),
  feature('contact', 'contacts', 'users', 'c', 30),
  feature('product', 'products', 'package', 'p', 50),
];
