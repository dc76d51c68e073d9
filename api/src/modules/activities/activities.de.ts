import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  Activity: 'Aktivität',
  Activities: 'Aktivitäten',
  Subject: 'Betreff',
  Priority: 'Dringlichkeit',
  Due: 'Fällig',
  Scheduled: 'Geplant für',
  Completed: 'Abgeschlossen',
  'Duration (minutes)': 'Dauer (Minuten)',
  When: 'Wann',
  'Mentioned members': 'Erwähnte Mitglieder',
  'Details from the source': 'Angaben der Herkunft',
  'When it was completed; before that, when it is scheduled or due.': 'Wann sie abgeschlossen wurde; vorher, wann sie geplant oder fällig ist.',
  'Ids of the members this is brought to the attention of.': 'Kennungen der Mitglieder, denen das gezeigt wird.',
  'The system it came from; empty when it was entered here.': 'Das System, aus dem sie kam; leer, wenn sie hier eingegeben wurde.',
  'Reopened activity': 'Aktivität wieder geöffnet',
  'Direction': 'Richtung',
  'Inbound when it came from the contact.': 'Eingehend, wenn sie vom Kontakt kam.',
});
