// A pinned curve, compared with the curve of other settings.

import { expectClean } from './axe.js';
import { nativeReport } from './native.js';
import { expect, test } from './test.js';
import { openLink, settled } from './visit.js';

const LINK = '#v=2&runs=20&truth_epochs=1&truth_runs=6&truth_rates=9&policies=none';

/** @param {number} value to two significant digits, as in sentences */
const two = (value) => String(Number(value.toPrecision(2)));

/**
 * Whether the chart has a dot in the color of the pinned curve at a rate.
 * @param {import('@playwright/test').Page} page
 * @param {number} lr
 * @param {[number, number]} range of the axis
 */
const dotAt = (page, lr, [first, last]) =>
  page.locator('#chart').evaluate(
    (chart, share) => {
      const [canvas, over] = [chart.querySelector('canvas'), chart.querySelector('.u-over')];
      if (!canvas || !over) return false;
      const [whole, plot] = [canvas.getBoundingClientRect(), over.getBoundingClientRect()];
      const ratio = canvas.width / whole.width;
      const left = Math.round((plot.left - whole.left + share * plot.width) * ratio);
      const [top, height] = [plot.top - whole.top, plot.height].map((size) =>
        Math.round(size * ratio),
      );
      const { data = [] } = canvas.getContext('2d')?.getImageData(left, top, 1, height) ?? {};
      const muted = getComputedStyle(document.documentElement).getPropertyValue('--muted');
      const ink = [1, 3, 5].map((place) => parseInt(muted.slice(place, place + 2), 16));
      const found = Array.from({ length: height }, (_, y) =>
        ink.every((one, at) => data[4 * y + at] === one),
      );
      // As many adjacent pixels as a dot is high.
      return found
        .map((one) => (one ? 'x' : ' '))
        .join('')
        .includes('x'.repeat(8));
    },
    Math.log(lr / first) / Math.log(last / first),
  );

test('a pinned curve and its answer persist across settings and in the link', async ({ page }) => {
  const [sgd, adam] = [LINK, `${LINK}&optimizer=adam`].map(
    (link) => nativeReport(link, '--check').answer,
  );
  const factor = two(sgd.lr / adam.lr);
  const answers = `The answer, about ${two(adam.lr)}, is a factor of ${factor} below that of the pinned settings, about ${two(sgd.lr)}.`;
  await page.goto(`./${LINK}`);
  await settled(page);
  // Records all announcements, because each replaces the previous one.
  await page.locator('#announcement').evaluate((element) => {
    const texts = /** @type {string[]} */ ([]);
    Object.assign(window, { texts });
    const record = () => texts.push(element.textContent ?? '');
    new MutationObserver(record).observe(element, { childList: true, characterData: true });
  });
  const [pinned, pin] = [page.locator('#pinned'), page.locator('#pin')];
  await pin.click();
  await expect(pinned.getByRole('button', { name: 'Unpin' })).toBeFocused();
  await expect(pinned).toContainText('Pinned: change a setting');
  await expect(pin).toBeDisabled();
  await page.locator('#optimizer').selectOption('adam');
  await settled(page);
  await expect(pinned).toContainText('Pinned, as a dotted line: optimizer “SGD” (now “Adam”).');
  await expect(pinned).toContainText(answers);
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'texts').join(' ')))
    .toContain(answers);
  const url = page.url();
  expect(new URLSearchParams(url.split('#')[1]).get('pin')).toBe(
    'v=2&runs=20&truth_rates=9&truth_epochs=1&truth_runs=6&policies=none',
  );
  await expectClean(page, 'a pinned curve');
  // The axis covers the ranges of both curves.
  expect(await dotAt(page, sgd.lr, [1e-5, 100])).toBe(true);

  // The link shows the same.
  await page.goto('about:blank');
  await page.goto(url);
  await settled(page);
  await expect(pinned).toContainText(answers);
  await expect.poll(() => dotAt(page, sgd.lr, [1e-5, 100])).toBe(true);

  await pinned.getByRole('button', { name: 'Unpin' }).click();
  await expect(pinned).toBeHidden();
  await expect(page).toHaveURL(/^(?!.*pin=).*optimizer=adam/);
  await expect.poll(() => dotAt(page, 0.5, [1e-5, 1])).toBe(false);

  // Pinned settings without an answer.
  await openLink(
    page,
    `${LINK}&output=softmax&pin=v%3D2%26runs%3D20%26start_lr%3D1e-8%26end_lr%3D1e-5`,
  );
  await settled(page);
  await expect(pinned).toContainText('the pinned settings have none.');
  await openLink(page, `${LINK}&pin=v%3D2%26data%3Dwine`);
  await expect(page.locator('#notices')).toContainText('data=wine is not possible');
  await expect(pinned).toBeHidden();
});
