import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { recordsText, recordTypesLoaded, sees } from '../records/record.features.js';

export const activitiesText = featureText('activities', { en: () => import('./activities.en.json'), de: () => import('./activities.de.json') });

export const activitiesFeature: Feature = {
  id: 'activities',
  nav: [{ id: 'activities', label: 'nav.activities', icon: 'list-checks', link: '/activities', keys: 'g t', order: 60, visible: (session) => session.can('view', 'activity') }],
  routes: [
    {
      path: 'activities',
      title: 'nav.activities',
      canMatch: [sees('activity')],
      resolve: { text: activitiesText, records: recordsText, types: recordTypesLoaded },
      children: [
        { path: '', loadComponent: () => import('./activities-page.js').then((m) => m.ActivitiesPage) },
        { path: 'all', data: { recordType: 'activity' }, loadComponent: () => import('../records/record-list-page.js').then((m) => m.RecordListPage) },
        { path: ':id', data: { recordType: 'activity' }, loadComponent: () => import('../records/record-page.js').then((m) => m.RecordPage) },
      ],
    },
  ],
};
