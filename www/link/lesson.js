// Steps of a lesson -> links, each of which holds those behind it.

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} link of its picture
 * @property {string} do what the user is to do
 * @property {string} see what is then to be seen
 */

/** The link of the first of some steps. @param {Step[]} steps */
export function firstStep(steps) {
  return steps.reduceRight((next, step, place) => {
    const shown = {
      title: step.title,
      note: `${step.do} ${step.see}`,
      step: `${place + 1}/${steps.length}`,
      ...(next && { next: next.slice(1) }),
    };
    return `${step.link}&${new URLSearchParams(shown)}`;
  }, '');
}
