import type { ACCOUNT_TYPES } from './account.record.js';

/** An invented company. */
export interface DemoAccount {
  readonly name: string;
  /** Of a domain under `.example`, which nobody can own. */
  readonly domain: string;
  readonly industry: string;
  readonly city: string;
  readonly country: string;
  readonly type: (typeof ACCOUNT_TYPES)[number];
  readonly employees: number;
  /** Millions a year. */
  readonly revenue: number;
  readonly founded: number;
  readonly parent?: string;
  readonly tags?: readonly string[];
}

type Line = readonly [name: string, domain: string, industry: string, city: string, country: string, type: DemoAccount['type'], employees: number, revenue: number, founded: number, parent?: string, tags?: readonly string[]];

const LINES: readonly Line[] = [
  ['Arnefjord Group', 'arnefjord', 'Energy', 'Bergen', 'Norway', 'CUSTOMER', 3200, 1480, 1961, undefined, ['key account']],
  ['Arnefjord Offshore', 'offshore.arnefjord', 'Energy', 'Stavanger', 'Norway', 'CUSTOMER', 840, 402.5, 1988, 'Arnefjord Group'],
  ['Arnefjord Grid Services', 'grid.arnefjord', 'Energy', 'Oslo', 'Norway', 'PROSPECT', 410, 118, 2004, 'Arnefjord Group'],
  ['Brackwater Shipping', 'brackwater-shipping', 'Logistics', 'Hamburg', 'Germany', 'CUSTOMER', 1150, 610, 1927, undefined, ['key account']],
  ['Brackwater Terminals', 'terminals.brackwater-shipping', 'Logistics', 'Bremerhaven', 'Germany', 'CUSTOMER', 380, 96.4, 1974, 'Brackwater Shipping'],
  ['Brackwater Customs Desk', 'customs.brackwater-shipping', 'Logistics', 'Rotterdam', 'Netherlands', 'PROSPECT', 46, 8.2, 2011, 'Brackwater Shipping'],
  ['Calvero Alimentos', 'calvero-alimentos', 'Food and beverage', 'Valencia', 'Spain', 'CUSTOMER', 720, 245, 1953],
  ['Casa Ribeiro Cork', 'casaribeiro', 'Manufacturing', 'Porto', 'Portugal', 'CUSTOMER', 210, 58.9, 1932, undefined, ['reference']],
  ['Dunholm Insurance', 'dunholm', 'Insurance', 'Rotterdam', 'Netherlands', 'PROSPECT', 1900, 2210, 1899],
  ['Dunholm Digital', 'digital.dunholm', 'Software', 'Utrecht', 'Netherlands', 'PROSPECT', 95, 21, 2016, 'Dunholm Insurance'],
  ['Eisvogel Papier', 'eisvogel-papier', 'Manufacturing', 'Freiburg', 'Germany', 'CUSTOMER', 560, 172, 1908],
  ['Ferro e Figli', 'ferro-e-figli', 'Manufacturing', 'Brescia', 'Italy', 'PROSPECT', 145, 39.5, 1949],
  ['Galerna Renovables', 'galerna', 'Energy', 'Bilbao', 'Spain', 'CUSTOMER', 330, 141, 2009],
  ['Halden & Voss', 'halden-voss', 'Professional services', 'Copenhagen', 'Denmark', 'PARTNER', 64, 12.1, 2002, undefined, ['implementation partner']],
  ['Hollandse Bloemenhandel', 'bloemenhandel', 'Wholesale', 'Aalsmeer', 'Netherlands', 'CUSTOMER', 180, 88, 1966],
  ['Isbrandt Medical', 'isbrandt-medical', 'Health care', 'Lübeck', 'Germany', 'CUSTOMER', 940, 318, 1979, undefined, ['key account', 'reference']],
  ['Isbrandt Diagnostics', 'diagnostics.isbrandt-medical', 'Health care', 'Malmö', 'Sweden', 'PROSPECT', 260, 74, 2007, 'Isbrandt Medical'],
  ['Isbrandt Care Homes', 'care.isbrandt-medical', 'Health care', 'Kiel', 'Germany', 'PROSPECT', 1300, 92, 1995, 'Isbrandt Medical'],
  ['Jardins do Tejo', 'jardinsdotejo', 'Hospitality', 'Lisbon', 'Portugal', 'PROSPECT', 88, 9.7, 1998],
  ['Kestrel Analytics', 'kestrel-analytics', 'Software', 'Berlin', 'Germany', 'COMPETITOR', 240, 47, 2013],
  ['Kornhaus Bäckereien', 'kornhaus', 'Retail', 'Leipzig', 'Germany', 'CUSTOMER', 620, 64, 1921],
  ['La Sorgue Textiles', 'lasorgue', 'Manufacturing', 'Lyon', 'France', 'PROSPECT', 310, 83, 1938],
  ['Lagerlund Möbler', 'lagerlund', 'Retail', 'Gothenburg', 'Sweden', 'CUSTOMER', 1080, 290, 1958],
  ['Maison Delorme', 'maison-delorme', 'Food and beverage', 'Dijon', 'France', 'CUSTOMER', 130, 44, 1894],
  ['Montclair Transport', 'montclair-transport', 'Logistics', 'Lille', 'France', 'PROSPECT', 870, 201, 1969],
  ['Montclair Express', 'express.montclair-transport', 'Logistics', 'Brussels', 'Belgium', 'PROSPECT', 190, 37.3, 1999, 'Montclair Transport'],
  ['Nordlys Kommun Data', 'nordlys-data', 'Public sector', 'Umeå', 'Sweden', 'PROSPECT', 150, 26, 1987],
  ['Olivar de la Sierra', 'olivardelasierra', 'Food and beverage', 'Jaén', 'Spain', 'PROSPECT', 54, 11.6, 1976],
  ['Petersen Werft', 'petersen-werft', 'Manufacturing', 'Flensburg', 'Germany', 'CHURNED', 430, 156, 1911],
  ['Quintela Seguros', 'quintela', 'Insurance', 'Madrid', 'Spain', 'CUSTOMER', 510, 380, 1964],
  ['Rive Gauche Conseil', 'rivegauche-conseil', 'Professional services', 'Paris', 'France', 'PARTNER', 38, 7.4, 2010, undefined, ['referral partner']],
  ['Saltholm Pharma', 'saltholm', 'Health care', 'Copenhagen', 'Denmark', 'CUSTOMER', 1750, 905, 1972],
  ['Saltholm Clinical', 'clinical.saltholm', 'Health care', 'Aarhus', 'Denmark', 'PROSPECT', 120, 28.8, 2012, 'Saltholm Pharma'],
  ['Schiefer & Sohn', 'schiefer-sohn', 'Construction', 'Koblenz', 'Germany', 'PROSPECT', 76, 15.2, 1946],
  ['Tramonti Viaggi', 'tramonti-viaggi', 'Hospitality', 'Naples', 'Italy', 'PROSPECT', 42, 6.9, 2001],
  ['Umbra Ceramiche', 'umbra-ceramiche', 'Manufacturing', 'Perugia', 'Italy', 'CUSTOMER', 265, 71, 1957],
  ['Vallgren Skog', 'vallgren', 'Forestry', 'Sundsvall', 'Sweden', 'CUSTOMER', 690, 334, 1925],
  ['Vallgren Såg', 'sag.vallgren', 'Forestry', 'Östersund', 'Sweden', 'CUSTOMER', 140, 52, 1941, 'Vallgren Skog'],
  ['Westerduin Zuivel', 'westerduin', 'Food and beverage', 'Leeuwarden', 'Netherlands', 'CHURNED', 355, 127, 1917],
  ['Zehnthof Verlag', 'zehnthof', 'Media', 'Heidelberg', 'Germany', 'OTHER', 58, 10.4, 1983],
];

/** Forty companies, ten of which belong to another. Parents come before their children. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = LINES.map(([name, domain, industry, city, country, type, employees, revenue, founded, parent, tags]) => ({
  name,
  domain: `${domain}.example`,
  industry,
  city,
  country,
  type,
  employees,
  revenue,
  founded,
  ...(parent ? { parent } : {}),
  ...(tags ? { tags } : {}),
}));
