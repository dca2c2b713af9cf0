/** Single keys of a page: one table that acts, and that `?` shows. Whoever dislikes them switches them off. */

export interface Key {
  readonly key: string;
  readonly does: string;
  readonly act: () => void;
}

const STORED = 'sayso.keys';
const table = new Map<string, Key>();

/** Let keys act on this page; a later one of the same name takes the place of an earlier. */
export function addKeys(...keys: Key[]): void {
  for (const key of keys) table.set(key.key, key);
}

/** Listen for keys, and put a button into the page that shows them. */
export function startKeys(): void {
  document.addEventListener('keydown', onKey);
  addKeys({ key: '?', does: 'show or hide these keys', act: toggleHelp });
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'keys-button';
  button.append('Keys ', kbd('?'));
  button.addEventListener('click', toggleHelp);
  document.querySelector('.top')?.append(button);
}

export function keysAreOn(): boolean {
  return localStorage.getItem(STORED) !== 'off';
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isWriting(event.target)) return;
  const key = table.get(event.key);
  if (!key || (event.key !== '?' && (!keysAreOn() || document.querySelector('dialog[open]')))) return;
  event.preventDefault();
  key.act();
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest('input, textarea, select');
  return target.isContentEditable || (field !== null && !field.matches('[type=checkbox], [type=radio]'));
}

function toggleHelp(): void {
  const open = document.querySelector<HTMLDialogElement>('#keys');
  if (open) open.close();
  else showHelp();
}

function showHelp(): void {
  const dialog = document.createElement('dialog');
  dialog.id = 'keys';
  dialog.setAttribute('aria-labelledby', 'keys-title');
  const title = document.createElement('h2');
  title.id = 'keys-title';
  title.textContent = 'Keys of this page';
  const list = document.createElement('dl');
  for (const { key, does } of table.values()) {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    const what = document.createElement('dd');
    term.append(kbd(key));
    what.textContent = does;
    row.append(term, what);
    list.append(row);
  }
  dialog.append(title, list, theSwitch(), closer(dialog));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function theSwitch(): HTMLElement {
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = keysAreOn();
  box.addEventListener('change', () => localStorage.setItem(STORED, box.checked ? 'on' : 'off'));
  label.append(box, ' Single keys act');
  return label;
}

function closer(dialog: HTMLDialogElement): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Close';
  button.addEventListener('click', () => dialog.close());
  return button;
}

function kbd(key: string): HTMLElement {
  const element = document.createElement('kbd');
  element.textContent = key;
  return element;
}
