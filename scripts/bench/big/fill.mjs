import { hash } from 'node:crypto';
import { chance, timedId } from './chance.mjs';
import { line, TableCopy } from './copy.mjs';
import { KIND, Workspace } from './people.mjs';
import { withoutIndexes } from './indexes.mjs';

/** Types in the order in which they are written: who was reached when is known before the people are. */
const TYPES = ['account', 'opportunity', 'activity', 'contact'];
const COUNTS = { account: 'accounts', contact: 'contacts', opportunity: 'opportunities', activity: 'activities' };
const SIDES = {
  identity_keys: ['tenant_id', 'id', 'record_type', 'record_id', 'key'],
  change_sets: ['tenant_id', 'id', 'label', 'via', 'actor_member_id', 'actor_name', 'item_count', 'created_at'],
  change_items: ['tenant_id', 'id', 'change_set_id', 'record_type', 'record_id', 'operation', 'title', 'before', 'after', 'version_after', 'created_at'],
  field_provenance: ['tenant_id', 'id', 'record_type', 'record_id', 'fields'],
  opportunity_stage_changes: ['tenant_id', 'id', 'opportunity_id', 'from_stage_id', 'to_stage_id', 'changed_at', 'changed_by_id', 'change_set_id'],
};
const WRITTEN_BESIDES = new Set(['createdAt', 'updatedAt']);
const UNTOLD = new Set(['id', 'version', 'createdAt', 'updatedAt', 'deletedAt']);

/**
 * Fills workspaces by COPY with what the product would have written, had all of it come through its API in batches: records, search texts, keys by which duplicates are found, audit trail,
 * provenance, steps of deals. A spec compares the two.
 * @param connect answers a new client of the owner
 * @param product the product's own functions and record types, see `parts.mjs`
 * @param plans see `Workspace`, with `tenantId` and `actor` { id, name }
 */
export async function fill(connect, product, plans, say = () => undefined) {
  const client = await connect();
  const tables = [...TYPES.map((name) => product.types[name].table), ...Object.keys(SIDES)];
  await withoutIndexes(connect, client, tables, say, async () => {
    for (const name of TYPES) await writeType(connect, product, plans, name, say);
  });
  await client.end();
}

async function writeType(connect, product, plans, name, say) {
  const type = product.types[name];
  const fields = Object.keys(type.allFields).filter((field) => !WRITTEN_BESIDES.has(field));
  const sides = Object.keys(SIDES).filter((side) => (side !== 'identity_keys' || type.identity) && (side !== 'opportunity_stage_changes' || name === 'opportunity'));
  const clients = [];
  const open = async (table, columns) => {
    clients.push(await connect());
    return TableCopy.open(clients.at(-1), table, columns);
  };
  const copies = { records: await open(type.table, ['tenant_id', 'id', 'version', 'created_at', 'updated_at', 'search_text', ...fields.map(product.columnOf)]) };
  for (const side of sides) copies[side] = await open(side, SIDES[side]);
  const since = Date.now();
  for (const plan of plans) {
    const workspace = (plan.workspace ??= new Workspace(plan, product));
    const writer = new TypeWriter({ product, type, fields, copies, workspace, touches: (plan.touches ??= new Touches(workspace)) });
    for (let index = 0; index < plan[COUNTS[name]]; index++) {
      const waiting = writer.write(index);
      if (waiting.length > 0) await Promise.all(waiting);
    }
    await Promise.all(writer.finish());
  }
  for (const copy of Object.values(copies)) await copy.end();
  for (const each of clients) await each.end();
  say(`${Object.entries(copies).map(([table, { rows }]) => `${rows} ${table === 'records' ? type.table : table}`).join(', ')} in ${((Date.now() - since) / 1000).toFixed(0)} s`);
}

/** When contacts were last spoken to, and in which change set that was written. */
class Touches {
  constructor({ contacts, activities, batch }) {
    this.batch = batch;
    this.reachedAt = new Float64Array(contacts);
    this.answeredAt = new Float64Array(contacts);
    this.set = new Int32Array(contacts).fill(-1);
    this.contactsOf = new Map();
    this.batches = Math.ceil(activities / batch);
  }

  note(record, index) {
    const reached = Workspace.reached(record);
    if (!reached) return;
    const time = Date.parse(record.derived.occurredAt);
    const { contact, answered } = reached;
    this.reachedAt[contact] = Math.max(this.reachedAt[contact], time);
    if (answered) this.answeredAt[contact] = Math.max(this.answeredAt[contact], time);
    this.set[contact] = Math.floor(index / this.batch);
  }

  values(contact) {
    if (this.set[contact] < 0) return null;
    const iso = (time) => (time ? new Date(time).toISOString() : null);
    return { lastContactedAt: iso(this.reachedAt[contact]), ...(this.answeredAt[contact] && { lastRespondedAt: iso(this.answeredAt[contact]) }) };
  }
}

class TypeWriter {
  constructor(parts) {
    Object.assign(this, parts);
    this.name = this.type.name;
    this.tenant = this.workspace.tenantId;
    this.random = chance(this.workspace.salt, KIND.trail + KIND[this.name] * 8, 0);
    this.defaults = Object.fromEntries(Object.entries(this.type.allFields).map(([field, { default: value, kind }]) => [field, value ?? (kind === 'tags' || kind === 'choices' ? [] : null)]));
    this.waiting = [];
    this.templates = new Map();
  }

  /** @returns what has to be waited for */
  write(index) {
    this.waiting.length = 0;
    const { workspace, tenant, name, product, type } = this;
    const record = workspace[name](index);
    if (name === 'activity') this.touches.note(record, index);
    // What is empty is not given.
    const given = Object.fromEntries(Object.entries(record.given).filter(([field, value]) => value !== null && field !== 'contact'));
    const created = { ...this.defaults, ...given, ...record.derived, createdById: workspace.actor.id };
    const id = workspace.idOf(name, index);
    const batch = Math.floor(index / workspace.batch);
    const setId = this.setOf(name, batch);
    if (index % workspace.batch === 0 && name !== 'activity') this.putSet(batch, record.at, 0);
    const touched = name === 'contact' ? this.touches.values(index) : null;
    const row = touched ? { ...created, ...touched } : created;
    this.trail(id, record.at, setId, created, touched, index, Object.keys({ ...given, ...record.derived }).filter((field) => created[field] !== null));
    const updatedAt = new Date(touched ? this.touchedAt(index) : record.at);
    this.put('records', [tenant, id, touched ? 2 : 1, new Date(record.at), updatedAt, product.searchTextOf(type, row), ...this.fields.map((field) => product.toStored(type.allFields[field], row[field]))]);
    if (type.identity) for (const key of product.keysOf(product.profileOf(type.identity, { id, ...row }))) this.put('identity_keys', [tenant, uuid(id.replaceAll('-', '').slice(0, 12) + hash('md5', name + id + key).slice(12)), name, id, key]);
    if (name === 'opportunity') this.put('opportunity_stage_changes', [tenant, this.timed(record.at), id, null, row.stageId, row.stageChangedAt, workspace.actor.id, setId]);
    return this.waiting;
  }

  /** What activities have changed of people is known when all of them are. */
  finish() {
    this.waiting.length = 0;
    if (this.name !== 'activity') return this.waiting;
    const further = new Int32Array(this.touches.batches);
    for (const batch of this.touches.set) if (batch >= 0) further[batch]++;
    further.forEach((count, batch) => this.putSet(batch, this.workspace.enteredAt(batch * this.workspace.batch, this.workspace.activities), count));
    return this.waiting;
  }

  putSet(batch, at, further) {
    const { tenant, workspace, type, name } = this;
    const items = Math.min(workspace.batch, workspace[COUNTS[name]] - batch * workspace.batch) + further;
    this.put('change_sets', [tenant, this.setOf(name, batch), `Created ${type.labelPlural.toLowerCase()}`, 'api', workspace.actor.id, workspace.actor.name, items, new Date(at)]);
  }

  trail(id, at, setId, created, touched, index, changed) {
    const { tenant, name, product, type } = this;
    const title = product.titleOf(type, created);
    const after = Object.fromEntries(Object.entries(created).filter(([field, value]) => !UNTOLD.has(field) && value !== null && !(Array.isArray(value) && value.length === 0)));
    this.put('change_items', [tenant, this.timed(at), setId, name, id, 'create', title, null, after, 1, new Date(at)]);
    let fields = this.provenance(changed, setId);
    if (touched) {
      const touchSet = this.setOf('activity', this.touches.set[index]);
      const moment = this.touchedAt(index);
      const before = Object.fromEntries(Object.keys(touched).map((field) => [field, null]));
      this.put('change_items', [tenant, this.timed(moment), touchSet, name, id, 'update', title, before, touched, 2, new Date(moment)]);
      fields = `${fields.slice(0, -1)},${this.provenance(Object.keys(touched), touchSet).slice(1)}`;
    }
    this.put('field_provenance', [tenant, this.timed(at), name, id, fields]);
  }

  touchedAt(index) {
    return this.workspace.enteredAt(this.touches.set[index] * this.workspace.batch, this.workspace.activities);
  }

  setOf(name, batch) {
    return this.workspace.idOf('changeSet', KIND[name] * 2 ** 24 + batch);
  }

  provenance(changed, setId) {
    const key = changed.join();
    let template = this.templates.get(key);
    if (!template) this.templates.set(key, (template = JSON.stringify(Object.fromEntries(changed.map((field) => [field, { set: '?' }]))).split('?')));
    return template.join(setId);
  }

  timed(at) {
    return timedId(at, (this.order = (this.order ?? 0) + 1), this.random());
  }

  put(table, values) {
    const waiting = this.copies[table].write(line(values));
    if (waiting) this.waiting.push(waiting);
  }
}

const uuid = (hex) => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
