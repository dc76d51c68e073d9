import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('what was deleted comes back from the trash, and the audit log tells what changed and takes it back', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Account', { name: 'Kite Analytics', industry: 'Software' });
  await create(context, 'Contact', { firstName: 'Ada', lastName: 'Berg', accountId: id });
  await graphql(context.request, 'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { changeSetId } }', { input: { id, industry: 'Kites' } });
  await page.goto(`/accounts?peek=${id}`);
  const panel = page.getByRole('complementary', { name: 'Account' });
  await panel.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('Kite Analytics was deleted.')).toBeVisible();

  await page.goto('/settings/trash');
  await expect(page.getByText('Kite Analytics', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Restore Kite Analytics' }).click();
  await expect(page.getByText('Kite Analytics is back.')).toBeVisible();
  const people = '{ contacts(first: 1) { nodes { account { name industry } } } }';
  expect(await graphql(context.request, people)).toEqual({ contacts: { nodes: [{ account: { name: 'Kite Analytics', industry: 'Kites' } }] } });

  const filter = { and: [{ accountId: { in: [id] } }, { or: [{ ownerId: { in: ['me'] } }, { createdAt: { within: 'last 7 days' } }] }] };
  await graphql(context.request, 'mutation ($input: CreateSavedViewInput!) { createSavedView(input: $input) { changeSetId } }', { input: { name: 'Kite people', recordType: 'contact', filter } });

  await page.goto('/settings/audit');
  // A filter is told as the filter bar tells it, with the names of what it asks for.
  const view = page.getByRole('listitem').filter({ hasText: 'Kite people' });
  await expect(view).toHaveCount(1);
  await view.getByRole('button', { expanded: false }).click();
  await expect(view.getByRole('cell', { name: 'Account is Kite Analytics and (Owner is Me or Created is within the last 7 days)' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Find words of what was done' }).fill('changed');
  const entry = page.getByRole('listitem').filter({ hasText: 'Kite Analytics' });
  await expect(entry).toHaveCount(1);
  await entry.getByRole('button', { expanded: false }).click();
  await expect(entry.getByRole('cell', { name: 'Software' })).toBeVisible();
  await expect(entry.getByRole('cell', { name: 'Kites' })).toBeVisible();
  await expectAccessible(page);
  await entry.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await expect(entry.getByText('undone', { exact: true })).toBeVisible();
  expect(await graphql(context.request, people)).toEqual({ contacts: { nodes: [{ account: { name: 'Kite Analytics', industry: 'Software' } }] } });
});

test('what a member says with a picture is read by the owner, and dealt with', async ({ page, owner, colleague }) => {
  expect(owner.email).toContain('@');
  const member = await colleague('MEMBER');
  await member.goto('/feedback');
  await member.getByRole('button', { name: 'Send' }).click();
  await expect(member.getByText('Write what you want to say.')).toBeVisible();
  await member.getByRole('radio', { name: 'An idea' }).click();
  await member.getByRole('textbox', { name: 'What you want to say' }).fill('Columns should remember their width.');
  await member.locator('input[type=file]').setInputFiles({ name: 'columns.png', mimeType: 'image/png', buffer: await member.screenshot() });
  await expectAccessible(member);
  await member.getByRole('button', { name: 'Send' }).click();
  await expect(member.getByText('Thank you. Your feedback has arrived.')).toBeVisible();

  await page.goto('/feedback');
  await expect(page.getByText('Columns should remember their width.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Show the picture of Carl Colleague' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done: Columns should remember their width.' }).click();
  await expect(page.getByText('Dealt with', { exact: true })).toBeVisible();
});
