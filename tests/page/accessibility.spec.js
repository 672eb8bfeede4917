// axe-core finds nothing, light and dark, with everything unfolded.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from './test.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const link of ['#v=1', '#v=1&seed=x&output=linear&end_lr=1e6']) {
    test(`no accessibility violations, ${colorScheme}, ${link}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`./${link}`);
      await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
      await expect(page.locator('html')).toHaveAttribute('data-evidence', 'done');
      for (const group of await page.locator('details').all()) {
        await group.evaluate((details) => details.setAttribute('open', ''));
      }
      await expect(page.locator('#why-outcome')).not.toBeEmpty();
      // Not as an element of the page, whose policy lets no such script in.
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        // @ts-ignore: axe is there since then
        const results = await window.axe.run();
        return results.violations.map(
          (/** @type {{ id: string, nodes: { html: string }[] }} */ { id, nodes }) =>
            `${id}: ${nodes.map((node) => node.html).join(' ')}`,
        );
      });
      expect(violations).toEqual([]);
    });
  }
}
