import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { recordsText, recordTypesLoaded } from '../records/record.features.js';

const resolve = { text: featureText('imports', { en: () => import('./imports.en.json'), de: () => import('./imports.de.json') }), records: recordsText, types: recordTypesLoaded };

export const importsFeature: Feature = {
  id: 'imports',
  nav: [{ id: 'imports', label: 'nav.imports', icon: 'file-up', link: '/imports', keys: 'g i', order: 70, visible: (session) => session.has('import:records') }],
  routes: [
    {
      path: 'imports',
      title: 'nav.imports',
      resolve,
      children: [
        { path: '', loadComponent: () => import('./imports-page.js').then((m) => m.ImportsPage) },
        { path: 'new', loadComponent: () => import('./new-import-page.js').then((m) => m.NewImportPage) },
        { path: ':id', loadComponent: () => import('./import-page.js').then((m) => m.ImportPage) },
      ],
    },
  ],
};
