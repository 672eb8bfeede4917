// The dialog for embedding: the HTML of a frame with a preview, and the link with its answer in words.

import { computed, effect, signal } from '@preact/signals-core';
import { copy } from '../page/copy.js';
import { byId, create, setText } from '../page/dom.js';
import { brief } from '../text/numbers.js';
import { EMBED } from '../text/teaching-labels.js';

/** @param {import('../state.js').State} state */
export function startEmbed(state) {
  /** @type {Dialog | undefined} */
  let dialog;
  byId('embed-open', HTMLButtonElement).addEventListener('click', () => {
    dialog ??= new Dialog(state);
    dialog.open.value = true;
    dialog.element.showModal();
  });
}

class Dialog {
  open = signal(false);
  #size = signal(EMBED.sizes[0]);
  #parts = signal(/** @type {string[]} */ ([]));

  /** @param {import('../state.js').State} state */
  constructor(state) {
    const close = create('button', { type: 'button' }, EMBED.close);
    const head = create(
      'div',
      { className: 'head' },
      create('h2', { id: 'embed-title' }, EMBED.title),
      close,
    );
    const frame = create('iframe', { title: EMBED.preview });
    const [snippet, sentence] = [
      copyBox('embed-snippet', EMBED.snippet),
      copyBox('embed-sentence', EMBED.sentence),
    ];
    const own = this.#ownData();
    const element = create('dialog', { id: 'embed' }, head, create('p', {}, EMBED.intro), own);
    element.setAttribute('aria-labelledby', 'embed-title');
    element.append(this.#choices(), snippet.element, create('h3', {}, EMBED.preview), frame);
    element.append(sentence.element);
    close.addEventListener('click', () => element.close());
    element.addEventListener('click', ({ target }) => target === element && element.close());
    element.addEventListener('close', () => (this.open.value = false));
    document.body.append(element);
    this.element = element;

    effect(() => {
      own.hidden = !state.reading.value.values.data.includes(':');
    });
    const address = computed(() => {
      const embed = ['1', ...this.#parts.value].join(',');
      // Read only for the dependency.
      const { address: _ } = state.reading.value;
      return new URL(state.with({ embed }).address, location.href).href;
    });
    effect(() => {
      if (!this.open.value) {
        frame.removeAttribute('src');
        return;
      }
      const [width, height] = this.#size.value.split(' × ').map(Number);
      const shown = create('iframe', { width: `${width}`, height: `${height}`, loading: 'lazy' });
      shown.title = EMBED.frame;
      // An attribute, because setting the property would load the frame, which is not in the page.
      shown.setAttribute('src', address.value);
      // Not a style, which the policy of the host page may forbid.
      shown.setAttribute('frameborder', '0');
      snippet.show(shown.outerHTML);
      Object.assign(frame, { width, height, src: address.value });
    });
    effect(() => {
      const { value: rate } = state.rate;
      const { holds } = state.reading.value;
      const text = rate ? EMBED.answer(brief(rate.lr), rate.range, holds) : EMBED.none;
      sentence.show(`${text} ${state.sharedAddress.value}`);
    });
  }

  /** What a frame with the user's own table lacks, and the way to pictures. */
  #ownData() {
    const pictures = create('button', { type: 'button' }, EMBED.pictures);
    pictures.addEventListener('click', () => {
      this.element.close();
      const section = byId('export', HTMLDetailsElement);
      section.open = true;
      section.querySelector('summary')?.focus();
      section.scrollIntoView();
    });
    return create('p', { id: 'embed-own' }, EMBED.own, ' ', pictures);
  }

  #choices() {
    const size = create('select', { id: 'embed-size' });
    size.append(...EMBED.sizes.map((text) => new Option(text)));
    size.addEventListener('change', () => (this.#size.value = size.value));
    const parts = EMBED.choices.map(([name, label]) => {
      const part = create('input', { type: 'checkbox', name });
      part.addEventListener('change', () => {
        const others = this.#parts.value.filter((one) => one !== name);
        this.#parts.value = part.checked ? [...others, name] : others;
      });
      return create('label', {}, part, ' ', label);
    });
    const sizes = create('label', { htmlFor: size.id }, EMBED.size);
    const legend = create('legend', {}, EMBED.parts);
    return create('div', {}, sizes, ' ', size, create('fieldset', {}, legend, ...parts));
  }
}

/** A text to copy. @param {string} id @param {string} label */
function copyBox(id, label) {
  const text = create('textarea', { id, readOnly: true, rows: 3, spellcheck: false });
  const copyButton = create('button', { type: 'button' }, EMBED.copy);
  const copied = create('span', { className: 'hint' });
  copied.setAttribute('role', 'status');
  copyButton.addEventListener('click', async () => {
    const done = await copy(text.value);
    if (!done) text.select();
    setText(copied, done ? EMBED.copied : EMBED.byHand);
  });
  const caption = create('label', { htmlFor: id }, label);
  return {
    element: create('div', { className: 'box' }, caption, text, copyButton, ' ', copied),
    show(/** @type {string} */ value) {
      if (text.value === value) return;
      text.value = value;
      setText(copied, '');
    },
  };
}
