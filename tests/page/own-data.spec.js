// Data other than the default: built-in data sets and the user's own table.

import { readFileSync } from 'node:fs';
import { expect, expectComplaints, test } from './test.js';
import { nativeReport, nativeTable } from './native.js';
import { LIGHT, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

const WINE = readFileSync(new URL('../../www/data/wine.csv', import.meta.url), 'utf8');
/** A table with names, a category, missing values and a number to predict. */
const HOUSES = `id;city;rooms;area;price
${Array.from({ length: 60 }, (_, row) => {
  const city = ['Bonn', 'Rom', 'Genf'][row % 3];
  const [rooms, area] = [1 + (row % 5), 30 + ((row * 37) % 90)];
  const price = 2.5 * area + 11 * rooms + (row % 3) * 40;
  return `${row + 1};${city};${row % 7 === 3 ? '' : rooms};${String(area + 0.5).replace('.', ',')};${price}`;
}).join('\n')}
`;

/** @param {string} name @param {string} text */
const upload = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** Drops a file on the page. @param {Page} page @param {string} name @param {string} text */
const drop = (page, name, text) =>
  page.locator('#answer').evaluate(
    (target, [name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      target.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      );
    },
    [name, text],
  );

/** The fingerprints that the page shows. @param {Page} page */
const fingerprints = (page) =>
  page
    .locator('#reproducibility code')
    .evaluateAll((all) => all.map(({ textContent }) => textContent));

/** Waits for the experiment on a table. @param {Page} page @param {string} [hash] */
async function onTable(page, hash = '') {
  await page.waitForFunction((hash) => location.hash.includes(`data=csv:${hash}`), hash);
  await settled(page);
}

/** Waits until the table is shown, but not for results. @param {Page} page */
async function opened(page) {
  await page.waitForFunction(() => location.hash.includes('data=csv:'));
  await expect(page.locator('#table-about summary')).toContainText('wine.csv');
}

test('built-in data give the native results, and Back restores the previous data', async ({
  page,
}) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const before = await page.locator('#answer').innerText();
  for (const [name, label] of [
    ['auto_mpg', 'Miles per gallon'],
    ['spirals', 'Two spirals'],
  ]) {
    await page.locator('#data').selectOption(name);
    await expect(page.locator('#lesson')).toContainText(label);
    await settled(page);
    const native = nativeReport(new URL(page.url()).hash, '--check', '--schedules');
    expect(native.data.name).toBe(name);
    expect(await fingerprints(page)).toEqual([
      native.fingerprint,
      native.summary.fingerprint,
      native.truth.fingerprint,
      native.race.fingerprint,
    ]);
  }
  await page.goBack();
  await page.goBack();
  await expect(page.locator('#data')).toHaveValue('breast_cancer');
  await settled(page);
  expect(await page.locator('#answer').innerText()).toBe(before);
});

test('column roles match the native ones, are editable and in the link', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#data-open').click();
  await expect(page.locator('#answer-why')).toContainText('Drop a table here');
  await drop(page, 'houses.csv', HOUSES);
  await onTable(page);
  const native = nativeTable(HOUSES);
  const name = (/** @type {string} */ roles) => `csv:${native.hash}:${roles}`;
  expect(new URL(page.url()).hash).toContain(name(native.roles));
  expect(native.roles).toBe('1.xcn2v');
  await expect(page.locator('#table-about summary')).toContainText(
    'houses.csv; 60 rows, 5 features; predicts price, a value',
  );
  await page.locator('#table-about summary').click();
  const uses = page.locator('#table-columns .use');
  expect(await uses.evaluateAll((all) => all.map((one) => /** @type {any} */ (one).value))).toEqual(
    ['ignored', 'category', 'number', 'number', 'value'],
  );
  for (const [place, { why }] of native.columns.entries()) {
    await expect(page.locator('#table-columns tbody tr').nth(place).locator('.why')).toHaveText(
      why,
    );
  }
  // Rows without a number of rooms are dropped, and the city becomes the target.
  await page.locator('#table-columns .holes').selectOption('drop');
  await page.waitForFunction(() => location.hash.includes(':1.xcNnv'));
  await settled(page);
  await expect(page.locator('#table-about summary')).toContainText('51 rows');
  await uses.nth(1).selectOption('class');
  await page.waitForFunction(() => location.hash.includes(':1.xtNn2'));
  await settled(page);
  await expect(page.locator('#table-about summary')).toContainText(
    'predicts city, one of 3 classes',
  );
  // Without a target there is nothing to learn: the charts before stay, but their answer is for another target.
  await uses.nth(1).selectOption('category');
  await expect(page.locator('#table-about summary')).toContainText('target');
  await expect(page.locator('#answer-chip')).toHaveText('no answer');
  await expect(page.locator('#answer-why')).toHaveText(
    'No column is the target. Choose the one to predict. The charts still show the previous choice.',
  );
  await expect(page.locator('#answer-lr')).toBeEmpty();
  await expect(page.locator('#picture')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-source', 'experiment');
  await uses.nth(4).selectOption('value');
  await settled(page);
  await expect(page.locator('#table-about summary')).toContainText('predicts price');
  await expect(page.locator('#answer-chip')).not.toHaveText('no answer');
  // After going back from the request for another table, this one can still be changed.
  const before = new URL(page.url()).hash;
  await page.locator('#data-open').click();
  await expect(page.locator('#table-about')).toBeHidden();
  await page.locator('#table-file').setInputFiles(upload('empty.csv', ''));
  await expect(page.locator('#answer-title')).toHaveText('No table');
  await page.locator('#table-intake a').click();
  await expect(page.locator('#picture')).toBeVisible();
  expect(new URL(page.url()).hash).toBe(before);
  await expect(page.locator('#table-about summary')).toContainText('houses.csv');
  await uses.nth(2).selectOption('ignored');
  await expect(page.locator('#table-about summary')).toContainText('4 features');
});

test('changing a use keeps the focus, and Back shows the uses before', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#data-open').click();
  await page.locator('#table-file').setInputFiles(upload('houses.csv', HOUSES));
  await onTable(page);
  await page.locator('#table-about summary').click();
  const uses = page.locator('#table-columns .use');
  const values = () => uses.evaluateAll((all) => all.map((one) => Reflect.get(one, 'value')));
  const before = await values();
  await uses.nth(2).focus();
  await uses.nth(2).selectOption('ignored');
  await page.waitForFunction(() => !location.hash.includes(':1.xcn2v'));
  await settled(page);
  await expect(uses.nth(2)).toBeFocused();
  expect(await values()).not.toEqual(before);
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes(':1.xcn2v'));
  await settled(page);
  await expect(page.locator('#own-data')).toBeVisible();
  expect(await values()).toEqual(before);
  await expect(page.locator('#table-about summary')).toContainText('predicts price, a value');
});

test('a link opened after an unusable choice of columns shows its answer and its uses', async ({
  page,
}) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const other = await page.locator('#answer').innerText();
  await page.locator('#data-open').click();
  await page.locator('#table-file').setInputFiles(upload('houses.csv', HOUSES));
  await onTable(page);
  const own = await page.locator('#answer').innerText();
  await page.locator('#table-about summary').click();
  const target = page.locator('#table-columns .use').nth(4);
  await target.selectOption('number');
  await expect(page.locator('#answer-why')).toContainText('No column is the target');
  await page.goBack();
  await page.goBack();
  await settled(page);
  expect(await page.locator('#answer').innerText()).toBe(other);
  await page.goForward();
  await page.goForward();
  await onTable(page);
  await expect(target).toHaveValue('value');
  expect(await page.locator('#answer').innerText()).toBe(own);
});

test('on a phone the columns fit, and nothing was before a link to a table', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`./${LIGHT}&data=`);
  await expect(page.locator('#table-intake a')).toHaveText('Use the breast-cancer data');
  await page.locator('#table-file').setInputFiles(upload('houses.csv', HOUSES));
  await onTable(page);
  // The title and the buttons beside it are one line.
  const [title, help] = await Promise.all(
    ['h1', '#help-open'].map((selector) => page.locator(selector).first().boundingBox()),
  );
  expect(Math.abs((title?.y ?? 0) - (help?.y ?? 100))).toBeLessThan(20);
  await page.locator('#table-about summary').click();
  const frame = page.locator('#own-data .scrolls');
  await expect(frame).toBeVisible();
  expect(await frame.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  for (const selector of ['.use', '.why', '.holes'])
    await expect(page.locator(`#table-columns ${selector}`).first()).toBeVisible();
  const rows = page.locator('#table-columns tbody tr');
  const heights = await rows.evaluateAll((all) => all.map((row) => row.clientHeight));
  expect(Math.max(...heights)).toBeLessThan(130);
  await page.locator('#data-open').click();
  await expect(page.locator('#table-intake a')).toHaveText('Back to the previous data');
});

test('a shadow shows that more columns follow', async ({ page }) => {
  const row = (/** @type {number} */ k) => Array.from({ length: 20 }, (_, i) => (k * 7 + i) % 11);
  const rows = Array.from({ length: 30 }, (_, k) => row(k).join(','));
  const names = row(0).map((_, i) => `c${i}`);
  await page.goto(`./${LIGHT}&data=`);
  const text = [names.join(','), ...rows].join('\n');
  await page.locator('#table-file').setInputFiles(upload('wide.csv', text));
  await onTable(page);
  await page.locator('#table-about summary').click();
  const frame = page.locator('#own-data .scrolls');
  await frame.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await frame.boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  };
  // The lower edge, beside the table.
  const clip = { x: x + width - 20, y: y + height - 6, width: 10, height: 4 };
  const edge = async () => (await page.screenshot({ clip })).toString('base64');
  const above = await edge();
  await frame.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect.poll(edge).not.toBe(above);
  const paper = await edge();
  await frame.evaluate((box) => box.scrollTo(0, 0));
  await expect.poll(edge).not.toBe(paper);
});

test('words that are pasted by chance are ignored', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const paste = (/** @type {string} */ text) =>
    page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);
  await paste('hello world\n');
  await twoFrames(page);
  await expect(page.locator('#picture')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-source', 'experiment');
  await paste(HOUSES);
  await onTable(page);
});

test('reading can be cancelled, and a link finds the table after other data', async ({ page }) => {
  /** @type {() => void} */
  let go = () => {};
  const held = new Promise((resolve) => (go = () => resolve(undefined)));
  await page.route('**/table_bg-*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`./${LIGHT}&data=`);
  await page.locator('#table-file').setInputFiles(upload('houses.csv', HOUSES));
  await expect(page.locator('#answer-why')).toContainText('Reading your table');
  await expect(page.locator('#own-data progress')).toBeVisible();
  await page.locator('#own-data').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('#answer-why')).toHaveText('Cancelled.');
  go();
  await page.locator('#table-file').setInputFiles(upload('houses.csv', HOUSES));
  await onTable(page);
  const own = new URL(page.url()).hash;
  // The page keeps two data sets besides the default one.
  for (const name of ['wine', 'spirals']) {
    await page.locator('#data').selectOption(name);
    await page.waitForFunction((name) => location.hash.includes(`data=${name}`), name);
    await settled(page);
  }
  await page.evaluate((hash) => (location.hash = hash), own);
  await onTable(page);
  await expect(page.locator('#table-about summary')).toContainText('houses.csv');
});

test('a link to a table asks for its file, verifies it or reports another', async ({
  page,
  context,
}) => {
  await page.goto(`./${LIGHT}&hidden=6`);
  await settled(page);
  await page.locator('#data-open').click();
  await page.locator('#table-file').setInputFiles(upload('wine.csv', WINE));
  await onTable(page);
  const answer = await page.locator('#answer').innerText();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#copy').click();
  await expect(page.locator('#copied')).not.toBeEmpty();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('data=csv:');
  expect(link).not.toContain('wine');
  // The link contains the names only on request.
  await page.locator('#table-about summary').click();
  await page.locator('#share-names').check();
  await expect.poll(() => new URL(page.url()).hash).toContain('&names=wine.csv');
  await page.locator('#copy').click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('names=wine.csv');
  const named = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator('#answer-title')).toHaveText(
    'This link uses a table that it does not contain',
  );
  await expect(other.locator('#answer-why')).toContainText('14 columns');
  await expect(other.locator('#answer-why')).toContainText('hidden=6');
  await expect(other.locator('#answer-why')).not.toContainText('fingerprint');
  await expect(other.locator('#answer-why')).not.toContainText('wine');
  await expect(other.locator('#picture')).toBeHidden();
  await other.locator('#table-file').setInputFiles(upload('renamed.csv', WINE));
  await onTable(other);
  expect(await other.locator('#answer').innerText()).toBe(answer);
  await expect(other.locator('#proof')).toContainText('Reproduced');

  const third = await context.newPage();
  await third.goto(named);
  await expect(third.locator('#answer-why')).toContainText('It was called wine.csv (alcohol, ');
  await expect(third.locator('#answer-why')).not.toContainText('names=');
  await third.locator('#table-file').setInputFiles(upload('houses.csv', HOUSES));
  await onTable(third, nativeTable(HOUSES).hash);
  await expect(third.locator('#table-other')).toContainText('another file');
  // Its names are not in the link, nor is the choice to share names kept.
  expect(new URL(third.url()).hash).not.toContain('names=');
  await expect(third.locator('#share-names')).not.toBeChecked();
  await expect(third.locator('#hidden')).toHaveValue('6');
  // The fingerprints of the link are of the other file.
  await expect(third.locator('#proof')).toBeHidden();
});

test('a table is stored on the device only on request, until removed', async ({
  page,
  context,
}) => {
  await page.goto(`./${LIGHT}&data=`);
  await page.locator('#table-file').setInputFiles(upload('wine.csv', WINE));
  await opened(page);
  await page.locator('#table-about summary').click();
  const keep = page.locator('#table-keep');
  await expect(keep).not.toBeChecked();
  await page.reload();
  await expect(page.locator('#answer-title')).toContainText('does not contain');
  await page.locator('#table-file').setInputFiles(upload('wine.csv', WINE));
  await opened(page);
  await page.locator('#table-about summary').click();
  await keep.check();
  await expect(keep).toHaveAttribute('aria-busy', 'false');
  await expect(keep).toBeChecked();
  await page.reload();
  await opened(page);
  await expect(page.locator('#table-about summary')).toContainText('wine.csv');
  // Another tab can open it, too.
  const tab = await context.newPage();
  await tab.goto(page.url());
  await opened(tab);
  await page.locator('#table-about summary').click();
  await keep.uncheck();
  await expect(keep).toHaveAttribute('aria-busy', 'false');
  await page.reload();
  await expect(page.locator('#answer-title')).toContainText('does not contain');
});

test('data that fail to load are reported, and other data are offered', async ({ page }) => {
  expectComplaints(/ERR_FAILED/);
  await page.route('**/wine-*.csv', (route) => route.abort());
  await page.goto(`./${LIGHT}&data=wine&seed=4`);
  await expect(page.locator('#answer-why')).toContainText('could not be loaded');
  await expect(page.locator('#picture')).toBeHidden();
  await expect(page.locator('#main-settings')).toBeHidden();
  await page.locator('#remedy').click();
  await settled(page);
  await expect(page.locator('#picture')).toBeVisible();
  await expect(page.locator('#data')).toHaveValue('breast_cancer');
  await expect(page.locator('#seed')).toHaveValue('4');
});

test('a dropped file is detected as table or log, and can be reinterpreted', async ({ page }) => {
  await page.goto(`./${LIGHT}&seed=5`);
  await settled(page);
  const before = new URL(page.url()).hash;
  await drop(page, 'houses.csv', HOUSES);
  await onTable(page);
  await expect(page.locator('#table-about summary')).toContainText('houses.csv; 60 rows');
  await page.goBack();
  await page.goBack();
  await settled(page);
  expect(new URL(page.url()).hash).toBe(before);
  const { lrs, losses } = nativeReport('#v=2&seed=3');
  const log = `lr,loss\n${lrs.map((/** @type {number} */ lr, /** @type {number} */ k) => `${lr},${losses[k]}`).join('\n')}\n`;
  await drop(page, 'log.csv', log);
  await expect(page.locator('#answer-holds')).toContainText('From log.csv.');
  await expect(page.locator('#log-as-table')).toBeHidden();
  // In the log section files are read as logs, in the table section as tables.
  await drop(page, 'houses.csv', HOUSES);
  await page.locator('#log-as-table').click();
  await onTable(page);
  await page.locator('#data-open').click();
  await page.locator('#table-file').setInputFiles(upload('line.log', 'loss 1 at lr 0.1\n'));
  await expect(page.locator('#answer-title')).toHaveText('No table');
  await page.locator('#table-as-log').click();
  await expect(page.locator('#answer-holds')).toContainText('From line.log.');
});

test('a file that is selected at once is not forgotten when the table section opens', async ({
  page,
}) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  // The section is loaded.
  await page.locator('#data-open').click();
  await expect(page.locator('#table-file')).toBeFocused();
  await page.goBack();
  await expect(page.locator('#own-data')).toBeHidden();
  await page.evaluate(async () => {
    document.getElementById('data-open')?.click();
    // In the same task, after all its promises.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    const chosen = new DataTransfer();
    chosen.items.add(new File(['loss 1 at lr 0.1\n'], 'line.log'));
    const input = /** @type {HTMLInputElement} */ (document.getElementById('table-file'));
    input.files = chosen.files;
    input.dispatchEvent(new Event('change'));
  });
  await expect(page.locator('#answer-title')).toHaveText('No table');
  await page.locator('#table-as-log').click({ timeout: 20_000 });
  await expect(page.locator('#answer-holds')).toContainText('From line.log.');
  await page.goBack();
  await page.goBack();
  await expect(page.locator('#picture')).toBeVisible();
});

/** Holds answers until the returned function is called. @param {Page} page @param {RegExp} address */
async function hold(page, address) {
  let release = () => {};
  const released = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Waits until the page has done what it does at once. @param {Page} page */
const twoFrames = (page) =>
  page.evaluate(async () => {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  });

test('a table that is read after the user has left is not opened', async ({ page }) => {
  await page.addInitScript(() => {
    const Original = Worker;
    Object.assign(window, { datasets: 0 });
    window.Worker = class extends Original {
      constructor(/** @type {ConstructorParameters<typeof Worker>} */ ...args) {
        super(...args);
        this.addEventListener('message', ({ data }) => {
          if (data?.result?.dataset) Object.assign(window, { datasets: 1 });
        });
      }
    };
  });
  const release = await hold(page, /table_bg/);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const before = page.url();
  await page.locator('#data-open').click();
  await page.locator('#table-file').setInputFiles(upload('houses.csv', HOUSES));
  await page.goBack();
  await expect(page.locator('#picture')).toBeVisible();
  release();
  await page.waitForFunction(() => Reflect.get(window, 'datasets') > 0);
  await twoFrames(page);
  expect(page.url()).toBe(before);
  await expect(page.locator('#picture')).toBeVisible();
  await expect(page.locator('#own-data')).toBeHidden();
});

for (const [button, part] of [
  ['data-open', 'own-data'],
  ['log-open', 'training-log'],
]) {
  test(`${part} loaded after the user has left is not opened`, async ({ page }) => {
    const release = await hold(page, new RegExp(`${part}-[\\w-]+[.]js`));
    await page.goto(`./${LIGHT}`);
    await settled(page);
    const asked = page.waitForRequest(new RegExp(`${part}-[\\w-]+[.]js`));
    await page.locator(`#${button}`).click();
    const file = (await asked).url();
    await page.goBack();
    release();
    // Resolved once the part has been evaluated.
    await page.evaluate(async (file) => void (await import(file)), file);
    await twoFrames(page);
    await expect(page.locator('#picture')).toBeVisible();
    await expect(page.locator(`#${part}`)).toBeHidden();
    await expect(page.locator('html')).toHaveAttribute('data-source', 'experiment');
  });
}

test('a link of a table without a version gets the data of another file', async ({ page }) => {
  await page.goto('./#data=csv:AAAAAAAAAAAAAAAA:1n2t');
  await expect(page.locator('#table-file')).toBeAttached();
  await page.locator('#table-file').setInputFiles(upload('houses.csv', HOUSES));
  await onTable(page);
  expect(new URL(page.url()).hash.match(/data=/g)).toHaveLength(1);
});

test('an invalid table is rejected with a reason, and the experiment is kept', async ({ page }) => {
  await page.goto(`./${LIGHT}&seed=7`);
  await settled(page);
  const before = new URL(page.url()).hash;
  await page.locator('#data-open').click();
  await page.locator('#table-text').fill('size,label\n5,a\n2,a\n');
  await page.locator('#table-intake .primary').click();
  await expect(page.locator('#answer-title')).toHaveText('No table');
  await expect(page.locator('#answer-why')).toContainText('No column is left');
  await page.locator('#table-file').setInputFiles(upload('empty.csv', ''));
  await expect(page.locator('#answer-why')).not.toContainText('No column');
  await page.locator('#table-intake a').click();
  await settled(page);
  expect(new URL(page.url()).hash).toBe(before);
});

test('a table can be read with the keyboard alone and fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#data-open').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#table-file')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('#table-text')).toBeFocused();
  await page.keyboard.insertText(HOUSES);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await onTable(page);
  await page.locator('#table-about summary').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#table-columns')).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});

test('regression shows R² and RMSE, classification accuracy and the most common class', async ({
  page,
}) => {
  await page.goto(`./${LIGHT}&data=auto_mpg`);
  await settled(page);
  const { truth, race } = nativeReport(new URL(page.url()).hash, '--check', '--schedules');
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details:not(#why)'))
      fold.setAttribute('open', '');
  });
  await expect(page.locator('#accuracy-head')).toHaveText('R²');
  // The population standard deviation of the miles per gallon is 7.795, computed with NumPy.
  truth.rmse.forEach((/** @type {number} */ error, /** @type {number} */ place) => {
    // Diverged training has none.
    const loss = truth.losses.median[place];
    if (loss !== null) expect(error / Math.sqrt(loss)).toBeCloseTo(7.795, 3);
    else expect(error).toBeNull();
  });
  const cells = page.locator('#check-numbers tbody tr').first().locator('td');
  expect(Number(await cells.last().innerText())).toBeCloseTo(truth.rmse[0], 1);
  const [first] = race.standings;
  await expect(page.locator('#results tbody')).toContainText(
    `RMSE ${Number(first.rmse.toPrecision(3))}`,
  );
  await page.locator('#data').selectOption('spirals');
  await expect(page.locator('#lesson')).toContainText('Two spirals');
  await settled(page);
  await expect(page.locator('#accuracy-head')).toHaveText('Accuracy');
  await expect(page.locator('#most-common')).toContainText('50');
});
