import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Campaign': 'Kampagne',
  'Campaigns': 'Kampagnen',
  'Channel': 'Kanal',
  'Starts': 'Beginnt',
  'Ends': 'Endet',
  'Budget': 'Budget',
  'Budget in base currency': 'Budget in Hauptwährung',
  'At the rate of when the budget was entered.': 'Zum Kurs, der galt, als das Budget eingetragen wurde.',
  'The campaign this person came from.': 'Die Kampagne, aus der diese Person stammt.',
  'The campaign this deal came from.': 'Die Kampagne, aus der diese Chance stammt.',
  // Choices
  Paused: 'Pausiert',
  Search: 'Suche',
  Social: 'Soziale Medien',
  Webinar: 'Webinar',
  Content: 'Inhalte',
  Referral: 'Empfehlung',
  'Direct mail': 'Postmailing',
  'A campaign ends on or after the day it starts.': 'Eine Kampagne endet frühestens an dem Tag, an dem sie beginnt.',
  'A budget is zero or more.': 'Ein Budget ist null oder mehr.',
  'The budget is too large.': 'Das Budget ist zu groß.',
});
