import type { Feature } from '../../core/feature/feature.js';
import { featureText } from '../../core/i18n/i18n.js';

export const feedbackFeature: Feature = {
  id: 'feedback',
  routes: [
    {
      path: 'feedback',
      title: 'account.feedback',
      resolve: { text: featureText('feedback', { en: () => import('./feedback.en.json'), de: () => import('./feedback.de.json') }) },
      loadComponent: () => import('./feedback-page.js').then((m) => m.FeedbackPage),
    },
  ],
};
