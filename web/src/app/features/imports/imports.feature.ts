import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { only } from '../../core/session/session.guards.js';
import type { SessionStore } from '../../core/session/session.store.js';
import { recordsText, recordTypesLoaded } from '../records/record.features.js';

const resolve = { text: featureText('imports', { en: () => import('./imports.en.json'), de: () => import('./imports.de.json') }), records: recordsText, types: recordTypesLoaded };

const imports = (session: SessionStore): boolean => session.has('import:records');

export const importsFeature: Feature = {
  id: 'imports',
  nav: [{ id: 'imports', label: 'nav.imports', icon: 'file-up', link: '/imports', keys: 'g i', order: 70, visible: imports }],
  routes: [
    {
      path: 'imports',
      title: 'nav.imports',
      canMatch: [only(imports)],
      resolve,
      children: [
        { path: '', loadComponent: () => import('./imports-page.js').then((m) => m.ImportsPage) },
        { path: 'new', loadComponent: () => import('./new-import-page.js').then((m) => m.NewImportPage) },
        { path: ':id', loadComponent: () => import('./import-page.js').then((m) => m.ImportPage) },
      ],
    },
  ],
};
