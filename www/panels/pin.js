// The pinned curve: the differences of its settings and its answer from the present ones.

import { effect } from '@preact/signals-core';
import { setAndAnnounceText } from '../page/announce.js';
import { byId, create, setText } from '../page/dom.js';
import { valueText } from '../text/settings.js';
import { PIN } from '../text/teaching-labels.js';

/** @param {import('../state.js').State} state */
export function startPin(state) {
  const pin = byId('pin', HTMLButtonElement);
  const settings = create('span');
  const difference = create('span', { id: 'difference' });
  const measure = create('button', { type: 'button' }, PIN.measure);
  const unpin = create('button', { type: 'button' }, PIN.unpin);
  const line = create('p', { id: 'pinned', hidden: true });
  line.append(settings, ' ', difference, ' ', measure, ' ', unpin);
  byId('controls', HTMLElement).after(line);
  pin.addEventListener('click', () => {
    state.pin(true);
    unpin.focus();
  });
  unpin.addEventListener('click', () => {
    state.pin(false);
    pin.focus();
  });
  measure.addEventListener('click', () => state.tasks.startPinned());

  effect(() => {
    const { value: pinned } = state.pinned;
    const same = pinned?.reading.link === state.reading.value.link;
    line.hidden = pinned === undefined || state.log.value !== undefined;
    pin.disabled = same;
    measure.hidden = !pinned?.waiting;
    if (!pinned) return;
    setText(settings, same ? PIN.none : PIN.differs(differences(state, pinned.reading.values)));
    const text = same ? '' : state.difference;
    if (pinned.waiting) setText(difference, PIN.waits);
    else setAndAnnounceText(difference, text);
  });
}

/**
 * The settings that differ from the pinned ones.
 * @param {import('../state.js').State} state
 * @param {Record<string, string>} pinned
 */
function differences({ description, reading }, pinned) {
  const { values } = reading.value;
  const text = (/** @type {string} */ key, /** @type {Record<string, string>} */ all) =>
    valueText(description, key, all);
  return description.settings
    .filter(({ key }) => values[key] !== pinned[key])
    .map(({ key, label }) => PIN.setting(label, text(key, pinned), text(key, values)));
}
