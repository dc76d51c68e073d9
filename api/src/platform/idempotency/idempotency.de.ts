import { registerPhrases } from '../i18n/phrasebook.js';

registerPhrases('de', {
  'Must be 8 to 200 visible ASCII characters, such as a UUID.': 'Nötig sind 8 bis 200 sichtbare ASCII-Zeichen, etwa eine UUID.',
  'This key was sent with another request before. Use a new key for each request.': 'Dieser Schlüssel kam schon mit einer anderen Anfrage. Nehmen Sie für jede Anfrage einen neuen.',
});
