import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMongoAbility, subject } from '@casl/ability';
import pg from 'pg';
import { text, integer } from '../records/fields.js';
import { defineRecord } from '../records/record-type.js';
import { abilityToSql, SqlParameters } from './ability-to-sql.js';
import type { AbilityRule } from './ability.js';

const widget = defineRecord({ name: 'widget', plural: 'widgets', label: 'Widget', labelPlural: 'Widgets', icon: 'box', table: 'widgets', module: 'crm-core', access: 'owned', titleFields: ['colour'], fields: { colour: text({ label: 'Colour' }), size: integer({ label: 'Size' }) } });

/** Small deterministic generator (mulberry32), so that a failure can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const COLOURS = ['red', 'green', 'blue', null];
const SIZES = [1, 2, 3, null];

describe('the translation of abilities into SQL', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] });
    await client.connect();
  });
  afterAll(() => client.end());

  it('picks the very rows that the ability allows, for 300 random sets of rules', async () => {
    const rows = COLOURS.flatMap((colour) => SIZES.map((size, index) => ({ id: `${colour}-${index}`, colour, size })));
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomFrom(seed);
      const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
      const condition = (): AbilityRule['conditions'] => {
        const kinds = [() => ({ colour: pick(COLOURS) }), () => ({ size: pick(SIZES) }), () => ({ colour: { $in: [pick(['red', 'green']), 'blue'] } }), () => ({ size: { $ne: pick([1, 2]) } }), () => ({ colour: pick(['red', 'blue']), size: pick([1, 2, 3]) })];
        return pick(kinds)();
      };
      const rules: AbilityRule[] = Array.from({ length: 1 + Math.floor(random() * 4) }, () => ({ action: 'view', subject: 'widget', inverted: random() < 0.3, ...(random() < 0.8 ? { conditions: condition()! } : {}) }));
      const ability = createMongoAbility(rules);
      const parameters = new SqlParameters();
      const where = abilityToSql('view', widget, 't', parameters, ability);
      const table = `(select * from jsonb_to_recordset($${parameters.values.length + 1}::jsonb) as v(id text, colour text, size integer)) t`;
      const found = await client.query<{ id: string }>(`select id from ${table} where ${where}`, [...parameters.values, JSON.stringify(rows)]);
      const allowed = rows.filter((row) => ability.can('view', subject('widget', { ...row }))).map((row) => row.id);
      expect({ seed, rules, ids: found.rows.map((row) => row.id).sort() }).toEqual({ seed, rules, ids: allowed.sort() });
    }
  });

  it('refuses a condition it has no SQL for', () => {
    const ability = createMongoAbility([{ action: 'view', subject: 'widget', conditions: { size: { $gt: 1 } } }]);
    expect(() => abilityToSql('view', widget, 't', new SqlParameters(), ability)).toThrow(/no SQL form/);
  });
});
