import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

const names = ['Amber', 'Birch', 'Cedar', 'Dune'];

test('several accounts are changed at once, by keyboard, and changed back', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  for (const name of names) await create(context, 'Account', { name, industry: 'Food' });
  await page.goto('/accounts');
  await page.getByRole('gridcell', { name: 'Amber' }).waitFor();
  const bar = page.getByRole('toolbar', { name: 'Selected records' });
  await page.getByRole('grid').press('Space');
  await expect(bar.getByText('1 selected')).toBeVisible();
  await page.getByRole('grid').press('Shift+ArrowDown');
  await expect(bar.getByText('2 selected')).toBeVisible();
  await bar.getByRole('button', { name: 'Select all 4' }).click();
  await expect(bar.getByText('4 selected')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+.');
  await expect(bar.getByRole('button', { name: 'Assign' })).toBeFocused();
  await bar.getByRole('button', { name: 'Edit field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit 4 accounts' });
  await expect(dialog.getByText('4 can be changed.')).toBeVisible();
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
  await expect(dock.getByText('1 record. Ready to download.')).toBeVisible();
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
  await other.getByRole('grid').press('ControlOrMeta+a');
  await other.getByRole('toolbar').getByRole('button', { name: 'Tag' }).click();
  const dialog = other.getByRole('dialog', { name: 'Tag 121 accounts' });
  await expect(dialog.getByText('You may change 1 of 121; the others stay as they are.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Tags' }).fill('fair');
  await dialog.getByRole('combobox', { name: 'Tags' }).press('Enter');
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

test('tags are given colours, given to many, filtered by a click, renamed with the views that name them, and taken back', async ({ page, context, owner }) => {
  test.slow();
  expect(owner.email).toContain('@');
  const accounts = [await create(context, 'Account', { name: 'Alder', tags: ['fair'] }), await create(context, 'Account', { name: 'Birch' }), await create(context, 'Account', { name: 'Cedar' })];
  expect(accounts).toHaveLength(3);
  await graphql(context.request, 'mutation { setTagColour(name: "fair", colour: TEAL) { changeSetId } }');
  await page.goto('/accounts?cols=title,tags');
  const grid = page.getByRole('grid', { name: 'Accounts' });
  await expect(grid.getByText('fair')).toBeVisible();
  const entry = page.getByRole('menuitem', { name: 'Copy link' });
  await grid.getByText('Birch').click({ button: 'right' });
  await expect(entry).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(entry).toBeHidden();
  await grid.getByText('Birch').hover();
  await page.getByRole('button', { name: 'Actions for Birch' }).click();
  await expect(entry).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(entry).toBeHidden();
  await grid.press('Shift+F10');
  await expect(entry).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  // The cards have the same selection as the table.
  await page.getByRole('button', { name: 'Cards' }).click();
  const card = page.getByRole('list', { name: 'Accounts' }).getByRole('button', { name: /Birch/ }).first();
  const bar = page.getByRole('toolbar', { name: 'Selected records' });
  await card.press('x');
  await expect(bar.getByText('1 selected')).toBeVisible();
  await card.press('Shift+ArrowRight');
  await expect(bar.getByText('2 selected')).toBeVisible();
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Tag', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Tag 2/ });
  // Who begins to type means the tags, and not whether to add or remove them.
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await dialog.getByRole('combobox').fill('fair');
  await page.getByRole('option', { name: 'fair' }).first().click();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('2 records were changed.')).toBeVisible();

  await page.getByRole('button', { name: 'List' }).click();
  await grid.getByRole('row', { name: /Alder/ }).getByRole('button', { name: 'fair' }).click();
  await expect(page.getByRole('button', { name: 'Tags has all of fair', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Save as new view' }).click();
  await page.getByRole('dialog', { name: 'New view' }).getByLabel('Name').fill('From the fair');
  await page.getByRole('button', { name: 'Create view' }).click();
  await expect(page.getByRole('link', { name: 'From the fair' })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);

  await page.goto('/settings/tags');
  await page.getByRole('button', { name: 'Actions for fair' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const renaming = page.getByRole('dialog', { name: /Rename/ });
  await renaming.getByRole('textbox').fill('Fair 2026');
  await renaming.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByText('Fair 2026').first()).toBeVisible();
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'From the fair' }).click();
  await expect(page.getByRole('button', { name: 'Tags has all of Fair 2026', exact: true })).toBeVisible();
  await expect(grid.getByRole('row', { name: /Birch/ })).toBeVisible();
  await page.goto('/settings/tags');
  await page.getByRole('button', { name: 'Actions for Fair 2026' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog', { name: /Delete/ }).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(page.getByText('Fair 2026').first()).toBeVisible();
});
