import { featureText } from '../../core/i18n/i18n.js';

export const securityText = featureText('security', { en: () => import('./security.en.json', { with: { type: 'json' } }), de: () => import('./security.de.json', { with: { type: 'json' } }) });
