// Memory use of the largest networks and of large data. WebAssembly memory never shrinks.

import { expect, test } from './test.js';
import { LIGHT, runFirstInWorkers, settled, setWorkers } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** The width of the largest layers, and of the largest that two workers diagnose in parallel. */
const [LARGEST, LARGE] = [512, 464];
/** A few steps of a few runs take as much memory as all of them. @param {number} width of all 8 layers */
const link = (width) =>
  `#v=1&hidden=${Array(8).fill(width)}&num_iter=8&runs=12&truth_rates=5&truth_runs=1` +
  '&truth_epochs=1&policies=none';
/** Bytes. */
const MOST = 600e6;
/** Parameters: 30 inputs, 8 layers, 2 outputs. @param {number} width */
const parameters = (width) => 31 * width + 7 * (width + 1) * width + (width + 1) * 2;

/** Records the memories of the WebAssembly modules of the page and of each worker. @param {Page} page */
async function watchMemory(page) {
  const watch = () => {
    const memories = /** @type {WebAssembly.Memory[]} */ ([]);
    Object.assign(globalThis, { memories });
    for (const name of /** @type {const} */ (['instantiate', 'Instance'])) {
      const before = /** @type {any} */ (WebAssembly)[name];
      const keep = (/** @type {any} */ made) =>
        memories.push((made.instance ?? made).exports.memory) && made;
      /** @type {any} */ (WebAssembly)[name] = new Proxy(before, {
        apply: (target, self, args) => target.apply(self, args).then(keep),
        construct: (target, args) => keep(new target(...args)),
      });
    }
  };
  await page.addInitScript(watch);
  await runFirstInWorkers(page, `(${watch})()`);
}

/** Records for each running worker whether it has done steps. @param {Page} page */
const watchSteps = (page) =>
  page.addInitScript(() => {
    const trained = /** @type {Map<Worker, boolean>} */ (new Map());
    window.Worker = class extends Worker {
      constructor(
        /** @type {string | URL} */ url,
        /** @type {WorkerOptions | undefined} */ options,
      ) {
        super(url, options);
        trained.set(this, false);
        this.addEventListener('message', ({ data }) => data.steps > 0 && trained.set(this, true));
      }
      terminate() {
        super.terminate();
        trained.delete(this);
      }
    };
    Object.assign(window, { trained });
  });

/** The sizes in bytes of the memories of the page, then of each worker. @param {Page} page */
async function memories(page) {
  const size = () =>
    /** @type {{ memories: WebAssembly.Memory[] }} */ (
      /** @type {unknown} */ (globalThis)
    ).memories.map(({ buffer }) => buffer.byteLength);
  // A worker that was just terminated has none.
  const workers = page.workers().map((worker) => worker.evaluate(size).catch(() => [0]));
  return Promise.all([page.evaluate(size), ...workers]);
}

for (const [workers, looking, optimizer, width] of /** @type {const} */ ([
  [1, 1, 'sgd', LARGEST],
  [2, 1, 'adam', LARGEST],
  [2, 2, 'adam', LARGE],
  [8, 1, 'sgd', LARGEST],
])) {
  test(`a network with layers of ${width}, ${optimizer} and ${workers} workers takes under 600 MB`, async ({
    page,
  }) => {
    // For machines that are busy.
    test.slow();
    await setWorkers(page, workers);
    await watchMemory(page);
    await watchSteps(page);
    await page.goto(`./${link(width)}&optimizer=${optimizer}`);
    let most = 0;
    /** @param {(sizes: number[][]) => boolean | Promise<boolean>} reached */
    const until = (reached) =>
      expect(async () => {
        const sizes = await memories(page);
        most = Math.max(
          most,
          sizes.flat().reduce((sum, size) => sum + size),
        );
        expect(await reached(sizes)).toBe(true);
      }).toPass({ intervals: [100], timeout: 200_000 });
    const html = page.locator('html');
    const start = page.getByRole('button', { name: 'Start the runs' });
    await until(async () => {
      if (await start.isVisible()) await start.click();
      return (await html.getAttribute('data-band')) === 'done';
    });
    const trained = await page.evaluateHandle(
      () =>
        /** @type {{ trained: Map<Worker, boolean> }} */ (/** @type {unknown} */ (window)).trained,
    );
    await trained.evaluate((all) => [...all.keys()].map((worker) => all.set(worker, false)));
    // The check trains one rate after another, so later steps need no more memory than the first.
    await until(() =>
      trained.evaluate((all) => {
        const button = document.getElementById('check-go');
        // On a slow machine it waits for confirmation.
        if (button?.textContent === 'Check it') button.click();
        return all.size > 0 && ![...all.values()].includes(false);
      }),
    );
    await until(() =>
      page.evaluate(() => {
        const button = document.getElementById('check-go');
        if (button?.textContent === 'Stop') button.click();
        return document.documentElement.dataset.evidence === 'done';
      }),
    );
    await page.locator('#why > summary').click();
    // Seven times four networks in single precision, in the memory of the diagnosis module: see
    // `diagnosis::bytes` in the core.
    const whole = 7 * 16 * parameters(width);
    // The first memory is that of the core.
    const looks = (/** @type {number[]} */ [, ...others]) => others.some((size) => size > whole);
    await until((sizes) => sizes.slice(1).filter(looks).length >= looking);
    expect(most).toBeLessThan(MOST);
    // Workers may still be starting.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

test('only workers hold a large table, and only while it is used', async ({ page }) => {
  test.slow();
  await setWorkers(page, 2);
  await watchMemory(page);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const [[, evidence], ...workers] = await memories(page);
  const most = (/** @type {number[][]} */ sizes) => Math.max(...sizes.flat());
  const [rows, columns] = [12_000, 60];
  const digit = (/** @type {number} */ row, /** @type {number} */ column) =>
    (row * 7 + column * 5 + ((row * column) % 11)) % 10;
  const lines = Array.from(
    { length: rows },
    (_, row) => `${Array.from({ length: columns }, (_, column) => digit(row, column))},${row % 2}`,
  );
  const names = Array.from({ length: columns }, (_, column) => `x${column}`);
  const buffer = Buffer.from([`${names},y`, ...lines].join('\n'));
  await page.locator('#data-open').click();
  await page
    .locator('#own-data input[type=file]')
    .setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer });
  const bytes = 8 * rows * columns;
  await expect(async () => {
    const [, ...workersWith] = await memories(page);
    expect(most(workersWith)).toBeGreaterThan(bytes);
  }).toPass({ intervals: [100], timeout: 60_000 });
  await settled(page);
  // The page's evidence module only lists the schedules; it does not train.
  const [[, evidenceWith]] = await memories(page);
  expect(evidenceWith).toBeLessThan(evidence + bytes);
  await page.evaluate((link) => (location.hash = link), `${LIGHT}&seed=2`);
  await expect(page.locator('#data')).toHaveValue('breast_cancer');
  await settled(page);
  const [, ...workersAfter] = await memories(page);
  expect(most(workersAfter)).toBeLessThanOrEqual(most(workers));
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
