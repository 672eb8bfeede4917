// The reader's own table as the data of the experiment; loaded once there is one, or a link asks for one.

import { effect, signal } from '@preact/signals-core';
import { withData } from './link/link.js';
import { byId } from './page/dom.js';
import { forget, keep, kept } from './page/kept-file.js';
import { startColumns } from './panels/table-columns.js';
import { startTableIntake } from './panels/table-intake.js';
import { data_name } from './pkg/rangefinder.js';
import { TABLE } from './text/table-labels.js';
import { TableSource } from './work/table-source.js';
import './styles/own-data.css';

/**
 * @typedef {import('./page/take-in.js').Taken} Taken
 * @typedef {import('./work/table-reading.js').TableReport} TableReport
 * @typedef {import('./work/table-reading.js').ReadData} ReadData
 * @typedef {import('./work/table-reading.js').Made} Made
 *
 * @typedef {object} View
 * @property {'empty' | 'reading' | 'done' | 'failed'} state
 * @property {number} share of the file that is read
 * @property {string} [asked] what the link says that asks for the file
 * @property {TableReport} [report] what the table is taken for
 * @property {string} [roles] what its columns are used as
 * @property {ReadData} [made] the data that are made of it
 * @property {string} [problem] why there are none
 * @property {boolean} [other] whether it is another table than that of the link
 * @property {boolean} [kept] whether the file is kept on this device
 */

/** Bytes of a file from which on its table does not stay in memory beside the data. */
const LARGE = 10e6;

/** @type {View} */
const EMPTY = { state: 'empty', share: 0 };

export class OwnData {
  #source = new TableSource((share) => this.#show({ ...this.#shown.peek(), share }));
  #shown = signal(EMPTY);
  /** The link that asks for a file; nothing if none does. */
  #asking = '';
  /** Where the reader was before. */
  #before = '';
  /** @type {Taken | undefined} */
  #file;
  /** Whether the table of the file is no longer in memory. */
  #gone = false;
  /** The newest request: an older one's answer is not shown. */
  #newest = 0;

  /** @param {import('./state.js').State} state @param {import('./work/data.js').Data} data */
  constructor(state, data) {
    this.#state = state;
    this.#data = data;
    this.#before = state.reading.peek().address;
    const section = byId('own-data', HTMLElement);
    this.#lead = startTableIntake(section, this.#shown, {
      take: (files) => this.read(files),
      cancel: () => this.#cancel(),
      back: () => this.#before,
    });
    startColumns(section, this.#shown, {
      use: (column, use, drop) => void this.#change(column, use, drop),
      keep: (wanted) => this.#keep(wanted),
    });
    effect(() => {
      // Below the card while data are asked for, and beside the experiment that they are the data of.
      const asks = state.log.value?.asks === true;
      const own = state.log.value === undefined && this.#isShown(state.reading.value.values.data);
      // Where the focus was is gone.
      if (!asks && !own && section.contains(document.activeElement))
        byId('data-open', HTMLElement).focus();
      section.hidden = !asks && !own;
      if (asks) document.documentElement.dataset.source = 'table';
      else if (!state.log.value) document.documentElement.dataset.source = 'experiment';
    });
  }

  #state;
  #data;
  #lead;

  /** Lets the reader bring a table. */
  open() {
    this.#asking = '';
    const { state } = this.#shown.peek();
    if (state !== 'reading') this.#show({ ...EMPTY });
    this.#ask();
    this.#lead();
  }

  /**
   * Gets the table of a link, from this device or from the reader, who is asked for it; then opens the link again.
   * @param {string} link
   */
  async bring(link) {
    const [, hash = ''] = data_name(link).split(':');
    this.#asking = link;
    this.#show({ ...EMPTY, asked: asked(link) });
    this.#ask();
    const file = await kept(hash);
    if (file && this.#asking === link) await this.#take(file, true);
  }

  /** @param {Taken[]} files of which the first is read */
  read(files) {
    const [file] = files;
    if (file) void this.#take({ ...file, name: file.name || TABLE.pasted }, false);
  }

  /** @param {Taken} file @param {boolean} keeps whether it comes from this device */
  async #take(file, keeps) {
    const link = this.#asking;
    this.#file = file;
    this.#show({ ...EMPTY, asked: this.#shown.peek().asked, state: 'reading' });
    this.#ask();
    await this.#finish(async () => {
      const { name, blob } = file;
      /** @type {TableReport} */
      const report = await this.#source.ask({ task: 'file', name, blob });
      this.#gone = false;
      const [, hash, roles = ''] = data_name(link).split(':');
      const columns = roles && report.columns.length === countOf(roles);
      const other = link !== '' && hash !== report.hash;
      this.#show({ ...this.#shown.peek(), report, other, kept: keeps });
      return this.#make(columns ? roles : report.roles, link);
    });
  }

  /** @param {number} column @param {string} use @param {boolean} drop */
  async #change(column, use, drop) {
    const { roles = '' } = this.#shown.peek();
    await this.#finish(async () => {
      await this.#readAgain();
      const changed = await this.#source.ask({ task: 'change', roles, column, use, drop });
      this.#show({ ...this.#shown.peek(), roles: changed });
      return this.#make(changed, this.#state.reading.peek().link);
    });
  }

  /** Reads the file again, if its table is gone. */
  async #readAgain() {
    if (!this.#gone || !this.#file) return;
    const { name, blob } = this.#file;
    await this.#source.ask({ task: 'file', name, blob });
    this.#gone = false;
  }

  /** Makes the data, and opens the link of an experiment on them. @param {string} roles @param {string} link */
  async #make(roles, link) {
    this.#show({ ...this.#shown.peek(), roles, problem: undefined });
    /** @type {Made} */
    const { made, rows } = await this.#source.ask({ task: 'data', roles });
    this.#data.keep(rows);
    this.#gone = (this.#file?.blob.size ?? 0) > LARGE;
    if (this.#gone) this.#source.drop(TABLE.gone);
    this.#show({ ...this.#shown.peek(), state: 'done', made, roles });
    this.#asking = '';
    const base = link || this.#state.reading.peek().link;
    const next = withData(base, made.name);
    // With what the link claims, if it is about this very table.
    if (link === location.hash && data_name(link) === made.name)
      dispatchEvent(new Event('hashchange'));
    else location.hash = next;
  }

  /** @param {() => Promise<void>} work */
  async #finish(work) {
    const asked = (this.#newest += 1);
    try {
      await work();
    } catch (error) {
      if (asked !== this.#newest) return;
      const problem = error instanceof Error ? error.message : `${error}`;
      const view = this.#shown.peek();
      this.#show({ ...view, state: view.report ? 'done' : 'failed', made: undefined, problem });
      this.#ask();
    }
  }

  #cancel() {
    this.#source.drop(TABLE.cancelled);
  }

  /** @param {boolean} wanted */
  async #keep(wanted) {
    const { report } = this.#shown.peek();
    if (!report || !this.#file) return;
    try {
      if (wanted) await keep(report.hash, this.#file);
      else await forget();
      this.#show({ ...this.#shown.peek(), kept: wanted });
    } catch (error) {
      this.#say(TABLE.notKept(error));
      this.#show({ ...this.#shown.peek() });
    }
  }

  /** Whether these are the data of the table that is here. @param {string} name */
  #isShown(name) {
    return this.#shown.value.made?.name === name;
  }

  /** Puts what asks for a table in the experiment's place, while there are no data. */
  #ask() {
    const { state, asked, problem, share, made } = this.#shown.peek();
    if (made) return;
    const title = asked ? TABLE.asked : TABLE.question;
    const none = problem ?? (state === 'reading' ? TABLE.reading(share) : (asked ?? TABLE.empty));
    /** @type {import('./work/card.js').Card} */
    const card = {
      state: problem ? 'none' : 'waiting',
      title: problem ? TABLE.failed : title,
      none,
    };
    this.#state.log.value = { card, address: () => Promise.resolve(location.href), asks: true };
  }

  /** @param {View} view */
  #show(view) {
    this.#shown.value = view;
    if (view.state === 'reading' && this.#state.log.peek()?.asks) this.#ask();
  }

  /** @param {string} text */
  #say(text) {
    this.#state.notice.value = { heading: TABLE.summary, texts: [text] };
  }
}

/** Columns of which roles are. @param {string} roles */
function countOf(roles) {
  const [, letters = ''] = roles.split('.');
  return [...letters.matchAll(/[a-z](\d*)/gi)].reduce(
    (sum, [, count]) => sum + Number(count || 1),
    0,
  );
}

/** What a link says that asks for its table. @param {string} link */
function asked(link) {
  const [, , roles = ''] = data_name(link).split(':');
  const pairs = link.slice(1).split('&').slice(1);
  const settings = pairs.filter((pair) => !/^(data|fingerprint)=/.test(pair)).map(decoded);
  const bring = TABLE.bring(TABLE.columns(countOf(roles)));
  return settings.length > 0 ? `${bring} ${TABLE.settings(settings.join(', '))}` : bring;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
