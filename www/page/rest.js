const { port1, port2 } = new MessageChannel();
port2.start();

/** Lets messages that have come be read. */
export function yieldToMessages() {
  return new Promise((resolve) => {
    port2.addEventListener('message', resolve, { once: true });
    port1.postMessage(undefined);
  });
}

/**
 * Lets messages that have come be read, and for a moment leaves the processor to those who draw: on
 * two cores, two workers that never rest cost the page its frames.
 */
export function rest() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Puts calls off to the next frame, of which only the last one counts.
 * @template T
 * @param {(value: T) => void} act
 * @returns {(value: T) => void}
 */
export function inNextFrame(act) {
  let frame = 0;
  /** @type {T} */
  let last;
  return (value) => {
    last = value;
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      act(last);
    });
  };
}
