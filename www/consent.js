// Whether some work may be done: what would take long waits for the reader's word.

export class Consent {
  /** Whether the reader is to say when. */
  held = false;
  /** Whether the workers have failed at it. */
  failed = false;
  #asked = false;

  /** Of other work. */
  reset() {
    this.held = this.failed = this.#asked = false;
  }

  /** It would take long: it is not begun unasked. */
  hesitate() {
    if (!this.#asked) this.held = true;
  }

  /** The reader says stop. */
  pause() {
    this.held = true;
  }

  /** The reader says go. */
  go() {
    this.#asked = true;
    this.held = this.failed = false;
  }

  get given() {
    return !this.held && !this.failed;
  }
}
