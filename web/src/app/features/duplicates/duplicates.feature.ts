import type { Feature } from '../../core/feature/feature.js';
import { recordsText, recordTypesLoaded } from '../records/record.features.js';
import { duplicatesText } from './duplicates.text.js';
import { only } from '../../core/session/session.guards.js';
import type { SessionStore } from '../../core/session/session.store.js';

const merges = (session: SessionStore): boolean => session.has('merge:records');

export const duplicatesFeature: Feature = {
  id: 'duplicates',
  nav: [{ id: 'duplicates', label: 'nav.duplicates', icon: 'merge', link: '/duplicates', keys: 'g u', order: 75, visible: merges }],
  routes: [
    {
      path: 'duplicates',
      title: 'nav.duplicates',
      canMatch: [only(merges)],
      resolve: { text: duplicatesText, records: recordsText, types: recordTypesLoaded },
      loadComponent: () => import('./duplicates-page.js').then((m) => m.DuplicatesPage),
    },
  ],
};
