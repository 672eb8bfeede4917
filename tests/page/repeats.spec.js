// Many seeds: the band, the bounds, the workers.

import { nativeReport } from './native.js';
import { LIGHT, lookOften, setWorkers } from './visit.js';
import { expect, test } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** Nothing here is about motion: pictures are finished at once. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** @param {Page} page */
async function summed(page) {
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done', { timeout: 60_000 });
  return page.locator('#band-fingerprint').innerText();
}

/** @param {number} value */
const short = (value) => String(Number(value.toPrecision(3)));

test('the page says what the runs say', async ({ page }) => {
  const { summary } = nativeReport('#v=1');
  await page.goto('./');
  await summed(page);
  const { lower, upper } = summary.bounds;
  await expect(page.locator('#finding')).toHaveText(summary.conclusion.text);
  await expect(page.locator('#lower-rate')).toHaveValue(short(lower.lr));
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
  await expect(page.locator('#readout')).toContainText(`median ${short(summary.median[0])}`);
});

test('runs that do not tell are not sure', async ({ page }) => {
  await page.goto('./#v=1&start_lr=1e-8&end_lr=1e-6');
  await summed(page);
  await expect(page.locator('#finding')).toContainText('too small to learn from');
  await expect(page.getByRole('slider', { name: 'Lower bound' })).toBeHidden();
  await page.goto('./#v=1&runs=3');
  await expect(page.locator('#finding')).toContainText('at least 6 runs');
  await page.goto(
    './#v=1&num_iter=6&runs=30&batch_size=32&start_lr=1e-6&end_lr=1e5&seed=3&activation=tanh',
  );
  await expect(page.locator('#finding')).toContainText('only one step lies in the valley');
  await expect(page.locator('#upper-rule')).toContainText('only one step lies in the valley');
});

test('a bound is moved by keys, by mouse and by typing, and is in the link', async ({ page }) => {
  await page.goto('./');
  const fingerprint = await summed(page);
  const lower = page.getByRole('slider', { name: 'Lower bound' });
  const upper = page.getByRole('slider', { name: 'Upper bound' });
  const rate = page.locator('#lower-rate');
  const before = Number(await lower.getAttribute('aria-valuenow'));
  await lower.press('ArrowRight');
  await lower.press('PageUp');
  const moved = Number((before * 10 ** 0.02).toPrecision(3));
  const twice = Number((moved * 10 ** 0.2).toPrecision(3));
  await expect(rate).toHaveValue(String(twice));
  await expect(page).toHaveURL(new RegExp(`#v=1&lower=${twice}$`));

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
  await expect(page).toHaveURL(new RegExp(`&lower=0.5&upper=${dragged}$`));
  // Bounds are drawn on the runs; they do not change them.
  expect(await summed(page)).toBe(fingerprint);

  await page.reload();
  await summed(page);
  await expect(lower).toHaveAttribute('aria-valuenow', '0.5');
  await expect(upper).toHaveAttribute('aria-valuenow', String(dragged));
  await page.getByRole('button', { name: 'Lower bound by the runs' }).click();
  await page.getByRole('button', { name: 'Upper bound by the runs' }).click();
  await expect(page).toHaveURL(/#v=1$/);
  await expect(lower).toHaveAttribute('aria-valuenow', String(before));
});

test('a slider redraws the whole picture while it moves', async ({ page }) => {
  await page.goto('./');
  await summed(page);
  await page.locator('#settings summary', { hasText: 'Network' }).click();
  await page.locator('#settings summary', { hasText: 'Sweep' }).click();
  const slider = page.getByLabel('To learning rate, slider');
  await slider.press('ArrowLeft');
  await slider.press('ArrowLeft');
  await expect(page).toHaveURL(/#v=1&end_lr=20$/);
  expect(await summed(page)).toBe(nativeReport('#v=1&end_lr=20').summary.fingerprint);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  // Faster than any of them can be finished: only the last counts.
  const boxes = page.getByLabel('Hidden layers', { exact: true });
  for (const hidden of ['200,200', '100,100', '12,12']) await boxes.fill(hidden);
  const link = '#v=1&hidden=12,12&end_lr=20';
  await expect(page).toHaveURL((url) => url.hash === link);
  expect(await summed(page)).toBe(nativeReport(link).summary.fingerprint);
});

test('long work shows how far it is and can be stopped', async ({ page }) => {
  await setWorkers(page, 1);
  await page.goto('./#v=1&hidden=200,200&runs=500');
  await expect(page.locator('#repeats')).toBeVisible();
  await expect(page.locator('#repeats-text')).toContainText(/^[1-9]\d* of 500 runs/);
  await page.getByRole('button', { name: 'Stop here' }).click();
  await summed(page);
  await expect(page.locator('#finding')).toContainText(/^\d+ runs/);
  await expect(page.locator('#finding')).not.toContainText('500 runs');
  await expect(page.locator('#repeats')).toBeHidden();
});

test('a worker that dies is replaced and the picture completes', async ({ page }) => {
  const link = '#v=1&hidden=200,200&runs=120';
  await setWorkers(page, 2);
  await lookOften(page);
  await page.goto(`./${link}`);
  await expect(page.locator('#repeats-text')).toContainText(/^[1-9]/);
  await page.workers()[0].evaluate(() => self.close());
  await expect.poll(() => page.workers().length).toBe(1);
  expect(await summed(page)).toBe(nativeReport(link).summary.fingerprint);
  expect(page.workers().length).toBe(2);
});

test('workers that are slow are given the time they need', async ({ page }) => {
  const link = `${LIGHT}&hidden=200,200`;
  await setWorkers(page, 2);
  await lookOften(page);
  // After its first slice a worker says nothing for half as long again as passes, at first, for death.
  const slow = `{
    const wait = setTimeout;
    globalThis.setTimeout = (wake) => {
      globalThis.setTimeout = wait;
      wait(wake, 1500);
    };
  }`;
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: slow + (await response.text()) });
  });
  await page.goto(`./${link}`);
  expect(await summed(page)).toBe(nativeReport(link).summary.fingerprint);
  await expect(page.locator('#notices')).toBeHidden();
  await expect(page.locator('#no-workers')).toBeHidden();
});
