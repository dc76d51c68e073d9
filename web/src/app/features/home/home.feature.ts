import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { activitiesText } from '../activities/activities.feature.js';
import { peopleText } from '../people/people.feature.js';
import { recordsText, recordTypesLoaded } from '../records/record.features.js';

export const homeFeature: Feature = {
  id: 'home',
  nav: [{ id: 'home', label: 'nav.home', icon: 'house', link: '/home', keys: 'g h', order: 10 }],
  routes: [
    {
      path: 'home',
      title: 'nav.home',
      resolve: { text: featureText('home', { en: () => import('./home.en.json'), de: () => import('./home.de.json') }), activities: activitiesText, people: peopleText, records: recordsText, types: recordTypesLoaded },
      loadComponent: () => import('./home-page.js').then((m) => m.HomePage),
    },
  ],
};
