"""Give an incident a title in plain words: what it was, from where, on what, where and when.

A headline names what the sources agree on. What few of them say, what stands for something else ("its capital"), and
what would be said twice ("at military base in military base in Iraq") stays out of it; the findings have it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..model import EventType, Finding, FindingValue, IncidentPlace, Place, Slot, TimeSpan
from ..model.sphere import distance_km
from ..vocab.matching import matching_words
from ..vocab.ontology import event_class, event_kind
from .features import EVENT_TYPES
from .names import is_state, name_tokens, plain

LONGEST = 60  # characters of a target
BESIDE_KM = 20.0  # an origin so near to what was hit says nothing: "from Erbil airport on Erbil" is a slip of reading
ELSEWHERE_KM = 50.0  # beyond the doubt of both places: a suburb, a border crossing and its town may be told together
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_OWNER = re.compile(r"^(?:its|their|his|her|our|my|your|that|this|these|those)\b", re.IGNORECASE)
_INSIDE = re.compile(r"\s(?:in|at|near)\s+(?=(?:the\s+)?(?:\w*(?:north|south|east|west|central)\w*\s+)?[^\W\d_a-z])")
_FROM_HERE = re.compile(
    r"(?:(?:near|off|on|outside|around|between|about|close)\b|\d|\S*(?:south|north|east|west)\S*\s+of\b)",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"\d+\s+block\b", re.IGNORECASE)
_COMPASS = re.compile(r"(?:north|south|east|west|central|upper|lower)", re.IGNORECASE)
_IDLE = frozenset({"target", "targets", "kind", "scene", "thing"})
_NOT_WORDS = re.compile(r"[\W_]+")
_FIRED = frozenset({EventType.ROCKET_ATTACK, EventType.MISSILE_STRIKE, EventType.DRONE_STRIKE, EventType.SHELLING})
_OF_PEOPLE = frozenset({EventType.MASSACRE, EventType.EXECUTION, EventType.ASSASSINATION})
_OF_THINGS = frozenset({EventType.BOMBING_IED, EventType.SHELLING, EventType.LOOTING_DESTRUCTION})
_OF_NOTHING = frozenset({EventType.ARMED_CLASH})  # two sides fight: neither is the target


def title_of(
    kind: EventType, time: TimeSpan | None, places: Sequence[IncidentPlace], findings: Sequence[Finding]
) -> str:
    """A title in plain words: "Rocket attack from Zummar on coalition base in Rumalyn, 21 April 2024"."""
    words = "Incident" if kind is EventType.OTHER else event_kind(kind).label.capitalize()
    where = _where(places, findings)
    site = short(where.name) if where else ""
    named = list(_targets(kind, findings))
    targets = [target for target in named if where is None or not _lies_elsewhere(target, where, places)]
    origin = _origin(kind, places, where)
    if origin and named[:1] == targets[:1]:  # what was fired at a place elsewhere is not told of this one
        words += f" from {origin}"
    target = targets[0] if targets else None
    if where and where.role == "target" and squeezed(site) in map(squeezed, targets[1:]):
        site = ""  # another thing that was hit, not where this one was
    told = [t for t in targets if squeezed(t) in squeezed(site)] + [t for t in targets[:1] if _is_kind_of(site, t)]
    if any(not name_tokens(site) <= name_tokens(t) for t in told):
        words, site = f"{words} {_preposition(kind)} {site}", ""
    elif target:
        words += f" {_preposition(kind)} {target}"
    if site and squeezed(site) not in squeezed(words) and not name_tokens(site) <= name_tokens(words):
        words += f" {_preposed(site)}"
    when = time_words(time)
    return f"{words}, {when}" if when else words


def _preposed(site: str) -> str:
    """A site with the word that leads to it, where it has none of its own: "in Orvena", "near Orvena"."""
    if _BLOCK.match(site):
        return f"in the {site}"
    return site if _FROM_HERE.match(site) else f"in {site}"


def _lies_elsewhere(target: str, where: IncidentPlace, places: Sequence[IncidentPlace]) -> bool:
    """True of a target that is a place far from where it happened: one headline cannot tell of both."""
    if squeezed(target) == squeezed(short(where.name)):
        return False
    named = [p for p in places if p.role == "target" and squeezed(short(p.name)) == squeezed(target)]
    reach = where.radius_km or 0.0
    return any(_apart(p, where) > reach + (p.radius_km or 0.0) + ELSEWHERE_KM for p in named)


def _is_kind_of(site: str, target: str) -> bool:
    """The name of the site says by its last word what was hit: "a military base", "Kalsu base"."""
    described, named = target.split(), site.split()
    return target.islower() and len(named) > 1 and site[:1].isupper() and described[-1:] == named[-1:]


def time_words(time: TimeSpan | None) -> str:
    """`21 April 2024`, `25–27 July 2024`, `April 2024`; "" when unknown."""
    try:
        start = date.fromisoformat((time.start or "")[:10]) if time else None
        end = date.fromisoformat((time.end or time.start or "")[:10]) if time else None
    except ValueError:
        return ""
    if time is None or start is None or end is None:
        return ""
    if time.precision == "month":
        return f"{start:%B %Y}"
    if time.precision == "year":
        return f"{start:%Y}"
    if start == end:
        return f"{start.day} {start:%B %Y}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%B %Y}"
    return f"{start.day} {start:%B}{'' if start.year == end.year else f' {start.year}'} – {end.day} {end:%B %Y}"


def short(label: str) -> str:
    """A place as a headline says it: without article, and by its name where words go before that.

    >>> short("a hospital in Kaya"), short("the Red Sea"), short("50 miles off Aden"), short("a base in northern Iraq")
    ('Kaya', 'Red Sea', '50 miles off Aden', 'northern Iraq')
    """
    bare = _bare(label)
    inside = None if bare[:1].isupper() or _FROM_HERE.match(bare) else _INSIDE.search(bare)
    return _bare(bare[inside.end() :]) if inside else bare


def squeezed(words: str) -> str:
    """Letters and digits alone: "Pazigyi village" holds "Pa Zi Gyi".

    >>> squeezed("Pa Zi Gyi") in squeezed("Pazigyi village")
    True
    """
    return _NOT_WORDS.sub("", plain(words).casefold())


def _where(places: Sequence[IncidentPlace], findings: Sequence[Finding]) -> IncidentPlace | None:
    """The first site or the first target, whichever more sources name; the site in doubt."""
    leads = [next((p for p in places if p.role == role), None) for role in ("site", "target")]
    ranked = [
        (place.lat is not None, _sources(findings, slot, place.name), place.role == "site", place)
        for slot, place in zip((Slot.PLACE, Slot.DESTINATION), leads, strict=True)
        if place is not None
    ]
    return max(ranked, key=lambda r: r[:3])[3] if ranked else None


def _sources(findings: Sequence[Finding], slot: Slot, name: str) -> int:
    named = ((v.value, v.independent_sources) for v in _values(findings, slot))
    return max((n for value, n in named if isinstance(value, Place) and value.name == name), default=0)


def _origin(kind: EventType, places: Sequence[IncidentPlace], where: IncidentPlace | None) -> str | None:
    """From where something was fired, when that is a place with a name, and not beside what was hit."""
    origin = next((p for p in places if p.role == "origin"), None)
    if kind not in _FIRED or origin is None or (where is not None and _apart(origin, where) < BESIDE_KM):
        return None
    name = short(origin.name)
    if where is not None and squeezed(name) == squeezed(short(where.name)):
        return None
    return name if name[:1].isupper() or _COMPASS.match(name) else None


def _apart(a: IncidentPlace, b: IncidentPlace) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return BESIDE_KM
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def _targets(kind: EventType, findings: Sequence[Finding]) -> Iterator[str]:
    """What may be named as hit, the best supported first; people where the type is of people."""
    if event_class(kind) not in {"attack", "capture"} or kind in _OF_NOTHING:
        return
    of_people = kind in _OF_PEOPLE or event_class(kind) == "capture"
    slots = [Slot.VICTIM, Slot.TARGET] if of_people else [Slot.TARGET, Slot.VICTIM]
    if kind is EventType.EXPLOSION:
        slots.remove(Slot.VICTIM)
    actors = {squeezed(_bare(v.value)) for v in _values(findings, Slot.ACTOR) if isinstance(v.value, str)}
    for value in (v.value for slot in slots for v in _values(findings, slot)):
        if isinstance(value, str) and _names_something(value) and squeezed(_bare(value)) not in actors:
            yield _bare(value)


def _values(findings: Sequence[Finding], slot: Slot) -> list[FindingValue]:
    return [v for f in findings if f.slot is slot for v in f.values if v.claims]


def _names_something(words: str) -> bool:
    """False for what stands for something else or says nothing: a pronoun, "its capital", "targets", a state."""
    if len(words) > LONGEST or is_state(words) or _OWNER.match(words) or words in EVENT_TYPES:
        return False
    table = matching_words()
    idle = table.particles | table.pronouns | table.totals | table.numbers | _IDLE
    told = re.findall(r"\w+", words.lower())
    if told and told[-1] in table.particles:  # cut short: "the truck had"
        return False
    return any(word not in idle and len(word) > 1 for word in told)


def _preposition(kind: EventType) -> str:
    if kind is EventType.EXPLOSION or kind is EventType.SUICIDE_BOMBING:
        return "at"
    return "of" if kind in _OF_PEOPLE | _OF_THINGS or event_class(kind) == "capture" else "on"


def _bare(words: str) -> str:
    """Without article; what is written large only because it opened a sentence, written small."""
    bare = _ARTICLE.sub("", words.strip())
    first, _, rest = bare.partition(" ")
    opened = first[:1].isupper() and first.lower() in matching_words().particles | matching_words().numbers
    opened = opened or bool(re.match(r"(?:at|no|up|as|more|fewer|around|about)\b", first, re.IGNORECASE) and rest)
    return bare[:1].lower() + bare[1:] if opened else bare
