// The handles of the bounds: which inputs move them, and which do not.

import { IDLE_DELAYS } from '../../www/work/scheduler.js';
import { written } from './native.js';
import { expect, test } from './test.js';
import { LIGHT, openFolds, openLink, openSettled, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Opens a link, waits until the page has settled and locates a handle.
 * @param {Page} page
 * @param {string} link
 * @param {'lower' | 'upper'} name
 */
async function open(page, link, name) {
  await page.goto(`./${link}`);
  await settled(page);
  const handle = page.locator(`.handle.${name}`);
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  if (!box) throw new Error('The handle is not to be seen.');
  return { handle, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Checks the values of the settings for the bounds. @param {Page} page @param {string} lower @param {string} upper */
async function expectBounds(page, lower, upper) {
  await expect(page.locator('#settings [name=lower]')).toHaveValue(lower);
  await expect(page.locator('#settings [name=upper]')).toHaveValue(upper);
}

test.beforeEach(({ page }) => openFolds(page, '#others'));

test('clicking a handle sets no bound, and dragging follows the pointer', async ({ page }) => {
  const { handle, x, y } = await open(page, LIGHT, 'upper');
  for (const away of [0, 9]) {
    await page.mouse.click(x + away, y);
    await expect(handle).toBeFocused();
    await expectBounds(page, 'auto', 'auto');
  }
  // A drag by ten pixels moves it by ten, wherever it was grabbed.
  const before = await handle.evaluate((element) => parseFloat(element.style.left));
  await page.mouse.move(x + 9, y);
  await page.mouse.down();
  await page.mouse.move(x - 1, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/upper=/);
  await expect
    .poll(() => handle.evaluate((element) => parseFloat(element.style.left)))
    .toBeLessThan(before - 9);
  const after = await handle.evaluate((element) => parseFloat(element.style.left));
  expect(after).toBeGreaterThan(before - 11);
});

test('a dragged bound is checked where it is released', async ({ page }) => {
  await page.addInitScript(() => {
    const count = { evaluations: 0, onCheck: () => {} };
    Object.assign(window, { count });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {any[]} */ ...args) {
      const kinds = (args[0].items ?? []).map((/** @type {any} */ { share }) => share.kind);
      if (kinds.includes('evaluate')) count.evaluations += 1;
      if (kinds.includes('check')) queueMicrotask(count.onCheck);
      return /** @type {any} */ (postMessage).apply(this, args);
    };
  });
  const evaluations = () => page.evaluate(() => /** @type {any} */ (window).count.evaluations);
  const { x, y } = await open(page, LIGHT, 'upper');
  const checkText = page.locator('#upper-check');
  const [before, textBefore] = [await evaluations(), await checkText.innerText()];
  expect(before).toBeGreaterThan(0);
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Faster than the check of a rate.
  const seen = await page.evaluate(
    ([x, y, idle]) =>
      new Promise((/** @type {(seen: any) => void} */ resolve) => {
        const handle = document.querySelector('.handle.upper');
        const checkText = document.querySelector('#upper-check');
        const { count } = /** @type {any} */ (window);
        let [left, pauses, last, started] = [90, 0, performance.now(), false];
        const drag = () => {
          const clientX = x - 20 - (left % 30);
          const options = { clientX, clientY: y, pointerId: 1, isPrimary: true, bubbles: true };
          handle?.dispatchEvent(new PointerEvent('pointermove', options));
        };
        // The pointer always moves on while a check trains, also where that takes less than a frame.
        count.onCheck = () => {
          started = true;
          left = Math.max(1, left - 1);
          drag();
        };
        const move = () => {
          // It rests once, until a check starts.
          if (left === 60 && !started) return requestAnimationFrame(move);
          left -= 1;
          // The check may start when a slow machine pauses.
          if (performance.now() - last > idle) pauses += 1;
          last = performance.now();
          const { evaluations } = count;
          const text = checkText?.textContent;
          if (left === 0) return resolve({ evaluations, pauses, checkText: text });
          drag();
          return requestAnimationFrame(move);
        };
        move();
      }),
    [x, y, IDLE_DELAYS.change],
  );
  // The result of another rate is not shown.
  expect(seen.checkText).toBe('…');
  expect(seen.evaluations - before).toBeLessThanOrEqual(2 + seen.pauses);
  await page.mouse.move(x - 30, y);
  await page.mouse.up();
  await settled(page);
  await expect(checkText).not.toHaveText('…');
  await expect(checkText).not.toHaveText(textBefore);
  expect(await evaluations()).toBeGreaterThan(before);
});

test('the zones stay those of the answer when a bound is moved', async ({ page }) => {
  await page.addInitScript(() => {
    const names = /** @type {Record<string, number>} */ ({});
    Object.assign(window, { names });
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      if (this.canvas.closest('#chart')) names[text] = Math.round(x);
      return fillText.call(this, text, x, y);
    };
  });
  const names = () => page.evaluate(() => /** @type {any} */ (window).names);
  const zones = (/** @type {Record<string, number>} */ all) =>
    ['too slow', 'works', 'diverges'].map((name) => all[name]);
  await openSettled(page, LIGHT);
  const before = await names();
  expect(zones(before)).not.toContain(undefined);
  // Above the answer.
  await page.evaluate(() => {
    const { names } = /** @type {any} */ (window);
    for (const name of Object.keys(names)) delete names[name];
  });
  await openLink(page, `${LIGHT}&lower=20&upper=50`);
  await settled(page);
  await expect.poll(async () => Object.keys(await names())).toContain('50');
  expect(zones(await names())).toEqual(zones(before));
});

test('only the primary mouse button without Control drags a handle', async ({ page }) => {
  const { x, y } = await open(page, LIGHT, 'upper');
  const drag = async (/** @type {'left' | 'middle' | 'right'} */ button) => {
    await page.mouse.move(x, y);
    await page.mouse.down({ button });
    await page.mouse.move(x - 40, y, { steps: 4 });
    await page.mouse.up({ button });
  };
  await drag('middle');
  await expectBounds(page, 'auto', 'auto');
  await drag('right');
  await expectBounds(page, 'auto', 'auto');
  // On a Mac, Control and a click are a right click.
  await page.keyboard.down('Control');
  await drag('left');
  await page.keyboard.up('Control');
  await expectBounds(page, 'auto', 'auto');
});

test('Escape and a cancelled touch restore the handle', async ({ page }) => {
  const { handle, x, y } = await open(page, LIGHT, 'upper');
  const rate = page.locator('#settings [name=upper]');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y, { steps: 4 });
  await expect(rate).not.toHaveValue('auto');
  await page.keyboard.press('Escape');
  await expectBounds(page, 'auto', 'auto');
  await page.mouse.move(x - 80, y, { steps: 4 });
  await page.mouse.up();
  await expectBounds(page, 'auto', 'auto');

  const before = await handle.getAttribute('aria-valuenow');
  const session = await page.context().newCDPSession(page);
  const touch = (/** @type {any} */ type, /** @type {{ x: number, y: number }[]} */ touchPoints) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [{ x, y }]);
  await touch('touchMove', [{ x: x - 30, y }]);
  await touch('touchMove', [{ x: x - 60, y }]);
  await expect(rate).not.toHaveValue('auto');
  await touch('touchCancel', []);
  await expectBounds(page, 'auto', 'auto');
  await expect(handle).toHaveAttribute('aria-valuenow', String(before));
});

test('opening another link ends a drag', async ({ page }) => {
  const { x, y } = await open(page, LIGHT, 'upper');
  const rate = page.locator('#settings [name=upper]');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y, { steps: 4 });
  await expect(rate).not.toHaveValue('auto');
  const next = `${LIGHT.replace('#v=1', '#v=1&seed=7')}`;
  await page.evaluate((hash) => (location.hash = hash), next);
  await expect(page.locator('[name=seed]')).toHaveValue('7');
  await settled(page);
  await page.mouse.move(x - 80, y, { steps: 4 });
  await page.mouse.up();
  await expectBounds(page, 'auto', 'auto');
  await expect(page).toHaveURL((url) => url.hash === written(next));
});

test('handles beyond the axis move only toward it and never cross', async ({ page }) => {
  await open(page, `${LIGHT}&lower=0.001&upper=500`, 'lower');
  const [lower, upper] = ['lower', 'upper'].map((name) => page.locator(`.handle.${name}`));
  for (const [handle, rate] of /** @type {const} */ ([
    [lower, 0.001],
    [upper, 500],
  ])) {
    const [least, now, most] = await handle.evaluate((element) =>
      ['min', 'now', 'max'].map((one) => Number(element.getAttribute(`aria-value${one}`))),
    );
    expect(now).toBe(rate);
    expect(least).toBeLessThanOrEqual(now);
    expect(most).toBeGreaterThanOrEqual(now);
  }
  for (const key of ['ArrowLeft', 'ArrowDown', 'PageDown', 'Home']) await lower.press(key);
  for (const key of ['ArrowRight', 'ArrowUp', 'PageUp', 'End']) await upper.press(key);
  await expectBounds(page, '0.001', '500');
  await lower.press('ArrowRight');
  await upper.press('ArrowLeft');
  await expectBounds(page, '0.05', '100');

  // Both are beyond the same end: neither passes the other.
  await open(page, `${LIGHT}&lower=200&upper=500`, 'lower');
  await upper.press('ArrowLeft');
  await expectBounds(page, '200', '202');
  await lower.press('ArrowLeft');
  await expectBounds(page, '100', '202');
});
