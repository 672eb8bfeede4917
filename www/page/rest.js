/**
 * Lets messages that have come be read, and for a moment leaves the processor to those who draw: on
 * two cores, two workers that never rest cost the page its frames.
 */
export function rest() {
  return new Promise((resolve) => setTimeout(resolve));
}
