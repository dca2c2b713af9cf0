/** The incidents of a list as points: fetched with the filters of the list, bundled where they would overlap. */
import Supercluster from 'supercluster';

/** latitude, longitude, radius in km of the doubt, role */
export type Place = readonly [number, number, number, 'origin' | 'site' | 'target'];

/** An incident: its id and title, whether facts of it are contested, its places, the one that stands for it first. */
export type Incident = readonly [string, string, 0 | 1, readonly Place[]];

export interface Points {
  readonly incidents: readonly Incident[];
}

interface Tally {
  readonly number: number;
}

export type Index = Supercluster<{ number: number }, Tally>;

/** Fetch the points that an address gives; the last call wins. */
export async function fetchPoints(url: string, signal: AbortSignal): Promise<Points> {
  const answer = await fetch(url, { signal, headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${answer.statusText}`);
  return (await answer.json()) as Points;
}

/** Bundle points that would lie on each other at each zoom up to `deepest`. */
export function indexed(points: Points, deepest: number): Index {
  const index: Index = new Supercluster({ radius: 44, maxZoom: deepest });
  return index.load(
    points.incidents.map(([, , , places], number) => ({
      type: 'Feature' as const,
      properties: { number },
      geometry: { type: 'Point' as const, coordinates: [places[0]![1], places[0]![0]] },
    })),
  );
}

/** The bend of a line from one place to another, in steps: up and away from the straight one, so that its ends show. */
export function arc(from: Place, to: Place): [number, number][] {
  const [a, b] = [from[0], from[1]];
  const [c, d] = [to[0], to[1]];
  const bend = 0.2 * Math.hypot(c - a, d - b);
  const [lat, lon] = [(a + c) / 2 + bend, (b + d) / 2];
  return Array.from({ length: 25 }, (_, i): [number, number] => {
    const t = i / 24;
    const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return [p * a + q * lat + r * c, p * b + q * lon + r * d];
  });
}

/** Where an incident's arcs run: from every origin to the place that stands for it. */
export function arcs(incident: Incident): [number, number][][] {
  const [main, ...others] = incident[3];
  if (!main || main[3] === 'origin') return [];
  return others
    .filter((place) => place[3] === 'origin' && (place[0] !== main[0] || place[1] !== main[1]))
    .map((place) => arc(place, main));
}
