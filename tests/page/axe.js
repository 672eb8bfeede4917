// Runs axe-core on the current state of the page.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Checks all rules in light, and color contrast in dark, where only colors differ.
 *
 * @param {Page} page
 * @param {string} state its name in failure messages
 */
export async function expectClean(page, state) {
  await expectCleanPart(page, state, 'html', [{ colorScheme: 'light' }, { colorScheme: 'dark' }]);
}

/**
 * Checks all rules with the first of several media settings, and color contrast with the others.
 *
 * @param {Page} page
 * @param {string} state its name in failure messages
 * @param {string} part selects a part of the page
 * @param {Parameters<Page['emulateMedia']>[0][]} looks
 */
export async function expectCleanPart(page, state, part, looks) {
  // Evaluated, because the page's policy forbids a script element.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  for (const look of looks) {
    await page.emulateMedia(look);
    const violations = await page.evaluate(
      async ([part, options]) => {
        // @ts-ignore: axe was added above
        const results = await window.axe.run(part, options);
        return results.violations.map(
          (/** @type {{ id: string, nodes: { html: string }[] }} */ { id, nodes }) =>
            `${id}: ${nodes.map((node) => node.html).join(' ')}`,
        );
      },
      /** @type {const} */ ([
        part,
        {
          resultTypes: ['violations'],
          // Selectors take time and are not reported.
          selectors: false,
          // Frames contain pages that are tested separately.
          iframes: false,
          ...(look === looks[0] ? {} : { runOnly: ['color-contrast'] }),
        },
      ]),
    );
    expect(violations, `${state}, ${JSON.stringify(look)}`).toEqual([]);
  }
}
