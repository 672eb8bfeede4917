const { port1, port2 } = new MessageChannel();
port2.start();

/** Yields, so that arrived messages are handled. */
export function yieldToMessages() {
  return new Promise((resolve) => {
    port2.addEventListener('message', resolve, { once: true });
    port1.postMessage(undefined);
  });
}

/**
 * Yields, so that arrived messages are handled, and pauses for a moment, so that the page can draw: on two
 * cores, two workers that never pause make the page drop frames.
 * @param {number} [milliseconds]
 */
export function pause(milliseconds = 0) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Defers calls to the next frame, and keeps only the last one.
 * @template T
 * @param {(value: T) => void} callback
 * @returns {(value: T) => void}
 */
export function inNextFrame(callback) {
  let frame = 0;
  /** @type {T} */
  let last;
  return (value) => {
    last = value;
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      callback(last);
    });
  };
}
