import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  Contact: 'Kontakt',
  Contacts: 'Kontakte',
  'First name': 'Vorname',
  'Last name': 'Nachname',
  'Job title': 'Funktion',
  Department: 'Abteilung',
  Mobile: 'Mobil',
  Lifecycle: 'Lebenszyklus',
  'Lead source': 'Quelle',
  'Last contacted': 'Zuletzt kontaktiert',
  Birthday: 'Geburtstag',
  Score: 'Punkte',
  'Reaching them': 'Erreichbarkeit',
  'Preferred channel': 'Bevorzugter Weg',
  'Do not call': 'Nicht anrufen',
  'Do not e-mail': 'Keine E-Mails',
  'X (Twitter)': 'X (Twitter)',
  'Mailing address: {0}': 'Postanschrift: {0}',
  'Mailing address': 'Postanschrift',
  'When the last call, e-mail, meeting or message with this person was completed.': 'Wann der letzte Anruf, die letzte E-Mail, Besprechung oder Nachricht mit dieser Person abgeschlossen wurde.',
});
