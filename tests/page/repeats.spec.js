// Runs with many seeds: the band, the bounds and the workers.

import { nativeReport, written } from './native.js';
import {
  beginRuns,
  consentToRuns,
  CRASH_ON_WORK,
  LIGHT,
  LIGHT_EVIDENCE,
  longestTask,
  LONG_RUNS,
  lookOften,
  openFolds,
  openLink,
  operable,
  readout,
  runFirstInWorkers,
  settled,
  setWorkers,
  slowWorkers,
  someRuns,
  unfold,
} from './visit.js';
import { expect, test } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** Waits until the runs are done and the page can be operated. @param {Page} page @returns the fingerprint of the runs */
async function summed(page) {
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done', { timeout: 60_000 });
  await operable(page);
  return page.locator('#band-fingerprint').innerText();
}

/** @param {number} value */
const short = (value) => String(Number(value.toPrecision(3)));

test.beforeEach(({ page }) => openFolds(page, '#others, #all-settings, #tables, #reproducibility'));

test('the conclusion, bounds and suggestions match the native summary', async ({ page }) => {
  const link = `#v=1${LIGHT_EVIDENCE}`;
  const { summary } = nativeReport(link);
  await page.goto(`./${link}`);
  await summed(page);
  const { upper } = summary.bounds;
  await expect(page.locator('#finding')).toHaveText(summary.conclusion.text);
  await expect(page.locator('#lower-rate')).toHaveValue(short(summary.answer.base_lr));
  const { from, to } = upper;
  await expect(page.locator('#upper-sure')).toHaveText(
    `${short(upper.lr)} (${short(from)} to ${short(to)})`,
  );
  const { low, median, high } = summary.spreads.valley;
  await expect(page.locator('#suggestions')).toContainText(
    `${short(median)} (${short(low)} to ${short(high)})`,
  );
  const chart = page.getByLabel('Loss against learning rate');
  await chart.press('Home');
  await expect.poll(() => readout(page)).toMatch(`median ${short(summary.median[0])}`);
});

test('inconclusive runs show the reason', async ({ page }) => {
  await page.goto(`./#v=1&start_lr=1e-8&end_lr=1e-6${LIGHT_EVIDENCE}`);
  await summed(page);
  await expect(page.locator('#finding')).toContainText('too small to learn anything');
  await expect(page.getByRole('slider', { name: 'Lower bound' })).toBeHidden();
  await page.goto(`./#v=1&runs=3${LIGHT_EVIDENCE}`);
  await expect(page.locator('#finding')).toContainText('at least 6 are needed');
  await page.goto(
    './#v=1&num_iter=6&runs=30&batch_size=32&start_lr=1e-6&end_lr=1e5&seed=3&activation=tanh' +
      LIGHT_EVIDENCE,
  );
  await expect(page.locator('#finding')).toContainText('only one step lies between the bounds');
  await expect(page.locator('#upper-rule')).toContainText('only one step lies between the bounds');
});

test('a bound is moved by keys, by mouse and by typing, and is in the link', async ({ page }) => {
  const link = `#v=1${LIGHT_EVIDENCE}`;
  await page.goto(`./${link}`);
  const fingerprint = await summed(page);
  const lower = page.getByRole('slider', { name: 'Lower bound' });
  const upper = page.getByRole('slider', { name: 'Upper bound' });
  const rate = page.locator('#lower-rate');
  // The check by training may change the bounds of the answer once.
  await settled(page);
  const before = Number(await lower.getAttribute('aria-valuenow'));
  await lower.press('ArrowRight');
  await lower.press('PageUp');
  const moved = Number((before * 10 ** 0.02).toPrecision(3));
  const twice = Number((moved * 10 ** 0.2).toPrecision(3));
  await expect(rate).toHaveValue(String(twice));
  await expect(page).toHaveURL((url) => url.hash === written(`${link}&lower=${twice}`));

  await rate.fill('0.5');
  await rate.blur();
  await expect(lower).toHaveAttribute('aria-valuenow', '0.5');
  await rate.fill('50');
  await rate.blur();
  await expect(lower).toHaveAttribute('aria-valuenow', '50');
  await rate.fill('fast');
  await rate.blur();
  await expect(page.locator('#notices')).toContainText('lower=fast is not possible');
  await rate.fill('0.5');
  await rate.blur();
  await expect(page.locator('#notices')).toBeHidden();

  await upper.scrollIntoViewIfNeeded();
  const box = await upper.boundingBox();
  if (!box) throw new Error('The upper bound is not to be seen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 6 });
  await page.mouse.up();
  const dragged = await upper.getAttribute('aria-valuenow');
  expect(Number(dragged)).toBeLessThan(9);
  await expect(page).toHaveURL(new RegExp(`&lower=0.5&upper=${dragged}(&|$)`));
  // The bounds do not affect the runs.
  expect(await summed(page)).toBe(fingerprint);

  await page.reload();
  await summed(page);
  await expect(lower).toHaveAttribute('aria-valuenow', '0.5');
  await expect(upper).toHaveAttribute('aria-valuenow', String(dragged));
  await page.getByRole('button', { name: 'Lower bound of the answer' }).click();
  await page.getByRole('button', { name: 'Upper bound of the answer' }).click();
  await expect(page).toHaveURL((url) => url.hash === written(link));
  await expect(lower).toHaveAttribute('aria-valuenow', String(before));
});

test('moving a slider recomputes the runs, and only the last change counts', async ({ page }) => {
  await page.goto(`./#v=1${LIGHT_EVIDENCE}`);
  await summed(page);
  await page.locator('#settings summary', { hasText: 'Sweep' }).click();
  const slider = page.getByLabel('End learning rate, slider');
  await slider.press('ArrowLeft');
  await slider.press('ArrowLeft');
  await expect(page).toHaveURL((url) => url.hash === written(`#v=1&end_lr=20${LIGHT_EVIDENCE}`));
  expect(await summed(page)).toBe(
    nativeReport(`#v=1&end_lr=20${LIGHT_EVIDENCE}`).summary.fingerprint,
  );
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  // Faster than any of them can finish: only the last counts.
  const boxes = page.getByLabel('Hidden layers', { exact: true });
  for (const hidden of ['200,200', '100,100', '12,12']) await boxes.fill(hidden);
  const link = `#v=1&hidden=12,12&end_lr=20${LIGHT_EVIDENCE}`;
  await expect(page).toHaveURL((url) => url.hash === written(link));
  expect(await summed(page)).toBe(nativeReport(link).summary.fingerprint);
});

test('long runs show their progress and can be stopped and resumed', async ({ page }) => {
  await beginRuns(page);
  const text = page.locator('#repeats-text');
  await expect(text).toHaveText(/^[1-9]\d* of 140 runs$/);
  await page.locator('#cancel').click();
  expect(await summed(page)).toBe('…');
  const [, done] = /^(\d+) of 140 runs; the others: about \d/.exec(await text.innerText()) ?? [];
  expect(Number(done)).toBeLessThan(140);
  await expect(page.locator('#finding')).toContainText(`${done} runs`);
  await expect(page.locator('#chart-about')).toContainText(`median of ${done} runs`);
  await settled(page);
  await expect(page.locator('#cancel')).toHaveText('Resume');
  await page.locator('#cancel').click();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-band', 'running');
  await expect(html).toHaveAttribute('data-evidence', 'running');
  await settled(page);
  expect(await summed(page)).toBe(nativeReport(LONG_RUNS).summary.fingerprint);
  await expect(page.locator('#chart-about')).toContainText('median of 140 runs');
  await expect(page.locator('#repeats')).toBeHidden();
});

test('runs that wait for confirmation show no results of other settings', async ({ page }) => {
  await setWorkers(page, 1);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await unfoldTables(page);
  await slowWorkers(page);
  await page.locator('#hidden').fill('12');
  await page.locator('#runs').fill('1000');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-band', 'waiting');
  await expect(html).toHaveAttribute('data-evidence', 'waiting');
  await expect(page.locator('#repeats-text')).toHaveText(
    /^1000 runs: about \d+ (minute|second)s?$/,
  );
  await expect(html).toHaveAttribute('data-state', 'finished');
  await expectNothingOfTheSeeds(page);
  await page.getByRole('button', { name: 'Start the runs' }).click();
  await expect(html).toHaveAttribute('data-band', 'running');
  await expect(page.getByRole('button', { name: 'Stop and use the finished runs' })).toBeVisible();
  await expectNothingOfTheSeeds(page);
});

test('failed runs leave no results of other settings', async ({ page }) => {
  await setWorkers(page, 1);
  await lookOften(page);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await unfoldTables(page);
  // From now on workers start, but crash on any work.
  await runFirstInWorkers(page, CRASH_ON_WORK);
  for (const worker of page.workers()) await worker.evaluate(() => self.close());
  await page.locator('#hidden').fill('12');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-band', 'failed', { timeout: 60_000 });
  await expect(html).toHaveAttribute('data-evidence', 'failed');
  await expect(html).toHaveAttribute('data-state', 'finished');
  await expectNothingOfTheSeeds(page);
});

/** Opens the tables, but not the diagnosis, which needs extra work. @param {Page} page */
async function unfoldTables(page) {
  await unfold(page);
  await page.locator('#why').evaluate((why) => why.toggleAttribute('open', false));
}

/** Checks that no table, sentence or fingerprint shows results of all runs. @param {Page} page */
async function expectNothingOfTheSeeds(page) {
  for (const id of ['band', 'check', 'epoch']) {
    await expect(page.locator(`#${id}-numbers tbody tr`)).toHaveCount(0);
  }
  await expect(page.locator('#results tbody tr')).toHaveCount(0);
  for (const id of ['finding', 'verdict', 'comparison-outcome', 'lower-check', 'upper-check']) {
    await expect(page.locator(`#${id}`)).toBeEmpty();
  }
  await expect(page.locator('#lower-sure')).toHaveText('…');
  expect(await readout(page)).not.toContain('all runs');
  for (const id of ['band', 'check', 'comparison']) {
    await expect(page.locator(`#${id}-fingerprint`)).toHaveText('…');
  }
}

test('the table of all runs never shows the results of another sweep', async ({ page }) => {
  await setWorkers(page, 1);
  await page.goto(`./${LIGHT}&stop_factor=off`);
  await settled(page);
  await unfoldTables(page);
  // In every frame the table of all runs has as many rows as the log of the sweep, or none.
  await page.evaluate(() => {
    const rows = (/** @type {string} */ id) => document.querySelectorAll(`#${id} tbody tr`).length;
    const seen = /** @type {number[][]} */ ([]);
    Object.assign(window, { seen });
    const look = () => {
      seen.push([rows('log'), rows('band-numbers')]);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.locator('#num_iter').fill('30');
  await page.locator('#hidden').fill('100,100');
  await settled(page);
  const seen = await page.evaluate(() => /** @type {any} */ (window).seen);
  const counts = new Set(seen.map((/** @type {number[]} */ rows) => rows.join(' ')));
  expect([...counts]).toContain('30 0');
  expect([...counts]).not.toContain('30 20');
});

test('a worker that dies is replaced and the runs complete', async ({ page }) => {
  const link = `#v=1&hidden=200,200&runs=120${LIGHT_EVIDENCE}`;
  await setWorkers(page, 2);
  await consentToRuns(page);
  await lookOften(page);
  await page.goto(`./${link}`);
  await someRuns(page);
  await page.workers()[0].evaluate(() => self.close());
  await expect.poll(() => page.workers().length).toBe(1);
  expect(await summed(page)).toBe(nativeReport(link).summary.fingerprint);
  expect(page.workers().length).toBe(2);
});

test('workers that are all killed at once are replaced within 15 seconds', async ({ page }) => {
  await setWorkers(page, 8);
  await lookOften(page);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  expect(page.workers().length).toBe(8);
  for (const worker of page.workers()) await worker.evaluate(() => self.close());
  await expect.poll(() => page.workers().length).toBe(0);
  // Without `lookOften` there are four checks per second.
  const begun = await page.evaluateHandle(() => {
    const { count } = /** @type {any} */ (window);
    const [before, begun] = [count.looks, /** @type {number[]} */ ([])];
    window.Worker = class extends Worker {
      constructor(
        /** @type {string | URL} */ url,
        /** @type {WorkerOptions | undefined} */ options,
      ) {
        super(url, options);
        begun.push(count.looks - before);
      }
    };
    document.getElementById('new-seed')?.click();
    return begun;
  });
  await expect.poll(() => begun.evaluate((looks) => looks.length)).toBe(8);
  for (const looks of await begun.jsonValue()) expect(looks).toBeLessThanOrEqual(60);
  await settled(page);
  const { summary } = nativeReport(`${LIGHT}&seed=201`);
  await expect(page.locator('#band-fingerprint')).toHaveText(summary.fingerprint);
});

test('slow workers are given the time they need', async ({ page }) => {
  const link = `${LIGHT}&hidden=200,200`;
  await setWorkers(page, 2);
  await consentToRuns(page);
  await lookOften(page);
  // After its first slice a worker is silent for 1.5 times the initial limit for dead workers.
  const slow = `{
    const wait = setTimeout;
    globalThis.setTimeout = (wake) => {
      globalThis.setTimeout = wait;
      wait(wake, 1500);
    };
  }`;
  await runFirstInWorkers(page, slow);
  await page.goto(`./${link}`);
  expect(await summed(page)).toBe(nativeReport(link).summary.fingerprint);
  await expect(page.locator('#notices')).toBeHidden();
  await expect(page.locator('#no-workers')).toBeHidden();
});

test('the page stays responsive while wide layers train for seconds', async ({ page }) => {
  await setWorkers(page, 2);
  await consentToRuns(page);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const frames = await page.evaluateHandle(() => {
    const seen = { count: 0 };
    const frame = () => {
      if (document.documentElement.dataset.band === 'running') seen.count += 1;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return seen;
  });
  const longest = await longestTask(page, async () => {
    await openLink(page, '#v=1&hidden=64,64&epochs=10&runs=200');
    for (const state of ['running', 'done']) {
      // An assertion that has to wait takes a snapshot of the whole page, in one long task.
      const reached = (/** @type {string} */ state) =>
        document.documentElement.dataset.band === state;
      await page.waitForFunction(reached, state, { polling: 20, timeout: 60_000 });
    }
  });
  expect((await frames.jsonValue()).count).toBeGreaterThan(30);
  // About 40 ms; `npm run bench -- frames` measures the times of frames.
  expect(longest).toBeLessThan(100);
});
