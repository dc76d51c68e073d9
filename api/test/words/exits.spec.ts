import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { required, testApp, type Caller, type TestApp } from '../harness/app.js';
import { Notifications } from '../../src/modules/notifications/index.js';
import { runInContext, systemContext } from '../../src/platform/context/request-context.js';

let product: TestApp;
let owner: Caller;

beforeAll(async () => {
  product = await testApp();
  owner = await product.signUp();
});
afterAll(() => product.close());

const inGerman = <T>(query: string, variables: Record<string, unknown> = {}) => product.graphql<T>(query, variables, { authorization: `Bearer ${owner.token}`, 'accept-language': 'de' });
const contact = async (): Promise<{ id: string; changeSetId: string }> => {
  const { createContact } = await owner.data<{ createContact: { contact: { id: string }; changeSetId: string } }>('mutation { createContact(input: { lastName: "Berg" }) { contact { id } changeSetId } }');
  return { id: createContact.contact.id, changeSetId: createContact.changeSetId };
};

describe('what was written in English', () => {
  it('leaves in German in histories, an undo of something included', async () => {
    const { id } = await contact();
    const changed = await owner.data<{ updateContact: { changeSetId: string } }>('mutation ($id: ID!) { updateContact(input: { id: $id, jobTitle: "Admiral" }) { changeSetId } }', { id });
    await owner.data('mutation ($id: ID!) { revertChangeSet(id: $id) { reverted } }', { id: changed.updateContact.changeSetId });
    const { recordHistory } = required(await inGerman<{ recordHistory: { label: string }[] }>('query ($id: ID!) { recordHistory(recordType: "contact", recordId: $id) { label } }', { id }));
    expect(recordHistory.map(({ label }) => label)).toEqual(['Rückgängig: Funktion geändert', 'Funktion geändert', 'Kontakt angelegt']);
  });

  it('leaves in German in what a bulk action is called', async () => {
    const ids = await Promise.all([contact(), contact()]);
    const input = { recordType: 'contact', action: 'ARCHIVE', selection: { ids: ids.map(({ id }) => id) } };
    const { startBulkRun } = required(await inGerman<{ startBulkRun: { run: { label: string } } }>('mutation ($input: BulkInput!) { startBulkRun(input: $input) { run { label } } }', { input }));
    expect(startBulkRun.run.label).toBe('Archiviert (2 Kontakte)');
  });

  it('leaves in German in notifications', async () => {
    await runInContext(systemContext(owner.tenantId, 'Test'), () => product.app.get(Notifications).tell([{ memberId: owner.memberId, type: 'MENTION', title: 'Grace Hopper mentioned you in “Call”', source: 'test' }]));
    const { notifications } = required(await inGerman<{ notifications: { nodes: { title: string }[] } }>('{ notifications { nodes { title } } }'));
    expect(notifications.nodes.map(({ title }) => title)).toEqual(['Grace Hopper hat Sie in „Call“ erwähnt']);
  });

  it('leaves in German in refusals, with the reason of each field', async () => {
    const { errors } = await inGerman('mutation { createContact(input: { lastName: "Berg", email: "berg" }) { changeSetId } }');
    expect(errors?.[0]).toMatchObject({ message: 'email: Muss eine E-Mail-Adresse sein, etwa ada@example.com.', extensions: { details: { email: ['Muss eine E-Mail-Adresse sein, etwa ada@example.com.'] } } });
    expect((await inGerman('{ contact(id: "00000000-0000-4000-8000-000000000000") { id } }')).errors?.[0]?.message).toBe('Kontakt nicht gefunden. Vielleicht wurde der Datensatz gelöscht.');
  });
});
