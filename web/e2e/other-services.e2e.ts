import type { Page } from '@playwright/test';
import { identityProvider, type IdentityProvider } from '../../api/test/harness/identity-provider.js';
import { newEmail, PASSWORD } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

/** What the product was told of the service; the stories are that service. */
interface Setting {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const [setting] = JSON.parse(process.env['KINSHIP_OIDC_PROVIDERS'] ?? '[]') as Setting[];
let service: IdentityProvider;

// One after the other: there is one service.
test.describe.configure({ mode: 'default' });

test.beforeAll(async ({ baseURL }) => {
  if (!setting || !baseURL) throw new Error('The product has to know a service to sign in through, and KINSHIP_OIDC_PROVIDERS has to say which.');
  const { id, issuer, ...client } = setting;
  service = await identityProvider([new URL(`/oauth/sign-in/${id}/callback`, baseURL).href], { port: Number(new URL(issuer).port), client });
});

// There is none where it could not begin.
test.afterAll(async () => (service as IdentityProvider | undefined)?.close());

async function signInThere(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function enterThrough(page: Page, login: string): Promise<void> {
  await page.getByRole('button', { name: `Continue with ${setting!.name}` }).click();
  await signInThere(page, login);
}

test('somebody signs up through another service, and is let in by it from then on', async ({ page, context }) => {
  const email = newEmail();
  service.accounts.set(email, { email, name: 'Ines Iden' });
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Continue with Northlight ID' })).toBeVisible();
  await expectAccessible(page);
  await enterThrough(page, email);
  await expect(page.getByText(`You sign up as ${email}. No password is needed.`)).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Ines Iden');
  await expectAccessible(page);
  await page.getByLabel('Company').fill('Blue Fern Studio');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page).toHaveURL(/\/welcome/);

  await context.clearCookies();
  await page.goto('/contacts');
  await enterThrough(page, email);
  await expect(page).toHaveURL(/\/contacts/);
  await page.goto('/settings/security');
  await expect(page.getByText('You sign in through another service, and have no password.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change password' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Unlink' })).toBeVisible();
  await expectAccessible(page);
  // It is the only way in.
  await page.getByRole('button', { name: 'Unlink' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
  await expect(page.getByText(/password first/i)).toBeVisible();
});

test('a service opens an account that has a password only once it is linked there', async ({ page, context, owner }) => {
  service.accounts.set(owner.email, { email: owner.email, name: owner.name });
  await context.clearCookies();
  await page.goto('/sign-in');
  await enterThrough(page, owner.email);
  await expect(page.getByText('There is an account with this e-mail address.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/sign-in/);

  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unlink' })).toBeVisible();
  await expectAccessible(page);
  await context.clearCookies();
  await page.goto('/sign-in');
  await enterThrough(page, owner.email);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Unlink' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Unlink' }).click();
  await expect(page.getByText('Northlight ID is unlinked.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Link', exact: true })).toBeVisible();
});
