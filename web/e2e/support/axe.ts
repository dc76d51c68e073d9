import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export interface Finding {
  readonly theme: 'light' | 'dark';
  readonly id: string;
  /** The first elements it is about. */
  readonly where: readonly string[];
}

const PHONE = { width: 390, height: 844 };

/** What axe finds by WCAG 2.2 AA and best practice, in both themes. */
export async function accessibilityFindings(page: Page): Promise<readonly Finding[]> {
  // A page that is still loading has neither a heading nor findings.
  await page.locator('h1').first().waitFor();
  const findings: Finding[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
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
  await page.setViewportSize(own);
}
