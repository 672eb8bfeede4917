// The one owner of what the page is about: the reading of the link, what is played, the runs, the evidence and
// what is pointed at. All else derives from these; panels show it and change it by the methods below.
//
// What is worked out is kept by the tasks in work/, under the inputs that it belongs to, and read from them: a
// result of other inputs cannot be shown.

import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import { writeAddress } from './link/address.js';
import { compose } from './link/link.js';
import { form, plan, read_link, share_link, with_own } from './pkg/rangefinder.js';
import { Check } from './work/check.js';
import { Comparison } from './work/comparison.js';
import { Diagnosis } from './work/diagnosis.js';
import { Player, SPEEDS } from './work/player.js';
import { Repeats } from './work/repeats.js';
import { RESTS, Scheduler } from './work/scheduler.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Rates} Rates
 * @typedef {import('./pkg/rangefinder.js').Summary} Summary
 * @typedef {import('./link/link.js').Reading} Reading
 *
 * @typedef {object} Curve
 * @property {Float64Array} lrs
 * @property {Float64Array} losses
 * @property {Float64Array} smoothed
 *
 * @typedef {object} Played a sweep, as far as it has come
 * @property {string} sweep the settings that decide it
 * @property {Curve} curve
 * @property {import('./pkg/rangefinder.js').Status} status
 * @property {import('./work/player.js').State} state
 * @property {import('./pkg/rangefinder.js').Report} [report] once it has ended
 *
 * @typedef {{ heading: string, texts: string[] }} Notice
 *
 * @typedef {{ value: number, peek: () => number }} Tick counts the changes of a task
 */

/**
 * @template T
 * @typedef {import('@preact/signals-core').ReadonlySignal<T>} Derived
 */

/** Milliseconds for which the old picture stays up, whole, rather than show the new one in parts. */
const HOLD = 100;
/** Milliseconds between two looks at what the workers have found out. */
const NEWS = 100;

/** @type {Notice} */
export const NO_NOTICE = { heading: '', texts: [] };

export class State {
  /** The link that is open, and whether a control has made it. */
  opened = signal({ reading: read_link(location.hash), changed: false });
  /** What could not be used or done. */
  notice = signal(NO_NOTICE);
  /** Whether everything is there that shows it. */
  ready = signal(false);
  /** Whether something broke that nobody expected. */
  broken = signal(false);
  /** The step that is pointed at. @type {import('@preact/signals-core').Signal<number | null>} */
  selected = signal(null);
  /** The schedule that the reader wants to stand out. @type {import('@preact/signals-core').Signal<string | undefined>} */
  chosen = signal(undefined);
  /** The epochs of the finished comparison that are shown, and whether they are being played. */
  epoch = signal(Infinity);
  playing = signal(false);
  /** Every setting with its label and range. */
  description = form();

  /** @type {import('@preact/signals-core').Signal<Played | undefined>} */
  #played = signal(undefined);
  /** Whether the old picture is still up. */
  #held = signal(false);
  #holding = 0;
  /** The step that is pointed at in the next frame. @type {number | null} */
  #pointed = null;
  #pointing = 0;
  #repeats;
  #check = new Check();
  #comparison = new Comparison();
  #diagnosis = new Diagnosis();
  #scheduler;
  #runTick = signal(0);
  /** Of the check, the comparison and the diagnosis. */
  #ticks = [signal(0), signal(0), signal(0)];
  #showing = 0;

  reading = computed(() => this.opened.value.reading);

  // What is known now, be it shown or not.
  #newSummary = computed(() => (this.#runTick.value, this.#repeats.summary));
  #newRates = computed(() => ratesOf(this.reading.value.link, this.#newSummary.value));
  #newCheck = computed(() => (this.#ticks[0].value, this.#check.view));
  #newComparison = computed(() => (this.#ticks[1].value, this.#comparison.view));
  #newDiagnosis = computed(() => (this.#ticks[2].value, this.#diagnosis.view));

  /** How far the runs are. */
  runs = computed(() => (this.#runTick.value, this.#repeats.progress));

  // What is shown. For a moment after a change it is still, all of it, what it was before.
  /** @type {Derived<Reading['values']>} */
  values = this.#steady(computed(() => this.reading.value.values));
  played = this.#steady(this.#played);
  summary = this.#steady(this.#newSummary);
  /** Every rate that training can use: the bounds, what the runs suggest, the reader's own. */
  rates = this.#steady(this.#newRates);
  check = this.#steady(this.#newCheck);
  comparison = this.#steady(this.#newComparison);
  diagnosis = this.#steady(this.#newDiagnosis);

  /** The rates at the ends of the axis; the same array while they are the same. @type {Derived<[number, number]>} */
  range = this.#lasting(() => {
    const { start_lr, end_lr } = this.values.value;
    // A ramp by epochs may end a little above its `end_lr`.
    const last = this.played.value?.curve.lrs.at(-1) ?? 0;
    const end = this.summary.value?.lrs.at(-1) ?? 0;
    return [Number(start_lr), Math.max(Number(end_lr), last, end)];
  });

  /** The rate of the step that is pointed at. */
  selectedRate = computed(() => {
    const step = this.selected.value;
    return step === null ? undefined : this.played.value?.curve.lrs[step];
  });

  /** What the schedules have come to. */
  standings = computed(() => this.comparison.value.standings);

  /** The schedule that stands out: the one chosen, else the best if one is known to be. */
  prominent = computed(() => {
    const { standings, best, undistinguished } = this.standings.value;
    const chosen = this.chosen.value;
    if (standings.some(({ policy }) => policy === chosen)) return chosen;
    return undistinguished.length === 0 ? best : undefined;
  });

  /** Where the runs are: `running`, `waiting` for the reader's word, `failed` or `done`. */
  band = computed(() => {
    const { state } = this.runs.value;
    if (state !== 'stopped') return state;
    return this.#newSummary.value ? 'done' : 'running';
  });

  /** Where the evidence is: as the runs, on which it waits; then `running` or `done`, shown and all. */
  evidence = computed(() => {
    if (this.band.value !== 'done') return this.band.value;
    const parts = [this.#newCheck, this.#newComparison, this.#newDiagnosis];
    return !this.ready.value || parts.some(({ value }) => value.busy) ? 'running' : 'done';
  });

  /** What is computed in full, as a shared link has it. */
  fingerprints = computed(() => {
    const summary = this.#newSummary.value;
    const whole = summary?.runs === Number(this.reading.value.values.runs);
    return {
      sweep: this.#played.value?.report?.fingerprint,
      band: whole ? summary?.fingerprint : undefined,
      truth: whole ? this.#newCheck.value.fingerprint : undefined,
      race: whole ? this.#newComparison.value.fingerprint : undefined,
    };
  });

  /** The address with the fingerprints of what was computed here. */
  sharedAddress = computed(() => {
    const { sweep, band, truth, race } = this.fingerprints.value;
    const link = share_link(this.reading.value.link, sweep, band, truth, race);
    return new URL(link, location.href).href;
  });

  /** @param {import('./work/pool.js').Pool} pool */
  constructor(pool) {
    this.#repeats = new Repeats(pool);
    this.player = new Player((sweep, status, state) => this.#hear(sweep, status, state));
    const evidence = [this.#check, this.#comparison, this.#diagnosis];
    this.#scheduler = new Scheduler(pool, [this.#repeats, ...evidence]);
    this.#repeats.onChange = () => this.#count();
    for (const task of evidence) task.onChange = () => this.#showSoon();
    this.#diagnosis.onLoad = () => this.#work();
  }

  /** Opens a link, whose sweep is played; the evidence waits until that is drawn. */
  open(reading = this.reading.peek(), changed = false) {
    this.#scheduler.rest = this.player.speed.hidden ? RESTS.change : RESTS.visit;
    this.#load(reading, changed);
    this.player.play();
  }

  /** Takes other settings, whose picture is shown at once and whole. @param {Reading} reading */
  change(reading) {
    const before = this.reading.peek();
    if (reading.link === before.link) return;
    this.#scheduler.rest = RESTS.change;
    if (reading.parts.sweep === before.parts.sweep) {
      this.opened.value = { reading, changed: true };
      return;
    }
    batch(() => {
      this.#held.value = true;
      clearTimeout(this.#holding);
      this.#holding = window.setTimeout(() => (this.#held.value = false), HOLD);
      this.#load(reading, true);
    });
    this.player.play(SPEEDS.fast);
  }

  /** @param {string} link */
  read(link) {
    return read_link(link);
  }

  /** The reading of the same settings but these. @param {Record<string, string>} changes */
  with(changes, before = this.reading.peek()) {
    return read_link(compose({ ...before.values, ...changes }));
  }

  /** Runs again, from seeds none of which is one of those before. */
  get nextSeeds() {
    const { seed, runs } = this.reading.peek().values;
    return this.with({ seed: String((Number(seed) + Number(runs)) % 2 ** 32) });
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
  }

  /** @param {'check' | 'comparison'} part */
  pause(part) {
    this.#task(part).autostart.pause();
    this.#work();
  }

  /** Drops what schedules have come to. */
  cancelComparison() {
    this.#comparison.cancel();
    this.#work();
  }

  /** Whether the reader wants to know what goes on inside the network. @param {boolean} wished */
  wishDiagnosis(wished) {
    this.#diagnosis.wish(wished);
    this.#work();
  }

  /** Points at a step, in the next frame: a pointer moves more often than it is seen to. @param {number | null} step */
  point(step) {
    this.#pointed = step;
    this.#pointing ||= requestAnimationFrame(() => {
      this.#pointing = 0;
      this.selected.value = this.#pointed;
    });
  }

  /** Points at the step whose rate is nearest. @param {number | null} lr */
  pointAtRate(lr) {
    const { lrs } = this.played.peek()?.curve ?? { lrs: [] };
    const above = lr === null ? -1 : lrs.findIndex((one) => one >= lr);
    this.point(lr === null || lrs.length === 0 ? null : above < 0 ? lrs.length - 1 : above);
  }

  /** Stops after an error that nobody expected. */
  break() {
    this.player.stop();
    this.broken.value = true;
  }

  /** Has work follow the settings and the rates, from now on. */
  follow() {
    effect(() => {
      const { link, parts, values } = this.reading.value;
      const [rates, known] = [this.#newRates.value, this.#newSummary.value !== undefined];
      untracked(() => {
        const shares = plan(link);
        const policies = values.policies === 'none' ? [] : values.policies.split(',');
        this.#check.open(link, parts.truth, shares, known ? rates : undefined);
        this.#comparison.open(link, parts.race, shares, policies, known ? rates : undefined);
        this.#diagnosis.open(link, parts.sweep, shares);
        this.#work();
      });
    });
    effect(() => {
      const { reading, changed } = this.opened.value;
      writeAddress(reading.address, changed);
    });
    effect(() => {
      const steps = this.played.value?.curve.lrs.length ?? 0;
      if ((this.selected.peek() ?? -1) >= steps) this.selected.value = null;
    });
  }

  /** @param {Reading} reading @param {boolean} changed */
  #load(reading, changed) {
    batch(() => {
      this.#repeats.open(reading.link, Number(reading.values.runs), plan(reading.link));
      this.opened.value = { reading, changed };
      this.player.load(reading.link);
    });
  }

  /** @param {import('./pkg/rangefinder.js').Sweep} run @param {Played['status']} status @param {Played['state']} state */
  #hear(run, status, state) {
    const curve = { lrs: run.lrs(), losses: run.losses(), smoothed: run.smoothed_losses() };
    const report = state === 'finished' ? run.report() : undefined;
    batch(() => {
      if (status.outcome) this.#repeats.expect(status.step);
      this.broken.value = false;
      const { sweep } = this.reading.peek().parts;
      this.#played.value = { sweep, curve, status, state, report };
    });
  }

  /** Takes note of how far the runs are. */
  #count() {
    batch(() => {
      bump(this.#runTick);
      // The new picture is whole, or never will be.
      if (this.#repeats.summary || this.#repeats.autostart.failed) this.#held.value = false;
    });
  }

  /** Takes note of a wish or of other inputs at once. */
  #work() {
    this.#scheduler.go();
    batch(() => this.#ticks.forEach(bump));
  }

  /**
   * Takes note of what the workers have found out a little later: it comes in many small shares. One part in
   * each frame: all charts in one would keep a slow phone's next frames waiting.
   */
  #showSoon() {
    this.#showing ||= window.setTimeout(() => {
      requestAnimationFrame(async () => {
        this.#showing = 0;
        for (const tick of this.#ticks) {
          bump(tick);
          await new Promise(requestAnimationFrame);
        }
      });
    }, NEWS);
  }

  /** @param {'check' | 'comparison'} part */
  #task(part) {
    return part === 'check' ? this.#check : this.#comparison;
  }

  /**
   * The same, but as it was while the old picture is up.
   * @template T
   * @param {Derived<T>} source
   * @returns {Derived<T>}
   */
  #steady(source) {
    /** @type {T} */
    let last;
    return computed(() => (this.#held.value ? last : (last = source.value)));
  }

  /**
   * Derives numbers; the same array while they are the same.
   * @template {number[]} T
   * @param {() => T} derive
   * @returns {Derived<T>}
   */
  #lasting(derive) {
    /** @type {T | undefined} */
    let last;
    return computed(() => {
      const next = derive();
      return (last = last?.every((one, place) => one === next[place]) ? last : next);
    });
  }
}

/** @param {Tick} tick */
function bump(tick) {
  tick.value = tick.peek() + 1;
}

/**
 * Every rate that training can use: the bounds, what the median of the runs suggests, the reader's own.
 * @param {string} link which has the reader's own
 * @param {Summary} [summary] which has what the runs give
 */
function ratesOf(link, summary) {
  const rate = (/** @type {{ lr: number } | { none: string } | undefined} */ found) =>
    found && 'lr' in found ? found.lr : undefined;
  const { bounds, suggestions } = summary ?? {};
  return with_own(link, {
    lower: rate(bounds?.lower),
    upper: rate(bounds?.upper),
    steepest: rate(suggestions?.steepest),
    valley: rate(suggestions?.valley),
    slide: rate(suggestions?.slide),
    minimum: rate(suggestions?.minimum),
  });
}
