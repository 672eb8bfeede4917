// The look on any screen and in print: charts follow colors, size and pixel density, and nothing is cut
// off.

import { expect, test } from './test.js';
import { nativeReport } from './native.js';
import {
  beginComparison,
  beginRuns,
  consentToRuns,
  LIGHT,
  MOTION,
  openAll,
  openFolds,
  openLink,
  openSettled,
  openSlowly,
  settled,
  WAITING,
} from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

// The tests add their own styles.
test.use({ bypassCSP: true });

/** Charts, each with the color of one of its lines. */
const CHARTS = {
  '#chart': 'line',
  '#check-chart': 'line',
  '#comparison-validation': 'bounds',
  '#why-edge': 'edge',
};

/** Whether each chart has its color of the current theme. @param {Page} page */
const inColor = (page) =>
  page.evaluate(
    (charts) =>
      charts.map(([chart, name]) => {
        const probe = document.createElement('i');
        probe.setAttribute('style', `color: var(--${name}); forced-color-adjust: none`);
        document.body.append(probe);
        const [r, g, b] = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
        probe.remove();
        const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(`${chart} canvas`));
        const { width, height } = canvas;
        const { data } = /** @type {CanvasRenderingContext2D} */ (
          canvas.getContext('2d')
        ).getImageData(0, 0, width, height);
        let pixels = 0;
        for (let at = 0; at < data.length; at += 4) {
          // Some system colors are translucent.
          const off = [r, g, b].map((part, place) => Math.abs(part - data[at + place]));
          if (Math.max(...off) <= 12 && data[at + 3] > 100) pixels += 1;
        }
        return { chart, color: `${r} ${g} ${b}`, drawn: pixels > 30 };
      }),
    Object.entries(CHARTS),
  );

test.beforeEach(({ page }) => openFolds(page));

test('charts follow changes of color scheme, contrast and forced colors', async ({ page }) => {
  await openAll(page);
  const colors = new Set();
  for (const look of /** @type {const} */ ([
    { colorScheme: 'dark' },
    { colorScheme: 'light' },
    { contrast: 'more' },
    { colorScheme: 'dark', contrast: 'more' },
    { contrast: 'no-preference', forcedColors: 'active' },
    { colorScheme: 'light', forcedColors: 'active' },
  ])) {
    await page.emulateMedia(look);
    await expect
      .poll(async () => (await inColor(page)).filter(({ drawn }) => !drawn), JSON.stringify(look))
      .toEqual([]);
    colors.add((await inColor(page))[0].color);
  }
  // Each has a color of its own.
  expect(colors.size).toBe(6);
});

test('printing uses the light theme and restores the screen’s theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.addInitScript(() => {
    // The content of the canvas at this time is what was printed.
    addEventListener('afterprint', () => {
      const { ctx } = { ctx: document.querySelector('canvas')?.getContext('2d') };
      const { data } = /** @type {ImageData} */ (
        ctx?.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height)
      );
      const seen = new Set();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 255) seen.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`);
      }
      Object.assign(window, { printed: [...seen] });
    });
  });
  await openAll(page);
  const [screen] = await inColor(page);
  expect(screen).toEqual({ chart: '#chart', color: '121 184 255', drawn: true });
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(50_000);
  const printed = await page.evaluate(() => /** @type {any} */ (window).printed);
  expect(printed).toContain('20 80 140');
  expect(printed).not.toContain(screen.color);
  await expect.poll(async () => (await inColor(page))[0]).toEqual(screen);
});

/** The elements that extend beyond the window or are cut off. @param {Page} page */
const overflow = (page) =>
  page.evaluate(() => {
    // Rows outside the viewport would have only an estimated height.
    for (const body of document.querySelectorAll('.rows tbody')) {
      /** @type {HTMLElement} */ (body).style.contentVisibility = 'visible';
    }
    const scrolls = '#log-box, #results-box, .numbers';
    const beyond = [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility())
      .filter((element) => !element.closest(`.unseen, thead, .uplot, svg, select, ${scrolls}`))
      .filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth ||
          (getComputedStyle(element).overflowX === 'hidden' &&
            element.scrollWidth > element.clientWidth + 1),
      )
      .map(
        ({ tagName, id, textContent }) => `${tagName} ${id} ${textContent?.trim().slice(0, 30)}`,
      );
    const { scrollWidth, clientWidth } = document.documentElement;
    return { sideways: scrollWidth - clientWidth, beyond };
  });

/** The texts and controls that overlap, and the number of texts. @param {Page} page */
const overlaps = (page) =>
  page.evaluate(() => {
    const elements = [...document.querySelectorAll('body *')].filter(
      (element) =>
        element.checkVisibility() &&
        !element.closest('.unseen, thead, .uplot, svg, select, #log-box'),
    );
    const name = (/** @type {Element} */ element) =>
      `${element.tagName} ${element.id} ${element.textContent?.trim().slice(0, 30)}`;
    const places = elements.flatMap((element) => {
      if (element.matches('button, input'))
        return [{ element, box: element.getBoundingClientRect() }];
      return [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
        .flatMap((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return [...range.getClientRects()].map((box) => ({ element, box }));
        });
    });
    const meet = places.flatMap((one, place) =>
      places.slice(place + 1).flatMap((other) => {
        const across =
          Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down =
          Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across <= 2 || down <= 4) return [];
        if (one.element.contains(other.element) || other.element.contains(one.element)) return [];
        return [`${name(one.element)} / ${name(other.element)}`];
      }),
    );
    return { meet, texts: places.length };
  });

/** Checks that nothing is cut off and no texts overlap. @param {Page} page */
async function expectApart(page) {
  // Charts are resized one frame after the window.
  await expect.poll(() => overflow(page)).toEqual({ sideways: 0, beyond: [] });
  const { meet, texts } = await overlaps(page);
  expect(texts).toBeGreaterThan(300);
  expect(meet).toEqual([]);
}

test('print hides controls, shows the link and cuts nothing off', async ({ page }) => {
  await page.goto(`./${LIGHT}&seed=3`);
  await settled(page);
  const fold = (/** @type {string} */ id, /** @type {boolean} */ open) =>
    page.locator(id).evaluate((details, to) => details.toggleAttribute('open', to), open);
  await fold('#check-numbers', true);
  await page.emulateMedia({ media: 'print' });
  // The width of A4 without its margins.
  await page.setViewportSize({ width: 688, height: 1000 });
  const controls = page.locator('button:not(#results button), select, #settings, #handles > *');
  for (const control of await controls.all()) await expect(control).toBeHidden();
  await expect(page.locator('#address')).toHaveText(/&seed=3(&|$)/);
  for (const id of [
    'sweep-fingerprint',
    'band-fingerprint',
    'check-fingerprint',
    'comparison-fingerprint',
  ]) {
    await expect(page.locator(`#${id}`)).toHaveText(/^[0-9a-f]{16}$/);
    await expect(page.locator(`#${id}`)).toBeVisible();
  }
  await expect(page.locator('#lower-rate')).toBeVisible();
  // Only tables that the user has opened are printed.
  await expect(page.locator('#check-numbers tbody tr').last()).toBeVisible();
  await expect(page.locator('#epoch-numbers')).toBeHidden();
  await expect(page.locator('#log tbody tr').last()).toBeVisible();
  const beyond = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main *, header *')]
        .filter((element) => element.checkVisibility() && !element.closest('.unseen'))
        .filter((element) => {
          const { right } = element.getBoundingClientRect();
          const { overflowX } = getComputedStyle(element);
          const cut = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
          return right > innerWidth || (cut && element.clientWidth > 0);
        })
        .map((element) => `${element.tagName} ${element.id} ${element.className}`),
    );
  await expect.poll(beyond).toEqual([]);
});

test('printed text does not overlap, including the fingerprint message', async ({ page }) => {
  const { version, fingerprint } = nativeReport(LIGHT);
  await openAll(page, `${LIGHT}&fingerprint=${version},${fingerprint},-,-,-`);
  await expect(page.locator('#proof')).toContainText('Reproduced bit for bit');
  await page.emulateMedia({ media: 'print' });
  // The width of A4 without its margins.
  await page.setViewportSize({ width: 688, height: 1000 });
  await expectApart(page);
});

/** The text spacing of WCAG 1.4.12. */
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

test('at 400% zoom nothing is cut off or overlaps, with wide spacing too', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await openAll(page);
  for (const content of ['', SPACING]) {
    if (content) await page.addStyleTag({ content });
    await expectApart(page);
  }
});

/** Checks that nothing extends beyond the window at the narrowest widths. @param {Page} page @param {string} state */
async function expectNarrow(page, state) {
  for (const width of [320, 280, 240]) {
    await page.setViewportSize({ width, height: 500 });
    // Charts are resized one frame after the window.
    await expect(async () => {
      const found = await overflow(page);
      expect({ state, width, ...found }).toEqual({ state, width, sideways: 0, beyond: [] });
    }).toPass({ timeout: 10_000 });
  }
}

test('no horizontal scrolling at 240 to 320 pixels, even with long invalid inputs', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { get: () => undefined });
  });
  await page.setViewportSize({ width: 240, height: 500 });
  await page.goto(`./${LIGHT}`);
  await expectNarrow(page, 'as it begins');
  const wrong = '0123456789abcdef';
  await openAll(page, `${LIGHT}&bach_size=12&seed=x&fingerprint=0.0.1,${wrong},-,-,-`);
  await expect(page.locator('#proof')).toContainText('differ');
  await page.locator('#copy').click();
  await expect(page.locator('#link')).toBeVisible();
  for (const id of ['lower-rate', 'upper-rate', 'own-rate', 'start_lr', 'hidden']) {
    await page
      .locator(`#${id}`)
      .fill('a long text without any space that cannot be a number'.repeat(2));
    await page.locator(`#${id}`).blur();
  }
  await expect(page.locator('#hidden-error')).not.toBeEmpty();
  await expectNarrow(page, 'everything unfolded and everything wrong');
  await page.locator('#reset').click();
  await expectNarrow(page, 'before the first step');
  for (const link of [
    `${LIGHT}&start_lr=1e30&end_lr=1e31`,
    `${LIGHT}&start_lr=1e-8&end_lr=1e-6&hidden=12,12,12,12,12,12,12,12&runs=1`,
    `${LIGHT}&hidden=none&policies=none&train_epochs=1`,
  ]) {
    await page.goto(`./${link}`);
    await settled(page);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await expectNarrow(page, link);
  }
});

test('no horizontal scrolling while work waits or runs, or without canvas and workers', async ({
  page,
}) => {
  await page.setViewportSize({ width: 240, height: 500 });
  await consentToRuns(page);
  const play = await beginComparison(page);
  await expectNarrow(page, 'a comparison under way');
  await play.click();
  await expect(page.locator('#comparison-progress')).toContainText('paused');
  await expectNarrow(page, 'a comparison paused');
  await beginRuns(page);
  await expectNarrow(page, 'runs under way');
  await openSlowly(page, WAITING);
  await settled(page);
  await expectNarrow(page, 'work that waits');
  await page.locator('#check-go').click();
  await expect(page.locator('#check-progress')).toContainText('% done');
  await expectNarrow(page, 'the check under way');
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
    Reflect.deleteProperty(globalThis, 'Worker');
  });
  await page.goto(`./${LIGHT}&seed=9`);
  await page.reload();
  await settled(page);
  await expect(page.locator('#no-workers')).toBeVisible();
  await expectNarrow(page, 'without charts and workers');
});

/** The size of each canvas relative to its chart, and whether it is empty. @param {Page} page */
const sizes = (page) =>
  page.evaluate(
    (charts) =>
      charts.map((chart) => {
        const box = /** @type {HTMLElement} */ (document.querySelector(chart));
        const canvas = /** @type {HTMLCanvasElement} */ (box.querySelector('canvas'));
        const { data } = /** @type {CanvasRenderingContext2D} */ (
          canvas.getContext('2d')
        ).getImageData(0, 0, canvas.width, canvas.height);
        return {
          chart,
          width: canvas.width / box.clientWidth,
          height: canvas.height / box.clientHeight,
          shown: canvas.getBoundingClientRect().width / box.clientWidth,
          empty: !data.some((part) => part > 0),
        };
      }),
    Object.keys(CHARTS),
  );

test('on a phone, heads and the card without an answer take no more lines than needed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSettled(page, LIGHT);
  await openLink(page, '#v=2&start_lr=1e-10&end_lr=10&num_iter=480');
  await expect(page.locator('#example')).toHaveText('Textbook range');
  const top = async (/** @type {string} */ selector) =>
    (await page.locator(selector).boundingBox())?.y ?? NaN;
  expect(await top('#data-open')).toBe(await top('#log-open'));
  expect(await top('#presets')).toBe(await top('#log-open'));
  await page.locator('#help-open').click();
  const title = await page.locator('#help-title').boundingBox();
  expect(title?.width).toBeGreaterThan(200);
  await page.keyboard.press('Escape');
  // Between the title and the text is no room for a rate.
  await openLink(page, '#log=');
  await expect(page.locator('#answer-title')).toContainText('your log');
  const above = await page.locator('#answer-title').boundingBox();
  expect((await top('#answer-why')) - (above?.y ?? 0) - (above?.height ?? 0)).toBeLessThan(20);
});

test('a changed bound and its results move no control', async ({ page }) => {
  for (const size of [
    { width: 1280, height: 720 },
    { width: 660, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await openAll(page, `${LIGHT}&lower=0.2&upper=5&lr=1`);
    // The largest movement of each control in any frame.
    await page.evaluate(() => {
      const controls = document.querySelectorAll(
        '#bounds :is(button, input), #schedules > summary',
      );
      const places = () =>
        [...controls].map((control) => {
          const { x, y } = control.getBoundingClientRect();
          return [x, y + scrollY];
        });
      const start = places();
      const moved = /** @type {Record<string, number>} */ ({});
      Object.assign(window, { moved });
      const look = () => {
        places().forEach(([x, y], index) => {
          const pixels = Math.hypot(x - start[index][0], y - start[index][1]);
          const name = controls[index].id || (controls[index].textContent ?? '');
          if (pixels >= 1) moved[name] = Math.max(moved[name] ?? 0, pixels);
        });
        requestAnimationFrame(look);
      };
      look();
    });
    for (const [name, text] of Object.entries({ lower: '0.3', upper: '4' })) {
      const check = page.locator(`#${name}-check`);
      const before = await check.innerText();
      const rate = page.locator(`#${name}-rate`);
      await rate.fill(text);
      await rate.blur();
      await expect(check).not.toHaveText(before);
      await settled(page);
      await expect(check).toContainText('loss');
      expect(await page.evaluate(() => /** @type {any} */ (window).moved)).toEqual({});
    }
  }
});

test('charts are sharp and fit at every size and zoom', async ({ page }) => {
  await openAll(page);
  const session = await page.context().newCDPSession(page);
  for (const [width, height, deviceScaleFactor] of [
    [1280, 800, 2],
    [640, 400, 2],
    [427, 267, 3],
    [1280, 800, 1],
    [320, 256, 4],
    [1600, 1000, 1.5],
  ]) {
    await session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor,
      mobile: false,
    });
    await expect
      .poll(async () =>
        (await sizes(page)).map(({ width, height, shown, empty }) =>
          [width, height, shown].map((ratio) => Number(ratio.toFixed(2))).concat(Number(empty)),
        ),
      )
      .toEqual(Object.keys(CHARTS).map(() => [deviceScaleFactor, deviceScaleFactor, 1, 0]));
  }
});

test('a canvas whose context was lost is redrawn when restored', async ({ page }) => {
  await openAll(page);
  const lose = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('canvas')].map((canvas) => {
        const before = canvas.toDataURL();
        // What a browser does when it has lost the context and restores it.
        /** @type {any} */ (canvas.getContext('2d')).reset();
        const lost = canvas.toDataURL() !== before;
        canvas.dispatchEvent(new Event('contextrestored'));
        return { before, lost };
      }),
    );
  await page.mouse.move(0, 0);
  const canvases = await lose();
  expect(canvases.length).toBe(11);
  expect(canvases.every(({ lost }) => lost)).toBe(true);
  const drawn = () =>
    page.evaluate(() => [...document.querySelectorAll('canvas')].map((one) => one.toDataURL()));
  await expect
    .poll(async () => {
      const after = await drawn();
      return canvases.filter(({ before }, place) => before !== after[place]).length;
    })
    .toBe(0);
});

test('without canvas support the page says so and remains usable', async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await openSettled(page);
  await expect(page.locator('#no-charts')).toContainText('the charts cannot be drawn');
  await expect(page.locator('#chart')).toBeHidden();
  const { fingerprint, summary } = nativeReport(LIGHT);
  await expect(page.locator('#sweep-fingerprint')).toHaveText(fingerprint);
  await expect(page.locator('#band-fingerprint')).toHaveText(summary.fingerprint);
  await page.locator('#upper-rate').fill('5');
  await page.locator('#upper-rate').blur();
  await expect(page).toHaveURL(/&upper=5(&|$)/);
  await settled(page);
  await page.locator('#reset').click();
  await page.locator('#play').click();
  await settled(page);
});

test('every chart has its content in a table', async ({ page }) => {
  const { summary, diagnosis } = nativeReport(LIGHT, '--sharpness');
  await openAll(page);
  const rows = (/** @type {string} */ id) => page.locator(`${id} tbody tr`);
  await expect(rows('#log')).toHaveCount(20);
  await expect(rows('#band-numbers')).toHaveCount(20);
  await expect(rows('#why-numbers')).toHaveCount(20);
  await expect(rows('#check-numbers')).not.toHaveCount(0);
  await expect(rows('#epoch-numbers')).toHaveCount(5);
  const short = (/** @type {number} */ value) => String(Number(value.toPrecision(3)));
  await expect(rows('#band-numbers').nth(10)).toContainText(short(summary.median[10]));
  const cells = rows('#why-numbers').nth(10).locator('th, td');
  await expect(cells).toHaveText([
    '10',
    short(summary.lrs[10]),
    short(diagnosis.edges[10]),
    diagnosis.gradient_norms.map((/** @type {number[]} */ layer) => short(layer[10])).join(', '),
    diagnosis.update_ratios.map((/** @type {number[]} */ layer) => short(layer[10])).join(', '),
    /%$/,
  ]);
});

test.describe('with motion', () => {
  test.use(MOTION);
  for (const width of [1280, 412]) {
    test(`the layout does not shift until the page settles, ${width} pixels wide`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(() => {
        const seen = /** @type {Record<string, number[]>} */ ({});
        Object.assign(window, { seen });
        const look = () => {
          if (/playing|finished/.test(document.documentElement?.dataset.state ?? '')) {
            for (const id of ['main-settings', 'transport', 'picture', 'check-chart', 'own-rate']) {
              const { bottom } = document.getElementById(id)?.getBoundingClientRect() ?? {};
              (seen[id] ??= []).push(bottom ?? NaN);
            }
          }
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      await page.goto('./');
      await settled(page);
      const seen = await page.evaluate(
        () => /** @type {Record<string, number[]>} */ (/** @type {any} */ (window).seen),
      );
      for (const [id, places] of Object.entries(seen)) {
        expect(places.length).toBeGreaterThan(20);
        expect(Math.max(...places) - Math.min(...places), id).toBeLessThanOrEqual(2);
      }
    });
  }
});
