// The page. One way round: link -> settings -> sweep and repeats -> picture, tables and words; a
// control's change is a new link.

import './language.js';
import { form as describe, plan, read_link } from './pkg/rangefinder.js';
import { writeAddress } from './address.js';
import { Agenda, RESTS } from './agenda.js';
import { sayAloud } from './announce.js';
import { BoundsTable, ratesOf } from './bounds.js';
import { Chart } from './chart.js';
import { startCore } from './core.js';
import { Crew } from './crew.js';
import { byId, say } from './dom.js';
import { Evidence } from './evidence.js';
import { Fingerprints } from './fingerprints.js';
import { Form } from './form.js';
import { rest } from './hand.js';
import { showLegend, showSuggestions } from './legend.js';
import { compose, readTyped } from './link.js';
import { Log } from './log.js';
import { showNotices } from './notices.js';
import { cells, Numbers } from './numbers.js';
import { keepFiles } from './offline.js';
import { Player, SPEEDS } from './player.js';
import { settlePresets, markPreset } from './presets.js';
import { startProgress } from './progress.js';
import { Repeats } from './repeats.js';
import { startShare } from './share.js';
import { startTransport } from './transport.js';
import { short } from './text.js';
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
 * Milliseconds for which the old picture stays up, whole, rather than show the new one in parts.
 */
const HOLD = 100;
const outcome = byId('outcome', HTMLElement);
const notices = byId('notices', HTMLElement);
const presets = byId('preset-list', HTMLElement);
const suggestions = byId('suggestions', HTMLTableElement).tBodies[0];
const root = document.documentElement;

try {
  const module = await startCore();
  await start(module);
  keepFiles(byId('offline', HTMLElement));
} catch (error) {
  const why = error instanceof Error ? error.message : `${error}`;
  showNotices(notices, 'The network could not be started, so there is nothing to see.', [why]);
  say(outcome, '');
  root.dataset.state = 'failed';
  throw error;
}

/**
 * In parts, between which a slow phone draws. Until all of them are there, the controls are inert.
 * @param {WebAssembly.Module} module
 */
async function start(module) {
  /** @type {Reading} */
  let reading;
  /** Those that training can use. @type {import('./pkg/rangefinder.js').Rates} */
  let rates = {};
  /** How its work is shared out. @type {import('./pkg/rangefinder.js').Plan} */
  let shares;
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
  /** What the table of suggestions was made of. @type {unknown[]} */
  let told = [null];
  /** The rates at the ends of the axis. @type {[number, number]} */
  let range = [0.1, 1];
  /** A timer, while the old picture is still up. */
  let held = 0;
  await rest();
  const description = describe();
  await rest();
  settlePresets(presets);
  await rest();
  const chart = new Chart(
    byId('chart', HTMLElement),
    byId('handles', HTMLElement),
    pointOut,
    moveBound,
  );
  const log = new Log(byId('log-box', HTMLElement), byId('log', HTMLTableElement).tBodies[0]);
  const form = new Form(byId('settings', HTMLFormElement), description, edit);
  await rest();
  const boundsTable = new BoundsTable(typeBound);
  const player = new Player(show);
  const showTransport = startTransport(player, newSeed);
  const bandNumbers = new Numbers('band-numbers');

  const fingerprints = new Fingerprints();
  const crew = new Crew(module, () => (byId('no-workers', HTMLElement).hidden = false));
  const showProgress = startProgress(stopRepeats);
  const repeats = new Repeats(crew, {
    progress: showProgress,
    summary: takeSummary,
    failure: giveUp,
  });
  const evidence = new Evidence(choices(description, 'policies'), {
    choose: (policies) => set('policies', policies.join(',') || 'none', true),
    point: (lr) => chart.selectRate(lr),
    work: () => agenda.go(),
    scene,
    shown: showFindings,
  });
  const agenda = new Agenda(crew, [repeats, ...evidence.tasks]);

  await rest();
  startShare(() => new URL(fingerprints.link, location.href).href);
  addEventListener('hashchange', followAddress);
  followAddress();
  for (const part of byId('main', HTMLElement).children) part.removeAttribute('inert');

  /** Opens the link in the address bar. */
  function followAddress() {
    const opened = read_link(location.hash);
    const said = opened.notices.map(({ rule, remedy }) => `${rule} ${remedy}`);
    showNotices(notices, 'Not all of this link could be used.', said);
    form.mark([]);
    boundsTable.unmark();
    form.show(opened.values);
    visit(opened);
  }

  /**
   * Takes what is typed as far as it can be used; says what cannot, but not in the middle of typing.
   * @param {string} key
   * @param {boolean} done
   */
  function edit(key, done) {
    const { reading: typed, problems } = readTyped(form.typed, reading.values);
    if (done || problems.length === 0) {
      form.mark(problems);
      const said = problems.map(({ rule }) => rule);
      showNotices(notices, 'Not used; the picture is as it was.', said);
    }
    if (!typed) return;
    const edited = withUnused(typed);
    const kept = problems.map((problem) => problem.key);
    form.show(edited.values, done ? kept : [...kept, key]);
    change(edited);
  }

  function newSeed() {
    // None of the seeds is one of those before.
    const { seed: before, runs } = reading.values;
    const seed = String((Number(before) + Number(runs)) % 2 ** 32);
    const next = read_link(compose({ ...reading.values, seed }));
    form.show(next.values);
    visit(next);
  }

  /** Plays the sweeps that a link names; the evidence waits until they are drawn. @param {Reading} opened */
  function visit(opened) {
    agenda.rest = player.speed.hidden ? RESTS.change : RESTS.visit;
    open(opened);
    player.play();
  }

  /** Shows the picture of other settings at once and whole. @param {Reading} edited */
  function change(edited) {
    if (edited.link === reading.link) return;
    agenda.rest = RESTS.change;
    if (edited.parts.sweep === reading.parts.sweep) {
      name(edited);
      if (repeats.summary) prepare(repeats.summary);
      agenda.go();
      tell();
      draw();
      evidence.showSoon();
      return;
    }
    clearTimeout(held);
    held = window.setTimeout(release, HOLD);
    open(edited);
    player.play(SPEEDS.fast);
  }

  /** A bound is dragged or moved by keys. @param {Bound} bound @param {number} lr @param {boolean} done */
  function moveBound(bound, lr, done) {
    set(bound, String(lr), done);
  }

  /** A rate is typed. @param {Bound | 'lr'} key @param {string} text @param {boolean} done */
  function typeBound(key, text, done) {
    set(key, text || (key === 'lr' ? 'none' : 'auto'), done);
  }

  /** Changes one setting. @param {string} key @param {string} text @param {boolean} done */
  function set(key, text, done) {
    const next = read_link(compose({ ...reading.values, [key]: text }));
    const problems = next.notices.map(({ rule }) => rule);
    if (done) showNotices(notices, 'Not used; the picture is as it was.', problems);
    if (key === 'lower' || key === 'upper' || key === 'lr') {
      if (done || problems.length === 0) boundsTable.mark(key, problems.join(' '));
    }
    if (problems.length > 0) return;
    const whole = withUnused(next);
    form.show(whole.values);
    change(whole);
  }

  /** With the rates that were typed before and could not be used, where now they can. @param {Reading} next */
  function withUnused(next) {
    for (const [key, text] of boundsTable.unused) {
      const more = read_link(compose({ ...next.values, [key]: text }));
      boundsTable.mark(key, more.notices.map(({ rule }) => rule).join(' '));
      if (more.notices.length === 0) next = more;
    }
    return next;
  }

  /** Begins the sweeps that a link names. @param {Reading} opened */
  function open(opened) {
    name(opened);
    root.dataset.band = 'running';
    if (!held) forget();
    const { beta, runs } = reading.values;
    showLegend(byId('legend', HTMLElement), form.text('measure', reading.values), beta, runs);
    repeats.open(reading.link, Number(runs), shares.lanes);
    agenda.go();
    log.restart();
    player.load(reading.link);
    // By then there is new evidence, or none.
    setTimeout(() => evidence.showSoon(), HOLD);
  }

  /** What was found out about another sweep is not shown beside the new one. */
  function forget() {
    evidence.forget();
    bandNumbers.show(() => []);
    boundsTable.show(reading.values, rates);
  }

  /** Takes a link as that of the picture. @param {Reading} opened */
  function name(opened) {
    reading = opened;
    shares = plan(reading.link);
    writeAddress(reading.address);
    say(byId('address', HTMLElement), new URL(reading.address, location.href).href);
    fingerprints.open(reading);
    rates = ratesOf(reading.link, undefined);
    const preset = markPreset(presets, reading.link);
    const changes = form.changes(reading.values).join(', ');
    say(byId('lesson', HTMLElement), preset?.lesson ?? `Changed: ${changes}.`);
    evidence.open(reading, shares, rates);
  }

  /** Lets the rates that were found be judged and race. @param {Summary} summary */
  function prepare(summary) {
    rates = ratesOf(reading.link, summary);
    evidence.enter(rates, repeats.pace);
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
    showProgress(summed.runs, summed.runs);
    bandNumbers.show(() => numbers(summed));
    prepare(summed);
    release();
    root.dataset.band = 'done';
  }

  function stopRepeats() {
    repeats.cancel();
    agenda.go();
  }

  function giveUp() {
    showProgress(1, 1);
    showNotices(notices, 'The repeats could not be run.', ['Their workers fail again and again.']);
    release();
    root.dataset.band = root.dataset.evidence = 'failed';
  }

  function release() {
    clearTimeout(held);
    held = 0;
    render();
    evidence.showSoon();
  }

  /** Everything that shows the sweeps. */
  function render() {
    const { curve, status, state } = played;
    showTransport(state, status);
    tell();
    draw();
    // It scrolls, for which the page is laid out: once, after all that changes in it.
    log.show(curve, state === 'playing');
    root.dataset.state = state;
  }

  /** The curve. */
  function draw() {
    const { values } = reading;
    const { curve, status, report } = played;
    const { summary } = repeats;
    range = chart.show({
      curve,
      range: [Number(values.start_lr), Number(values.end_lr)],
      least: status.least,
      suggestions: report?.suggestions,
      summary,
      bounds: rates,
    });
    readOut();
  }

  /** What is around the evidence, unless the old picture is still up. */
  function scene() {
    const { selected } = chart;
    const at = selected === null ? undefined : played.curve.lrs[selected];
    return held ? undefined : { range, at };
  }

  /** What the evidence says beside the curve. */
  function showFindings() {
    boundsTable.show(reading.values, rates, repeats.summary, evidence.judged);
    const { truth, race } = evidence.fingerprints;
    fingerprints.find({ truth, race: whole() ? race : undefined });
    tellSuggestions();
    readOut();
  }

  /** The same in words. */
  function tell() {
    const { values } = reading;
    const { status, report } = played;
    const { summary } = repeats;
    sayAloud(
      outcome,
      report ? words.outcome(values, report, status) : words.beginning(values, status),
    );
    sayAloud(byId('finding', HTMLElement), summary ? words.finding(summary) : '');
    showLag(report ? words.lag(values, report) : '');
    tellSuggestions();
    fingerprints.find({
      sweep: report?.fingerprint,
      band: whole() ? summary?.fingerprint : undefined,
    });
  }

  /** Not in every frame: only when there is something new. */
  function tellSuggestions() {
    const { judged } = evidence;
    const news = [played.report, repeats.summary, judged];
    if (news.every((one, place) => one === told[place])) return;
    told = news;
    showSuggestions(suggestions, played.report?.suggestions, repeats.summary, judged);
  }

  /** Whether no run is missing, as where they were stopped: else the bounds are others as well. */
  function whole() {
    return repeats.summary?.runs === Number(reading.values.runs);
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

  /** Another step is read out. */
  function pointOut() {
    readOut();
    evidence.showPoint();
  }

  /** The step under the pointer or the arrow keys; without one, the newest. */
  function readOut() {
    const { curve } = played;
    const step = chart.selected ?? curve.lrs.length - 1;
    const inside = evidence.inside(step);
    chart.markEdge(chart.selected === null ? undefined : inside.edge);
    const text = step < 0 ? 'no step yet' : words.reading(curve, step, repeats.summary);
    const all = inside.text ? `${text}. Inside: ${inside.text}` : text;
    say(byId('readout', HTMLElement), all);
    // Not every frame's newest step, which would be read out if the chart has the focus.
    if (chart.selected !== null || played.state !== 'playing') chart.describe(step, all);
  }
}

/** The band, step by step. @param {Summary} summary */
function numbers(summary) {
  const { lrs, low, median, high } = summary;
  return Array.from(lrs, (lr, step) => [
    String(step),
    short(lr),
    ...cells({ low, median, high }, step, short, 'ended'),
  ]);
}

/** What a setting can be chosen from. @param {import('./pkg/rangefinder.js').Form} form @param {string} key */
function choices({ settings }, key) {
  const kind = settings.find((setting) => setting.key === key)?.kind;
  return kind?.type === 'subset' ? kind.choices : [];
}
