import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator } from '@playwright/test';
import { PASSWORD, create } from './support/api.js';
import { tabTo } from './support/focus.js';
import { ScreenReader } from './support/screen-reader.js';
import { expect, test } from './support/test.js';
import { replaceText, typeText } from './support/typing.js';

const DOCUMENT = join(dirname(fileURLToPath(import.meta.url)), '../../docs/accessibility.md');

interface Step {
  readonly title: string;
  /** What must be heard, word for word. */
  readonly announced: readonly string[];
}

/** The rows of the walk in docs/accessibility.md: `| 4 | what to do | keys | said: "this" |`. */
function stepsOfDocument(): readonly Step[] {
  return readFileSync(DOCUMENT, 'utf8')
    .split('\n')
    .map((line) => /^\| \d+ \| (.+?) \| .+? \| (.+) \|$/.exec(line))
    .filter((row) => row !== null)
    .map(([, title, said]) => ({ title: title!, announced: [...said!.matchAll(/“(.+?)”/g)].map(([, words]) => words!) }));
}

test('the walk of docs/accessibility.md is heard as it is written down', async ({ page, context, owner }) => {
  test.slow();
  const accountId = await create(context, 'Account', { name: 'Kite Analytics', industry: 'Software' });
  await create(context, 'Opportunity', { name: 'Platform rollout', accountId, amount: '9000' });
  await context.clearCookies();
  const reader = await ScreenReader.listen(page);
  const { keyboard } = page;
  const card = page.getByRole('article', { name: /Platform rollout/ });
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const command = async (words: string): Promise<void> => {
    await keyboard.press('ControlOrMeta+k');
    await typeText(page, words);
    await expect(page.getByRole('option', { name: words }).first()).toHaveAttribute('aria-selected', 'true');
    await keyboard.press('Enter');
  };

  /** What each row of the document does, in its order. */
  const actions: readonly (() => Promise<unknown>)[] = [
    async () => {
      await page.goto('/sign-in');
      await tabTo(page, page.getByLabel('E-mail'));
    },
    async () => {
      await typeText(page, owner.email);
      await tabTo(page, page.getByRole('textbox', { name: 'Password' }));
    },
    async () => {
      await typeText(page, 'wrong');
      await keyboard.press('Enter');
    },
    () => replaceText(page, PASSWORD),
    () => keyboard.press('ControlOrMeta+k'),
    () => typeText(page, 'kite'),
    () => keyboard.press('Enter'),
    () => tabTo(page, button('Edit Industry: Software')),
    () => keyboard.press('Enter'),
    () => replaceText(page, 'Consulting'),
    () => keyboard.press('ControlOrMeta+z'),
    async () => {
      await tabTo(page, button('Edit Name: Kite Analytics'), 'Shift+Tab');
      await keyboard.press('Enter');
      await expect(page.locator('input:focus')).toHaveValue('Kite Analytics');
      await keyboard.press('ControlOrMeta+a');
      await keyboard.press('Delete');
      await keyboard.press('Enter');
    },
    () => command('Go to Opportunities'),
    () => tabTo(page, card),
    () => keyboard.press('Alt+ArrowLeft'),
    () => keyboard.press('Alt+ArrowRight'),
    () => keyboard.press('Enter'),
    () => keyboard.press('Escape'),
    async () => {
      await tabTo(page, page.getByRole('searchbox', { name: 'Search opportunities' }), 'Shift+Tab');
      await typeText(page, 'rollout');
    },
    async () => {
      await tabTo(page, button(`Account of ${owner.name}`), 'Shift+Tab');
      await keyboard.press('Enter');
      await expect(page.getByRole('menu')).toBeVisible();
    },
    async () => {
      await keyboard.press('End');
      await keyboard.press('Enter');
    },
  ];
  const steps = stepsOfDocument();
  expect(steps).toHaveLength(actions.length);
  for (const [at, { title, announced }] of steps.entries()) {
    await test.step(`${at + 1}. ${title}`, async () => {
      reader.forget();
      await actions[at]!();
      expect(announced.length).toBeGreaterThan(0);
      for (const words of announced) await expect.poll(() => reader.heard(), { message: `step ${at + 1}, ${title}` }).toContain(words);
      if (process.env['KINSHIP_HEARD']) process.stdout.write(`\n${at + 1}. ${title}\n${await reader.heard()}\n`);
    });
  }
});
