"""Find who does what: the verb groups of a sentence with their subject, object, by-agent and prepositional phrases.

Shallow, from part-of-speech tags and noun phrases alone; where the order of words does not tell, the field is None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from ..model import Document, Sentence, Span, Token
from ..vocab.loader import load_yaml
from .chunks import time_words
from .phrases import NounPhrase, phrases_of

_AUXILIARY = frozenset({"VB", "VH", "VD", "VM"})  # be, have, do, modals: first letters of their tags
_BE = frozenset({"VBD", "VBZ", "VBB", "VBN", "VBI", "VBG"})
_PAST = frozenset({"VVN", "VVD", "AJ0", "VVN-VVD"})
_PARTICLES = frozenset({"off", "up", "down", "out"})  # the tagger takes "sealed off the road" for a preposition
_BREAKS = frozenset({";", ":", "—", "–"})


class VerbForm(StrEnum):
    """How the verb group begins: "was hit" finite, "hitting" ing, "hit by" participle, "to hit" infinitive."""

    FINITE = "finite"
    ING = "ing"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"


class Voice(StrEnum):
    """Whether the subject does it or has it done to it."""

    ACTIVE = "active"
    PASSIVE = "passive"


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Auxiliaries, main verb and particle: `tokens` is its half-open token range, `main` the index of the main verb."""

    span: Span
    tokens: tuple[int, int]
    main: int
    form: VerbForm
    voice: Voice
    negated: bool

    @property
    def passive(self) -> bool:
        """True for "was hit" and "hit by"."""
        return self.voice is Voice.PASSIVE


@dataclass(frozen=True, slots=True)
class Oblique:
    """A noun phrase with its preposition, as it follows a verb: "with an M16"."""

    preposition: str
    phrase: NounPhrase


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group and what stands around it: `object` of an active verb, `agent` (by-phrase) of a passive one."""

    verb: VerbGroup
    subject: NounPhrase | None = None
    object: NounPhrase | None = None
    agent: NounPhrase | None = None
    obliques: tuple[Oblique, ...] = ()

    @property
    def doer(self) -> NounPhrase | None:
        """Who does it, as far as the grammar tells."""
        return self.agent if self.verb.passive else self.subject

    @property
    def undergoer(self) -> NounPhrase | None:
        """Who or what has it done to them, as far as the grammar tells."""
        return self.subject if self.verb.passive else self.object


def clauses(doc: Document, sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence in the order of their verbs; token indices are the document's."""
    first, last = sentence.tokens
    return tuple(_shifted(c, first) for c in clauses_of(doc.tokens[first:last]))


def verb_groups(doc: Document, sentence: Sentence) -> tuple[VerbGroup, ...]:
    """The verb groups of a sentence: auxiliaries, main verb and particle."""
    return tuple(c.verb for c in clauses(doc, sentence))


@lru_cache(maxsize=1024)  # asked for again by every claim of the sentence
def clauses_of(tokens: tuple[Token, ...]) -> tuple[Clause, ...]:
    """The clauses of one sentence's tokens, with token indices counted from its first token."""
    phrases = phrases_of(tokens)
    groups = _groups(tokens, phrases)
    built: list[Clause] = []
    for k, group in enumerate(groups):
        end = groups[k + 1].tokens[0] if k + 1 < len(groups) else len(tokens)
        end = next((j for j in range(group.tokens[1], end) if tokens[j].text in _BREAKS), end)
        after = [p for p in phrases if group.tokens[1] <= p.tokens[0] < end]
        subject = _subject(tokens, phrases, group, built)
        obliques = tuple(_obliques(tokens, after))
        agent = next((o.phrase for o in obliques if o.preposition == "by"), None) if group.passive else None
        object_ = None if group.passive else _object(tokens, group, after)
        built.append(Clause(group, subject, object_, agent, obliques))
    return tuple(built)


def _groups(tokens: tuple[Token, ...], phrases: tuple[NounPhrase, ...]) -> list[VerbGroup]:
    inside = {i for p in phrases for i in range(*p.tokens)}
    starts = {p.tokens[0] for p in phrases}
    groups: list[VerbGroup] = []
    i = 0
    while i < len(tokens):
        group = None if i in inside else _group_at(tokens, i, starts, inside)
        if group is None:
            i += 1
        else:
            groups.append(group)
            i = group.tokens[1]
    return groups


def _group_at(tokens: tuple[Token, ...], i: int, starts: set[int], inside: set[int]) -> VerbGroup | None:
    first = tokens[i]
    if not (first.tag[:1] == "V" or first.tag == "TO0" or _is_participle(tokens, i)) or first.lower in _no_verbs():
        return None
    main, j = i, i
    while j < len(tokens) and j not in inside:
        token = tokens[j]
        if token.tag[:2] in _AUXILIARY:
            main = j
        elif token.tag[:2] == "VV" or (_is_participle(tokens, j) and token.lower not in _no_verbs()):
            main = j
            j += 1
            break
        elif token.tag not in {"XX0", "AV0", "TO0"}:
            break
        j += 1
    while j > main + 1 and tokens[j - 1].tag == "AV0":
        j -= 1
    if j == i or tokens[main].tag in {"TO0", "AV0", "XX0"}:
        return None
    particle = j < len(tokens) and (tokens[j].tag == "AVP" or (tokens[j].lower in _PARTICLES and j + 1 in starts))
    end = j + 1 if particle else j
    span = Span(tokens[i].start, tokens[end - 1].end)
    before = next((j for j in range(i, 0, -1) if tokens[j - 1].tag != "AV0"), 0)  # "never fled"
    negated = any(_negates(t) for t in tokens[before:end])
    form, voice = _form(tokens, i, main, end, starts)
    return VerbGroup(span, (i, end), main, form, voice, negated)


def _negates(token: Token) -> bool:
    return token.tag == "XX0" or token.lower in {"never", "neither"} or token.lower.endswith("n't")


def _is_participle(tokens: tuple[Token, ...], i: int) -> bool:
    """An "-ed" word that the tagger took for an adjective though no noun follows."""
    return tokens[i].tag == "AJ0" and tokens[i].lower.endswith("ed") and i > 0 and "-" not in tokens[i].text


def _form(tokens: tuple[Token, ...], first: int, main: int, end: int, starts: set[int]) -> tuple[VerbForm, Voice]:
    lead, verb = tokens[first], tokens[main]
    helpers = tokens[first:main]
    been = any(t.tag in _BE or t.lemma == "get" for t in helpers)
    voice = Voice.PASSIVE if been and verb.tag in _PAST else Voice.ACTIVE
    if lead.tag == "TO0":
        return VerbForm.INFINITIVE, voice
    if lead.tag in {"VVG", "VBG", "VHG"}:
        return VerbForm.ING, voice
    if helpers or verb.tag not in _PAST:
        return VerbForm.FINITE, voice
    followed = tokens[end].lower if end < len(tokens) else ""
    if followed == "by" or (end not in starts and verb.tag in {"VVN", "AJ0"}):
        return VerbForm.PARTICIPLE, Voice.PASSIVE
    return VerbForm.FINITE, Voice.ACTIVE


def _subject(
    tokens: tuple[Token, ...], phrases: tuple[NounPhrase, ...], group: VerbGroup, before: list[Clause]
) -> NounPhrase | None:
    i = group.tokens[0]
    while i > 0 and tokens[i - 1].tag == "AV0":
        i -= 1
    if i == 0:
        return None
    lead = tokens[i - 1]
    if group.form is VerbForm.INFINITIVE:
        return _controller(before)
    if group.form is VerbForm.ING:
        own = _ending_at(phrases, i)
        return own if own is not None and lead.tag != "PUN" else _controller(before, lead=lead.lower)
    if lead.tag in {"PNQ", "DTQ", "CJT"} and lead.lower in {"who", "which", "that"}:
        return _antecedent(tokens, phrases, i - 1)
    if lead.tag == "CJC" or (lead.text == "," and before and not _ending_at(phrases, i - 1)):
        return next((c.subject for c in reversed(before) if c.verb.form is VerbForm.FINITE), None)
    if lead.text in {",", ")"}:
        return _before_insertion(tokens, phrases, i - 1)
    return _leftmost(tokens, phrases, i)


def _controller(before: list[Clause], *, lead: str = "") -> NounPhrase | None:
    """The subject that a verb without its own takes over from the clause before it."""
    if not before:
        return None
    last = before[-1]
    if lead in {"of", "from"} and last.undergoer is not None:  # "accused the cells of planting"
        return last.undergoer
    return (last.agent or last.subject) if last.verb.passive else last.subject


def _antecedent(tokens: tuple[Token, ...], phrases: tuple[NounPhrase, ...], relative: int) -> NounPhrase | None:
    end = relative - 1 if relative and tokens[relative - 1].text == "," else relative
    inner = [p for p in phrases if p.tokens[1] == end]
    if inner:
        return inner[-1]
    own, here = tokens[relative].span, (relative, relative + 1)  # "who opened fire first"
    return NounPhrase(own, own, relative, here, here, pronoun=True) if tokens[relative].lower == "who" else None


def _before_insertion(tokens: tuple[Token, ...], phrases: tuple[NounPhrase, ...], mark: int) -> NounPhrase | None:
    """The subject of a verb that follows a comma: "M.K., a local man, blew …" goes back to "M.K."."""
    opening = {",": ",", ")": "("}[tokens[mark].text]
    start = next((j for j in range(mark - 1, 0, -1) if tokens[j].text == opening), None)
    if start is not None:
        found = _leftmost(tokens, phrases, start)
        if found is not None:
            return found
    return _leftmost(tokens, phrases, mark)


def _leftmost(tokens: tuple[Token, ...], phrases: tuple[NounPhrase, ...], end: int) -> NounPhrase | None:
    """The widest phrase that ends at `end`; steps over prepositional phrases, since none of them is a subject."""
    phrase = next((p for p in phrases if end in (p.tokens[1], p.full_tokens[1])), None)
    steps = 0
    while phrase is not None and phrase.tokens[0] > 0 and steps < 4:
        governor = tokens[phrase.tokens[0] - 1]
        if governor.tag not in {"PRP", "PRF"}:
            break
        wider = next((p for p in phrases if phrase.tokens[0] - 1 in (p.tokens[1], p.full_tokens[1])), None)
        if wider is None:
            break
        phrase, steps = wider, steps + 1
    if phrase is not None and tokens[phrase.head].lower in time_words():
        return _leftmost(tokens, phrases, phrase.tokens[0])
    return phrase


def _ending_at(phrases: tuple[NounPhrase, ...], end: int) -> NounPhrase | None:
    return next((p for p in phrases if p.tokens[1] == end or p.full_tokens[1] == end), None)


def _object(tokens: tuple[Token, ...], group: VerbGroup, after: list[NounPhrase]) -> NounPhrase | None:
    start, starts = group.tokens[1], {p.tokens[0]: p for p in after}
    while start < len(tokens) and tokens[start].tag in {"AJ0", "AV0", "AVP"} and start not in starts:
        start += 1  # "shot dead the mayor"
    phrase = starts.get(start)
    return None if phrase is not None and tokens[phrase.head].lower in time_words() else phrase


def _obliques(tokens: tuple[Token, ...], after: list[NounPhrase]) -> list[Oblique]:
    found = []
    for phrase in after:
        governor = tokens[phrase.tokens[0] - 1] if phrase.tokens[0] else None
        if governor is not None and governor.tag in {"PRP", "PRF", "CJS", "AVP"}:
            found.append(Oblique(governor.lower, phrase))
    return found


def _shifted(clause: Clause, by: int) -> Clause:
    group = clause.verb
    moved = replace(group, tokens=(group.tokens[0] + by, group.tokens[1] + by), main=group.main + by)
    obliques = tuple(Oblique(o.preposition, o.phrase.shifted(by)) for o in clause.obliques)
    return Clause(moved, _move(clause.subject, by), _move(clause.object, by), _move(clause.agent, by), obliques)


def _move(phrase: NounPhrase | None, by: int) -> NounPhrase | None:
    return None if phrase is None else phrase.shifted(by)


@cache
def _no_verbs() -> frozenset[str]:
    return frozenset(entry["words"] for entry in load_yaml("lexicon/en/phrases.yaml")["no_verbs"])
