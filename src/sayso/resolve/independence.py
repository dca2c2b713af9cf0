"""Tell how many independent origins stand behind claims: ten copies of one wire are one.

Compared is where a claim comes from, the innermost holder of its chain, not the outlet that prints it. Named holders
are one when one name is part of the other ("Haddad", "Colonel Samir Haddad"); anonymous ones count as different only
where their descriptions differ ("a hospital source", "a police source"). An outlet's own voice is its own origin,
unless it credits an agency or prints a text that is a copy of another's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from ..model import Claim, ClaimRef, CodedReport, Source, SourceKind
from ..vocab.outlets import outlet, outlets
from .bodies import Described, may_be_one
from .names import plain, sound
from .origins import OUTLET, PARTY, VOICE, Origin, Words, agencies, bare, is_called, own_voice, party_words, voice_of
from .statements import ALIKE, CLOSE, Shelf, Statement, statements
from .wire import copies

_MEETINGS = (
    (0, 0),
    (0, 1),
    (1, 0),
)  # who holds the one may hold the other, or have passed it on; both may pass on more
MOST_NAMED = 400  # claims of named sources, the first ones, that others are compared with; keeps a digest from growing
_NAMES = re.compile(r"\b(?:al-)?[A-Z][\w'-]+(?<!'s)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class SourceChain:
    """An independent origin of an incident: what it is called, and the claims that go back to it."""

    label: str
    claims: frozenset[ClaimRef]


class Independence:
    """The origins of all claims of a set of reports that tell of one incident."""

    def __init__(self, reports: Iterable[CodedReport], claims: Mapping[str, Sequence[Claim]]) -> None:
        """Compare the origins of `claims`, given by report id."""
        self.reports = {c.report.id: c for c in reports if claims.get(c.report.id)}
        self._voices = self._own_voices()
        self._published = {bare(c.report.publisher): r for r, c in sorted(self.reports.items()) if c.report.publisher}
        self._people = _people(self.reports.values())
        self._names: dict[Origin, set[str]] = defaultdict(set)
        for report_id, voice in self._voices.items():
            self._names[voice].add(self.reports[report_id].report.publisher or "")
        raw = {
            (report_id, claim.id): self._raw(self.reports[report_id], claim)
            for report_id in self.reports
            for claim in claims[report_id]
        }
        same = _same_parties({(ref[0], o.name) for ref, origins in raw.items() for o in origins if o.kind == PARTY})
        self._raw_of = raw
        self._claims = {(report_id, claim.id): claim for report_id in self.reports for claim in claims[report_id]}
        self.statements = {s.ref: s for s in statements(self.reports.values(), raw)}
        held = {
            ref: frozenset(Origin(PARTY, same[ref[0], o.name]) if o.kind == PARTY else o for o in origins)
            for ref, origins in raw.items()
        }
        self._of = held | self._retold(held)

    def origins(self, ref: ClaimRef) -> frozenset[Origin]:
        """The origins of one claim: several when parties hold it jointly."""
        return self._of[ref]

    def count(self, refs: Iterable[ClaimRef]) -> int:
        """How many independent origins stand behind some claims."""
        return len({origin for ref in refs for origin in self._of[ref]})

    def one_origin(self, a: ClaimRef, b: ClaimRef) -> bool:
        """True when nothing tells the origins of two claims apart: they share one, or one is named more vaguely.

        Wider than what `count` counts by: "Tehran" may be the Iranian mission as well as the Iranian army, though these
        two are not one; what one report has through a body, and another from it, came the same way; and what one report
        has from an outlet, and that outlet's own report from anybody, is what the outlet told.
        """
        if self._of[a] & self._of[b] or self._credits(a, b[0]) or self._credits(b, a[0]) or self._retells(a, b):
            return True
        return self.one_name(a, b)

    def one_name(self, a: ClaimRef, b: ClaimRef) -> bool:
        """True when what two reports call the sources of two claims may be one, whatever the claims say."""
        if self._raw_of[a] & self._raw_of[b]:
            return True
        one, other = self._described(a), self._described(b)
        return any(may_be_one(x, y) for i, j in _MEETINGS for x, y in product(one[i], other[j]))

    def told_by(self, ref: ClaimRef, report_id: str) -> bool:
        """True when a report has from the source of another report's claim what it tells in its own voice.

        It is that source's own, or the claim is put to it, or it names the source for something else.
        """
        if self._credits(ref, report_id) or self._voices[report_id] in self._raw_of[ref]:
            return True
        named = (o for r, origins in self._of.items() if r[0] == report_id and self._claims[r].chain for o in origins)
        return not self._of[ref].isdisjoint(named)

    def credited(self, ref: ClaimRef, report_id: str) -> bool:
        """True when a claim is put to whoever published another report."""
        return self._credits(ref, report_id)

    def one_source(self, a: ClaimRef, b: ClaimRef) -> bool:
        """True when two claims are put to one source: what `count` counts as one, or the same words for it."""
        return bool(self._of[a] & self._of[b] or self._raw_of[a] & self._raw_of[b])

    def one_voice(self, a: ClaimRef, b: ClaimRef) -> bool:
        """True when one outlet or body tells both, whomever it has them from."""
        return bool(self._raw_of[a] & self._raw_of[b])

    def _retells(self, a: ClaimRef, b: ClaimRef) -> bool:
        """True when both make one statement, and only one of them says whom it is from."""
        if self._is_vague(self._raw_of[a]) == self._is_vague(self._raw_of[b]):
            return False
        one, other = self.statements[a], self.statements[b]
        return one.likeness(other) >= ALIKE or one.agrees_exactly(other)

    def _credits(self, ref: ClaimRef, report_id: str) -> bool:
        """True when a claim is put to whoever published another report, at any level of its chain."""
        coded, chain = self.reports[ref[0]], self._claims[ref].chain
        publisher = self.reports[report_id].report.publisher
        levels = {name for level in chain for name in level}
        told = (source.name for source in coded.sources if source.id in levels)
        return bool(chain and self._voices[report_id] in self._raw_of[ref]) or (
            publisher is not None and any(is_called(publisher, name) for name in told)
        )

    def _through(self, ref: ClaimRef) -> frozenset[Origin]:
        """The parties through whom a claim came: all of its chain but the outlets."""
        coded = self.reports[ref[0]]
        claim = next(c for c in coded.claims if c.id == ref[1])
        holders = {s.id: s for s in coded.sources}
        named = (holders[name] for level in claim.chain[:-1] for name in level if name in holders)
        found = {origin for source in named for origin in self._holder(coded, source, holders)}
        return frozenset(o for o in found if o.kind == PARTY and o.name)

    def _described(self, ref: ClaimRef) -> tuple[list[Described], list[Described]]:
        """Who holds a claim, and through whom it came; what stands in a body's own release came through that body."""
        of_party = [self._names_of(o) for o in self._raw_of[ref]]
        through = [self._names_of(o) for o in self._through(ref)]
        publisher = self.reports[ref[0]].report.publisher
        if publisher is not None and self.is_release(ref[0]):
            through.append(Described(party_words(publisher), {publisher}))
        return of_party, through

    def _names_of(self, origin: Origin) -> Described:
        return Described(frozenset(origin.name.split()) if origin.kind == PARTY else frozenset(), self._names[origin])

    def is_release(self, report_id: str) -> bool:
        """True when a report is a party's own: a press release, or told by an outlet that speaks for it."""
        return self._voices[report_id].kind == PARTY

    def is_named(self, ref: ClaimRef, words: Words) -> bool:
        """True when words, cut to stems, hold the name of a person who holds a claim."""
        coded, chain = self.reports[ref[0]], self._claims[ref].chain
        people = (_person(s) for s in coded.sources if chain and s.id in chain[-1])
        return any(person and words.issuperset(person) for person in people)

    def rank(self, report_id: str) -> int:
        """How near a report stands to where statements come from: a body's own, an agency's, an outlet's."""
        return 0 if self.is_release(report_id) else 1 if own_voice(self.reports[report_id].report).kind == OUTLET else 2

    @property
    def outlets(self) -> int:
        """How many different voices reported; copies of one text are one."""
        return len(set(self._voices.values()))

    def chains(self) -> tuple[SourceChain, ...]:
        """Every origin with its claims, those with most claims first."""
        claims: dict[Origin, set[ClaimRef]] = {}
        for ref, origins in self._of.items():
            for origin in origins:
                claims.setdefault(origin, set()).add(ref)
        ordered = sorted(claims, key=lambda o: (-len(claims[o]), o))
        return tuple(SourceChain(self._label(o, claims[o]), frozenset(claims[o])) for o in ordered)

    def _retold(self, held: Mapping[ClaimRef, frozenset[Origin]]) -> dict[ClaimRef, frozenset[Origin]]:
        """Claims that are another one's statement, with the origins of that one.

        What an outlet tells in its own voice, or of unnamed sources, comes from the source that it or another report
        names for the same statement. Of named sources, only those are one whose statements are so in nearly all words.
        """
        told = self.statements
        order = {ref: (self.reports[ref[0]].report.published or "~", ref) for ref in held}
        named = sorted((ref for ref in told if not self._is_vague(held[ref])), key=order.__getitem__)[:MOST_NAMED]
        shelf, found = Shelf(told[ref] for ref in named), {}
        for ref, statement in told.items():
            vague = self._is_vague(held[ref])
            least = ALIKE if vague else CLOSE
            likely = (named[number] for number in shelf.near(statement))
            sources = [other for other in likely if other != ref and (vague or order[other] < order[ref])]
            ranked = [(told[other].likeness(statement), other) for other in sources]
            if vague and statement.figures:
                ranked = [(max(likeness, ALIKE * told[o].agrees(statement)), o) for likeness, o in ranked]
            near = [pair for pair in ranked if pair[0] >= least]  # few of many: only these are weighed further
            holders = Counter(origin for _, o in near for origin in held[o])
            if near:
                found[ref] = held[max(near, key=lambda r: _nearness(r, statement, told, holders, held))[1]]
        return found

    @staticmethod
    def _is_vague(origins: frozenset[Origin]) -> bool:
        """True when an outlet's own voice, or sources that are not told apart, hold a claim."""
        return all(origin.kind != PARTY or not origin.name for origin in origins)

    def _own_voices(self) -> dict[str, Origin]:
        """The origin of each report's own voice."""
        own = {report_id: own_voice(coded.report) for report_id, coded in sorted(self.reports.items())}
        credited = {report_id: agencies(coded.report, own[report_id]) for report_id, coded in self.reports.items()}
        same = copies(
            {report_id: coded.report.text for report_id, coded in self.reports.items()},
            likely=lambda a, b: bool(credited[a] & credited[b]),
        )
        leads: dict[str, Origin] = {}
        for report_id, origin in own.items():  # of copies, the agency that one of them credits; else the first by id
            lead = leads.setdefault(same.of(report_id), origin)
            if origin.kind == OUTLET and lead.kind == VOICE:
                leads[same.of(report_id)] = origin
        return {report_id: leads[same.of(report_id)] for report_id in own}

    def _raw(self, coded: CodedReport, claim: Claim) -> frozenset[Origin]:
        holders = {s.id: s for s in coded.sources}
        found: set[Origin] = set()
        for level in reversed(claim.chain):
            for name in level:
                if name in holders:
                    found |= self._holder(coded, holders[name], holders)
            if found:  # the innermost level that names anybody
                return frozenset(found)
        if claim.chain:
            return frozenset({Origin(PARTY, "")})
        return frozenset({self._voices[coded.report.id]})

    def _holder(self, coded: CodedReport, source: Source, holders: Mapping[str, Source]) -> set[Origin]:
        if source.kind is SourceKind.AUTHOR:
            return {self._voices[coded.report.id]}
        if bare(source.name) in self._published:  # an outlet or body that published one of the reports
            return {self._voices[self._published[bare(source.name)]]}
        origin = _party(source, holders)
        if origin is None:
            return set()
        person = _person(source)
        origin = self._people.get(person, origin) if person and origin.kind == PARTY else origin
        self._names[origin].add(source.name)
        return {origin}

    def _label(self, origin: Origin, refs: Iterable[ClaimRef]) -> str:
        """The fullest name that the reports give to an origin."""
        voices = [self.reports[r].report for r, _ in sorted(refs) if self._voices[r] == origin]
        named = [report.publisher or report.id for report in voices]
        if origin.kind != PARTY:
            known = _outlets_by_id().get(origin.name)
            return known if known else named[0] if named else origin.name
        names = set()
        for report_id, claim_id in refs:
            coded = self.reports[report_id]
            claim = next(c for c in coded.claims if c.id == claim_id)
            inner = {party for level in claim.chain for party in level}
            names |= {s.name for s in coded.sources if s.id in inner and (_key(s) <= set(origin.name.split()))}
        if not names and named:  # a body's own release names no speaker: the body published it
            return named[0]
        return max(names, key=lambda n: (len(n), n)) if names else origin.name or "unnamed sources"


def _nearness(
    ranked: tuple[float, ClaimRef],
    statement: Statement,
    told: Mapping[ClaimRef, Statement],
    holders: Mapping[Origin, int],
    held: Mapping[ClaimRef, frozenset[Origin]],
) -> tuple[float, bool, bool, int]:
    """How near a claim is that a statement may retell: by its words, its figures, its report, and how many tell it."""
    likeness, ref = ranked
    exact = told[ref].agrees_exactly(statement)
    return likeness, exact, ref[0] == statement.ref[0], max((holders[o] for o in held[ref]), default=0)


def _party(source: Source, holders: Mapping[str, Source]) -> Origin | None:
    """The origin that a source stands for; None when its words tell it from nobody."""
    known = outlet(source.name)
    if known is not None:
        return voice_of(known)
    if source.kind is SourceKind.MEDIA_OUTLET:
        return Origin(VOICE, bare(source.name))
    key = _key(source)
    for other in source.possibly_same_as:
        if other.certainty in {"certain", "probable"} and other.source in holders:
            key = max(_key(holders[other.source]), key, key=len)
    return Origin(PARTY, " ".join(sorted(key))) if key else None


def _people(reports: Iterable[CodedReport]) -> dict[tuple[str, ...], Origin]:
    """The fullest description of every person with first and last name, whatever title each report gives."""
    found: dict[tuple[str, ...], list[Words]] = {}
    for coded in reports:
        for source in coded.sources:
            if person := _person(source):
                found.setdefault(person, []).append(_key(source))
    fullest = {person: max(keys, key=lambda k: (len(k), sorted(k))) for person, keys in found.items()}
    return {person: Origin(PARTY, " ".join(sorted(key))) for person, key in fullest.items() if key}


def _person(source: Source) -> tuple[str, ...]:
    """The last two names of a person, by their sound; () where there is one name only, or none."""
    if source.kind not in {SourceKind.PERSON_NAMED, SourceKind.OFFICIAL_NAMED}:
        return ()
    names = [n for n in _NAMES.findall(plain(source.name.partition(",")[0])) if len(n) > 2]
    return tuple(sound(name) for name in names[-2:]) if len(names) > 1 else ()


def _key(source: Source) -> Words:
    return party_words(source.name) | (party_words(source.affiliation) if source.affiliation else frozenset())


def _same_parties(names: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Each party, by report and words, by the fullest description that takes it in; one of the same report goes first.

    Not transitive on purpose: "a security source" fits an Iraqi and an American one, and does not make them one.
    """
    words = {name: frozenset(name.split()) for _, name in names}
    fullest = sorted(n for n in words if not any(words[n] < words[other] for other in words))
    return {
        (report, name): min(
            (f for f in fullest if words[name] <= words[f]), key=lambda f: ((report, f) not in names, -len(words[f]), f)
        )
        for report, name in names
    }


@cache
def _outlets_by_id() -> dict[str, str]:
    return {entry.id: entry.name for entry in outlets()}
