/** A brush over the timeline: drag across bars to list what began in their days. Bars stay links. */
import { filtered, show } from './swap';

const LEAST = 6; // pixels; less is a click

interface Brush {
  readonly svg: SVGSVGElement;
  readonly from: number;
  readonly band: SVGRectElement;
  moved: boolean;
}

let brush: Brush | null = null;

/** Listen on the whole page: the timeline is swapped, the listeners stay. */
export function startBrush(): void {
  document.addEventListener('pointerdown', begin);
  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', end);
  document.addEventListener('pointercancel', drop);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && drop());
  document.addEventListener('click', follow);
  document.addEventListener('dragstart', (event) => {
    if (event.target instanceof Element && event.target.closest('svg.timeline')) event.preventDefault();
  });
}

function begin(event: PointerEvent): void {
  const svg = event.target instanceof Element ? event.target.closest<SVGSVGElement>('svg.timeline') : null;
  if (!svg || event.button !== 0 || event.pointerType === 'touch') return;
  const band = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  band.setAttribute('class', 'band');
  band.setAttribute('y', '0');
  band.setAttribute('height', '132');
  brush = { svg, from: event.clientX, band, moved: false };
}

function move(event: PointerEvent): void {
  if (!brush || (!brush.moved && Math.abs(event.clientX - brush.from) < LEAST)) return;
  if (!brush.moved) brush.svg.append(brush.band);
  brush.moved = true;
  const [left, right] = ends(brush, event.clientX).map((x) => inPicture(brush!.svg, x));
  brush.band.setAttribute('x', String(left));
  brush.band.setAttribute('width', String(Math.max(0, right! - left!)));
}

function end(event: PointerEvent): void {
  if (!brush?.moved) return drop();
  const [left, right] = ends(brush, event.clientX);
  const bars = [...brush.svg.querySelectorAll<SVGAElement>('a[data-since]')].filter((bar) => {
    const box = bar.getBoundingClientRect();
    return box.right >= left! && box.left <= right!;
  });
  drop();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
  const since = bars[0]?.dataset['since'];
  const until = bars.at(-1)?.dataset['until'];
  if (since && until) show(filtered({ since, until }));
}

function drop(): void {
  brush?.band.remove();
  brush = null;
}

function ends(at: Brush, x: number): [number, number] {
  return [Math.min(at.from, x), Math.max(at.from, x)];
}

/** Pixels of the page as units of the picture. */
function inPicture(svg: SVGSVGElement, x: number): number {
  const box = svg.getBoundingClientRect();
  return ((x - box.left) / box.width) * svg.viewBox.baseVal.width;
}

/** The click that ends a drag opens nothing. */
function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A bar is a link within SVG, which htmx does not boost. */
function follow(event: MouseEvent): void {
  const bar = event.target instanceof Element ? event.target.closest<SVGAElement>('svg.timeline a[data-since]') : null;
  if (!bar || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(bar.href.baseVal);
}
