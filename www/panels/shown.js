// The display keys of a link: a title and a note, a step of a lesson, hidden controls, opened sections, and frames.
// Text of the link is shown only as text.

import { computed, effect } from '@preact/signals-core';
import { announce } from '../page/announce.js';
import { byId, create, setText } from '../page/dom.js';
import { SHOWN } from '../text/teaching-labels.js';

/** The elements for the names in `view`. @type {Record<string, string>} */
const TARGETS = {
  answer: 'answer',
  chart: 'controls',
  check: 'check-chart',
  suggestions: 'others',
  schedules: 'schedules',
  why: 'why',
  settings: 'all-settings',
  tables: 'tables',
  reproducibility: 'reproducibility',
};

/** @param {import('../state.js').State} state */
export function startShown(state) {
  const root = document.documentElement.dataset;
  const own = document.title;
  const step = create('p', { className: 'hint' });
  const title = create('h2', { dir: 'auto' });
  const note = create('p', { dir: 'auto' });
  const next = create('a', { className: 'button' }, SHOWN.next);
  const lessons = create('button', { type: 'button' }, SHOWN.lessons);
  lessons.addEventListener('click', () => byId('lessons-open', HTMLButtonElement).click());
  const text = create('div', { tabIndex: -1 }, step, title, note);
  const section = create('section', { id: 'shown', hidden: true }, text, next, ' ', lessons);
  // The next step starts at its text.
  next.addEventListener('click', () =>
    addEventListener('hashchange', () => text.focus({ preventScroll: true }), { once: true }),
  );
  section.setAttribute('aria-label', SHOWN.label);
  byId('lesson', HTMLElement).after(section);
  const pageLink = create('a', { id: 'whole', target: '_blank', rel: 'noopener' }, SHOWN.openPage);
  const foot = create('p', { id: 'frame-foot' }, create('span', {}, SHOWN.axes), pageLink);
  byId('main', HTMLElement).append(foot);

  effect(() => {
    const shown = state.shown.value;
    const isHidden = state.log.value !== undefined;
    const texts = [shown.step && SHOWN.step(shown.step), shown.title, shown.note];
    for (const [index, element] of [step, title, note].entries()) {
      setText(element, texts[index] ?? '');
      element.hidden = !texts[index];
    }
    next.hidden = !shown.next;
    lessons.hidden = !shown.step;
    next.href = `#${nextLink(shown)}`;
    section.hidden = isHidden || (texts.every((text) => !text) && next.hidden);
    document.title = shown.title && !isHidden ? SHOWN.titled(shown.title) : own;
    announce('shown', section.hidden ? '' : texts.filter(Boolean).join('. '));
  });
  const isHidden = computed(() => state.log.value !== undefined || !state.played.value);
  effect(() => {
    // Until its data are loaded, the page stays as it is.
    if (isHidden.value) return;
    const { embed, hide } = state.shown.value;
    setNames(root, 'embed', embed);
    setNames(root, 'hide', hide);
    if (!embed) return;
    pageLink.href = new URL(state.with({ embed: undefined }).address, location.href).href;
  });
  effect(() => {
    const { view, step, embed } = state.shown.value;
    // A frame has no sections.
    if (state.opened.value.changed || embed) return;
    if (view) show(view.split(','), section);
    // On a phone, a step is below the answer.
    else if (step) requestAnimationFrame(() => section.scrollIntoView({ block: 'nearest' }));
  });
}

/** The link of the next step, in the same frame. @param {import('../link/link.js').Values} shown */
function nextLink({ next = '', embed }) {
  return embed && !/&embed=/.test(next) ? `${next}&embed=${embed}` : next;
}

/** Names separated by spaces, for style sheets. @param {DOMStringMap} root @param {string} key @param {string} [names] */
function setNames(root, key, names) {
  if (names) root[key] = names.replaceAll(',', ' ');
  else delete root[key];
}

/**
 * Opens the named sections, and scrolls to the first; for the chart, to its title and note.
 * @param {string[]} names
 * @param {HTMLElement} section of the title and note
 */
function show(names, section) {
  const targets = names.map((name) => byId(TARGETS[name], HTMLElement));
  for (const target of targets) if (target instanceof HTMLDetailsElement) target.open = true;
  const first = names[0] === 'chart' && !section.hidden ? section : targets[0];
  // After the opened sections are laid out.
  requestAnimationFrame(() => first.scrollIntoView());
}
