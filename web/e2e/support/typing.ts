import { expect, type Page } from '@playwright/test';

const FIELD = 'input:focus, textarea:focus';

/** Types into the field that has the focus, once one has it: keys come faster from here than from hands, and a field that has just been opened gets the focus a moment later. */
export async function typeText(page: Page, text: string): Promise<void> {
  await expect(page.locator(FIELD)).toBeVisible();
  await page.keyboard.type(text);
}

/** Puts `text` in the place of all that the field with the focus holds, and presses Enter. */
export async function replaceText(page: Page, text: string): Promise<void> {
  await expect(page.locator(FIELD)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}
