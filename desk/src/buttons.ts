/** Keys of buttons: whatever names keys in `data-key` is pressed by them; only what is on the page has a key. */
import type { Key } from './keys';

const KEYED = 'button[data-key], a[data-key], summary[data-key]';

/** A key for every button, link and fold of this page that asks for one; a page that has any shows them. */
export function buttonKeys(): Key[] {
  const keys = [...document.querySelectorAll<HTMLElement>(KEYED)].flatMap((button) =>
    (button.dataset.key ?? '').split(' ').map((key) => ({ key, does: words(button), act: () => press(button) })),
  );
  document.documentElement.classList.toggle('keyed', keys.length > 0);
  return keys;
}

/** What the button says, without the key that stands on it. */
function words(button: HTMLElement): string {
  const copy = button.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('kbd').forEach((key) => key.remove());
  return (button.getAttribute('aria-label') ?? copy.textContent ?? '').trim().toLowerCase();
}

/** Press it; a fold that opens takes the writing hand to its first empty field. */
function press(button: HTMLElement): void {
  button.click();
  const fold = button.closest('details');
  if (button.tagName === 'SUMMARY' && fold?.open !== false) {
    fold?.querySelector<HTMLElement>('input:placeholder-shown, input, select')?.focus();
  }
}
