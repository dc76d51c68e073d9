import { bulkText } from '../bulk/bulk-text.js';
import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { recordTypesLoaded, recordsText, sees } from '../records/record.features.js';

const text = featureText('opportunities', { en: () => import('./opportunities.en.json'), de: () => import('./opportunities.de.json') });

/** Deals: board, table and pages, and what their records show beyond the fields. */
export const opportunitiesFeature: Feature = {
  id: 'opportunities',
  nav: [{ id: 'opportunities', label: 'nav.opportunities', icon: 'target', link: '/opportunities', keys: 'g o', order: 40, visible: (session) => session.can('view', 'opportunity') }],
  routes: [
    {
      path: 'opportunities',
      title: 'nav.opportunities',
      canMatch: [sees('opportunity')],
      resolve: { text, recordsText, bulkText, types: recordTypesLoaded },
      children: [
        { path: '', loadComponent: () => import('./opportunities-page.js').then((m) => m.OpportunitiesPage) },
        { path: ':id', data: { recordType: 'opportunity' }, loadComponent: () => import('../records/record-page.js').then((m) => m.RecordPage) },
      ],
    },
  ],
  records: [
    {
      recordType: 'opportunity',
      text,
      top: () => import('./stage-path.js').then((m) => m.StagePath),
      tabs: [
        { id: 'products', label: 'opportunities.tabs.products', load: () => import('./line-items.js').then((m) => m.LineItems) },
        { id: 'people', label: 'opportunities.tabs.people', load: () => import('./contact-roles.js').then((m) => m.ContactRoles) },
        { id: 'stages', label: 'opportunities.tabs.stages', load: () => import('./stage-history.js').then((m) => m.StageHistory) },
      ],
      form: () => import('./deal-form-dialog.js').then((m) => m.DealFormDialog),
    },
  ],
};
