import { registerPhrases } from '../i18n/phrasebook.js';

registerPhrases('de', {
  'Only the person who made this change, or an administrator, can undo it.': 'Nur wer diese Änderung gemacht hat, oder ein Administrator, kann sie rückgängig machen.',
  'This change has been undone already.': 'Diese Änderung wurde schon rückgängig gemacht.',
  'It is used by {0} {1}.': 'Es wird noch verwendet: {0} {1}.',
  'You may not change this {0}.': 'Diesen Datensatz ({0}) dürfen Sie nicht ändern.',
  "You may not change any of what this changed, so you can't undo it. Ask an administrator of this workspace.": 'Sie dürfen nichts von dem ändern, was dies geändert hat, und können es deshalb nicht rückgängig machen. Fragen Sie einen Administrator dieses Arbeitsbereichs.',
  'Somebody changed it since.': 'Jemand hat es seither geändert.',
  'This field is archived or no longer there.': 'Dieses Feld ist archiviert oder nicht mehr da.',
  'This is changed by an action of its own.': 'Das wird durch eine eigene Aktion geändert.',
  'Somebody changed this value since.': 'Jemand hat diesen Wert seither geändert.',
  'Another {0} already has this {1}.': 'Ein anderer Datensatz ({0}) hat das schon: {1}.',
  'Somebody changed this {0} since you opened it. Compare the values and save again.': 'Jemand hat diesen Datensatz ({0}) geändert, seit Sie ihn geöffnet haben. Vergleichen Sie die Werte und speichern Sie erneut.',
  'This {0} was merged into {1}.': 'Dieser Datensatz ({0}) ging in {1} auf.',
});
