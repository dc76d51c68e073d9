/** What the seeded workspaces' companies, people and deals are called. */
const list = (text) => text.trim().split(/\s+/);

export const FIRST = list(`Anna Ben Clara David Elena Felix Greta Hugo Ines Jonas Karla Leon Mia Noah Olga Paul Quirin Rosa Simon Tara Uwe Vera Wanda Xaver Yara Zoe Adam Bianca Carlos Dora Emil Fiona Georg
  Hanna Ivan Julia Kemal Lucía Marco Nadia Oscar Petra Rahel Samir Theo Ursula Victor Wiebke Amira Boris Chiara Dimitri Esra Frank Gloria Henrik Isabel Jakob Katrin Lars Maria Nils Oriana Pascal Renate Stefan
  Thomas Ulrike Valentin Walter Andrea Bernd Cem Daria Erik Franziska Gabriel Helga Igor Jana Kurt Lena Martin Nora Otto Pia Ralf Sabine Tobias Zlatan Michael Susanne Peter Sandra Alexander Christine Robert Sofia`);
export const LAST_START = list(`Ab Ack Alt Bach Bar Berg Bir Blum Bran Buch Dahl Dorn Eber Eich Fal Feld Fin Gar Gold Grün Hag Hart Hein Hol Jung Kal Kar Kirch Kra Lan Lind Lö Mar May Mor Neu Nord Ober Pal Peter Rein Rich Ros Sand Schmid
  Schön Sil Stein Stern Tal Thal Ul Vog Wald Wei Wein Wil Wind Win Zell`);
export const LAST_MIDDLE = list('a an be de del den e el en er eren es i in is la le len ler li lo me mel men ne ni o re ren ri ro se sel sen te ten ter ti u we');
export const LAST_END = list('bach bauer berg burg feld haus heim hof hoff horst lein ling mann mayer meier ner rich sen son stein stett thal wald ski vić dóttir');
export const COMPANY = list(`Alpen Amber Apex Arbor Atlas Aurora Baltic Beacon Bernstein Blue Bright Cedar Central Clear Coastal Cobalt Copper Crown Delta Dresdner Eagle East Elbe Element Ember Epsilon Falcon First Fjord Frontier Galaxy Gamma
  Garden Global Granite Green Hansa Harbor Hawk Helios Highland Horizon Iron Isar Jade Juniper Keystone Kilian Lakeside Lark Laurel Lion Lumen Lunar Main Maple Meridian Mistral Modern Nectar Neckar New Noble North Nova Oak Ocean Odin
  Olive Omega Onyx Orchid Orion Pacific Pearl Phoenix Pine Pioneer Polar Prime Quartz Rapid Raven Red Rhein River Rocky Royal Ruby Sable Sage Sierra Silver Sky Solar South Spring Summit Swift Terra Titan True Union Urban Valley Vega
  Vista West White Wind Zenith Zephyr Müller Schäfer Straßer`);
export const TRADE = list(`Analytics Apparel Automotive Bank Bauwerke Beverages Biotech Builders Capital Catering Ceramics Chemie Clinics Cloud Consulting Data Design Dynamics Electric Energy Engineering Events Farms Film Finance Foods Freight Furniture
  Glass Health Hotels Insurance Instruments Labs Legal Logistics Machines Maschinenbau Materials Media Metals Mobility Motors Optics Packaging Paper Pharma Plastics Power Print Properties Publishing Robotics Security Shipping Software Steel
  Systems Telecom Textiles Tools Trading Travel Water`);
export const CITY = list(`Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover Nürnberg Wien Zürich Basel Genf Paris Lyon London Leeds Madrid Sevilla Porto Milano Torino Oslo Bergen Malmö Aarhus
  Helsinki Tallinn Riga Gdańsk Praha Brno Gent Utrecht Cork`);
export const FORM = ['GmbH', 'AG', 'Ltd', 'Inc', 'SE', 'KG', ''];
export const INDUSTRY = ['Energy', 'Retail', 'Software', 'Healthcare', 'Manufacturing', 'Finance', 'Logistics', 'Media', 'Education', 'Construction', 'Hospitality', 'Public sector'];
export const TITLES = ['Buyer', 'Engineer', 'Director', 'Assistant', 'Head of Sales', 'Head of Purchasing', 'Chief Executive', 'Chief Financial Officer', 'Chief Technology Officer', 'Project Manager', 'Product Manager', 'Consultant', 'Accountant', 'Lawyer',
  'Operations Manager', 'Plant Manager', 'Quality Manager', 'Office Manager', 'Marketing Manager', 'Account Manager', 'Sales Representative', 'IT Manager', 'Data Analyst', 'Architect', 'Facility Manager', 'Human Resources', 'Logistics Manager', 'Owner'];
export const SOURCES = ['Website', 'Referral', 'Trade fair', 'Cold call', 'Newsletter', 'Partner', 'Advertisement'];
export const OFFER = ['Renewal', 'New business', 'Expansion', 'Pilot', 'Rollout', 'Framework agreement', 'Maintenance', 'Replacement', 'Licences', 'Training', 'Migration', 'Support'];
export const SUBJECT = ['Call about the offer', 'Follow up on the visit', 'Send the proposal', 'Introduce the new product', 'Discuss the contract', 'Ask for a reference', 'Prepare the demonstration', 'Answer questions on pricing', 'Thank for the order',
  'Check the delivery', 'Invite to the fair', 'Quarterly review', 'Agree on next steps', 'Clarify the requirements', 'Remind of the invoice'];
export const REMARK = ['They compare us with two others and want to decide before the quarter ends.', 'Budget is approved, legal looks at the terms.', 'Nobody answered; try again in the morning.', 'Happy with the last delivery, asks for a discount on the next one.',
  'Wants to see it with their own data first.', 'The colleague in charge is on leave until next week.', 'Needs the figures for the board meeting.'];
