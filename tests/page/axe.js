// axe-core, in whatever state the page is.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * All rules in light; of the colors, which are all that differs, those of dark as well.
 *
 * @param {Page} page
 * @param {string} state what it is called in the report
 */
export async function expectClean(page, state) {
  // Not as an element of the page, whose policy lets no such script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(
      async (options) => {
        // @ts-ignore: axe is there since then
        const results = await window.axe.run(options);
        return results.violations.map(
          (/** @type {{ id: string, nodes: { html: string }[] }} */ { id, nodes }) =>
            `${id}: ${nodes.map((node) => node.html).join(' ')}`,
        );
      },
      {
        resultTypes: ['violations'],
        // What is in a frame is a page of its own.
        iframes: false,
        ...(colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {}),
      },
    );
    expect(violations, `${state}, ${colorScheme}`).toEqual([]);
  }
}
