import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { join, signUp, type Person } from './api.js';

interface Fixtures {
  /** The owner of a workspace of the story's own, signed in in `page`. */
  readonly owner: Person;
  /** Signs a colleague in in a second browser. */
  readonly colleague: (role: 'ADMIN' | 'MEMBER' | 'VIEWER', name?: string) => Promise<Page>;
}

/** Every story has a workspace of its own, and fails when the browser reports an error or something that the page's policy forbids. */
export const test = base.extend<Fixtures>({
  owner: async ({ context }, use) => {
    await use(await signUp(context));
  },
  colleague: async ({ browser, context, owner, baseURL }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (role, name) => {
      if (!owner.email) throw new Error('A colleague needs a workspace.');
      const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'UTC', serviceWorkers: 'block' });
      opened.push(other);
      await join(context, other, role, name);
      return other.newPage();
    });
    for (const other of opened) await other.close();
  },
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) errors.push(message.text());
    });
    await use(page);
    expect(errors).toEqual([]);
  },
});

export { expect };
