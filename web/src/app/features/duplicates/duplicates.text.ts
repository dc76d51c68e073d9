import { featureText } from '../../core/i18n/i18n.js';

/** Words of duplicates; whoever shows a part of it outside its page loads them first. */
export const duplicatesText = featureText('duplicates', { en: () => import('./duplicates.en.json'), de: () => import('./duplicates.de.json') });
