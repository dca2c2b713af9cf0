"""Find the sources of a report: one per party that speaks, with its kind, number, affiliation, channel and mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ..model import Document, Report, SameAs, Source, SourceKind, Span, subtract
from ..text.segment import tokenize
from ..vocab.source_words import SourceWords, source_words
from .antecedents import Antecedents
from .source_kinds import channel_of, kind_of
from .source_party import Party
from .source_phrases import Form, PhraseReader, SourcePhrase

_VAGUE = frozenset({SourceKind.UNSPECIFIED, SourceKind.PERSON_NAMED})
_ANONYMOUS = frozenset({SourceKind.OFFICIAL_ANONYMOUS, SourceKind.MILITARY_ANONYMOUS})
_DESCRIPTIVE_ROLES = frozenset(
    {"generic", "official", "military", "witness", "medical", "expert", "reporter", "spokesperson", "armed_group"}
)
MAX_NAME = 120  # characters; a longer phrase is cut at its first comma


class SourceFinder:
    """Assign `sources`: one for each party that speaks in an attribution, in text order, with ids s1, s2, …

    Anonymous sources of like description stay apart and are linked by `possibly_same_as`, unless a definite article or
    the very same bare plural ("officials") makes them one.
    """

    requires = ("tokens", "sentences", "attributions")
    assigns = "sources"

    def __init__(self, words: SourceWords | None = None) -> None:
        self.words = words or source_words()
        self.reader = PhraseReader(self.words)
        self.antecedents = Antecedents(self.words)

    def __call__(self, doc: Document) -> Document:
        """The document with its sources."""
        parties = [p for p in self.antecedents.parties(doc) if p.spoke]
        ids = {id(party): f"s{k + 1}" for k, party in enumerate(parties)}
        by_span = {phrase.span: party for party in parties for phrase in party.phrases}
        built = [_Built(party, self._source(doc, party, ids[id(party)], by_span)) for party in parties]
        return replace(doc, sources=tuple(_linked(doc, built, ids)))

    def _source(self, doc: Document, party: Party, id: str, by_span: Mapping[Span, Party]) -> Source:
        best = party.best
        publisher = self._publisher(doc) if party.issued and best.form is Form.PRONOUN else None
        owner = self._owner(doc, best, by_span)
        kind, told = self._kind(doc, party, owner)
        if publisher is not None:
            best, kind, told = publisher, self._kind_of_publisher(publisher), None
        return Source(
            id=id,
            name=_short(_shown(doc, best)),
            kind=kind,
            named=best.named or best.state is not None or publisher is not None,
            number=_number(party),
            affiliation=_affiliation(party, told, owner),
            channel=self._channel(doc, party),
            mentions=tuple(phrase.span for phrase in party.phrases),
        )

    def _kind(self, doc: Document, party: Party, owner: SourcePhrase | None) -> tuple[SourceKind, SourcePhrase | None]:
        """The most telling kind among the mentions, and the apposition that told it, if one did."""
        nouns = [p for p in party.phrases if p.form is not Form.PRONOUN]
        if party.best.person:  # "the spokesman" who is named elsewhere is a named one
            nouns = [replace(p, person=p.person or (p.head is not None and p.head.role.person)) for p in nouns]
        kinds = [kind_of(p, self.words, owner if p is party.best else self.reader.issuer(doc, p)) for p in nouns]
        telling = [k for k in kinds if k not in _VAGUE]
        best = SourceKind.OFFICIAL_NAMED if SourceKind.OFFICIAL_NAMED in telling else next(iter(telling), None)
        if party.best.person and (best is None or best in _ANONYMOUS):
            told = next((a for p in nouns if p.person and (a := self.reader.apposition(doc, p)) is not None), None)
            if told is not None:
                return kind_of(replace(told, person=True), self.words, self.reader.issuer(doc, told)), told
            return (SourceKind.PERSON_NAMED if best is None else SourceKind.OFFICIAL_NAMED), None
        if best is None and party.part_of is not None and party.part_of is not party:
            return self._kind(doc, party.part_of, None)
        return best or (kinds[0] if kinds else SourceKind.UNSPECIFIED), None

    def _kind_of_publisher(self, phrase: SourcePhrase) -> SourceKind:
        """What kind of body publishes; an outlet unless its name says otherwise."""
        kind = SourceKind.UNSPECIFIED if phrase.person else kind_of(phrase, self.words)
        return SourceKind.MEDIA_OUTLET if kind is SourceKind.UNSPECIFIED else kind

    def _owner(self, doc: Document, phrase: SourcePhrase, by_span: Mapping[Span, Party]) -> SourcePhrase | None:
        """Whom the source belongs to: the body its words name, the publisher behind "our", the party behind "its"."""
        issuer = self.reader.issuer(doc, phrase)
        if issuer is not None or phrase.owner is None:
            return issuer
        pronoun = phrase.words[0]
        if pronoun in {"our", "my"}:
            return self._publisher(doc)
        if pronoun not in {"its", "their"} or phrase.role == "witness":
            return None
        before = [
            span
            for span, party in by_span.items()
            if span.end <= phrase.span.start and not party.is_person and phrase not in party.phrases
        ]
        return by_span[max(before)].best if before else None

    def _publisher(self, doc: Document) -> SourcePhrase | None:
        """The body that publishes the report, read like a source phrase."""
        name = doc.report.publisher
        if not name:
            return None
        return self.reader.read(Document(Report.of(name), tokens=tuple(tokenize(name))), Span(0, len(name)))

    def _channel(self, doc: Document, party: Party) -> str | None:
        for i in party.spoke:
            given = doc.attributions[i].channel
            if given is not None:
                return given
        for i in party.spoke:
            found = channel_of(doc.text, tuple(_around(doc, i)), self.words)
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True)
class _Built:
    party: Party
    source: Source


def source_ids(doc: Document) -> dict[Span, str]:
    """The id of the source that each source span of the document's attributions belongs to."""
    spoken = {span for attribution in doc.attributions for span in attribution.source}
    return {span: source.id for source in doc.sources for span in source.mentions if span in spoken}


def _number(party: Party) -> int | None:
    """How many people speak: the first figure that a mention gives; None for several without one."""
    phrases = [p for p in party.phrases if p.form is not Form.PRONOUN] or party.phrases
    counted = next((p.number for p in phrases if p.number is not None and p.number > 1), None)
    return counted if counted is not None else phrases[0].number or None  # nobody speaks in "0 officials said"


def _affiliation(party: Party, told: SourcePhrase | None, owner: SourcePhrase | None) -> str | None:
    for phrase in (party.best, *party.phrases):
        if phrase.affiliation is not None:
            return phrase.affiliation
    if told is not None and told.affiliation is not None:
        return told.affiliation
    if owner is not None and owner.form is not Form.PRONOUN:
        return owner.affiliation if owner.role and not owner.named and owner.affiliation else _short(owner.text)
    return None


def _shown(doc: Document, phrase: SourcePhrase) -> str:
    """The words of a source; of "a spokesman, Major Tarek Sallam, said" those between the commas."""
    if not phrase.name or set(phrase.name) & set(phrase.text.replace(",", " ").split()):
        return phrase.text
    beside = doc.text[phrase.span.end : phrase.span.end + MAX_NAME]
    name = beside[2:].split(",")[0].split(".\n")[0] if beside.startswith(", ") else ""
    return " ".join(name.split()) if name.endswith(phrase.name[-1]) else phrase.text


def _short(text: str) -> str:
    return text if len(text) <= MAX_NAME else text[:MAX_NAME].rsplit(",", 1)[0].rsplit(" ", 1)[0]


def _around(doc: Document, index: int) -> Iterator[Span]:
    """The words of the sentence round source and cue that are neither content nor another one's source or cue."""
    attribution = doc.attributions[index]
    yield from attribution.source
    yield from attribution.cue
    holes = [span for a in doc.attributions for span in a.content]
    others = (a for k, a in enumerate(doc.attributions) if index not in {k, a.parent})
    own = {*attribution.source, *attribution.cue}
    holes += [span for a in others for span in (*a.source, *a.cue) if span not in own]
    for mark in (*attribution.source[:1], *attribution.cue):
        sentence = next((s for s in doc.sentences if s.span.start <= mark.start < s.span.end), None)
        if sentence is not None:
            yield from (piece for piece in subtract(sentence.span, holes) if piece.overlaps(mark))


def _linked(doc: Document, built: Sequence[_Built], ids: Mapping[int, str]) -> Iterator[Source]:
    for one in built:
        links = [
            SameAs(other.source.id, certainty)
            for other in built
            if (certainty := _same(doc, one.party, other.party)) is not None
        ]
        yield replace(one.source, possibly_same_as=tuple(links))


def _same(doc: Document, a: Party, b: Party) -> str | None:
    """How likely two parties of one report are the same people: `probable`, `possible`, or None."""
    if a is b:
        return None
    if a.part_of is b or b.part_of is a:
        return "probable"
    if any(i in b.spoke for i in a.spoke) or _one_within_other(doc, a, b):
        return None
    x, y = a.best, b.best
    if x.named or y.named or x.state or y.state or x.head is None or y.head is None or x.other or y.other:
        return None
    if x.role not in _DESCRIPTIVE_ROLES or y.role not in _DESCRIPTIVE_ROLES:
        return None
    if x.affiliation and y.affiliation and x.affiliation != y.affiliation:
        return None
    mine, theirs = _description(x), _description(y)
    if x.head.word == y.head.word and (mine <= theirs or theirs <= mine):
        counted = x.number is not None and y.number is not None and x.number != y.number
        return "possible" if counted else "probable"
    alike = x.role == y.role or "generic" in {x.role, y.role}
    return "possible" if alike and mine & theirs else None


def _description(phrase: SourcePhrase) -> frozenset[str]:
    """The words before the head that tell what sort of source it is: "senior", "security", "Iraqi"."""
    head = phrase.head.word.split() if phrase.head is not None else []
    before = takewhile(lambda w: not head or not w.startswith(head[-1]), phrase.words)
    return frozenset(w for w in before if w.isalpha() and w not in _UNTELLING and w not in head)


_UNTELLING = frozenset({"a", "an", "the", "one", "two", "three", "of", "and", "several", "some"})


def _one_within_other(doc: Document, a: Party, b: Party) -> bool:
    """One quotes the other, so they are two."""
    for inner, outer in ((a, b), (b, a)):
        for i in inner.spoke:
            parent = doc.attributions[i].parent
            if parent is not None and parent in outer.spoke:
                return True
    return False
