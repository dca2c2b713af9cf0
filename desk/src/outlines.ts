/** The country outlines under the map, fetched once, in the colours of the page. */
import L from 'leaflet';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Position } from 'geojson';
import address from '../made/outlines.json?url';

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Draw the countries on a map, and again when the page turns light or dark. */
export async function drawOutlines(map: L.Map): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) return; // the points are what matters
  const world = (await answer.json()) as World;
  const renderer = L.canvas({ padding: 0.4, pane: 'tilePane' });
  const rings = feature(world, world.objects.countries).features.flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return geometry.coordinates.slice(0, 1);
    return geometry.type === 'MultiPolygon' ? geometry.coordinates.map((polygon) => polygon[0]!) : [];
  });
  const drawn = rings.flatMap(unrolled).map((ring) => ring.map(([lon, lat]): L.LatLngTuple => [lat!, lon!]));
  const layer = L.polygon(
    drawn.map((ring) => [ring]),
    { renderer, interactive: false, weight: 0.8, fillOpacity: 1, smoothFactor: 0.6, ...colours() },
  ).addTo(map);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => layer.setStyle(colours()));
}

/** A ring that crosses the date line, going on beyond it, and the same at the other edge; the pole closes what surrounds it. */
function unrolled(ring: Position[]): Position[][] {
  let turn = 0;
  let before = ring[0]![0]!;
  const open = ring.map(([lon, lat]) => {
    if (lon! - before > 180) turn -= 360;
    if (before - lon! > 180) turn += 360;
    before = lon!;
    return [lon! + turn, lat!];
  });
  if (turn !== 0) open.push([open.at(-1)![0]!, -89], [open[0]![0]!, -89]);
  const lons = open.map(([lon]) => lon!);
  const copies = [open];
  if (Math.max(...lons) > 180) copies.push(open.map(([lon, lat]) => [lon! - 360, lat!]));
  if (Math.min(...lons) < -180) copies.push(open.map(([lon, lat]) => [lon! + 360, lat!]));
  return copies;
}

function colours(): L.PathOptions {
  const style = getComputedStyle(document.documentElement);
  return { color: style.getPropertyValue('--border').trim(), fillColor: style.getPropertyValue('--land').trim() };
}
