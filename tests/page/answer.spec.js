// The answer card: its position, timing, content and states.

import { brief } from '../../www/text/numbers.js';
import { expectCleanPart } from './axe.js';
import { nativeReport } from './native.js';
import { expect, expectComplaints, test } from './test.js';
import {
  consentToRuns,
  LIGHT,
  LIGHT_EVIDENCE,
  openLink,
  openSlowly,
  settled,
  setWorkers,
  slowWorkers,
  WAITING,
} from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** The sweep and the runs of the page's defaults. */
const OWN = `#v=2${LIGHT_EVIDENCE}`;

/** @param {Page} page */
const card = (page) => page.locator('#answer');
/** @param {Page} page @param {RegExp | string} state */
const expectState = (page, state) => expect(card(page)).toHaveAttribute('data-state', state);
/** @param {Page} page */
const rates = (page) =>
  card(page)
    .locator('data')
    .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('value')))]);

/** Records the time of the first drawn point and every state and rate of the card. @param {Page} page */
async function watch(page) {
  await page.addInitScript(() => {
    const seen = { drawn: 0, states: /** @type {[string, string, number][]} */ ([]) };
    Object.assign(window, { seen });
    const arc = CanvasRenderingContext2D.prototype.arc;
    CanvasRenderingContext2D.prototype.arc = function (...args) {
      seen.drawn ||= performance.now();
      return arc.apply(this, args);
    };
    new MutationObserver(() => {
      const answer = document.getElementById('answer');
      const state = answer?.dataset.state ?? '';
      const lr = document.getElementById('answer-lr')?.textContent ?? '';
      const last = seen.states.at(-1);
      if (last?.[0] !== state || last[1] !== lr) seen.states.push([state, lr, performance.now()]);
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** @param {Page} page @returns {Promise<{ drawn: number, states: [string, string, number][] }>} */
const seen = (page) => page.evaluate(() => /** @type {any} */ (window).seen);

test.describe('the initial page has few numbers, and rates only in the answer', () => {
  for (const [name, width, height] of /** @type {const} */ ([
    ['desk', 1280, 720],
    ['phone', 390, 844],
  ])) {
    test(`with a ${name} viewport`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.goto('./');
      await settled(page);
      await expectState(page, /suggested|verified|changed/);
      await expect(page.locator('#answer-lr')).toBeInViewport();
      const found = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const numbers = /** @type {string[]} */ ([]);
        const outside = /** @type {string[]} */ ([]);
        const inside = new Set();
        while (walker.nextNode()) {
          const { textContent, parentElement } = walker.currentNode;
          if (!parentElement?.checkVisibility({ contentVisibilityAuto: true })) continue;
          if (parentElement.closest('.unseen, [hidden]')) continue;
          numbers.push(...(textContent?.match(/\d[\d.,]*(e[+-]?\d+)?/gi) ?? []));
          const sentence = parentElement.closest('p, output');
          if (!sentence) continue;
          const written = sentence.textContent?.match(/\d[\d.]*/g) ?? [];
          const about = /rate|bound|suggest|best/i.test(sentence.textContent ?? '');
          if (about && !sentence.closest('#answer')) outside.push(...written);
        }
        for (const data of document.querySelectorAll('#answer data')) inside.add(data.textContent);
        return {
          numbers,
          outside,
          inside: [...inside],
          height: document.documentElement.scrollHeight,
        };
      });
      expect(found.numbers.length).toBeLessThanOrEqual(60);
      expect(found.inside.length).toBeGreaterThan(0);
      expect(found.inside.length).toBeLessThanOrEqual(5);
      expect(found.outside).toEqual([]);
      expect(found.height).toBeLessThanOrEqual(3 * height);
    });
  }
});

test('the answer card matches the native report and copies exact rates', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { answer } = nativeReport(LIGHT, '--truth');
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await expectState(page, answer.suggested ? 'changed' : 'verified');
  await expect(page.locator('#answer-lr')).toHaveText(brief(answer.lr));
  for (const [part, text] of Object.entries({
    range: answer.range,
    why: answer.reason,
    sure: answer.sure,
  })) {
    await expect(page.locator(`#answer-${part}`)).toHaveText(text);
  }
  const { lr, low, high, base_lr, max_lr } = answer;
  const shown = await rates(page);
  for (const rate of [lr, base_lr, max_lr]) expect(shown).toContain(String(rate));
  // A verified answer may have no range.
  for (const rate of [low, high].filter((one) => one !== null)) {
    expect(shown).toContain(String(rate));
  }
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.locator('#copy-lr').click();
  await expect.poll(copied).toBe(String(lr));
  await page.locator('#copy-bounds').click();
  await expect.poll(copied).toBe(`base_lr=${base_lr}, max_lr=${max_lr}`);
  await expect(page.locator('#answer-copied')).toHaveText('Copied');
});

test('a rate to copy by hand stays until there is another answer', async ({ page }) => {
  await page.addInitScript(() => {
    // As on a page that is not served over HTTPS.
    Object.defineProperty(navigator, 'clipboard', { get: () => undefined });
  });
  const { answer } = nativeReport(LIGHT, '--truth');
  await page.clock.install();
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const copied = page.locator('#answer-copied');
  await page.locator('#copy-lr').click();
  await expect(copied).toHaveText(`Copy it from here: ${answer.lr}`);
  // Longer than "Copied" is shown.
  await page.clock.runFor(60_000);
  await expect(copied).toHaveText(`Copy it from here: ${answer.lr}`);
  await openLink(page, `${LIGHT}&seed=2`);
  await expect(copied).toBeEmpty();
});

test('a rate to copy by hand stays while the check runs', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { get: () => undefined });
  });
  await openSlowly(page, WAITING);
  const copied = page.locator('#answer-copied');
  const progress = page.locator('#check-progress');
  await expect(page.locator('#answer')).toHaveAttribute('data-state', 'suggested');
  await page.locator('#copy-lr').click();
  await expect(copied).toContainText('Copy it from here');
  const first = await progress.textContent();
  await expect(progress).not.toHaveText(first ?? '');
  await expect(copied).toContainText('Copy it from here');
});

test('the suggested rate appears early and changes at most once', async ({ page }) => {
  await watch(page);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto(`./${OWN}`);
  await settled(page);
  const { drawn, states } = await seen(page);
  const numbers = states.filter(([, lr]) => lr !== '');
  expect(states.map(([state]) => state)).toEqual(
    expect.arrayContaining(['measuring', 'suggested']),
  );
  expect(new Set(numbers.map(([, lr]) => lr)).size).toBeLessThanOrEqual(2);
  // About 300 ms on an idle machine.
  expect(numbers[0][2] - drawn).toBeLessThan(1500);
  // The first sweep is still playing then.
  expect(numbers[0][0]).toBe('suggested');
});

test('the answer and its check appear without animation frames', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.addInitScript(() => {
    // As on a hidden page or in a frame outside the viewport.
    window.requestAnimationFrame = () => 0;
  });
  await page.goto(`./${LIGHT}`);
  await expectState(page, 'suggested');
  await expect(page.locator('#answer-lr')).not.toBeEmpty();
  await expectState(page, /verified|changed/);
});

test('the answer appears without workers', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await page.goto(`./${LIGHT}`);
  await expectState(page, /suggested|verified|changed/);
});

test('changing a setting marks the previous rate as updating', async ({ page }) => {
  await setWorkers(page, 1);
  await watch(page);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const before = await page.locator('#answer-lr').innerText();
  await page.locator('#hidden').fill('100,100');
  await settled(page);
  const { states } = await seen(page);
  const updating = states.filter(([state]) => state === 'updating');
  expect(updating.map(([, lr]) => lr)).toEqual([before]);
  await expectState(page, /suggested|verified|changed/);
});

test('the user’s own rate is compared with the rate of the lowest loss', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#own-rate').fill('90');
  await page.locator('#own-rate').blur();
  await expect(page).toHaveURL(/[&]lr=90/);
  await settled(page);
  await expect(page.locator('#own-check')).toContainText('times the rate of the lowest loss');
  await expectState(page, /verified|changed/);
});

/** Settings without an answer, for which the card has a remedy button. */
const NONE = [
  `${OWN}&policies=none&start_lr=1e-10&end_lr=1e-6`,
  `${OWN}&policies=none&start_lr=10&end_lr=1000`,
  `${OWN}&policies=none&scaler=none`,
];

test('pressing the remedy button at most three times yields an answer', async ({ page }) => {
  test.slow();
  for (const link of NONE) {
    await page.goto(`./${link}`);
    await settled(page);
    await expectState(page, 'none');
    for (let presses = 0; presses < 3; presses += 1) {
      if ((await card(page).getAttribute('data-state')) !== 'none') break;
      const address = page.url();
      await page.locator('#remedy').click();
      await expect(page).not.toHaveURL(address);
      // The page handles the new link after the address has changed: until then it is still settled.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      await settled(page);
    }
    await expectState(page, /suggested|verified|changed/);
  }
});

/** How to bring the card into each state. @type {[string, (page: Page) => Promise<unknown>][]} */
const STATES = [
  [
    'measuring',
    async (page) => {
      await page.route('**/worker-*.js', () => {});
      await page.goto(`./${LIGHT}`);
    },
  ],
  [
    'suggested',
    async (page) => {
      await openSlowly(page, `${WAITING}&policies=none`);
      await settled(page);
    },
  ],
  [
    'verified',
    async (page) => {
      await page.goto(`./${OWN}`);
      await settled(page);
    },
  ],
  [
    'updating',
    async (page) => {
      await setWorkers(page, 1);
      await consentToRuns(page);
      await page.goto(`./${LIGHT}`);
      await settled(page);
      await slowWorkers(page);
      await openLink(page, `${LIGHT}&runs=1000`);
    },
  ],
  [
    'none',
    async (page) => {
      await page.goto(`./${NONE[0]}`);
      await settled(page);
    },
  ],
  [
    'cancelled',
    async (page) => {
      await openSlowly(page, `${LIGHT}&runs=1000`);
    },
  ],
  [
    'failed',
    async (page) => {
      expectComplaints(/Failed to load resource/);
      await page.route(/(worker|executor)-[^/]*[.]js$/, (route) => route.abort());
      await page.goto(`./${LIGHT}`);
    },
  ],
];

for (const [state, open] of STATES) {
  test(`the answer card in state "${state}" has no axe violations and fits 320 pixels`, async ({
    page,
  }) => {
    await open(page);
    await expectState(page, state);
    await expect(page.locator('#answer-title')).not.toBeEmpty();
    await page.setViewportSize({ width: 320, height: 640 });
    await expect
      .poll(() => card(page).evaluate((one) => one.scrollWidth - one.clientWidth))
      .toBe(0);
    await expectCleanPart(page, state, '#answer', [
      { colorScheme: 'light' },
      { colorScheme: 'dark' },
      { forcedColors: 'active' },
    ]);
  });
}
