// A shared link says what it comes to, and the page says whether it does.

import { expect, test } from './test.js';
import { consentToRuns, LIGHT, openFolds, settled, setWorkers, someRuns } from './visit.js';
import { nativeReport, VERSION } from './native.js';

/** @typedef {import('@playwright/test').Page} Page */

const LINK = `${LIGHT}&seed=5`;

/** What the native core says that the link comes to. */
function claim() {
  const { version, fingerprint, summary, truth, race } = nativeReport(LINK, '--truth', '--race');
  return [version, fingerprint, summary.fingerprint, truth.fingerprint, race.fingerprint];
}

test.beforeEach(({ page }) => openFolds(page, '#reproducibility'));

test('a copied link has its fingerprints, and who opens it is told', async ({ page, context }) => {
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
  // What is another picture is not what was shared.
  await other.getByRole('slider', { name: 'Upper bound' }).press('ArrowLeft');
  await expect(proof).toBeHidden();
  await expect(other).toHaveURL((url) => !url.hash.includes('fingerprint'));
  await other.close();
});

test('the claim of a link whose settings were edited is told of without blame', async ({
  page,
}) => {
  const [version, sweep, band] = claim();
  const edited = LINK.replace('&seed=5', '&seed=6');
  await page.goto(`./${edited}&fingerprint=${[version, sweep, band, '-', '-']}`);
  const proof = page.locator('#proof');
  await expect(proof).toContainText('The results differ from what the link claims: the sweep');
  await expect(proof).toContainText('may have been edited');
  await expect(proof).not.toContainText(/bug|changed|wrong/);
});

test('what differs is named, and the version that made the link', async ({ page }) => {
  const [version, sweep, band, truth, race] = claim();
  const proof = page.locator('#proof');
  const wrong = '0123456789abcdef';
  await page.goto(`./${LINK}&fingerprint=${[version, sweep, wrong, truth, wrong]}`);
  await expect(proof).toHaveText(
    'The results differ from what the link claims: all runs and the schedules. As claimed: the sweep and the check. ' +
      'The link may have been edited since it was copied, or made by another build of this version.',
  );
  // Nobody is accused, neither in words nor in the color of errors.
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

test('runs that were stopped neither claim nor prove anything', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // However fast the machine is, it is stopped before it is done.
  await setWorkers(page, 1);
  await consentToRuns(page);
  const wrong = '0123456789abcdef';
  const link = '#v=1&hidden=200,200&runs=500';
  await page.goto(`./${link}&fingerprint=${VERSION},-,${wrong},-,-`);
  await someRuns(page);
  await page.getByRole('button', { name: 'Stop and use the finished runs' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  await expect(page.locator('#proof')).toContainText('This link states its results');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.locator('#copied')).toContainText(/copied/i);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/&fingerprint=[\d.]+,[0-9a-f]{16},-,-,-$/);
});
