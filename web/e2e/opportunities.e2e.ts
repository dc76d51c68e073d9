import type { Locator, Page } from '@playwright/test';
import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

const column = (page: Page, stage: string): Locator => page.getByRole('region', { name: stage, exact: true });
const card = (within: Page | Locator, name: string): Locator => within.getByRole('article', { name: new RegExp(name) });

test('a deal is moved by keyboard and by mouse, a colleague sees it, and it is undone', async ({ page, context, owner, colleague }) => {
  expect(owner.email).toContain('@');
  const accountId = await create(context, 'Account', { name: 'Kite Analytics' });
  await create(context, 'Opportunity', { name: 'Platform rollout', accountId, amount: '9000' });
  const other = await colleague('VIEWER');
  await other.goto('/opportunities');
  await page.goto('/opportunities');
  await expect(card(column(page, 'Lead'), 'Platform rollout')).toBeVisible();
  await expectAccessible(page);
  await card(page, 'Platform rollout').press('Alt+ArrowRight');
  await expect(card(column(page, 'Qualified'), 'Platform rollout')).toBeVisible();
  await expect(card(column(other, 'Qualified'), 'Platform rollout')).toBeVisible();
  await card(page, 'Platform rollout').hover();
  await page.mouse.down();
  const box = (await column(page, 'Proposal').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 6 });
  await page.mouse.move(box.x + box.width / 2, box.y + 120, { steps: 6 });
  await page.mouse.up();
  await expect(card(column(page, 'Proposal'), 'Platform rollout')).toBeVisible();
  await expect(card(column(other, 'Proposal'), 'Platform rollout')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(card(column(page, 'Qualified'), 'Platform rollout')).toBeVisible();
  await expect(card(column(other, 'Qualified'), 'Platform rollout')).toBeVisible();
});

test('a deal is won, lost with a reason, and reopened', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const accountId = await create(context, 'Account', { name: 'Vela Insurance' });
  const id = await create(context, 'Opportunity', { name: 'Renewal', accountId, amount: '500' });
  await page.goto(`/opportunities?peek=${id}`);
  const panel = page.getByRole('complementary', { name: 'Opportunity' });
  await panel.getByRole('button', { name: 'Win', exact: true }).click();
  await expect(panel.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await expect(card(column(page, 'Closed Won'), 'Renewal')).toBeVisible();
  await panel.getByRole('button', { name: 'Reopen' }).click();
  await panel.getByRole('button', { name: 'Lose', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /renewal is lost/i });
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(dialog.getByText('Choose why it was lost.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'Price' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(card(column(page, 'Closed Lost'), 'Renewal')).toBeVisible();
  await expectAccessible(page);
});

test('what was sold stays on a deal when its product is deleted', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Opportunity', { name: 'Renewal' });
  const productId = await create(context, 'Product', { name: 'GTX Pro', price: '500' });
  await graphql(context.request, 'mutation ($input: CreateLineItemInput!) { addLineItem(input: $input) { changeSetId } }', { input: { opportunityId: id, productId } });
  await graphql(context.request, 'mutation ($id: ID!) { deleteProduct(id: $id) { changeSetId } }', { id: productId });
  await page.goto(`/opportunities/${id}`);
  await page.getByRole('tab', { name: 'Products' }).click();
  await expect(page.getByRole('rowheader', { name: 'Deleted product' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove Deleted product' })).toBeVisible();
});

test('a quantity that is refused or emptied gives way to the one that is sold', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Opportunity', { name: 'Renewal' });
  const productId = await create(context, 'Product', { name: 'GTX Pro', price: '500' });
  await graphql(context.request, 'mutation ($input: CreateLineItemInput!) { addLineItem(input: $input) { changeSetId } }', { input: { opportunityId: id, productId } });
  await page.goto(`/opportunities/${id}`);
  await page.getByRole('tab', { name: 'Products' }).click();
  const quantity = page.getByRole('textbox', { name: 'Quantity, GTX Pro' });
  for (const typed of ['-3', '']) {
    await quantity.fill(typed);
    await page.getByRole('textbox', { name: 'Price, GTX Pro' }).focus();
    await expect(quantity).toHaveValue('1');
  }
  const price = page.getByRole('textbox', { name: 'Price, GTX Pro' });
  await price.fill('120345.60');
  await quantity.focus();
  await expect(price).toHaveValue('$120,345.60');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => price.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
});

test('a double click on what opens a form opens it once and leaves it open', async ({ page, owner }) => {
  expect(owner.email).toContain('@');
  await page.goto('/opportunities');
  await page.getByRole('button', { name: 'New opportunity' }).first().dblclick();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveCount(1);
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('1.5 Mio');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Renewal');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Amount' })).toBeFocused();
  await expectAccessible(page);
});

test('deals that lack an account are found, and winning one asks for it', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const accountId = await create(context, 'Account', { name: 'Lumen Optics' });
  await create(context, 'Opportunity', { name: 'With account', accountId });
  await create(context, 'Opportunity', { name: 'Nobody yet' });
  await page.goto('/opportunities');
  await expect(card(page, 'With account')).toBeVisible();
  await page.getByRole('button', { name: 'Without account' }).click();
  await expect(card(page, 'With account')).toBeHidden();
  await card(page, 'Nobody yet').click();
  const panel = page.getByRole('complementary', { name: 'Opportunity' });
  await panel.getByRole('button', { name: 'Win', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /nobody yet is won/i })).toBeVisible();
  const { opportunities } = await graphql<{ opportunities: { totalCount: number } }>(context.request, '{ opportunities(filter: { accountId: { isNull: true } }) { totalCount } }');
  expect(opportunities.totalCount).toBe(1);
});

test('a board is kept as a view, shared, opened as a board from the table, and gone for a colleague when it is made private', async ({ page, context, owner, colleague }) => {
  expect(owner.email).toContain('@');
  const accountId = await create(context, 'Account', { name: 'Reed Steel' });
  await create(context, 'Opportunity', { name: 'Small order', accountId, amount: '100' });
  const define = (input: object): Promise<unknown> => graphql(context.request, 'mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }', { input: { recordType: 'opportunity', ...input } });
  await define({ kind: 'SELECT', label: 'Tier', options: [{ label: 'Gold' }, { label: 'Silver' }] });
  await define({ kind: 'REFERENCE', label: 'Reseller', target: 'account' });
  const customFields = [{ key: 'tier', option: 'gold' }, { key: 'reseller', referenceId: accountId }];
  await create(context, 'Opportunity', { name: 'Large order', accountId, amount: '9000', nextStep: 'Send the offer', customFields });
  const member = await colleague('MEMBER');
  await member.goto('/opportunities');
  await page.goto('/opportunities');
  await expect(card(column(page, 'Lead'), 'Large order')).toBeVisible();
  await page.getByRole('button', { name: 'Sort', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Amount', exact: true }).click();
  await expect(column(page, 'Lead').getByRole('article').first()).toContainText('Small order');
  await page.getByRole('button', { name: 'Card fields' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Next step' }).click();
  // Fields of the workspace's own, without a pointer.
  for (const name of ['Tier', 'Reseller']) {
    await page.getByRole('menuitemcheckbox', { name }).press('Space');
    await expect(page.getByRole('menuitemcheckbox', { name, checked: true })).toBeVisible();
  }
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(card(page, 'Large order').getByText('Send the offer')).toBeVisible();
  await expect(card(page, 'Large order').getByText('Gold')).toBeVisible();
  await expect(card(page, 'Large order').getByText('Reed Steel')).toHaveCount(2);
  await expect(card(page, 'Small order').getByText('Tier')).toHaveCount(0);
  await expect(page.getByText('Unsaved changes')).toBeVisible();
  await page.getByRole('button', { name: 'Save as new view' }).click();
  const naming = page.getByRole('dialog', { name: 'New view' });
  await naming.getByLabel('Name').fill('By size');
  await naming.getByText('Share with everybody in the workspace').click();
  await naming.getByRole('button', { name: 'Create view' }).click();
  await expect(page.getByText('Unsaved changes')).toBeHidden();
  await expect(card(page, 'Large order').getByText('Send the offer')).toBeVisible();
  await expectAccessible(page);

  // The colleague comes from the table: the view says that it is a board.
  await member.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(member.getByRole('gridcell', { name: 'Small order' })).toBeVisible();
  await member.getByRole('link', { name: 'By size' }).click();
  await expect(column(member, 'Lead').getByRole('article').first()).toContainText('Small order');
  await expect(card(member, 'Large order').getByText('Send the offer')).toBeVisible();
  await expect(card(member, 'Large order').getByText('Gold')).toBeVisible();
  await card(page, 'Large order').press('Alt+ArrowRight');
  await expect(card(column(member, 'Qualified'), 'Large order').getByText('Gold')).toBeVisible();
  await member.getByRole('button', { name: 'Cards', exact: true }).click();
  await expect(member.getByText('Unsaved changes')).toBeVisible();
  await member.getByRole('button', { name: 'Reset' }).click();
  await expect(card(column(member, 'Lead'), 'Small order')).toBeVisible();

  await page.getByRole('button', { name: 'Actions of the view By size' }).click();
  await page.getByRole('menuitem', { name: 'Make private' }).click();
  await expect(member.getByRole('link', { name: 'By size' })).toBeHidden();
  await expect(member.getByText('This view is gone.')).toBeVisible();
});
