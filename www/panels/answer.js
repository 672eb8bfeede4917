// The answer: which learning rate to use, why, how sure that is and what it holds for; to copy it, and to compare the
// reader's own rate with it.

import { effect } from '@preact/signals-core';
import { announce } from '../page/announce.js';
import { copy } from '../page/copy.js';
import { byId, create, say } from '../page/dom.js';
import { ANSWER } from '../text/labels.js';
import { brief } from '../text/numbers.js';

/** @typedef {import('../state.js').Card} Card */

/** Milliseconds for which is said what has become of a press. */
const SAID = 4000;

/** A number in a sentence. */
const NUMBER = /\d[\d.]*(?:e[+-]?\d+)?/g;

/** @param {import('../state.js').State} state */
export function startAnswer(state) {
  const card = byId('answer', HTMLElement);
  const remedy = byId('remedy', HTMLAnchorElement);
  startCopying(state);
  effect(() => {
    const { state: now, answer } = state.card.value;
    card.dataset.state = now;
    const { lr, low, high, base_lr, max_lr } = answer ?? {};
    const rates = [lr, low, high, base_lr, max_lr];
    const show = (/** @type {string} */ part, /** @type {string} */ text) =>
      byId(`answer-${part}`, HTMLElement).replaceChildren(...withRates(text, rates));
    show('title', ANSWER.titles[now] ?? answer?.title ?? '');
    show('lr', lr == null ? '' : brief(lr));
    show('range', answer?.range ?? '');
    show('chip', ANSWER.chips[now] ?? '');
    show('why', answer?.why || ANSWER.why[now] || '');
    show('sure', answer?.sure ?? '');
    show('holds', answer?.holds ?? '');
    const warnings = answer?.warnings ?? [];
    const items = warnings.map(({ text }) => create('li', {}, ...withRates(text, rates)));
    byId('answer-warnings', HTMLElement).replaceChildren(...items);
    remedy.hidden = !answer?.remedy || now !== 'none';
    say(remedy, answer?.remedy?.text ?? '');
    remedy.href = answer?.remedy?.link ?? '';
    announce('answer', spoken(state.card.value));
  });
}

/** @param {import('../state.js').State} state */
function startCopying(state) {
  const number = byId('copy-lr', HTMLButtonElement);
  const bounds = byId('copy-bounds', HTMLButtonElement);
  const copied = byId('answer-copied', HTMLElement);
  let timer = 0;
  const take = async (/** @type {string} */ text) => {
    say(copied, (await copy(text)) ? ANSWER.copied : ANSWER.byHand(text));
    clearTimeout(timer);
    timer = window.setTimeout(() => say(copied, ''), SAID);
  };
  number.addEventListener('click', () => take(String(state.card.peek().answer?.lr)));
  bounds.addEventListener('click', () => {
    const { base_lr, max_lr } = state.card.peek().answer ?? {};
    void take(ANSWER.bounds(String(base_lr), String(max_lr)));
  });
  effect(() => {
    const { state: now, answer } = state.card.value;
    const { lr, base_lr, max_lr } = answer ?? {};
    number.hidden = lr == null;
    bounds.hidden = base_lr == null || max_lr == null;
    number.disabled = bounds.disabled = now === 'updating';
    if (lr != null) number.replaceChildren(ANSWER.copy, ' ', ...withRates(brief(lr), [lr]));
    if (base_lr == null || max_lr == null) return;
    const text = ANSWER.cyclical(brief(base_lr), brief(max_lr));
    bounds.replaceChildren(...withRates(text, [base_lr, max_lr]));
  });
}

/**
 * A text in which every number that is one of the rates can be read by programs.
 * @param {string} text
 * @param {(number | null | undefined)[]} rates
 */
function withRates(text, rates) {
  const parts = [];
  let end = 0;
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    // A sentence may end with it.
    const written = number.replace(/\.$/, '');
    const rate = rates.find((one) => one != null && brief(one) === written);
    if (rate == null) continue;
    const data = create('data', { value: String(rate) }, written);
    parts.push(text.slice(end, index), data);
    end = index + written.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

/** What those hear who listen: a suggestion, and what the check has made of it. @param {Card} card */
function spoken({ state: now, answer }) {
  if (!answer || now === 'updating') return ANSWER.heard[now] ?? '';
  const { lr, title, range, why, sure } = answer;
  if (lr == null) return [title, why].join(' ');
  return `${ANSWER.chips[now]}: ${title} ${brief(lr)}, ${range}. ${now === 'suggested' ? why : sure}`;
}
