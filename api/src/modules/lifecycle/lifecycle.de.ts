import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Converted the lead': 'Lead umgewandelt',
  'Changed a lifecycle rule': 'Regel des Lebenszyklus geändert',
  'Choose an account, or name a new one.': 'Wählen Sie eine Firma aus, oder nennen Sie eine neue.',
  'Choose an account or name a new one, not both.': 'Wählen Sie eine Firma aus oder nennen Sie eine neue, nicht beides.',
  'There is no such account. It may have been deleted.': 'Diese Firma gibt es nicht. Vielleicht wurde sie gelöscht.',
  'This contact has been converted already. Add a further opportunity to it instead.': 'Dieser Kontakt wurde bereits umgewandelt. Legen Sie stattdessen eine weitere Chance an.',
  'This contact has been converted already, and the account is gone since.': 'Dieser Kontakt wurde bereits umgewandelt, und die Firma gibt es nicht mehr.',
  'Only leads are converted, and this contact is none any more. Add an opportunity to it instead.': 'Nur Leads werden umgewandelt, und dieser Kontakt ist keiner mehr. Legen Sie stattdessen eine Chance an.',
  // Choices
  'Deal created': 'Chance angelegt',
  'Deal won': 'Chance gewonnen',
});
