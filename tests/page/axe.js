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
  await expectCleanPart(page, state, 'html', [{ colorScheme: 'light' }, { colorScheme: 'dark' }]);
}

/**
 * All rules in the first of some looks; of the colors those of the others as well.
 *
 * @param {Page} page
 * @param {string} state what it is called in the report
 * @param {string} part of the page
 * @param {Parameters<Page['emulateMedia']>[0][]} looks
 */
export async function expectCleanPart(page, state, part, looks) {
  // Not as an element of the page, whose policy lets no such script in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  for (const look of looks) {
    await page.emulateMedia(look);
    const violations = await page.evaluate(
      async ([part, options]) => {
        // @ts-ignore: axe is there since then
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
          // They take time, and are not told of.
          selectors: false,
          // What is in a frame is a page of its own.
          iframes: false,
          ...(look === looks[0] ? {} : { runOnly: ['color-contrast'] }),
        },
      ]),
    );
    expect(violations, `${state}, ${JSON.stringify(look)}`).toEqual([]);
  }
}
