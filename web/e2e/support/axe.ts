import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 AA and best practice, in both themes: no finding at all. */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that is still loading has neither a heading nor findings.
  await page.locator('h1').first().waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map(({ id, nodes }) => ({ theme: colorScheme, id, where: nodes.slice(0, 5).map((node) => node.html) }))).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
