// The work for the present settings (the runs, the check, the comparison of schedules and the diagnosis) and for the
// pinned ones (the runs and the check). The tasks store their results together with their inputs; this exposes them
// as signals.

import { batch, computed, signal } from '@preact/signals-core';
import { found_rates, plan, training_rates } from '../pkg/rangefinder.js';
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
 * @typedef {import('../pkg/rangefinder.js').Answer} Answer
 */

/** Milliseconds between two updates of the results. */
const UPDATE_INTERVAL = 100;

export class Tasks {
  #repeats;
  #check = new Check();
  #comparison = new Comparison();
  #diagnosis = new Diagnosis();
  #pinned;
  #scheduler;
  /** Counters of changes: of the runs, the check, the comparison, the diagnosis and the pinned settings. */
  #runTick = signal(0);
  #ticks = [signal(0), signal(0), signal(0), signal(0)];
  #timer = 0;
  /** The module of the evidence, once loaded. @type {import('./evidence.js').Evidence | undefined} */
  #loaded;
  #loading = false;
  /** The tasks that have failed because it could not be loaded. @type {(Check | Comparison)[]} */
  #failedToLoad = [];
  /** The last arguments of {@link follow}. @type {[Reading, Rates?] | undefined} */
  #followed;
  /** The result of the check with which the comparison was opened. @type {{ answer?: Answer, state: Check['state'] }} */
  #compared = { state: this.#check.state };
  /** @type {[Reading, Rates] | undefined} */
  #checked;
  /** The last planned link, and its plan. */
  #planned = { link: '', plan: /** @type {Plan | undefined} */ (undefined) };

  /** The progress of the runs. */
  runs = computed(() => (this.#runTick.value, this.#repeats.progress));
  summary = computed(() => (this.#runTick.value, this.#repeats.summary));
  check = computed(() => (this.#ticks[0].value, this.#check.view));
  comparison = computed(() => (this.#ticks[1].value, this.#comparison.view));
  diagnosis = computed(() => (this.#ticks[2].value, this.#diagnosis.view));

  /** Called with a loading error. @param {unknown} error */
  onProblem = (error) => void error;

  /** The results of the pinned settings: their runs and their check. */
  pinned = computed(() => {
    const { repeats, check, known } = (this.#ticks[3].value, this.#pinned);
    const { summary = repeats.summary, answer = check.view.answer } = known;
    const waiting = repeats.state === 'waiting' || check.state === 'waiting';
    return { summary, waiting, answer };
  });

  /** @param {import('./pool.js').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.#repeats = new Repeats(pool);
    this.#pinned = { repeats: new Repeats(pool), check: new Check(), known: this.#known() };
    const evidence = [this.#check, this.#comparison, this.#diagnosis];
    this.#scheduler = new Scheduler(pool, [this.#repeats, ...evidence]);
    this.#repeats.onChange = () => bump(this.#runTick);
    for (const task of [this.#comparison, this.#diagnosis]) task.onChange = () => this.#showSoon();
    this.#check.onChange = () => {
      this.#followCheck();
      this.#showSoon();
    };
    this.#diagnosis.onLoad = () => this.#work();
  }

  /** Starts the runs of other settings; the other tasks wait. @param {Reading} reading */
  open({ link, values }) {
    this.#repeats.open(link, Number(values.runs), this.#plan(link));
    this.#scheduler.go();
  }

  /**
   * Sets the settings and the rates for all tasks except the runs. Unaffected results are kept.
   * @param {Reading} reading
   * @param {Rates} [runs] the rates of the runs, once they are finished
   */
  follow(reading, runs) {
    this.#followed = [reading, runs];
    const { link, parts } = reading;
    const planned = this.#plan(link);
    const loaded = this.#loaded;
    this.#check.open(link, parts.check, planned, runs, loaded?.module);
    this.#openComparison();
    this.#diagnosis.open(link, parts.sweep, planned, loaded);
    this.#work();
    if (runs) void this.#load();
  }

  /** Opens the comparison with the rates of the check, or, if it has no answer, with those of the runs. */
  #openComparison() {
    if (!this.#followed) return;
    const [{ link, parts, values }, runs] = this.#followed;
    const { answer, state } = this.#check;
    const names = values.policies === 'none' ? [] : values.policies.split(',');
    const check = { rates: runs && training_rates(link, found_rates(runs, answer)), state };
    const [planned, rows] = [this.#plan(link), this.pool.data];
    this.#comparison.open(link, parts.comparison, planned, names, check, this.#loaded, rows);
    this.#compared = { answer, state };
  }

  /** Opens the comparison again if the check has another state or another answer. */
  #followCheck() {
    const { answer, state } = this.#check;
    if (answer === this.#compared.answer && state === this.#compared.state) return;
    this.#openComparison();
  }

  /** Loads the module of the evidence, unless loaded; retries after a failure. */
  async #load() {
    if (this.#loaded || this.#loading) return;
    this.#loading = true;
    try {
      const [module, { Evidence }] = await Promise.all([loadEvidence(), import('./evidence.js')]);
      this.#loaded = await Evidence.start(module);
      for (const { autostart } of this.#failedToLoad) autostart.failed = false;
      this.#failedToLoad = [];
      if (this.#followed) this.follow(...this.#followed);
      if (this.#checked) this.checkPinned(...this.#checked);
    } catch (error) {
      this.#failedToLoad = [this.#check, this.#comparison, this.#pinned.check];
      for (const task of this.#failedToLoad) task.fail();
      if (this.#diagnosis.requested) this.#diagnosis.fail();
      this.onProblem(error);
    }
    this.#loading = false;
  }

  /** Starts the runs of pinned settings; without any, discards the previous ones. @param {Reading} [reading] */
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

  /** The results of the present settings, if the link is theirs. @param {string} [link] */
  #known(link) {
    const open = this.#repeats.state === 'done' && this.#followed?.[0].link === link;
    return open ? { summary: this.#repeats.summary, answer: this.#check.view.answer } : {};
  }

  /** Starts the check of the pinned settings, unless known. @param {Reading} reading @param {Rates} runs the rates of their runs */
  checkPinned(reading, runs) {
    if (this.#pinned.known.answer) return;
    this.#checked = [reading, runs];
    const { link, parts } = reading;
    this.#pinned.check.open(link, parts.check, plan(link), runs, this.#loaded?.module);
    this.#work();
    void this.#load();
  }

  /** Starts the held runs of the pinned settings. */
  startPinned() {
    const { repeats, check } = this.#pinned;
    for (const { autostart } of [repeats, check]) autostart.go();
    this.#work();
  }

  /** Sets how long the tasks after the runs wait after a change. @param {number} milliseconds */
  setIdleDelay(milliseconds) {
    this.#scheduler.idleDelay = milliseconds;
  }

  /** Sets the expected steps of the sweeps from those of one sweep. @param {number} steps */
  expect(steps) {
    this.#repeats.expect(steps);
  }

  /** Starts or resumes the runs. */
  startRuns() {
    this.#repeats.go();
    this.#scheduler.go();
  }

  /** Stops the runs, and uses the finished ones. */
  stopRuns() {
    this.#repeats.stop();
    this.#scheduler.go();
  }

  /** Starts, resumes or repeats work; the comparison needs the check. @param {'check' | 'comparison'} name */
  resume(name) {
    if (!this.#check.autostart.mayRun) this.#check.autostart.go();
    this.#task(name).autostart.go();
    this.#work();
    void this.#load();
  }

  /** @param {'check' | 'comparison'} name */
  pause(name) {
    this.#task(name).autostart.pause();
    this.#work();
  }

  /** Discards the results of the schedules. */
  cancelComparison() {
    this.#comparison.cancel();
    this.#work();
  }

  /** Starts or stops the diagnosis. @param {boolean} requested */
  requestDiagnosis(requested) {
    this.#diagnosis.setRequested(requested);
    this.#work();
    if (requested) void this.#load();
  }

  /** The plan of a link, computed once for all tasks. @param {string} link @returns {Plan} */
  #plan(link) {
    const { plan: known, link: before } = this.#planned;
    if (known && before === link) return known;
    const next = plan(link);
    this.#planned = { link, plan: next };
    return next;
  }

  /** @param {'check' | 'comparison'} name */
  #task(name) {
    return name === 'check' ? this.#check : this.#comparison;
  }

  /** Restarts the scheduler after a change, and updates all signals at once. */
  #work() {
    this.#followCheck();
    this.#scheduler.go();
    batch(() => this.#ticks.forEach(bump));
  }

  /**
   * Updates the signals a little later, since results come in many small shares. One signal per frame:
   * redrawing all charts in one would delay a slow phone's next frames.
   */
  #showSoon() {
    this.#timer ||= window.setTimeout(async () => {
      await frame();
      this.#timer = 0;
      for (const tick of this.#ticks) {
        bump(tick);
        await frame();
      }
    }, UPDATE_INTERVAL);
  }
}

/** The next frame; a timer in a hidden page, which has none. */
function frame() {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, UPDATE_INTERVAL);
  });
}

/** @param {import('@preact/signals-core').Signal<number>} tick */
function bump(tick) {
  tick.value = tick.peek() + 1;
}
