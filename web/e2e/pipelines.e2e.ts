import { create } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('stages are added, put in order by keyboard, and deleted with a place for their deals', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await create(context, 'Opportunity', { name: 'In the way' });
  await page.goto('/settings/pipelines');
  const stages = page.getByRole('list', { name: 'Stages' });
  await expect(stages.getByRole('listitem')).toHaveCount(6);
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Name of a new stage' }).fill('Legal');
  await page.getByRole('button', { name: 'Add stage' }).click();
  await expect(stages.getByRole('listitem')).toHaveCount(7);
  const legal = (): Promise<number> => stages.getByRole('listitem').evaluateAll((items) => items.findIndex((item) => item.querySelector<HTMLInputElement>('input.name')?.value === 'Legal'));
  const place = await legal();
  await page.getByRole('button', { name: /^move legal/i }).press('Alt+ArrowUp');
  await expect.poll(legal).toBe(place - 1);
  await page.getByRole('button', { name: 'Delete stage Lead' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/1 opportunity is in this stage/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Move and delete' }).click();
  await expect(stages.getByRole('listitem')).toHaveCount(6);
  await page.goto('/opportunities');
  await expect(page.getByRole('article', { name: /in the way/i })).toBeVisible();
});

test('a rate makes another currency usable', async ({ page, owner }) => {
  expect(owner.email).toContain('@');
  await page.goto('/settings/currencies');
  await page.getByRole('combobox', { name: 'Currency' }).fill('EUR');
  await page.getByRole('option', { name: /EUR/ }).click();
  await page.getByRole('textbox', { name: 'Rate' }).fill('1.09');
  await page.getByRole('button', { name: 'Add currency' }).click();
  await expect(page.getByText('The rate of EUR was saved.')).toBeVisible();
  await expectAccessible(page);
});
