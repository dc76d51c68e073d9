import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Exchange rates': 'Wechselkurse',
  Rate: 'Kurs',
  'Units of the base currency that one unit of this currency is worth.': 'Was eine Einheit dieser Währung in der Hauptwährung wert ist.',
  '"{0}" is not a currency. Use its code of three letters, such as EUR.': '„{0}“ ist keine Währung. Verwenden Sie den Code aus drei Buchstaben, etwa EUR.',
  '{0} is the base currency; its rate is always 1.': '{0} ist die Hauptwährung; ihr Kurs ist immer 1.',
  'There is no exchange rate from {0} to {1} yet. An administrator can add it under Settings, Currencies.': 'Es gibt noch keinen Wechselkurs von {0} zu {1}. Administratoren können ihn unter Einstellungen, Währungen hinzufügen.',
  'An exchange rate of {0} was not found. It may have been deleted.': 'Ein Wechselkurs von {0} wurde nicht gefunden. Vielleicht wurde er gelöscht.',
});
