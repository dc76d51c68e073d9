import { PASSWORD, create } from './support/api.js';
import { expectVisibleFocus, tabTo } from './support/focus.js';
import { expect, test } from './support/test.js';
import { replaceText, typeText } from './support/typing.js';

/** From signing in to signing out, no hand on a mouse. Each thing that opens gives the focus back to what it was opened from. */
test('a day of work is done by keyboard alone', async ({ page, context, owner }) => {
  test.slow();
  const accountId = await create(context, 'Account', { name: 'Kite Analytics', industry: 'Software' });
  await create(context, 'Account', { name: 'Moss Foods', industry: 'Food' });
  for (const name of ['Platform rollout', 'Second site']) await create(context, 'Opportunity', { name, accountId, amount: '9000' });
  await context.clearCookies();
  const { keyboard } = page;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await keyboard.press(key);
  };

  await test.step('sign in', async () => {
    await page.goto('/sign-in');
    await tabTo(page, page.getByLabel('E-mail'));
    await typeText(page, owner.email);
    await tabTo(page, page.getByRole('textbox', { name: 'Password' }));
    await typeText(page, 'wrong');
    await press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused();
    await replaceText(page, PASSWORD);
    await expect(page.locator('main')).toBeFocused();
  });

  await test.step('find a record in the palette and open it', async () => {
    await press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
    await press('Escape');
    await expect(page.locator('main')).toBeFocused();
    await press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
    await typeText(page, 'kite');
    await expect(page.getByRole('option', { name: /Kite Analytics/ }).first()).toHaveAttribute('aria-selected', 'true');
    await press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kite Analytics');
    await expect(page.locator('main')).toBeFocused();
  });

  await test.step('edit a field in place, and take it back', async () => {
    const openAndSelect = async (): Promise<void> => {
      await press('Enter');
      await expect(page.getByLabel('Industry', { exact: true })).toBeFocused();
      await press('ControlOrMeta+a');
    };
    await tabTo(page, page.getByRole('button', { name: 'Edit Industry: Software' }));
    await openAndSelect();
    await keyboard.type('Consulting');
    await press('Escape');
    await expect(page.getByRole('button', { name: 'Edit Industry: Software' })).toBeFocused();
    await openAndSelect();
    await keyboard.type('Consulting');
    await press('Enter');
    await expect(page.getByRole('button', { name: 'Edit Industry: Consulting' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeVisible();
    await press('ControlOrMeta+z');
    await expect(page.getByRole('button', { name: 'Edit Industry: Software' })).toBeFocused();
    await expectVisibleFocus(page);
  });

  await test.step('move a deal on the board, look at it and come back to its card', async () => {
    await press('g', 'o');
    const card = page.getByRole('article', { name: /Platform rollout/ });
    const column = (stage: string) => page.getByRole('region', { name: stage, exact: true });
    await tabTo(page, page.getByRole('article').first());
    if (!(await card.evaluate((element) => element === document.activeElement))) await press('ArrowDown');
    await expect(card).toBeFocused();
    await press('Alt+ArrowRight');
    await expect(column('Qualified').getByRole('article', { name: /Platform rollout/ })).toBeFocused();
    await expectVisibleFocus(page);
    await press('Enter');
    const panel = page.getByRole('complementary', { name: 'Opportunity' });
    await expect(panel).toBeFocused();
    await expectVisibleFocus(page);
    await tabTo(page, panel.getByRole('button', { name: 'Close', exact: true }));
    await press('Enter');
    await expect(panel).toBeHidden();
    await expect(card).toBeFocused();
    await press('ControlOrMeta+z');
    await expect(column('Lead').getByRole('article', { name: /Platform rollout/ })).toBeVisible();
    await expectVisibleFocus(page);
  });

  await test.step('edit in a list, go through its records beside it', async () => {
    await press('g', 'a');
    const grid = page.getByRole('grid', { name: 'Accounts' });
    const cell = (name: string) => page.getByRole('gridcell', { name: new RegExp(`^${name}`) });
    await expect(cell('Kite Analytics')).toBeVisible();
    await tabTo(page, grid);
    const column = await cell('Software').getAttribute('data-column');
    const [row, moss] = [await cell('Kite Analytics').getAttribute('data-row'), await cell('Moss Foods').getAttribute('data-row')];
    await press('Control+Home', ...Array.from({ length: Number(row) }, () => 'ArrowDown'), ...Array.from({ length: Number(column) }, () => 'ArrowRight'));
    await keyboard.type('Consulting');
    await press('Enter');
    await expect(cell('Consulting')).toBeVisible();
    await expect(grid).toBeFocused();
    await press('Control+Home');
    await press('Enter');
    const panel = page.getByRole('complementary', { name: 'Account' });
    const [first, second] = Number(row) < Number(moss) ? ['Kite Analytics', 'Moss Foods'] : ['Moss Foods', 'Kite Analytics'];
    await expect(panel).toBeFocused();
    await expect(panel.getByRole('heading', { name: first })).toBeVisible();
    await press('j');
    await expect(panel.getByRole('heading', { name: second })).toBeVisible();
    await press('Escape');
    await expect(panel).toBeHidden();
    await expect(grid).toBeFocused();
  });

  await test.step('build a filter', async () => {
    const filter = page.getByRole('button', { name: 'Filter', exact: true });
    await tabTo(page, filter, 'Shift+Tab');
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Filter' });
    await expect(dialog.getByLabel('Field', { exact: true })).toBeFocused();
    await press('Escape');
    await expect(dialog).toBeHidden();
    await expect(filter).toBeFocused();
    await press('Enter');
    await expect(dialog.getByLabel('Field', { exact: true })).toBeFocused();
    await typeText(page, 'Industry');
    await expect(page.getByRole('option', { name: 'Industry', exact: true })).toBeVisible();
    await press('Enter');
    await tabTo(page, dialog.getByLabel('Value'));
    await typeText(page, 'Food');
    await expect(dialog.getByText('1 match')).toBeVisible();
    await press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('gridcell', { name: 'Kite Analytics' })).toBeHidden();
    await expect(filter).toBeFocused();
    await expectVisibleFocus(page);
  });

  await test.step('read notifications, sign out', async () => {
    const bell = page.getByRole('button', { name: /^Notifications/ });
    await tabTo(page, bell, 'Shift+Tab');
    await press('Enter');
    await expect(bell).not.toBeFocused();
    await expectVisibleFocus(page);
    await press('Escape');
    await expect(bell).toBeFocused();
    const account = page.getByRole('button', { name: `Account of ${owner.name}` });
    await tabTo(page, account);
    const menu = page.getByRole('menu');
    await press('Enter');
    await expect(menu).toBeVisible();
    await press('Escape');
    await expect(account).toBeFocused();
    await press('Enter');
    await expect(menu).toBeVisible();
    await press('End', 'Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeFocused();
  });
});
