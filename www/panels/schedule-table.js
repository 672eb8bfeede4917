// The sortable table of the results of the schedules, and the epochs of the emphasized one.

import { effect, signal } from '@preact/signals-core';
import { scheduleStyles } from '../charts/schedule-styles.js';
import { swatch } from '../charts/swatch.js';
import { cells, DataTable } from '../page/data-table.js';
import { byId, create, setText } from '../page/dom.js';
import { CELLS } from '../text/labels.js';
import { SCHEDULES } from '../text/later-labels.js';
import { percent, short, shortLoss, signed } from '../text/numbers.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Comparison} Comparison
 * @typedef {import('../pkg/rangefinder.js').ScheduleResult} ScheduleResult
 */

/** The sort keys of the table. @type {Record<string, (standing: ScheduleResult) => number>} */
const ORDERS = {
  loss: ({ loss }) => loss.median,
  accuracy: ({ accuracy }) => accuracy.median,
  behind: ({ behind }) => behind.median,
  steps: ({ steps_to_target }) => steps_to_target.median,
};

/** @param {import('../state.js').State} state */
export function startScheduleTable(state) {
  const list = state.description.schedules;
  const styles = scheduleStyles(state.description);
  const labels = Object.fromEntries(list.map(({ name, label }) => [name, label]));
  const table = byId('results', HTMLTableElement);
  const [body] = table.tBodies;
  const order = signal({ by: 'loss', ascending: true });
  const heads = [...table.querySelectorAll('thead button')].map((button) => {
    const { by = '' } = /** @type {HTMLElement} */ (button).dataset;
    button.addEventListener('click', () => {
      const before = order.peek();
      // The best first.
      const ascending = before.by === by ? !before.ascending : by !== 'accuracy';
      order.value = { by, ascending };
    });
    return { by, head: /** @type {HTMLElement} */ (button.parentElement) };
  });
  /** The row of each schedule, which is reused. @type {Map<string, HTMLTableRowElement>} */
  const rows = new Map();
  const newRow = (/** @type {string} */ policy) => {
    const { ink, dash } = styles[policy];
    const button = create('button', { type: 'button', className: 'plain' });
    button.append(swatch(ink, dash), labels[policy]);
    button.dataset.schedule = policy;
    button.addEventListener('click', () => {
      state.chosen.value = state.chosen.peek() === policy ? undefined : policy;
    });
    const dataCells = Array.from({ length: 5 }, () => create('td'));
    const row = create('tr', {}, create('th', { scope: 'row' }, button), ...dataCells);
    rows.set(policy, row);
    return row;
  };

  effect(() => {
    const compared = state.results.value;
    const { by, ascending } = order.value;
    for (const one of heads) {
      if (one.by !== by) one.head.removeAttribute('aria-sort');
      else one.head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    }
    setText(byId('steps-head', HTMLElement), SCHEDULES.steps(compared.target_loss));
    setText(byId('most-common', HTMLElement), SCHEDULES.mostCommon(compared.most_common));
    for (const id of ['accuracy-head', 'epoch-accuracy']) {
      setText(byId(id, HTMLElement), SCHEDULES.accuracy(compared.most_common));
    }
    const sorted = [...compared.standings].sort((a, b) => ORDERS[by](a) - ORDERS[by](b) || 0);
    if (!ascending) sorted.reverse();
    const shown = sorted.map((standing) => {
      const row = rows.get(standing.policy) ?? newRow(standing.policy);
      fill(row, standing, compared, standing.policy === state.prominent.value);
      return row;
    });
    // Rows are moved only if necessary, so that focused or touched elements stay.
    shown.forEach((row, index) => {
      const current = body.rows[index];
      if (current !== row) body.insertBefore(row, current ?? null);
    });
    while (body.rows.length > shown.length) body.lastElementChild?.remove();
  });

  const epochs = new DataTable('epoch-numbers');
  effect(() => {
    const compared = state.results.value;
    const name = state.prominent.value ?? compared.best;
    const shown = compared.standings.find(({ policy }) => policy === name);
    setText(byId('epoch-schedule', HTMLElement), SCHEDULES.epochsOf(shown && labels[shown.policy]));
    epochs.show(() => (shown ? epochRows(shown, compared.epochs) : []));
  });
}

/**
 * @param {HTMLTableRowElement} row
 * @param {ScheduleResult} standing
 * @param {Comparison} compared
 * @param {boolean} prominent
 */
function fill(row, standing, { best, undistinguished }, prominent) {
  const { policy, loss, rmse, accuracy, behind, result, steps_to_target } = standing;
  const [head, ...dataCells] = row.children;
  head.firstElementChild?.setAttribute('aria-pressed', String(prominent));
  const steps = steps_to_target.median;
  const parts = [
    [
      ...range(loss, shortLoss),
      ...(rmse === undefined || !Number.isFinite(rmse)
        ? []
        : [detail(SCHEDULES.rmse(short(rmse)))]),
    ],
    range(accuracy, percent),
    policy === best ? [CELLS.itself] : range(behind, signed),
    [result],
    Number.isFinite(steps) ? [short(steps)] : [CELLS.notReached, detail(CELLS.notReachedDetail)],
  ];
  parts.forEach((texts, column) => dataCells[column].replaceChildren(...texts));
  row.className = policy === best && undistinguished.length === 0 ? 'best' : '';
}

/** @param {ScheduleResult} standing @param {number} epochs */
function* epochRows(standing, epochs) {
  for (let epoch = 0; epoch <= epochs; epoch += 1) {
    yield [
      String(epoch),
      short(standing.epoch_lrs[epoch]),
      ...cells(standing.training_losses, epoch, shortLoss),
      ...cells(standing.validation_losses, epoch, shortLoss),
      ...cells(standing.accuracies, epoch, percent),
    ];
  }
}

/**
 * The median, and the 10th to 90th percentile.
 * @param {import('../pkg/rangefinder.js').Quantiles} quantiles
 * @param {(value: number) => string} text
 */
function range({ low, median, high }, text) {
  if (!Number.isFinite(median)) return [CELLS.notFinite];
  const top = Number.isFinite(high) ? text(high) : CELLS.notFinite;
  return [text(median), detail(`${text(low)} to ${top}`)];
}

/** The second line of a cell. @param {string} text */
function detail(text) {
  return create('small', {}, ` ${text}`);
}
