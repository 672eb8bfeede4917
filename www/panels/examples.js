// The examples, and what the picture of the one that is open shows.

import { effect } from '@preact/signals-core';
import { byId, say } from '../page/dom.js';
import { EXAMPLES } from '../text/examples.js';
import { changed } from '../text/labels.js';
import { changes } from '../text/settings.js';

/** @param {import('../state.js').State} state */
export function startExamples(state) {
  const list = byId('preset-list', HTMLElement);
  // The page has their links from the start; these are those that the core writes.
  const links = EXAMPLES.map(({ link }) => state.read(link).link);
  list.querySelectorAll('a').forEach((anchor, place) => (anchor.href = links[place]));
  effect(() => {
    const { link, values } = state.reading.value;
    for (const anchor of list.querySelectorAll('a')) {
      if (anchor.hash === link) anchor.setAttribute('aria-current', 'true');
      else anchor.removeAttribute('aria-current');
      // On a phone the list is one line that scrolls.
      if (anchor.hash === link) list.scrollLeft = anchor.offsetLeft - list.offsetLeft - 24;
    }
    const lesson = EXAMPLES[links.indexOf(link)]?.lesson;
    const text = lesson ?? changed(changes(state.description, values));
    say(byId('lesson', HTMLElement), text);
  });
}
