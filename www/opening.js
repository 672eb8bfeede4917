// Opening of links: an experiment, whose data may have to be loaded or provided first, or the user's training log.
// The code for the user's own files is loaded when needed.

import { isLog, requestsOwnData, withData } from './link/link.js';
import { byId } from './page/dom.js';
import { listenForFiles } from './page/take-in.js';
import { data_name } from './pkg/rangefinder.js';
import { DATA, NOTICES } from './text/labels.js';

/** @typedef {import('./page/take-in.js').InputFile} InputFile */

/**
 * @param {import('./state.js').State} state
 * @param {import('./work/data.js').Data} data
 * @param {import('./link/edits.js').Edits} edits
 * @returns a function that opens the link in the address bar, and whether an experiment is shown
 */
export function startOpening(state, data, edits) {
  const log = lazyLoader(state, async () => {
    const { TrainingLog } = await import('./training-log.js');
    return new TrainingLog(state, (file) => void readTable([file]));
  });
  const own = lazyLoader(state, async () => {
    const { OwnData } = await import('./own-data.js');
    return new OwnData(state, data, (file) => void readLog([file]));
  });
  let hasOpened = false;
  const opening = { open: (stepsDone = 0) => void open(stepsDone), isExperiment: false };

  /** @param {number} stepsDone the steps of its sweep that are done already */
  async function open(stepsDone) {
    const link = location.hash;
    opening.isExperiment = false;
    if (isLog(link)) return (await unlessLeft(link, log()))?.open(link);
    if (requestsOwnData(link)) return (await unlessLeft(link, own()))?.open();
    const name = data_name(link);
    if (!data.has(name) && data.isOwn(name)) return (await unlessLeft(link, own()))?.load(link);
    try {
      // Available data are opened at once.
      if (!data.has(name)) await data.load(name);
    } catch (error) {
      const none = error instanceof Error ? error.message : `${error}`;
      if (location.hash === link) state.log.value = missing(withData(link, data.embedded), none);
      return;
    }
    if (location.hash !== link) return;
    const isReturning = state.log.peek() !== undefined && hasOpened;
    state.log.value = undefined;
    opening.isExperiment = true;
    // The experiment has continued while something else was shown.
    if (isReturning && link === state.reading.peek().address) return;
    hasOpened = true;
    data.use(name);
    const reading = state.read(link);
    edits.open(reading);
    state.open(reading, false, stepsDone);
  }

  byId('log-open', HTMLButtonElement).addEventListener('click', async () => {
    location.hash = 'log=';
    const shown = await unlessLeft(location.hash, log());
    await shown?.open(location.hash);
    shown?.openIntake();
  });
  byId('data-open', HTMLButtonElement).addEventListener('click', () => {
    if (!requestsOwnData(location.hash)) history.pushState(null, '', '#data=');
    openAtOnce();
  });
  listenForFiles(async (files) => {
    // Where a table is requested, the files are a table; where a log is shown, another log.
    if (requestsOwnData(location.hash) || state.log.peek()?.source === 'table')
      return (await own())?.read(files);
    if (isLog(location.hash)) return void (await log())?.read(files);
    // Otherwise the files are a log if they have learning rates and losses.
    const none = await readLog(files);
    if (none && files.length === 1 && isLog(location.hash)) await readTable(files);
  });
  return opening;

  /** @param {InputFile[]} files @returns {Promise<boolean>} whether they contain no log */
  async function readLog(files) {
    if (!isLog(location.hash)) location.hash = 'log=';
    return (await (await unlessLeft(location.hash, log()))?.read(files)) === false;
  }

  /** @param {InputFile[]} files */
  async function readTable(files) {
    // Back leads to the page before the file.
    history.replaceState(null, '', '#data=');
    openAtOnce();
    (await unlessLeft(location.hash, own()))?.read(files);
  }

  /** The browser's own event comes later, and would then reset what has been read meanwhile. */
  function openAtOnce() {
    dispatchEvent(new Event('hashchange'));
  }
}

/**
 * The loaded part, unless another link has been opened meanwhile.
 * @template T
 * @param {string} link
 * @param {Promise<T>} loading
 */
async function unlessLeft(link, loading) {
  const part = await loading;
  return location.hash === link ? part : undefined;
}

/**
 * The content in place of an experiment whose data could not be loaded.
 * @param {string} other the link with available data
 * @param {string} none why
 * @returns {import('./state.js').Log}
 */
function missing(other, none) {
  const remedy = { text: DATA.embedded, link: other };
  const address = () => Promise.resolve(location.href);
  return { source: 'missing', card: { state: 'none', none, remedy }, address };
}

/**
 * Loads a module when it is first needed, or again after a failure, which is shown.
 * @template T
 * @param {import('./state.js').State} state
 * @param {() => Promise<T>} load
 */
function lazyLoader(state, load) {
  /** @type {Promise<T | undefined> | undefined} */
  let loaded;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      const texts = [NOTICES.incompleteRemedy(error)];
      state.notice.value = { heading: NOTICES.incomplete, texts };
      return undefined;
    });
    return loaded;
  };
}
