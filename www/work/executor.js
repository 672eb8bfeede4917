// The executor: does shares of work, one after the other. Each worker has one; where no worker can start, the
// page itself has.

import { rest } from '../page/rest.js';
import startWhy, { Inspection, use_data as useInWhy } from '../pkg-why/why.js';
import { evaluate, Job, rank, summarize, use_data } from '../pkg/rangefinder.js';

/**
 * @typedef {'repeats' | 'check' | 'comparison'} Kind of {@link Job}
 * @typedef {'layers' | 'sharpness'} WhyKind of {@link Inspection}
 * @typedef {keyof typeof SUMS} Sum of what was worked out
 *
 * @typedef {object} Share
 * @property {Kind | WhyKind | Sum} kind
 * @property {string} name shares of one name come to the same
 * @property {any[]} args
 * @property {WebAssembly.Module} [module] in which it is done, if that is not the one that all is done in
 *
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {{ index: number, share: Share }} Item
 * @typedef {{ job: number, items: Item[], data?: Rows }} Order `data`: if it is not what the order
 *   before was about
 *
 * @typedef {{ job: number, steps: number }} Busy `steps`: made since the last answer
 * @typedef {Busy & { index: number, result: any, all: number }} Done `all`: steps of the whole share
 */

/** What is done in one go, but can take longer than a frame. */
const SUMS = { summarize, evaluate, rank };

/** Milliseconds of work between two rests. */
const SLICE = 8;

export class Executor {
  /** The newest job, and what of it is to be done here. @type {Order} */
  #order = { job: 0, items: [] };
  #working = false;
  /** Data that the module of the diagnosis is still to be given. @type {Rows | undefined} */
  #data;

  /**
   * @param {(answer: Busy | Done) => void} answer
   * @param {(error: unknown) => void} fail told of a failure that ends everything
   */
  constructor(answer, fail) {
    this.answer = answer;
    this.fail = fail;
  }

  /** What is of the same job comes next; all else is dropped. @param {Order} order */
  take(order) {
    // Together with what it is for: what is under way has its own data, and what waits is dropped.
    if (order.data) give(use_data, (this.#data = order.data));
    const { job, items } = this.#order;
    const [now, later] = [items.slice(0, 1), items.slice(1)];
    this.#order = order.job === job ? { job, items: [...now, ...order.items, ...later] } : order;
    if (this.#working) return;
    this.#run().then(
      () => (this.#working = false),
      (error) => {
        // Whoever is told may have other work at once.
        this.#working = false;
        this.fail(error);
      },
    );
  }

  /** Does one share after the other. What is under way goes on if the newest order wants it as well. */
  async #run() {
    this.#working = true;
    for (let item = this.#order.items[0]; item; item = this.#order.items[0]) {
      const { result, steps, all } = await this.#work(item.share);
      const { items, job } = this.#order;
      const done = items.find(({ share }) => share.name === item.share.name);
      if (!done) continue;
      this.#order.items = items.filter((one) => one !== done);
      this.answer({ job, index: done.index, result, steps, all });
    }
  }

  /** @param {Share} share */
  async #work({ name, kind, args, module }) {
    if (kind in SUMS) {
      const sum = /** @type {(...args: any[]) => any} */ (SUMS[/** @type {Sum} */ (kind)]);
      return { result: sum(...args), steps: 0, all: 0 };
    }
    // Where it has started already, this does nothing.
    if (module) {
      await startWhy({ module_or_path: module });
      if (this.#data) give(useInWhy, this.#data);
      this.#data = undefined;
    }
    const begin =
      kind === 'layers' || kind === 'sharpness'
        ? Inspection[kind]
        : Job[/** @type {Kind} */ (kind)];
    const work = /** @type {(...args: any[]) => Job | Inspection} */ (begin)(...args);
    const wanted = () => this.#order.items.some(({ share }) => share.name === name);
    let made = slice(work);
    let all = made.steps;
    while (made.more && wanted()) {
      this.answer({ job: this.#order.job, steps: made.steps });
      await rest();
      made = slice(work);
      all += made.steps;
    }
    const result = work.take();
    work.free();
    return { result, steps: made.steps, all };
  }
}

/** @param {typeof use_data} take of a module @param {Rows} data */
function give(take, { name, features, targets, unit }) {
  take(name, features, targets, unit);
}

/** How many steps it has made, and whether there is more to do. @param {Job | Inspection} work */
function slice(work) {
  const end = performance.now() + SLICE;
  let [steps, more] = [0, true];
  for (; more && performance.now() < end; steps += 1) more = work.advance(1);
  return { steps, more };
}
