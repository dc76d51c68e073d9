import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { join, signUp, type Person } from './api.js';

interface Fixtures {
  /** The owner of a workspace of the story's own, signed in in `page`. */
  readonly owner: Person;
  /** Signs a colleague in in a second browser. */
  readonly colleague: (role: 'ADMIN' | 'MEMBER' | 'VIEWER', name?: string) => Promise<Page>;
}

/** How many times slower than the machine the browser is to be: stories that need a fast one are found with `KINSHIP_SLOW=6 npm run e2e`. */
const slower = Number(process.env['KINSHIP_SLOW'] ?? 1);

/** What the browser says that no page should give it reason to. */
function listen(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|There are no words for/.test(message.text())) errors.push(message.text());
  });
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
}

/** Every story has a workspace of its own, and fails when the browser reports an error, something that the page's policy forbids, or a text without words. */
export const test = base.extend<Fixtures>({
  owner: async ({ context }, use) => {
    await use(await signUp(context));
  },
  colleague: async ({ browser, context, owner, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    const errors: string[] = [];
    await use(async (role, name) => {
      if (!owner.email) throw new Error('A colleague needs a workspace.');
      const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'UTC', serviceWorkers: 'block' });
      contexts.push(other);
      await join(context, other, role, name);
      const opened = await other.newPage();
      listen(opened, errors);
      if (slower > 1) await slowDown(opened);
      return opened;
    });
    for (const other of contexts) await other.close();
    expect(errors).toEqual([]);
  },
  page: async ({ page }, use) => {
    const errors: string[] = [];
    listen(page, errors);
    if (slower > 1) await slowDown(page);
    await use(page);
    expect(errors).toEqual([]);
  },
});

export { expect };
