// Make the country outlines under the map: world-atlas at 1:50 million, thinned to what a map of incidents needs.
// Writes made/outlines.json, TopoJSON with every border as one arc; names of countries stay for their labels.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify';
import { quantize } from 'topojson-client';

const SMALLEST = 0.01; // square degrees of the triangle that a bend spans (Visvalingam and Whyatt 1993): 5 km or so
const STEPS = 1e5; // positions across the world: 400 m

const world = JSON.parse(readFileSync('node_modules/world-atlas/countries-50m.json', 'utf8'));
delete world.objects.land;
const thinned = simplify(presimplify(world), SMALLEST);
const kept = filter(thinned, filterWeight(thinned, SMALLEST));
mkdirSync('made', { recursive: true });
writeFileSync('made/outlines.json', JSON.stringify(quantize(kept, STEPS)));
