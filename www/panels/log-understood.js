// How a training log was read, and the choice of its columns, run and part.

import { effect } from '@preact/signals-core';
import { create, setText } from '../page/dom.js';
import { LOG } from '../text/log-labels.js';
import { brief } from '../text/numbers.js';

/**
 * @typedef {import('../training-log.js').View} View
 * @typedef {import('../training-log.js').Choices} Choices
 * @typedef {import('../pkg-log/log.js').ReadLog} ReadLog
 */

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<View>} shown
 * @param {(choices: Choices) => void} choose
 */
export function startUnderstood(section, shown, choose) {
  const what = create('p', { id: 'log-what' });
  const controls = create('div', { id: 'log-choices', className: 'work' });
  const notes = create('ul', { id: 'log-notes' });
  const box = create('div', {}, what, controls, notes);
  section.append(box);
  const fields = choices(choose);
  const rates = rateFields(choose);
  controls.append(...fields.map(({ label }) => label), rates.box);
  effect(() => {
    const { report, read, source } = shown.value;
    box.hidden = !report;
    if (!report) return;
    setText(what, report.what);
    notes.replaceChildren(...report.notes.map(({ text }) => create('li', {}, text)));
    if (!read) return;
    for (const field of fields) field.show(read);
    rates.show(read, source.choices);
  });
}

/** @param {(choices: Choices) => void} choose */
function choices(choose) {
  // Every column, the likely ones first; with two, there is no choice.
  const column =
    (/** @type {string[]} */ ...roles) =>
    (/** @type {ReadLog} */ { columns }) => {
      const likely = (/** @type {{ role: string }} */ { role }) => Number(roles.includes(role));
      const all = columns.length > 2 ? [...columns].sort((a, b) => likely(b) - likely(a)) : [];
      return all.map(({ name }) => [name, name]);
    };
  return [
    field(
      LOG.lrColumn,
      column('lr'),
      ({ lr_column }) => lr_column ?? '',
      (name) => choose({ lr_column: name, run: undefined, part: undefined }),
    ),
    field(
      LOG.lossColumn,
      column('loss', 'validation_loss'),
      ({ loss_column }) => loss_column ?? '',
      (name) => choose({ loss_column: name, run: undefined, part: undefined }),
    ),
    field(
      LOG.run,
      // All runs of a grid are used.
      ({ report, runs }) =>
        report.kind === 'grid'
          ? []
          : runs.map(({ name }, index) => [String(index), name || String(index + 1)]),
      ({ run }) => String(run),
      (index) => choose({ run: Number(index), part: undefined }),
    ),
    field(
      LOG.part,
      ({ runs, run }) =>
        (runs[run]?.parts ?? []).map(([from, to], index) => [
          String(index),
          LOG.partOf(brief(from), brief(to)),
        ]),
      ({ runs, run }) => String(runs[run]?.part ?? ''),
      (index) => choose({ part: Number(index) }),
    ),
  ];
}

/**
 * A select element, shown if there is more than one option.
 * @param {string} name
 * @param {(read: ReadLog) => string[][]} options each a value and a text
 * @param {(read: ReadLog) => string} value
 * @param {(value: string) => void} choose
 */
function field(name, options, value, choose) {
  const select = create('select', {});
  const label = create('label', {}, name, select);
  select.addEventListener('change', () => choose(select.value));
  /** @param {ReadLog} read */
  const show = (read) => {
    const all = options(read);
    label.hidden = all.length < 2;
    const now = value(read);
    const none = all.some(([one]) => one === now) ? [] : [['', LOG.none]];
    select.replaceChildren(
      ...[...none, ...all].map(([one, text]) => create('option', { value: one }, text)),
    );
    select.value = now;
  };
  return { label, show };
}

/** The first and the last rate, and the ramp, if the log has no rates. @param {(choices: Choices) => void} choose */
function rateFields(choose) {
  const rate = (/** @type {string} */ name) => {
    const input = create('input', { type: 'text', spellcheck: false, size: 8 });
    input.autocomplete = 'off';
    return { input, label: create('label', {}, name, input) };
  };
  const [start, end] = [rate(LOG.startLr), rate(LOG.endLr)];
  const ramp = create('select', {});
  ramp.append(
    ...LOG.ramps.map(([text], index) => create('option', { value: String(index) }, text)),
  );
  const onChange = () => {
    const [start_lr, end_lr] = [start, end].map(({ input }) => Number(input.value) || undefined);
    choose({ start_lr, end_lr, ...LOG.ramps[Number(ramp.value)][1] });
  };
  for (const control of [start.input, end.input, ramp])
    control.addEventListener('change', onChange);
  const box = create(
    'span',
    { id: 'log-rates', className: 'work' },
    start.label,
    end.label,
    create('label', {}, LOG.ramp, ramp),
  );
  /** @param {ReadLog} read @param {Choices} chosen */
  const show = ({ rates_asked, rates_named }, chosen) => {
    box.hidden = !rates_asked;
    const [first, last] = rates_named ?? [];
    const texts = [chosen.start_lr ?? first, chosen.end_lr ?? last];
    for (const [index, { input }] of [start, end].entries()) {
      if (document.activeElement !== input && input.value === '')
        input.value = String(texts[index] ?? '');
    }
  };
  return { box, show };
}
