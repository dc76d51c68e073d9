import type { Route } from '@angular/router';
import type { IconName } from '@libs/ui';
import { featureText } from '../../core/i18n/i18n.js';
import { recordsText, recordTypesLoaded } from '../records/record.features.js';
import type { SessionStore } from '../../core/session/session.store.js';
import { peopleText } from '../people/people.feature.js';
import { securityText } from '../security/security.text.js';

/** A page of the settings: its line in the list at the side, and its route below `/settings`. */
export interface SettingsPage {
  /** Also the path below `/settings`. */
  readonly id: string;
  /** `you`: about the person; `workspace`: about everybody's workspace. */
  readonly group: 'you' | 'workspace';
  /** Translation key; the words of a page from another feature must be part of core/i18n or of settings.en.json. */
  readonly label: string;
  readonly icon: IconName;
  /** Smaller is higher within its group. */
  readonly order: number;
  /** Left out of the list, and not found, for whoever may not even look at it. */
  readonly visible?: (session: SessionStore) => boolean;
  /** What the page needs beyond its path and title: `loadComponent` or `children`, `resolve`, `data`. */
  readonly route: Pick<Route, 'loadComponent' | 'children' | 'resolve' | 'data' | 'providers'>;
}

const sales = { text: featureText('salesSettings', { en: () => import('./sales/sales-settings.en.json', { with: { type: 'json' } }), de: () => import('./sales/sales-settings.de.json', { with: { type: 'json' } }) }) };
const apiKeys = { text: featureText('apiKeys', { en: () => import('./api-keys/api-keys.en.json'), de: () => import('./api-keys/api-keys.de.json') }) };
const audit = { text: featureText('audit', { en: () => import('../audit/audit.en.json'), de: () => import('../audit/audit.de.json') }), records: recordsText, types: recordTypesLoaded };
const trash = { text: featureText('trash', { en: () => import('../trash/trash.en.json'), de: () => import('../trash/trash.de.json') }), types: recordTypesLoaded };
const customFields = { text: featureText('customFields', { en: () => import('./custom-fields/custom-fields.en.json', { with: { type: 'json' } }), de: () => import('./custom-fields/custom-fields.de.json', { with: { type: 'json' } }) }), records: recordsText, types: recordTypesLoaded };
const tags = { text: featureText('tags', { en: () => import('../tags/tags.en.json'), de: () => import('../tags/tags.de.json') }), records: recordsText, types: recordTypesLoaded };

/** What people delete; whoever may delete any of it finds it in the trash. */
const DELETED = ['account', 'contact', 'opportunity', 'activity', 'product', 'campaign'] as const;

/** Every page of the settings; a feature adds one by one entry here. */
export const settingsPages: readonly SettingsPage[] = [
  { id: 'profile', group: 'you', label: 'settings.profile.title', icon: 'circle-user', order: 10, route: { loadComponent: () => import('./profile/profile-page.js').then((m) => m.ProfilePage) } },
  { id: 'security', group: 'you', label: 'settings.security.title', icon: 'shield-check', order: 20, route: { resolve: { security: securityText }, loadComponent: () => import('./profile/security-page.js').then((m) => m.SecurityPage) } },
  { id: 'notifications', group: 'you', label: 'settings.notifications.title', icon: 'bell', order: 30, route: { loadComponent: () => import('./notifications/notifications-page.js').then((m) => m.NotificationsPage) } },
  { id: 'workspace', group: 'workspace', label: 'settings.workspace.title', icon: 'building', order: 10, route: { loadComponent: () => import('./workspace-page.js').then((m) => m.WorkspacePage) } },
  { id: 'members', group: 'workspace', label: 'settings.members.title', icon: 'users', order: 20, route: { loadComponent: () => import('./members/members-page.js').then((m) => m.MembersPage) } },
  { id: 'workspace-security', group: 'workspace', label: 'settings.security.workspace', icon: 'lock', order: 80, visible: (session) => session.has('manage:settings'), route: { resolve: { security: securityText }, loadComponent: () => import('../security/workspace-security-page.js').then((m) => m.WorkspaceSecurityPage) } },
  { id: 'teams', group: 'workspace', label: 'settings.teams.title', icon: 'users-round', order: 30, route: { loadComponent: () => import('./teams/teams-page.js').then((m) => m.TeamsPage) } },
  { id: 'pipelines', group: 'workspace', label: 'settings.pipelines.title', icon: 'workflow', order: 40, route: { resolve: sales, loadComponent: () => import('./sales/pipelines-page.js').then((m) => m.PipelinesPage) } },
  { id: 'currencies', group: 'workspace', label: 'settings.currencies.title', icon: 'coins', order: 50, route: { resolve: sales, loadComponent: () => import('./sales/currencies-page.js').then((m) => m.CurrenciesPage) } },
  { id: 'lifecycle', group: 'workspace', label: 'settings.lifecycle.title', icon: 'funnel', order: 45, route: { resolve: { text: peopleText }, loadComponent: () => import('../people/lifecycle-settings-page.js').then((m) => m.LifecycleSettingsPage) } },
  { id: 'api-keys', group: 'workspace', label: 'settings.apiKeys.title', icon: 'key-round', order: 60, visible: (session) => session.has('manage:apiKeys'), route: { resolve: apiKeys, loadComponent: () => import('./api-keys/api-keys-page.js').then((m) => m.ApiKeysPage) } },
  { id: 'audit', group: 'workspace', label: 'settings.audit.title', icon: 'history', order: 70, visible: (session) => session.has('view:audit'), route: { resolve: audit, loadComponent: () => import('../audit/audit-page.js').then((m) => m.AuditPage) } },
  { id: 'trash', group: 'workspace', label: 'settings.trash.title', icon: 'trash-2', order: 80, visible: (session) => DELETED.some((type) => session.can('delete', type)), route: { resolve: trash, loadComponent: () => import('../trash/trash-page.js').then((m) => m.TrashPage) } },
  { id: 'custom-fields', group: 'workspace', label: 'settings.customFields.title', icon: 'columns-3', order: 60, visible: (session) => session.has('manage:customFields'), route: { resolve: customFields, loadComponent: () => import('./custom-fields/custom-fields-page.js').then((m) => m.CustomFieldsPage) } },
  { id: 'tags', group: 'workspace', label: 'settings.tags.title', icon: 'tags', order: 65, route: { resolve: tags, loadComponent: () => import('../tags/tags-page.js').then((m) => m.TagsPage) } },
  { id: 'modules', group: 'workspace', label: 'settings.modules.title', icon: 'puzzle', order: 90, route: { loadComponent: () => import('./modules-page.js').then((m) => m.ModulesPage) } },
];
