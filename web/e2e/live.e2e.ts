import { create } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';
import { replaceText } from './support/typing.js';

test('what one changes, the other sees at once', async ({ page, context, owner, colleague }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Account', { name: 'Meridian Foods', industry: 'Food' });
  const other = await colleague('ADMIN');
  await other.goto('/accounts');
  await expect(other.getByRole('gridcell', { name: 'Meridian Foods' })).toBeVisible();
  await page.goto(`/accounts?peek=${id}`);
  await page.getByRole('complementary', { name: 'Account' }).getByRole('button', { name: /industry/i }).click();
  await replaceText(page, 'Logistics');
  await expect(other.getByRole('gridcell', { name: 'Logistics' })).toBeVisible();
  await create(context, 'Account', { name: 'Newly made' });
  await expect(other.getByRole('gridcell', { name: 'Newly made' })).toBeVisible();
});

test('two who edit one value are shown both, choose, and nothing is lost', async ({ page, context, owner, colleague }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Account', { name: 'Vela Insurance', industry: 'Insurance' });
  const other = await colleague('ADMIN');
  await page.goto(`/accounts?peek=${id}`);
  const panel = page.getByRole('complementary', { name: 'Account' });
  await panel.getByRole('button', { name: /industry/i }).click();
  await other.goto(`/accounts?peek=${id}`);
  await other.getByRole('complementary', { name: 'Account' }).getByRole('button', { name: /industry/i }).click();
  await replaceText(other, 'Reinsurance');
  await expect(other.getByRole('gridcell', { name: 'Reinsurance' })).toBeVisible();
  // The first page has heard of it by now; the open editor still stands for what its person saw.
  await expect(page.getByRole('gridcell', { name: 'Reinsurance' })).toBeVisible();
  await replaceText(page, 'Life insurance');
  const dialog = page.getByRole('dialog', { name: /somebody was quicker/i });
  await expect(dialog.getByText('Reinsurance')).toBeVisible();
  await expect(dialog.getByText('Life insurance')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /save my choice/i }).click();
  await expect(other.getByRole('gridcell', { name: 'Life insurance' })).toBeVisible();
});
