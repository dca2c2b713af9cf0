/** What the page of a report does more when scripts run: words under the pointer light up with the claim they carry. */

const text = document.querySelector<HTMLElement>('.reading .text');
const list = document.querySelector<HTMLElement>('.reading .claims');
let lit: Element[] = [];

function light(claim: string | undefined): void {
  for (const element of lit) element.classList.remove('lit');
  lit = claim ? [...partsOf(claim)] : [];
  for (const element of lit) element.classList.add('lit');
}

/** The pieces of text of a claim, and its entry in the list; ids are compared as words, never put into a selector. */
function* partsOf(claim: string): Iterable<Element> {
  for (const piece of text?.querySelectorAll<HTMLElement>('[data-claims]') ?? []) {
    if (piece.dataset.claims?.split(' ').includes(claim)) yield piece;
  }
  const entry = document.getElementById(`claim-${claim}`);
  if (entry) yield entry;
}

/** The claim that an element stands for: the innermost one of a piece of text, that of a number, that of an entry. */
function claimOf(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  const number = target.closest('a.ref');
  if (number) return number.id;
  const entry = target.closest('li[id^="claim-"]');
  if (entry) return entry.id.slice('claim-'.length);
  return target.closest<HTMLElement>('[data-claims]')?.dataset.claims?.split(' ')[0];
}

for (const part of [text, list]) {
  part?.addEventListener('pointerover', (event) => light(claimOf(event.target)));
  part?.addEventListener('pointerleave', () => light(undefined));
  part?.addEventListener('focusin', (event) => light(claimOf(event.target)));
  part?.addEventListener('focusout', () => light(undefined));
}
