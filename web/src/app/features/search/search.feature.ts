import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { recordTypesLoaded } from '../records/record.features.js';

export const searchFeature: Feature = {
  id: 'search',
  routes: [
    {
      path: 'search',
      title: 'search.title',
      resolve: { text: featureText('search', { en: () => import('./search.en.json'), de: () => import('./search.de.json') }), types: recordTypesLoaded },
      loadComponent: () => import('./search-page.js').then((m) => m.SearchPage),
    },
  ],
};
