import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Set {0} ({1})': '{0} gesetzt ({1})',
  'Added the tag {0} ({1})': 'Schlagwort {0} hinzugefügt ({1})',
  'Added the tags {0} ({1})': 'Schlagwörter {0} hinzugefügt ({1})',
  'Removed the tag {0} ({1})': 'Schlagwort {0} entfernt ({1})',
  'Removed the tags {0} ({1})': 'Schlagwörter {0} entfernt ({1})',
  'Archived ({0})': 'Archiviert ({0})',
  'Restored ({0})': 'Wiederhergestellt ({0})',
  'Deleted ({0})': 'Gelöscht ({0})',
  'Somebody changed it after this action had begun.': 'Es wurde geändert, nachdem diese Aktion begonnen hatte.',
  'This action has changed nothing.': 'Diese Aktion hat nichts geändert.',
  'This action is still running. Cancel it first, then undo it.': 'Diese Aktion läuft noch. Brechen Sie sie zuerst ab und machen Sie sie dann rückgängig.',
  'Select at least one record.': 'Wählen Sie mindestens einen Datensatz aus.',
  'Choose at least one field to set.': 'Wählen Sie mindestens ein Feld aus.',
  'Name at least one tag.': 'Nennen Sie mindestens ein Schlagwort.',
  'The database refused the values of this row.': 'Die Datenbank hat die Werte dieser Zeile abgelehnt.',
});
