// The help dialog: what the range test is, with the user's own curve.

import { effect, signal } from '@preact/signals-core';
import { LineChart } from '../charts/line-chart.js';
import { lossRange } from '../charts/sweep-layers.js';
import { byId, create } from '../page/dom.js';
import { AXES } from '../text/labels.js';
import { HELP } from '../text/later-labels.js';

/** @param {import('../state.js').State} state */
export function startHelp(state) {
  const dialog = byId('help', HTMLDialogElement);
  const box = create('div', {}, create('p', {}, HELP.yours));
  const picture = create('div', { className: 'small-chart' });
  box.append(picture);
  const close = create('button', { type: 'button' }, HELP.close);
  close.addEventListener('click', () => dialog.close());
  dialog.append(
    create('header', {}, create('h2', { id: 'help-title' }, HELP.title), close),
    ...HELP.before.map((text) => create('p', {}, text)),
    box,
    create('ol', {}, ...HELP.zones.map((text) => create('li', {}, text))),
    ...HELP.after.map((text) => create('p', {}, text)),
    create(
      'dl',
      {},
      ...HELP.terms.flatMap(([term, text]) => [create('dt', {}, term), create('dd', {}, text)]),
    ),
  );
  const chart = new LineChart(picture, { x: AXES.lr, y: AXES.loss, logX: true });
  const open = signal(false);
  byId('help-open', HTMLButtonElement).addEventListener('click', () => {
    dialog.showModal();
    open.value = true;
  });
  dialog.addEventListener('close', () => (open.value = false));
  // A click outside the dialog.
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  effect(() => {
    if (!open.value) return;
    const summary = state.summary.value;
    const { curve } = state.played.value ?? {};
    // A log has its own chart.
    box.hidden = curve === undefined || state.log.value !== undefined;
    if (!curve || box.hidden) return;
    const [x, y] = summary ? [summary.lrs, summary.median] : [[...curve.lrs], [...curve.smooth]];
    const lines = [{ name: HELP.curve, ink: 'line', dash: [], y, strong: true }];
    // As in the large chart: losses beyond it, where training diverges, would flatten the curve.
    const yRange = lossRange({ curve, summary });
    chart.show({ x, xRange: state.range.value, yRange, lines, zones: state.foundRates.value });
  });
}
