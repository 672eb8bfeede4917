// Playwright's test, in which a page that asks another origin for anything fails, and one that breaks.

import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

/**
 * What was asked of other origins in the test that runs. Chromium refuses it besides: see
 * playwright.config.js.
 * @type {string[]}
 */
export const foreign = [];

/** What the test that runs provokes on purpose. @type {RegExp[]} */
const provoked = [];

/**
 * Says what a test provokes: it fails without such a complaint, and with any other.
 * @param {...RegExp} complaints of errors that nobody caught, or that are written to the console
 */
export function expectComplaints(...complaints) {
  provoked.push(...complaints);
}

export const test = base.extend({
  context: async ({ context, baseURL }, use) => {
    const own = new URL(baseURL ?? '').origin;
    foreign.length = provoked.length = 0;
    // Playwright leaves in the window what a test before was permitted (and its history). See playwright.config.js.
    await context.clearPermissions();
    const complaints = /** @type {string[]} */ ([]);
    // By the page, its workers and its frames.
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== own) foreign.push(request.url());
    });
    // Sockets are not requests. The page has none, to its own origin neither.
    /** @param {import('@playwright/test').Page} page */
    const watchSockets = (page) => page.on('websocket', (socket) => foreign.push(socket.url()));
    context.pages().forEach(watchSockets);
    context.on('page', watchSockets);
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      // A browser with a window asks for an icon by itself.
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
