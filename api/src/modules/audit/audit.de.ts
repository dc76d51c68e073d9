import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'This is no id.': 'Das ist keine Kennung.',
  'This is no point in time.': 'Das ist kein Zeitpunkt.',
  'This change': 'Diese Änderung',
});
