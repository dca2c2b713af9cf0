/** Walk through a list of entries, each with one link that opens it, by keys: the focus moves, so that Enter opens. */
import type { Key } from './keys';

const ENTRY = '.incidents h3 a';

/** The keys that a page with a list and a search field has. */
export function listKeys(): Key[] {
  const keys: Key[] = [];
  if (document.querySelector('.incidents')) {
    keys.push(
      { key: 'j', does: 'next of the list (or ↓ on an entry)', act: () => step(1) },
      { key: 'k', does: 'previous of the list (or ↑ on an entry)', act: () => step(-1) },
      { key: 'Enter', does: 'open the entry that has the focus', act: open },
    );
    document.addEventListener('keydown', arrows);
  }
  const search = '#text, input[type="search"]';
  if (document.querySelector(search)) {
    keys.push({ key: '/', does: 'go to the search field', act: () => find(search) });
  }
  return keys;
}

function step(by: number): void {
  const entries = [...document.querySelectorAll<HTMLAnchorElement>(ENTRY)];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : entries.length - 1) : at + by;
  const entry = entries[next];
  entry?.focus();
  entry?.closest('li')?.scrollIntoView({ block: 'nearest' });
}

/** Enter is the browser's own on links and buttons; here it is only told. */
function open(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.click();
}

function arrows(event: KeyboardEvent): void {
  const onEntry = event.target instanceof Element && event.target.matches(ENTRY);
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!onEntry || by === undefined) return;
  event.preventDefault();
  step(by);
}

function find(search: string): void {
  const field = document.querySelector<HTMLInputElement>(search);
  field?.closest('details')?.setAttribute('open', '');
  field?.focus();
  field?.select();
}

