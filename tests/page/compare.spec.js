// A pinned curve beside that of other settings.

import { expectClean } from './axe.js';
import { nativeReport } from './native.js';
import { expect, test } from './test.js';
import { openLink, settled } from './visit.js';

/** Nothing here is about motion: pictures are finished at once. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const LINK = '#v=2&runs=20&truth_runs=6&truth_rates=9';

/** @param {number} value to two digits, as sentences have it */
const two = (value) => String(Number(value.toPrecision(2)));

test('a pinned curve and its answer stay while settings change, and are in the link', async ({
  page,
}) => {
  const [sgd, adam] = [LINK, `${LINK}&optimizer=adam`].map(
    (link) => nativeReport(link, '--check').answer,
  );
  const factor = two(sgd.lr / adam.lr);
  const answers = `The answer, about ${two(adam.lr)}, is a factor of ${factor} below that of the pinned settings, about ${two(sgd.lr)}.`;
  await page.goto(`./${LINK}`);
  await settled(page);
  const [pinned, pin] = [page.locator('#pinned'), page.locator('#pin')];
  await pin.click();
  await expect(pinned).toContainText('Pinned: change a setting');
  await expect(pin).toBeDisabled();
  await page.locator('#optimizer').selectOption('adam');
  await settled(page);
  await expect(pinned).toContainText('Pinned, as a dotted line: optimizer SGD (now Adam).');
  await expect(pinned).toContainText(answers);
  await expect(page.locator('#announcement')).toContainText(answers);
  const url = page.url();
  expect(new URLSearchParams(url.split('#')[1]).get('pin')).toBe(
    'v=2&runs=20&truth_rates=9&truth_runs=6',
  );
  await expectClean(page, 'a pinned curve');
  const canvas = () =>
    page
      .locator('#chart canvas')
      .evaluate((one) => (one instanceof HTMLCanvasElement ? one.toDataURL() : ''));
  const both = await canvas();

  // Who opens the link sees the same.
  await page.goto('about:blank');
  await page.goto(url);
  await settled(page);
  await expect(pinned).toContainText(answers);
  await expect.poll(canvas).toBe(both);

  await pinned.getByRole('button', { name: 'Unpin' }).click();
  await expect(pinned).toBeHidden();
  await expect(page).toHaveURL(/^(?!.*pin=).*optimizer=adam/);
  await expect.poll(canvas).not.toBe(both);

  // Losses of different kinds, and what has no answer.
  await openLink(
    page,
    `${LINK}&output=softmax&pin=v%3D2%26runs%3D20%26start_lr%3D1e-8%26end_lr%3D1e-5`,
  );
  await settled(page);
  await expect(pinned).toContainText(
    'the pinned settings have none. The two losses are of different kinds',
  );
  await openLink(page, `${LINK}&pin=v%3D2%26data%3Dwine`);
  await expect(page.locator('#notices')).toContainText('data=wine is not possible');
  await expect(pinned).toBeHidden();
});
