// npm run build

import { buildPage } from './build-page.mjs';
import { main, readArguments } from './shared.mjs';

await main(() => {
  readArguments({});
  return buildPage();
});
