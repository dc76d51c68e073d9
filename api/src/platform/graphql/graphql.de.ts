import { registerPhrases } from '../i18n/phrasebook.js';

registerPhrases('de', {
  'The document is too long. Send smaller operations.': 'Das Dokument ist zu lang. Senden Sie kleinere Anfragen.',
  'Subscriptions go over the WebSocket on the same path; send queries and mutations over HTTP.': 'Abonnements laufen über den WebSocket unter demselben Pfad; senden Sie Abfragen und Änderungen über HTTP.',
  'Too many values are wrong. Correct those that are named and send the rest again.': 'Zu viele Werte sind falsch. Berichtigen Sie die genannten und senden Sie den Rest noch einmal.',
  'The document nests too deeply. Send smaller operations.': 'Das Dokument ist zu tief verschachtelt. Senden Sie kleinere Anfragen.',
  'An operation nests at most {0} levels.': 'Eine Anfrage ist höchstens {0} Ebenen tief.',
  'Values nest at most {0} levels.': 'Werte sind höchstens {0} Ebenen tief.',
  'A request holds at most {0} mutations.': 'Eine Anfrage enthält höchstens {0} Änderungen.',
  'This operation could read {0} objects; at most {1} are allowed. Ask for smaller pages or fewer nested lists.': 'Diese Anfrage könnte {0} Objekte lesen; erlaubt sind höchstens {1}. Fragen Sie nach kleineren Seiten oder weniger verschachtelten Listen.',
  'An operation selects at most {0} fields, fragments included.': 'Eine Anfrage wählt höchstens {0} Felder, mit Fragmenten.',
  'An operation has at most {0} aliases.': 'Eine Anfrage hat höchstens {0} Aliasnamen.',
  'Cannot query field "{0}" on type "Query".': 'Das Feld „{0}“ gibt es am Typ „Query“ nicht.',
  'Sign in to read the schema.': 'Melden Sie sich an, um das Schema zu lesen.',
  'All your connections together hold at most {0} subscriptions.': 'Alle Ihre Verbindungen zusammen halten höchstens {0} Abonnements.',
  'Subscriptions are opened too often. Try again in a second.': 'Abonnements werden zu oft geöffnet. Versuchen Sie es in einer Sekunde erneut.',
  'A connection holds at most {0} subscriptions.': 'Eine Verbindung hält höchstens {0} Abonnements.',
});
