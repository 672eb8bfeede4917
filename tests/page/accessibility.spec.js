// axe-core finds nothing, light and dark, with everything unfolded.

import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

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
      await page.addScriptTag({ path: axe });
      const violations = await page.evaluate(async () => {
        // @ts-ignore: axe is there since addScriptTag
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
