// Time estimates, which are measured during the work; the tests control the clock.

import { Scheduler } from '../../www/work/scheduler.js';
import { AutoStart } from '../../www/work/autostart.js';
import { Repeats } from '../../www/work/repeats.js';
import { expect, test } from './test.js';

/** @typedef {import('../../www/work/pool.js').Pool} Pool */

/** The time of the clock in milliseconds, and whether the page is hidden. */
const world = { now: 0, hidden: false };

test.beforeEach(() => {
  Object.assign(world, { now: 0, hidden: false });
  Object.assign(globalThis, { document: world });
});

test.afterEach(() => {
  Reflect.deleteProperty(globalThis, 'document');
});

/** Runs a function with this clock. @param {() => void} work */
function byClock(work) {
  Object.defineProperty(performance, 'now', { value: () => world.now, configurable: true });
  try {
    work();
  } finally {
    Reflect.deleteProperty(performance, 'now');
  }
}

test('time while the page is hidden does not change the estimate per step', () => {
  const autostart = new AutoStart();
  // The user has confirmed.
  autostart.go();
  let tell = (/** @type {number} */ steps) => expect(steps).toBe(0);
  const pool = {
    start: (/** @type {any} */ _shares, /** @type {any} */ _bytes, /** @type {any} */ job) => {
      tell = job.onSteps;
    },
    stop: () => {},
  };
  const task = {
    inputs: () => '',
    key: () => '',
    nextShares: () => [/** @type {any} */ ({})],
    addResult: () => {},
    fail: () => {},
    onChange: () => {},
    bytes: 1,
    autostart,
    left: 400,
  };
  byClock(() => {
    new Scheduler(/** @type {Pool} */ (/** @type {unknown} */ (pool)), [task]).go();
    // 150 steps of 400 ms, a step of ten minutes on the hidden page, then 25 steps of 400 ms.
    for (let step = 1; step <= 176; step += 1) {
      world.hidden = step === 151;
      world.now += world.hidden ? 600_000 : 400;
      tell(step);
    }
  });
  expect(autostart.time(1)).toBeCloseTo(400);
});

test('finished runs, not the displayed sweep, determine the remaining steps', () => {
  const pool = /** @type {Pool} */ (/** @type {unknown} */ ({ capacity: () => 1 }));
  const repeats = new Repeats(pool);
  const plan = { lanes: 8, sweep_steps: 1000, training_bytes: 1 };
  repeats.open('', 100, /** @type {import('../../www/work/repeats.js').Plan} */ (plan));
  // Shares of 3, 3, 3 and 4 groups of eight runs.
  expect(repeats.left).toBe(13 * 1000);
  // The displayed run stops at step 3; each group of eight other runs takes 46 steps.
  repeats.expect(3);
  expect(repeats.left).toBe(13 * 3);
  const shares = repeats.nextShares();
  expect(shares.map(({ args }) => args[2])).toEqual([24, 24, 24, 28]);
  repeats.addResult(shares[0], new Float64Array(), 3 * 46);
  expect(repeats.left).toBe(10 * 46);
  repeats.addResult(shares[3], new Float64Array(), 4 * 46);
  expect(repeats.left).toBe(6 * 46);
});
