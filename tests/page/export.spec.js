// Exported code and files.

import { readFile } from 'node:fs/promises';
import { expect, test } from './test.js';
import { nativeReport } from './native.js';
import { LIGHT, longestTask, settled } from './visit.js';

/**
 * Opens the export section with its button in the card.
 * @param {import('@playwright/test').Page} page
 * @param {string} [link]
 */
async function open(page, link = LIGHT) {
  await page.goto(`./${link}`);
  await settled(page);
  await page.locator('#export-open').press('Enter');
  await expect(page.locator('#export pre')).toContainText('import torch');
}

/** The times of all saved files. @type {number[]} */
const saves = [];

/**
 * The name and bytes of the file that a button saves.
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
async function saved(page, name) {
  // Chromium drops downloads beyond 10 in a second: https://chromium-review.googlesource.com/c/chromium/src/+/1132485
  await expect.poll(() => Date.now() - (saves.at(-9) ?? 0)).toBeGreaterThan(1000);
  saves.push(Date.now());
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name, exact: true }).click();
  const download = await saving;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('exported code has the rate of the answer and follows the selected options', async ({
  page,
}) => {
  await open(page);
  const code = page.locator('#export pre');
  const lr = await page.locator('#answer-lr data').getAttribute('value');
  await expect(code).toContainText(`torch.optim.SGD(model.parameters(), lr=${lr})`);
  await expect(code).toContainText(`# ${page.url()}`);
  const choose = (/** @type {string} */ label, /** @type {string} */ choice) =>
    page.getByRole('combobox', { name: label, exact: true }).selectOption({ label: choice });
  await choose('Framework', 'Keras 3');
  await expect(code).toContainText(`keras.optimizers.SGD(learning_rate=${lr})`);
  await choose('Rate or schedule', 'one-cycle');
  await expect(code).toContainText('class LearningRate(keras.optimizers.schedules');
  // Four epochs of 38 batches.
  await expect(code).toContainText('# 152 steps');
  await choose('What', 'a script that repeats this run');
  await expect(code).toContainText('Repeats a learning-rate range test of Rangefinder in Keras');
  const run = JSON.parse((await saved(page, 'run.json')).bytes.toString());
  expect(run.runs[0].batches).toHaveLength(20);
  // There are no scripts for optax that repeat the run or test a model, so neither is offered.
  await choose('Framework', 'optax');
  await expect(code).toContainText('import optax');
  const kinds = page.getByRole('combobox', { name: 'What', exact: true }).locator('option');
  await expect(kinds).toHaveText(['code for a rate or a schedule']);
  await choose('Framework', 'Keras 3');
  await expect(kinds).toHaveCount(3);
  await choose('What', 'a range test of your own model');
  await expect(code).toContainText('START_LR, END_LR, STEPS = 0.05, 100, 20');
  const script = await saved(page, 'Download');
  expect(script.name).toBe('range_test_keras.py');
  expect(script.bytes.toString()).toBe(await code.textContent());
  // The button below the schedules exports the highlighted one.
  await page.locator('#schedules > summary').click();
  await page.locator('#all-schedules > summary').click();
  await page.locator('#results button[data-schedule="triangular"]').click();
  await page.getByRole('button', { name: 'Code for triangular' }).click();
  await expect(code).toContainText('height = 1 - ops.abs(');
  // It has the rates that were compared, which are those of the card and not those of the range test.
  const { race, answer, summary } = nativeReport(LIGHT, '--schedules');
  expect(answer.max_lr).not.toBe(summary.answer.max_lr);
  const compared = (/** @type {string} */ bound) =>
    race.standings.find((/** @type {{ policy: string }} */ { policy }) => policy === bound).lrs[0];
  await choose('Framework', 'PyTorch');
  await expect(code).toContainText(`base_lr=${compared('lower')},`);
  await expect(code).toContainText(`max_lr=${compared('upper')},`);
  await expect(code).toContainText('are those of the check by training');
  // So has a schedule that was not compared.
  await choose('Rate or schedule', 'polynomial decay');
  await expect(code).toContainText(`lr=${answer.max_lr})`);
});

test('a bound that conflicts with the user’s own is missing in the code', async ({ page }) => {
  await open(page, `${LIGHT}&lower=20`);
  const schedule = page.getByRole('combobox', { name: 'Rate or schedule', exact: true });
  const code = page.locator('#export pre');
  await schedule.selectOption({ label: 'triangular' });
  await expect(code).toHaveText(
    'There is no such schedule: there is no upper bound above the lower one; set one.',
  );
  await schedule.selectOption({ label: 'constant at lower bound' });
  await expect(code).toContainText('lr=20)');
});

test('exported files contain the displayed numbers', async ({ page }) => {
  // With this setting the recorded loss differs from that of scripts, which repeat batches.
  await open(page, `${LIGHT}&measure=all`);
  const band = await saved(page, 'All runs: the loss at each rate: CSV');
  expect(band.name).toBe('band.csv');
  const [head, ...rows] = band.bytes.toString().trim().split('\r\n');
  expect(head).toBe('lr,loss_p10,loss_median,loss_p90');
  const { bytes } = await saved(page, 'Everything: the report: JSON');
  const report = JSON.parse(bytes.toString());
  expect(report.fingerprint).toBe(await page.locator('#sweep-fingerprint').textContent());
  expect(rows.map((row) => Number(row.split(',')[2]))).toEqual(report.summary.median);
  expect(String(report.answer.lr)).toBe(
    await page.locator('#answer-lr data').getAttribute('value'),
  );
  const comparison = await saved(page, 'Comparison: the result of each schedule: CSV');
  expect(comparison.bytes.toString().trim().split('\r\n').length).toBe(
    report.race.standings.length + 1,
  );
});

/**
 * Saves every chart of a box as SVG and PNG and checks their content.
 * @param {import('@playwright/test').Page} page
 * @param {string} box
 * @param {(texts: string[], title: string) => void} look
 * @returns the number of charts
 */
async function lookAtPictures(page, box, look) {
  const buttons = page.locator(box).getByRole('button', { name: /: SVG$/ });
  for (const button of await buttons.all()) {
    const name = (await button.getAttribute('aria-label')) ?? '';
    const svg = (await saved(page, name)).bytes.toString();
    const { texts, width } = await page.evaluate((text) => {
      const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
      const all = [...picture.querySelectorAll('text')];
      const width = Number(picture.documentElement.getAttribute('width'));
      return { texts: all.map(({ textContent }) => textContent ?? ''), width };
    }, svg);
    expect(texts.length).toBeGreaterThan(10);
    expect(svg).not.toContain('NaN');
    look(texts, name.replace(/: SVG$/, ''));
    const png = (await saved(page, name.replace(/SVG$/, 'PNG'))).bytes;
    expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2 * width);
  }
  return buttons.count();
}

test('every chart exports as SVG and PNG with title, settings and address', async ({ page }) => {
  await open(page);
  // It is computed only on request.
  await expect(page.locator('#export-files')).toContainText('open “Why it diverges” first');
  await page.locator('#why > summary').click();
  await expect(page.getByRole('button', { name: /dead ReLUs: SVG$/ })).toBeEnabled();
  const count = await lookAtPictures(page, '#export-files', (texts, title) => {
    expect(texts[0]).toBe(title);
    expect(texts[1]).toContain('Breast cancer, 569 rows: hidden layers of 10, 10, SGD with');
    expect(texts[2]).toMatch(/^(The rate rises|Each rate is trained|Each schedule is trained) /);
    expect(texts.join('')).toContain(page.url());
  });
  expect(count).toBe(10);
  const { bytes } = await saved(page, 'Inside the network at each step: CSV');
  const [head, ...rows] = bytes.toString().trim().split('\r\n');
  expect(head.split(',').slice(0, 3)).toEqual(['lr', 'two_over_sharpness', 'gradient_norm_1']);
  const { diagnosis } = nativeReport(LIGHT, '--sharpness');
  const norms = rows.map((row) => Number(row.split(',')[2]));
  expect(norms).toEqual(diagnosis.gradient_norms[0]);
});

test('a training log exports its curve, its report and its link', async ({ page }) => {
  const losses = Array.from(
    { length: 100 },
    (_, step) => 2.3 - Math.exp(-(((step - 60) / 25) ** 2)),
  );
  const lrs = losses.map((_, step) => 1e-5 * 10 ** (step / 20));
  await page.goto('./#log=');
  const log = JSON.stringify({ lr: lrs, loss: losses });
  const file = { name: 'log.json', mimeType: 'text/plain', buffer: Buffer.from(log) };
  await page.locator('#log-files').setInputFiles(file);
  await page.locator('#log-export > summary').click();
  const { bytes } = await saved(page, 'The loss at each rate, and smoothed: CSV');
  const [head, ...rows] = bytes.toString().trim().split('\r\n');
  expect(head).toBe('lr,loss,smoothed_loss');
  const numbers = rows.map((row) => row.split(',').map(Number));
  expect(numbers.map(([lr, loss]) => [lr, loss])).toEqual(
    lrs.map((lr, step) => [lr, losses[step]]),
  );
  const all = JSON.parse((await saved(page, 'Everything: the report: JSON')).bytes.toString());
  expect(numbers.map(([, , smooth]) => smooth)).toEqual(all.curve.smooth);
  const button = 'The loss of your log while the learning rate rises: SVG';
  const svg = (await saved(page, button)).bytes.toString();
  expect(svg).toContain(all.what);
  expect(svg.replace(/<[^>]*>/g, '')).toContain('#v=2&amp;log=');
});

test('exported rows of a user’s table have its column names, escaped, and scripts name the file', async ({
  page,
}) => {
  const rows = Array.from(
    { length: 60 },
    (_, row) => `${(row * 7) % 50},${(row * 37) % 90},${row % 2}`,
  );
  const text = ['=HYPERLINK(1),"a ""b"", c",target', ...rows].join('\n');
  await page.goto('./#data=');
  const file = { name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('#table-file').setInputFiles(file);
  await page.waitForFunction(() => location.hash.includes('data=csv:'));
  await settled(page);
  await page.locator('#export > summary').click();
  const { bytes } = await saved(page, 'The rows that are trained on: CSV');
  const [head, first] = bytes.toString().split('\r\n');
  expect([head, first]).toEqual([`'=HYPERLINK(1),"a ""b"", c",target`, '0,0,0']);
  await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('redo');
  await expect(page.locator('#export-code pre')).toContainText('print("Data of", "own.csv")');
});

test('the export section fits a 390-pixel screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page);
  const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(over)).toBe(0);
});

test('the page stays responsive while the run for a script is generated', async ({ page }) => {
  const run = '#v=2&hidden=100,100&num_iter=4000&stop_factor=none&runs=1';
  const evidence = 'truth_rates=5&truth_epochs=1&truth_runs=1&train_epochs=1&train_runs=2';
  await page.goto(`./${run}&${evidence}`);
  await settled(page);
  await page.locator('#export-open').press('Enter');
  await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('redo');
  await expect(page.getByRole('button', { name: 'run.json' })).toBeVisible();
  const longest = await longestTask(page, () => saved(page, 'run.json'));
  // On the main thread it was one task of 720 ms.
  expect(longest).toBeLessThan(100);
});
