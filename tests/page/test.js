// Playwright's test, which fails if a page requests another origin or reports an error.

import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

/**
 * The requests of the running test to other origins. Chromium also blocks them: see
 * playwright.config.js.
 * @type {string[]}
 */
export const foreign = [];

/** The errors that the running test expects. @type {RegExp[]} */
const provoked = [];

/**
 * Sets the errors that a test expects: it fails if one of them is missing, and with any other error.
 * @param {...RegExp} complaints match uncaught errors and console errors
 */
export function expectComplaints(...complaints) {
  provoked.push(...complaints);
}

export const test = base.extend({
  context: async ({ context, baseURL }, use) => {
    const own = new URL(baseURL ?? '').origin;
    foreign.length = provoked.length = 0;
    // In a reused context Playwright keeps permissions (and the history). See playwright.config.js.
    await context.clearPermissions();
    const complaints = /** @type {string[]} */ ([]);
    // Requests by the page, its workers and its frames.
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== own) foreign.push(request.url());
    });
    // Web sockets are not requests. The page opens none, not even to its own origin.
    /** @param {import('@playwright/test').Page} page */
    const watchSockets = (page) => page.on('websocket', (socket) => foreign.push(socket.url()));
    context.pages().forEach(watchSockets);
    context.on('page', watchSockets);
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      // A browser with a window requests an icon on its own.
      if (/\/(favicon[.]ico|icon-[^/]*[.]svg)$/.test(message.location().url)) return;
      if (message.type() === 'error') complaints.push(message.text());
    });
    await use(context);
    if (foreign.length > 0) throw new Error(`Asked of another origin: ${foreign.join(' ')}`);
    const other = complaints.filter((text) => !provoked.some((one) => one.test(text)));
    if (other.length > 0) throw new Error(`A page complained: ${other.join('; ')}`);
    const missing = provoked.filter((one) => !complaints.some((text) => one.test(text)));
    if (missing.length > 0) throw new Error(`No page complained of ${missing.join(' or ')}`);
  },
});
