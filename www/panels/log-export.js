// The section with the files of a training log. Its content is loaded when it is opened.

import { effect } from '@preact/signals-core';
import { create } from '../page/dom.js';
import { fillOnce } from '../page/folds.js';
import { LOG } from '../text/log-labels.js';

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<import('../training-log.js').View>} shown
 * @param {(box: HTMLElement) => Promise<void>} fill
 */
export function startLogExport(section, shown, fill) {
  const box = create('div', {});
  const about = create('span', {}, LOG.filesAbout);
  const summary = create('summary', {}, `${LOG.filesOf} `, about);
  const details = create('details', { id: 'log-export', className: 'fold' }, summary, box);
  section.append(details);
  effect(() => {
    details.hidden = shown.value.report?.curve === undefined;
  });
  fillOnce(details, box, fill, LOG.notLoaded);
}
