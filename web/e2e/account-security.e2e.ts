import { Secret, TOTP } from 'otpauth';
import { PASSWORD } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

/** What the app shows, so many half minutes from now: each code works once, so the next sign-in takes the next one. */
const shown = (secret: string, steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) }).generate({ timestamp: Date.now() + steps * 30_000 });

test('somebody who forgot the password asks for a link, and a link that is used up says so', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await page.mouse.move(0, 0);
  await expectAccessible(page);
  await page.getByLabel(/e-mail/i).fill('stranger@example.com');
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'stranger@example.com' })).toBeVisible();
  await page.goto('/reset-password#used-up');
  await page.getByRole('textbox', { name: 'New password' }).fill('seven purple herons');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByText('This link does not work any more')).toBeVisible();
  await expectAccessible(page);
});

test('an owner turns on two-factor sign-in, signs in with it, and asks it of everybody', async ({ page, context, owner, colleague }) => {
  const member = await colleague('MEMBER');
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByLabel('Present password').fill('not my password');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByText('This is not your present password.')).toBeVisible();
  await dialog.getByLabel('Present password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const secret = (await dialog.locator('code').textContent()) ?? '';
  await expect(dialog.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await expectAccessible(page);
  const used = shown(secret, -1);
  await dialog.getByLabel('Code from the app').fill(used);
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  await expectAccessible(page);
  const recovery = (await dialog.getByRole('listitem').first().textContent()) ?? '';
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();
  await expectAccessible(page);

  await context.clearCookies();
  await page.goto('/contacts');
  const enter = async (): Promise<void> => {
    await page.getByLabel(/e-mail/i).fill(owner.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await enter();
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await expectAccessible(page);
  await page.getByLabel('Code', { exact: true }).fill(used);
  await expect(page.getByText('This code is not right')).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(shown(secret));
  await expect(page).toHaveURL(/\/contacts/);

  await context.clearCookies();
  await page.goto('/contacts');
  await enter();
  await page.getByRole('button', { name: 'I do not have my phone' }).click();
  await page.getByLabel('Recovery code').fill(recovery);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page).toHaveURL(/\/contacts/);

  await page.goto('/settings/workspace-security');
  await page.getByRole('switch', { name: 'Require two-factor sign-in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Require two-factor sign-in' }).click();
  await expect(page.getByText('Everybody now needs two-factor sign-in.')).toBeVisible();
  await expectAccessible(page);

  await member.goto('/contacts');
  await expect(member).toHaveURL(/\/set-up-two-factor/);
  await member.getByLabel('Present password').fill(PASSWORD);
  await member.getByRole('button', { name: 'Continue' }).click();
  await member.getByLabel('Code from the app').waitFor();
  await expectAccessible(member);
  const theirs = (await member.locator('code').textContent()) ?? '';
  await member.getByLabel('Code from the app').fill(shown(theirs));
  await member.getByRole('button', { name: 'Turn on' }).click();
  await member.getByRole('button', { name: 'I have kept them' }).click();
  await expect(member).not.toHaveURL(/set-up/);
  await member.goto('/contacts');
  await expect(member).toHaveURL(/\/contacts/);
});

test('a program signs in with a key until it is revoked', async ({ page, playwright, baseURL, owner }) => {
  expect(owner.email).toContain('@');
  await page.goto('/settings/api-keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Website form');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = dialog.getByRole('textbox', { name: 'Key' });
  await expect(key).toHaveValue(/^kin_/);
  await expectAccessible(page);
  const program = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}), extraHTTPHeaders: { authorization: `Bearer ${await key.inputValue()}` } });
  const asked = async (): Promise<unknown> => (await program.post('/graphql', { data: { query: '{ accounts(first: 1) { totalCount } }' } })).json();
  expect(await asked()).toEqual({ data: { accounts: { totalCount: 0 } } });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Revoke Website form' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Website form is revoked.')).toBeVisible();
  await expectAccessible(page);
  expect(await asked()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  await program.dispose();
});
