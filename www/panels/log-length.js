// The length of the planned training, which no log contains.

import { effect } from '@preact/signals-core';
import { create, setText } from '../page/dom.js';
import { LOG } from '../text/log-labels.js';

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<import('../training-log.js').View>} shown
 * @param {(text: string) => void} onSteps called with the typed text
 */
export function startLength(section, shown, onSteps) {
  const input = create('input', { id: 'log-steps', type: 'text', spellcheck: false, size: 10 });
  input.autocomplete = 'off';
  input.inputMode = 'numeric';
  const problem = create('p', { id: 'log-steps-problem', className: 'error' });
  problem.setAttribute('role', 'alert');
  input.setAttribute('aria-describedby', problem.id);
  const label = create('label', { htmlFor: input.id }, LOG.length);
  const box = create(
    'div',
    {},
    create('p', { className: 'work' }, label, input, LOG.steps),
    problem,
  );
  section.append(box);
  input.addEventListener('change', () => onSteps(input.value));
  effect(() => {
    const { report, source, stepsProblem } = shown.value;
    box.hidden = report?.decade_steps === undefined;
    setText(problem, stepsProblem ?? '');
    input.setAttribute('aria-invalid', String(stepsProblem !== undefined));
    // An invalid text stays as typed.
    if (stepsProblem === undefined) input.value = String(source.choices.steps ?? '');
  });
}
