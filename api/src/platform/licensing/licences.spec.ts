import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MODULES } from '@libs/contracts';
import { contextOf } from '../../../test/harness/caller-context.js';
import { required, testApp, type Answer, type Caller, type TestApp } from '../../../test/harness/app.js';
import { asIdentity } from '../../../test/harness/tenants.js';
import { ChangeSets } from '../changes/change-sets.service.js';
import { runInContext, systemContext } from '../context/request-context.js';
import type { AppError } from '../errors/app-error.js';
import { recordTypeNamed } from '../records/record-registry.js';
import { RecordStore } from '../records/record-store.js';
import { Licences } from './licences.service.js';

let product: TestApp;
let owner: Caller;
beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp('Licensed');
});
afterAll(() => product.close());

const set = async (assignment: string): Promise<void> => {
  await asIdentity(product.db, `update tenant_modules set ${assignment}`, [], owner.tenantId);
  product.app.get(Licences).forget();
};
const codes = (answer: Answer<unknown>): string[] => (answer.errors ?? []).map((error) => error.extensions.code);
const codeOf = (work: () => Promise<unknown>): Promise<string> => runInContext(contextOf(owner), work).then(() => 'done', (error: AppError) => error.code);

describe('a module that is switched off', () => {
  it('refuses its operations and says where to switch it on', async () => {
    await set('enabled = false');
    const refused = await owner.graphql('{ members(first: 1) { nodes { id } } }');
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'MODULE_NOT_ENABLED', upgradeUrl: expect.stringContaining('/settings/modules?module=crm-core'), retryable: false });
    expect(codes(await owner.graphql('mutation { createTeam(input: { name: "No" }) { changeSetId } }'))).toEqual(['MODULE_NOT_ENABLED']);
    expect(required(await owner.graphql('{ me { modules { id enabled } } }'))).toEqual({ me: { modules: [{ id: 'crm-core', enabled: false }] } });
    await set('enabled = true');
    expect(codes(await owner.graphql('{ members(first: 1) { nodes { id } } }'))).toEqual([]);
  });

  it('refuses below the API too, whichever door led there, but not machine work that keeps its data', async () => {
    const store = product.app.get(RecordStore);
    const changeSets = product.app.get(ChangeSets);
    const team = recordTypeNamed('team');
    const create = (name: string): Promise<unknown> => changeSets.apply({ label: 'Made', changes: [{ type: team, operation: 'create', values: { name } }] });
    await set('enabled = false');
    expect(await codeOf(() => store.list(team, { first: 1, fields: ['name'] }))).toBe('MODULE_NOT_ENABLED');
    expect(await codeOf(() => store.count(team, { fields: [] }))).toBe('MODULE_NOT_ENABLED');
    expect(await codeOf(() => store.byIds(team, []))).toBe('MODULE_NOT_ENABLED');
    expect(await codeOf(() => create('Refused'))).toBe('MODULE_NOT_ENABLED');
    await runInContext(systemContext(owner.tenantId, 'Keeper'), () => create('By the product'));
    await set('enabled = true');
    expect(await codeOf(() => create('Allowed'))).toBe('done');
    const { teams } = await owner.data<{ teams: { nodes: { name: string }[] } }>('{ teams(sort: [{ field: name, direction: ASC }]) { nodes { name } } }');
    expect(teams.nodes.map((node) => node.name)).toEqual(['Allowed', 'By the product']);
  });
});

describe('a trial', () => {
  it('ends on its day, and says so', async () => {
    await set(`tier = 'TRIAL', trial_ends_at = now() + interval '1 hour'`);
    expect(codes(await owner.graphql('{ members(first: 1) { nodes { id } } }'))).toEqual([]);
    await set(`trial_ends_at = now() - interval '1 second'`);
    expect((await owner.graphql('{ members(first: 1) { nodes { id } } }')).errors?.[0]?.extensions).toMatchObject({ code: 'TRIAL_EXPIRED', upgradeUrl: expect.any(String) });
    await set(`tier = 'BASIC', trial_ends_at = null`);
  });
});

describe('the registry', () => {
  it('knows every module that can be licensed, and a new workspace has those of the core alone', async () => {
    expect(Object.keys(MODULES).sort()).toEqual([
      'ai-assistant', 'ai-chatbot', 'ai-client-intake', 'ai-content-generator', 'ai-document-analyzer', 'ai-email-assistant', 'ai-enrichment', 'ai-forecasting', 'ai-lead-scoring',
      'ai-product-descriptions', 'ai-scheduling', 'analytics-reports', 'crm-core', 'integration-google', 'integration-hubspot', 'integration-microsoft', 'integration-salesforce',
      'integration-slack', 'pmo', 'white-label',
    ]);
    const other = await product.signUp('Fresh');
    expect(required(await other.graphql('{ me { modules { id enabled } } }'))).toEqual({ me: { modules: [{ id: 'crm-core', enabled: true }] } });
    expect(await runInContext(contextOf(other), () => product.app.get(Licences).require('pmo')).then(() => 'allowed', (error: AppError) => error.code)).toBe('MODULE_NOT_ENABLED');
  });
});
