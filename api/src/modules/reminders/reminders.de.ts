import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Reminder': 'Erinnerung',
  'Reminders': 'Erinnerungen',
  'Message': 'Nachricht',
  'Time': 'Zeit',
  'Snoozed until': 'Verschoben bis',
  'Repeats': 'Wiederholt sich',
  'A recurrence rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO.': 'Eine Wiederholungsregel nach RFC 5545, etwa FREQ=WEEKLY;BYDAY=MO.',
  'Time zone': 'Zeitzone',
  'Where the time of day is kept when it repeats; your own when left out.': 'Wo die Uhrzeit gilt, wenn sie sich wiederholt; Ihre eigene, wenn nichts angegeben ist.',
  'About': 'Zu',
  'Type of the record it is about, such as contact.': 'Art des Datensatzes, um den es geht, etwa contact.',
  'Record': 'Datensatz',
  'Id of the record it is about.': 'Kennung des Datensatzes, um den es geht.',
  'Reminds at': 'Erinnert um',
  'The time, or until when it is snoozed.': 'Die Zeit, oder bis wann sie verschoben ist.',
  'Repeats since': 'Wiederholt sich seit',
  'Where its recurrence is counted from.': 'Ab wann die Wiederholung gezählt wird.',
  // Choices
  Pending: 'Ausstehend',
  Done: 'Erledigt',
  Snoozed: 'Verschoben',
});
