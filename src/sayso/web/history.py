"""How the picture of an incident changed as its reports came out: steps to go through, and what each one changed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..ledger import Ledger, end_of, moment_of, start_of
from ..model import CodedReport, Finding, FindingStatus, FindingValue, Incident, Place, Report, Slot
from ..pipeline.known import DAY, Step, history
from ..resolve import FindingChange, Turn
from ..wording import STATUS, plural, range_words, value_words, words
from .render import incident_url, with_moment

MOST_STEPS = 40  # of the row of links
MOST_TOLD = 8  # steps whose changes are listed unasked: each is a merge of the reports that were out
MOST_VALUES = 3  # of one side of a change
TURNS = {
    Turn.CAME: ("+", "new"),
    Turn.GONE: ("−", "no longer told"),
    Turn.CHANGED: ("›", "changed"),
    Turn.CONTESTED: ("≠", "now contested"),
    Turn.AGREED: ("=", "now agreed"),
    Turn.REPLACED: ("›", "replaced"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that stands otherwise, in words."""

    sign: str
    turn: str
    slot: str
    anchor: str
    told: str


@dataclass(frozen=True, slots=True)
class Told:
    """A step with the reports that came out in it and what they changed; None where that was not worked out."""

    label: str
    url: str
    chosen: bool
    stored: bool
    reports: tuple[Report, ...]
    changes: tuple[Change, ...] | None


@dataclass(frozen=True, slots=True)
class History:
    """The steps of an incident, and where it stands among them.

    Args:
        asked: the moment that was asked for, as it was given; None = everything.
        more: where the changes of all steps are listed, when only some are.
    """

    url: str
    asked: str | None
    out: int
    total: int
    steps: tuple[Told, ...]
    more: str | None

    @property
    def latest(self) -> bool:
        """True when everything is shown."""
        return self.asked is None

    @property
    def number(self) -> int:
        """The number of the last step that is taken in, from 1; 0 before the first."""
        return max((n for n, step in enumerate(self.steps, start=1) if step.chosen), default=0)

    @property
    def earlier(self) -> str | None:
        """Where the step before is."""
        return self.steps[self.number - 2].url if self.number > 1 else None

    @property
    def later(self) -> str | None:
        """Where the step after is; the page without a moment after the last but one."""
        if self.number >= len(self.steps) - 1:
            return self.url if not self.latest else None
        return self.steps[self.number].url

    @property
    def unread(self) -> str:
        """How many reports came later, in words."""
        return plural(self.total - self.out, "later report")


def history_of(
    ledger: Ledger,
    incident: Incident,
    coded: Mapping[str, CodedReport],
    steps: Sequence[Step],
    params: Mapping[str, str],
    *,
    facts: Container[Slot],
) -> History:
    """The steps of an incident as known now; `as_of` and `history=all` of the parameters are looked at.

    Args:
        facts: the slots of which the page has a finding; changes of these lead there.

    Raises:
        UsageError: `as_of` is no moment.
    """
    asked = moment_of(params)
    taken = [step for step in steps if asked is None or _is_in(step, asked)]
    at = len(taken) - 1
    every = params.get("history") == "all" or len(steps) <= MOST_TOLD
    told = range(len(steps)) if every else range(max(0, at - 1), at + 1)
    shown = steps[-MOST_STEPS:] if not every and len(steps) > MOST_STEPS else steps
    first = max(0, told.start - 1) if told else 0
    changes = history(ledger, incident, [step.moment for step in steps[first : told.stop]]) if told else ()
    by_step = {first + n: change for n, change in enumerate(changes) if first + n in told}
    url = incident_url(incident.id)
    return History(
        url=url,
        asked=asked,
        out=sum(len(step.reports) for step in taken),
        total=sum(len(step.reports) for step in steps),
        steps=tuple(
            Told(
                label=_label(step),
                url=with_moment(url, step.moment),
                chosen=steps[at] is step if taken else False,
                stored=step.stored,
                reports=tuple(coded[r].report for r in step.reports if r in coded),
                changes=_changes(by_step[number], facts) if number in by_step else None,
            )
            for number, step in enumerate(steps)
            if step in shown
        ),
        more=None if every else f"{with_moment(url, asked)}{'&' if asked else '?'}history=all#history",
    )


def _label(step: Step) -> str:
    """A moment as it is read: `2024-04-22`, `2024-04-22 06:30`; UTC."""
    return step.moment[:DAY] if step.by_day else step.moment.replace("T", " ").removesuffix("Z").removesuffix(":00")


def _is_in(step: Step, asked: str) -> bool:
    start = start_of(step.moment)
    return start is not None and start <= end_of(asked)


def _changes(found: Iterable[FindingChange], facts: Container[Slot]) -> tuple[Change, ...]:
    return tuple(
        Change(
            *TURNS[change.turn],
            slot=words(change.slot.value),
            anchor=f"#f-{change.slot.value}" if change.slot in facts else "",
            told=difference(change.before, change.after) if change.before and change.after else _whole(change),
        )
        for change in found
    )


def _whole(change: FindingChange) -> str:
    """What is told first, or was told and is no longer."""
    return "; ".join(dict.fromkeys(map(answer, (change.after,) if change.after else change.before)))


def difference(before: Sequence[Finding], after: Finding) -> str:
    """What of an answer differs: `1–5 (best 3) → 3–5 (best 4); also 4; no longer 1; denied: 3`."""
    ranges = [range_words(f.best) if f.best else "" for f in (*before, after)]
    old, new = {said for f in before for said in _said(f)}, _said(after)
    refused = {said for f in before for said in _denied(f)}
    parts = (
        ("", f"{ranges[0]} → {ranges[-1]}" if ranges[-1] and ranges[0] and ranges[0] != ranges[-1] else ""),
        ("also ", _listed(said for said in new if said not in old)),
        ("no longer ", _listed(sorted(old.difference(new)))),
        ("denied: ", _listed(said for said in _denied(after) if said not in refused)),
    )
    told = "; ".join(f"{lead}{said}" for lead, said in parts if said)
    return told or f"{_listed(new)} ({STATUS[after.status][1]})"


def _said(finding: Finding) -> list[str]:
    return list(dict.fromkeys(_named(v) for v in finding.values if v.claims))


def _denied(finding: Finding) -> list[str]:
    return list(dict.fromkeys(_named(v) for v in finding.values if v.denied_by))


def _named(value: FindingValue) -> str:
    return value.value.name if isinstance(value.value, Place) else value_words(value.value)


def _listed(said: Iterable[str]) -> str:
    values = list(said)
    more = len(values) - MOST_VALUES
    return ", ".join(values[:MOST_VALUES]) + (f" and {more} more" if more > 0 else "")


def answer(finding: Finding) -> str:
    """What a finding says, in few words: `3–5 (best 4), contested`."""
    held = _said(finding)
    said = range_words(finding.best) if finding.best is not None and len(held) > 1 else _listed(held) or "only denied"
    marked = finding.status in {FindingStatus.CONTESTED, FindingStatus.CORROBORATED, FindingStatus.SUPERSEDED}
    return f"{said} ({STATUS[finding.status][1]})" if marked else said
