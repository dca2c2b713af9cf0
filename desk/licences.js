// Put the licences of what was bundled beside it, as they ask for.
import { readFileSync, writeFileSync } from 'node:fs';

const BUNDLED = ['htmx.org', 'leaflet', 'supercluster', 'kdbush', 'topojson-client', 'world-atlas'];
const texts = BUNDLED.map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}\n`);
writeFileSync('../src/sayso/web/static/built/LICENSES.txt', texts.join(`\n${'-'.repeat(80)}\n\n`));
