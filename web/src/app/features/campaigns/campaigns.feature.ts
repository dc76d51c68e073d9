import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';
import { recordRoutes } from '../records/record.features.js';

const text = featureText('campaigns', { en: () => import('./campaigns.en.json'), de: () => import('./campaigns.de.json') });

/** Campaigns: list and pages like other records', with what came of each. */
export const campaignsFeature: Feature = {
  id: 'campaigns',
  nav: [{ id: 'campaigns', label: 'nav.campaigns', icon: 'megaphone', link: '/campaigns', keys: 'g m', order: 55, visible: (session) => session.can('view', 'campaign') }],
  routes: recordRoutes('campaign', 'campaigns', 'nav.campaigns'),
  records: [{ recordType: 'campaign', text, top: () => import('./campaign-figures.js').then((m) => m.CampaignFigures) }],
};
