// The answer card: the learning rate, its reason, how sure it is and what it holds for; copying it, and comparing the
// user's own rate.

import { computed, effect } from '@preact/signals-core';
import { announce } from '../page/announce.js';
import { copy } from '../page/copy.js';
import { byId, create, setText } from '../page/dom.js';
import { ANSWER } from '../text/labels.js';
import { brief } from '../text/numbers.js';

/** @typedef {import('../state.js').Card} Card */

/** Milliseconds for which the result of a copy is shown. */
const MESSAGE_TIME = 4000;

/** A number in a sentence. */
const NUMBER = /\d[\d.]*(?:e[+-]?\d+)?/g;

/** @param {import('../state.js').State} state */
export function startAnswer(state) {
  const card = byId('answer', HTMLElement);
  const button = byId('remedy', HTMLAnchorElement);
  startCopying(state);
  effect(() => {
    const { state: now, title, chip, rate, none, remedy } = state.card.value;
    const { lr, low, high, base_lr, max_lr } = rate ?? {};
    const show = (/** @type {string} */ part, /** @type {string} */ text = '') =>
      byId(`answer-${part}`, HTMLElement).replaceChildren(
        ...withRates(text, [lr, low, high, base_lr, max_lr]),
      );
    card.dataset.state = now;
    show('title', title ?? ANSWER.titles[now] ?? ANSWER.title);
    show('lr', lr === undefined ? '' : brief(lr));
    show('range', rate?.range);
    show('chip', chip ?? ANSWER.chips[now]);
    const other = state.reading.value.changed.includes('data') && now === 'measuring';
    show('why', rate?.reason ?? none ?? ANSWER.why[other ? 'measuringOther' : now]);
    show('sure', rate?.sure);
    show('warnings', rate?.warnings.map(({ text }) => text).join(' '));
    button.hidden = remedy === undefined;
    button.href = remedy?.link ?? '';
    setText(button, remedy?.text ?? '');
    announce('answer', announcementOf(state.card.value));
  });
  effect(() => {
    const { rate, holds } = state.card.value;
    setText(byId('answer-holds', HTMLElement), holds ?? (rate ? state.reading.value.holds : ''));
  });
}

/** @param {import('../state.js').State} state */
function startCopying(state) {
  const number = byId('copy-lr', HTMLButtonElement);
  const bounds = byId('copy-bounds', HTMLButtonElement);
  const copied = byId('answer-copied', HTMLElement);
  let timer = 0;
  const lr = computed(() => state.card.value.rate?.lr);
  const copyText = async (/** @type {string} */ text) => {
    const before = lr.peek();
    const done = await copy(text);
    // The text of an earlier answer is no longer wanted.
    if (!done && lr.peek() !== before) return;
    setText(copied, done ? ANSWER.copied : ANSWER.byHand(text));
    clearTimeout(timer);
    // A text to copy by hand stays until there is another answer.
    if (done) timer = window.setTimeout(() => setText(copied, ''), MESSAGE_TIME);
  };
  bounds.title = ANSWER.boundsTitle;
  number.addEventListener('click', () => copyText(String(state.card.peek().rate?.lr)));
  /** The bounds that the button copies. @type {[number, number] | undefined} */
  let shown;
  bounds.addEventListener('click', () => {
    if (shown) void copyText(ANSWER.bounds(String(shown[0]), String(shown[1])));
  });
  effect(() => {
    lr.value;
    setText(copied, '');
  });
  effect(() => {
    const { state: now, rate } = state.card.value;
    number.disabled = bounds.disabled = now === 'updating';
    // Meanwhile, the previous rates stay.
    if (now === 'updating') return;
    shown = rate && boundsOf(state, rate);
    number.hidden = rate === undefined;
    bounds.hidden = shown === undefined;
    if (rate) number.replaceChildren(ANSWER.copy, ' ', ...withRates(brief(rate.lr), [rate.lr]));
    if (!shown) return;
    const text = ANSWER.cyclical(brief(shown[0]), brief(shown[1]));
    bounds.replaceChildren(...withRates(text, shown));
  });
}

/**
 * The bounds for cyclical schedules, with the user's own in place of those of the answer; none if they leave no range.
 * @param {import('../state.js').State} state
 * @param {import('../work/card.js').Card['rate'] & {}} rate
 * @returns {[number, number] | undefined}
 */
function boundsOf(state, { base_lr, max_lr }) {
  const rates = state.log.value ? { lower: base_lr, upper: max_lr } : state.answerRates.value;
  const { lower, upper } = rates;
  return lower !== undefined && upper !== undefined && lower < upper ? [lower, upper] : undefined;
}

/**
 * A text in which every number that is one of the rates is a `data` element with its value.
 * @param {string} text
 * @param {(number | undefined)[]} rates
 */
function withRates(text, rates) {
  const parts = [];
  let end = 0;
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    // It may be the end of a sentence.
    const written = number.replace(/\.$/, '');
    const rate = rates.find((one) => one !== undefined && brief(one) === written);
    if (rate === undefined) continue;
    const data = create('data', { value: String(rate) }, written);
    parts.push(text.slice(end, index), data);
    end = index + written.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

/** The announcement for screen readers: the suggestion, and the result of its check. @param {Card} card */
function announcementOf({ state: now, chip, rate, none }) {
  if (now === 'updating') return '';
  if (!rate) return [ANSWER.announcements[now], none].filter(Boolean).join(' ');
  const { lr, range, reason, sure } = rate;
  const title = `${chip ?? ANSWER.chips[now]}: ${ANSWER.title} ${brief(lr)}, ${range}.`;
  return `${title} ${now === 'suggested' ? reason : sure}`;
}
