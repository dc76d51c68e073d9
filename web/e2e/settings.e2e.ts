import type { Page } from '@playwright/test';
import { create, graphql, newEmail, PASSWORD, signUp } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('a colleague is invited by link, joins, gets another role, and is deactivated', async ({ page, owner, browser, baseURL }) => {
  const email = newEmail();
  await page.goto('/settings/members');
  await expect(page.getByText(owner.email)).toBeVisible();
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await expect(dialog.getByText('Enter a name.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Name').fill('Nora Newcomer');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByLabel('Invitation link').inputValue();
  await expect(dialog.getByText(/works until/i)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('listitem').filter({ hasText: email });
  await expect(row.getByText('Invited', { exact: true })).toBeVisible();

  const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: 'en-GB', timezoneId: 'UTC', serviceWorkers: 'block' });
  const theirs = await other.newPage();
  const { pathname, hash } = new URL(link);
  await theirs.goto(`${pathname}${hash}`);
  await theirs.getByLabel(/name/i).first().fill('Nora Newcomer');
  await theirs.locator('input[type=password]').fill(PASSWORD);
  await theirs.locator('button[type=submit]').click();
  await theirs.waitForURL((url) => !url.pathname.startsWith('/accept-invitation'));
  await expect(row.getByText('Active', { exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: /also here: .*nora newcomer/i })).toBeVisible();

  await theirs.goto('/settings/members');
  await expect(theirs.getByText(/only owners and administrators can invite/i)).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Invite', exact: true })).toBeHidden();
  await row.getByRole('button', { name: /actions for nora/i }).click();
  await page.getByRole('menuitemradio', { name: 'Administrator' }).click();
  await expect(row.getByText('Administrator')).toBeVisible();
  // Holds at once, without signing in again.
  await expect(theirs.getByRole('button', { name: 'Invite', exact: true })).toBeVisible();

  await row.getByRole('button', { name: /actions for nora/i }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(row.getByText('Deactivated', { exact: true })).toBeVisible();
  await theirs.goto('/accounts');
  await expect(theirs).toHaveURL(/sign-in/);
  await other.close();
});

test('what somebody owns is handed over, and the workspace gets another owner', async ({ page, owner, colleague }) => {
  await create(page.context(), 'Account', { name: 'Handed over' });
  await colleague('ADMIN');
  await page.goto('/settings/members');
  const mine = page.getByRole('listitem').filter({ hasText: owner.email });
  const theirs = page.getByRole('listitem').filter({ hasText: 'Carl Colleague' });
  await mine.getByRole('button', { name: /actions for/i }).click();
  await page.getByRole('menuitem', { name: /hand over/i }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Accounts')).toBeVisible();
  await dialog.getByLabel('Goes to').selectOption({ index: 1 });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByText(/changed/i).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();

  await theirs.getByRole('button', { name: /actions for carl/i }).click();
  await page.getByRole('menuitem', { name: 'Transfer the workspace' }).click();
  const transfer = page.getByRole('dialog', { name: /transfer the workspace to carl/i });
  await expect(transfer.getByRole('button', { name: 'Transfer' })).toBeDisabled();
  const workspace = /Type “(.*)” to confirm/.exec((await transfer.getByText(/to confirm/).textContent()) ?? '')?.[1] ?? '';
  await transfer.getByLabel(/to confirm/).fill(workspace);
  await expectAccessible(page);
  await transfer.getByRole('button', { name: 'Transfer' }).click();
  await expect(theirs.getByText('Owner', { exact: true })).toBeVisible();
  await expect(mine.getByText('Administrator', { exact: true })).toBeVisible();
});

test('the last owner stays one, and is told why', async ({ page, owner }) => {
  await page.goto('/settings/members');
  await page.getByRole('listitem').filter({ hasText: owner.email }).getByRole('button', { name: /actions for/i }).click();
  await page.getByRole('menuitemradio', { name: 'Viewer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change my role' }).click();
  await expect(page.getByText(/owner/i).filter({ hasText: /must|needs|last|keep/i }).first()).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: owner.email }).getByText('Owner', { exact: true })).toBeVisible();
});

test('an exception to the role is added, and taken away again', async ({ page, owner, colleague }) => {
  expect(owner.email).toContain('@');
  await colleague('MEMBER');
  await page.goto('/settings/members');
  const row = page.getByRole('listitem').filter({ hasText: 'Carl Colleague' });
  const open = async (): Promise<void> => {
    await row.getByRole('button', { name: /actions for carl/i }).click();
    await page.getByRole('menuitem', { name: 'Exceptions to the role' }).click();
  };
  await open();
  const dialog = page.getByRole('dialog', { name: /exceptions for carl/i });
  await dialog.getByLabel('Action').selectOption('delete');
  await dialog.getByLabel('Records', { exact: true }).selectOption('account');
  await dialog.getByRole('button', { name: 'Add', exact: true }).first().click();
  await expect(dialog.getByText('Delete · Accounts: All')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('Exceptions: 1')).toBeVisible();
  await open();
  await dialog.getByRole('button', { name: /^remove/i }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByText('Exceptions: 1')).toBeHidden();
});

test('a new name shows everywhere at once, and every page of the settings is accessible', async ({ page, owner }) => {
  expect(owner.name).toBe('Olive Owner');
  await page.goto('/settings/profile');
  await page.getByLabel('Name').fill('Olivia Renamed');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Account of Olivia Renamed' })).toBeVisible();
  for (const name of ['profile', 'security', 'workspace', 'members', 'teams', 'modules']) {
    await page.goto(`/settings/${name}`);
    await expect(page.getByRole('navigation', { name: 'Settings' }).locator('[aria-current=page]')).toBeVisible();
    await expect(page.locator('app-settings-section').first()).toBeVisible();
    await expectAccessible(page);
  }
});

test('a team is made, renamed and deleted', async ({ page, owner }) => {
  expect(owner.email).toContain('@');
  await page.goto('/settings/teams');
  await page.getByRole('button', { name: 'New team' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('North');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit North' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Far north');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Delete Far north' }).click();
  await expect(page.getByRole('heading', { name: 'No teams yet' })).toBeVisible();
});

test('who looks at the same record is seen there, and the palette finds it by name', async ({ page, context, owner, colleague }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Account', { name: 'Quillon Harbour' });
  const other = await colleague('MEMBER');
  await other.goto(`/accounts/${id}`);
  await page.goto('/settings/profile');
  await expect(page.getByLabel('Name')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('quillon');
  await page.getByRole('option', { name: /quillon harbour/i }).click();
  await expect(page).toHaveURL(new RegExp(`/accounts/${id}$`));
  await expect(page.getByRole('img', { name: 'Looking at this too: Carl Colleague' })).toBeVisible();
  await expect(other.getByRole('img', { name: 'Looking at this too: Olive Owner' })).toBeVisible();
  await page.goto('/settings/profile');
  await expect(other.getByRole('img', { name: 'Looking at this too: Olive Owner' })).toBeHidden();
});

test('on a phone the list comes first, and each page leads back to it', async ({ page, owner }) => {
  expect(owner.email).toContain('@');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Members' }).click();
  await expect(page.getByText(owner.email)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Settings' })).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All settings' }).click();
  await expect(page.getByRole('navigation', { name: 'Settings' })).toBeVisible();
  await expectAccessible(page);
});

test('sessions on other devices are listed and ended', async ({ page, owner, browser, baseURL }) => {
  const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), serviceWorkers: 'block' });
  await graphql(other.request, 'mutation ($input: SignInInput!) { signIn(input: $input) { expiresAt } }', { input: { email: owner.email, password: PASSWORD } });
  await page.goto('/settings/security');
  await page.getByRole('button', { name: /^sign out (?!everywhere|all)/i }).click();
  await expect(page.getByText(/is signed out/i)).toBeVisible();
  const answer = await other.request.post('/graphql', { headers: { 'x-kinship-client': 'web' }, data: { query: '{ me { user { id } } }' } });
  expect(JSON.stringify(await answer.json())).toContain('UNAUTHENTICATED');
  await other.close();
});

test('somebody in two workspaces goes to the other one in every tab at once, and sees nothing of the first there', async ({ page, context, owner, browser, baseURL }) => {
  await create(context, 'Account', { name: 'Of the first' });
  await graphql(context.request, 'mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }', { input: { recordType: 'account', label: 'First tier', kind: 'TEXT' } });
  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  await signUp(elsewhere, 'Second');
  await create(elsewhere, 'Account', { name: 'Of the second' });
  const { inviteMember } = await graphql<{ inviteMember: { inviteUrl: string } }>(elsewhere.request, 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { inviteUrl } }', { input: { name: owner.name, email: owner.email, role: 'MEMBER' } });
  await elsewhere.close();
  await graphql(context.request, 'mutation ($token: String!, $name: String!, $password: String!) { acceptInvitation(token: $token, name: $name, password: $password) { expiresAt } }', { token: inviteMember.inviteUrl.split('#')[1], name: owner.name, password: PASSWORD });

  const workspace = (tab: Page, name: string) => tab.getByRole('button', { name: new RegExp(`Workspace.*${name}`) });
  const switchTo = async (tab: Page, from: string, to: string): Promise<void> => {
    await workspace(tab, from).click();
    await tab.getByRole('menuitemradio', { name: to }).click();
    await expect(workspace(tab, to)).toBeVisible();
  };
  await page.goto('/home');
  await switchTo(page, 'Second', 'Acme');
  await page.goto('/accounts');
  await expect(page.getByRole('columnheader', { name: /First tier/ })).toBeVisible();
  const tab = await context.newPage();
  await tab.goto('/accounts');
  await expect(tab.getByRole('gridcell', { name: 'Of the first' })).toBeVisible();

  await switchTo(page, 'Acme', 'Second');
  await expect(workspace(tab, 'Second')).toBeVisible();
  for (const each of [page, tab]) {
    await each.getByRole('link', { name: 'Accounts', exact: true }).click();
    await expect(each.getByRole('gridcell', { name: 'Of the second' })).toBeVisible();
    await expect(each.getByRole('columnheader', { name: /First tier/ })).toBeHidden();
  }
});
