import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { authText } from '../auth/auth.text.js';
import { only } from '../../core/session/session.guards.js';
import { recordsText, recordTypesLoaded } from '../records/record.features.js';
import { settingsPages } from './settings-pages.js';

const text = featureText('settings', { en: () => import('./settings.en.json', { with: { type: 'json' } }), de: () => import('./settings.de.json', { with: { type: 'json' } }) });

/** Beside the list there is room for a page, so the first one opens; a phone shows the list alone. */
const firstPageWhereThereIsRoom: CanActivateFn = () => {
  const router = inject(Router);
  return matchMedia('(min-width: 801px)').matches ? router.parseUrl('/settings/profile') : true;
};

export const settingsFeature: Feature = {
  id: 'settings',
  nav: [{ id: 'settings', label: 'nav.settings', icon: 'settings', link: '/settings', keys: 'g s', order: 100, place: 'foot' }],
  routes: [
    {
      path: 'settings',
      title: 'nav.settings',
      // The password field and undo speak with the words of their own features.
      resolve: { text, auth: authText, records: recordsText, types: recordTypesLoaded },
      loadComponent: () => import('./settings-frame.js').then((m) => m.SettingsFrame),
      children: [
        { path: '', pathMatch: 'full', canActivate: [firstPageWhereThereIsRoom], children: [] },
        ...settingsPages.map((page) => ({ path: page.id, title: page.label, ...(page.visible ? { canMatch: [only(page.visible)] } : {}), ...page.route })),
      ],
    },
  ],
};
