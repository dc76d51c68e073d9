import { registerPhrases } from '../../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Only the person who saved this profile, or an administrator, can change it.': 'Nur wer dieses Profil gespeichert hat, oder ein Administrator, kann es ändern.',
  'A name has 1 to 120 characters.': 'Ein Name hat 1 bis 120 Zeichen.',
  'Files are fetched every HOUR, DAY or WEEK.': 'Dateien werden stündlich (HOUR), täglich (DAY) oder wöchentlich (WEEK) abgerufen.',
  'Say from which address the file is fetched.': 'Sagen Sie, von welcher Adresse die Datei abgerufen wird.',
  'This file has none of the columns that the profile knows.': 'Diese Datei hat keine der Spalten, die das Profil kennt.',
  'The person this profile belonged to can no longer import. Choose a rhythm again to take it over.': 'Wem dieses Profil gehörte, kann nicht mehr importieren. Wählen Sie wieder einen Rhythmus, um es zu übernehmen.',
  'The file was empty.': 'Die Datei war leer.',
  'The file could not be fetched.': 'Die Datei ließ sich nicht abrufen.',
  'Another import profile has this name. Choose another name, or change that one.': 'Ein anderes Importprofil hat diesen Namen. Wählen Sie einen anderen Namen, oder ändern Sie jenes.',
});
