// Shared links contain the fingerprints of their results, and the page verifies them.

import { expect, test } from './test.js';
import { beginRuns, LIGHT, LONG_RUNS, openFolds, settled } from './visit.js';
import { nativeReport, VERSION } from './native.js';

/** @typedef {import('@playwright/test').Page} Page */

const LINK = `${LIGHT}&seed=5`;

/** The fingerprints of the link by the native core, as in copied links. */
function claim() {
  const { version, fingerprint, summary, truth, race } = nativeReport(LINK, '--truth', '--race');
  return [version, fingerprint, summary.fingerprint, truth.fingerprint, race.fingerprint];
}

test.beforeEach(({ page }) => openFolds(page, '#reproducibility'));

test('a copied link contains its fingerprints, and opening it verifies them', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`./${LINK}`);
  await settled(page);
  await expect(page.locator('#comparison-fingerprint')).toHaveText(/[0-9a-f]{16}/);
  await expect(page.locator('#proof')).toBeHidden();
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.locator('#copied')).toContainText(/copied/i);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${page.url()}&fingerprint=${claim()}`);

  const other = await context.newPage();
  await other.goto(link);
  const proof = other.locator('#proof');
  await expect(proof).toHaveText(
    'Reproduced bit for bit, as shared: the sweep, all runs, the check and the schedules.',
  );
  await expect(other.locator('#notices')).toBeHidden();
  await other.reload();
  await expect(proof).toContainText('Reproduced bit for bit, as shared');
  // After a change of settings the fingerprints of the link no longer apply.
  await other.getByRole('slider', { name: 'Upper bound' }).press('ArrowLeft');
  await expect(proof).toBeHidden();
  await expect(other).toHaveURL((url) => !url.hash.includes('fingerprint'));
  await other.close();
});

test('edited settings are reported as a possible edit, not as an error', async ({ page }) => {
  const [version, sweep, band] = claim();
  const edited = LINK.replace('&seed=5', '&seed=6');
  await page.goto(`./${edited}&fingerprint=${[version, sweep, band, '-', '-']}`);
  const proof = page.locator('#proof');
  await expect(proof).toContainText('The results differ from what the link claims: the sweep');
  await expect(proof).toContainText('may have been edited');
  await expect(proof).not.toContainText(/bug|changed|wrong/);
});

test('the message names the differing results and the version of the link', async ({ page }) => {
  const [version, sweep, band, truth, race] = claim();
  const proof = page.locator('#proof');
  const wrong = '0123456789abcdef';
  await page.goto(`./${LINK}&fingerprint=${[version, sweep, wrong, truth, wrong]}`);
  await expect(proof).toHaveText(
    'The results differ from what the link claims: all runs and the schedules. As claimed: the sweep and the check. ' +
      'The link may have been edited since it was copied, or made by another build of this version.',
  );
  // The message does not look like an error.
  const colors = () =>
    proof.evaluate((element) => {
      const probe = document.createElement('i');
      probe.className = 'error';
      document.body.append(probe);
      const alarm = getComputedStyle(probe).color;
      probe.remove();
      const { color, borderColor, borderInlineStartColor, backgroundColor } =
        getComputedStyle(element);
      return { alarm, own: [color, borderColor, borderInlineStartColor, backgroundColor] };
    });
  const { alarm, own } = await colors();
  expect(own).not.toContain(alarm);
  const versions = `The link was made by version 0.0.9 of this page; this is ${version}.`;
  await page.goto(`./${LINK}&fingerprint=${['0.0.9', wrong, '-', '-', '-']}`);
  await expect(proof).toHaveText(
    `The results differ from what the link claims: the sweep. ${versions}`,
  );
  await page.goto(`./${LINK}&fingerprint=${['0.0.9', sweep, band, '-', '-']}`);
  await expect(proof).toHaveText(
    `Reproduced bit for bit, as shared: the sweep and all runs. ${versions}`,
  );
  await page.goto(`./${LINK}&fingerprint=1234`);
  await expect(proof).toBeHidden();
  await expect(page.locator('#notices')).toContainText('fingerprint=1234 is not possible');
});

test('stopped runs neither add fingerprints to the link nor verify them', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const wrong = '0123456789abcdef';
  await beginRuns(page, `${LONG_RUNS}&fingerprint=${VERSION},-,${wrong},-,-`);
  await page.getByRole('button', { name: 'Stop and use the finished runs' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  await expect(page.locator('#proof')).toContainText('This link states its results');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.locator('#copied')).toContainText(/copied/i);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/&fingerprint=[\d.]+,[0-9a-f]{16},-,-,-$/);
});
