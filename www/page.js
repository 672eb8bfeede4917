// What the page is of. A link that is opened and a control that is changed come to the same: settings,
// which the sweeps, the evidence and the picture take.

import { plan, read_link } from './pkg/rangefinder.js';
import { writeAddress } from './link/address.js';
import { RESTS } from './work/scheduler.js';
import { ratesOf } from './panels/bounds.js';
import { byId, say } from './page/dom.js';
import { compose } from './link/link.js';
import { markPreset } from './link/examples.js';
import { SPEEDS } from './work/player.js';

/**
 * @typedef {import('./link/link.js').Reading} Reading
 *
 * @typedef {object} Parts
 * @property {import('./panels/form.js').Form} form
 * @property {import('./link/edits.js').Edits} edits
 * @property {import('./work/player.js').Player} player
 * @property {import('./work/repeats.js').Repeats} repeats
 * @property {import('./evidence.js').Evidence} evidence
 * @property {import('./work/scheduler.js').Scheduler} scheduler
 * @property {import('./link/fingerprints.js').Fingerprints} fingerprints
 * @property {import('./panels/find.js').Picture} picture
 */

export class Page {
  /** What it is of. */
  reading = read_link(location.hash);

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  /** Opens a link. */
  open(opened = this.reading) {
    this.parts.edits.open(opened);
    this.#visit(opened, false);
  }

  /** Goes on with seeds none of which is one of those before. */
  newSeed() {
    const { values } = this.reading;
    const seed = String((Number(values.seed) + Number(values.runs)) % 2 ** 32);
    const next = read_link(compose({ ...values, seed }));
    this.parts.edits.settle('seed', next);
    this.#visit(next, true);
  }

  /** Shows the picture of other settings at once and whole. @param {Reading} edited */
  change(edited) {
    const { player, scheduler, picture } = this.parts;
    if (edited.link === this.reading.link) return;
    scheduler.rest = RESTS.change;
    if (edited.parts.sweep === this.reading.parts.sweep) {
      this.#take(edited, true);
      this.judge();
      scheduler.go();
      picture.refresh();
      return;
    }
    picture.hold();
    this.#open(edited, true);
    player.play(SPEEDS.fast);
  }

  /** Lets the rates that the seeds have found be judged and race. */
  judge() {
    const { repeats, evidence, picture } = this.parts;
    if (!repeats.summary) return;
    const rates = ratesOf(this.reading.link, repeats.summary);
    picture.take(this.reading.values, rates);
    evidence.enter(rates);
  }

  /**
   * Plays the sweeps that a link names; the evidence waits until they are drawn.
   * @param {Reading} opened
   * @param {boolean} changed whether a control has made the link
   */
  #visit(opened, changed) {
    const { player, scheduler } = this.parts;
    scheduler.rest = player.speed.hidden ? RESTS.change : RESTS.visit;
    this.#open(opened, changed);
    player.play();
  }

  /** Begins the sweeps that a link names. @param {Reading} opened @param {boolean} changed */
  #open(opened, changed) {
    const { form, player, repeats, scheduler, picture } = this.parts;
    const { link, values } = opened;
    const shares = this.#take(opened, changed);
    repeats.open(link, Number(values.runs), shares);
    picture.clear(form.text('measure', values));
    scheduler.go();
    player.load(link);
  }

  /** Takes a link as that of the picture: how its work is shared out. @param {Reading} opened @param {boolean} changed */
  #take(opened, changed) {
    const { form, fingerprints, evidence, picture } = this.parts;
    const { link, address, values } = opened;
    this.reading = opened;
    writeAddress(address, changed);
    say(byId('address', HTMLElement), new URL(address, location.href).href);
    const preset = markPreset(byId('preset-list', HTMLElement), link);
    const changes = form.changes(values).join(', ');
    say(byId('lesson', HTMLElement), preset?.lesson ?? `Changed: ${changes}.`);
    fingerprints.open(opened);
    const rates = ratesOf(link, undefined);
    picture.take(values, rates);
    const shares = plan(link);
    evidence.open(opened, shares, rates);
    return shares;
  }
}
