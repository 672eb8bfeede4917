// The list of examples, and the lesson of the open one or the settings that differ from the default.

import { effect } from '@preact/signals-core';
import { byId, setText } from '../page/dom.js';
import { changed, DEFAULT, EXAMPLES } from '../text/later-labels.js';
import { changes } from '../text/settings.js';

/** @param {import('../state.js').State} state */
export function startExamples(state) {
  const list = byId('preset-list', HTMLElement);
  const examples = [...list.querySelectorAll('a')].map((anchor) => {
    // Replaces the static links by those in the core's form.
    anchor.href = state.read(anchor.hash).link;
    const [name, lesson] = [...anchor.childNodes].map(({ textContent }) => textContent ?? '');
    return { anchor, name, lesson };
  });
  list.addEventListener('click', () => list.hidePopover?.());
  effect(() => {
    const { link } = state.reading.value;
    for (const { anchor } of examples) {
      if (anchor.hash === link) anchor.setAttribute('aria-current', 'true');
      else anchor.removeAttribute('aria-current');
    }
    const open = examples.find(({ anchor }) => anchor.hash === link);
    const log = state.log.value !== undefined;
    const different = changes(state.description, state.reading.value);
    // The default needs no name.
    const name = different.length > 0 && !log ? open?.name : undefined;
    setText(byId('example', HTMLElement), name ?? EXAMPLES);
    const lesson = byId('lesson', HTMLElement);
    lesson.hidden = different.length === 0 || log;
    setText(lesson, open?.lesson ?? changed(different));
    setText(byId('changed', HTMLElement), different.join(', ') || DEFAULT);
  });
}
