import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Group': 'Gruppe',
  'Groups': 'Gruppen',
  'Member of group': 'Gruppenmitglied',
  'Members of groups': 'Gruppenmitglieder',
  'A private group, its members and their number are seen by its owner alone.': 'Eine private Gruppe, ihre Mitglieder und deren Zahl sieht nur, wem sie gehört.',
  'Put together by hand, or all contacts that fit a filter.': 'Von Hand zusammengestellt, oder alle Kontakte, die einem Filter entsprechen.',
  'Keep in touch every (days)': 'Kontakt halten alle (Tage)',
  'How often its contacts want to be heard of.': 'Wie oft ihre Kontakte von Ihnen hören sollen.',
  'Colour': 'Farbe',
  'Icon': 'Symbol',
  'As the list of contacts takes it; only for groups by filter.': 'Wie ihn die Liste der Kontakte nimmt; nur für Gruppen nach Filter.',
  'Static': 'Von Hand',
  'Dynamic': 'Nach Filter',
});
