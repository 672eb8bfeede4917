// The race in the page: who races, charts, standings, play and pause.

import { sayAloud } from '../page/announce.js';
import { byId, create, say } from '../page/dom.js';
import { swatch } from './legend.js';
import { LineChart } from '../charts/line-chart.js';
import { cells as numbersOf, DataTable } from '../page/data-table.js';
import { POLICIES } from '../charts/schedule-styles.js';
import { percent, short, signed } from '../text/numbers.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Race} Standings
 * @typedef {import('../pkg/rangefinder.js').Standing} Standing
 * @typedef {import('../pkg/rangefinder.js').Entrant} Entrant
 * @typedef {import('../pkg/rangefinder.js').Choice} Choice
 * @typedef {import('../work/comparison.js').Race['state']} State
 *
 * @typedef {object} Picture
 * @property {State} state
 * @property {Standings} standings of those that have finished
 * @property {[number, number]} done policies that have finished, of how many
 * @property {Entrant[]} entrants
 * @property {string[]} policies the names of those that are to race
 * @property {string} estimate how long it would take, in words
 */

/** Milliseconds for which an epoch is shown while the finished race is played. */
const EPOCH = 120;

/** What the table can be sorted by. @type {Record<string, (standing: Standing) => number>} */
const ORDERS = {
  loss: ({ loss }) => loss.median,
  accuracy: ({ accuracy }) => accuracy.median,
  behind: ({ behind }) => behind.median,
  steps: ({ steps_to_target }) => steps_to_target.median,
};

export class RaceView {
  /** @type {Picture | undefined} */
  #picture;
  /** @type {{ by: string, ascending: boolean }} */
  #order = { by: 'loss', ascending: true };
  /** The policy that stands out. @type {string | undefined} */
  #chosen;
  /** What the charts show of the policy that stands out. */
  #numbers = new DataTable('epoch-numbers');
  /** @type {Map<string, HTMLTableRowElement>} */
  #rows = new Map();
  /** Epochs that are shown; all of them unless the race is being played. */
  #shown = Infinity;
  #timer = 0;
  #charts;
  /** @type {Record<string, string>} */
  #labels;

  /**
   * @param {Choice[]} choices every policy with its label
   * @param {object} on
   * @param {(policies: string[]) => void} on.choose told who is to race
   * @param {() => void} on.play
   * @param {() => void} on.pause
   * @param {() => void} on.cancel
   */
  constructor(choices, on) {
    this.on = on;
    this.#labels = Object.fromEntries(choices.map(({ value, label }) => [value, label]));
    this.#listPolicies(choices);
    const chart = (/** @type {string} */ id, /** @type {string} */ y, more = {}) =>
      new LineChart(byId(id, HTMLElement), { x: 'step', y, ...more });
    this.#charts = {
      lr: chart('race-lr', 'learning rate', { logY: true }),
      training: chart('race-training', 'training loss', { logY: true }),
      validation: chart('race-validation', 'validation loss', { logY: true }),
      accuracy: chart('race-accuracy', 'validation accuracy', { top: 1 }),
    };
    byId('race-play', HTMLButtonElement).addEventListener('click', () => this.#play());
    byId('race-cancel', HTMLButtonElement).addEventListener('click', on.cancel);
    for (const button of byId('standings', HTMLTableElement).querySelectorAll('thead button')) {
      button.addEventListener('click', () => this.#sort(/** @type {HTMLElement} */ (button)));
    }
  }

  /** A policy's name for people. @param {string} policy */
  label(policy) {
    return this.#labels[policy] ?? policy;
  }

  /** @param {Picture} picture */
  show(picture) {
    const before = this.#picture;
    this.#picture = picture;
    if (before?.standings !== picture.standings) this.#stop(Infinity);
    this.#showControls(picture);
    this.#showPolicies(picture);
    if (before?.standings === picture.standings) return;
    this.#showTable();
    this.#draw();
  }

  /** @param {Choice[]} choices */
  #listPolicies(choices) {
    const box = byId('policy-list', HTMLElement);
    box.append(
      ...choices.map(({ value, label }) => {
        const { ink, dash } = POLICIES[value];
        const input = create('input', { type: 'checkbox', name: `race-${value}`, value });
        return create('label', {}, input, swatch(ink, dash), label);
      }),
    );
    box.addEventListener('change', () => {
      const inputs = [...box.querySelectorAll('input')];
      this.on.choose(inputs.filter(({ checked }) => checked).map(({ value }) => value));
    });
  }

  /** @param {Picture} picture */
  #showPolicies({ policies, entrants }) {
    for (const input of byId('policy-list', HTMLElement).querySelectorAll('input')) {
      input.checked = policies.includes(input.value);
      const missing = entrants.find(({ policy }) => policy === input.value)?.missing;
      const label = /** @type {HTMLElement} */ (input.parentElement);
      label.title = missing ?? '';
      label.classList.toggle('missing', missing !== undefined);
    }
    const missing = entrants.filter(({ policy, missing }) => missing && policies.includes(policy));
    // A rate of one's own is not missed by who has none.
    const said = missing.filter(({ policy }) => policy !== 'lr');
    const reasons = [...new Set(said.map(({ missing }) => missing))];
    const texts = reasons.map((reason) => {
      const some = said.filter(({ missing }) => missing === reason);
      return `${some.map(({ policy }) => this.label(policy)).join(', ')} (${reason})`;
    });
    say(
      byId('race-missing', HTMLElement),
      texts.length > 0 ? `Not racing: ${texts.join('; ')}.` : '',
    );
  }

  /** @param {Picture} picture */
  #showControls({ state, policies, done: [done, all], estimate, standings: { epochs } }) {
    const running = state === 'running' || this.#timer !== 0;
    const play = byId('race-play', HTMLButtonElement);
    const begun = state === 'paused' || (state === 'done' && this.#shown < epochs);
    say(play, running ? 'Pause' : begun ? 'Resume' : state === 'done' ? 'Replay' : 'Race');
    play.disabled = state === 'idle' || all === 0;
    // Who wants less motion has the end of it already.
    play.hidden = state === 'done' && matchMedia('(prefers-reduced-motion: reduce)').matches;
    const bar = byId('race-bar', HTMLProgressElement);
    bar.max = Math.max(1, all);
    bar.value = done;
    const underWay = state === 'running' || state === 'paused';
    bar.hidden = byId('race-cancel', HTMLButtonElement).hidden = !underWay;
    const texts = {
      idle: '',
      waiting: estimate,
      running: `${done} of ${count(all)}`,
      paused: `${done} of ${count(all)} have run, paused`,
      failed: 'The race could not be run: its workers fail again and again.',
      done: this.#shown < epochs ? `epoch ${this.#shown} of ${epochs}` : count(all),
    };
    const tell = state === 'failed' ? sayAloud : say;
    const text =
      policies.length === 0 && state !== 'idle'
        ? 'Nobody races: tick a policy above.'
        : texts[state];
    tell(byId('race-progress', HTMLElement), text);
  }

  #showTable() {
    if (!this.#picture) return;
    const { standings } = this.#picture;
    const table = byId('standings', HTMLTableElement);
    const { by, ascending } = this.#order;
    const order = ORDERS[by];
    const sorted = [...standings.standings];
    if (order) sorted.sort((a, b) => order(a) - order(b) || 0);
    if (!ascending) sorted.reverse();
    for (const button of table.querySelectorAll('thead button')) {
      const head = /** @type {HTMLElement} */ (button.parentElement);
      const current = /** @type {HTMLElement} */ (button).dataset.by === by;
      if (current) head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    }
    const { target_loss } = standings;
    const goal = target_loss === undefined ? '' : ` to ${short(target_loss)}`;
    say(byId('steps-head', HTMLElement), `Steps${goal}`);
    const rows = sorted.map((standing) => this.#row(standing, standings));
    // What has the focus, or a finger on it, stays where it is if it can.
    rows.forEach((row, place) => {
      const there = table.tBodies[0].rows[place];
      if (there !== row) table.tBodies[0].insertBefore(row, there ?? null);
    });
    while (table.tBodies[0].rows.length > rows.length) table.tBodies[0].lastElementChild?.remove();
    this.#showNumbers(standings);
  }

  /** @param {Standings} standings */
  #showNumbers({ standings, best, epochs }) {
    const shown = standings.find(({ policy }) => policy === (this.#strong ?? best));
    say(byId('epoch-policy', HTMLElement), shown ? `of ${this.label(shown.policy)}` : 'in numbers');
    const row = (/** @type {Standing} */ standing, /** @type {number} */ epoch) => [
      String(epoch),
      short(standing.epoch_lrs[epoch]),
      ...numbersOf(standing.training_losses, epoch, short),
      ...numbersOf(standing.validation_losses, epoch, short),
      ...numbersOf(standing.accuracies, epoch, percent),
    ];
    const count = shown ? epochs + 1 : 0;
    this.#numbers.show(() =>
      Array.from({ length: count }, (_, epoch) => (shown ? row(shown, epoch) : [])),
    );
  }

  /** A policy's row, always the same one. @param {Standing} standing @param {Standings} standings */
  #row(standing, { best, undistinguished }) {
    const { policy, loss, accuracy, behind, result, steps_to_target } = standing;
    const row = this.#rows.get(policy) ?? this.#newRow(policy);
    const [head, ...places] = row.children;
    head.firstElementChild?.setAttribute('aria-pressed', String(policy === this.#strong));
    const alone = undistinguished.length === 0;
    const cells = [
      range(loss, short),
      range(accuracy, percent),
      policy === best ? ['–'] : range(behind, signed),
      [result],
      Number.isFinite(steps_to_target.median)
        ? [short(steps_to_target.median)]
        : ['not reached', detail('in half the runs')],
    ];
    cells.forEach((parts, column) => places[column].replaceChildren(...parts));
    row.className = policy === best && alone ? 'best' : '';
    return row;
  }

  /** @param {string} policy */
  #newRow(policy) {
    const { ink, dash } = POLICIES[policy];
    const button = create('button', { type: 'button', className: 'plain' });
    button.append(swatch(ink, dash), this.label(policy));
    button.dataset.policy = policy;
    button.addEventListener('click', () => {
      this.#chosen = this.#chosen === policy ? undefined : policy;
      this.#showTable();
      this.#draw();
    });
    const places = Array.from({ length: 5 }, () => create('td'));
    const row = create('tr', {}, create('th', { scope: 'row' }, button), ...places);
    this.#rows.set(policy, row);
    return row;
  }

  /** @param {HTMLElement} button */
  #sort({ dataset: { by = 'loss' } }) {
    // The best first.
    const first = by !== 'accuracy';
    const ascending = this.#order.by === by ? !this.#order.ascending : first;
    this.#order = { by, ascending };
    this.#showTable();
  }

  /** The policy whose line stands out: the one chosen, else the best if one is known to be. */
  get #strong() {
    const { standings = [], best, undistinguished = [] } = this.#picture?.standings ?? {};
    if (standings.some(({ policy }) => policy === this.#chosen)) return this.#chosen;
    return undistinguished.length === 0 ? best : undefined;
  }

  #draw() {
    if (!this.#picture) return;
    const { standings, steps: places, per_epoch, epochs } = this.#picture.standings;
    const shown = Math.min(this.#shown, epochs);
    const x = Array.from({ length: epochs + 1 }, (_, epoch) => epoch * per_epoch);
    const xRange = /** @type {[number, number]} */ ([0, epochs * per_epoch]);
    const until = shown * per_epoch;
    /** @param {(standing: Standing) => import('../pkg/rangefinder.js').Band} column */
    const bands = (column) => ({
      x,
      xRange,
      until,
      lines: standings.map((standing) => {
        const { median, low, high } = column(standing);
        return { ...this.#look(standing), y: median, low, high };
      }),
    });
    this.#charts.lr.show({
      x: places,
      xRange,
      until,
      lines: standings.map((standing) => ({ ...this.#look(standing), y: standing.lrs })),
    });
    this.#charts.training.show(bands(({ training_losses }) => training_losses));
    this.#charts.validation.show(bands(({ validation_losses }) => validation_losses));
    this.#charts.accuracy.show(bands(({ accuracies }) => accuracies));
  }

  /** @param {Standing} standing */
  #look({ policy }) {
    const strong = policy === this.#strong;
    const faint = !strong && this.#chosen !== undefined && this.#strong === this.#chosen;
    return { ...POLICIES[policy], strong, faint };
  }

  /** Plays the finished race epoch by epoch, or goes on with one that is not. */
  #play() {
    const state = this.#picture?.state;
    if (this.#timer) {
      this.#stop();
      if (this.#picture) this.#showControls(this.#picture);
    } else if (state === 'running') {
      this.on.pause();
    } else if (state !== 'done') {
      this.on.play();
    } else {
      if (this.#shown >= (this.#picture?.standings.epochs ?? 0)) this.#shown = 0;
      this.#timer = window.setInterval(() => this.#tick(), EPOCH);
      this.#tick();
    }
  }

  #tick() {
    if (!this.#picture) return;
    this.#shown += 1;
    if (this.#shown >= this.#picture.standings.epochs) this.#stop(Infinity);
    this.#showControls(this.#picture);
    this.#draw();
  }

  /** Stops playing, with so many epochs shown. @param {number} [shown] */
  #stop(shown = this.#shown) {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#shown = shown;
  }
}

/** @param {number} policies */
function count(policies) {
  return `${policies} ${policies === 1 ? 'policy' : 'policies'}`;
}

/**
 * The median, and eight in ten.
 * @param {import('../pkg/rangefinder.js').Quantiles} quantiles
 * @param {(value: number) => string} text
 */
function range({ low, median, high }, text) {
  if (!Number.isFinite(median)) return ['not finite'];
  return [
    text(median),
    detail(`${text(low)} to ${Number.isFinite(high) ? text(high) : 'not finite'}`),
  ];
}

/** What goes under a number. @param {string} text */
function detail(text) {
  return create('small', {}, ` ${text}`);
}
