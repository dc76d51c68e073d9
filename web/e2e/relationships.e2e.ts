import { create, graphql } from './support/api.js';
import { expectAccessible } from './support/axe.js';
import { expect, test } from './support/test.js';

test('a reminder comes due in the bell while one looks on, and is done from there', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const id = await create(context, 'Contact', { firstName: 'Ada', lastName: 'Berg' });
  await page.goto(`/contacts/${id}`);
  await page.getByRole('tab', { name: 'Reminders' }).click();
  await page.getByRole('textbox', { name: 'Remind me of' }).fill('Send the minutes');
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Next Monday' }).click();
  await page.getByRole('button', { name: 'Add reminder' }).click();
  await expect(page.getByText('Send the minutes', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
  await create(context, 'Reminder', { message: 'Call Ada back', dueAt: new Date().toISOString(), recordType: 'contact', recordId: id });
  const bell = page.getByRole('button', { name: 'Notifications, 1 unread' });
  await expect(bell).toBeVisible({ timeout: 20_000 });
  await bell.click();
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await expect(panel.getByRole('button', { name: /Call Ada back/ })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeAttached();
  await panel.getByRole('button', { name: /Call Ada back/ }).click();
  await expect(panel).toBeHidden();
  await page.goto('/reminders');
  await expect(page.getByRole('heading', { name: /Upcoming/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done: Send the minutes' }).click();
  await expect(page.getByRole('heading', { name: /Upcoming/ })).toBeHidden();
});

test('what a colleague assigns is told at once, unless one has switched that off', async ({ page, context, owner, colleague }) => {
  expect(owner.email).toContain('@');
  const theirs = await colleague('MEMBER');
  await theirs.goto('/settings/notifications');
  await expectAccessible(theirs);
  await theirs.getByRole('switch', { name: /An account is assigned to you/ }).click();
  const { me } = await graphql<{ me: { member: { id: string } } }>(theirs.context().request, '{ me { member { id } } }');
  await expect.poll(async () => (await graphql<{ notificationPreferences: { type: string; enabled: boolean }[] }>(theirs.context().request, '{ notificationPreferences { type enabled } }')).notificationPreferences.find(({ type }) => type === 'ACCOUNT_ASSIGNED')?.enabled).toBe(false);
  await create(context, 'Account', { name: 'Silent Ltd', ownerId: me.member.id });
  await create(context, 'Opportunity', { name: 'Roof', ownerId: me.member.id });
  await theirs.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  await theirs.getByRole('button', { name: /Olive Owner assigned you the deal “Roof”/ }).click();
  await expect(theirs).toHaveURL(/\/opportunities\//);
  await page.goto('/home');
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
});

test('contacts are put into a group, and lists are filtered by it', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  await create(context, 'Contact', { firstName: 'Ada', lastName: 'Berg' });
  await create(context, 'Contact', { firstName: 'Bob', lastName: 'Carr' });
  const groupId = await create(context, 'ContactGroup', { name: 'Friends', cadenceDays: 30 });
  await page.goto(`/contactGroups/${groupId}`);
  await page.getByRole('tab', { name: 'Contacts' }).click();
  await page.getByRole('combobox', { name: 'Add a contact…' }).fill('Ada');
  await page.getByRole('option', { name: 'Ada Berg' }).click();
  await expect(page.getByText('1 contacts')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open as a list' }).click();
  await expect(page.getByText('Group is Friends', { exact: true })).toBeVisible();
  await expect(page.getByRole('grid').getByText('Ada')).toBeVisible();
  await expect(page.getByRole('grid').getByText('Bob')).toBeHidden();
  await page.goto('/contactGroups');
  await expect(page.getByRole('grid').getByText('Friends')).toBeVisible();
  await expectAccessible(page);
});

test('a campaign says what came of it', async ({ page, context, owner }) => {
  expect(owner.email).toContain('@');
  const campaignId = await create(context, 'Campaign', { name: 'Spring fair', channel: 'EVENT', budget: '1000' });
  const accountId = await create(context, 'Account', { name: 'Acme' });
  await create(context, 'Contact', { lastName: 'Berg', campaignId });
  await create(context, 'Opportunity', { name: 'Open', amount: '400', campaignId });
  const won = await create(context, 'Opportunity', { name: 'Won', amount: '2500', accountId, campaignId });
  await page.goto(`/campaigns/${campaignId}`);
  await expect(page.getByText('-100%')).toBeVisible();
  await graphql(context.request, 'mutation ($id: ID!) { winOpportunity(id: $id) { changeSetId } }', { id: won });
  await expect(page.getByText('+150%')).toBeVisible();
  await expect(page.getByText('1 of 2 deals')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/campaigns');
  await expect(page.getByRole('grid').getByText('Spring fair')).toBeVisible();
});
