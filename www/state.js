// The only owner of the page's state: the reading of the link, the played sweep, the results, and what the user
// points at or chooses. Everything else derives from these. Panels show the state, change it with the methods below,
// and keep no copy. Results of other inputs cannot be shown: see work/tasks.js.

import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import { compose, isExperiment, shareAddress, displayKeysOf } from './link/link.js';
import { computedArray, freezeWhile } from './page/derive.js';
import { nearest } from './page/nearest.js';
import { inNextFrame } from './page/rest.js';
import { form, found_rates, read_link, training_rates } from './pkg/rangefinder.js';
import { NOTICES } from './text/labels.js';
import { cardOf, differenceOf, pendingCard, rateOf } from './work/card.js';
import { curveOf, Player, SPEEDS } from './work/player.js';
import { IDLE_DELAYS } from './work/scheduler.js';
import { Tasks } from './work/tasks.js';

/**
 * @typedef {import('./link/link.js').Reading} Reading
 *
 * @typedef {import('./work/player.js').Played} Played
 *
 * @typedef {{ heading: string, texts: string[] }} Notice
 *
 * @typedef {import('./work/card.js').Card} Card
 *
 * @typedef {object} Log the content shown instead of an experiment
 * @property {'log' | 'table' | 'missing'} source the user's training log, the request for a table, or a message
 *   that data are missing
 * @property {Card} card
 * @property {() => Promise<string>} address of the link to share
 */

/** @typedef {import('./pkg/rangefinder.js').Answer} Answer */

/**
 * @template T
 * @typedef {import('@preact/signals-core').ReadonlySignal<T>} Signal
 */

/** Milliseconds for which the old charts stay visible rather than show incomplete new ones. */
const MAX_FREEZE = 100;

/** @type {Notice} */
export const NO_NOTICE = { heading: '', texts: [] };

export class State {
  /** Every setting with its label and range. */
  description = form();
  /** The open link, and whether a control has changed it. */
  opened = signal({
    reading: read_link(isExperiment(location.hash) ? location.hash : ''),
    changed: false,
  });
  /** The notice about what could not be used or done. */
  notice = signal(NO_NOTICE);
  /** Whether all panels are started, and whether an unexpected error has occurred. */
  ready = signal(false);
  broken = signal(false);
  /** The selected step. */
  selected = signal(/** @type {number | null} */ (null));
  /** Whether a slider or a handle is being dragged. */
  dragging = signal(false);
  /** The schedule to emphasize. */
  chosen = signal(/** @type {string | undefined} */ (undefined));
  /** The content shown instead of the experiment. */
  log = signal(/** @type {Log | undefined} */ (undefined));
  /** Why the chosen columns of the user's table cannot be used; the charts still show the previous choice. */
  tableProblem = signal(/** @type {string | undefined} */ (undefined));
  /** The number of shown epochs of the finished comparison, and whether they are being played. */
  epoch = signal(Infinity);
  playing = signal(false);

  #played = signal(/** @type {Played | undefined} */ (undefined));
  /** Whether a control has just changed the settings. */
  #changing = signal(false);
  #timer = 0;

  /** @param {import('./work/pool.js').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    this.tasks = new Tasks(pool);
    this.tasks.onProblem = (error) => {
      const texts = [error instanceof Error ? error.message : `${error}`];
      this.notice.value = { heading: NOTICES.incomplete, texts };
    };
    this.player = new Player((sweep, status, state) => this.#onSweepChange(sweep, status, state));
    const { runs, summary, check, comparison, diagnosis, pinned } = this.tasks;

    this.reading = computed(() => this.opened.value.reading);
    this.runs = runs;
    // Whether the new charts are complete, or never will be.
    const isComplete = computed(() => summary.value !== undefined || runs.value.state === 'failed');
    const frozen = computed(() => this.#changing.value && !isComplete.value);

    /** The display keys of the link. */
    this.shown = computed(() => displayKeysOf(this.reading.value));
    const pin = computed(() => this.shown.value.pin);
    const pinnedReading = computed(() => (pin.value ? read_link(`#${pin.value}`) : undefined));
    /** The pinned settings and their results so far. */
    this.pinned = computed(() => {
      const { summary, answer = summary?.answer, waiting } = pinned.value;
      const { value: reading } = pinnedReading;
      return reading && { reading, summary, rate: rateOf(answer), waiting };
    });

    // The shown values. For a moment after a change, all of them stay as they were.
    this.values = freezeWhile(
      computed(() => ({ ...this.reading.value.values, ...this.reading.value.derived })),
      frozen,
    );
    this.played = freezeWhile(this.#played, frozen);
    this.summary = freezeWhile(summary, frozen);
    this.check = freezeWhile(check, frozen);
    this.comparison = freezeWhile(comparison, frozen);
    this.diagnosis = freezeWhile(diagnosis, frozen);

    /** The state of the runs: `running`, `waiting` for the user to start them, `failed` or `done`. */
    this.band = computed(() => {
      const { state } = runs.value;
      if (state !== 'stopped') return state;
      return summary.value ? 'done' : 'running';
    });

    /** The rates at the ends of the axis, constant while a control is dragged. */
    this.range = freezeWhile(axisOf(this), this.dragging);

    const answer = computed(() => this.check.value.answer ?? this.summary.value?.answer);
    /** The answer, or why there is none yet. */
    this.card = cardSignal(this, answer);

    /** The recommended rate of the shown settings, if there is one. */
    this.rate = computed(() =>
      this.log.value || this.card.value.state === 'updating' ? undefined : this.card.value.rate,
    );

    const found = computed(() => found_rates(summary.value?.rates, check.value.answer));
    /** The rates of the present answer, that of the check once it has ended: training works between its bounds. */
    this.foundRates = freezeWhile(found, frozen);
    const answerRates = computed(() => training_rates(this.reading.value.link, found.value));
    /** The rates for training: those found, with the user's own in their place. */
    this.answerRates = freezeWhile(answerRates, frozen);

    /** The rate of the selected step. */
    this.selectedRate = computed(() => {
      const step = this.selected.value;
      return step === null ? undefined : this.played.value?.curve.lrs[step];
    });

    /** The results of the schedules. */
    this.results = computed(() => this.comparison.value.results);

    /** The emphasized schedule: the chosen one, otherwise the best one if there is one. */
    this.prominent = computed(() => prominentSchedule(this.results.value, this.chosen.value));

    /** The state of the evidence: that of the runs, for which it waits; then `running`, or `done` once shown. */
    this.evidence = computed(() => {
      if (this.band.value !== 'done') return this.band.value;
      const busy = [check, comparison, diagnosis].some(({ value }) => value.busy);
      return busy || !this.ready.value ? 'running' : 'done';
    });

    /** The fingerprints of all complete results, for a shared link. */
    this.fingerprints = computed(() => {
      const all = summary.value?.runs === Number(this.reading.value.values.runs);
      return {
        sweep: this.#played.value?.report?.fingerprint,
        band: all ? summary.value?.fingerprint : undefined,
        check: all ? check.value.fingerprint : undefined,
        comparison: all ? comparison.value.fingerprint : undefined,
      };
    });

    /** The address with the fingerprints of the results computed here. */
    this.sharedAddress = computed(() =>
      shareAddress(this.reading.value.address, this.fingerprints.value),
    );

    this.#startTasks(pinnedReading);
  }

  /**
   * Opens a link and plays its sweep; the evidence waits until the sweep is drawn.
   * @param {Reading} reading
   * @param {boolean} [changed] whether a control has made it
   * @param {number} [stepsDone] the steps of its sweep that are done already
   */
  open(reading, changed = false, stepsDone = 0) {
    this.tasks.setIdleDelay(this.player.speed.hidden ? IDLE_DELAYS.change : IDLE_DELAYS.visit);
    this.#load(reading, changed, stepsDone);
    // Played again, a finished sweep would begin anew.
    if (this.player.state === 'finished') return;
    if (this.shown.peek().play !== '0' || changed) this.player.play();
  }

  /** Changes the settings and shows the complete sweep at once. @param {Reading} reading */
  change(reading) {
    const before = this.reading.peek();
    if (reading.link === before.link) return;
    this.tasks.setIdleDelay(IDLE_DELAYS.change);
    if (reading.parts.sweep === before.parts.sweep) {
      this.opened.value = { reading, changed: true };
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.#changing.value = false), MAX_FREEZE);
    batch(() => {
      this.#changing.value = true;
      this.#load(reading, true);
    });
    this.player.play(SPEEDS.fast);
  }

  /** Reads a link. @param {string} link */
  read(link) {
    return read_link(link);
  }

  /**
   * The present link with these settings or display keys changed.
   * @param {Record<string, string | undefined>} changes undefined removes a key
   */
  with(changes) {
    const all = { ...this.reading.peek().values, ...this.shown.peek(), ...changes };
    const defined = Object.entries(all).filter((pair) => pair[1] !== undefined);
    return read_link(compose(/** @type {Record<string, string>} */ (Object.fromEntries(defined))));
  }

  /** Pins the present settings, or removes the pin. @param {boolean} pinned */
  pin(pinned) {
    this.showWith({ pin: pinned ? this.reading.peek().link.slice(1) : undefined });
  }

  /** Changes display keys of the link. @param {Record<string, string | undefined>} changes */
  showWith(changes) {
    this.opened.value = { reading: this.with(changes), changed: true };
  }

  /** The difference from the pinned answer in words; empty while one of the answers is unknown. */
  get difference() {
    const { value: pinned } = this.pinned;
    const { value: summary } = this.summary;
    if (!pinned?.summary || !summary || this.card.value.state === 'updating') return '';
    return differenceOf(this.rate.value, pinned.rate);
  }

  /** The present settings with seeds that do not overlap with the present ones. */
  get nextSeeds() {
    const { seed, runs } = this.reading.peek().values;
    return this.with({ seed: String((Number(seed) + Number(runs)) % 2 ** 32) });
  }

  /** Selects a step, in the next frame: pointers move more often than frames are drawn. */
  selectStep = inNextFrame((/** @type {number | null} */ step) => (this.selected.value = step));

  /** Selects the step with the nearest rate. @param {number | null} lr */
  selectRate(lr) {
    const { lrs } = this.played.peek()?.curve ?? { lrs: [] };
    this.selectStep(lr === null || lrs.length === 0 ? null : nearest(lrs, lr));
  }

  /** Stops after an unexpected error. */
  stopAfterError() {
    this.player.stop();
    this.broken.value = true;
  }

  /**
   * Starts the work for the settings and for the pinned ones, and again after each change.
   * @param {Signal<Reading | undefined>} pinnedReading
   */
  #startTasks(pinnedReading) {
    effect(() => {
      const reading = this.reading.value;
      const { value: runs } = this.tasks.summary;
      untracked(() => this.tasks.follow(reading, runs?.rates));
    });
    effect(() => {
      const reading = pinnedReading.value;
      untracked(() => this.tasks.pin(reading));
    });
    const pinnedSummary = computed(() => this.tasks.pinned.value.summary);
    effect(() => {
      const { value: reading } = pinnedReading;
      const { value: found } = pinnedSummary;
      if (!reading || !found) return;
      untracked(() => this.tasks.checkPinned(reading, found.rates));
    });
    effect(() => {
      const steps = this.played.value?.curve.lrs.length ?? 0;
      if ((this.selected.peek() ?? -1) >= steps) this.selected.value = null;
    });
  }

  /** @param {Reading} reading @param {boolean} changed @param {number} [stepsDone] */
  #load(reading, changed, stepsDone) {
    batch(() => {
      this.tasks.open(reading);
      this.opened.value = { reading, changed };
      this.player.load(reading.link, stepsDone);
    });
  }

  /** @param {import('./pkg/rangefinder.js').Sweep} run @param {Played['status']} status @param {Played['state']} state */
  #onSweepChange(run, status, state) {
    const curve = curveOf(run);
    const report = state === 'finished' ? run.report() : undefined;
    batch(() => {
      if (status.outcome) this.tasks.expect(status.step);
      this.broken.value = false;
      const { sweep } = this.reading.peek().parts;
      const { watched } = this.player;
      this.#played.value = { sweep, curve, status, state, watched, report };
    });
  }
}

/** The rates at the ends of the axis. @param {State} state @returns {Signal<[number, number]>} */
function axisOf(state) {
  return computedArray(() => {
    const { start_lr, end_lr } = state.values.value;
    // A ramp by epochs may end a little above its `end_lr`.
    const last = state.played.value?.curve.lrs.at(-1) ?? 0;
    const other = state.pinned.value?.summary?.lrs ?? [];
    const ends = [last, state.summary.value?.lrs.at(-1) ?? 0, other.at(-1) ?? 0];
    const first = Math.min(Number(start_lr), other[0] ?? Infinity);
    return /** @type {[number, number]} */ ([first, Math.max(Number(end_lr), ...ends)]);
  });
}

/**
 * The card of the answer. While there is no answer, that of the previous one.
 * @param {State} state
 * @param {Signal<Answer | undefined>} answer
 * @returns {Signal<Card>}
 */
function cardSignal(state, answer) {
  const latest = freezeWhile(
    answer,
    computed(() => answer.value === undefined),
  );
  return computed(() => {
    // Read now, because it would not be available later.
    const before = latest.value;
    if (state.log.value) return state.log.value.card;
    const none = state.tableProblem.value;
    if (none !== undefined) return { state: 'none', none };
    if (!answer.value) return pendingCard(state.band.value, before);
    return cardOf(answer.value, (settings) => state.with(settings).address);
  });
}

/** @param {import('./pkg/rangefinder.js').Comparison} results @param {string} [chosen] */
function prominentSchedule({ standings, best, undistinguished }, chosen) {
  if (standings.some(({ policy }) => policy === chosen)) return chosen;
  return undistinguished.length === 0 ? best : undefined;
}
