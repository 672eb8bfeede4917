import { defineConfig } from '@playwright/test';
import { findHeadlessChromium } from './scripts/browsers.mjs';

const url = 'http://localhost:4199';

export default defineConfig({
  testDir: 'tests/page',
  // Twice the processors of a small machine: tests wait for frames, timeouts and crashed workers.
  workers: 4,
  fullyParallel: true,
  retries: 0,
  // For a slow machine under load.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: url,
    // A new browser context would be a third of the time of the shortest tests. Between tests Playwright resets the context:
    // it opens a blank page, deletes storage, routes and scripts, and closes other pages.
    reuseContext: true,
    // Sweeps are shown at their end at once, except in tests of motion.
    contextOptions: { reducedMotion: 'reduce' },
    // The copies of a service worker would hide requests of the page; only its own tests allow it.
    serviceWorkers: 'block',
    launchOptions: {
      // An installed Chromium, or without one Playwright's own.
      executablePath: findHeadlessChromium(),
      // Only localhost can be resolved.
      args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'],
    },
  },
  projects: [
    // The whole page in two more engines: nothing may depend on Chromium.
    { name: 'firefox', testMatch: 'engines.spec.js' },
    { name: 'webkit', testMatch: 'engines.spec.js' },
    {
      name: 'chromium',
      testIgnore: 'engines.spec.js',
      // The trace of a failed test, only in CI: recording slows down all tests.
      use: process.env.GITHUB_ACTIONS
        ? { trace: { mode: 'retain-on-failure', snapshots: false } }
        : {},
    },
  ],
  webServer: { command: 'npx vite preview --port 4199 --strictPort', url },
});
