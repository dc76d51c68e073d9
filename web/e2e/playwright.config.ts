import { defineConfig } from '@playwright/test';

const program = process.env['KINSHIP_CHROMIUM'];

/** Stories told in a real browser against a running product; `npm run e2e` starts it and sets KINSHIP_URL. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results',
  // The product, PostgreSQL and the browser share one machine: more workers only make every story slower.
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env['KINSHIP_URL'] ?? 'http://localhost:3000',
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // What fades in or moves is half transparent for a moment, and axe would find that moment.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(program && { executablePath: program }),
      args: ['--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-background-networking', '--hide-scrollbars'],
    },
  },
});
