import { registerPhrases } from '../i18n/phrasebook.js';

// What the histories of the demo workspace say.
registerPhrases('de', {
  'Completed profile': 'Profil ergänzt',
  'Set up a group': 'Gruppe eingerichtet',
  'Set up groups': 'Gruppen eingerichtet',
  'Set up renewals': 'Verlängerungen eingerichtet',
  'Set up reminders': 'Erinnerungen eingerichtet',
  'Set up teams': 'Teams eingerichtet',
  'Set up the campaigns': 'Kampagnen eingerichtet',
  'Set up the catalogue': 'Katalog eingerichtet',
  'Added the sales team': 'Vertriebsteam hinzugefügt',
  'Added what they buy': 'Hinzugefügt, was gekauft wird',
  'Added who decides': 'Hinzugefügt, wer entscheidet',
  'Brought in the accounts': 'Firmen übernommen',
  'Brought in the activities': 'Aktivitäten übernommen',
  'Brought in the contacts': 'Kontakte übernommen',
  'Brought in the deals': 'Chancen übernommen',
  'Named where they came from': 'Herkunft eingetragen',
});
