/** The map of the list of incidents: what is listed, where it lies, how surely, and from where it came. */
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { Divisions } from './divisions';
import { drawOutlines } from './outlines';
import { arcs, fetchPoints, indexed, type Incident, type Index, type Points } from './points';
import { filtered, show } from './swap';

const DEEPEST = 10; // zoom; the outlines are true to 5 km
const DEEPEST_TILES = 17;
const CARDS = 6; // incidents that a popup tells of; more are listed
const LEAST_DOUBT = 7; // pixels; a smaller circle hides under its dot

let map: L.Map;
let points: Points = { incidents: [] };
let index: Index | null = null;
let marks: L.LayerGroup;
let chosen: L.LayerGroup;
let divisions: Divisions;
let shown = '';
let asking: AbortController | null = null;

/** Put the map in the place of the still picture. */
export function start(): void {
  const box = document.querySelector<HTMLElement>('#map');
  if (!box) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const coarse = matchMedia('(pointer: coarse)').matches;
  const { tiles, credit } = box.dataset;
  box.replaceChildren();
  box.classList.add('live');
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', 'Map of the incidents listed');
  map = L.map(box, {
    minZoom: 1,
    maxZoom: tiles ? DEEPEST_TILES : DEEPEST,
    maxBounds: [
      [-85, -220],
      [85, 220],
    ],
    attributionControl: Boolean(tiles),
    dragging: !coarse, // one finger scrolls the page, two move the map
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    zoomSnap: 0.5,
  });
  map.setView([20, 20], 1);
  if (tiles) new Tiles(tiles, { attribution: escaped(credit ?? '') }).addTo(map);
  else void drawOutlines(map);
  divisions = new Divisions(map);
  chosen = L.layerGroup().addTo(map);
  marks = L.layerGroup().addTo(map);
  map.addControl(new InView({ position: 'topright' }));
  map.on('moveend', draw);
  map.on('moveend', () => void divisions.draw());
  map.on('boxzoomend', (event) => list((event as L.LeafletEvent & { boxZoomBounds: L.LatLngBounds }).boxZoomBounds));
  for (const kind of ['focusin', 'pointerover']) document.addEventListener(kind, point);
  void update();
}

/** Show what the list shows now. */
export async function update(): Promise<void> {
  if (!map) return;
  map.invalidateSize({ animate: false });
  const url = document.querySelector<HTMLElement>('#desk')?.dataset['points'] ?? '/points';
  if (url === shown) return;
  shown = url;
  asking?.abort();
  asking = new AbortController();
  try {
    points = await fetchPoints(url, asking.signal);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) shown = '';
    return;
  }
  index = indexed(points, map.getMaxZoom() - 1);
  map.closePopup();
  chosen.clearLayers();
  fit();
  draw();
  void divisions.draw();
  map.getContainer().dataset['ready'] = String(points.incidents.length);
}

function fit(): void {
  const places = points.incidents.map(([, , , [place]]) => L.latLng(place![0], place![1]));
  if (places.length === 0) map.setView([20, 20], 1, { animate: false });
  else map.fitBounds(L.latLngBounds(places), { padding: [36, 36], maxZoom: 7, animate: false });
}

/** Draw what lies in view: numbers for bundles, dots with their doubt and arcs for single incidents. */
function draw(): void {
  if (!index) return;
  marks.clearLayers();
  const view = map.getBounds().pad(0.1);
  const box: [number, number, number, number] = [
    Math.max(-180, view.getWest()),
    view.getSouth(),
    Math.min(180, view.getEast()),
    view.getNorth(),
  ];
  for (const found of index.getClusters(box, Math.round(map.getZoom()))) {
    const at = L.latLng(found.geometry.coordinates[1]!, found.geometry.coordinates[0]!);
    if ('cluster' in found.properties) bundle(at, found.properties.cluster_id, found.properties.point_count);
    else single(at, points.incidents[found.properties.number]!);
  }
}

function bundle(at: L.LatLng, id: number, count: number): void {
  const size = 24 + 6 * Math.min(4, Math.log10(count));
  const words = count.toLocaleString('en');
  mark(at, 'bundle', words, `${words} incidents here`, size, () => {
    const zoom = index!.getClusterExpansionZoom(id);
    const leaves = index!.getLeaves(id, Infinity).map((leaf) => points.incidents[leaf.properties.number]!);
    const bounds = L.latLngBounds(leaves.map(([, , , [place]]) => L.latLng(place![0], place![1])));
    if (zoom <= map.getMaxZoom() && bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 100) map.setView(at, zoom);
    else void tell(at, leaves, bounds);
  });
}

function single(at: L.LatLng, incident: Incident): void {
  const [, title, contested, places] = incident;
  doubt(incident, marks);
  for (const line of arcs(incident)) L.polyline(line, { className: 'arc', interactive: false }).addTo(marks);
  const role = places[0]![3];
  const words = `${title}${contested ? ' (contested)' : ''}`;
  mark(at, `dot ${role}${contested ? ' contested' : ''}`, contested ? '≠' : '', words, contested ? 18 : 14, () => {
    choose(incident);
    void tell(at, [incident], null);
  });
}

function doubt(incident: Incident, layer: L.LayerGroup): void {
  const metresAPixel = (40_075_016 * Math.cos((incident[3][0]![0] * Math.PI) / 180)) / 256 / 2 ** map.getZoom();
  for (const [lat, lon, radius] of incident[3])
    if ((radius * 1000) / metresAPixel > LEAST_DOUBT)
      L.circle([lat, lon], { radius: radius * 1000, className: 'doubt', interactive: false }).addTo(layer);
}

function mark(at: L.LatLng, kind: string, words: string, told: string, size: number, act: () => void): void {
  const face = document.createElement('span');
  face.textContent = words;
  const icon = L.divIcon({ html: face, className: kind, iconSize: [size, size] });
  const marker = L.marker(at, { icon, alt: told, title: told, keyboard: true }).addTo(marks);
  marker.getElement()?.setAttribute('aria-label', told);
  marker.on('click', act);
}

/** A popup with cards of incidents, drawn by the server: titles, dates and standing in words. */
async function tell(at: L.LatLng, incidents: readonly Incident[], bounds: L.LatLngBounds | null): Promise<void> {
  const popup = L.popup({ maxWidth: 300, minWidth: 220, autoPanPadding: [12, 12] }).setLatLng(at).setContent('…').openOn(map);
  const ids = incidents.slice(0, CARDS).map(([id]) => `id=${encodeURIComponent(id)}`);
  const asOf = new URLSearchParams(location.search).get('as_of');
  if (asOf) ids.push(`as_of=${encodeURIComponent(asOf)}`);
  const answer = await fetch(`/cards?${ids.join('&')}`);
  const content = document.createElement('div');
  content.innerHTML = answer.ok ? await answer.text() : 'These incidents cannot be shown.'; // escaped by the server
  if (bounds && incidents.length > CARDS) {
    const all = document.createElement('a');
    all.href = filtered({ bbox: box(bounds.pad(0.01)) });
    all.textContent = `List all ${incidents.length.toLocaleString('en')}`;
    all.addEventListener('click', (event) => {
      event.preventDefault();
      map.closePopup();
      show(all.getAttribute('href')!);
    });
    content.append(all);
  }
  popup.setContent(content);
  map.once('popupclose', () => chosen.clearLayers());
}

/** Ring the places of an incident, with their doubt. */
function choose(incident: Incident): void {
  chosen.clearLayers();
  for (const [lat, lon] of incident[3])
    L.circleMarker([lat, lon], { radius: 13, className: 'ring', interactive: false }).addTo(chosen);
  doubt(incident, chosen);
  for (const line of arcs(incident)) L.polyline(line, { className: 'arc', interactive: false }).addTo(chosen);
}

/** An entry of the list under the pointer or with the focus is ringed on the map. */
function point(event: Event): void {
  const entry = event.target instanceof Element ? event.target.closest<HTMLElement>('.incidents > li[data-id]') : null;
  if (!entry) return;
  const incident = points.incidents.find(([id]) => id === entry.dataset['id']);
  if (incident) choose(incident);
  else chosen.clearLayers();
}

function list(bounds: L.LatLngBounds): void {
  show(filtered({ bbox: box(bounds) }));
}

/** West, south, east, north as the filter wants them. */
function box(bounds: L.LatLngBounds): string {
  const within = (value: number, most: number): string => String(Number(Math.max(-most, Math.min(most, value)).toFixed(4)));
  return [
    within(bounds.getWest() - 0.0001, 180),
    within(bounds.getSouth() - 0.0001, 90),
    within(bounds.getEast() + 0.0001, 180),
    within(bounds.getNorth() + 0.0001, 90),
  ].join(',');
}

function escaped(text: string): string {
  const span = document.createElement('span');
  span.textContent = text;
  return span.innerHTML;
}

/** Tiles that are let go as they are: Leaflet empties them by a picture in a `data:` address, which the policy forbids. */
const Tiles = L.TileLayer.extend({
  _removeTile: (L.GridLayer.prototype as unknown as Record<string, unknown>)['_removeTile'],
  _abortLoading: () => undefined,
}) as unknown as typeof L.TileLayer;

/** A button that lists what lies in view: what a drag with the shift key does, for keys and fingers. */
class InView extends L.Control {
  override onAdd(): HTMLElement {
    const bar = L.DomUtil.create('div', 'leaflet-bar in-view');
    const button = L.DomUtil.create('button', '', bar);
    button.type = 'button';
    button.textContent = 'List what is in view';
    L.DomEvent.disableClickPropagation(bar);
    button.addEventListener('click', () => list(map.getBounds()));
    return bar;
  }
}
