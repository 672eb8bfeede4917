// The one owner of what the page is about: the reading of the link, what is played, what is worked out, and what
// the user points at or chooses. All else derives from these. Panels show it, change it by the methods below,
// and keep no copy. A result of other inputs cannot be shown: see work/tasks.js.

import { batch, computed, effect, signal, untracked } from '@preact/signals-core';
import { compose, isExperiment, shareAddress, shownBy } from './link/link.js';
import { ratesOf } from './link/rates.js';
import { lasting, steady } from './page/derive.js';
import { inNextFrame } from './page/rest.js';
import { form, read_link } from './pkg/rangefinder.js';
import { NOTICES } from './text/labels.js';
import { cardOf, cardWithout, differenceOf, rateOf, zonesOf } from './work/card.js';
import { curveOf, Player, SPEEDS } from './work/player.js';
import { RESTS } from './work/scheduler.js';
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
 * @typedef {object} Log what is shown instead of an experiment
 * @property {'log' | 'table' | 'missing'} source a training log of the user's own, what asks for a table, or that data are missing
 * @property {Card} card
 * @property {() => Promise<string>} address of the link to share
 */

/**
 * @template T
 * @typedef {import('@preact/signals-core').Signal<T>} Signal
 */

/** Milliseconds for which the old picture stays up, whole, rather than show the new one in parts. */
const HOLD = 100;

/** @type {Notice} */
export const NO_NOTICE = { heading: '', texts: [] };

export class State {
  /** Every setting with its label and range. */
  description = form();
  /** The link that is open, and whether a control has made it. */
  opened = signal({
    reading: read_link(isExperiment(location.hash) ? location.hash : ''),
    changed: false,
  });
  /** What could not be used or done. */
  notice = signal(NO_NOTICE);
  /** Whether everything is there that shows it, and whether something broke that nobody expected. */
  ready = signal(false);
  broken = signal(false);
  /** The step that is pointed at. */
  selected = signal(/** @type {number | null} */ (null));
  /** Whether a slider or a handle is held. */
  held = signal(false);
  /** The schedule that is to stand out. */
  chosen = signal(/** @type {string | undefined} */ (undefined));
  /** What is shown instead of the experiment. */
  log = signal(/** @type {Log | undefined} */ (undefined));
  /** The epochs of the finished comparison that are shown, and whether they are being played. */
  epoch = signal(Infinity);
  playing = signal(false);

  #played = signal(/** @type {Played | undefined} */ (undefined));
  /** Whether a control has just changed the picture. */
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
    this.player = new Player((sweep, status, state) => this.#hear(sweep, status, state));
    const { runs, summary, check, comparison, diagnosis, pinned } = this.tasks;

    this.reading = computed(() => this.opened.value.reading);
    this.runs = runs;
    // The new picture is whole, or never will be.
    const whole = computed(() => summary.value !== undefined || runs.value.state === 'failed');
    const held = computed(() => this.#changing.value && !whole.value);
    const rates = computed(() => ratesOf(this.reading.value.link, summary.value));

    /** How the link has the experiment shown. */
    this.shown = computed(() => shownBy(this.reading.value));
    const pin = computed(() => this.shown.value.pin);
    const pinnedReading = computed(() => (pin.value ? read_link(`#${pin.value}`) : undefined));
    /** The settings that are pinned, and what is known of them. */
    this.pinned = computed(() => {
      const { summary, answer = summary?.answer, waits } = pinned.value;
      const { value: reading } = pinnedReading;
      return reading && { reading, summary, rate: rateOf(answer), waits };
    });

    // What is shown. For a moment after a change it is still, all of it, what it was before.
    this.values = steady(
      computed(() => ({ ...this.reading.value.values, ...this.reading.value.derived })),
      held,
    );
    this.played = steady(this.#played, held);
    this.summary = steady(summary, held);
    this.rates = steady(rates, held);
    this.check = steady(check, held);
    this.comparison = steady(comparison, held);
    this.diagnosis = steady(diagnosis, held);

    /** Where the runs are: `running`, `waiting` for the user's word, `failed` or `done`. */
    this.band = computed(() => {
      const { state } = runs.value;
      if (state !== 'stopped') return state;
      return summary.value ? 'done' : 'running';
    });

    const axis = lasting(() => {
      const { start_lr, end_lr } = this.values.value;
      // A ramp by epochs may end a little above its `end_lr`.
      const last = this.played.value?.curve.lrs.at(-1) ?? 0;
      const other = this.pinned.value?.summary?.lrs ?? [];
      const lasts = [last, this.summary.value?.lrs.at(-1) ?? 0, other.at(-1) ?? 0];
      const least = Math.min(Number(start_lr), other[0] ?? Infinity);
      return /** @type {[number, number]} */ ([least, Math.max(Number(end_lr), ...lasts)]);
    });
    /** The rates at the ends of the axis, which stay while the control is held that changes them. */
    this.range = steady(axis, this.held);

    const answer = computed(() => this.check.value.answer ?? this.summary.value?.answer);
    const latest = steady(
      answer,
      computed(() => answer.value === undefined),
    );
    /** The answer, or why there is none yet. */
    this.card = computed(() => {
      // Read while there is one, or it would not be known later.
      const before = latest.value;
      if (this.log.value) return this.log.value.card;
      if (!answer.value) return cardWithout(this.band.value, before);
      return cardOf(answer.value, (settings) => this.with(settings).address);
    });

    /** The rate to use, if the settings that are shown have one. */
    this.rate = computed(() =>
      this.log.value || this.card.value.state === 'updating' ? undefined : this.card.value.rate,
    );

    /** The rates between which training works. */
    this.zones = computed(() => zonesOf(this.values.value, this.rates.value, this.rate.value));

    /** The rate of the step that is pointed at. */
    this.selectedRate = computed(() => {
      const step = this.selected.value;
      return step === null ? undefined : this.played.value?.curve.lrs[step];
    });

    /** What the schedules have come to. */
    this.results = computed(() => this.comparison.value.results);

    /** The schedule that stands out: the one chosen, else the best if one is known to be. */
    this.prominent = computed(() => {
      const { standings, best, undistinguished } = this.results.value;
      const chosen = this.chosen.value;
      if (standings.some(({ policy }) => policy === chosen)) return chosen;
      return undistinguished.length === 0 ? best : undefined;
    });

    /** Where the evidence is: as the runs, on which it waits; then `running` or `done`, and shown. */
    this.evidence = computed(() => {
      if (this.band.value !== 'done') return this.band.value;
      const busy = [check, comparison, diagnosis].some(({ value }) => value.busy);
      return busy || !this.ready.value ? 'running' : 'done';
    });

    /** What is computed in full, as a shared link has it. */
    this.fingerprints = computed(() => {
      const all = summary.value?.runs === Number(this.reading.value.values.runs);
      return {
        sweep: this.#played.value?.report?.fingerprint,
        band: all ? summary.value?.fingerprint : undefined,
        check: all ? check.value.fingerprint : undefined,
        comparison: all ? comparison.value.fingerprint : undefined,
      };
    });

    /** The address with the fingerprints of what was computed here. */
    this.sharedAddress = computed(() =>
      shareAddress(this.reading.value.address, this.fingerprints.value),
    );

    effect(() => {
      const reading = this.reading.value;
      const known = summary.value === undefined ? undefined : rates.value;
      untracked(() => this.tasks.follow(reading, known));
    });
    effect(() => {
      const reading = pinnedReading.value;
      untracked(() => this.tasks.pin(reading));
    });
    const pinnedSummary = computed(() => pinned.value.summary);
    effect(() => {
      const { value: reading } = pinnedReading;
      const { value: found } = pinnedSummary;
      if (!reading || !found) return;
      untracked(() => this.tasks.checkPinned(reading, ratesOf(reading.link, found)));
    });
    effect(() => {
      const steps = this.played.value?.curve.lrs.length ?? 0;
      if ((this.selected.peek() ?? -1) >= steps) this.selected.value = null;
    });
  }

  /**
   * Opens a link, whose sweep is played; the evidence waits until that is drawn.
   * @param {Reading} reading
   * @param {boolean} [changed] whether a control has made it
   */
  open(reading, changed = false) {
    this.tasks.restFor(this.player.speed.hidden ? RESTS.change : RESTS.visit);
    this.#load(reading, changed);
    if (this.shown.peek().play !== '0' || changed) this.player.play();
  }

  /** Takes other settings, whose picture is shown at once and whole. @param {Reading} reading */
  change(reading) {
    const before = this.reading.peek();
    if (reading.link === before.link) return;
    this.tasks.restFor(RESTS.change);
    if (reading.parts.sweep === before.parts.sweep) {
      this.opened.value = { reading, changed: true };
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.#changing.value = false), HOLD);
    batch(() => {
      this.#changing.value = true;
      this.#load(reading, true);
    });
    this.player.play(SPEEDS.fast);
  }

  /** What a link says. @param {string} link */
  read(link) {
    return read_link(link);
  }

  /**
   * The same link but with these settings, or shown otherwise.
   * @param {Record<string, string | undefined>} changes what is undefined is left out
   */
  with(changes) {
    const all = { ...this.reading.peek().values, ...this.shown.peek(), ...changes };
    const kept = Object.entries(all).filter((pair) => pair[1] !== undefined);
    return read_link(compose(/** @type {Record<string, string>} */ (Object.fromEntries(kept))));
  }

  /** Pins the settings that are open, or unpins what is pinned. @param {boolean} pinned */
  pin(pinned) {
    this.showWith({ pin: pinned ? this.reading.peek().link.slice(1) : undefined });
  }

  /** Has the link show the same otherwise. @param {Record<string, string | undefined>} changes */
  showWith(changes) {
    this.opened.value = { reading: this.with(changes), changed: true };
  }

  /** How what is shown differs from what is pinned, in words; nothing while one of them is not known. */
  get difference() {
    const { value: pinned } = this.pinned;
    const { value: summary } = this.summary;
    if (!pinned?.summary || !summary || this.card.value.state === 'updating') return '';
    return differenceOf(this.rate.value, pinned.rate);
  }

  /** The same settings with seeds none of which is one of those before. */
  get nextSeeds() {
    const { seed, runs } = this.reading.peek().values;
    return this.with({ seed: String((Number(seed) + Number(runs)) % 2 ** 32) });
  }

  /** Points at a step, in the next frame: a pointer moves more often than it is seen to. */
  point = inNextFrame((/** @type {number | null} */ step) => (this.selected.value = step));

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

  /** @param {Reading} reading @param {boolean} changed */
  #load(reading, changed) {
    batch(() => {
      this.tasks.open(reading);
      this.opened.value = { reading, changed };
      this.player.load(reading.link);
    });
  }

  /** @param {import('./pkg/rangefinder.js').Sweep} run @param {Played['status']} status @param {Played['state']} state */
  #hear(run, status, state) {
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
