import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { bundleSizes, type BundleSizes } from './support/bundle.js';
import { expect, test } from './support/test.js';

/** What the client may weigh. `KINSHIP_WRITE_BUDGETS=1` writes it anew, with some room: more than that is to be meant. */
const FILE = path.resolve(import.meta.dirname, '../budgets.json');
const ROOM = 1.06;
const KILO = 1_000;

const rounded = (bytes: number): number => Math.ceil((bytes * ROOM) / KILO) * KILO;

/** Parts without a budget of their own. */
const SMALL = 60 * KILO;
/** Google's "good" for what moves while a page comes up. */
const MOST_SHIFT = 0.1;
const PAGES = ['/home', '/contacts', '/opportunities', '/activities', '/imports', '/settings/members'];

interface PageLoad {
  readonly files: number;
  readonly bytes: number;
  readonly questions: number;
}
interface Budget extends BundleSizes {
  readonly pages: Readonly<Record<string, PageLoad>>;
}
const present = (): Budget => JSON.parse(readFileSync(FILE, 'utf8')) as Budget;
const write = (change: Partial<Budget>): void => writeFileSync(FILE, `${JSON.stringify({ ...present(), ...change }, null, 2)}\n`);
const over = (name: string, size: number, most: number): string[] => (size > most ? [`${name}: ${size} of ${most}`] : []);

test('the client weighs no more than it may, as a whole and each part that is loaded later', () => {
  const now = bundleSizes();
  if (process.env['KINSHIP_WRITE_BUDGETS']) {
    const names = Object.keys(now.later).sort();
    write({ initial: { js: rounded(now.initial.js), css: rounded(now.initial.css), files: now.initial.files + 2, steps: now.initial.steps }, later: Object.fromEntries(names.map((name) => [name, rounded(now.later[name]!)])) });
  }
  const budget = present();
  const problems = [
    ...(['js', 'css', 'files', 'steps'] as const).flatMap((what) => over(`initial ${what}`, now.initial[what], budget.initial[what])),
    ...Object.entries(now.later).flatMap(([name, size]) => over(name, size, budget.later[name] ?? SMALL)),
  ];
  expect(problems).toEqual([]);
  // What the design promises, whatever the file says.
  expect(now.initial.js + now.initial.css).toBeLessThan(240 * KILO);
  expect(Object.keys(now.later).length).toBeGreaterThan(60);
});

/** What a page took to come up, as the browser counted it; what came from its cache counts too. */
async function loadOf(page: Page, path: string): Promise<PageLoad & { readonly shift: number }> {
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  return page.evaluate(async () => {
    const shift = await new Promise<number>((resolve) => {
      new PerformanceObserver((list, observer) => {
        observer.disconnect();
        resolve(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number; hadRecentInput: boolean }).value, 0));
      }).observe({ type: 'layout-shift', buffered: true });
      // Where nothing moved nobody is called.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
    });
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const files = all.filter(({ name }) => /\.(js|css)$/.test(name));
    return { shift, files: files.length, bytes: files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0), questions: all.filter(({ name }) => name.endsWith('/graphql')).length };
  });
}

test('pages come up with few files, few questions and without jumping', async ({ page, owner }) => {
  expect(owner.email).toContain('@');
  const problems: string[] = [];
  const loads: Record<string, PageLoad> = {};
  for (const path of PAGES) {
    const { shift, ...load } = await loadOf(page, path);
    loads[path] = { files: load.files + 4, bytes: rounded(load.bytes), questions: load.questions + 2 };
    problems.push(...over(`${path} jumps`, shift, MOST_SHIFT));
    const budget = present().pages?.[path];
    if (budget && !process.env['KINSHIP_WRITE_BUDGETS']) for (const what of ['files', 'bytes', 'questions'] as const) problems.push(...over(`${path} ${what}`, load[what], budget[what]));
  }
  if (process.env['KINSHIP_WRITE_BUDGETS']) write({ pages: loads });
  expect(problems).toEqual([]);
  expect(Object.keys(present().pages)).toEqual(PAGES);
});
