import { randomUUID } from 'node:crypto';
import { required, type Answer, type Caller, type TestApp } from './app.js';
import { searchTextOf } from '../../src/platform/records/search-text.js';
import { accountRecord } from '../../src/modules/accounts/index.js';
import { contactRecord } from '../../src/modules/contacts/index.js';
import { asIdentity } from './tenants.js';
import type { PlantedPerson } from './planted-people.js';

export interface Card {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Group {
  readonly id: string;
  readonly score: number;
  readonly records: readonly Card[];
  readonly pairs: readonly { readonly id: string; readonly aId: string; readonly bId: string; readonly score: number; readonly reasons: readonly { readonly code: string; readonly text: string }[] }[];
}

interface Summary {
  readonly recordType: string;
  readonly open: number;
  readonly dismissed: number;
  readonly scan: { readonly status: string; readonly done: number; readonly total: number } | null;
}

const GROUPS = `query ($recordType: String!, $filter: DuplicateFilter) {
  duplicateGroups(recordType: $recordType, filter: $filter, first: 50) {
    totalCount pairCount nodes { id score records { id title version values } pairs { id aId bId score reasons { code text } } } } }`;

/** What people do about duplicates, over the API. */
export class DuplicateSteps {
  constructor(
    private readonly product: TestApp,
    readonly caller: Caller,
  ) {}

  account = (input: Record<string, unknown>): Promise<string> => this.create('Account', input);
  contact = (input: Record<string, unknown>): Promise<string> => this.create('Contact', input);

  async create(type: string, input: Record<string, unknown>): Promise<string> {
    const field = type[0]!.toLowerCase() + type.slice(1);
    const done = await this.caller.data<Record<string, Record<string, { id: string }>>>(`mutation ($input: Create${type}Input!) { create${type}(input: $input) { ${field} { id } } }`, { input });
    return done[`create${type}`]![field]!.id;
  }

  async possible(recordType: string, draft: Record<string, unknown>, exceptId: string | null = null): Promise<object[]> {
    const query = 'query ($recordType: String!, $draft: JSON!, $exceptId: ID) { possibleDuplicates(recordType: $recordType, draft: $draft, exceptId: $exceptId) { recordId score reasons { code text } record { title titles } } }';
    return (await this.caller.data<{ possibleDuplicates: object[] }>(query, { recordType, draft, exceptId })).possibleDuplicates;
  }

  async groups(recordType: string, filter: Record<string, unknown> = {}): Promise<Group[]> {
    return (await this.caller.data<{ duplicateGroups: { nodes: Group[] } }>(GROUPS, { filter, recordType })).duplicateGroups.nodes;
  }

  /** The groups as soon as all that was written has been compared. */
  async groupsOnceChecked(recordType: string): Promise<Group[]> {
    await this.checked();
    return this.groups(recordType);
  }

  /** Ends when nothing of the tenant waits to be compared. */
  async checked(): Promise<void> {
    for (;;) {
      const [row] = await this.product.db.asOwner<{ count: number }>('select count(*)::int as count from duplicate_checks where tenant_id = $1', [this.caller.tenantId]);
      if (row!.count === 0) return;
      await this.summary('contact');
    }
  }

  async summary(recordType: string): Promise<Summary> {
    const { duplicateSummary } = await this.caller.data<{ duplicateSummary: Summary[] }>('{ duplicateSummary { recordType open dismissed scan { status done total } } }');
    return duplicateSummary.find((each) => each.recordType === recordType) ?? { recordType, open: 0, dismissed: 0, scan: null };
  }

  async decide(mutation: 'dismissDuplicates' | 'reopenDuplicates', recordType: string, ids: readonly string[]): Promise<void> {
    await this.caller.data(`mutation ($recordType: String!, $ids: [ID!]!) { ${mutation}(recordType: $recordType, ids: $ids) { ids } }`, { recordType, ids });
  }

  /** Merges, the first into being the survivor. */
  async merge(plural: 'Accounts' | 'Contacts', ids: readonly string[], fields: readonly object[] = []): Promise<{ changeSetId: string; merged: number; moved: { recordType: string; moved: number; joined: number }[]; record: Record<string, unknown> }> {
    const answer = await this.tryMerge(plural, { survivorId: ids[0], records: ids.map((id) => ({ id })), fields });
    const { changeSetId, merged, moved, account, contact } = required(answer)[`merge${plural}`]! as never;
    return { changeSetId, merged, moved, record: account ?? contact };
  }

  tryMerge(plural: 'Accounts' | 'Contacts', input: object): Promise<Answer<Record<string, Record<string, unknown>>>> {
    const record = plural === 'Contacts' ? 'contact { id firstName lastName email phone accountId lifecycle tags notes doNotEmail }' : 'account { id name website parentId tags }';
    return this.caller.graphql(`mutation ($input: MergeRecordsInput!) { merge${plural}(input: $input) { changeSetId merged moved { recordType moved joined } ${record} } }`, { input });
  }

  async unmerge(changeSetId: string): Promise<{ changeSetId: string; reverted: number; skipped: { recordType: string; title: string; field: string | null; reason: string }[] }> {
    const done = await this.caller.data<{ unmergeRecords: never }>('mutation ($id: ID!) { unmergeRecords(changeSetId: $id) { changeSetId reverted skipped { recordType title field reason } } }', { id: changeSetId });
    return done.unmergeRecords;
  }

  /** Starts a scan and ends when it has. */
  async scan(recordType: string): Promise<void> {
    const { scanForDuplicates } = await this.caller.data<{ scanForDuplicates: { id: string } }>('mutation ($recordType: String!) { scanForDuplicates(recordType: $recordType) { id } }', { recordType });
    for (let status = 'RUNNING'; status === 'RUNNING'; ) [{ status }] = (await this.product.db.asOwner<{ status: string }>('select status from duplicate_scans where id = $1', [scanForDuplicates.id])) as [{ status: string }];
  }

  /** Puts people straight into the tables, as they stood there before anybody looked for duplicates. @param at account of all of them, instead of one for each company. @returns the truth of each id */
  async plant(people: readonly PlantedPerson[], at?: string): Promise<Map<string, number>> {
    const { db } = this.product;
    const accounts = new Map([...new Set(people.flatMap(({ company }) => (company === null || at ? [] : [company])))].map((company) => [company, randomUUID()]));
    const insert = (sql: string, parameters: unknown[]): Promise<unknown> => asIdentity(db, sql, parameters, this.caller.tenantId);
    await insert('insert into accounts (id, name, search_text) select v.id, v.name, v.search_text from jsonb_to_recordset($1::jsonb) as v(id uuid, name text, search_text text)', [JSON.stringify([...accounts].map(([company, id]) => ({ id, name: `Company ${company}`, search_text: searchTextOf(accountRecord, { name: `Company ${company}` }) })))]);
    const truth = new Map<string, number>();
    for (let from = 0; from < people.length; from += 5000) {
      const rows = people.slice(from, from + 5000).map((person) => {
        const id = randomUUID();
        truth.set(id, person.truth);
        const { firstName: first_name, lastName: last_name, email, phone, mobile } = person;
        return { id, first_name, last_name, email, phone, mobile, search_text: searchTextOf(contactRecord, { ...person }), account_id: at ?? (person.company === null ? null : accounts.get(person.company)) };
      });
      await insert(
        `insert into contacts (id, first_name, last_name, email, phone, mobile, account_id, owner_id, search_text)
         select v.id, v.first_name, v.last_name, v.email, v.phone, v.mobile, v.account_id, $2::uuid, v.search_text from jsonb_to_recordset($1::jsonb) as v(id uuid, first_name text, last_name text, email text, phone text, mobile text, account_id uuid, search_text text)`,
        [JSON.stringify(rows), this.caller.memberId],
      );
    }
    return truth;
  }

  /** Of the planted duplicates, how many were found; of what was found, how much is right. */
  async quality(truth: ReadonlyMap<string, number>): Promise<{ recall: number; precision: number; planted: number; found: number }> {
    const pairs = await this.product.db.asOwner<{ a_id: string; b_id: string }>(`select a_id, b_id from duplicate_pairs where tenant_id = $1 and record_type = 'contact' and status = 'OPEN'`, [this.caller.tenantId]);
    const sizes = new Map<number, number>();
    for (const group of truth.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    const planted = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
    const right = pairs.filter(({ a_id, b_id }) => truth.get(a_id) === truth.get(b_id)).length;
    return { planted, found: pairs.length, recall: right / planted, precision: right / pairs.length };
  }
}
