// Random actions: whatever a visitor did, the page shows what a fresh page shows with its link. `SEEDS=100 npx playwright
// test random` tries more than a few.

import { expect, test } from './test.js';
import { LIGHT, openFolds, openSettled, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

const SEEDS = Number(process.env.SEEDS ?? 2);
const ACTIONS = 12;

/** Returns random integers below a bound: Numerical Recipes' linear congruential generator. @param {number} seed */
function randomBelow(seed) {
  let state = seed;
  return (/** @type {number} */ bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Types a text and leaves the field. @param {import('@playwright/test').Locator} field @param {string} text */
async function type(field, text) {
  await field.fill(text);
  await field.blur();
}

/**
 * An action, as a text with what it does.
 * @param {Page} page
 * @param {(bound: number) => number} below returns random integers
 */
async function act(page, below) {
  const one = (/** @type {string[]} */ all) => all[below(all.length)];
  const bound = one(['lower', 'upper']);
  const handle = page.locator(`.handle.${bound}`);
  const auto = page.locator(`#${bound}-auto`);
  const box = page.locator('#schedule-list input').nth(below(9));
  // None is refused: a refused text stays.
  const texts = { lower: ['0.1', '0.5', 'auto'], upper: ['3', '40', 'auto'], lr: ['1', '0.02'] };
  const key = /** @type {keyof typeof texts} */ (one(Object.keys(texts)));
  const actions = {
    press: async () => (await handle.isVisible()) && handle.press(one(['ArrowLeft', 'ArrowRight'])),
    drag: () => drag(page, handle, below(160) - 80),
    auto: async () => (await auto.isVisible()) && auto.click(),
    type: () => type(page.locator(`#settings [name=${key}]`), one(texts[key])),
    rate: () => type(page.locator(`#${key === 'lr' ? 'own' : key}-rate`), one(texts[key])),
    schedule: () => box.click(),
    seed: () => page.getByRole('button', { name: 'New seed' }).click(),
    optimizer: () => page.locator('#optimizer').selectOption(one(['sgd', 'adamw', 'adam'])),
    back: () => page.evaluate(() => history.back()),
    forward: () => page.evaluate(() => history.forward()),
    settle: () => settled(page),
  };
  const name = /** @type {keyof typeof actions} */ (one(Object.keys(actions)));
  await actions[name]();
}

/** Drags a handle, if it is shown. @param {Page} page @param {import('@playwright/test').Locator} handle @param {number} by */
async function drag(page, handle, by) {
  const box = (await handle.isVisible()) && (await handle.boundingBox());
  if (!box) return;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by, y, { steps: 3 });
  await page.mouse.up();
}

/** Everything that a settled page shows of an experiment. @param {Page} page */
async function shown(page) {
  await settled(page);
  return page.evaluate(() => {
    const ids = ['answer', 'outcome', 'finding', 'verdict', 'suggestions', 'bounds', 'results'];
    const texts = [...ids, 'comparison-outcome', 'comparison-missing', 'reproducibility'].map(
      (id) => [id, document.getElementById(id)?.innerText],
    );
    const fields = [...document.querySelectorAll('main :is(input, select)')].map((field) => {
      const { id, name, type, value, checked } = /** @type {HTMLInputElement} */ (field);
      return [
        name || id || field.parentElement?.textContent,
        type === 'checkbox' ? checked : value,
      ];
    });
    const handles = [...document.querySelectorAll('.handle:not([hidden])')].map((handle) => [
      handle.className,
      handle.getAttribute('aria-valuenow'),
    ]);
    return Object.fromEntries([...texts, ...fields, ...handles]);
  });
}

test.describe('after random actions the page equals a fresh page with its link', () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    test(`seed ${seed}`, async ({ page }) => {
      await openFolds(page);
      await page.goto(`./${LIGHT}`);
      // So that Back and Forward stay on the page.
      await page.evaluate(
        ([link, entries]) => {
          for (let entry = 1; entry <= Number(entries); entry += 1)
            location.hash = `${link}&seed=${entry}`;
        },
        [LIGHT, ACTIONS],
      );
      await settled(page);
      await page.evaluate(() => {
        for (const group of document.querySelectorAll('#settings details'))
          group.setAttribute('open', '');
      });
      const below = randomBelow(seed);
      for (let action = 0; action < ACTIONS; action += 1) await act(page, below);
      await settled(page);
      const here = await shown(page);
      const link = new URL(page.url()).hash;
      await page.goto('about:blank');
      await openSettled(page, link);
      expect(await shown(page)).toEqual(here);
    });
  }
});
