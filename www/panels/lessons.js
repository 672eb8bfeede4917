// The dialog with the list of lessons.

import { byId, create, setText } from '../page/dom.js';
import { LESSONS } from '../text/teaching-labels.js';

/**
 * @typedef {object} Lesson
 * @property {string} name
 * @property {string} about
 * @property {unknown[]} steps
 * @property {string} link of the first step
 */

/** @param {() => Promise<Lesson[]>} load */
export function startLessons(load) {
  const close = create('button', { type: 'button' }, LESSONS.close);
  const head = create(
    'div',
    { className: 'head' },
    create('h2', { id: 'lessons-title' }, LESSONS.title),
    close,
  );
  const [intro, list] = [create('p', {}, LESSONS.intro), create('ol')];
  const dialog = create('dialog', { id: 'lessons' }, head, intro, list);
  dialog.setAttribute('aria-labelledby', 'lessons-title');
  document.body.append(dialog);
  close.addEventListener('click', () => dialog.close());
  // A click outside the dialog, or on the link of a lesson.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || (target instanceof HTMLElement && target.closest('a'))) dialog.close();
  });
  byId('lessons-open', HTMLButtonElement).addEventListener('click', async () => {
    byId('preset-list', HTMLElement).hidePopover?.();
    dialog.showModal();
    try {
      const lessons = await load();
      // Only once: the focus of a link that is replaced would move to another lesson.
      if (!list.hasChildNodes()) list.append(...lessons.map(item));
      setText(intro, LESSONS.intro);
    } catch {
      setText(intro, LESSONS.failed);
    }
  });
}

/** @param {Lesson} lesson */
function item({ name, about, steps, link }) {
  const length = create('small', {}, LESSONS.steps(steps.length));
  return create('li', {}, create('a', { href: link }, name), ' ', length, create('p', {}, about));
}
