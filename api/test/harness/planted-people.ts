/** A person as a CRM would hold them, with the group of records that are truly the same. */
export interface PlantedPerson {
  readonly truth: number;
  /** Null where nobody noted it. */
  readonly company: number | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  /** How it was made different from its original; null for originals. */
  readonly kind: string | null;
}

const GIVEN = (
  'james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony sandra ' +
  'mark margaret donald ashley steven kimberly andrew emily paul donna joshua michelle kenneth carol kevin amanda brian melissa timothy deborah ronald stephanie george rebecca jason sharon edward laura ' +
  'lukas lena jonas anna felix marie maximilian sophie leon hannah finn lea elias mia luis emma noah clara henrik greta jan katharina stefan petra uwe sabine wolfgang monika jürgen heike klaus renate ' +
  'pierre camille hugo chloé louis manon giulia marco francesca luca chiara alessandro sofia javier carmen pablo lucía diego elena ivan olga dmitri natasha wei ming yuki haruto priya arjun fatima omar'
).split(' ');
const STARTS = 'ab ack al am an bar bau beck ber bier bil bol bran bren bro bur cal car chap clar col cor crai dal dan den don dun ed ell en fair far fel fen fer fish flem for fran gal gar gil gold gra gru hal ham har hel hen her hof hol hor hud jac jen kel ken kir kle kno kol kra lan lar len lin lom lund mac mar mei mer mil mor mül nel nor ols os par pel pet pfei pol por ran rei ric rob rog ros ruth sal san schu sel sim som sta stein ström swan tal tan thor til tur val van ver vog wal war web wei wes whit wil win wol wood zim'.split(' ');
const ENDS = 'berg bach burg dale den der feld field ford gaard hausen heim hoff holm ing ington kamp land ler ley lin lund man mann mark ner nes quist rath rell sen ski son stad stein ström ter thal ton velt wald ward well wick witz worth zell'.split(' ');
const SHORT: Readonly<Record<string, string>> = { james: 'jim', robert: 'bob', michael: 'mike', william: 'bill', richard: 'rick', joseph: 'joe', thomas: 'tom', charles: 'charlie', christopher: 'chris', daniel: 'dan', matthew: 'matt', anthony: 'tony', steven: 'steve', andrew: 'andy', joshua: 'josh', kenneth: 'ken', timothy: 'tim', ronald: 'ron', edward: 'ed', elizabeth: 'liz', patricia: 'pat', jennifer: 'jen', barbara: 'barb', margaret: 'maggie', kimberly: 'kim', deborah: 'debbie', stephanie: 'steph', rebecca: 'becky', maximilian: 'max', katharina: 'kathy' };
const FREE = ['gmail.com', 'outlook.com', 'gmx.de', 'yahoo.com'];

/** Numbers that look random and are the same in every run. */
export function randomness(seed: number): { next: () => number; below: (most: number) => number; of: <T>(list: readonly T[]) => T; chance: (share: number) => boolean } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return { next, below, of: (list) => list[below(list.length)]!, chance: (share) => next() < share };
}

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
const plain = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^a-z]/gi, '').toLowerCase();

/**
 * `count` contacts at companies of about twenty people, of which `share` are altered copies of others: typing errors, turned names, short forms, phones
 * written otherwise, a new domain. Among the originals are all that only look like copies: namesakes elsewhere, families, colleagues who share the
 * switchboard or an info@ mailbox.
 */
export function plantedPeople(count: number, share = 0.05, seed = 7): PlantedPerson[] {
  const random = randomness(seed);
  const copies = Math.round(count * share);
  const companies = Math.max(2, Math.round(count / 20));
  const originals: PlantedPerson[] = [];
  // An e-mail stands once in a company, and once among people without one.
  const taken = new Set<string>();
  const placed = (person: PlantedPerson): PlantedPerson => {
    for (const company of [person.company, null]) {
      const key = `${company} ${person.email}`;
      if (person.email === null || taken.has(key)) continue;
      taken.add(key);
      return { ...person, company };
    }
    return { ...person, email: null };
  };
  for (let truth = 0; truth < count - copies; truth++) {
    const company = random.below(companies);
    // Some names are far more frequent than others, as they are among people.
    const firstName = capital(GIVEN[Math.floor(GIVEN.length * random.next() ** 1.6)]!);
    const lastName = capital(STARTS[Math.floor(STARTS.length * random.next() ** 1.4)]! + random.of(ENDS));
    const style = random.below(10);
    const local = style < 6 ? `${plain(firstName)}.${plain(lastName)}` : style < 8 ? `${plain(firstName)[0]}${plain(lastName)}` : plain(firstName);
    const domain = random.chance(0.12) ? random.of(FREE) : `company${company}.example`;
    // Two people never have one mailbox, unless it is a function's.
    const unique = domain.endsWith('.example') && !taken.has(`${company} ${local}@${domain}`) ? local : `${local}${truth}`;
    const role = random.chance(0.02);
    originals.push(placed({
      truth,
      company,
      firstName,
      lastName,
      email: random.chance(0.1) ? null : role ? `info@company${company}.example` : `${unique}@${domain}`,
      phone: random.chance(0.5) ? `+49 30 ${1_000_000 + company}` : random.chance(0.4) ? `+1 555 ${String(2_000_000 + truth)}` : null,
      mobile: random.chance(0.5) ? `+49 171 ${String(3_000_000 + truth)}` : null,
      kind: null,
    }));
  }
  return [...originals, ...Array.from({ length: copies }, () => placed(alteredCopy(random.of(originals), random)))];
}

type Random = ReturnType<typeof randomness>;

function alteredCopy(person: PlantedPerson, random: Random): PlantedPerson {
  const [first, last] = [person.firstName, person.lastName];
  const kind = random.of(['typo', 'typo', 'swapped', 'nickname', 'phone', 'domain', 'email-only', 'case']);
  // Whoever enters somebody a second time rarely has everything at hand, and always something.
  const less = random.chance(0.4) && person.email && person.mobile ? { mobile: null } : {};
  const phones = { phone: reformat(person.phone, random), mobile: reformat(person.mobile, random) };
  const base = { ...person, ...phones, ...less, kind };
  switch (kind) {
    case 'typo':
      return random.chance(0.5) ? { ...base, firstName: typo(first, random), email: random.chance(0.5) ? person.email : null } : { ...base, lastName: typo(last, random), email: random.chance(0.5) ? person.email : null };
    case 'swapped':
      return { ...base, firstName: last, lastName: first, email: random.chance(0.5) ? person.email : null };
    case 'nickname':
      return { ...base, firstName: capital(SHORT[plain(first)] ?? plain(first)), email: random.chance(0.6) ? person.email : null };
    case 'phone':
      return { ...base, email: random.chance(0.4) ? null : person.email };
    case 'domain':
      return { ...base, email: person.email && `${person.email.split('@')[0]}@group${person.company}.example` };
    case 'email-only':
      return { ...base, phone: null, mobile: null };
    default:
      return { ...base, firstName: first.toUpperCase(), lastName: last.toLowerCase(), email: person.email?.replace('@', '+crm@') ?? null };
  }
}

/** One letter left out, doubled, replaced or exchanged with its neighbour, never the first. */
function typo(word: string, random: Random): string {
  if (word.length < 4) return `${word}${word.at(-1)!}`;
  const at = 1 + random.below(word.length - 2);
  const letters = [...word];
  const way = random.below(4);
  if (way === 0) letters.splice(at, 1);
  else if (way === 1) letters.splice(at, 0, letters[at]!);
  else if (way === 2) letters[at] = random.of([...'aeiorstnl'].filter((letter) => letter !== letters[at]));
  else [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
  return letters.join('');
}

function reformat(phone: string | null, random: Random): string | null {
  if (!phone) return null;
  const [country, area, number] = phone.split(' ') as [string, string, string];
  const cut = `${number.slice(0, 3)}-${number.slice(3)}`;
  return random.of([phone, `${country.replace('+', '00')} ${area} ${number}`, `${country === '+49' ? `0${area}` : area}/${number}`, `(${area}) ${cut}`, `${country} (0)${area} ${cut}`]);
}
