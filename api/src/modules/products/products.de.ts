import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  Product: 'Produkt',
  Products: 'Produkte',
  SKU: 'Artikelnummer',
  Family: 'Produktfamilie',
  'The code that your stock or billing system knows it by.': 'Die Nummer, unter der es Ihr Lager oder Ihre Rechnungsstellung kennt.',
  'Products sold as one line.': 'Produkte, die als eine Linie verkauft werden.',
  'Suggested as the unit price of a line item.': 'Wird als Einzelpreis einer Position vorgeschlagen.',
  'Code of three letters; the base currency when left empty.': 'Kürzel aus drei Buchstaben; die Hauptwährung, wenn es leer ist.',
  'Inactive products are no longer offered for new line items.': 'Inaktive Produkte werden für neue Positionen nicht mehr angeboten.',
  'A price is zero or more.': 'Ein Preis ist null oder mehr.',
});
