import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Exported {0} {1} as {2}': '{0} {1} als {2} exportiert',
  'Choose at least one column.': 'Wählen Sie mindestens eine Spalte aus.',
  'An export has changed nothing, so there is nothing to undo.': 'Ein Export hat nichts geändert, daher gibt es nichts rückgängig zu machen.',
  'This export is not at work any more.': 'Dieser Export läuft nicht mehr.',
});
