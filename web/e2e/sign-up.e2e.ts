import { newEmail, PASSWORD, signUp } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('a company signs up and is shown the way on', async ({ page }) => {
  await page.goto('/sign-up');
  await expectAccessible(page);
  await page.getByLabel(/company/i).fill('Blue Fern Studio');
  await page.getByLabel(/your name/i).fill('Bea Fern');
  await page.getByLabel(/e-mail/i).fill(newEmail());
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: /create/i }).click();
  await expect(page).toHaveURL(/\/welcome/);
  await expect(page.getByText('Blue Fern Studio').first()).toBeVisible();
  await expectAccessible(page);
});

test('somebody signs in, is brought back to where they wanted to go, and signs out', async ({ page, context }) => {
  const person = await signUp(context);
  await context.clearCookies();
  await page.goto('/contacts');
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
  await page.getByLabel(/e-mail/i).fill(person.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByRole('alert').or(page.locator('ui-banner')).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page).toHaveURL(/\/contacts/);
  await page.getByRole('button', { name: /account of/i }).click();
  await page.getByRole('menuitem', { name: /sign out/i }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});
