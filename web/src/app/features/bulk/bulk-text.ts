import { featureText } from '../../core/i18n/i18n.js';

/** The words of actions on many records, shown in lists and in the dock. */
export const bulkText = featureText('bulk', { en: () => import('./bulk.en.json'), de: () => import('./bulk.de.json') });
