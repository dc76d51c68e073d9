import { create } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';
import { replaceText } from './support/typing.js';

test('an empty list says what to do, and the first account is made there', async ({ page, owner }) => {
  expect(owner.name).toBe('Olive Owner');
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { name: /no accounts yet/i })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: /new account/i });
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByText('Name is required.')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('Blue Fern Studio');
  await dialog.getByLabel('Employees').fill('12');
  await dialog.getByLabel('Employees').press('Escape');
  const asked = page.getByRole('dialog', { name: 'Discard what you typed?' });
  await expect(asked).toBeVisible();
  await expectAccessible(page);
  await asked.getByRole('button', { name: 'Keep editing' }).click();
  await expect(dialog.getByLabel('Employees')).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create' }).click();
  const panel = page.getByRole('complementary', { name: 'Account' });
  await expect(panel.getByRole('heading', { name: 'Blue Fern Studio' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Blue Fern Studio' })).toBeVisible();
  await expectAccessible(page);
});

test('a value is edited in the panel, undone from the toast, and its history tells both', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Account', { name: 'Kite Analytics', industry: 'Software' });
  await page.goto(`/accounts?peek=${id}`);
  const panel = page.getByRole('complementary', { name: 'Account' });
  await panel.getByRole('button', { name: /industry/i }).click();
  await replaceText(page, 'Consulting');
  await expect(page.getByRole('gridcell', { name: 'Consulting' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('gridcell', { name: 'Software' })).toBeVisible();
  await panel.getByRole('tab', { name: 'History' }).click();
  await expect(panel.getByText(/changed industry/i).first()).toBeVisible();
  await expect(panel.getByText(/undid/i).first()).toBeVisible();
});

test('a list is filtered, and the filter is in the address', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await create(context, 'Account', { name: 'With industry', industry: 'Food' });
  await create(context, 'Account', { name: 'Without industry' });
  await page.goto('/accounts');
  await expect(page.getByRole('gridcell', { name: 'Without industry' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Filter' });
  await dialog.getByLabel('Field', { exact: true }).click();
  await expect(page.getByRole('option', { name: 'Annual revenue' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Field', { exact: true }).fill('Indus');
  await page.getByRole('option', { name: 'Industry' }).click();
  await dialog.getByLabel('Condition', { exact: true }).selectOption('isNull');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('gridcell', { name: 'With industry', exact: true })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('gridcell', { name: 'Without industry' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'With industry', exact: true })).toBeHidden();
});

test('a viewer sees everything and is offered no way to change it', async ({ context, owner, colleague }) => {
  expect(owner.email).toContain('@');
  await create(context, 'Account', { name: 'Look but do not touch' });
  const viewer = await colleague('VIEWER');
  await viewer.goto('/accounts');
  await expect(viewer.getByRole('gridcell', { name: 'Look but do not touch' })).toBeVisible();
  await expect(viewer.getByRole('button', { name: /new account/i })).toBeHidden();
  await viewer.getByRole('gridcell', { name: 'Look but do not touch' }).dblclick();
  await expect(viewer.getByRole('textbox', { name: 'Name' })).toBeHidden();
});
