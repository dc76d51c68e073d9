import type { Route } from '@playwright/test';
import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('a lead becomes an account with a deal, and all of it is undone', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Contact', { firstName: 'Grace', lastName: 'Hopper', email: 'grace@north-mill.example' });
  await page.goto(`/contacts?peek=${id}`);
  const panel = page.getByRole('complementary', { name: 'Contact' });
  await expect(panel.getByText('Never contacted')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('Convert Grace');
  await page.getByRole('option', { name: 'Convert Grace Hopper' }).click();
  const dialog = page.getByRole('dialog', { name: 'Convert Grace Hopper' });
  await expect(dialog.getByRole('combobox', { name: 'Account' })).toHaveValue('North Mill');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('1200');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Convert', exact: true }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(panel.getByRole('link', { name: 'North Mill – Grace Hopper' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Opportunity, present state' })).toBeVisible();
  await panel.getByRole('tab', { name: 'Lifecycle' }).click();
  await expect(panel.getByText('lead converted')).toBeVisible();
  const counts = '{ accounts { totalCount } opportunities { totalCount } }';
  type Counts = Record<'accounts' | 'opportunities', { totalCount: number }>;
  expect(await graphql<Counts>(context.request, counts)).toEqual({ accounts: { totalCount: 1 }, opportunities: { totalCount: 1 } });
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(panel.getByRole('button', { name: 'Lead, present state' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Convert', exact: true })).toBeVisible();
  expect(await graphql<Counts>(context.request, counts)).toEqual({ accounts: { totalCount: 0 }, opportunities: { totalCount: 0 } });
  await expectAccessible(page);
});

test('a contact has several addresses and employers', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const accountId = await create(context, 'Account', { name: 'North Mill' });
  await create(context, 'Account', { name: 'South Dock' });
  const id = await create(context, 'Contact', { firstName: 'Grace', lastName: 'Hopper', email: 'grace@north-mill.example', accountId, jobTitle: 'Engineer' });
  await page.goto(`/contacts/${id}`);
  await page.getByRole('tab', { name: 'Reach' }).click();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('grace@home.example');
  await page.getByRole('combobox', { name: 'Label', exact: true }).selectOption('Home');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'More about grace@home.example' }).click();
  await page.getByRole('menuitem', { name: /the main one/ }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'grace@home.example' }).getByText('Main', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Changed employer' }).click();
  const dialog = page.getByRole('dialog', { name: 'New employer' });
  await dialog.getByRole('combobox', { name: 'Account' }).fill('South');
  await page.getByRole('option', { name: 'South Dock' }).click();
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'North Mill' }).getByText('Former')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/contacts?q=grace%40north');
  await expect(page.getByText('Grace Hopper').first()).toBeVisible();
});

test('whom to call: written down, put off, and gone from the list', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const happenedAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
  for (const lastName of ['Late', 'Later']) {
    const contactId = await create(context, 'Contact', { firstName: 'Grace', lastName, phone: '+49 30 23125 100', touchEveryDays: 30 });
    await graphql(context.request, 'mutation ($input: LogActivityInput!) { logActivity(input: $input) { changeSetId } }', { input: { type: 'CALL', contactId, happenedAt } });
  }
  await page.goto('/home');
  await expect(page.getByRole('link', { name: /Grace Late/ }).first()).toBeVisible();
  await page.goto('/keep-in-touch');
  await expect(page.getByRole('link', { name: 'Due 2' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Log a touch with Grace Late', exact: true }).click();
  const about = page.getByRole('textbox', { name: 'What was it about?' });
  await about.fill('Asked about the renewal');
  // What was noted is still there when it could not be saved.
  const refuse = (route: Route): Promise<void> =>
    route.request().postData()?.includes('LogActivity') ? route.fulfill({ json: { errors: [{ message: 'Not now.', extensions: { code: 'PRECONDITION_FAILED' } }] } }) : route.fallback();
  await page.route('**/graphql', refuse);
  await about.press('Enter');
  await expect(page.getByText('Not now.')).toBeVisible();
  await expect(about).toHaveValue('Asked about the renewal');
  await page.unroute('**/graphql', refuse);
  await about.press('Enter');
  await expect(page.getByRole('link', { name: 'Due 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Snooze Grace Later' }).click();
  await page.getByRole('menuitem', { name: 'In a week' }).click();
  await expect(page.getByText('Nobody is waiting for you')).toBeVisible();
  await page.getByRole('link', { name: /Next two weeks/ }).click();
  await expect(page.getByRole('link', { name: 'Grace Later', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'How often to keep in touch with Grace Later' }).click();
  await page.getByRole('menuitem', { name: 'Every week' }).click();
  await expect(page.getByText('every 7 days')).toBeVisible();
  await expectAccessible(page);
});
