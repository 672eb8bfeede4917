// The user's own table as the data of the experiment; loaded when needed.

import { computed, effect, signal, untracked } from '@preact/signals-core';
import { displayKeysOf, withData } from './link/link.js';
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
 * @typedef {import('./work/table-reading.js').DatasetResult} DatasetResult
 * @typedef {import('./work/table-reading.js').ColumnRoles} ColumnRoles
 *
 * @typedef {object} Table
 * @property {InputFile} file
 * @property {TableReport} report the report of the table
 * @property {ColumnRoles} roles
 * @property {ReadData} [dataset] the last data set from it
 * @property {ColumnRoles} [usable] the roles of that data set
 * @property {string} [problem] why there are no data with these roles
 * @property {boolean} other whether it is another table than that of the link
 * @property {boolean} stored whether the file is stored on this device
 *
 * @typedef {object} View
 * @property {boolean} reading
 * @property {number} progress the part of the file that is read, from 0 to 1
 * @property {string} [request] the message of a link that needs the file
 * @property {string} [problem] why the last request failed
 * @property {InputFile} [lastFile] the file that was read last
 * @property {Table} [table] the last one that could be read
 */

/** The size of a file, in bytes, from which on its table is not kept in memory with the data. */
const LARGE = 10e6;

export class OwnData {
  #source = tableReader((progress) => this.#show({ progress }));
  #shown = signal(/** @type {View} */ ({ reading: false, progress: 0 }));
  /** The link that needs a file; empty if none does. */
  #requestingLink = '';
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
    const isRequested = computed(() => state.log.value?.source === 'table');
    this.#focusIntake = startTableIntake(section, this.#shown, isRequested, {
      onFiles: (files) => this.read(files),
      cancel: () => this.#cancel(),
      asLog,
      back: () => {
        return { link: state.reading.value.address, isPrevious: state.played.value !== undefined };
      },
    });
    startColumns(section, this.#shown, isRequested, {
      use: (column, use, drop) => void this.#change(column, use, drop),
      store: (wanted) => this.#store(wanted),
      asLog,
    });
    const own = computed(() => {
      const { table } = this.#shown.value;
      // With other roles while they are being changed.
      const [, hash] = state.reading.value.values.data.split(':');
      return !state.log.value && table?.dataset && table.report.hash === hash ? table : undefined;
    });
    startNames(state, own);
    effect(() => {
      const problem = own.value?.problem;
      state.tableProblem.value = problem && TABLE.unusable(problem);
    });
    effect(() => {
      const { reading, changed } = state.opened.value;
      if (!changed) untracked(() => this.#follow(reading.values.data));
    });
    effect(() => {
      // Shown while data are requested, and with an experiment on own data.
      const hidden = !isRequested.value && !own.value;
      // The focused element has been hidden.
      if (hidden && section.contains(document.activeElement))
        byId('data-open', HTMLElement).focus();
      section.hidden = hidden;
    });
  }

  #state;
  #data;
  #focusIntake;

  /** Shows the controls for a table. */
  open() {
    this.#requestingLink = '';
    this.#show({ request: undefined, problem: undefined, lastFile: undefined });
    this.#showRequest();
    this.#focusIntake();
  }

  /**
   * Loads the table of a link, from this page or this device, or asks the user for it; then opens the link
   * again.
   * @param {string} link
   */
  async load(link) {
    this.#requestingLink = link;
    this.#show({ request: requestText(link), problem: undefined, lastFile: undefined });
    this.#showRequest();
    const [, hash = ''] = data_name(link).split(':');
    const { table } = this.#shown.peek();
    const isInPage = table?.report.hash === hash;
    const file = isInPage ? table.file : await loadStoredFile(hash);
    if (file && this.#requestingLink === link) await this.#open(file, !isInPage || table.stored);
  }

  /** @param {InputFile[]} files the first is read */
  read(files) {
    const [file] = files;
    if (file) void this.#open({ ...file, name: file.name || TABLE.pasted }, false);
  }

  /** Drops columns that could not be used, when a link is opened. @param {string} name of its data */
  #follow(name) {
    const { table } = this.#shown.peek();
    if (table?.problem && table.usable && table.dataset?.name === name)
      this.#show({ table: { ...table, roles: table.usable, problem: undefined } });
  }

  /**
   * Reads a file, which replaces the previous one.
   * @param {InputFile} file
   * @param {boolean} stored whether it is stored on this device
   */
  async #open(file, stored) {
    const link = this.#requestingLink;
    this.#show({ reading: true, progress: 0, problem: undefined, lastFile: file });
    this.#showRequest();
    await this.#work(async (current) => {
      const report = await this.#read(file);
      const [, hash, linkRoles = ''] = data_name(link).split(':');
      /** @type {ColumnRoles} */
      const roles = await this.#source.request({ task: 'roles', roles: linkRoles });
      if (!current()) return;
      const other = link !== '' && hash !== report.hash;
      await this.#useTable({ file, report, roles, other, stored }, current);
    });
  }

  /** @param {number} column @param {string} use @param {boolean} drop */
  async #change(column, use, drop) {
    const { table } = this.#shown.peek();
    if (!table) return;
    await this.#work(async (current) => {
      if (this.#inMemory !== table.file) await this.#read(table.file);
      const before = table.roles.text;
      const change = /** @type {const} */ ({ task: 'change', roles: before, column, use, drop });
      const roles = await this.#source.request(change);
      if (current()) await this.#useTable({ ...table, roles }, current);
    });
  }

  /** @param {InputFile} file @returns {Promise<TableReport>} */
  async #read({ name, blob }) {
    this.#inMemory = undefined;
    return this.#source.request({ task: 'file', name, blob });
  }

  /**
   * Makes the data of a table, and opens the link of an experiment with them.
   * @param {Table} table
   * @param {() => boolean} current
   */
  async #useTable(table, current) {
    this.#inMemory = table.file;
    // Even if the data cannot be made, the roles can be changed.
    this.#show({ reading: false, problem: undefined, table: { ...table, problem: undefined } });
    /** @type {DatasetResult} */
    const { dataset, rows } = await this.#source
      .request({ task: 'data', roles: table.roles.text })
      .catch((error) => {
        if (current()) this.#show({ table: { ...table, problem: error.message } });
        throw error;
      });
    if (!current()) return;
    this.#data.add({ ...rows, origin: table.file.name });
    this.#show({ table: { ...table, dataset, usable: table.roles, problem: undefined } });
    if (table.file.blob.size > LARGE) {
      this.#inMemory = undefined;
      this.#source.drop(TABLE.cancelled);
    }
    if (this.#isLeft(table)) return;
    const link = this.#requestingLink || this.#state.reading.peek().address;
    this.#requestingLink = '';
    // With the claims of the link, if it is for exactly this table.
    if (link === location.hash && data_name(link) === dataset.name)
      dispatchEvent(new Event('hashchange'));
    else location.hash = withData(link, dataset.name);
  }

  /** Whether the user has opened something else while the table was read. @param {Table} table */
  #isLeft({ report }) {
    const { log, reading } = this.#state;
    if (log.peek()) return log.peek()?.source !== 'table';
    return data_name(reading.peek().address).split(':')[1] !== report.hash;
  }

  /**
   * Does a request of the user, and shows why it failed if it does.
   * @param {(current: () => boolean) => Promise<void>} work
   */
  async #work(work) {
    const request = (this.#newest += 1);
    const current = () => request === this.#newest;
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
  async #store(wanted) {
    const { table } = this.#shown.peek();
    if (!table) return;
    try {
      if (wanted) await storeFile(table.report.hash, table.file);
      else await deleteStoredFile();
      this.#show({ table: { ...table, stored: wanted } });
    } catch (error) {
      const texts = [TABLE.notKept(error)];
      this.#state.notice.value = { heading: TABLE.summary, texts };
      this.#show({});
    }
  }

  /** Shows the request for a table in the experiment's place. */
  #showRequest() {
    const { reading, request, problem, progress } = this.#shown.peek();
    const title = request ? TABLE.request : TABLE.question;
    const none = problem ?? (reading ? TABLE.reading(progress) : (request ?? TABLE.empty));
    /** @type {import('./work/card.js').Card} */
    const card = {
      state: problem ? 'none' : 'waiting',
      title: problem ? TABLE.failed : title,
      none,
    };
    const address = () => Promise.resolve(location.href);
    this.#state.log.value = { source: 'table', card, address };
  }

  /** @param {Partial<View>} changes */
  #show(changes) {
    this.#shown.value = { ...this.#shown.peek(), ...changes };
    if (this.#state.log.peek()?.source === 'table') this.#showRequest();
  }
}

/** The number of columns in a text of roles: a letter may be followed by its number of columns. @param {string} roles */
function columnsOf(roles) {
  const counts = [...roles.matchAll(/[a-z](\d*)/gi)].map(([, count]) => Number(count || 1));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The message of a link that needs its table. @param {string} link */
function requestText(link) {
  const [, , roles = ''] = data_name(link).split(':');
  const pairs = link.slice(1).split('&').slice(1);
  const reading = read_link(link);
  const { names } = displayKeysOf(reading);
  const settings = pairs
    .filter((pair) => pair.split('=')[0] in reading.values && !pair.startsWith('data='))
    .map(decoded);
  const texts = [TABLE.bring(TABLE.columns(columnsOf(roles)))];
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
