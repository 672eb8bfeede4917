// The page. One way round: link -> settings -> sweep -> picture, log and words; a control's change is
// a new link.

import 'uplot/dist/uPlot.min.css';
import init, { form as describe, read_link } from './pkg/rangefinder.js';
import { Chart } from './chart.js';
import { byId, say } from './dom.js';
import { Form } from './form.js';
import { showLegend, showSuggestions } from './legend.js';
import { compose, readTyped } from './link.js';
import { Log } from './log.js';
import { showNotices } from './notices.js';
import { Player } from './player.js';
import { listPresets, markPreset } from './presets.js';
import { startShare } from './share.js';
import { startTransport } from './transport.js';
import * as words from './words.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Sweep} Sweep
 * @typedef {import('./pkg/rangefinder.js').Status} Status
 * @typedef {import('./link.js').Reading} Reading
 */

const outcome = byId('outcome', HTMLElement);
const notices = byId('notices', HTMLElement);
const presets = byId('preset-list', HTMLElement);
const suggestions = byId('suggestions', HTMLTableElement).tBodies[0];

try {
  await init();
  start();
} catch (error) {
  showNotices(notices, 'The network could not be started, so there is nothing to see.', [
    `${error}`,
  ]);
  say(outcome, '');
  throw error;
}

function start() {
  /** @type {Reading} */
  let reading;
  /** @type {import('./chart.js').Curve} */
  let curve;

  const chart = new Chart(byId('chart', HTMLElement), () => readOut());
  const log = new Log(byId('log-box', HTMLElement), byId('log', HTMLTableElement).tBodies[0]);
  const form = new Form(byId('settings', HTMLFormElement), describe(), edit);
  const player = new Player(show);
  const showTransport = startTransport(player, newSeed);
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
    if (edited.link !== reading.link) open(edited);
  }

  function newSeed() {
    const seed = String((Number(reading.values.seed) + 1) % 2 ** 32);
    const next = read_link(compose({ ...reading.values, seed }));
    form.show(next.values);
    open(next);
  }

  /** Begins the sweep that a link names. @param {Reading} opened */
  function open(opened) {
    reading = opened;
    if (location.hash !== reading.link) history.replaceState(null, '', reading.link);
    const preset = markPreset(presets, reading.link);
    const changes = form.changes(reading.values).join(', ');
    say(byId('lesson', HTMLElement), preset?.lesson ?? `Not the notebook’s: ${changes}.`);
    const measure = form.text('measure', reading.values);
    showLegend(byId('legend', HTMLElement), measure, reading.values.beta);
    player.load(reading.link);
    player.play();
  }

  /**
   * Shows how far the sweep is.
   * @param {Sweep} sweep
   * @param {Status} status
   * @param {import('./player.js').State} state
   */
  function show(sweep, status, state) {
    const { start_lr, end_lr } = reading.values;
    const report = state === 'finished' ? sweep.report() : undefined;
    curve = { lrs: sweep.lrs(), losses: sweep.losses(), smoothed: sweep.smoothed_losses() };
    chart.show({
      curve,
      range: [Number(start_lr), Number(end_lr)],
      least: status.least,
      suggestions: report?.suggestions,
    });
    log.show(curve, state === 'playing');
    readOut();
    showTransport(state, status);
    tell(status, report);
    document.documentElement.dataset.state = state;
  }

  /**
   * @param {Status} status
   * @param {import('./pkg/rangefinder.js').Report} [report] once the sweep has ended
   */
  function tell(status, report) {
    const { values } = reading;
    say(outcome, report ? words.outcome(values, report, status) : words.beginning(values, status));
    showLag(report ? words.lag(values, report) : '');
    say(byId('fingerprint', HTMLElement), report?.fingerprint ?? '…');
    if (report || status.step === 0) showSuggestions(suggestions, report?.suggestions);
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
    const step = chart.selected ?? curve.lrs.length - 1;
    const text = step < 0 ? 'no step yet' : words.reading(curve, step);
    say(byId('readout', HTMLElement), text);
    chart.describe(step, text);
  }
}
