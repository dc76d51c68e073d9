/** Given and family names by the language of a country; put together by chance, so that nobody real is meant. */
interface Names {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Numbers set aside for fiction by the country's regulator; null where there are none. */
  readonly phone: ((digits: number) => string) | null;
}

const GERMAN: Names = {
  given: ['Annika', 'Bernd', 'Carolin', 'Dennis', 'Elif', 'Frieder', 'Greta', 'Henning', 'Imke', 'Joris', 'Katrin', 'Lennart', 'Meike', 'Nils', 'Ronja', 'Sönke'],
  family: ['Ahlers', 'Brodersen', 'Czerny', 'Dreyling', 'Eggebrecht', 'Fassbinder', 'Gerlach', 'Hinrichs', 'Junghans', 'Kolbe', 'Lüdtke', 'Mertens', 'Nachtigall', 'Ostertag', 'Rademacher', 'Sievers'],
  phone: (digits) => `+49 30 23125 ${String(digits % 1000).padStart(3, '0')}`,
};
const NORDIC: Names = {
  given: ['Agnes', 'Birk', 'Cecilie', 'Dagny', 'Eskil', 'Freja', 'Gustav', 'Hedda', 'Ingrid', 'Jesper', 'Kajsa', 'Leif', 'Maja', 'Nanna', 'Odd', 'Signe'],
  family: ['Almqvist', 'Bergdal', 'Claesson', 'Dybdahl', 'Ekdahl', 'Fjeldstad', 'Grønbæk', 'Hedlund', 'Iversby', 'Kragh', 'Lysholm', 'Myrdal', 'Nordgren', 'Rosenkvist', 'Sandvik', 'Tveit'],
  phone: (digits) => `+46 8 465 004 ${String(digits % 100).padStart(2, '0')}`,
};
const DUTCH: Names = {
  given: ['Anouk', 'Bram', 'Daan', 'Esmee', 'Floor', 'Gijs', 'Hanneke', 'Jorrit', 'Lotte', 'Maarten', 'Nienke', 'Ruben', 'Sanne', 'Tijmen', 'Wouter', 'Yara'],
  family: ['van Aalst', 'Brouwers', 'de Clercq', 'Dijkgraaf', 'van Eijk', 'Hoekstra', 'Jonker', 'Kuipers', 'Lammers', 'Meulenbelt', 'Noordhoek', 'Postma', 'Roelofs', 'Slagter', 'Terpstra', 'Wiersma'],
  phone: null,
};
const FRENCH: Names = {
  given: ['Adèle', 'Bastien', 'Clémence', 'Damien', 'Élodie', 'Fabrice', 'Gaëlle', 'Hugo', 'Inès', 'Julien', 'Léonie', 'Mathis', 'Noémie', 'Octave', 'Pauline', 'Rémi'],
  family: ['Aubriot', 'Bertholet', 'Chauvigny', 'Desmarets', 'Estève', 'Fournival', 'Garancher', 'Hautecoeur', 'Jolivet', 'Lamarque', 'Mazerolles', 'Noirtin', 'Perdrix', 'Roussillon', 'Sauvage', 'Thévenin'],
  phone: (digits) => `+33 1 99 00 ${String(Math.floor(digits / 100) % 100).padStart(2, '0')} ${String(digits % 100).padStart(2, '0')}`,
};
const IBERIAN: Names = {
  given: ['Alba', 'Beltrán', 'Carmo', 'Duarte', 'Elena', 'Fermín', 'Graça', 'Hugo', 'Irene', 'Joaquim', 'Lucía', 'Martim', 'Nerea', 'Óscar', 'Rocío', 'Vasco'],
  family: ['Abrantes', 'Bermejo', 'Carvajal', 'Dantas', 'Espinar', 'Figueira', 'Galván', 'Hinojosa', 'Leitão', 'Manzanares', 'Noronha', 'Ordóñez', 'Quental', 'Robledo', 'Sarmento', 'Valadares'],
  phone: null,
};
const ITALIAN: Names = {
  given: ['Alessia', 'Bruno', 'Chiara', 'Davide', 'Elisa', 'Fausto', 'Ginevra', 'Ivano', 'Ludovica', 'Manlio', 'Nicoletta', 'Ottavio', 'Raffaella', 'Sandro', 'Teresa', 'Ugo'],
  family: ['Albertazzi', 'Bonfanti', 'Caccialanza', 'Dalmonte', 'Errani', 'Foscarini', 'Giordanengo', 'Lanfranchi', 'Malacarne', 'Negroni', 'Pallavera', 'Quarantotto', 'Ravelli', 'Scarpellini', 'Tagliabue', 'Zanardelli'],
  phone: null,
};

export const NAMES: Readonly<Record<string, Names>> = {
  Germany: GERMAN,
  Norway: { ...NORDIC, phone: null },
  Denmark: { ...NORDIC, phone: null },
  Sweden: NORDIC,
  Netherlands: DUTCH,
  Belgium: DUTCH,
  France: FRENCH,
  Spain: IBERIAN,
  Portugal: IBERIAN,
  Italy: ITALIAN,
};

/** Whom a team that sells a data platform talks to, the first ones at every account. */
export const POSITIONS: readonly (readonly [jobTitle: string, department: string])[] = [
  ['Chief financial officer', 'Finance'],
  ['Head of IT', 'IT'],
  ['Operations manager', 'Operations'],
  ['Head of procurement', 'Procurement'],
  ['Data analyst', 'Finance'],
  ['Managing director', 'Management'],
  ['Controller', 'Finance'],
  ['Enterprise architect', 'IT'],
  ['Head of sales', 'Sales'],
  ['Project manager', 'Operations'],
];

export const LEAD_SOURCES = ['Referral', 'Website', 'Trade fair', 'Partner', 'Outbound', 'Existing customer'] as const;

const NOTES = [
  'Prefers short e-mails with figures; decides together with procurement.',
  'Used to run the reporting at another company and knows what good looks like.',
  'Out of office on Fridays.',
  'Wants everything in writing before a call.',
  'Met at the trade fair in Hannover; has a small budget of their own.',
  'Sceptical after a failed migration three years ago. Go step by step.',
];
export const PERSON_NOTES: readonly string[] = NOTES;

/** `Sönke van Aalst` -> `soenke.vanaalst`, as a mail administrator would. */
export const mailboxOf = (given: string, family: string): string =>
  [given, family]
    .map((name) =>
      name
        .toLowerCase()
        .replace(/[äöüøæ]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'o', æ: 'ae' })[letter] ?? letter)
        .normalize('NFD')
        .replace(/[^a-z]/g, ''),
    )
    .join('.');
