/** What the page of an incident does more when scripts run: a slider over its steps, and buttons that copy citations. */

for (const button of document.querySelectorAll<HTMLButtonElement>('button.copy[data-copies]')) {
  const words = document.getElementById(button.dataset.copies ?? '');
  if (!words || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', () => void copy(button, words));
}

const form = document.querySelector<HTMLFormElement>('form[data-asof]');
if (form) slide(form);

async function copy(button: HTMLButtonElement, words: HTMLElement): Promise<void> {
  const told = document.getElementById('told');
  try {
    await navigator.clipboard.writeText(words.textContent ?? '');
    button.textContent = 'Copied';
  } catch {
    getSelection()?.selectAllChildren(words);
    button.textContent = 'Press Ctrl+C';
  }
  if (told) told.textContent = button.textContent;
}

/** The slider goes over the links of the steps: what it shows while it moves is their words, where it rests is opened. */
function slide(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>('.slider');
  const range = box?.querySelector<HTMLInputElement>('input[type="range"]');
  const output = box?.querySelector('output');
  const links = [...form.querySelectorAll<HTMLAnchorElement>('.steps ol a')];
  if (!box || !range || !output || links.length < 2) return;
  const current = links.findIndex((link) => link.hasAttribute('aria-current'));
  range.max = String(links.length);
  range.value = String(current < 0 ? range.value : current + 1);
  box.hidden = false;
  const tell = (): void => {
    const link = links[range.valueAsNumber - 1];
    const words = link ? label(link) : '';
    output.value = words;
    range.setAttribute('aria-valuetext', words);
  };
  tell();
  range.addEventListener('input', tell);
  range.addEventListener('change', () => {
    const link = links[range.valueAsNumber - 1];
    if (link && !link.hasAttribute('aria-current')) location.assign(link.href);
  });
}

function label(link: HTMLAnchorElement): string {
  return (link.firstChild?.textContent ?? '').trim();
}
