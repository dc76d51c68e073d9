import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('a call is written down where the contact is, and undone from the toast', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Contact', { firstName: 'Ada', lastName: 'Berg' });
  await page.goto(`/contacts/${id}`);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('radio', { name: 'Call' }).click();
  await page.getByRole('textbox', { name: /on the phone/i }).fill('Wants an offer by Friday');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Log it' }).click();
  const timeline = page.locator('ui-timeline');
  await expect(timeline.getByText('Wants an offer by Friday')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(timeline.getByText('Wants an offer by Friday')).toBeHidden();
});

test('a task asks what the workspace wants to know of every activity; a note is not held up by it', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await graphql(context.request, 'mutation ($input: NewCustomFieldInput!) { createCustomField(input: $input) { changeSetId } }', { input: { recordType: 'activity', kind: 'SELECT', label: 'Effort', required: true, options: [{ label: 'Small' }, { label: 'Large' }] } });
  const id = await create(context, 'Contact', { firstName: 'Ada', lastName: 'Berg' });
  await page.goto(`/contacts/${id}`);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const timeline = page.locator('ui-timeline');
  const words = page.locator('app-quick-log textarea');
  await words.fill('Met at the fair');
  await page.getByRole('button', { name: 'Log it' }).click();
  await expect(timeline.getByText('Met at the fair')).toBeVisible();
  await page.getByRole('radio', { name: 'Task' }).click();
  await words.fill('Send the offer');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByText('Effort is required.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Effort').click();
  await page.getByRole('option', { name: 'Large' }).click();
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(timeline.getByText('Send the offer')).toBeVisible();
  await expect(page.getByText('Effort is required.')).toBeHidden();
});

test('the start page brings the day, and a task is ticked off there', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await page.goto('/home');
  await expect(page.getByRole('heading', { name: /bring in your book of business/i })).toBeVisible();
  await expectAccessible(page);
  const tonight = new Date();
  tonight.setUTCHours(23, 59, 0, 0);
  await graphql(context.request, 'mutation ($input: CreateActivityInput!) { createActivity(input: $input) { changeSetId } }', { input: { type: 'TASK', subject: 'Call the notary', dueAt: tonight.toISOString() } });
  const task = page.getByRole('checkbox', { name: 'Done: Call the notary' });
  await expect(task).toBeVisible();
  await expectAccessible(page);
  await task.click();
  await expect(task).toBeHidden();
  await expect(page.getByText('Call the notary is done.')).toBeVisible();
});

test('own work stands by day, and what is late is moved', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await graphql(context.request, 'mutation ($input: CreateActivityInput!) { createActivity(input: $input) { changeSetId } }', { input: { type: 'TASK', subject: 'Send the contract', dueAt: '2026-01-05T09:00:00Z' } });
  await page.goto('/activities?show=overdue');
  await expect(page.getByRole('link', { name: 'Send the contract' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Move Send the contract' }).click();
  await page.getByRole('menuitem', { name: 'In a week' }).click();
  await expect(page.getByRole('link', { name: 'Send the contract' })).toBeHidden();
  await page.goto('/activities?show=upcoming');
  await expect(page.getByRole('link', { name: 'Send the contract' })).toBeVisible();
});
