// A valid language for uPlot. When it is loaded, it formats numbers in the browser's language, and fails if that is
// invalid, as on a Linux desktop with the language "C". This is a part of the first code, which comes before uPlot.

try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en' });
}
