// Playwright's test, in which a page that asks another origin for anything fails.

import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

/**
 * What was asked of other origins in the test that runs. Chromium refuses it besides: see
 * playwright.config.js.
 * @type {string[]}
 */
export const foreign = [];

export const test = base.extend({
  context: async ({ context, baseURL }, use) => {
    const own = new URL(baseURL ?? '').origin;
    foreign.length = 0;
    // By the page, its workers and its frames.
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== own) foreign.push(request.url());
    });
    // Sockets are not requests. The page has none, to its own origin neither.
    context.on('page', (page) => page.on('websocket', (socket) => foreign.push(socket.url())));
    await use(context);
    if (foreign.length > 0) throw new Error(`Asked of another origin: ${foreign.join(' ')}`);
  },
});
