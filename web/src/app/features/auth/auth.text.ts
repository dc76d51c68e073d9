import { featureText } from '../../core/i18n/i18n.js';

export const authText = featureText('auth', { en: () => import('./auth.en.json', { with: { type: 'json' } }), de: () => import('./auth.de.json', { with: { type: 'json' } }) });
