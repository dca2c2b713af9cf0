/** The page of a job that is not done looks again by itself, and says aloud when it is done. */

const NEXT = '#job';

/** Look again as long as the page says so; without scripts a refresh in <noscript> does the same. */
export function followJob(): void {
  const job = document.querySelector<HTMLElement>(NEXT);
  const pause = Number(job?.dataset.again);
  if (job && pause > 0) window.setTimeout(() => void lookAgain(job), pause);
}

async function lookAgain(job: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector<HTMLElement>(NEXT);
    if (now) {
      job.replaceWith(now);
      document.title = page.title;
      const told = document.querySelector('#told');
      if (told && !now.dataset.again) told.textContent = now.querySelector('h1')?.textContent ?? '';
    }
  } catch {
    // the server is being started anew: the page stays as it is and asks again
  }
  followJob();
}
