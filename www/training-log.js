// The user's training log in place of the experiment; loaded when needed.

import { effect, signal } from '@preact/signals-core';
import { isLog } from './link/link.js';
import { compressToText, decompressText } from './link/packed.js';
import { byId, create } from './page/dom.js';
import { loadStoredSource, storeSource } from './link/kept.js';
import { startIntake } from './panels/log-intake.js';
import { startLogExport } from './panels/log-export.js';
import { startLogFindings } from './panels/log-findings.js';
import { startLength } from './panels/log-length.js';
import { startLogPicture } from './panels/log-picture.js';
import { startSnippets } from './panels/log-snippets.js';
import { startUnderstood } from './panels/log-understood.js';
import { LOG } from './text/log-labels.js';
import { brief } from './text/numbers.js';
import { Sweep } from './pkg/rangefinder.js';
import { cardOf } from './work/card.js';
import { logReader } from './work/log-reader.js';
import './styles/intake.css';
import './styles/log.css';

/**
 * @typedef {import('./page/take-in.js').InputFile} InputFile
 * @typedef {import('./pkg-log/log.js').ReadLog} ReadLog
 * @typedef {import('./pkg-log/log.js').LogReport} LogReport
 * @typedef {Partial<import('./pkg-log/log.js').Choices>} Choices
 *
 * @typedef {object} Source the input of a log
 * @property {string} id
 * @property {string} link the packed log of a link; empty without one
 * @property {InputFile[]} files in place of a link, or added to its curve
 * @property {Choices} choices the user's choices
 *
 * @typedef {object} View
 * @property {'empty' | 'reading' | 'done' | 'failed'} state
 * @property {Source} source
 * @property {LogReport} [report] the report of the log
 * @property {ReadLog} [read] the columns, runs and parts to choose from
 * @property {LogReport['snippets']} [snippets] code that writes a log, while there is none
 * @property {string} [problem] why it could not be read
 * @property {string} [stepsProblem] why the typed length of the training is not used
 */

/** @type {Source} */
const NO_SOURCE = { id: '', link: '', files: [], choices: {} };

/** @param {Partial<Source>} of @returns {Source} */
const sourceOf = (of) => ({ ...NO_SOURCE, ...of, id: crypto.randomUUID() });

export class TrainingLog {
  #source = logReader();
  /** @type {import('@preact/signals-core').Signal<View>} */
  #shown = signal({ state: 'empty', source: NO_SOURCE });
  /** The user's log that was read last. */
  #own = NO_SOURCE;
  /** The number of the newest request; results of older ones are not shown. */
  #newest = 0;

  /**
   * @param {import('./state.js').State} state
   * @param {(file: InputFile) => void} asTable reads a file as a table
   */
  constructor(state, asTable) {
    this.#state = state;
    const section = byId('training-log', HTMLElement);
    const back = create('a', {}, LOG.back);
    startLength(section, this.#shown, (text) => this.#setSteps(text));
    startUnderstood(section, this.#shown, (choices) => this.#choose(choices));
    startLogPicture(section, this.#shown);
    startLogFindings(section, this.#shown, (files) => this.#addFiles(files, true));
    startLogExport(section, this.#shown, async (box) => {
      const { startLogFiles } = await import('./log-files.js');
      startLogFiles(
        box,
        () => this.#shown.value.report,
        () => this.#address(),
      );
    });
    const ownRun = () => sample(state.played.peek());
    const read = (/** @type {InputFile[]} */ files) => this.#addFiles(files, false);
    this.#intake = startIntake(section, this.#shown, read, ownRun);
    startSnippets(section, this.#shown);
    const table = create('button', { type: 'button', id: 'log-as-table' }, LOG.asTable);
    table.addEventListener('click', () => asTable(this.#shown.peek().source.files[0]));
    section.append(create('p', { className: 'work' }, table, back));
    effect(() => {
      const { state: now, source, report } = this.#shown.value;
      const isCurve = now === 'done' && report?.curve !== undefined;
      table.hidden = isCurve || source.files.length !== 1 || source.link !== '';
    });
    const showSnippets = (/** @type {View['snippets']} */ snippets) => {
      if (this.#shown.peek().state === 'empty') this.#show({ ...this.#shown.peek(), snippets });
    };
    // Reading a log fails for the same reason, and says it.
    this.#source.request({ task: 'snippets' }).then(showSnippets, () => {});
    effect(() => {
      back.href = state.reading.value.address;
    });
    effect(() => {
      const shown = this.#shown.value;
      if (state.log.peek()?.source === 'log') this.#showCard(shown);
    });
    effect(() => {
      const on = state.log.value?.source === 'log';
      // The focused element has been hidden.
      if (!on && section.contains(document.activeElement)) byId('log-open', HTMLElement).focus();
      section.hidden = !on;
    });
  }

  #state;
  #intake;

  /** Shows the log of a link, or the user's own if the link has none. @param {string} address from # on */
  async open(address) {
    const pairs = new URLSearchParams(address.slice(1));
    const link = pairs.get('log') ?? '';
    this.#showCard(this.#shown.peek());
    const stored = await loadStoredSource();
    if (location.hash !== address) return;
    const next = stored ?? (link === '' ? this.#own : sourceOf({ link }));
    const { source } = this.#shown.peek();
    if (next.id !== source.id && (link === '' || link !== source.link)) await this.#load(next);
    const steps = pairs.get('steps');
    if (steps !== null) await this.#setSteps(steps);
  }

  /** Shows the controls for reading a log. */
  openIntake() {
    this.#intake.open();
  }

  /**
   * Reads files. They replace the previous ones or, if they are training runs at constant rates, are added to
   * check them.
   * @param {InputFile[]} files
   * @returns whether they contain a log; nothing if another request has replaced this one
   */
  async read(files) {
    const done = await this.#addFiles(files);
    return done && (done.report?.kind ?? 'none') !== 'none';
  }

  /** @param {InputFile[]} files @param {boolean} [more] whether they are added to the previous files, if known */
  async #addFiles(files, more) {
    const { source: before } = this.#shown.peek();
    const request = this.#startReading({ ...sourceOf({ files }), link: before.link });
    return this.#finish(request, async () => {
      const added = await this.#source.request({ task: 'files', files, more });
      const source = sourceOf(
        added ? { ...before, files: [...before.files, ...files] } : { files },
      );
      if (!added && before.link !== '' && request === this.#newest) {
        // The link's address no longer matches the shown log.
        this.#show({ state: 'reading', source });
        if (isLog(location.hash)) location.hash = 'log=';
      }
      return this.#read(source);
    });
  }

  /** @param {Source} source */
  async #load(source) {
    if (source.files.length === 0 && source.link === '') {
      this.#newest += 1;
      this.#show({ state: 'empty', source });
      return;
    }
    const request = this.#startReading(source);
    await this.#finish(request, async () => {
      const { link, files } = source;
      if (link !== '')
        await this.#source.request({ task: 'open', bytes: await decompressText(link) });
      if (files.length > 0) await this.#source.request({ task: 'files', files, more: link !== '' });
      return this.#read(source);
    });
  }

  /** Sets the steps of the training from typed text; none if it is empty. @param {string} text */
  async #setSteps(text) {
    try {
      const none = text.trim() === '';
      const steps = none ? undefined : await this.#source.request({ task: 'steps', text });
      const { source, stepsProblem } = this.#shown.peek();
      if (steps !== source.choices.steps || stepsProblem) await this.#choose({ steps });
    } catch (error) {
      this.#show({ ...this.#shown.peek(), stepsProblem: messageOf(error) });
    }
  }

  /** @param {Choices} choices */
  async #choose(choices) {
    const { source } = this.#shown.peek();
    const request = (this.#newest += 1);
    await this.#finish(request, () =>
      this.#read({ ...source, choices: { ...source.choices, ...choices } }),
    );
  }

  /** @param {Source} source @returns {Promise<View>} */
  async #read(source) {
    /** @type {ReadLog} */
    const read = await this.#source.request({ task: 'read', choices: source.choices });
    return { state: 'done', source, read, report: read.report };
  }

  /** @param {Source} source */
  #startReading(source) {
    this.#show({ state: 'reading', source });
    this.#showCard(this.#shown.peek());
    return (this.#newest += 1);
  }

  /**
   * @param {number} request
   * @param {() => Promise<View>} work
   * @returns the view, unless another request has replaced this one
   */
  async #finish(request, work) {
    const { source } = this.#shown.peek();
    /** @type {View} */
    const done = await work().catch((error) => ({
      state: 'failed',
      source,
      problem: messageOf(error),
    }));
    if (request !== this.#newest) return undefined;
    this.#show(done);
    if (done.state === 'done') await storeSource(done.source);
    return done;
  }

  /** @param {View} view */
  #show(view) {
    if (view.source.link === '') this.#own = view.source;
    this.#shown.value = view;
  }

  /** Shows the log in the experiment's place. @param {View} view */
  #showCard(view) {
    this.#state.log.value = {
      source: 'log',
      card: card(view),
      address: () => this.#address(),
    };
  }

  /** The address of a link with the curve, or of this page if there is no curve. */
  async #address() {
    const { link, files, choices } = this.#shown.peek().source;
    if (link !== '' && files.length === 0) return addressOf(link, choices);
    const bytes = await this.#source.request({ task: 'pack' }).catch(() => undefined);
    return bytes ? addressOf(await compressToText(bytes), choices) : location.href;
  }
}

/** @param {string} link the packed log @param {Choices} choices */
function addressOf(link, { steps }) {
  const length = steps === undefined ? '' : `&steps=${steps}`;
  return new URL(`#v=2&log=${link}${length}`, location.href).href;
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : `${error}`;
}

/**
 * A run of this page as a log: the played one or, until that has ended, one with the default settings.
 * @param {import('./work/player.js').Played} [played]
 * @returns {InputFile[]}
 */
function sample(played) {
  const { lrs, losses } = played?.state === 'finished' ? played.curve : defaultRun();
  const columns = { lr: [...lrs], loss: [...losses] };
  return [{ name: LOG.sampleName, blob: new Blob([JSON.stringify(columns)]) }];
}

function defaultRun() {
  const run = new Sweep('#v=2');
  run.advance(2 ** 31);
  const [lrs, losses] = [run.lrs(), run.losses()];
  run.free();
  return { lrs, losses };
}

/** @param {View} view @returns {import('./work/card.js').Card} */
function card({ state, source, report, problem }) {
  const waiting = /** @type {const} */ ('waiting');
  if (state === 'empty') return { state: waiting, title: LOG.question, none: LOG.empty };
  if (state === 'reading') return { state: waiting, title: LOG.reading, none: LOG.local };
  if (!report) return { state: 'none', none: problem };
  const found = cardOf(report.answer, () => '');
  const { claim, check } = report;
  const names = source.files.map(({ name }) => name || LOG.pasted);
  const linked = source.link === '' ? '' : LOG.linked;
  const from = names.length > 0 ? LOG.from(names) : '';
  const claimed = claim ? LOG.claimed(brief(claim.lr), claim.version) : '';
  const holds = [linked, from, claimed, report.what, report.holds].filter(Boolean).join(' ');
  // The warnings are in the list below.
  const rate = found.rate && { ...found.rate, warnings: [] };
  if (!rate || !check || rate.verified) return { ...found, rate, holds };
  // The user's training runs have compared it.
  return { state: 'suggested', chip: LOG.compared, rate, holds };
}
