// What is worked out for the settings that are open: the runs, the check, the comparison of schedules and the
// diagnosis; and the runs and the check of those that are pinned. The tasks keep what they have come to under the
// inputs that it belongs to; here it is read from them, as signals.

import { batch, computed, signal } from '@preact/signals-core';
import { plan } from '../pkg/rangefinder.js';
import { Check } from './check.js';
import { Comparison } from './comparison.js';
import { loadEvidence } from './core.js';
import { Diagnosis } from './diagnosis.js';
import { Repeats } from './repeats.js';
import { Scheduler } from './scheduler.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Reading} Reading
 * @typedef {import('../pkg/rangefinder.js').Plan} Plan
 * @typedef {import('../pkg/rangefinder.js').Rates} Rates
 */

/** Milliseconds between two looks at what the workers have found out. */
const NEWS = 100;

export class Tasks {
  #repeats;
  #check = new Check();
  #comparison = new Comparison();
  #diagnosis = new Diagnosis();
  #pinned;
  #scheduler;
  /** Counts the changes of the runs, and of the check, the comparison, the diagnosis and what is pinned. */
  #runTick = signal(0);
  #ticks = [signal(0), signal(0), signal(0), signal(0)];
  #timer = 0;
  /** What all but the runs is done with, once it has been loaded. @type {import('./evidence.js').Evidence | undefined} */
  #loaded;
  #loading = false;
  /** What has failed because it could not be. @type {(Check | Comparison)[]} */
  #without = [];
  /** What was followed last, and what was pinned. @type {[Reading, Rates?] | undefined} */
  #followed;
  /** @type {[Reading, Rates] | undefined} */
  #checked;
  /** How the work of the link that was planned last is divided. */
  #planned = { link: '', plan: /** @type {Plan | undefined} */ (undefined) };

  /** How far the runs are, and what they show together. */
  runs = computed(() => (this.#runTick.value, this.#repeats.progress));
  summary = computed(() => (this.#runTick.value, this.#repeats.summary));
  check = computed(() => (this.#ticks[0].value, this.#check.view));
  comparison = computed(() => (this.#ticks[1].value, this.#comparison.view));
  diagnosis = computed(() => (this.#ticks[2].value, this.#diagnosis.view));

  /** Told what could not be loaded. @param {unknown} error */
  onProblem = (error) => void error;

  /** What the runs of the pinned settings and their check have come to. */
  pinned = computed(() => {
    const { repeats, check, known } = (this.#ticks[3].value, this.#pinned);
    const { summary = repeats.summary, answer = check.view.answer } = known;
    const waits = repeats.state === 'waiting' || check.state === 'waiting';
    return { summary, waits, answer };
  });

  /** @param {import('./pool.js').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.#repeats = new Repeats(pool);
    this.#pinned = { repeats: new Repeats(pool), check: new Check(), known: this.#known() };
    const evidence = [this.#check, this.#comparison, this.#diagnosis];
    this.#scheduler = new Scheduler(pool, [this.#repeats, ...evidence]);
    this.#repeats.onChange = () => bump(this.#runTick);
    for (const task of evidence) task.onChange = () => this.#showSoon();
    this.#diagnosis.onLoad = () => this.#work();
  }

  /** Begins the runs of other settings; those behind them wait. @param {Reading} reading */
  open({ link, values }) {
    this.#repeats.open(link, Number(values.runs), this.#plan(link));
    this.#scheduler.go();
  }

  /**
   * Takes the settings and the rates for all but the runs. What they leave as it was is kept.
   * @param {Reading} reading
   * @param {Rates} [rates] once the runs have given them
   */
  follow(reading, rates) {
    this.#followed = [reading, rates];
    const { link, parts, values } = reading;
    const shares = this.#plan(link);
    const names = values.policies === 'none' ? [] : values.policies.split(',');
    const loaded = this.#loaded;
    this.#check.open(link, parts.check, shares, rates, loaded?.module);
    this.#comparison.open(link, parts.comparison, shares, names, rates, loaded, this.pool.data);
    this.#diagnosis.open(link, parts.sweep, shares, loaded);
    this.#work();
    if (rates) void this.#load();
  }

  /** Loads what all but the runs is done with, unless it is there; where that failed, again. */
  async #load() {
    if (this.#loaded || this.#loading) return;
    this.#loading = true;
    try {
      const [module, { Evidence }] = await Promise.all([loadEvidence(), import('./evidence.js')]);
      this.#loaded = await Evidence.start(module);
      for (const { autostart } of this.#without) autostart.failed = false;
      this.#without = [];
      if (this.#followed) this.follow(...this.#followed);
      if (this.#checked) this.checkPinned(...this.#checked);
    } catch (error) {
      this.#without = [this.#check, this.#comparison, this.#pinned.check];
      for (const task of this.#without) task.fail();
      if (this.#diagnosis.wished) this.#diagnosis.fail();
      this.onProblem(error);
    }
    this.#loading = false;
  }

  /** Begins the runs of the settings that are pinned, or drops those of what was. @param {Reading} [reading] */
  pin(reading) {
    const { pool } = this.#scheduler;
    const known = this.#known(reading?.link);
    const [repeats, check] = [new Repeats(pool), new Check()];
    this.#pinned = { repeats, check, known };
    for (const task of [repeats, check]) task.onChange = () => this.#showSoon();
    const others = [this.#comparison, this.#diagnosis];
    this.#scheduler.tasks = [this.#repeats, this.#check, repeats, check, ...others];
    this.#checked = undefined;
    if (reading && !known.summary)
      repeats.open(reading.link, Number(reading.values.runs), plan(reading.link));
    this.#work();
  }

  /** What is known of the settings that are open, if these are they. @param {string} [link] */
  #known(link) {
    const open = this.#repeats.state === 'done' && this.#followed?.[0].link === link;
    return open ? { summary: this.#repeats.summary, answer: this.#check.view.answer } : {};
  }

  /** Begins their check, unless it is known. @param {Reading} reading @param {Rates} rates that their runs have given */
  checkPinned(reading, rates) {
    if (this.#pinned.known.answer) return;
    this.#checked = [reading, rates];
    const { link, parts } = reading;
    this.#pinned.check.open(link, parts.check, plan(link), rates, this.#loaded?.module);
    this.#work();
    void this.#load();
  }

  /** Begins the runs of the pinned settings although they take long. */
  startPinned() {
    const { repeats, check } = this.#pinned;
    for (const { autostart } of [repeats, check]) autostart.go();
    this.#work();
  }

  /** For how long what is behind the runs waits after a change. @param {number} milliseconds */
  restFor(milliseconds) {
    this.#scheduler.rest = milliseconds;
  }

  /** A sweep has taken so many steps, and so will the others. @param {number} steps */
  expect(steps) {
    this.#repeats.expect(steps);
  }

  /** Begins the runs, or goes on with them. */
  startRuns() {
    this.#repeats.go();
    this.#scheduler.go();
  }

  /** Leaves it at the runs that are done. */
  stopRuns() {
    this.#repeats.stop();
    this.#scheduler.go();
  }

  /** Begins what would take long, or goes on with it. @param {'check' | 'comparison'} part */
  resume(part) {
    this.#task(part).autostart.go();
    this.#work();
    void this.#load();
  }

  /** @param {'check' | 'comparison'} part */
  pause(part) {
    this.#task(part).autostart.pause();
    this.#work();
  }

  /** Drops what the schedules have come to. */
  cancelComparison() {
    this.#comparison.cancel();
    this.#work();
  }

  /** Whether the user wants to know what goes on inside the network. @param {boolean} wished */
  wishDiagnosis(wished) {
    this.#diagnosis.wish(wished);
    this.#work();
    if (wished) void this.#load();
  }

  /** Once for each link: the runs and what is behind them ask one after the other. @param {string} link @returns {Plan} */
  #plan(link) {
    const { plan: known, link: before } = this.#planned;
    if (known && before === link) return known;
    const next = plan(link);
    this.#planned = { link, plan: next };
    return next;
  }

  /** @param {'check' | 'comparison'} part */
  #task(part) {
    return part === 'check' ? this.#check : this.#comparison;
  }

  /** Takes up a wish or other inputs, of which there is news at once. */
  #work() {
    this.#scheduler.go();
    batch(() => this.#ticks.forEach(bump));
  }

  /**
   * Of what the workers have found out there is news a little later: it comes in many small shares. One part in
   * each frame: all charts in one would keep a slow phone's next frames waiting.
   */
  #showSoon() {
    this.#timer ||= window.setTimeout(async () => {
      await frame();
      this.#timer = 0;
      for (const tick of this.#ticks) {
        bump(tick);
        await frame();
      }
    }, NEWS);
  }
}

/** The next frame; soon, where there are none, as on a page that is hidden. */
function frame() {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, NEWS);
  });
}

/** @param {import('@preact/signals-core').Signal<number>} tick */
function bump(tick) {
  tick.value = tick.peek() + 1;
}
