import { PASSWORD, newEmail, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';
import { typeText } from './support/typing.js';

test('everything can be reached by keyboard', async ({ page, owner }) => {
  await page.goto('/welcome');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/contacts/);
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
  await expectAccessible(page);
  await typeText(page, 'go to acc');
  await expect(page.getByRole('option', { name: 'Go to Accounts' }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/accounts/);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(owner.name).toBe('Olive Owner');
});

test('a theme is kept and there before the first paint', async ({ page, owner }) => {
  await page.goto('/welcome');
  await page.getByRole('button', { name: `Account of ${owner.name}` }).click();
  await expectAccessible(page);
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the side bar is drawn out, and goes with the choice', async ({ page, owner }) => {
    await page.goto('/welcome');
    await expect(page.getByRole('button', { name: `Account of ${owner.name}` })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Open the menu' }).click();
    const drawer = page.getByRole('dialog', { name: 'Main' });
    await expect(drawer).toBeVisible();
    await expectAccessible(page);
    await drawer.getByRole('link', { name: 'Accounts' }).click();
    await expect(page).toHaveURL(/\/accounts/);
    await expect(drawer).toHaveCount(0);
    await expectAccessible(page);
  });
});

test('an access cookie that ran out is renewed without anybody noticing', async ({ page, context, owner }) => {
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Accounts');
  await context.clearCookies({ name: 'kinship_access' });
  await page.reload();
  await expect(page.getByRole('button', { name: `Account of ${owner.name}` })).toBeVisible();
  await expect(page).toHaveURL(/\/accounts/);
});

test('a colleague joins with the link they were sent; it works once', async ({ page, context, owner, browser, baseURL }) => {
  const invited = { name: 'Kim Doe', email: newEmail(), role: 'MEMBER' };
  const { inviteMember } = await graphql<{ inviteMember: { inviteUrl: string } }>(context.request, 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl } }', { input: invited });
  const link = new URL(inviteMember.inviteUrl);
  const other = await browser.newContext(baseURL ? { baseURL } : {});
  const guest = await other.newPage();
  const join = async () => {
    await guest.goto(`${link.pathname}${link.hash}`);
    await guest.getByLabel('Your name').fill('Kim Doe');
    await guest.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await guest.getByRole('button', { name: 'Join the workspace' }).click();
  };
  await guest.goto(`${link.pathname}${link.hash}`);
  await expectAccessible(guest);
  await join();
  await expect(guest.getByRole('button', { name: 'Account of Kim Doe' })).toBeVisible();
  await other.clearCookies();
  await guest.goto('about:blank');
  await join();
  await expect(guest.getByRole('alert')).toContainText('no longer valid');
  await other.close();
  await page.goto('/');
  await expect(page.getByRole('button', { name: `Account of ${owner.name}` })).toBeVisible();
});

test('an address that leads nowhere says so, and an unreachable API is waited for', async ({ page, owner }) => {
  await page.goto('/nowhere/at/all');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  await expectAccessible(page);
  await page.route('**/graphql', (route) => route.abort());
  await page.goto('/accounts');
  await expect(page).toHaveURL(/\/unavailable/);
  await expectAccessible(page);
  await page.unroute('**/graphql');
  await expect(page.getByRole('button', { name: `Account of ${owner.name}` })).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/accounts/);
});
