// The sweeps in the chart, in tables and in words: the one that is played, and all seeds together.

import { read_link } from '../pkg/rangefinder.js';
import { sayAloud } from '../page/announce.js';
import { byId, say } from '../page/dom.js';
import { showLegend, showSuggestions } from './legend.js';
import { compose } from '../link/link.js';
import { Log } from './log.js';
import { cells, DataTable } from '../page/data-table.js';
import { short } from '../text/numbers.js';
import * as words from '../text/sentences.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Summary} Summary
 * @typedef {import('../pkg/rangefinder.js').Rates} Rates
 * @typedef {import('../link/link.js').Values} Values
 *
 * @typedef {object} Played a sweep, as far as it has come
 * @property {import('../charts/sweep-chart.js').Curve} curve
 * @property {import('../pkg/rangefinder.js').Status} status
 * @property {import('../work/player.js').State} state
 * @property {import('../pkg/rangefinder.js').Report} [report] once it has ended
 *
 * @typedef {object} Parts
 * @property {import('../charts/sweep-chart.js').Chart} chart
 * @property {import('./bounds.js').BoundsTable} bounds
 * @property {ReturnType<typeof import('./transport.js').startTransport>} showTransport
 * @property {import('../work/repeats.js').Repeats} repeats
 * @property {import('../evidence.js').Evidence} evidence
 * @property {import('../link/fingerprints.js').Fingerprints} fingerprints
 */

/** Milliseconds for which the old picture stays up, whole, rather than show the new one in parts. */
const HOLD = 100;

const root = document.documentElement;

export class Picture {
  /** @type {Values} */
  #values = {};
  /** Those that training can use. @type {Rates} */
  #rates = {};
  /** @type {Played | undefined} */
  #played;
  /** What the table of suggestions was made of. @type {unknown[]} */
  #told = [null];
  /** The rates at the ends of the axis. @type {[number, number]} */
  #range = [0.1, 1];
  /** A timer, while the old picture is still up. */
  #held = 0;
  /** Whether what is shown of all seeds, and of the evidence, is of other sweeps. */
  #stale = true;
  /** What the sweeps record, in words. */
  #measure = '';
  #log = new Log(byId('log-box', HTMLElement), byId('log', HTMLTableElement));
  #bandNumbers = new DataTable('band-numbers');

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  /** Takes settings, and the rates that they leave to training. @param {Values} values @param {Rates} rates */
  take(values, rates) {
    this.#values = values;
    this.#rates = rates;
  }

  /** Keeps the old picture up until all seeds of the new one are done, if that is soon. */
  hold() {
    clearTimeout(this.#held);
    this.#held = window.setTimeout(() => this.release(), HOLD);
  }

  /** Makes room for other sweeps. @param {string} measure what they record, in words */
  clear(measure) {
    root.dataset.band = 'running';
    this.parts.chart.release();
    this.#stale = true;
    this.#measure = measure;
    if (!this.#held) this.#forget();
    this.#log.restart();
    // By then there is new evidence, or none.
    setTimeout(() => this.parts.evidence.showSoon(), HOLD);
  }

  /**
   * Shows how far the played sweep is.
   * @param {import('../pkg/rangefinder.js').Sweep} sweep
   * @param {import('../pkg/rangefinder.js').Status} status
   * @param {import('../work/player.js').State} state
   */
  show(sweep, status, state) {
    const curve = { lrs: sweep.lrs(), losses: sweep.losses(), smoothed: sweep.smoothed_losses() };
    const report = state === 'finished' ? sweep.report() : undefined;
    this.#played = { curve, status, state, report };
    if (!this.#held) this.#render();
  }

  /** Shows whether there is work for the seeds. @param {import('../work/repeats.js').Progress} progress */
  showProgress({ state }) {
    if (state === 'running' || state === 'waiting') root.dataset.band = state;
    // Under way, the evidence waits for what they find.
    if (state === 'running') root.dataset.evidence = state;
    if (state === 'waiting') this.parts.evidence.showSoon();
  }

  /** Shows all seeds together. @param {Summary} summary */
  showSummary(summary) {
    this.release();
    this.#bandNumbers.show(() => numbers(summary));
    this.#showLegend();
    root.dataset.band = 'done';
  }

  /** Shows what is new, be it the whole or not. */
  release() {
    clearTimeout(this.#held);
    this.#held = 0;
    if (this.#stale) this.#forget();
    this.#render();
    this.parts.evidence.showSoon();
  }

  /** Shows the same sweeps with other settings around them. */
  refresh() {
    this.#tell();
    this.#draw();
    this.parts.evidence.showSoon();
  }

  /** What the evidence is shown beside, unless the old picture is still up. */
  get scene() {
    const { selected } = this.parts.chart;
    const at = selected === null ? undefined : this.#played?.curve.lrs[selected];
    return this.#held ? undefined : { range: this.#range, at };
  }

  /** Shows what the evidence says of the sweeps. */
  showFindings() {
    const { bounds, repeats, evidence, fingerprints } = this.parts;
    const { judged, checking } = evidence;
    bounds.show(this.#values, this.#rates, repeats.summary, judged, checking);
    // Both are of rates that the seeds have found.
    fingerprints.find(this.#whole ? evidence.fingerprints : { truth: undefined, race: undefined });
    this.#tellSuggestions();
    this.readOut();
  }

  /** Reads out the step under the pointer or the arrow keys; without one, the newest. */
  readOut() {
    // The curve is not that of the old picture.
    if (!this.#played || this.#held) return;
    const { chart, repeats, evidence } = this.parts;
    const { curve, state } = this.#played;
    const step = chart.selected ?? curve.lrs.length - 1;
    const inside = evidence.inside(step);
    chart.markEdge(chart.selected === null ? undefined : inside.edge);
    const text = step < 0 ? 'no step yet' : words.reading(curve, step, repeats.summary);
    const all = inside.text ? `${text}. Inside: ${inside.text}` : text;
    say(byId('readout', HTMLElement), all);
    // Not every frame's newest step, which would be read out if the chart has the focus.
    if (chart.selected !== null || state !== 'playing') chart.describe(step, all);
  }

  /** What was found out about another sweep is not shown beside the new one. */
  #forget() {
    const { bounds, repeats, evidence } = this.parts;
    this.#stale = false;
    evidence.forget();
    this.#bandNumbers.show(() => []);
    bounds.show(this.#values, this.#rates, repeats.summary, undefined, evidence.checking);
    this.#showLegend();
  }

  #showLegend() {
    const runs = this.parts.repeats.summary?.runs ?? this.#values.runs;
    const legend = byId('legend', HTMLElement);
    showLegend(legend, this.#measure, this.#values.beta, String(runs));
  }

  #render() {
    if (!this.#played) return;
    const { curve, status, state } = this.#played;
    this.parts.showTransport(state, status);
    this.#tell();
    this.#draw();
    // It scrolls, for which the page is laid out: once, after all that changes in it.
    this.#log.show(curve, state === 'playing');
    root.dataset.state = state;
  }

  /** The curve. */
  #draw() {
    if (!this.#played) return;
    const { curve, status, report } = this.#played;
    this.#range = this.parts.chart.show({
      curve,
      range: [Number(this.#values.start_lr), Number(this.#values.end_lr)],
      least: status.least,
      suggestions: report?.suggestions,
      summary: this.parts.repeats.summary,
      bounds: this.#rates,
    });
    this.readOut();
  }

  /** The same in words. */
  #tell() {
    if (!this.#played) return;
    const values = this.#values;
    const { status, report } = this.#played;
    const { summary } = this.parts.repeats;
    const outcome = report ? report.conclusion?.text : words.beginning(values, status);
    sayAloud(byId('outcome', HTMLElement), outcome ?? '');
    sayAloud(byId('finding', HTMLElement), summary?.conclusion.text ?? '');
    showLag(report, values);
    this.#tellSuggestions();
    this.parts.fingerprints.find({
      sweep: report?.fingerprint,
      band: this.#whole ? summary?.fingerprint : undefined,
    });
  }

  /** Not in every frame: only when there is something new. */
  #tellSuggestions() {
    const { summary } = this.parts.repeats;
    const { judged, checking } = this.parts.evidence;
    const report = this.#played?.report;
    const news = [report, summary, judged, checking];
    if (news.every((one, place) => one === this.#told[place])) return;
    this.#told = news;
    const [body] = byId('suggestions', HTMLTableElement).tBodies;
    showSuggestions(body, report?.suggestions, summary, judged, checking);
  }

  /** Whether no run is missing, as where they were stopped: else the bounds are others as well. */
  get #whole() {
    return this.parts.repeats.summary?.runs === Number(this.#values.runs);
  }
}

/**
 * By how much the line lags, with a way out: the same sweep, smoothed less.
 * @param {import('../pkg/rangefinder.js').Report | undefined} report
 * @param {Values} values
 */
function showLag(report, values) {
  const [sentence, link] = byId('lag', HTMLElement).children;
  if (!(link instanceof HTMLAnchorElement)) return;
  sentence.textContent = report?.lag?.text ?? '';
  const beta = report?.shorter_beta;
  link.hidden = beta === undefined;
  if (beta !== undefined) link.href = read_link(compose({ ...values, beta: `${beta}` })).link;
}

/** The band, step by step. @param {Summary} summary */
function* numbers({ lrs, low, median, high }) {
  for (const [step, lr] of lrs.entries()) {
    yield [String(step), short(lr), ...cells({ low, median, high }, step, short, 'ended')];
  }
}
