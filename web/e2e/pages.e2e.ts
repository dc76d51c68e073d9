import type { Page } from '@playwright/test';
import { accessibilityFindings } from './support/axe.js';
import { expect, test } from './support/test.js';

const DEMO = { email: 'owner@demo.kinship.test', password: 'kinship-demo' };
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Pages that differ by the record alone are one page. */
const pattern = (path: string): string => path.replace(ID, 'id').replace(/[?#].*$/, '');

/** Paths of the links a page has, one for each page that is not `known` yet. */
async function linksOf(page: Page, known: Set<string>): Promise<readonly string[]> {
  const paths = await page.locator('a[href^="/"]:not([download]):not([target])').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '/'));
  return paths.filter((path) => {
    const key = pattern(path);
    if (known.has(key) || /^\/(files|graphql|oauth|health)\b/.test(key)) return false;
    known.add(key);
    return true;
  });
}

/** Goes there as a link does, without loading the client again; on arrival the focus is in the page. */
async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForFunction(() => document.querySelector('main')?.contains(document.activeElement));
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

/** What does not fit: a page that scrolls sideways or ends above the foot of the window, a title that is cut, a button that is narrower than its words. */
async function layoutFindings(page: Page): Promise<readonly string[]> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const title = page.locator('h1').first();
  const cut = await title.evaluate((heading) => heading.scrollWidth - heading.clientWidth);
  const narrow = await page.locator('button:visible, a[data-variant]:visible').evaluateAll((buttons) =>
    buttons.filter((button) => getComputedStyle(button).overflowX === 'visible' && button.scrollWidth - button.clientWidth > 1 && button.clientWidth > 0).map((button) => (button.getAttribute('aria-label') ?? button.textContent ?? '').trim()));
  const short = await page.evaluate(() => innerHeight - (document.querySelector('app-shell main')?.getBoundingClientRect().bottom ?? innerHeight));
  return [...(short > 1 ? [`ends ${short} above the foot of the window`] : []), ...narrow.map((words) => `the button "${words}" is narrower than its words`), ...(beyond > 0 ? [`scrolls sideways by ${beyond}`] : []), ...(cut > 1 ? [`its title "${await title.innerText()}" is cut`] : [])];
}

/** @returns what is wrong with the page that is open, in words and in both themes */
async function look(page: Page, place: string, name: string): Promise<readonly string[]> {
  await settled(page);
  const findings = [...(await layoutFindings(page)), ...(await accessibilityFindings(page, `${name}${place}`)).map(({ theme, id, where }) => `${id} (${theme}): ${where.join(' | ')}`)];
  return findings.map((finding) => `${place}: ${finding}`);
}

const WALKS = [
  { name: 'desktop, in English', viewport: { width: 1440, height: 900 }, locale: 'en-GB', language: 'en' },
  // A phone has the least room and German the longest words: what fits there fits.
  { name: 'phone, in German', viewport: { width: 390, height: 844 }, locale: 'de-DE', language: 'de' },
] as const;

test('every page has all its words when it is the first one that is opened', async ({ page }) => {
  test.setTimeout(600_000);
  const signedIn = await page.request.post('/graphql', { headers: { 'x-kinship-client': 'web' }, data: { query: 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }', variables: { input: DEMO } } });
  expect(signedIn.ok()).toBe(true);
  const missing: string[] = [];
  let place = '/home';
  page.on('console', (message) => {
    if (message.text().includes('There are no words for')) missing.push(`${pattern(place)}: ${message.text()}`);
  });
  const known = new Set<string>(['/', '/home']);
  const waiting = ['/home'];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    place = path;
    await page.goto(path);
    await settled(page);
    waiting.push(...(await linksOf(page, known)));
  }
  expect(missing).toEqual([]);
  expect(known.size).toBeGreaterThan(20);
});

for (const { name, viewport, locale, language } of WALKS) {
  test.describe(`on a ${name}`, () => {
    test.use({ viewport, locale });

    test('every page that a link leads to is accessible and fits', async ({ page }) => {
      test.setTimeout(600_000);
      const findings: string[] = [];
      for (const place of ['/sign-up', '/forgot-password', '/sign-in']) {
        await page.goto(place);
        findings.push(...(await look(page, place, language)));
      }
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await page.locator('input[type=email]').fill(DEMO.email);
      await page.locator('input[type=password]').fill(DEMO.password);
      await page.locator('button[type=submit]').click();
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      findings.push(...(await look(page, '/home', language)));
      const known = new Set<string>(['/', '/home']);
      const waiting = ['/contacts', '/accounts', '/opportunities', '/products', '/activities', '/imports', '/settings'];
      for (const path of waiting) known.add(path);
      waiting.push(...(await linksOf(page, known)));
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        await visit(page, path);
        findings.push(...(await look(page, pattern(path), language)));
        waiting.push(...(await linksOf(page, known)));
      }
      expect(findings).toEqual([]);
      expect(known.size).toBeGreaterThan(20);
    });
  });
}
