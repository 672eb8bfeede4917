/**
 * Whether the first sweep is played while the page is being loaded: that of a link that sets nothing, unless only the
 * end of a sweep is shown, with reduced motion. The built page also contains this function by itself.
 */
export function playsFirst() {
  return (
    /^#?(v=2)?$/.test(location.hash) && !matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
