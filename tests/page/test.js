// Playwright's test, in which a page that asks another origin for anything fails, and one that breaks.

import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

/**
 * What was asked of other origins in the test that runs. Chromium refuses it besides: see
 * playwright.config.js.
 * @type {string[]}
 */
export const foreign = [];

/**
 * What the pages of the test that runs complained of: errors that nobody caught, and what the browser or
 * the page wrote to the console as an error. A test that provokes some takes them out of here.
 * @type {string[]}
 */
export const complaints = [];

/**
 * Takes out what a test has provoked, and fails if that was nothing.
 * @param {RegExp} expected
 */
export function expectComplaints(expected) {
  const other = complaints.filter((text) => !expected.test(text));
  if (other.length === complaints.length) throw new Error(`No page complained of ${expected}`);
  complaints.splice(0, Infinity, ...other);
}

export const test = base.extend({
  context: async ({ context, baseURL }, use) => {
    const own = new URL(baseURL ?? '').origin;
    foreign.length = complaints.length = 0;
    // By the page, its workers and its frames.
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== own) foreign.push(request.url());
    });
    // Sockets are not requests. The page has none, to its own origin neither.
    context.on('page', (page) => page.on('websocket', (socket) => foreign.push(socket.url())));
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await use(context);
    if (foreign.length > 0) throw new Error(`Asked of another origin: ${foreign.join(' ')}`);
    if (complaints.length > 0) throw new Error(`Complaints: ${complaints.join('; ')}`);
  },
});
