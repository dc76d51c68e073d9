import { registerPhrases } from '../i18n/phrasebook.js';

registerPhrases('de', {
  'Write a whole address that begins with https://.': 'Schreiben Sie eine vollständige Adresse, die mit https:// beginnt.',
  'Only addresses that begin with https:// are fetched.': 'Nur Adressen, die mit https:// beginnen, werden abgerufen.',
  'An address with a user name and password is not fetched; use one with a token in it.': 'Eine Adresse mit Benutzername und Passwort wird nicht abgerufen; verwenden Sie eine mit einem Token darin.',
  'This address is in a private network and is not fetched.': 'Diese Adresse liegt in einem privaten Netz und wird nicht abgerufen.',
  'The address forwards more than {0} times.': 'Die Adresse leitet mehr als {0}-mal weiter.',
  'The address forwards to nowhere.': 'Die Adresse leitet ins Leere weiter.',
  'The address answered with {0}.': 'Die Adresse hat mit {0} geantwortet.',
  'The file is larger than {0} MB.': 'Die Datei ist größer als {0} MB.',
  'The address could not be reached.': 'Die Adresse war nicht erreichbar.',
  'The address took too long to answer.': 'Die Adresse hat zu lange nicht geantwortet.',
});
