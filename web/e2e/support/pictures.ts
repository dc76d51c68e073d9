import path from 'node:path';
import { test, type Page } from '@playwright/test';

/** Where pictures are kept of all that the stories look at; without it none are taken. */
const folder = process.env['KINSHIP_PICTURES'];

const taken = new Map<string, number>();

const wordsOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/gu, '-');

const storyName = (): string => `${path.basename(test.info().file, '.e2e.ts')} ${test.info().title}`;

/** Keeps a picture of the page as it is, so that a person can look at what axe cannot judge. `name` says what is seen; without it the story does, and pictures of one story are counted. */
export async function keepPicture(page: Page, theme: 'light' | 'dark', name = storyName()): Promise<void> {
  if (!folder) return;
  const look = `${page.viewportSize()?.width ?? 0}-${theme}`;
  const story = wordsOf(name).slice(0, 90);
  const count = (taken.get(story + look) ?? 0) + 1;
  taken.set(story + look, count);
  await page.screenshot({ path: path.join(folder, `${story}-${String(count).padStart(2, '0')}-${look}.png`) });
}
