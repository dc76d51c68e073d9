import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('a warning while typing, then duplicates looked through, merged, undone, and dismissed', async ({ page, context, owner }) => {
  // Three views are checked for accessibility in two themes and two widths each.
  test.slow();
  expect(owner.email).toContain('@');
  const accountId = await create(context, 'Account', { name: 'Analytical Engines' });
  const ada = await create(context, 'Contact', { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@engines.example', accountId, tags: ['math'] });
  const twin = await create(context, 'Contact', { firstName: 'Ada', lastName: 'Lovelcae', phone: '+44 20 7946 0018', jobTitle: 'Analyst', accountId, tags: ['poetry'] });
  await create(context, 'Activity', { type: 'NOTE', subject: 'Notes on the engine', contactId: twin });

  await page.goto('/contacts?new=1');
  const form = page.getByRole('dialog');
  await form.getByLabel('First name').fill('Ada');
  await form.getByLabel('Last name').fill('Lovelace');
  await form.getByLabel('E-mail').fill('ada@engines.example');
  await expect(form.getByText('This may be here already')).toBeVisible();
  await expect(form.getByText('same e-mail, same name')).toBeVisible();
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Cancel' }).click();

  await page.goto('/duplicates?type=contact');
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: /^Merge Ada/ })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText('names differ by 2 letters').or(page.getByText('names differ by one letter'))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Merge Ada/ }).click();
  const dialog = page.getByRole('dialog');
  // Suggested to stay is the one with most that belongs to it; another one makes that move.
  await dialog.getByRole('radio', { name: /^Ada Lovelace changed/ }).check();
  await expect(dialog.getByText('1 activity will move along')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Merge into Ada Lovelace' })).toBeEnabled();
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: 'Lovelcae', exact: true }).press('ArrowLeft');
  await dialog.getByRole('button', { name: 'Merge into Ada Lovelace' }).click();
  await expect(page.getByText('2 merged into Ada Lovelace')).toBeVisible();
  await expect(page.getByText('No duplicates')).toBeVisible();

  // Whoever follows an old link arrives at the record that stayed.
  await page.goto(`/contacts/${twin}`);
  await expect(page).toHaveURL(new RegExp(`/contacts/${ada}`));
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('Merged from Ada Lovelcae')).toBeVisible();
  await page.getByRole('button', { name: 'Unmerge' }).click();
  await expect(page.getByText('The merge was taken back')).toBeVisible();
  const { contact } = await graphql<{ contact: { lastName: string } }>(context.request, 'query ($id: ID!) { contact(id: $id) { lastName } }', { id: twin });
  expect(contact.lastName).toBe('Lovelcae');

  await page.goto('/duplicates?type=contact');
  await page.getByRole('button', { name: 'Compare all' }).first().click();
  // What was unmerged is compared again in the background, as at the beginning.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: /^Not a duplicate: / })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Not a duplicate: / }).click();
  await expect(page.getByText('Dismissed. They will not be proposed again.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Dismissed (1)' })).toBeVisible();
});

test('selected records are merged from their list, the whole list at once too, and the further address is kept', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await create(context, 'Contact', { firstName: 'Grace', lastName: 'Hopper', email: 'grace@navy.example', jobTitle: 'Admiral' });
  await create(context, 'Contact', { firstName: 'G.', lastName: 'Hopper', email: 'hopper@mill.example' });
  await page.goto('/contacts');
  await page.getByRole('gridcell', { name: 'Grace Hopper' }).waitFor();
  await page.getByRole('grid').press('Space');
  const bar = page.getByRole('toolbar', { name: 'Selected records' });
  await expect(bar.getByText('1 selected')).toBeVisible();
  await expect(bar.getByRole('button', { name: 'Merge' })).toBeHidden();
  await bar.getByRole('button', { name: 'Select all 2' }).click();
  await bar.getByRole('button', { name: 'Merge' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge 2 contacts' });
  await dialog.getByRole('radio', { name: /^Grace Hopper changed/ }).check();
  await dialog.getByRole('button', { name: 'Merge into Grace Hopper' }).click();
  await expect(page.getByText('2 merged into Grace Hopper')).toBeVisible();
  await expect(bar).toBeHidden();
  await expect(page.getByRole('gridcell', { name: 'G. Hopper' })).toBeHidden();
  await page.getByRole('gridcell', { name: 'Grace Hopper' }).waitFor();
  const addresses = async (): Promise<string[]> => {
    const { contacts } = await graphql<{ contacts: { nodes: { emails: { address: string }[] }[] } }>(context.request, '{ contacts { nodes { emails { address } } } }');
    return contacts.nodes.map(({ emails }) => emails.map(({ address }) => address).sort().join(' ')).sort();
  };
  expect(await addresses()).toEqual(['grace@navy.example hopper@mill.example']);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('gridcell', { name: 'G. Hopper' })).toBeVisible();
  expect(await addresses()).toEqual(['grace@navy.example', 'hopper@mill.example']);
});
