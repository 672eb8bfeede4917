// How long work will take, as it is learned from the work itself: by a clock of the test's own.

import { Scheduler } from '../../www/work/scheduler.js';
import { AutoStart } from '../../www/work/autostart.js';
import { Repeats } from '../../www/work/repeats.js';
import { expect, test } from './test.js';

/** @typedef {import('../../www/work/pool.js').Pool} Pool */

/** The milliseconds of the clock, and whether anybody looks. */
const world = { now: 0, hidden: false };

test.beforeEach(() => {
  Object.assign(world, { now: 0, hidden: false });
  Object.assign(globalThis, { document: world });
});

test.afterEach(() => {
  Reflect.deleteProperty(globalThis, 'document');
});

/** Does something by that clock. @param {() => void} work */
function byClock(work) {
  Object.defineProperty(performance, 'now', { value: () => world.now, configurable: true });
  try {
    work();
  } finally {
    Reflect.deleteProperty(performance, 'now');
  }
}

test('a page that was hidden counts no step twice', () => {
  const autostart = new AutoStart();
  // The user has said go.
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
    // 400 ms a step, for a minute; then a step that nobody sees, which takes ten minutes; then 10 s.
    for (let step = 1; step <= 176; step += 1) {
      world.hidden = step === 151;
      world.now += world.hidden ? 600_000 : 400;
      tell(step);
    }
  });
  expect(autostart.time(1)).toBeCloseTo(400);
});

test('what other runs will take is told by those that are done, not by the one that is played', () => {
  const pool = /** @type {Pool} */ (/** @type {unknown} */ ({ capacity: () => 1 }));
  const repeats = new Repeats(pool);
  const plan = { lanes: 8, sweep_steps: 1000, training_bytes: 1 };
  repeats.open('', 100, /** @type {import('../../www/work/repeats.js').Plan} */ (plan));
  // Eight side by side: 3, 3, 3 and 4 times.
  expect(repeats.left).toBe(13 * 1000);
  // The one that is played stops at its third step; eight of the others, side by side, within 46.
  repeats.expect(3);
  expect(repeats.left).toBe(13 * 3);
  const shares = repeats.nextShares();
  expect(shares.map(({ args }) => args[2])).toEqual([24, 24, 24, 28]);
  repeats.addResult(shares[0], new Float64Array(), 3 * 46);
  expect(repeats.left).toBe(10 * 46);
  repeats.addResult(shares[3], new Float64Array(), 4 * 46);
  expect(repeats.left).toBe(6 * 46);
});
