// The user's own table as the data of the experiment; loaded when needed.

import { computed, effect, signal } from '@preact/signals-core';
import { shownBy, withData } from './link/link.js';
import { byId } from './page/dom.js';
import { deleteStoredFile, loadStoredFile, storeFile } from './page/kept-file.js';
import { startColumns } from './panels/table-columns.js';
import { startNames } from './panels/table-names.js';
import { startTableIntake } from './panels/table-intake.js';
import { data_name, read_link } from './pkg/rangefinder.js';
import { TABLE } from './text/table-labels.js';
import { tableReader } from './work/table-reader.js';
import './styles/intake.css';
import './styles/own-data.css';

/**
 * @typedef {import('./page/take-in.js').InputFile} InputFile
 * @typedef {import('./work/table-reading.js').TableReport} TableReport
 * @typedef {import('./work/table-reading.js').ReadData} ReadData
 * @typedef {import('./work/table-reading.js').Made} Made
 *
 * @typedef {object} Table
 * @property {InputFile} file
 * @property {TableReport} report the report of the table
 * @property {string} roles the roles of its columns
 * @property {ReadData} [made] the last data made from it
 * @property {string} [problem] why there are no data with these roles
 * @property {boolean} other whether it is another table than that of the link
 * @property {boolean} kept whether the file is kept on this device
 *
 * @typedef {object} View
 * @property {boolean} reading
 * @property {number} share of the file that is read
 * @property {string} [asked] the message of a link that asks for the file
 * @property {string} [problem] why the last request failed
 * @property {InputFile} [taken] the file that was read last
 * @property {Table} [table] the last one that could be read
 */

/** The size of a file, in bytes, from which on its table is not kept in memory with the data. */
const LARGE = 10e6;

export class OwnData {
  #source = tableReader((share) => this.#show({ share }));
  #shown = signal(/** @type {View} */ ({ reading: false, share: 0 }));
  /** The link that asks for a file; empty if none does. */
  #asking = '';
  /** The file whose table is in memory, so that roles can be changed. @type {InputFile | undefined} */
  #inMemory;
  /** The number of the newest request; results of older ones are dropped. */
  #newest = 0;

  /**
   * @param {import('./state.js').State} state
   * @param {import('./work/data.js').Data} data
   * @param {(file: InputFile) => void} asLog reads a file as a log
   */
  constructor(state, data, asLog) {
    this.#state = state;
    this.#data = data;
    const section = byId('own-data', HTMLElement);
    const asks = computed(() => state.log.value?.source === 'table');
    this.#lead = startTableIntake(section, this.#shown, asks, {
      take: (files) => this.read(files),
      cancel: () => this.#cancel(),
      asLog,
      back: () => state.reading.value.address,
    });
    startColumns(section, this.#shown, asks, {
      use: (column, use, drop) => void this.#change(column, use, drop),
      keep: (wanted) => this.#keep(wanted),
      asLog,
    });
    const own = computed(() => {
      const { table } = this.#shown.value;
      const { data } = state.reading.value.values;
      return !state.log.value && table?.made?.name === data ? table : undefined;
    });
    startNames(state, own);
    effect(() => {
      // Shown while data are asked for, and with an experiment on own data.
      const hidden = !asks.value && !own.value;
      // The focused element has been hidden.
      if (hidden && section.contains(document.activeElement))
        byId('data-open', HTMLElement).focus();
      section.hidden = hidden;
    });
  }

  #state;
  #data;
  #lead;

  /** Shows the controls for a table. */
  open() {
    this.#asking = '';
    this.#show({ asked: undefined, problem: undefined, taken: undefined });
    this.#ask();
    this.#lead();
  }

  /**
   * Loads the table of a link, from this page or this device, or asks the user for it; then opens the link
   * again.
   * @param {string} link
   */
  async bring(link) {
    this.#asking = link;
    this.#show({ asked: asked(link), problem: undefined, taken: undefined });
    this.#ask();
    const [, hash = ''] = data_name(link).split(':');
    const { table } = this.#shown.peek();
    const here = table?.report.hash === hash;
    const file = here ? table.file : await loadStoredFile(hash);
    if (file && this.#asking === link) await this.#take(file, !here || table.kept);
  }

  /** @param {InputFile[]} files the first is read */
  read(files) {
    const [file] = files;
    if (file) void this.#take({ ...file, name: file.name || TABLE.pasted }, false);
  }

  /**
   * Reads a file, which replaces the previous one.
   * @param {InputFile} file
   * @param {boolean} keeps whether it is kept on this device
   */
  async #take(file, keeps) {
    const link = this.#asking;
    this.#show({ reading: true, share: 0, problem: undefined, taken: file });
    this.#ask();
    await this.#work(async (current) => {
      const report = await this.#load(file);
      if (!current()) return;
      const [, hash, asked = ''] = data_name(link).split(':');
      const roles = report.columns.length === countOf(asked) ? asked : report.roles;
      const other = link !== '' && hash !== report.hash;
      await this.#make({ file, report, roles, other, kept: keeps }, current);
    });
  }

  /** @param {number} column @param {string} use @param {boolean} drop */
  async #change(column, use, drop) {
    const { table } = this.#shown.peek();
    if (!table) return;
    await this.#work(async (current) => {
      if (this.#inMemory !== table.file) await this.#load(table.file);
      const { roles: before } = table;
      const roles = await this.#source.ask({ task: 'change', roles: before, column, use, drop });
      if (current()) await this.#make({ ...table, roles }, current);
    });
  }

  /** @param {InputFile} file @returns {Promise<TableReport>} */
  async #load({ name, blob }) {
    this.#inMemory = undefined;
    return this.#source.ask({ task: 'file', name, blob });
  }

  /**
   * Makes the data of a table, and opens the link of an experiment with them.
   * @param {Table} table
   * @param {() => boolean} current
   */
  async #make(table, current) {
    this.#inMemory = table.file;
    // Even if the data cannot be made, the roles can be changed.
    this.#show({ reading: false, problem: undefined, table: { ...table, problem: undefined } });
    /** @type {Made} */
    const { made, rows } = await this.#source
      .ask({ task: 'data', roles: table.roles })
      .catch((error) => {
        if (current()) this.#show({ table: { ...table, problem: error.message } });
        throw error;
      });
    if (!current()) return;
    this.#data.keep(rows);
    this.#show({ table: { ...table, made, problem: undefined } });
    if (table.file.blob.size > LARGE) {
      this.#inMemory = undefined;
      this.#source.drop(TABLE.cancelled);
    }
    const link = this.#asking || this.#state.reading.peek().address;
    this.#asking = '';
    // With the claims of the link, if it is for exactly this table.
    if (link === location.hash && data_name(link) === made.name)
      dispatchEvent(new Event('hashchange'));
    else location.hash = withData(link, made.name);
  }

  /**
   * Does a request of the user, and shows why it failed if it does.
   * @param {(current: () => boolean) => Promise<void>} work
   */
  async #work(work) {
    const asked = (this.#newest += 1);
    const current = () => asked === this.#newest;
    try {
      await work(current);
    } catch (error) {
      if (!current()) return;
      const problem = error instanceof Error ? error.message : `${error}`;
      this.#show({ reading: false, problem });
    }
  }

  #cancel() {
    this.#newest += 1;
    this.#source.drop(TABLE.cancelled);
    this.#show({ reading: false, problem: TABLE.cancelled });
  }

  /** @param {boolean} wanted */
  async #keep(wanted) {
    const { table } = this.#shown.peek();
    if (!table) return;
    try {
      if (wanted) await storeFile(table.report.hash, table.file);
      else await deleteStoredFile();
      this.#show({ table: { ...table, kept: wanted } });
    } catch (error) {
      const texts = [TABLE.notKept(error)];
      this.#state.notice.value = { heading: TABLE.summary, texts };
      this.#show({});
    }
  }

  /** Shows the request for a table in the experiment's place. */
  #ask() {
    const { reading, asked, problem, share } = this.#shown.peek();
    const title = asked ? TABLE.asked : TABLE.question;
    const none = problem ?? (reading ? TABLE.reading(share) : (asked ?? TABLE.empty));
    /** @type {import('./work/card.js').Card} */
    const card = {
      state: problem ? 'none' : 'waiting',
      title: problem ? TABLE.failed : title,
      none,
    };
    const address = () => Promise.resolve(location.href);
    this.#state.log.value = { source: 'table', card, address };
  }

  /** @param {Partial<View>} news */
  #show(news) {
    this.#shown.value = { ...this.#shown.peek(), ...news };
    if (this.#state.log.peek()?.source === 'table') this.#ask();
  }
}

/** The number of columns of roles. @param {string} roles */
function countOf(roles) {
  const [, letters = ''] = roles.split('.');
  return [...letters.matchAll(/[a-z](\d*)/gi)].reduce(
    (sum, [, count]) => sum + Number(count || 1),
    0,
  );
}

/** The message of a link that asks for its table. @param {string} link */
function asked(link) {
  const [, , roles = ''] = data_name(link).split(':');
  const pairs = link.slice(1).split('&').slice(1);
  const reading = read_link(link);
  const { names } = shownBy(reading);
  const settings = pairs
    .filter((pair) => pair.split('=')[0] in reading.values && !pair.startsWith('data='))
    .map(decoded);
  const texts = [TABLE.bring(TABLE.columns(countOf(roles)))];
  if (names) texts.push(TABLE.called(names));
  if (settings.length > 0) texts.push(TABLE.settings(settings.join(', ')));
  return texts.join(' ');
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
