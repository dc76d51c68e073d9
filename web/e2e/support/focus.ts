import { expect, type Locator, type Page } from '@playwright/test';

/** Further than this nobody tabs. */
const MOST_STEPS = 60;

/** The focus is on something, and that shows: an outline, a ring, or the marked cell or option that a list points at. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const problem = await page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'The focus is lost.';
    const pointed = at.getAttribute('aria-activedescendant');
    if (pointed) return document.getElementById(pointed) ? null : `The focus points at nothing: ${at.outerHTML.slice(0, 200)}`;
    // Where a page begins there is nothing to do, and so nothing to show.
    if (at.matches('main, h1')) return null;
    const shown = [at, ...at.closest('label, .box, .search, .zone')?.querySelectorAll('*') ?? [], at.parentElement].some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    // A line between two areas shows itself.
    const line = at.matches('[role=separator]') && getComputedStyle(at, '::after').opacity !== '0';
    return shown || line || at.matches('[role=combobox][aria-expanded=true]') ? null : `The focus does not show: ${at.outerHTML.slice(0, 200)}`;
  });
  expect(problem).toBeNull();
}

/** Presses Tab until `target` has the focus; on the way it must always be somewhere, and show. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press(key);
    await expectVisibleFocus(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(target)} is not reached by ${key}.`);
}
