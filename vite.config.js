import { defineConfig } from 'vite';
import { licenses } from './scripts/licenses.mjs';
import { offline } from './scripts/offline.mjs';

export default defineConfig({
  // Relative addresses, so that the page works from any folder of a web server.
  base: './',
  plugins: [licenses(), offline()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // Every script is in the page itself: there is nothing to load ahead.
    modulePreload: false,
  },
  worker: { format: 'es' },
  // Without this, Vite would also scan the pages that `cargo doc` leaves in target/.
  optimizeDeps: { entries: ['index.html'] },
  server: { watch: { ignored: ['**/target/**', '**/.tools/**'] } },
  preview: { port: 4199 },
});
