/** Outlines of the divisions that hold incidents, under the points, where a gazetteer with outlines was added. */
import L from 'leaflet';

interface Answer {
  readonly divisions: readonly {
    readonly name: string;
    readonly kind: 'region' | 'county';
    readonly rings: readonly (readonly [number, number][])[];
  }[];
}

const PANE = 'divisions';

export class Divisions {
  readonly #map: L.Map;
  readonly #layer = L.layerGroup();
  readonly #renderer = L.canvas({ padding: 0.4, pane: PANE });
  #asking: AbortController | null = null;
  #asked = '';

  constructor(map: L.Map) {
    this.#map = map;
    const pane = map.createPane(PANE);
    pane.style.zIndex = '250'; // above countries and tiles, below points
    pane.style.pointerEvents = 'none';
    this.#layer.addTo(map);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#layer.eachLayer((drawn) => (drawn as L.Polygon).setStyle(colours()));
    });
  }

  /** Draw what the part of the map in view needs; the last call wins. */
  async draw(): Promise<void> {
    const from = document.querySelector<HTMLElement>('#desk')?.dataset['divisions'];
    const url = from ? this.#address(from) : '';
    if (url === this.#asked) return;
    this.#asked = url;
    this.#asking?.abort();
    this.#asking = new AbortController();
    try {
      const answer = url ? await fetch(url, { signal: this.#asking.signal }) : null;
      this.#show(answer?.ok ? ((await answer.json()) as Answer) : { divisions: [] });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#asked = ''; // the points are what matters
    }
  }

  #address(from: string): string {
    const view = this.#map.getBounds();
    const within = (value: number, most: number): string => Math.max(-most, Math.min(most, value)).toFixed(2);
    const edges = [within(view.getWest(), 180), within(view.getSouth(), 90), within(view.getEast(), 180), within(view.getNorth(), 90)];
    const zoom = Math.max(1, Math.round(this.#map.getZoom()));
    return `${from}${from.includes('?') ? '&' : '?'}view=${edges.join(',')}&zoom=${zoom}`;
  }

  #show({ divisions }: Answer): void {
    this.#layer.clearLayers();
    for (const { kind, rings } of divisions) {
      const drawn = rings.map((ring) => ring.map(([lat, lon]): L.LatLngTuple => [lat, lon]));
      L.polygon(drawn, {
        renderer: this.#renderer,
        interactive: false,
        weight: kind === 'region' ? 1.4 : 0.8,
        dashArray: kind === 'region' ? '' : '3 3',
        fillOpacity: 0.1,
        smoothFactor: 0,
        ...colours(),
      }).addTo(this.#layer);
    }
    this.#map.getContainer().dataset['divisions'] = divisions.map(({ name }) => name).join(', ');
  }
}

function colours(): L.PathOptions {
  const line = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
  return { color: line, fillColor: line };
}
