// The reader's own training log in place of the experiment; loaded once there is one.

import { effect, signal } from '@preact/signals-core';
import { packed, unpacked } from './link/packed.js';
import { byId, create } from './page/dom.js';
import { startIntake } from './panels/log-intake.js';
import { startLogFindings } from './panels/log-findings.js';
import { startLogPicture } from './panels/log-picture.js';
import { startSnippets } from './panels/log-snippets.js';
import { startUnderstood } from './panels/log-understood.js';
import { LOG } from './text/log-labels.js';
import { brief } from './text/numbers.js';
import { cardOf } from './work/card.js';
import { LogSource } from './work/log-source.js';
import './styles/log.css';

/**
 * @typedef {import('./page/take-in.js').Taken} Taken
 * @typedef {import('./pkg-log/log.js').ReadLog} ReadLog
 * @typedef {import('./pkg-log/log.js').LogReport} LogReport
 * @typedef {Partial<import('./pkg-log/log.js').Choices>} Choices
 *
 * @typedef {object} View
 * @property {'empty' | 'reading' | 'done' | 'failed'} state
 * @property {string[]} names of the files
 * @property {Choices} choices what the reader has decided
 * @property {LogReport} [report] what the log says
 * @property {ReadLog} [read] what of it could be chosen; not of a link
 * @property {LogReport['bring']} [bring] code that writes a log, before there is any
 * @property {string} [problem] why it could not be read
 */

/** @type {View} */
const EMPTY = { state: 'empty', names: [], choices: {} };

export class TrainingLog {
  #source = new LogSource();
  #shown = signal(EMPTY);
  /** That of the reader's own files. */
  #own = EMPTY;
  /** What the link holds that is open; nothing if it is not a link's log that is shown. */
  #link = '';
  /** The newest request: an older one's answer is not shown. */
  #newest = 0;

  /** @param {import('./state.js').State} state */
  constructor(state) {
    this.#state = state;
    const section = byId('training-log', HTMLElement);
    const back = create('a', {}, LOG.back);
    const read = (/** @type {Taken[]} */ files) => this.read(files);
    startUnderstood(section, this.#shown, (choices) => this.#choose(choices));
    startLogPicture(section, this.#shown);
    startLogFindings(section, this.#shown, (files) => this.#take(files, true));
    this.#intake = startIntake(section, this.#shown, read, () =>
      sample(state.played.peek()?.curve),
    );
    startSnippets(section, this.#shown);
    section.append(create('p', {}, back));
    void this.#source.ask({ task: 'snippets' }).then((bring) => {
      if (this.#own.state !== 'empty') return;
      this.#own = { ...this.#own, bring };
      if (this.#shown.peek().state === 'empty') this.#shown.value = this.#own;
    });
    effect(() => {
      back.href = state.reading.value.address;
    });
    effect(() => {
      const shown = this.#shown.value;
      if (state.log.peek()) this.#tell(shown);
    });
    effect(() => {
      const on = state.log.value !== undefined;
      // Where the focus was is gone.
      if (!on && section.contains(document.activeElement)) byId('log-open', HTMLElement).focus();
      section.hidden = !on;
      document.documentElement.dataset.source = on ? 'log' : 'experiment';
    });
  }

  #state;
  #intake;

  /** Shows the log of a link, or the reader's own. @param {string} link */
  async open(link) {
    const text = new URLSearchParams(link.slice(1)).get('log') ?? '';
    if (text === '') {
      this.#link = '';
      this.#show(this.#own);
    } else if (text !== this.#link) {
      this.#link = text;
      const asked = this.#begin({ ...EMPTY, state: 'reading' });
      const bytes = await unpacked(text);
      await this.#finish(asked, EMPTY, async () => ({
        report: await this.#source.ask({ task: 'unpack', bytes }),
      }));
    }
    this.#tell(this.#shown.value);
  }

  /** Lets the reader bring a log. */
  takeMore() {
    this.#intake.open();
  }

  /** Reads files in place of those before. @param {Taken[]} files */
  read(files) {
    this.#link = '';
    void this.#take(files, false);
  }

  /** @param {Taken[]} files @param {boolean} more whether they come to those that are there */
  async #take(files, more) {
    const names = files.map(({ name }) => name || LOG.pasted);
    const view = { ...EMPTY, names: more ? [...this.#own.names, ...names] : names };
    const asked = this.#begin({ ...view, state: 'reading' });
    await this.#finish(asked, view, async () => {
      await this.#source.ask({ task: 'files', files, more });
      return this.#read({});
    });
  }

  /** @param {Choices} choices */
  async #choose(choices) {
    const view = { ...this.#own, choices: { ...this.#own.choices, ...choices } };
    const asked = (this.#newest += 1);
    await this.#finish(asked, view, () => this.#read(view.choices));
  }

  /** @param {Choices} choices */
  async #read(choices) {
    /** @type {ReadLog} */
    const read = await this.#source.ask({ task: 'read', choices });
    return { read, report: read.report };
  }

  /** @param {View} view */
  #begin(view) {
    this.#show(view);
    this.#tell(view);
    return (this.#newest += 1);
  }

  /**
   * @param {number} asked
   * @param {View} view without what is being read
   * @param {() => Promise<Partial<View>>} work
   */
  async #finish(asked, view, work) {
    /** @type {View} */
    let done;
    try {
      done = { ...view, ...(await work()), state: 'done' };
    } catch (error) {
      const problem = error instanceof Error ? error.message : `${error}`;
      done = { ...view, state: 'failed', problem };
    }
    if (asked === this.#newest) this.#show(done);
  }

  /** @param {View} view */
  #show(view) {
    if (this.#link === '') this.#own = view;
    this.#shown.value = view;
  }

  /** Puts it in the experiment's place. @param {View} view */
  #tell(view) {
    this.#state.log.value = { card: card(view), address: () => this.#address() };
  }

  /** The address of a link that holds the curve, or of this page where there is none. */
  async #address() {
    if (this.#link !== '') return location.href;
    const bytes = await this.#source.ask({ task: 'pack' });
    const link = bytes ? `#v=2&log=${await packed(bytes)}` : '';
    return new URL(link, location.href).href;
  }
}

/** The page's own run as a log. @param {import('./work/player.js').Curve} [curve] @returns {Taken[]} */
function sample(curve) {
  const columns = { lr: [...(curve?.lrs ?? [])], loss: [...(curve?.losses ?? [])] };
  return [{ name: LOG.sampleName, blob: new Blob([JSON.stringify(columns)]) }];
}

/** @param {View} view @returns {import('./work/card.js').Card} */
function card({ state, report, problem, names, read }) {
  const waits = /** @type {const} */ ('waiting');
  if (state === 'empty') return { state: waits, title: LOG.question, none: LOG.empty };
  if (state === 'reading') return { state: waits, title: LOG.reading, none: LOG.local };
  if (!report) return { state: 'none', none: problem };
  const found = cardOf(report.answer, () => '');
  const { claim } = report;
  const source = read ? LOG.from(names) : LOG.linked;
  const claimed = claim ? LOG.claimed(brief(claim.lr), claim.version) : '';
  const holds = [source, claimed, report.what, report.holds].filter(Boolean).join(' ');
  // They stand in the list below.
  const rate = found.rate && { ...found.rate, warnings: [] };
  return { ...found, rate, holds };
}
