import { randomBytes } from 'node:crypto';
import { expect, type APIRequestContext, type BrowserContext } from '@playwright/test';

/** Asks the product over HTTP, for what a story starts from; what the story is about goes through the page. */
export async function graphql<T>(request: APIRequestContext, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await request.post('/graphql', { headers: { 'x-kinship-client': 'web' }, data: { query, variables } });
  const answer = (await response.json()) as { data?: T; errors?: unknown };
  if (answer.errors || !answer.data) throw new Error(`The API refused: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}

export const PASSWORD = 'correct horse battery';

export interface Person {
  readonly email: string;
  readonly name: string;
}

export const newEmail = (): string => `p${randomBytes(6).toString('hex')}@example.com`;

/** A new workspace; the browser context is signed in as its owner afterwards. */
export async function signUp(context: BrowserContext, tenantName = 'Acme'): Promise<Person> {
  const person = { email: newEmail(), name: 'Olive Owner' };
  await graphql(context.request, 'mutation ($input: SignUpInput!) { signUp(input: $input) { expiresAt } }', {
    input: { tenantName, ...person, password: PASSWORD, timezone: 'UTC', currency: 'USD' },
  });
  return person;
}

/** A colleague in the owner's workspace; `context` is signed in as them afterwards. */
export async function join(owner: BrowserContext, context: BrowserContext, role: 'ADMIN' | 'MEMBER' | 'VIEWER', name = 'Carl Colleague'): Promise<Person> {
  const email = newEmail();
  const { inviteMember } = await graphql<{ inviteMember: { inviteUrl: string } }>(owner.request, 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl } }', { input: { name, email, role } });
  await graphql(context.request, 'mutation ($token: String!, $name: String!, $password: String!) { acceptInvitation(token: $token, name: $name, password: $password) { expiresAt } }', {
    token: inviteMember.inviteUrl.split('#')[1], name, password: PASSWORD,
  });
  return { email, name };
}

/** Makes a record through the API. @returns its id */
export async function create(context: BrowserContext, typeName: string, input: Record<string, unknown>): Promise<string> {
  const field = typeName[0]!.toLowerCase() + typeName.slice(1);
  const data = await graphql<Record<string, Record<string, { id: string }>>>(context.request, `mutation ($input: Create${typeName}Input!) { create${typeName}(input: $input) { ${field} { id } } }`, { input });
  return data[`create${typeName}`]![field]!.id;
}

/** Brings a file in as the owner does, all the way; columns find their fields by their names. */
export async function importCsv(context: BrowserContext, recordType: string, text: string): Promise<void> {
  const upload = await context.request.post(`/files/imports?name=${recordType}.csv`, { headers: { 'x-kinship-client': 'web', 'content-type': 'text/csv' }, data: Buffer.from(text) });
  const { id: fileId } = (await upload.json()) as { id: string };
  const { createImport } = await graphql<{ createImport: { import: { id: string } } }>(context.request, 'mutation ($input: CreateImportInput!) { createImport(input: $input) { import { id } } }', { input: { fileId, recordType } });
  const { id } = createImport.import;
  const until = async (wanted: string): Promise<void> => {
    const status = async (): Promise<string> => (await graphql<{ import: { status: string } }>(context.request, 'query ($id: ID!) { import(id: $id) { status } }', { id })).import.status;
    await expect.poll(status, { timeout: 120_000, intervals: [100, 250, 500] }).toBe(wanted);
  };
  await graphql(context.request, 'mutation ($id: ID!) { checkImport(id: $id) { import { id } } }', { id });
  await until('CHECKED');
  await graphql(context.request, 'mutation ($id: ID!) { startImport(id: $id) { import { id } } }', { id });
  await until('COMPLETED');
}
