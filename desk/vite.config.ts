import { defineConfig } from 'vite';

/** Every page loads `desk`; the list of incidents loads `incidents` too, which fetches the map when there is one. */
export default defineConfig({
  base: '/static/built/',
  publicDir: false,
  build: {
    outDir: '../src/sayso/web/static/built',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    assetsInlineLimit: 0, // the policy of the pages allows no data: addresses
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['src/desk.ts', 'src/incident.ts', 'src/incidents.ts', 'src/report.ts'] },
  },
});
