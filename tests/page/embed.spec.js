// Frames in other pages, the embed dialog, and keys of links that change how the page is shown.

import { expectClean } from './axe.js';
import { expect, test } from './test.js';
import { LIGHT, LIGHT_EVIDENCE, openLink, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Opens a host page with a strict policy and one sandboxed frame: an opaque origin has no workers and no storage.
 * @param {Page} page @param {string} link @param {[number, number]} size
 */
async function host(page, link, [width, height]) {
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: {
        'content-security-policy': `default-src 'none'; frame-src ${new URL(route.request().url()).origin}`,
      },
      body: `<!doctype html><iframe sandbox="allow-scripts" width="${width}" height="${height}" src="./${link}"></iframe>`,
    }),
  );
  await page.goto('./host.html');
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = page.frames()[1];
  await frame.waitForFunction(
    () => document.documentElement.dataset.band === 'done' && document.querySelector('#whole'),
  );
  return frame;
}

for (const size of /** @type {[number, number][]} */ ([
  [720, 420],
  [360, 300],
  [320, 240],
])) {
  test(`a sandboxed frame of ${size.join(' x ')} shows the whole chart`, async ({ page }) => {
    const frame = await host(page, `${LIGHT}&embed=1`, size);
    expect(await frame.evaluate(() => self.origin)).toBe('null');
    const seen = await frame.evaluate(() => {
      const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
      const place = (/** @type {string} */ selector) =>
        document.querySelector(selector)?.getBoundingClientRect().toJSON();
      const shown = [
        ...document.querySelectorAll(
          'header button, footer, #answer, #controls, #more, #check-chart',
        ),
      ];
      return {
        scrolls: scrollHeight > clientHeight || scrollWidth > clientWidth,
        canvas: place('#chart canvas'),
        plot: place('#chart .u-over'),
        others: shown.filter((one) => one.getClientRects().length > 0).length,
      };
    });
    expect(seen).toMatchObject({ scrolls: false, others: 0 });
    const [width, height] = size;
    // The canvas with its axes is inside the frame, and the plot takes most of it.
    expect(seen.canvas.top).toBeGreaterThanOrEqual(0);
    expect(seen.canvas.bottom).toBeLessThanOrEqual(height);
    expect(seen.canvas.right).toBeLessThanOrEqual(width);
    expect(seen.plot.height).toBeGreaterThan(0.68 * height);
    expect(seen.plot.width).toBeGreaterThan(0.76 * width);
    await expect(frame.locator('#frame-foot')).toContainText('Loss against learning rate');
    expect(await frame.locator('#whole').getAttribute('href')).toMatch(/#v=2&(?!.*embed)/);
    await expect(frame.locator('#whole')).toBeInViewport();
    await expect(frame.locator('#notices')).toBeHidden();
  });
}

test('a frame shows the controls that its link requests', async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 320 });
  await page.goto(`./${LIGHT}&embed=answer,play,optimizer`);
  await settled(page);
  for (const id of ['answer-lr', 'play', 'optimizer'])
    await expect(page.locator(`#${id}`)).toBeVisible();
  for (const id of ['batch_size', 'data', 'answer-why'])
    await expect(page.locator(`#${id}`)).toBeHidden();
  // A changed control updates the frame and its link to the whole page.
  await page.locator('#optimizer').selectOption('adam');
  await settled(page);
  await expect(page.locator('#whole')).toHaveAttribute('href', /optimizer=adam(?!.*embed)/);
  await expect(page).toHaveURL(/optimizer=adam.*&embed=answer,play,optimizer$/);
  await expectClean(page, 'a frame');
});

test('the embed dialog creates a frame and a link text with the answer', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./#v=2&runs=20&truth_runs=6&policies=none');
  await settled(page);
  await page.locator('#embed-open').press('Enter');
  await page.getByLabel('Size', { exact: true }).selectOption('360 × 300');
  await page.getByRole('checkbox', { name: 'the answer' }).check();
  const snippet = await page.locator('#embed-snippet').inputValue();
  const made = await page.evaluate((html) => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    return [...body.children].map(({ tagName, attributes }) => ({
      tagName,
      ...Object.fromEntries([...attributes].map(({ name, value }) => [name, value])),
    }));
  }, snippet);
  const src = new URL('./#v=2&truth_runs=6&runs=20&policies=none&embed=1,answer', page.url()).href;
  expect(made).toEqual([
    expect.objectContaining({ tagName: 'IFRAME', width: '360', height: '300' }),
  ]);
  const keys = (/** @type {string} */ link) =>
    Object.fromEntries(new URLSearchParams(link.split('#')[1]));
  expect(keys(Object(made[0]).src)).toEqual(keys(src));
  const lr = await page.locator('#answer-lr').innerText();
  const range = await page.locator('#answer-range').innerText();
  await expect(page.locator('#embed-sentence')).toHaveValue(
    new RegExp(`^Rangefinder: about ${lr}, ${range}[.] Holds for .* http.*&fingerprint=`),
  );
  await expect(page.frameLocator('#embed iframe').locator('#answer-lr')).toHaveText(lr);
  await expectClean(page, 'the dialog');
  await page.keyboard.press('Escape');
  await expect(page.locator('#embed')).toBeHidden();
  await expect(page.locator('#embed-open')).toBeFocused();
});

test('a small frame with every control shows the chart', async ({ page }) => {
  // With enough seeds for a range, as usual.
  const parts = `${LIGHT}&embed=1,answer,play,data,optimizer,batch_size,hidden`;
  for (const [width, height, least] of [
    [360, 300, 120],
    [320, 240, 88],
  ]) {
    await page.setViewportSize({ width, height });
    await page.goto('about:blank');
    await page.goto(`./${parts}`);
    await settled(page);
    await expect(page.locator('#whole')).toBeAttached();
    const { scrollHeight, canvas, foot } = await page.evaluate(() => {
      const [canvas, foot] = ['#chart canvas', '#frame-foot'].map((selector) =>
        document.querySelector(selector)?.getBoundingClientRect().toJSON(),
      );
      return { scrollHeight: document.documentElement.scrollHeight, canvas, foot };
    });
    expect(scrollHeight, `${width}`).toBeLessThanOrEqual(height);
    expect(canvas.height).toBeGreaterThanOrEqual(least);
    expect(canvas.bottom).toBeLessThanOrEqual(foot.top);
    await page.locator('#whole').scrollIntoViewIfNeeded();
    await expect(page.locator('#whole')).toBeInViewport();
  }
});

test('a frame says why there is no answer', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 300 });
  await page.goto(`./#v=2&start_lr=1e-5&end_lr=1&runs=20${LIGHT_EVIDENCE}&embed=1,answer`);
  await settled(page);
  await expect(page.locator('#answer-why')).toContainText('still falls at the last rate');
  await expect(page.locator('#answer-why')).toBeInViewport();
  for (const id of ['answer-chip', 'remedy', 'own-rate'])
    await expect(page.locator(`#${id}`)).toBeHidden();
});

test('a lesson stays in its frame, which opens no sections', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 300 });
  const next = encodeURIComponent(`${LIGHT.slice(1)}&optimizer=adam&step=2/2&title=Adam`);
  await page.goto(`./${LIGHT}&view=suggestions&embed=1&step=1/2&title=SGD&next=${next}`);
  await settled(page);
  const bottom = async (/** @type {string} */ selector) => {
    const box = await page.locator(selector).boundingBox();
    return (box?.y ?? NaN) + (box?.height ?? NaN);
  };
  await expect(page.locator('#whole')).toBeInViewport();
  expect(await bottom('#chart')).toBeLessThan(await bottom('#whole'));
  await expect(page.locator('#shown')).toContainText('Step 1 of 2');
  await expect(page.locator('#shown button')).toBeHidden();
  await page.getByRole('link', { name: 'Next step' }).click();
  await expect(page.locator('#shown')).toContainText('Step 2 of 2');
  await expect(page).toHaveURL(/optimizer=adam.*&embed=1/);
  await expect(page.locator('html')).toHaveAttribute('data-embed', '1');
});

test('the dialog says that a frame lacks the user’s table, and leads to pictures', async ({
  page,
}) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const own = page.locator('#embed-own');
  await page.locator('#embed-open').click();
  await expect(own).toBeHidden();
  await page.keyboard.press('Escape');
  await page.goto(`./${LIGHT}&data=`);
  await page.locator('#table-file').setInputFiles('www/data/wine.csv');
  await page.waitForFunction(() => location.hash.includes('data=csv:'));
  await settled(page);
  await page.locator('#embed-open').click();
  await expect(own).toContainText('Your table is not in the frame');
  // What visitors see.
  const frame = page.frameLocator('#embed iframe');
  await expect(frame.locator('#answer-why')).toContainText('choose the same file (14 columns)');
  await expect(frame.locator('#table-file')).toBeVisible();
  for (const id of ['table-text', 'frame-foot', 'picture'])
    await expect(frame.locator(`#${id}`)).toBeHidden();
  await expectClean(page, 'the dialog');
  await own.getByRole('button').click();
  await expect(page.locator('#embed')).toBeHidden();
  await expect(page.locator('#export > summary')).toBeFocused();
  await expect(page.getByRole('button', { name: /^The loss .* rises: PNG$/ })).toBeVisible();
});

test('a title and a note are escaped or rejected, and survive setting changes', async ({
  page,
}) => {
  const markup = '<img src=x onerror=alert(1)><b>A & "B"</b>';
  await page.goto(
    `./${LIGHT}&title=${encodeURIComponent(markup)}&note=%D7%A9%D7%9C%D7%95%D7%9D%201`,
  );
  await settled(page);
  const shown = page.locator('#shown');
  await expect(shown.locator('h2')).toHaveText(markup);
  await expect(shown.locator('img, b')).toHaveCount(0);
  await expect(page).toHaveTitle(`${markup} · Rangefinder`);
  await page.locator('#optimizer').selectOption('adam');
  await settled(page);
  await expect(shown.locator('h2')).toHaveText(markup);
  expect(new URLSearchParams(page.url().split('#')[1]).get('title')).toBe(markup);
  const refused = ['%E2%80%AEabc', 'a%0Ab', 'a'.repeat(10_000), '%E2%81%A6x'];
  for (const text of refused) {
    for (const key of ['title', 'note']) {
      await openLink(page, `${LIGHT}&${key}=${text}`);
      await expect(page.locator('#notices')).toContainText(`${key}=`);
      await expect(shown).toBeHidden();
      const all = await page.locator('body').innerText();
      expect(all).not.toMatch(/[\u202e\u2066]|a{100}/);
    }
  }
});

test('a link hides controls, opens sections and starts paused', async ({ page }) => {
  await page.goto(
    `./${LIGHT}&hide=examples,own_data,settings,rates&view=schedules,settings&play=0`,
  );
  await expect(page.locator('html')).toHaveAttribute('data-evidence', 'done');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'paused');
  for (const id of [
    'presets',
    'log-open',
    'data-open',
    'main-settings',
    'all-settings',
    'own-rate',
  ]) {
    await expect(page.locator(`#${id}`)).toBeHidden();
  }
  for (const id of ['answer-lr', 'chart', 'play']) {
    await expect(page.locator(`#${id}`)).toBeVisible();
  }
  await expect(page.locator('#schedules')).toHaveAttribute('open', '');
  await expect(page.locator('#schedules > summary')).toBeInViewport();
  await page.locator('#play').click();
  await settled(page);
  await expect(page.locator('#comparison-outcome')).toBeVisible();
});
