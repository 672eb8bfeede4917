// The page. One way round: link -> settings -> sweep and repeats -> picture, tables and words; a
// control's change is a new link.

import 'uplot/dist/uPlot.min.css';
import wasm from './pkg/rangefinder_bg.wasm?url';
import init, { form as describe, read_link } from './pkg/rangefinder.js';
import { boundRates, BoundsTable } from './bounds.js';
import { Chart } from './chart.js';
import { Crew } from './crew.js';
import { byId, say } from './dom.js';
import { Form } from './form.js';
import { showLegend, showSuggestions } from './legend.js';
import { compose, readTyped } from './link.js';
import { Log } from './log.js';
import { showNotices } from './notices.js';
import { Player, SPEEDS } from './player.js';
import { listPresets, markPreset } from './presets.js';
import { startProgress } from './progress.js';
import { startShare } from './share.js';
import { startTransport } from './transport.js';
import * as words from './words.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Sweep} Sweep
 * @typedef {import('./pkg/rangefinder.js').Status} Status
 * @typedef {import('./pkg/rangefinder.js').Report} Report
 * @typedef {import('./pkg/rangefinder.js').Summary} Summary
 * @typedef {import('./link.js').Reading} Reading
 * @typedef {import('./handles.js').Name} Bound
 */

/**
 * Milliseconds for which a changed setting leaves the old picture up, whole, rather than show the new
 * one in parts.
 */
const HOLD = 100;

const outcome = byId('outcome', HTMLElement);
const notices = byId('notices', HTMLElement);
const presets = byId('preset-list', HTMLElement);
const suggestions = byId('suggestions', HTMLTableElement).tBodies[0];
const root = document.documentElement;

try {
  // The workers share what is compiled here.
  const module = await WebAssembly.compile(await (await fetch(wasm)).arrayBuffer());
  await init({ module_or_path: module });
  start(module);
} catch (error) {
  showNotices(notices, 'The network could not be started, so there is nothing to see.', [
    `${error}`,
  ]);
  say(outcome, '');
  throw error;
}

/** @param {WebAssembly.Module} module */
function start(module) {
  /** @type {Reading} */
  let reading;
  /**
   * The played sweep.
   * @type {{
   *   curve: import('./chart.js').Curve,
   *   status: Status,
   *   state: import('./player.js').State,
   *   report?: Report,
   * }}
   */
  let played;
  /** Of the repeats, once they are done. @type {Summary | undefined} */
  let summary;
  /** A timer, while the old picture is still up. */
  let held = 0;

  const chart = new Chart(
    byId('chart', HTMLElement),
    byId('handles', HTMLElement),
    readOut,
    moveBound,
  );
  const log = new Log(byId('log-box', HTMLElement), byId('log', HTMLTableElement).tBodies[0]);
  const form = new Form(byId('settings', HTMLFormElement), describe(), edit);
  const boundsTable = new BoundsTable(typeBound);
  const player = new Player(show);
  const showTransport = startTransport(player, newSeed);
  const showProgress = startProgress(() => crew.cancel());
  const crew = new Crew(module, { progress: showProgress, summary: takeSummary, failure: giveUp });
  listPresets(presets);
  startShare();
  addEventListener('hashchange', followAddress);
  followAddress();

  /** Opens the link in the address bar. */
  function followAddress() {
    const opened = read_link(location.hash);
    const said = opened.notices.map(({ rule, remedy }) => `${rule} ${remedy}`);
    showNotices(notices, 'Not all of this link could be used.', said);
    form.mark([]);
    form.show(opened.values);
    open(opened);
    player.play();
  }

  /**
   * Takes what is typed as far as it can be used; says what cannot, but not in the middle of typing.
   * @param {string} key
   * @param {boolean} done
   */
  function edit(key, done) {
    const { reading: edited, problems } = readTyped(form.typed, reading.values);
    if (done || problems.length === 0) {
      form.mark(problems);
      const said = problems.map(({ rule }) => rule);
      showNotices(notices, 'Not used; the picture is as it was.', said);
    }
    if (!edited) return;
    const kept = problems.map((problem) => problem.key);
    form.show(edited.values, done ? kept : [...kept, key]);
    change(edited);
  }

  function newSeed() {
    const seed = String((Number(reading.values.seed) + 1) % 2 ** 32);
    const next = read_link(compose({ ...reading.values, seed }));
    form.show(next.values);
    open(next);
    player.play();
  }

  /** Shows the picture of other settings at once and whole. @param {Reading} edited */
  function change(edited) {
    if (edited.link === reading.link) return;
    if (sameSweeps(edited, reading)) {
      name(edited);
      draw();
      return;
    }
    clearTimeout(held);
    held = window.setTimeout(release, HOLD);
    open(edited);
    player.play(SPEEDS.fast);
  }

  /** A bound is dragged or moved by keys. @param {Bound} bound @param {number} lr @param {boolean} done */
  function moveBound(bound, lr, done) {
    setBound(bound, String(lr), done);
  }

  /** One is typed. @param {Bound} bound @param {string} text @param {boolean} done */
  function typeBound(bound, text, done) {
    setBound(bound, text || 'auto', done);
  }

  /** @param {Bound} bound @param {string} text @param {boolean} done */
  function setBound(bound, text, done) {
    const next = read_link(compose({ ...reading.values, [bound]: text }));
    const problems = next.notices.map(({ rule }) => rule);
    if (done) showNotices(notices, 'Not used; the bound is as it was.', problems);
    if (problems.length === 0) {
      form.show(next.values);
      change(next);
    }
  }

  /** Begins the sweeps that a link names. @param {Reading} opened */
  function open(opened) {
    name(opened);
    summary = undefined;
    root.dataset.band = 'running';
    const { beta, runs } = reading.values;
    showLegend(byId('legend', HTMLElement), form.text('measure', reading.values), beta, runs);
    showProgress(0, Number(runs));
    crew.start(reading.link, Number(runs));
    log.restart();
    player.load(reading.link);
  }

  /** Takes a link as that of the picture. @param {Reading} opened */
  function name(opened) {
    reading = opened;
    if (location.hash !== reading.link) history.replaceState(null, '', reading.link);
    const preset = markPreset(presets, reading.link);
    const changes = form.changes(reading.values).join(', ');
    say(byId('lesson', HTMLElement), preset?.lesson ?? `Not the notebook’s: ${changes}.`);
  }

  /**
   * Shows how far the played sweep is.
   * @param {Sweep} sweep
   * @param {Status} status
   * @param {import('./player.js').State} state
   */
  function show(sweep, status, state) {
    const curve = { lrs: sweep.lrs(), losses: sweep.losses(), smoothed: sweep.smoothed_losses() };
    const report = state === 'finished' ? sweep.report() : undefined;
    played = { curve, status, state, report };
    if (!held) render();
  }

  /** @param {Summary} summed */
  function takeSummary(summed) {
    summary = summed;
    showProgress(summed.runs, summed.runs);
    release();
    root.dataset.band = 'done';
  }

  function giveUp() {
    showProgress(1, 1);
    showNotices(notices, 'The repeats could not be run: their workers fail again and again.', []);
    release();
    root.dataset.band = 'failed';
  }

  function release() {
    clearTimeout(held);
    held = 0;
    render();
  }

  /** Everything that shows the sweeps. */
  function render() {
    const { curve, status, state } = played;
    log.show(curve, state === 'playing');
    showTransport(state, status);
    tell();
    draw();
    root.dataset.state = state;
  }

  function draw() {
    const { values } = reading;
    const { curve, status, report } = played;
    chart.show({
      curve,
      range: [Number(values.start_lr), Number(values.end_lr)],
      least: status.least,
      suggestions: report?.suggestions,
      summary,
      bounds: boundRates(values, summary),
    });
    boundsTable.show(values, summary);
    readOut();
  }

  /** The same in words. */
  function tell() {
    const { values } = reading;
    const { status, report } = played;
    say(outcome, report ? words.outcome(values, report, status) : words.beginning(values, status));
    say(byId('finding', HTMLElement), summary ? words.finding(summary) : '');
    showLag(report ? words.lag(values, report) : '');
    say(byId('fingerprint', HTMLElement), report?.fingerprint ?? '…');
    say(byId('band-fingerprint', HTMLElement), summary?.fingerprint ?? '…');
    if (report || status.step === 0) showSuggestions(suggestions, report?.suggestions, summary);
  }

  /** With a way out: the same sweep, smoothed less. @param {string} text */
  function showLag(text) {
    const { values } = reading;
    const [sentence, link] = byId('lag', HTMLElement).children;
    if (!(link instanceof HTMLAnchorElement)) return;
    sentence.textContent = text;
    link.hidden = !text || Number(values.beta) <= 0.8;
    if (!link.hidden) link.href = read_link(compose({ ...values, beta: '0.8' })).link;
  }

  /** The step under the pointer or the arrow keys; without one, the newest. */
  function readOut() {
    const { curve } = played;
    const step = chart.selected ?? curve.lrs.length - 1;
    const text = step < 0 ? 'no step yet' : words.reading(curve, step, summary);
    say(byId('readout', HTMLElement), text);
    chart.describe(step, text);
  }
}

/** Whether two links differ in their bounds alone. @param {Reading} one @param {Reading} other */
function sameSweeps(one, other) {
  const keys = Object.keys(one.values).filter((key) => key !== 'lower' && key !== 'upper');
  return keys.every((key) => one.values[key] === other.values[key]);
}
