import { headerWords } from './normalise.js';

/** What address books and other CRMs call a thing, in the languages their files come in. `keys` are the field keys that mean it. */
interface Concept {
  readonly keys: readonly string[];
  readonly names: readonly string[];
}

const CONCEPTS: readonly Concept[] = [
  { keys: ['name', 'title', 'displayName'], names: ['name', 'full name', 'display name', 'file as', 'title', 'subject', 'nombre completo', 'nom complet', 'vollstandiger name', 'bezeichnung', 'titel', 'nome completo', 'naam', 'nazwa'] },
  { keys: ['firstName'], names: ['first name', 'given name', 'forename', 'fname', 'first', 'vorname', 'prenom', 'nombre', 'nome', 'voornaam', 'imie', 'fornamn', 'etunimi', 'jmeno', 'nombre de pila', 'primer nombre'] },
  { keys: ['lastName'], names: ['last name', 'family name', 'surname', 'lname', 'last', 'nachname', 'familienname', 'nom', 'nom de famille', 'apellido', 'apellidos', 'cognome', 'sobrenome', 'achternaam', 'nazwisko', 'efternamn', 'prijmeni'] },
  { keys: ['email', 'primaryEmail', 'billingEmail'], names: ['email', 'email address', 'email 1 value', 'primary email', 'work email', 'person email work', 'emailaddress', 'mail', 'correo', 'correo electronico', 'courriel', 'adresse email', 'email adresse', 'emailadresse', 'posta elettronica', 'adres email', 'epost'] },
  { keys: ['phone', 'workPhone'], names: ['phone', 'phone number', 'business phone', 'work phone', 'phone 1 value', 'primary phone', 'telephone', 'telephone number', 'tel', 'office phone', 'company phone', 'company main phone', 'telefon', 'telefonnummer', 'rufnummer', 'telefono', 'telefone', 'telefoon', 'numero de telephone', 'person phone'] },
  { keys: ['mobile', 'mobilePhone'], names: ['mobile', 'mobile phone', 'mobile number', 'cell', 'cell phone', 'cellphone', 'handy', 'handynummer', 'mobiltelefon', 'mobil', 'movil', 'celular', 'cellulare', 'portable', 'telephone portable', 'phone 2 value'] },
  { keys: ['jobTitle', 'position'], names: ['job title', 'position', 'role', 'occupation', 'profession', 'organization title', 'designation', 'title', 'berufsbezeichnung', 'funktion', 'poste', 'fonction', 'cargo', 'puesto', 'ruolo', 'functie', 'stanowisko'] },
  { keys: ['department'], names: ['department', 'organization department', 'dept', 'abteilung', 'departement', 'departamento', 'reparto', 'afdeling', 'dzial'] },
  { keys: ['website', 'url', 'web', 'domain'], names: ['website', 'web site', 'web page', 'web page 1', 'webpage', 'url', 'homepage', 'home page', 'website url', 'domain', 'company domain name', 'personal web page', 'webseite', 'internetseite', 'site web', 'sitio web', 'pagina web', 'sito web'] },
  { keys: ['industry', 'sector'], names: ['industry', 'sector', 'branche', 'industrie', 'secteur', 'secteur dactivite', 'sector industrial', 'industria', 'settore', 'sektor', 'branza', 'vertical', 'line of business'] },
  { keys: ['annualRevenue', 'revenue'], names: ['annual revenue', 'revenue', 'yearly revenue', 'turnover', 'annual turnover', 'sales volume', 'umsatz', 'jahresumsatz', 'chiffre daffaires', 'ca', 'ingresos', 'ingresos anuales', 'facturacion', 'fatturato', 'faturamento', 'omzet'] },
  { keys: ['employeeCount', 'employees', 'numberOfEmployees', 'employeeSize', 'headcount', 'size'], names: ['employees', 'number of employees', 'no of employees', 'num employees', 'employee count', 'headcount', 'company size', 'staff', 'mitarbeiter', 'anzahl mitarbeiter', 'mitarbeiterzahl', 'effectif', 'nombre demployes', 'empleados', 'numero de empleados', 'dipendenti', 'funcionarios'] },
  { keys: ['yearFounded', 'foundedYear', 'yearEstablished', 'founded'], names: ['year established', 'year founded', 'founded', 'established', 'founding year', 'grundungsjahr', 'gegrundet', 'annee de creation', 'ano de fundacion', 'anno di fondazione'] },
  { keys: ['parentId', 'parentAccountId'], names: ['parent', 'parent account', 'parent company', 'parent organization', 'subsidiary of', 'part of', 'belongs to', 'muttergesellschaft', 'mutterfirma', 'ubergeordnete firma', 'societe mere', 'maison mere', 'empresa matriz', 'casa madre', 'capogruppo'] },
  { keys: ['description'], names: ['description', 'about', 'summary', 'beschreibung', 'descripcion', 'descrizione', 'descricao', 'omschrijving', 'opis'] },
  { keys: ['notes', 'note', 'comment', 'description'], names: ['notes', 'note', 'comments', 'comment', 'remarks', 'note content', 'notiz', 'notizen', 'anmerkung', 'anmerkungen', 'bemerkung', 'bemerkungen', 'remarques', 'notas', 'comentarios', 'uwagi'] },
  { keys: ['tags'], names: ['tags', 'labels', 'categories', 'category', 'keywords', 'group membership', 'schlagworte', 'kategorien', 'etiquettes', 'etiquetas', 'etichette'] },
  { keys: ['linkedin', 'linkedinUrl', 'linkedIn', 'linkedInUrl'], names: ['linkedin', 'linkedin url', 'linkedin profile', 'linkedin bio'] },
  { keys: ['twitter', 'twitterUrl'], names: ['twitter', 'twitter username', 'twitter handle', 'x handle'] },
  { keys: ['leadSource', 'source'], names: ['lead source', 'source', 'original source', 'lead origin', 'quelle', 'herkunft', 'origine', 'origen', 'fuente', 'origine du lead'] },
  { keys: ['lifecycle', 'lifecycleStage', 'status'], names: ['lifecycle', 'lifecycle stage', 'lead status', 'status', 'lebenszyklus'] },
  { keys: ['birthday', 'birthDate'], names: ['birthday', 'birth date', 'date of birth', 'geburtstag', 'geburtsdatum', 'date de naissance', 'anniversaire', 'fecha de nacimiento', 'cumpleanos', 'data di nascita'] },
  { keys: ['accountId', 'companyId', 'organizationId'], names: ['account', 'account name', 'company', 'company name', 'organization', 'organisation', 'organization name', 'associated company', 'employer', 'customer', 'client', 'firma', 'unternehmen', 'firmenname', 'kunde', 'societe', 'entreprise', 'empresa', 'compania', 'azienda', 'societa', 'bedrijf', 'firma nazwa'] },
  { keys: ['contactId', 'primaryContactId'], names: ['contact', 'contact name', 'person', 'person name', 'primary contact', 'ansprechpartner', 'kontakt', 'contacto', 'interlocuteur'] },
  { keys: ['ownerId'], names: ['owner', 'record owner', 'assigned to', 'assigned user', 'sales agent', 'agent', 'sales rep', 'sales representative', 'salesperson', 'account manager', 'rep', 'besitzer', 'zustandig', 'verkaufer', 'vertriebsmitarbeiter', 'betreuer', 'proprietaire', 'commercial', 'responsable', 'propietario', 'vendedor', 'proprietario', 'venditore'] },
  { keys: ['stageId', 'stage'], names: ['stage', 'sales stage', 'pipeline stage', 'stage name', 'phase', 'verkaufsphase', 'etape', 'etapa', 'fase', 'etap'] },
  { keys: ['pipelineId', 'pipeline'], names: ['pipeline', 'sales pipeline', 'funnel', 'process', 'vertriebspipeline'] },
  { keys: ['amount', 'value'], names: ['amount', 'value', 'close value', 'total', 'contract value', 'opportunity amount', 'deal size', 'betrag', 'wert', 'auftragswert', 'summe', 'montant', 'valeur', 'importe', 'valor', 'monto', 'importo', 'valore', 'bedrag', 'wartosc', 'kwota'] },
  { keys: ['currency'], names: ['currency', 'currency code', 'currency iso code', 'wahrung', 'devise', 'moneda', 'valuta', 'waluta'] },
  { keys: ['probability'], names: ['probability', 'win probability', 'wahrscheinlichkeit', 'probabilite', 'probabilidad', 'probabilita'] },
  { keys: ['expectedCloseDate', 'expectedCloseOn'], names: ['expected close date', 'expected close', 'close date', 'closing date', 'estimated close date', 'target close', 'abschlussdatum', 'erwarteter abschluss', 'date de cloture', 'fecha de cierre', 'fecha prevista de cierre', 'data di chiusura'] },
  { keys: ['actualCloseDate', 'closedAt', 'closedOn', 'closedDate'], names: ['actual close date', 'close date', 'closed date', 'closed at', 'closed on', 'won time', 'date closed', 'geschlossen am'] },
  { keys: ['startDate', 'engageDate', 'engagedOn', 'startedOn', 'openedOn', 'openedAt'], names: ['engage date', 'engagement date', 'start date', 'open date', 'opened', 'date opened', 'started', 'created date', 'create date', 'startdatum', 'beginn', 'date de debut', 'fecha de inicio', 'data di inizio'] },
  { keys: ['lostReason', 'lostReasonDetail'], names: ['lost reason', 'loss reason', 'reason lost', 'closed lost reason', 'verlustgrund', 'motif de perte', 'motivo de perdida'] },
  { keys: ['product', 'productId'], names: ['product', 'product name', 'item', 'sku name', 'produkt', 'artikel', 'produit', 'producto', 'prodotto', 'produto'] },
  { keys: ['quantity'], names: ['quantity', 'qty', 'units', 'menge', 'anzahl', 'quantite', 'cantidad', 'quantita'] },
  { keys: ['sku', 'code', 'productCode'], names: ['sku', 'product code', 'code', 'item number', 'article number', 'artikelnummer', 'reference', 'referencia', 'codice'] },
  { keys: ['price', 'unitPrice', 'listPrice'], names: ['price', 'unit price', 'list price', 'sales price', 'selling price', 'cost per unit', 'preis', 'verkaufspreis', 'prix', 'precio', 'prezzo', 'preco', 'prijs', 'cena'] },
  { keys: ['series', 'family', 'category', 'productFamily'], names: ['series', 'family', 'product family', 'category', 'product line', 'range', 'serie', 'produktfamilie', 'kategorie', 'categorie', 'categoria', 'gamme'] },
  { keys: ['teamId', 'team'], names: ['team', 'sales team', 'manager', 'team name', 'manager name', 'managers name', 'supervisor', 'lead', 'vorgesetzter', 'equipe', 'equipo'] },
  { keys: ['region', 'office', 'regionalOffice', 'territory'], names: ['regional office', 'office', 'region', 'territory', 'branch', 'standort', 'niederlassung', 'gebiet', 'bureau', 'oficina', 'ufficio'] },
  { keys: ['billingStreet', 'mailingStreet', 'street', 'shippingStreet'], names: ['street', 'address', 'address line 1', 'business street', 'work address', 'address 1 street', 'home street', 'home address', 'strasse', 'anschrift', 'adresse', 'rue', 'direccion', 'calle', 'indirizzo', 'via', 'endereco', 'adres', 'ulica'] },
  { keys: ['billingCity', 'mailingCity', 'city', 'shippingCity'], names: ['city', 'town', 'business city', 'work city', 'home city', 'address 1 city', 'stadt', 'ort', 'ville', 'ciudad', 'citta', 'cidade', 'stad', 'plaats', 'miasto'] },
  { keys: ['billingRegion', 'mailingRegion', 'billingState', 'mailingState', 'shippingRegion'], names: ['state', 'region', 'province', 'county', 'business state', 'work state', 'home state', 'bundesland', 'kanton', 'departement', 'provincia', 'estado', 'regione'] },
  { keys: ['billingPostalCode', 'mailingPostalCode', 'shippingPostalCode', 'postalCode'], names: ['zip', 'zip code', 'zipcode', 'postal code', 'post code', 'postcode', 'business postal code', 'work zip code', 'home zip code', 'home postal code', 'address 1 postal code', 'plz', 'postleitzahl', 'code postal', 'codigo postal', 'cap', 'cep', 'kod pocztowy'] },
  { keys: ['billingCountry', 'mailingCountry', 'shippingCountry', 'country'], names: ['country', 'country region', 'country code', 'business country', 'business country region', 'work country', 'home country', 'address 1 country', 'office location', 'location', 'land', 'pays', 'pais', 'paese', 'kraj'] },
  { keys: ['externalId'], names: ['id', 'record id', 'external id', 'reference id', 'uuid', 'guid', 'key', 'identifier', 'kennung', 'identifiant', 'identificador'] },
];

/** What the record types themselves are called in files; a header that is only that names the record. */
const RECORD_NAMES: Readonly<Record<string, readonly string[]>> = {
  account: ['account', 'firmenname', 'firmenbezeichnung', 'unternehmensname', 'kundenname', 'raison sociale', 'nom de lentreprise', 'razon social', 'ragione sociale', 'company', 'organization', 'organisation', 'business', 'customer', 'client', 'firma', 'unternehmen', 'kunde', 'societe', 'entreprise', 'empresa', 'azienda', 'bedrijf'],
  contact: ['contact', 'person', 'lead', 'people', 'kontakt', 'contacto', 'contatto', 'personne', 'persona'],
  opportunity: ['opportunity', 'deal', 'sale', 'opp', 'verkaufschance', 'opportunite', 'oportunidad', 'negocio', 'opportunita', 'trato', 'affaire'],
  product: ['product', 'item', 'article', 'produkt', 'artikel', 'produit', 'producto', 'prodotto', 'produto'],
  member: ['member', 'user', 'sales agent', 'agent', 'sales rep', 'employee', 'salesperson', 'benutzer', 'mitarbeiter', 'utilisateur', 'usuario', 'utente', 'vertriebsmitarbeiter', 'commercial', 'vendedor'],
  team: ['team', 'sales team', 'group', 'equipe', 'equipo'],
  stage: ['stage', 'deal stage', 'sales stage'],
  pipeline: ['pipeline', 'funnel'],
  activity: ['activity', 'task', 'event', 'aktivitat', 'activite', 'actividad'],
};

const conceptsByKey = new Map<string, Set<string>>();
const knownHeaders = new Set<string>();
for (const { keys, names } of CONCEPTS) {
  const words = names.map(headerWords);
  for (const word of words) knownHeaders.add(word);
  for (const key of keys) conceptsByKey.set(key, new Set([...(conceptsByKey.get(key) ?? []), ...words]));
}
for (const names of Object.values(RECORD_NAMES)) for (const name of names) knownHeaders.add(headerWords(name));

/** Names under which files carry the field with this key. */
export const namesOfField = (key: string): ReadonlySet<string> => conceptsByKey.get(key) ?? new Set();

/** Names under which files carry a record type as such. */
export const namesOfRecord = (recordType: string): readonly string[] => RECORD_NAMES[recordType] ?? [headerWords(recordType)];

/** Whether the cell is a column name that files are known to use. */
export function isKnownHeader(cell: string): boolean {
  const words = headerWords(cell);
  if (words === '') return false;
  if (knownHeaders.has(words)) return true;
  return Object.values(RECORD_NAMES).some((names) => names.some((name) => words.startsWith(`${name} `) && knownHeaders.has(words.slice(name.length + 1))));
}
