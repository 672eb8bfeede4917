import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/browsers.mjs';

const url = 'http://localhost:4199';

export default defineConfig({
  testDir: 'tests/page',
  workers: 1,
  retries: 0,
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
  use: { baseURL: url },
  projects: [
    // The page as a whole: two more engines show that nothing in it is Chromium's alone.
    { name: 'firefox', testMatch: 'engines.spec.js' },
    { name: 'webkit', testMatch: 'engines.spec.js' },
    {
      name: 'chromium',
      testIgnore: 'engines.spec.js',
      // An installed Chromium, or without one Playwright's own.
      use: { browserName: 'chromium', launchOptions: { executablePath: findChromium() } },
    },
  ],
  webServer: { command: 'npx vite preview --port 4199 --strictPort', url },
});
