// The notices about what could not be used, at the top of the page.

import { effect } from '@preact/signals-core';
import { byId, create } from '../page/dom.js';
import { NO_NOTICE } from '../state.js';
import { ABOUT_SETTINGS, NOTICES } from '../text/labels.js';

/** The largest number of shown notices: more would fill the screen. */
const MAX_SHOWN = 12;

/** @param {import('../state.js').State} state */
export function startNotices(state) {
  effect(() => {
    const { heading, texts } = state.notice.value;
    // A notice about settings means nothing where no experiment is shown.
    const isShown = !state.log.value || !ABOUT_SETTINGS.includes(heading);
    showNotices(heading, isShown ? texts : [], () => (state.notice.value = NO_NOTICE));
  });
}

/**
 * @param {string} heading
 * @param {string[]} notices sentences; none of them hides the region
 * @param {() => void} dismiss
 */
export function showNotices(heading, notices, dismiss) {
  const region = byId('notices', HTMLElement);
  region.hidden = notices.length === 0;
  if (region.hidden) {
    region.replaceChildren();
    return;
  }
  const shown = notices.slice(0, MAX_SHOWN);
  if (shown.length < notices.length) shown.push(NOTICES.more(notices.length - shown.length));
  const items = shown.map((notice) => create('li', {}, notice));
  const button = create('button', { type: 'button', onclick: dismiss }, NOTICES.dismiss);
  const text = create('div', {}, create('p', {}, heading), create('ul', {}, ...items));
  region.replaceChildren(text, button);
}
