import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  '{0} assigned you {1}': '{0} hat Ihnen {1} zugewiesen',
  '{0} assigned you “{1}”': '{0} hat Ihnen „{1}“ zugewiesen',
  '{0} marked “{1}” as lost': '{0} hat „{1}“ als verloren markiert',
  '{0} marked “{1}” as won': '{0} hat „{1}“ als gewonnen markiert',
  '{0} moved “{1}” to {2}': '{0} hat „{1}“ nach {2} verschoben',
  '{0} mentioned you in “{1}”': '{0} hat Sie in „{1}“ erwähnt',
  'Import of {0} finished: one record written': 'Import von {0} fertig: ein Datensatz geschrieben',
  'Import of {0} finished: {1} records written': 'Import von {0} fertig: {1} Datensätze geschrieben',
  'Import of {0} stopped with an error': 'Import von {0} mit einem Fehler beendet',
  'Scheduled imports of “{0}” are paused: nobody is there to go on with them': 'Geplante Importe von „{0}“ sind angehalten: Niemand ist da, der sie fortführt',
  'Due: {0}': 'Fällig: {0}',
  'Overdue: {0}': 'Überfällig: {0}',
  'Soon: {0}': 'Gleich: {0}',
  'At most {0} at a time.': 'Höchstens {0} auf einmal.',
  'A page has 1 to 100 notifications.': 'Eine Seite hat 1 bis 100 Mitteilungen.',
  'This notification': 'Diese Mitteilung',
});
