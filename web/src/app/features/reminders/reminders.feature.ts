import type { Feature } from '../../core/feature/feature.js';
import { recordsText, recordTypesLoaded } from '../records/record.features.js';

/** Reminders: a page of their own, and a tab beside every record. */
export const remindersFeature: Feature = {
  id: 'reminders',
  nav: [{ id: 'reminders', label: 'nav.reminders', icon: 'alarm-clock', link: '/reminders', keys: 'g r', order: 65, visible: (session) => session.can('view', 'reminder') }],
  routes: [
    {
      path: 'reminders',
      title: 'nav.reminders',
      resolve: { records: recordsText, types: recordTypesLoaded },
      children: [{ path: '', loadComponent: () => import('./reminders-page.js').then((m) => m.RemindersPage) }],
    },
  ],
};
