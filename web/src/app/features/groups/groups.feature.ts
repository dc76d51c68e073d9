import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { recordRoutes } from '../records/record.features.js';

const text = featureText('groups', { en: () => import('./groups.en.json'), de: () => import('./groups.de.json') });

/** Groups of contacts: a list and pages like other records', who is in them, and the groups of a contact. */
export const groupsFeature: Feature = {
  id: 'groups',
  nav: [{ id: 'groups', label: 'nav.groups', icon: 'group', link: '/contactGroups', keys: 'g g', order: 35, visible: (session) => session.can('view', 'contactGroup') }],
  routes: recordRoutes('contactGroup', 'contactGroups', 'nav.groups'),
  records: [
    {
      recordType: 'contactGroup',
      text,
      tally: async (injector, ids) => injector.get((await import('./groups.gateway.js')).GroupsGateway).counts(ids),
      form: () => import('./group-form-dialog.js').then((m) => m.GroupFormDialog),
      tabs: [{ id: 'contacts', label: 'groups.contacts', load: () => import('./group-contacts.js').then((m) => m.GroupContacts) }],
    },
    { recordType: 'contact', text, listTools: () => import('./save-as-group.js').then((m) => m.SaveAsGroup), tabs: [{ id: 'groups', label: 'groups.groups', load: () => import('./groups-of-contact.js').then((m) => m.GroupsOfContact) }] },
  ],
};
