// What no curve can tell by itself: the truth of the finder, the race of the policies, and why training
// breaks. It is worked out behind the sweeps, and shown when there is news of it.

import { announce, sayAloud } from './page/announce.js';
import { Diagnosis, edgeAt } from './work/diagnosis.js';
import { byId, say } from './page/dom.js';
import { cells, DataTable } from './page/data-table.js';
import { Race } from './work/comparison.js';
import { RaceView } from './panels/schedules.js';
import { short } from './text/numbers.js';
import { Truth } from './work/check.js';
import { TruthChart } from './charts/check-chart.js';
import { startTruthWork } from './panels/check.js';
import { WhyView } from './panels/why.js';
import * as words from './text/sentences.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Plan} Plan
 * @typedef {import('./pkg/rangefinder.js').Rates} Rates
 * @typedef {import('./pkg/rangefinder.js').Truth} Judgement
 * @typedef {import('./link/link.js').Reading} Reading
 *
 * @typedef {object} Scene what is around it
 * @property {[number, number]} range the rates at the ends of the axis
 * @property {number} [at] the rate of the step that is pointed at
 *
 * @typedef {object} On
 * @property {(policies: string[]) => void} choose told who is to race
 * @property {(lr: number | null) => void} point told which rate is pointed at
 * @property {() => void} work told that other work is wanted
 * @property {() => boolean} idle whether no work is done, nor is to be done
 * @property {() => Scene | undefined} scene asked for before anything is shown; nothing is, without one
 * @property {() => void} shown told that it has been shown
 */

/** Milliseconds between two looks at what the workers have found out. */
const NEWS = 100;

const root = document.documentElement;

export class Evidence {
  #truth = new Truth(() => this.showSoon());
  #race = new Race(() => this.showSoon());
  #diagnosis = new Diagnosis(
    () => this.showSoon(),
    () => this.#changed(),
  );
  #truthChart = new TruthChart(byId('truth-chart', HTMLElement));
  #truthNumbers = new DataTable('truth-numbers');
  #showTruthWork;
  #raceView;
  #whyView;
  /** @type {string[]} */
  #policies = [];
  /** @type {Rates} */
  #rates = {};
  #timer = 0;
  /** The settings that were taken last, and those of them that decide the sweep. */
  #opened = { link: '', sweep: '' };
  /** What the truth says of the finder, once it is known. @type {Judgement | undefined} */
  judged;
  /** Of what is complete and shown. @type {{ truth?: string, race?: string }} */
  fingerprints = {};

  /**
   * @param {import('./pkg/rangefinder.js').Choice[]} policies
   * @param {On} on
   */
  constructor(policies, on) {
    this.on = on;
    this.#showTruthWork = startTruthWork(
      () => this.#resume(this.#truth),
      () => this.#pause(this.#truth),
    );
    this.#raceView = new RaceView(policies, {
      choose: on.choose,
      play: () => this.#resume(this.#race),
      pause: () => this.#pause(this.#race),
      cancel: () => {
        this.#race.cancel();
        this.#changed();
      },
    });
    this.#whyView = new WhyView((open) => {
      this.#diagnosis.wish(open);
      // What it showed when it was folded may be another sweep's.
      if (open) this.showPoint();
      this.#changed();
    }, on.point);
  }

  /** What the workers are to do, in this order. */
  get tasks() {
    return [this.#truth, this.#race, this.#diagnosis];
  }

  /**
   * Takes the settings of a link. What they leave as it was is kept.
   * @param {Reading} reading
   * @param {Plan} plan
   * @param {Rates} rates those that are known without the runs
   */
  open({ link, parts, values: { policies } }, plan, rates) {
    this.#rates = rates;
    this.#policies = policies === 'none' ? [] : policies.split(',');
    this.#truth.open(link, parts.truth, plan);
    this.#race.open(link, parts.race, plan);
    this.#diagnosis.open(link, parts.sweep, plan);
    this.#opened = { link, sweep: parts.sweep };
    this.fingerprints = {};
    root.dataset.evidence = 'running';
  }

  /**
   * Lets the rates that were found be judged and race.
   * @param {Rates} rates
   */
  enter(rates) {
    this.#rates = rates;
    this.fingerprints = {};
    this.#truth.enter(rates);
    this.#race.enter(this.#policies, rates);
    if (!this.on.idle()) root.dataset.evidence = 'running';
  }

  /** Whether rates still train to be judged. */
  get checking() {
    return this.#truth.state === 'running';
  }

  /** Hides what was found out about another sweep, until it is drawn anew. */
  forget() {
    this.judged = undefined;
    this.#truthNumbers.show(() => []);
    root.dataset.stale = '';
  }

  /** Shows it a little later: it comes in many small shares, and must not keep frames waiting. */
  showSoon() {
    this.#timer ||= window.setTimeout(() => {
      requestAnimationFrame(() => this.#show());
    }, NEWS);
  }

  /**
   * What went on inside the network at a step, as far as the reader wants to know.
   * @param {number} step
   */
  inside(step) {
    const { findings } = this.#diagnosis;
    const look = findings && edgeAt(findings, step);
    const text = findings ? words.inside(findings, step, look) : '';
    say(byId('why-readout', HTMLElement), text && `At step ${step}: ${text}.`);
    return { text, edge: look?.edge };
  }

  /** Shows where the pointer is. */
  showPoint() {
    const scene = this.on.scene();
    if (scene && this.#diagnosis.wished) this.#whyView.mark(scene.at);
  }

  /** A part in each frame: all six charts in one would keep a slow phone's next frames waiting. */
  async #show() {
    this.#timer = 0;
    const { link, sweep } = this.#opened;
    // Of another sweep nothing is shown; of the same, with other bounds, what is newest.
    const scene = () => (sweep === this.#opened.sweep ? this.on.scene() : undefined);
    for (const show of [this.#showTruth, this.#showRace, this.#showWhy]) {
      const now = scene();
      if (!now) return;
      show.call(this, now);
      await new Promise(requestAnimationFrame);
    }
    if (!scene()) return;
    // Only once all that is known is shown, and nothing more is to come.
    if (link === this.#opened.link && this.#timer === 0 && this.on.idle()) {
      // Without rates it waits for the runs, and fails with them.
      root.dataset.evidence = this.#truth.state === 'idle' ? root.dataset.band : 'done';
    }
    delete root.dataset.stale;
    this.on.shown();
  }

  /** @param {Scene} scene */
  #showTruth({ range }) {
    const truth = this.#truth;
    const before = this.judged;
    const judged = (this.judged = truth.state === 'idle' ? undefined : truth.judgement);
    if (judged !== before) this.#truthNumbers.show(() => (judged ? numbers(judged) : []));
    this.#truthChart.show({ truth: judged, range, bounds: this.#rates });
    this.fingerprints.truth = truth.state === 'done' ? judged?.fingerprint : undefined;
    sayAloud(byId('verdict', HTMLElement), truth.conclusion?.text ?? '');
    this.#showTruthWork(truth.state, truth.done, words.duration(estimate(this.#truth)));
  }

  #showRace() {
    const { standings, state, done, entrants } = this.#race;
    const policies = this.#policies;
    const time = words.duration(estimate(this.#race));
    this.#raceView.show({ state, standings, done, entrants, policies, estimate: time });
    const complete = state === 'done';
    this.fingerprints.race = complete ? standings.fingerprint : undefined;
    sayAloud(byId('race-outcome', HTMLElement), complete ? standings.conclusion.text : '');
  }

  /** @param {Scene} scene */
  #showWhy({ range, at }) {
    const { wished, state, problem, findings } = this.#diagnosis;
    if (!wished) return;
    this.#whyView.show(state, problem, findings, range);
    this.#whyView.mark(at);
  }

  /** @param {Truth | Race} task */
  #resume(task) {
    task.autostart.go();
    announce(
      'work',
      task === this.#truth ? 'Training at many constant rates.' : 'The schedules are training.',
    );
    this.#changed();
  }

  /** @param {Truth | Race} task */
  #pause(task) {
    task.autostart.pause();
    announce('work', '');
    this.#changed();
  }

  #changed() {
    this.on.work();
    if (!this.on.idle()) root.dataset.evidence = 'running';
    this.showSoon();
  }
}

/** Milliseconds that the rest will take. @param {Truth | Race} task */
function estimate({ autostart, left }) {
  return autostart.time(left);
}

/** The grid, rate by rate. @param {Judgement} judged */
function numbers({ lrs, losses }) {
  return lrs.map((lr, place) => [short(lr), ...cells(losses, place, short)]);
}
