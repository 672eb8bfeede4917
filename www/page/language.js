// uPlot asks for numbers in the browser's language when it is loaded, and fails if that is none, as
// where a Linux desktop is set to the language "C". It comes before whatever loads uPlot.

try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en' });
}
