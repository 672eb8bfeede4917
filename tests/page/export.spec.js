// Code and files to take along.

import { readFile } from 'node:fs/promises';
import { expect, test } from './test.js';
import { nativeReport } from './native.js';
import { LIGHT, settled } from './visit.js';

/** Opens the fold by its button in the card. @param {import('@playwright/test').Page} page @param {string} [link] */
async function open(page, link = LIGHT) {
  await page.goto(`./${link}`);
  await settled(page);
  await page.locator('#export-open').press('Enter');
  await expect(page.locator('#export pre')).toContainText('import torch');
}

/** The bytes of what a button saves. @param {import('@playwright/test').Page} page @param {string} name */
async function saved(page, name) {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name, exact: true }).click();
  const download = await saving;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('code has the number of the card, and follows what is chosen', async ({ page }) => {
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
  await choose('What', 'a range test of your own model');
  await expect(code).toContainText('START_LR, END_LR, STEPS = 0.05, 100, 20');
  const script = await saved(page, 'Download');
  expect(script.name).toBe('range_test_keras.py');
  expect(script.bytes.toString()).toBe(await code.textContent());
  // The button at the schedules has code for the one that stands out.
  await page.locator('#schedules > summary').click();
  await page.locator('#all-schedules > summary').click();
  await page.locator('#results button[data-schedule="triangular"]').click();
  await page.getByRole('button', { name: 'Code for triangular' }).click();
  await expect(code).toContainText('height = 1 - ops.abs(');
  // Between the bounds of the card.
  const { base_lr, max_lr } = nativeReport(LIGHT, '--check').answer;
  await choose('Framework', 'PyTorch');
  await expect(code).toContainText(`base_lr=${base_lr}`);
  await expect(code).toContainText(`max_lr=${max_lr}`);
});

test('files have the numbers that are shown', async ({ page }) => {
  // What is recorded is another loss than that of scripts, which repeat batches.
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

test('every chart is a picture with title, axes, legend and address', async ({ page }) => {
  await open(page);
  const buttons = page.locator('#export-files').getByRole('button', { name: /: SVG$/ });
  await expect(buttons).toHaveCount(6);
  for (const button of await buttons.all()) {
    const name = (await button.getAttribute('aria-label')) ?? '';
    const svg = (await saved(page, name)).bytes.toString();
    const texts = await page.evaluate((text) => {
      const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
      return [...picture.querySelectorAll('text')].map(({ textContent }) => textContent ?? '');
    }, svg);
    expect(texts[0]).toBe(name.replace(/: SVG$/, ''));
    expect(texts.join('')).toContain(page.url());
    expect(texts.length).toBeGreaterThan(10);
    expect(svg).not.toContain('NaN');
    const png = (await saved(page, name.replace(/SVG$/, 'PNG'))).bytes;
    expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2 * 760);
  }
});

test('the fold needs no wide screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page);
  const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(over)).toBe(0);
});
