// The check by training, the comparison of schedules and the diagnosis.

import { short } from '../../www/text/numbers.js';
import { nativeReport, written } from './native.js';
import { expect, test } from './test.js';
import {
  beginComparison,
  complete,
  LIGHT,
  LONG_COMPARISON,
  openFolds,
  openLink,
  openSettled,
  openSlowly,
  readout,
  runFirstInWorkers,
  settled,
  setWorkers,
  WAITING,
} from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** The fingerprints of the results on the page. @param {Page} page */
async function results(page) {
  await complete(page);
  const of = (/** @type {string} */ part) => page.locator(`#${part}-fingerprint`).innerText();
  return { band: await of('band'), check: await of('check'), comparison: await of('comparison') };
}

/** The fingerprints that the native core reports for a link. @param {string} link */
function native(link) {
  const { summary, truth, race } = nativeReport(link, '--truth', '--race');
  return { band: summary.fingerprint, check: truth.fingerprint, comparison: race.fingerprint };
}

/** The image of a chart of the comparison. @param {Page} page */
const drawn = (page) =>
  page
    .locator('#comparison-validation canvas')
    .evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());

for (const workers of [1, 2, 5]) {
  test(`${workers} workers reproduce the native band, check and comparison`, async ({ page }) => {
    const shared =
      '#v=1&output=softmax&optimizer=adam&start_lr=1e-5&end_lr=1&lower=0.001&lr=0.02&truth_rates=9' +
      '&truth_epochs=2&truth_runs=5&policies=lower,upper,lr,one_cycle,cosine_restarts,warmup_cosine' +
      '&train_epochs=6&train_runs=7&first_decay=2';
    const wide =
      '#v=1&hidden=40&output=linear&end_lr=3&stop_factor=off&runs=50&truth_rates=5&truth_epochs=1' +
      '&truth_runs=1&policies=lower&train_epochs=1&train_runs=1';
    // The check changes its answer and the bounds, with which the schedules train.
    const changed =
      '#v=2&optimizer=momentum&momentum=0.99&runs=20&truth_rates=9&truth_runs=8&truth_epochs=2' +
      '&train_runs=3&train_epochs=2';
    // The default experiment takes the longest.
    const links = [shared, wide, changed];
    await setWorkers(page, workers);
    await openFolds(page);
    await page.goto(`./${LIGHT}`);
    for (const link of workers === 2 ? ['#v=1', ...links] : links) {
      await openLink(page, link);
      expect(await results(page)).toEqual(native(link));
      expect(page.workers()).toHaveLength(workers);
      await expect(page).toHaveURL((url) => url.hash === written(link));
    }
  });
}

test.beforeEach(({ page }) => openFolds(page));

test('the verdict and the schedule results match the native report', async ({ page }) => {
  const { truth, race, answer } = nativeReport('#v=1', '--truth', '--race');
  await page.goto('./#v=1');
  await complete(page);
  const verdict = page.locator('#verdict');
  await expect(verdict).toContainText('Is the suggestion good?');
  await expect(verdict).toHaveText(truth.conclusion.text);
  const marked = (/** @type {string} */ bound) =>
    truth.marks.find((/** @type {{ name: string }} */ { name }) => name === bound).lr;
  expect([marked('lower'), marked('upper')]).toEqual([answer.base_lr, answer.max_lr]);
  for (const { name, found } of truth.marks) {
    // The answer is in the card instead.
    if (name === 'answer') continue;
    const cell = ['lower', 'upper'].includes(name)
      ? page.locator(`#${name}-check`)
      : page.locator('#suggestions tbody tr', { hasText: name });
    await expect(cell.first()).toContainText(found.text);
  }
  await expect(page.locator('#comparison-outcome')).toHaveText(race.conclusion.text);
  expect(race.standings.some((/** @type {any} */ one) => one.verdict === 'worse')).toBe(true);
  const known = race.undistinguished.length === 0;
  for (const { policy, verdict, result } of race.standings) {
    const row = page.locator('#results tbody tr').filter({
      has: page.locator(`[data-schedule=${policy}]`),
    });
    // Without a significant difference no schedule is highlighted.
    const first = policy === race.best;
    expect(race.undistinguished.includes(policy)).toBe(!first && verdict === 'inconclusive');
    await expect(row).toContainText(result);
    await expect(row).toHaveClass(first && known ? 'best' : '');
    await expect(row.getByRole('button')).toHaveAttribute('aria-pressed', String(first && known));
  }
});

test('the first chart names the recommended rate and the schedule of the lowest loss', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const drawn = new Set();
    Object.assign(window, { drawn });
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
      if (this.canvas.closest('#comparison-few')) drawn.add(text);
      return Reflect.apply(fillText, this, [text, ...place]);
    };
  });
  const link = '#v=2&optimizer=momentum&momentum=0.99&runs=20&truth_rates=17&truth_runs=8';
  await page.goto(`./${link}`);
  await complete(page);
  const { race } = nativeReport(link, '--race');
  expect(race.best).toBe('lower');
  const drawn = await page.evaluate(() => [.../** @type {any} */ (window).drawn]);
  expect(drawn).toEqual(
    expect.arrayContaining(['constant at lower bound', 'constant at the recommended rate']),
  );
});

test('workers, not the page, aggregate and compare results', async ({ page }) => {
  await page.addInitScript(() => {
    const called = new Set();
    Object.assign(window, { called });
    const instantiate = WebAssembly.instantiate;
    const watched = async (/** @type {any[]} */ ...args) => {
      const instance = await /** @type {any} */ (instantiate)(...args);
      const watch = (/** @type {[string, any]} */ [name, one]) => {
        const call = (/** @type {any[]} */ ...own) => called.add(name) && one(...own);
        return [name, typeof one === 'function' ? call : one];
      };
      const exports = Object.fromEntries(Object.entries(instance.exports).map(watch));
      return Object.create(instance, { exports: { value: exports } });
    };
    Object.assign(WebAssembly, { instantiate: watched });
  });
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await expect(page.locator('#verdict')).not.toBeEmpty();
  await expect(page.locator('#comparison-outcome')).not.toBeEmpty();
  const called = await page.evaluate(() => [.../** @type {any} */ (window).called]);
  const own = called.filter((name) => !/^(__|sweep_)/.test(name)).sort();
  // Each of these functions takes less than a frame with any settings.
  const quick = [
    'data_name',
    'entrants',
    'form',
    'found_rates',
    'plan',
    'read_link',
    'training_rates',
    'use_data',
  ];
  expect(own).toEqual(quick);
});

/**
 * The sort directions of successive clicks, where they are not ascending and descending.
 * @type {Record<string, string[]>}
 */
const WAYS = { 'Validation loss': ['descending'], Accuracy: ['descending', 'ascending'] };

test('the results table sorts by each column in both directions', async ({ page }) => {
  const { race } = nativeReport(LIGHT, '--race');
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const rows = page.locator('#results tbody tr');
  await expect(rows).toHaveCount(race.standings.length);
  /** @type {Record<string, (standing: any) => number>} */
  const columns = {
    'Validation loss': ({ loss }) => loss.median,
    Accuracy: ({ accuracy }) => accuracy.median,
    'Difference, seed by seed': ({ behind }) => behind.median,
    Steps: ({ steps_to_target }) => steps_to_target.median ?? Infinity,
  };
  for (const [name, column] of Object.entries(columns)) {
    const head = page.locator('#results th', { hasText: name });
    for (const way of WAYS[name] ?? ['ascending', 'descending']) {
      await head.getByRole('button').click();
      await expect(head).toHaveAttribute('aria-sort', way);
      const policies = await rows
        .locator('[data-schedule]')
        .evaluateAll((buttons) => buttons.map((button) => button.dataset.schedule));
      const values = policies.map((policy) =>
        column(race.standings.find((/** @type {any} */ one) => one.policy === policy)),
      );
      const sorted = [...values].sort((a, b) => (way === 'ascending' ? a - b : b - a) || 0);
      expect(values).toEqual(sorted);
    }
  }
});

test('moving a bound or setting a rate repeats the check and the comparison', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  const before = await results(page);
  const upper = page.getByRole('slider', { name: 'Upper bound' });
  await upper.press('PageDown');
  await upper.press('ArrowLeft');
  const after = await results(page);
  expect(after.comparison).not.toBe(before.comparison);
  expect(after.check).not.toBe(before.check);
  expect(after).toEqual(native(new URL(page.url()).hash));
  // The user's own rate is also compared and checked.
  await page.locator('#own-rate').fill('0.01');
  await page.locator('#own-rate').blur();
  expect(await results(page)).toEqual(native(new URL(page.url()).hash));
  await expect(page.locator('#own-check')).toContainText('times the rate of the lowest loss');
  await expect(page.locator('[data-schedule=lr]')).toBeVisible();
  await page.locator('#own-rate').fill('quick');
  await page.locator('#own-rate').blur();
  await expect(page.locator('#notices')).toContainText('lr=quick is not possible');
});

test('a bound that is moved away and back keeps the result of its check', async ({ page }) => {
  const link = `${LIGHT}&lower=0.3&upper=7`;
  await openSettled(page, link);
  const checkText = page.locator('#lower-check');
  await expect(checkText).toContainText('loss');
  const before = await checkText.innerText();
  for (const lower of [0.4, 0.5, 0.6, 0.7]) {
    await openLink(page, `${LIGHT}&lower=${lower}&upper=7`);
    await openLink(page, link);
    await settled(page);
    await expect(checkText).toHaveText(before);
  }
});

test('schedules can be added and removed while the comparison runs', async ({ page }) => {
  await beginComparison(page);
  await page.getByLabel('step decay').uncheck();
  await page.getByLabel('polynomial decay').check();
  await page.getByLabel('triangular2').uncheck();
  await expect(page.locator('#comparison-progress')).toContainText('of 12 schedules');
  await expect(page).toHaveURL(/[&]policies=([^&]*,)?polynomial(,|&|$)/);
  expect(await results(page)).toEqual(native(new URL(page.url()).hash));
  await expect(page.locator('[data-schedule=step]')).toHaveCount(0);
  await page.getByLabel('step decay').check();
  await page.getByLabel('triangular2').check();
  await page.getByLabel('polynomial decay').uncheck();
  expect(await results(page)).toEqual(native(LONG_COMPARISON));
  await expect(page).toHaveURL((url) => url.hash === written(LONG_COMPARISON));
});

test('a long comparison can be paused, resumed and cancelled', async ({ page }) => {
  const play = await beginComparison(page);
  const progress = page.locator('#comparison-progress');
  await play.click();
  await expect(progress).toContainText('paused');
  await expect(play).toHaveText('Resume');
  const rows = await page.locator('#results tbody tr').count();
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(13);
  await play.click();
  await expect(play).toHaveText('Pause');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toContainText(/^about \d+ seconds?$/);
  await expect(page.locator('#results tbody tr')).toHaveCount(0);
  await expect(page.locator('#comparison-bar')).toBeHidden();
  const estimated = seconds(await progress.innerText());
  const start = Date.now();
  await play.click();
  await expect(progress).toHaveText('13 schedules', { timeout: 60_000 });
  expectNear(estimated, (Date.now() - start) / 1000);
  expect(await results(page)).toEqual(native(LONG_COMPARISON));
});

/** Parses a time estimate. @param {string} text */
function seconds(text) {
  const [, number, unit] = /about (\d+) (second|minute)s?$/.exec(text) ?? [];
  return Number(number) * (unit === 'minute' ? 60 : 1);
}

/**
 * Estimates should be within a factor of 3; a busy machine may be slower, hence 10.
 * @param {number} estimated
 * @param {number} taken
 */
function expectNear(estimated, taken) {
  expect(estimated).toBeGreaterThan(taken / 10);
  expect(estimated).toBeLessThan(taken * 10);
}

test('on a first visit, the estimated check time is within a factor of 10', async ({ page }) => {
  await setWorkers(page, 2);
  // A sweep of three steps is too short to estimate the check from.
  await page.goto(
    './#v=1&runs=1&num_iter=3&start_lr=0.01&end_lr=1&policies=none&truth_rates=129&truth_runs=80' +
      '&truth_epochs=100',
  );
  await settled(page);
  const progress = page.locator('#check-progress');
  const estimated = seconds(await progress.innerText());
  await page.getByRole('button', { name: 'Check it' }).click();
  const share = () => progress.innerText().then((text) => parseInt(text.split(': ')[1]) / 100);
  await expect.poll(share).toBeGreaterThan(0);
  const [start, before] = [Date.now(), await share()];
  await expect.poll(share, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + 0.04);
  const whole = (Date.now() - start) / 1000 / ((await share()) - before);
  expectNear(estimated, whole);
});

test('a slow start of the workers does not make a short check wait for the user', async ({
  page,
}) => {
  await setWorkers(page, 2);
  // The module of the check takes seconds to start, as in a browser that still compiles it.
  const slow = () => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (/** @type {any[]} */ ...args) => {
      await new Promise((done) => setTimeout(done, 4000));
      return Reflect.apply(instantiate, WebAssembly, args);
    };
  };
  await runFirstInWorkers(page, `(${slow})()`);
  const evidence = '&truth_rates=33&truth_epochs=10&truth_runs=40&policies=none';
  await page.goto(`./#v=1&num_iter=20${evidence}`);
  await settled(page);
  await expect(page.locator('#verdict')).not.toBeEmpty();
});

test('pausing and resuming a comparison immediately keeps the evidence state running', async ({
  page,
}) => {
  await beginComparison(page);
  // Pause and resume in the same task.
  const evidence = await page.evaluate(() => {
    const play = document.getElementById('comparison-play');
    play?.click();
    const paused = play?.textContent;
    play?.click();
    return [paused, document.documentElement.dataset.evidence];
  });
  expect(evidence).toEqual(['Resume', 'running']);
  await expect(page.locator('#comparison-play')).toHaveText('Pause');
});

test('long checks and comparisons show an estimate and wait for the user', async ({ page }) => {
  await openSlowly(page, WAITING);
  await settled(page);
  await expect(page.locator('#check-work')).toContainText(/about \d+ (second|minute)s?/);
  await expect(page.locator('#verdict')).toBeEmpty();
  // The comparison needs the rates of the check, so it starts the check, and stops with it.
  const [compare, progress] = [
    page.locator('#comparison-play'),
    page.locator('#comparison-progress'),
  ];
  await expect(progress).toHaveText('after the check');
  await expect(compare).toHaveText('Compare');
  await compare.click();
  await expect(page.locator('html')).toHaveAttribute('data-evidence', 'running');
  await expect(page.locator('#check-work')).toContainText(/% done/);
  await expect(compare).toHaveText('Pause');
  await page.locator('#check-go').click();
  await expect(page.locator('html')).toHaveAttribute('data-evidence', 'done');
  await expect(compare).toHaveText('Compare');
});

test('without a complete check there is no comparison; resumed, both match the native report', async ({
  page,
}) => {
  // The check changes the answer, and is held on a slow machine only.
  const link =
    '#v=2&optimizer=momentum&momentum=0.99&runs=20&truth_rates=9&truth_runs=6&truth_epochs=1' +
    '&policies=answer,triangular&train_runs=1&train_epochs=1';
  await openSlowly(page, link);
  const check = page.locator('#check-go');
  await expect(check).toHaveText('Stop');
  await check.click();
  await settled(page);
  await expect(check).toHaveText('Check it');
  await expect(page.locator('#comparison-outcome')).toBeEmpty();
  await expect(page.locator('#results tbody tr')).toHaveCount(0);
  await expect(page.locator('#comparison-fingerprint')).not.toContainText(/[0-9a-f]{16}/);
  await check.click();
  expect(await results(page)).toEqual(native(link));
  const { race } = nativeReport(link, '--race');
  await expect(page.locator('#comparison-outcome')).toHaveText(race.conclusion.text);
});

test('a finished comparison replays by epoch, or shows its end with reduced motion', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto(`./${LIGHT}&train_epochs=20`.replace('&train_epochs=4', ''));
  await settled(page);
  const [play, progress] = [page.locator('#comparison-play'), page.locator('#comparison-progress')];
  await expect(progress).toHaveText('12 schedules');
  const whole = await drawn(page);
  await play.click();
  await expect(progress).toContainText(/epoch [2-9] of 20$/);
  await play.click();
  await expect(play).toHaveText('Resume');
  await expect(progress).toContainText(/epoch \d+ of 20$/);
  expect(await drawn(page)).not.toEqual(whole);
  await play.click();
  await expect(progress).toHaveText('12 schedules');
  await page.mouse.move(0, 0);
  expect(await drawn(page)).toEqual(whole);

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  expect(await drawn(page)).toEqual(whole);
  await expect(play).toBeHidden();
  await expect(progress).toHaveText('12 schedules');
});

test('moving along the curve reads out the diagnosis of each step', async ({ page }) => {
  const { diagnosis } = nativeReport(LIGHT, '--sharpness');
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#why > summary').click();
  await expect(page.locator('#why-outcome')).toContainText(
    'first exceeds 2 over the sharpness at step',
    {
      timeout: 30_000,
    },
  );
  const chart = page.getByLabel('Loss against learning rate');
  await chart.press('Home');
  for (let step = 0; step < 3; step += 1) {
    await expect.poll(() => readout(page)).toContain(`step ${step},`);
    const state = await readout(page);
    expect(state).toContain(`2/sharpness ${short(diagnosis.edges[step])}`);
    const ratios = diagnosis.update_ratios.map((/** @type {number[]} */ layer) =>
      short(layer[step]),
    );
    expect(state).toContain(`update/weight ${ratios.join(', ')}`);
    expect(state).toContain('dead ReLUs 0%');
    await chart.press('ArrowRight');
  }
});

test('the diagnosis reports a network whose ReLUs are all dead', async ({ page }) => {
  await page.goto(`./${LIGHT}&scaler=none&hidden=1`);
  await settled(page);
  await page.locator('#why > summary').click();
  await expect(page.locator('#why-outcome')).toContainText('100% of the ReLUs are dead');
});

test('errors of typed rates appear beside their fields until corrected', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const upper = page.locator('#upper-rate');
  await upper.fill('0.01');
  await upper.blur();
  await expect(upper).toHaveAttribute('aria-invalid', 'false');
  await page.locator('#lower-rate').fill('0.5');
  await page.locator('#lower-rate').blur();
  await expect(page.locator('#lower-problem')).toContainText('lower=0.5 with upper=0.01');
  await expect(page.locator('#lower-rate')).toHaveValue('0.5');
  // The typed rate is kept, and used as soon as it is valid.
  await page.getByRole('button', { name: 'Upper bound of the answer' }).click();
  await expect(page.locator('#lower-problem')).toBeEmpty();
  await expect(page.locator('#lower-rate')).toHaveValue('0.5');
  await expect(page).toHaveURL(/[&]lower=0.5&(?!upper)/);
  // A bound of the runs that conflicts with the user's own is not used, nor schedules that need it.
  await page.locator('#lower-rate').fill('20');
  await page.locator('#lower-rate').blur();
  await expect(page.locator('#upper-rule')).toContainText('it conflicts with your own');
  await expect(page.locator('#comparison-missing')).toContainText(
    'there is no upper bound above the lower one; set one',
  );
  expect(await results(page)).toEqual(native(new URL(page.url()).hash));
});

test('the verdict praises no suggestion if no rate beats the baseline', async ({ page }) => {
  const link =
    '#v=1&hidden=10,10,10,10&activation=sigmoid&output=linear&runs=20&policies=none' +
    '&truth_epochs=2&truth_runs=8&end_lr=3';
  const { truth } = nativeReport(link, '--truth');
  // The loss falls from far above the baseline, but not below it.
  expect(truth.start).toBeGreaterThan(2 * truth.guess);
  expect(truth.conclusion.code).toBe('no_better_than_constant');
  await page.goto(`./${link}`);
  const verdict = page.locator('#verdict');
  await expect(verdict).toHaveText(truth.conclusion.text);
  await expect(verdict).not.toContainText('Is the suggestion good?');
  await expect(page.locator('#comparison-progress')).toHaveText(
    'No schedule to compare: tick one above.',
  );
});
