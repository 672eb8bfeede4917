// Code for the answer or a schedule, and scripts: choosing, showing, copying and saving them.

import { effect, signal } from '@preact/signals-core';
import { copy } from '../page/copy.js';
import { create, setText } from '../page/dom.js';
import { download } from '../page/download.js';
import { EXPORTS } from '../text/export-labels.js';

/**
 * @typedef {object} Writer the core's writer of code
 * @property {{ name: string, label: string, redo: boolean, own: boolean }[]} frameworks and which scripts there are
 * @property {{ name: string, label: string }[]} schedules
 * @property {(kind: 'code' | 'redo' | 'own', framework: string, schedule: string) => Promise<Code>} write
 * @property {() => Promise<string>} run the run that a script repeats
 * @property {() => Promise<string>} data the rows that a script reads
 *
 * @typedef {object} Code
 * @property {string} text the code, or why there is none
 * @property {string} [file] its name; none if there is no code
 * @property {boolean} [readsRun] whether it reads the run
 * @property {boolean} [readsData] whether it reads the rows
 */

/**
 * @param {HTMLElement} box
 * @param {Writer} writer its texts follow the state
 * @param {import('@preact/signals-core').ReadonlySignal<{ schedule: string }>} request
 */
export function startExportCode(box, writer, request) {
  const framework = select(EXPORTS.framework, writer.frameworks);
  const what = select(EXPORTS.what, []);
  const schedule = select(EXPORTS.schedule, writer.schedules);
  const pre = create('pre', { tabIndex: 0 });
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', EXPORTS.code);
  const status = create('span');
  status.setAttribute('role', 'status');
  const [copyButton, saveButton] = [EXPORTS.copy, EXPORTS.download].map((text) =>
    create('button', { type: 'button' }, text),
  );
  const run = create('button', { type: 'button' }, 'run.json');
  const data = create('button', { type: 'button' }, 'data.csv');
  const rows = create('span', {}, `${EXPORTS.withData} `, data);
  const beside = create('p', {}, `${EXPORTS.withRun} `, run, ' ', rows);
  const choices = [framework, what, schedule];
  const controls = create('div', { className: 'work' }, ...choices.map(({ label }) => label));
  const actions = create('div', { className: 'work' }, copyButton, saveButton, status);
  box.append(controls, pre, actions, beside);

  const code = signal(/** @type {Code} */ ({ text: '' }));
  let newest = 0;
  effect(() => {
    const found = writer.frameworks.find(({ name }) => name === framework.value.value);
    what.setChoices(EXPORTS.kinds.filter(({ name }) => name === 'code' || found?.[name]));
  });
  effect(() => {
    const id = (newest += 1);
    const kind = /** @type {'code'} */ (what.value.value);
    const showCode = (/** @type {Code} */ result) => {
      if (id === newest) code.value = result;
    };
    void writer
      .write(kind, framework.value.value, schedule.value.value)
      .catch((error) => ({ text: `${error}` }))
      .then(showCode);
  });
  effect(() => {
    schedule.choose(request.value.schedule);
    what.choose('code');
  });
  effect(() => {
    const { text, file, readsRun = false, readsData = false } = code.value;
    schedule.label.hidden = what.value.value !== 'code';
    setText(pre, text);
    copyButton.disabled = saveButton.disabled = file === undefined;
    beside.hidden = !readsRun;
    rows.hidden = !readsData;
    status.textContent = '';
  });
  copyButton.addEventListener('click', async () => {
    status.textContent = (await copy(code.peek().text)) ? EXPORTS.copied : EXPORTS.byHand;
  });
  saveButton.addEventListener('click', () => {
    const { text, file } = code.peek();
    if (file) download(file, text);
  });
  const save = (/** @type {string} */ name, /** @type {() => Promise<string>} */ content) =>
    content().then(
      (text) => download(name, text),
      (error) => setText(status, `${error}`),
    );
  run.addEventListener('click', () => void save('run.json', writer.run));
  data.addEventListener('click', () => void save('data.csv', writer.data));
}

/**
 * A select element with a signal of its value.
 * @param {string} text
 * @param {{ name: string, label: string }[]} choices
 */
function select(text, choices) {
  const control = create('select', {});
  const value = signal('');
  control.addEventListener('change', () => (value.value = control.value));
  const choose = (/** @type {string} */ name) => {
    control.value = name;
    value.value = control.value;
  };
  /** Sets the choices. The chosen one stays if it still exists. @param {{ name: string, label: string }[]} choices */
  const setChoices = (choices) => {
    const before = control.value;
    const options = choices.map(({ name, label }) => create('option', { value: name }, label));
    control.replaceChildren(...options);
    choose(choices.some(({ name }) => name === before) ? before : choices[0]?.name);
  };
  setChoices(choices);
  return { label: create('label', {}, `${text} `, control), value, choose, setChoices };
}
