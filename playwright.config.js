import { defineConfig } from '@playwright/test';
import { findHeadlessChromium } from './scripts/browsers.mjs';

const url = 'http://localhost:4199';

export default defineConfig({
  testDir: 'tests/page',
  // Most of a test is waiting: for frames, for a pause to pass, for a worker that is dead.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  // A slow machine that has other things to do as well.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: url,
    // A window of its own would take a test of the page at its lightest a third of its time. Between tests Playwright empties
    // the window: it opens a blank page, drops storage, routes and scripts, and closes other pages.
    reuseContext: true,
    // Pictures are finished at once, but where a test is of motion.
    contextOptions: { reducedMotion: 'reduce' },
    // A service worker's copies would hide what a page asks for; its own tests let it in.
    serviceWorkers: 'block',
    launchOptions: {
      // An installed Chromium, or without one Playwright's own.
      executablePath: findHeadlessChromium(),
      // No name but this one leads anywhere.
      args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'],
    },
  },
  projects: [
    // The page as a whole: two more engines show that nothing in it is Chromium's alone.
    { name: 'firefox', testMatch: 'engines.spec.js' },
    { name: 'webkit', testMatch: 'engines.spec.js' },
    {
      name: 'chromium',
      testIgnore: 'engines.spec.js',
      // What a failed test did, and pictures of what it saw; to keep them takes time from all of them.
      use: process.env.GITHUB_ACTIONS
        ? { trace: { mode: 'retain-on-failure', snapshots: false } }
        : {},
    },
  ],
  webServer: { command: 'npx vite preview --port 4199 --strictPort', url },
});
