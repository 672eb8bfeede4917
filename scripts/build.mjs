// npm run build

import { buildPage } from './build-page.mjs';
import { main } from './shared.mjs';

await main(buildPage);
