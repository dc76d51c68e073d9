import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { keepPicture } from './pictures.js';

export interface Finding {
  readonly theme: 'light' | 'dark';
  readonly id: string;
  /** The first elements it is about. */
  readonly where: readonly string[];
}

const PHONE = { width: 390, height: 844 };

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Of all rules only these see a theme: a theme is nothing but other values of the same colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Only findings are put into words, and nothing is loaded once more; without frames the results need no page of their own to be put together in. */
const FAST = { resultTypes: ['violations' as const], preload: false };

/** Instead of axe itself, where a document has it already: the builder would send its megabyte and a half twice for each look. */
const LOADED = 'void 0';

/** Frames have documents of their own; where there are any, the builder loads it into each. */
const hasAxe = async (page: Page): Promise<boolean> => page.frames().length === 1 && (await page.evaluate(() => 'axe' in window));

/** The page follows the system a moment later, and paints it in the frame after that. Who chose a theme keeps it. */
async function inColours(theme: string): Promise<void> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const chosen = localStorage.getItem('kinship.theme') ?? 'system';
  while (document.documentElement.dataset['theme'] !== (chosen === 'system' ? theme : chosen)) await frame();
  await frame();
  await frame();
}

/** Shows the page in a theme, and waits until it is painted. */
export async function showIn(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.evaluate(inColours, theme);
}

/** Controls of an open dialog that stand beyond its left or right side, where nobody who does not scroll there can see them. Tabs show that they go on. */
async function outsideOfDialogs(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[role=dialog]')].flatMap((dialog) => {
      const { left, right } = dialog.getBoundingClientRect();
      const beyond = (control: Element): boolean => {
        const box = control.getBoundingClientRect();
        return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
      };
      return [...dialog.querySelectorAll('button:not([role=tab]), input, select, textarea, a[href]')].filter(beyond).map((control) => control.outerHTML);
    }));
}

/** What axe finds by WCAG 2.2 AA and best practice: every rule in the light theme, those about colour in the dark one as well. `name` is what pictures of it are called, where the story's own name says too little. */
export async function accessibilityFindings(page: Page, name?: string): Promise<readonly Finding[]> {
  // A page that is still loading has neither a heading nor findings.
  await page.locator('h1').first().waitFor();
  const findings: Finding[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await showIn(page, theme);
    const look = new AxeBuilder({ page, ...((await hasAxe(page)) && { axeSource: LOADED }) }).setLegacyMode().options(FAST);
    const { violations } = await (theme === 'light' ? look.withTags(TAGS) : look.withRules(COLOUR_RULES)).analyze();
    await keepPicture(page, theme, name);
    findings.push(...violations.map(({ id, nodes }) => ({ theme, id, where: nodes.slice(0, 5).map((node) => node.html) })));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return findings;
}

/** WCAG 2.2 AA and best practice, in both themes, as wide as the page is and as wide as a phone: no finding at all. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  const own = page.viewportSize();
  if (!own || own.width <= PHONE.width) return;
  await page.setViewportSize(PHONE);
  expect((await accessibilityFindings(page)).map((finding) => ({ ...finding, at: 'phone width' }))).toEqual([]);
  expect(await outsideOfDialogs(page)).toEqual([]);
  await page.setViewportSize(own);
}
