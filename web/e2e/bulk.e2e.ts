import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

const names = ['Amber', 'Birch', 'Cedar', 'Dune'];

test('several accounts are changed at once, by keyboard, and changed back', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  for (const name of names) await create(context, 'Account', { name, industry: 'Food' });
  await page.goto('/accounts');
  await page.getByRole('gridcell', { name: 'Amber' }).waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Selected records' });
  await expect(bar.getByText('2 selected')).toBeVisible();
  await bar.getByRole('button', { name: 'Select all 4' }).click();
  await expect(bar.getByText('4 selected')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+.');
  await expect(bar.getByRole('button', { name: 'Assign' })).toBeFocused();
  await bar.getByRole('button', { name: 'Edit field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit 4 accounts' });
  await expect(dialog.getByText('4 will be changed.')).toBeVisible();
  await dialog.getByLabel('Field', { exact: true }).fill('Indus');
  await page.getByRole('option', { name: 'Industry' }).click();
  await dialog.getByLabel('Industry: new value').fill('Timber');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('gridcell', { name: 'Timber' })).toHaveCount(4);
  await expect(bar).toBeHidden();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('gridcell', { name: 'Food' })).toHaveCount(4);
});

test('a selection is exported from the menu of a row', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await create(context, 'Account', { name: '=Amber' });
  await page.goto('/accounts');
  await page.getByRole('gridcell', { name: '=Amber' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export 1 account' });
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^accounts-.*\.csv$/);
  const dock = page.getByRole('region', { name: 'Background work' });
  await expect(dock.getByText('1 records. Ready to download.')).toBeVisible();
  const file = await context.request.get((await dock.getByRole('link', { name: 'Download' }).getAttribute('href')) ?? '');
  expect(await file.text()).toContain("'=Amber");
  await expectAccessible(page);
});

test('a long action tells how far it is on every page, and what it left out', async ({ page, context, owner, colleague }) => {
  expect(owner.email).toContain('@');
  const many = Array.from({ length: 10 }, (_, n) => n);
  for (const part of Array.from({ length: 12 }, (_, n) => n)) {
    const fields = many.map((n) => `a${n}: createAccount(input: { name: "Account ${part}-${n}" }) { changeSetId }`);
    await graphql(context.request, `mutation { ${fields.join(' ')} }`);
  }
  const other = await colleague('MEMBER');
  await create(other.context(), 'Account', { name: 'Own account' });
  await other.goto('/accounts');
  await other.getByRole('gridcell', { name: 'Account 0-0' }).waitFor();
  await other.getByRole('grid').focus();
  await other.keyboard.press('ControlOrMeta+a');
  await other.getByRole('toolbar').getByRole('button', { name: 'Tag' }).click();
  const dialog = other.getByRole('dialog', { name: 'Tag 121 accounts' });
  await expect(dialog.getByText('You may change 1 of 121; the others stay as they are.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Tags' }).fill('fair');
  await other.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  const dock = other.getByRole('region', { name: 'Background work' });
  await other.getByRole('link', { name: 'Contacts' }).click();
  await expect(dock.getByText('1 changed. 120 left out.')).toBeVisible();
  await expectAccessible(other);
  await dock.getByRole('button', { name: 'What was left out' }).click();
  const report = other.getByRole('dialog', { name: 'Left as they are' });
  await expect(report.getByText(/that somebody else owns/).first()).toBeVisible();
  await expectAccessible(other);
  await report.getByRole('button', { name: 'Close' }).last().click();
  await dock.getByRole('button', { name: 'Undo' }).click();
  await expect(dock.getByText('Undone: 1 put back.')).toBeVisible();
  await page.close();
});
