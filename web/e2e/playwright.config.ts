import { defineConfig } from '@playwright/test';

const program = process.env['KINSHIP_CHROMIUM'];

/** Stories told in a real browser against a running product; `npm run e2e` starts it and sets KINSHIP_URL. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results',
  // Each story has a workspace of its own. One at a time would leave a core idle while the browser waits for the product; more than two only make every story slower.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A hung story ends; how fast a machine is, no story depends on.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env['KINSHIP_URL'] ?? 'http://localhost:3000',
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // What fades in or moves is half transparent for a moment, and axe would find that moment.
    contextOptions: { reducedMotion: 'reduce' },
    // What was on the page at each step is kept; a film of it besides costs a quarter of the run.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(program && { executablePath: program }),
      args: ['--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-background-networking', '--hide-scrollbars'],
    },
  },
});
