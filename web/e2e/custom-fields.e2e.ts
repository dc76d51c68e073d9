import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('a select and an amount are defined, filled in, listed and filtered by', async ({ page, context, owner }) => {
  test.slow();
  expect(owner.email).toContain('@');
  await create(context, 'Account', { name: 'Plain Account' });
  await page.goto('/settings/custom-fields?type=account');
  await expect(page.getByRole('heading', { name: /accounts have no fields of your own/i })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'New field' }).click();
  let dialog = page.getByRole('dialog', { name: 'New field of Accounts' });
  await dialog.getByLabel('Label', { exact: true }).fill('Tier');
  await dialog.getByText('Select', { exact: true }).click();
  await dialog.getByLabel('Label of the option').fill('Gold');
  await dialog.getByLabel('Label of the option').press('Enter');
  await expect(dialog.getByLabel('Label of the option')).toHaveCount(2);
  await dialog.getByLabel('Label of the option').last().fill('Silver');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await expect(page.getByRole('button', { name: 'Tier', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'New field' }).click();
  dialog = page.getByRole('dialog', { name: 'New field of Accounts' });
  await dialog.getByLabel('Label', { exact: true }).fill('Support budget');
  await dialog.getByText('Money', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await expect(page.getByRole('button', { name: 'Support budget' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Move Support budget' }).press('Alt+ArrowUp');
  await expect(page.getByRole('listitem').filter({ hasText: 'support_budget' })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/accounts?new=1');
  const form = page.getByRole('dialog', { name: /new account/i });
  await form.getByLabel('Name', { exact: true }).fill('Golden Account');
  await form.getByLabel('Tier').click();
  await page.getByRole('option', { name: 'Gold' }).click();
  await form.getByLabel('Support budget').fill('1500');
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Create' }).click();
  const panel = page.getByRole('complementary', { name: 'Account' });
  await expect(panel.getByText('Gold', { exact: true })).toBeVisible();
  await expect(panel.getByText(/1,500/)).toBeVisible();

  await page.goto('/accounts');
  await expect(page.getByRole('gridcell', { name: 'Gold', exact: true })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: /1,500/ })).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const filter = page.getByRole('dialog', { name: 'Filter' });
  await filter.getByLabel('Field', { exact: true }).fill('Support');
  await page.getByRole('option', { name: 'Support budget' }).click();
  await filter.getByLabel('Condition', { exact: true }).selectOption('isSet');
  await filter.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('gridcell', { name: 'Plain Account' })).toBeHidden();
  await expect(page.getByRole('gridcell', { name: 'Golden Account' })).toBeVisible();
});

test('a field that must be filled is asked by the form of a deal, and the page asks for no second one', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await graphql(context.request, 'mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }', { input: { recordType: 'opportunity', label: 'Cost centre', kind: 'TEXT', required: true } });
  await page.goto('/opportunities?new=1');
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Rollout');
  await form.getByRole('button', { name: 'Create' }).click();
  await expect(form.getByText('Cost centre is required.')).toBeVisible();
  await expectAccessible(page);
  await form.getByLabel('Cost centre').fill('K-1');
  await form.getByRole('button', { name: 'Create' }).click();
  await expect(form).toBeHidden();
  await expect(page).toHaveURL(/peek=/);
  await expect(page).not.toHaveURL(/new=/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Rollout' })).toBeVisible();
  await expect(form).toBeHidden();
});
