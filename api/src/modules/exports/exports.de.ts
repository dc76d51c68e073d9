import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Exported {0} {1} as {2}': '{0} {1} als {2} exportiert',
  'Choose at least one column.': 'Wählen Sie mindestens eine Spalte aus.',
  'An export has changed nothing, so there is nothing to undo.': 'Ein Export hat nichts geändert, daher gibt es nichts rückgängig zu machen.',
  'This export is not at work any more.': 'Dieser Export läuft nicht mehr.',
  'At most {0} columns.': 'Höchstens {0} Spalten.',
  'Something went wrong on our side. Try again.': 'Auf unserer Seite ist etwas schiefgegangen. Versuchen Sie es erneut.',
  'Ask for 1 to {0} exports.': 'Fragen Sie nach 1 bis {0} Exporten.',
  'There are no records called "{0}" to export.': 'Es gibt keine Datensätze namens „{0}“, die sich exportieren lassen.',
  'A file holds at most {0} records. Narrow the filter, or choose CSV.': 'Eine Datei fasst höchstens {0} Datensätze. Grenzen Sie den Filter ein, oder wählen Sie CSV.',
  'This export': 'Dieser Export',
  'The file of this export': 'Die Datei dieses Exports',
});
