// Steps of a lesson -> links, each of which contains the following ones.

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} link of the step's settings
 * @property {string} do the instruction
 * @property {string} see what the user should then see
 */

/** The link of the first of some steps. @param {Step[]} steps */
export function firstStep(steps) {
  return steps.reduceRight((next, step, index) => {
    const keys = {
      title: step.title,
      note: `${step.do} ${step.see}`,
      step: `${index + 1}/${steps.length}`,
      ...(next && { next: next.slice(1) }),
    };
    return `${step.link}&${new URLSearchParams(keys)}`;
  }, '');
}
