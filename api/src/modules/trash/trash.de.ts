import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Removed for good after {0} days in the trash': 'Nach {0} Tagen im Papierkorb endgültig entfernt',
  'Restored a record from the trash': 'Datensatz aus dem Papierkorb wiederhergestellt',
  'Restored {0} records from the trash': '{0} Datensätze aus dem Papierkorb wiederhergestellt',
  'Emptied a record from the trash': 'Datensatz endgültig aus dem Papierkorb entfernt',
  'Emptied {0} records from the trash': '{0} Datensätze endgültig aus dem Papierkorb entfernt',
  'Name 1 to {0} records.': 'Nennen Sie 1 bis {0} Datensätze.',
  'One of these records': 'Einer dieser Datensätze',
});
