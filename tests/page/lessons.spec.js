// The lessons, step by step, and a lesson that a teacher writes as two links.

import { readFileSync } from 'node:fs';
import { expectClean } from './axe.js';
import { expect, test } from './test.js';
import { LIGHT, settled, setWorkers } from './visit.js';

/** @type {{ name: string, steps: { title: string, do: string, see: string }[] }[]} */
const LESSONS = JSON.parse(readFileSync('www/data/lessons.json', 'utf8'));

/** @param {import('@playwright/test').Page} page which has settled */
async function pages(page) {
  const pdf = (await page.pdf()).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b/g)?.length;
}

test('every lesson can be chosen and followed with the keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  // The test does not wait for the results of the steps.
  await setWorkers(page, 1);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  let first;
  for (const { name, steps } of LESSONS) {
    await page.locator('#presets > button').press('Enter');
    await page.locator('#lessons-open').press('Enter');
    const dialog = page.locator('#lessons');
    await expect(dialog.getByRole('link')).toHaveCount(LESSONS.length);
    if (name === LESSONS[0].name) {
      await expectClean(page, 'the lessons');
      first = await dialog.getByRole('link').first().elementHandle();
    }
    await dialog.getByRole('link', { name }).press('Enter');
    await expect(dialog).toBeHidden();
    const shown = page.locator('#shown');
    for (const [place, step] of steps.entries()) {
      await expect(shown).toContainText(`Step ${place + 1} of ${steps.length}`);
      await expect(shown.locator('h2')).toHaveText(step.title);
      await expect(shown).toContainText(`${step.do} ${step.see}`);
      await expect(page.locator('#notices')).toBeHidden();
      const next = shown.getByRole('link', { name: 'Next step' });
      if (place + 1 < steps.length) await next.press('Enter');
      else await expect(next).toBeHidden();
    }
  }
  // Links that are replaced when the dialog opens again would lose the focus to another lesson.
  expect(await first?.evaluate((link) => link.isConnected)).toBe(true);
});

test('on a phone every step of a lesson is in view when it opens', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 667 });
  await setWorkers(page, 1);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#presets > button').click();
  await page.locator('#lessons-open').click();
  const { name, steps } = LESSONS[1];
  await page.locator('#lessons').getByRole('link', { name }).click();
  const shown = page.locator('#shown');
  for (const [place, step] of steps.entries()) {
    await expect(shown.locator('h2')).toHaveText(step.title);
    await expect(shown).toBeInViewport({ ratio: 1 });
    if (place + 1 < steps.length) await shown.getByRole('link', { name: 'Next step' }).click();
  }
});

test('the README’s two-link lesson works and prints each step on one page', async ({ page }) => {
  // The example of the README.
  const readme = readFileSync('README.md', 'utf8');
  const [, link] = /^ *(#v=2&.*&next=.*)$/m.exec(readme) ?? [];
  await page.goto(`./${link}`);
  await settled(page);
  const shown = page.locator('#shown');
  await expect(shown).toContainText('Step 1 of 2');
  await expectClean(page, 'a lesson');
  expect(await pages(page)).toBe(1);
  await shown.getByRole('link', { name: 'Next step' }).click();
  await expect(shown).toContainText('Step 2 of 2');
  await settled(page);
  await expect(page.locator('#pinned')).toContainText('optimizer “SGD” (now “Adam”)');
  await expect(page.locator('#difference')).toContainText('a factor of');
  expect(await pages(page)).toBe(1);
  await page.goBack();
  await expect(shown).toContainText('Step 1 of 2');
});
