/** What a page says of reports that are being merged: it looks again by itself, and shows them when they are there. */

const NOTE = '#pending';
const PAUSE = 3000; // milliseconds; the same for every page that is open

/** Dispatched when newer incidents can be shown; who shows them itself prevents the default, a reload. */
export const NEWER = 'sayso:newer';

/** Look again for as long as the page says that something is pending. */
export function followPending(): void {
  window.setInterval(() => void look(), PAUSE);
}

async function look(): Promise<void> {
  const note = document.querySelector<HTMLElement>(NOTE);
  if (!note?.dataset['state'] || note.dataset['newer'] || document.hidden) return;
  const now = await fetched();
  if (!now || !note.isConnected) return;
  if (now.dataset['state'] !== note.dataset['state']) showNewer(note);
  else note.replaceChildren(...now.childNodes);
}

async function fetched(): Promise<HTMLElement | null> {
  try {
    const answer = await fetch('/pending');
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return answer.ok ? page.querySelector<HTMLElement>(NOTE) : null;
  } catch {
    return null; // the server is being started anew: the page stays as it is and asks again
  }
}

/** Show the newer state, or offer it where somebody is writing or marking words, which would be lost. */
function showNewer(note: HTMLElement): void {
  if (writing()) {
    note.dataset['newer'] = 'yes';
    const told = document.createElement('p');
    told.className = 'note';
    const link = document.createElement('a');
    link.href = location.href.split('#')[0]!;
    link.textContent = 'Show them';
    told.append('Newer reports have been merged. ', link, ' when you are done here.');
    note.replaceChildren(told);
    tell('Newer reports have been merged.');
  } else if (document.dispatchEvent(new CustomEvent(NEWER, { cancelable: true }))) {
    location.reload();
  }
}

function writing(): boolean {
  if (document.getSelection()?.isCollapsed === false) return true;
  return [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('main input, main textarea')].some(
    (field) =>
      field.type === 'checkbox' || field.type === 'radio'
        ? (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked
        : field.value !== field.defaultValue,
  );
}

function tell(words: string): void {
  const line = document.querySelector('#told');
  if (line) line.textContent = words;
}
