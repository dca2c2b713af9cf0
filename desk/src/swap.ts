/** Partial updates of the list of incidents: htmx fetches and swaps, and what the reader was at stays as it was. */
import htmx from 'htmx.org';

const DESK = '#desk';

/** Where the reader was before a swap. */
interface Place {
  readonly folds: ReadonlyMap<string, boolean>;
  readonly field: { readonly id: string; readonly value: string } | null;
}

/** Set htmx up for a strict policy: nothing evaluated, nothing inserted as a style, no page kept in the browser. */
export function startSwapping(onSwapped: () => void): void {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    selfRequestsOnly: true,
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    scrollIntoViewOnBoost: false,
    attributesToSettle: [], // carrying `style` over would be an inline style
  });
  let place: Place | null = null;
  startAsking();
  document.addEventListener('htmx:configRequest', dropEmpty);
  document.addEventListener('htmx:beforeRequest', () => busy(true));
  document.addEventListener('htmx:afterRequest', () => busy(false));
  document.addEventListener('htmx:beforeSwap', (event) => {
    place = remember();
    const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean }>).detail;
    if (detail.xhr.status >= 400) location.assign(detail.xhr.responseURL); // the page that says what is wrong
  });
  document.addEventListener('htmx:sendError', () => tell('The server does not answer.'));
  document.addEventListener('htmx:afterSettle', () => {
    if (place) restore(place);
    place = null;
    tell(document.querySelector('#found')?.textContent ?? '');
    onSwapped();
  });
}

/** Show the list that an address stands for, without leaving the page. */
export function show(url: string): void {
  void htmx.ajax('get', url, { source: DESK, target: DESK, select: DESK, swap: 'outerHTML', push: 'true' });
}

/** Show the list of this address as it is by now. */
export function showAgain(): void {
  const url = location.pathname + location.search;
  void htmx.ajax('get', url, { source: DESK, target: DESK, select: DESK, swap: 'outerHTML' });
}

/** The present list with other filters: `undefined` lets one go. */
export function filtered(changes: Readonly<Record<string, string | undefined>>): string {
  const params = new URLSearchParams(location.search);
  params.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  return query ? `/?${query}` : '/';
}

/** A filter that was changed is asked for without a button; Enter changes and submits, and asks once. */
function startAsking(): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('submit', () => clearTimeout(waiting), { capture: true });
  document.addEventListener('change', (event) => {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>(`${DESK} .filters form`) : null;
    if (form) waiting = setTimeout(() => form.isConnected && form.requestSubmit());
  });
}

function dropEmpty(event: Event): void {
  const { parameters } = (event as CustomEvent<{ parameters: Record<string, unknown> }>).detail;
  for (const name of Object.keys(parameters)) if (parameters[name] === '') delete parameters[name];
  if (parameters['sort'] === 'latest') delete parameters['sort'];
}

function busy(is: boolean): void {
  document.querySelector(DESK)?.setAttribute('aria-busy', String(is));
}

function remember(): Place {
  const folds = [...document.querySelectorAll<HTMLDetailsElement>(`${DESK} details[id]`)];
  const field = document.activeElement;
  const written = field instanceof HTMLInputElement && field.id !== '' && field.value !== field.defaultValue;
  return {
    folds: new Map(folds.map((fold) => [fold.id, fold.open])),
    field: written ? { id: field.id, value: field.value } : null,
  };
}

function restore(place: Place): void {
  for (const [id, open] of place.folds) {
    const fold = document.getElementById(id);
    if (fold instanceof HTMLDetailsElement) fold.open = open;
  }
  const field = place.field && document.getElementById(place.field.id);
  if (field instanceof HTMLInputElement && field === document.activeElement) field.value = place.field?.value ?? '';
}

function tell(words: string): void {
  const line = document.querySelector('#told');
  if (line) line.textContent = words;
}
