import type { Feature } from '../../core/feature/feature.js';
import { recordsText, recordTypesLoaded } from '../records/record.features.js';
import { duplicatesText } from './duplicates.text.js';

export const duplicatesFeature: Feature = {
  id: 'duplicates',
  nav: [{ id: 'duplicates', label: 'nav.duplicates', icon: 'merge', link: '/duplicates', keys: 'g u', order: 75, visible: (session) => session.has('merge:records') }],
  routes: [
    {
      path: 'duplicates',
      title: 'nav.duplicates',
      resolve: { text: duplicatesText, records: recordsText, types: recordTypesLoaded },
      loadComponent: () => import('./duplicates-page.js').then((m) => m.DuplicatesPage),
    },
  ],
};
