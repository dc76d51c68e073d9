import type { Feature } from '../../core/feature/feature.js';
import type { ConvertData } from './convert-dialog.js';
import type { ContactLifecycle } from './people.gateway.js';
import { isLead } from './person-looks.js';
import { featureText } from '../../core/i18n/i18n.js';
import { recordsText, recordTypesLoaded, sees } from '../records/record.features.js';

export const peopleText = featureText('people', { en: () => import('./people.en.json'), de: () => import('./people.de.json') });

/** What contacts have beyond their fields: ways to reach them, employers, lifecycle, and a list of whom to call. */
export const peopleFeature: Feature = {
  id: 'people',
  nav: [{ id: 'keep-in-touch', label: 'nav.keepInTouch', icon: 'phone-call', link: '/keep-in-touch', keys: 'g k', order: 35, visible: (session) => session.can('view', 'contact') }],
  routes: [
    {
      path: 'keep-in-touch',
      title: 'nav.keepInTouch',
      canMatch: [sees('contact')],
      resolve: { text: peopleText, records: recordsText, types: recordTypesLoaded },
      loadComponent: () => import('./touch-page.js').then((m) => m.TouchPage),
    },
  ],
  records: [
    {
      recordType: 'contact',
      text: peopleText,
      verbs: [
        {
          id: 'convert',
          icon: 'git-merge',
          label: 'people.standing.convert',
          needs: ['lifecycle'],
          applies: (contact, session) => !contact['archivedAt'] && isLead(contact['lifecycle'] as ContactLifecycle) && session.can('edit', 'contact', contact),
          run: async (injector, contact) => injector.get((await import('./converting.js')).Converting).open(contact as unknown as ConvertData),
        },
      ],
      top: () => import('./contact-standing.js').then((m) => m.ContactStanding),
      tabs: [
        { id: 'reach', label: 'people.tabs.reach', load: () => import('./reach-tab.js').then((m) => m.ReachTab) },
        { id: 'lifecycle', label: 'people.tabs.lifecycle', load: () => import('./lifecycle-tab.js').then((m) => m.LifecycleTab) },
      ],
    },
    { recordType: 'account', text: peopleText, tabs: [{ id: 'people', label: 'people.tabs.people', load: () => import('./account-people.js').then((m) => m.AccountPeople) }] },
  ],
};
