import { randomBytes } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import type { Field } from '../../src/platform/records/fields.js';
import { recordTypeNamed, recordTypes } from '../../src/platform/records/record-registry.js';
import type { RecordType } from '../../src/platform/records/record-type.js';
import { required, type Caller, type TestApp } from '../harness/app.js';
import { DuplicateSteps } from '../harness/duplicates.js';
import { PROBE_FIELD, type IdSource } from './synthesise.js';

/** A workspace with a record of every type, each of whose texts holds a word that is found nowhere else. */
export interface World {
  readonly owner: Caller;
  readonly marker: string;
  /** A record of each type by its name, and one `changeSet`, `session`, `import`, `bulkRun`, `export`, `file`, `tenant` and `event`. */
  readonly ids: ReadonlyMap<string, string>;
  /** What the records were made from. */
  readonly inputs: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

export const schemaOf = (product: TestApp): GraphQLSchema => product.app.get(GraphQLSchemaHost, { strict: false }).schema;

export async function buildWorld(product: TestApp): Promise<World> {
  const marker = `zq${randomBytes(5).toString('hex')}`;
  const owner = await product.signUp(`${marker} Ltd`);
  const ids = new Map<string, string>([['tenant', owner.tenantId]]);
  const inputs = new Map<string, Record<string, unknown>>();
  for (const type of inOrder()) {
    const made = await createRecord(product, owner, type, ids, marker);
    if (made) {
      ids.set(type.name, made.id);
      inputs.set(type.name, made.input);
      if (type.name === 'account') ids.set('changeSet', made.changeSetId);
    }
  }
  await owner.data('mutation { setExchangeRate(currency: "EUR", rate: 1.25) { changeSetId } }');
  await owner.data('mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { changeSetId } }', { input: { id: ids.get('account'), tags: [marker] } });
  await owner.data('mutation ($name: String!) { setTagColour(name: $name, colour: TEAL) { changeSetId } }', { name: marker });
  await owner.data('mutation { setLifecycleRule(input: { trigger: DEAL_WON, lifecycle: CUSTOMER, isActive: true }) { changeSetId } }');
  const lead = await owner.data<{ createContact: { contact: { id: string } } }>('mutation ($lastName: String!) { createContact(input: { lastName: $lastName }) { contact { id } } }', { lastName: `${marker} lead` });
  await owner.data('mutation ($input: ConvertContactInput!) { convertContact(input: $input) { changeSetId } }', { input: { contactId: lead.createContact.contact.id, accountId: ids.get('account') } });
  await addCustomFields(owner, ids, marker);
  await owner.data('mutation ($group: ID!, $contact: ID!) { addContactsToGroup(groupId: $group, contacts: { ids: [$contact] }) { changed } }', { group: ids.get('contactGroup'), contact: ids.get('contact') });
  for (const type of recordTypes()) {
    // Types without a way of their own to be made come with others: stages with their pipeline.
    if (ids.has(type.name)) continue;
    const [row] = await product.db.asOwner<{ id: string }>(`select id from ${type.table} where tenant_id = $1 and deleted_at is null limit 1`, [owner.tenantId]);
    if (row) ids.set(type.name, row.id);
  }
  const { sessionList, lastEventId } = await owner.data<{ sessionList: { id: string }[]; lastEventId: string }>('{ sessionList { id } lastEventId }');
  ids.set('session', sessionList[0]!.id).set('event', lastEventId);
  await addImport(product, owner, ids, marker);
  await addBulkWork(owner, ids, marker);
  await addTwins(product, owner, ids, marker);
  return { owner, marker, ids, inputs };
}

/** A field of the workspace's own on every type that takes one, with a value on the record. */
async function addCustomFields(owner: Caller, ids: ReadonlyMap<string, string>, marker: string): Promise<void> {
  for (const type of recordTypes().filter(({ customizable }) => customizable)) {
    await owner.data('mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }', { input: { recordType: type.name, label: PROBE_FIELD, help: marker, kind: 'TEXT', searchable: true } });
    await owner.data(`mutation ($input: Update${type.typeName}Input!) { update${type.typeName}(input: $input) { changeSetId } }`, { input: { id: ids.get(type.name), customFields: [{ key: PROBE_FIELD, text: `${marker} custom` }] } });
  }
}

async function addImport(product: TestApp, owner: Caller, ids: Map<string, string>, marker: string): Promise<void> {
  const upload = await fetch(`${product.url}/files/imports?name=${marker}.csv`, { method: 'POST', headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'text/csv' }, body: `Name,Owner\n${marker} Imported,${marker} Nobody\n` });
  const { id } = (await upload.json()) as { id: string };
  ids.set('file', id);
  const { createImport } = await owner.data<{ createImport: { import: { id: string } } }>('mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId: id, recordType: 'account' } });
  ids.set('import', createImport.import.id);
  await owner.data('mutation ($id: ID!) { checkImport(id: $id) { import { id } } }', { id: createImport.import.id });
  // The dry run happens in the background; until it is through, the import would change by itself.
  for (let status = ''; status !== 'CHECKED'; ) {
    ({ status } = (await owner.data<{ import: { status: string } }>('query ($id: ID!) { import(id: $id) { status } }', { id: createImport.import.id })).import);
    if (status === 'FAILED') throw new Error('The dry run of the probe import failed.');
  }
}

async function addBulkWork(owner: Caller, ids: Map<string, string>, marker: string): Promise<void> {
  const input = { recordType: 'account', selection: { ids: [ids.get('account')] }, action: 'ADD_TAGS', tags: [marker] };
  const { startBulkRun } = await owner.data<{ startBulkRun: { run: { id: string } } }>('mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { id } } }', { input });
  ids.set('bulkRun', startBulkRun.run.id);
  const { startExport } = await owner.data<{ startExport: { export: { id: string } } }>('mutation ($input: ExportInput!) { startExport(input: $input) { export { id } } }', { input: { recordType: 'account', format: 'CSV', columns: ['name'] } });
  ids.set('export', startExport.export.id);
}

/** Two accounts of one name, and the pair that is found of them; until all is compared, the workspace would change by itself. */
async function addTwins(product: TestApp, owner: Caller, ids: Map<string, string>, marker: string): Promise<void> {
  const steps = new DuplicateSteps(product, owner);
  for (let twin = 0; twin < 2; twin++) await steps.account({ name: `${marker} Twin` });
  await steps.checked();
  const [pair] = await product.db.asOwner<{ id: string }>('select id from duplicate_pairs where tenant_id = $1', [owner.tenantId]);
  ids.set('pair', pair!.id);
}

/** Record types, those first that others need. */
function inOrder(): RecordType[] {
  const ordered: RecordType[] = [];
  const visit = (type: RecordType, above: readonly RecordType[]): void => {
    if (ordered.includes(type) || above.includes(type)) return;
    for (const field of Object.values(type.fields)) if (field.kind === 'reference' && field.target !== type.name) visit(recordTypeNamed(field.target!), [...above, type]);
    ordered.push(type);
  };
  for (const type of recordTypes()) visit(type, []);
  return ordered;
}

/** The mutation that makes a record of the type, under either of the two names that such have. */
export function creatorOf(product: TestApp, type: RecordType): string | null {
  const mutations = schemaOf(product).getMutationType()?.getFields() ?? {};
  return [`create${type.typeName}`, `add${type.typeName}`].find((name) => mutations[name]?.args.some((argument) => String(argument.type) === `Create${type.typeName}Input!`)) ?? null;
}

/** Makes a record with all its texts and references filled in, as far as the domain's rules let it. Null where the API offers no way to. */
export async function createRecord(product: TestApp, caller: Caller, type: RecordType, ids: ReadonlyMap<string, string>, marker: string): Promise<{ id: string; changeSetId: string; input: Record<string, unknown> } | null> {
  const mutation = creatorOf(product, type);
  if (!mutation) return null;
  const input: Record<string, unknown> = Object.fromEntries(
    Object.entries(type.fields)
      .filter(([, field]) => !field.readOnly)
      .map(([name, field]) => [name, valueFor(name, field, ids, marker)])
      .filter(([, value]) => value !== undefined),
  );
  for (let attempt = 0; ; attempt++) {
    const answer = await caller.graphql<Record<string, { changeSetId: string } & Record<string, { id: string }>>>(`mutation ($input: Create${type.typeName}Input!) { ${mutation}(input: $input) { changeSetId ${type.name} { id } } }`, { input });
    const refused = Object.keys(answer.errors?.[0]?.extensions.details ?? {}).filter((field) => field in input && (!type.fields[field]?.required || type.fields[field].default !== undefined));
    if (refused.length === 0 || attempt === 5) {
      const done = required(answer)[mutation]!;
      return { id: done[type.name]!.id, changeSetId: done.changeSetId, input };
    }
    // A rule of the domain about a field this knows nothing of: the record goes without.
    for (const field of refused) delete input[field];
  }
}

function valueFor(name: string, field: Field, ids: ReadonlyMap<string, string>, marker: string): unknown {
  if (field.kind === 'reference') return ids.get(field.target!);
  if (/currency/i.test(name)) return undefined;
  // Names another record type, or a field of it.
  if (name === 'recordType') return 'account';
  if (name === 'groupBy') return undefined;
  if (field.kind === 'text' || field.kind === 'longText') return `${marker} ${randomBytes(3).toString('hex')}`.slice(0, field.maxLength ?? 100);
  if (field.kind === 'email') return `${marker}.${randomBytes(3).toString('hex')}@example.com`;
  if (!field.required || field.default !== undefined) return undefined;
  if (field.kind === 'phone') return '+49 30 23125 000';
  if (field.kind === 'choice') return field.choices![0];
  if (field.kind === 'date') return '2026-06-01';
  // Far ahead, so that nothing comes due by itself meanwhile.
  if (field.kind === 'dateTime') return '2096-06-01T09:00:00.000Z';
  return field.kind === 'money' ? '10.00' : (field.min ?? 1);
}

const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/Duplicates$/, 'pair'],
  [/^(changeSet|revertChangeSet)/, 'changeSet'],
  [/import/i, 'import'],
  [/bulk|^run$/i, 'bulkRun'],
  [/export/i, 'export'],
  [/session/i, 'session'],
  [/^moveTo$/, 'stage'],
  [/^view$/, 'savedView'],
  [/tenant/i, 'tenant'],
];

/** Ids of a world where they fit; every one of them where nothing says which does. */
export function idsOf({ ids }: Pick<World, 'ids'>): IdSource {
  const of = (...names: readonly string[]): string[] => names.flatMap((name) => ids.get(name) ?? []);
  const types = recordTypes();
  return (name, owner) => {
    const described = types.find((type) => owner === `Create${type.typeName}Input` || owner === `Update${type.typeName}Input`);
    const target = described?.allFields[name]?.target;
    if (target) return orAny(of(target));
    const what = name === 'id' ? owner : name.replace(/Ids?$/, '');
    const named = types.filter((type) => what.toLowerCase().includes(type.name.toLowerCase())).map((type) => type.name);
    const other = OTHERS.find(([pattern]) => pattern.test(what))?.[1];
    if (what === 'owner') return of('member');
    if (name === 'fileId') return of('file');
    return orAny(of(...named, ...(other ? [other] : [])));
  };
  function orAny(found: readonly string[]): readonly string[] {
    return found.length > 0 ? found : [...ids.values()];
  }
}
