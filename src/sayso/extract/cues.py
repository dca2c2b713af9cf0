"""Find the words that hand over the word: reporting verbs in their verb group, and set phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..model import CueKind, Irrealis, Token, Value
from ..vocab.reporting import CuePhrase, Frame, ReportingLexicon, ReportingVerb

FINITE = frozenset({"VVD", "VVZ", "VVB"})
_AUXILIARY = frozenset(
    {"VBD", "VBZ", "VBB", "VBN", "VHD", "VHZ", "VHB", "VHN", "VHI", "VBG", "VM0", "VDD", "VDZ", "VDB", "TO0"}
)
_BETWEEN = frozenset({"AV0", "XX0", "AVP"})


class Form(StrEnum):
    """How the cue stands in its clause."""

    ACTIVE = "active"
    PASSIVE = "passive"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    PREPOSITION = "preposition"
    CARRIER = "carrier"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in one sentence, by the document's token indices; `first`..`last` (inclusive) takes in its entourage."""

    first: int
    head: int
    last: int
    form: Form
    kind: CueKind
    frame: Frame
    value: Value
    irrealis: Irrealis | None
    negated: bool = False
    modal: bool = False
    relays: bool = True
    after: tuple[str, ...] = ()

    def lemma_is(self, tokens: Sequence[Token], lemmas: tuple[str, ...]) -> bool:
        """True when the head's lemma is one of `lemmas`."""
        return tokens[self.head].lemma in lemmas

    @property
    def unverified(self) -> bool:
        """True for "could not confirm that …", "did not say whether …": the source leaves the content open."""
        return self.negated and self.kind is not CueKind.DENIAL


class CueFinder:
    """Find cues among the tokens of one sentence."""

    def __init__(self, lexicon: ReportingLexicon) -> None:
        self.verbs = lexicon.verbs
        self.prepositions = _by_first_word(lexicon.prepositions)
        self.carriers = _by_first_word(lexicon.carriers)
        self._openers = self.prepositions.keys() | self.carriers.keys()

    def find(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Cue]:
        """Cues in `tokens[first:last]`, left to right."""
        i = first
        while i < last:
            phrase = self._phrase(tokens, i, last) if tokens[i].lower in self._openers else None
            cue = phrase or self._verb(tokens, i, first, last)
            if cue is None:
                i += 1
            else:
                yield cue
                i = cue.last + 1

    def _phrase(self, tokens: Sequence[Token], i: int, last: int) -> Cue | None:
        for table, form in ((self.prepositions, Form.PREPOSITION), (self.carriers, Form.CARRIER)):
            for phrase in table.get(tokens[i].lower, ()):
                if form is Form.CARRIER and phrase.relays and i and tokens[i - 1].lemma in {"be", "further"}:
                    continue  # "was quoted by the agency as saying": a verb of its own
                end = i + len(phrase.words)
                if end < last and all(t.lower == w for t, w in zip(tokens[i:end], phrase.words, strict=False)):
                    return Cue(
                        i,
                        i,
                        end - 1,
                        form,
                        phrase.kind,
                        Frame.NP,
                        phrase.value,
                        phrase.irrealis,
                        relays=phrase.relays,
                        after=phrase.after,
                    )
        return None

    def _verb(self, tokens: Sequence[Token], i: int, first: int, last: int) -> Cue | None:
        token = tokens[i]
        verb = self._entry(tokens, i, first, last)
        if verb is None:
            return None
        start, passive, finite, negated, modal = _group(tokens, i, first)
        if _only_meant(tokens, start, i, first):
            return None
        end = i
        if verb.particle is not None:
            end = i + 1
        if negated and i + 2 < last and tokens[i + 1].lower in {"nor", "or"} and self._verbs_of(tokens[i + 2]):
            end = i + 2  # "would neither confirm nor deny that …"
        if token.tag == "VVG" and not finite:
            form = Form.PARTICIPLE
        elif passive or (token.tag == "VVN" and not finite and i + 1 < last and tokens[i + 1].lower == "by"):
            form = Form.PASSIVE
        elif token.tag == "VVI" and not finite:
            form = Form.INFINITIVE
        else:
            form = Form.ACTIVE
        value, irrealis = verb.value, verb.irrealis
        owned = end if verb.particle is not None else end + 1
        if form is Form.ACTIVE and (verb.lemma == "claim" or owned == end) and owned + 1 < last:
            word, behind = tokens[owned].lower, tokens[owned + 1]
            if word in _OWNED and behind.lower == _OWNED[word]:
                end = owned + 1
            elif word in _OWNED and behind.text == ",":
                end = owned  # alone, the word is what is claimed
        if verb.particle in _OWNED and end == owned:
            return None  # "have yet to own up", "for which the group has taken credit"
        return Cue(start, i, end, form, verb.kind, verb.frame, value, irrealis, negated, modal)

    def _entry(self, tokens: Sequence[Token], i: int, first: int, last: int) -> ReportingVerb | None:
        token = tokens[i]
        if (
            not token.tag.startswith("VV")
            and not self._noun_like_verb(tokens, i, last)
            and not _closing_verb(tokens, i, first, last)
            and not self._shows(tokens, i, first, last)
        ):
            return None
        after = tokens[i + 1].lower if i + 1 < last else ""
        for verb in sorted(self._verbs_of(token), key=lambda v: v.particle is None):
            if verb.particle is None or verb.particle == after:
                # "claimed the life of …" kills; it reports nothing
                if verb.lemma == "claim" and _kills(tokens, i, last):
                    return None
                return verb
        return None

    def _verbs_of(self, token: Token) -> tuple[ReportingVerb, ...]:
        """Entries of the token's lemma; the tagger's lemmas keep doubled consonants and lose some final e."""
        for lemma in (token.lemma, token.lemma + "e", _undouble(token.lower)):
            if lemma in self.verbs:
                return self.verbs[lemma]
        return ()

    def _shows(self, tokens: Sequence[Token], i: int, first: int, last: int) -> bool:
        """ "Pictures bought from a firm show two boats": a plural evidential verb that the tagger takes for a noun."""
        verbs = self.verbs.get(tokens[i].lower, ())
        if tokens[i].tag != "NN1" or i + 1 >= last or not any(v.kind is CueKind.EVIDENTIAL_VERB for v in verbs):
            return False
        begins = tokens[i + 1].tag in {"AT0", "CRD", "DT0", "CJT", "DPS"} or tokens[i + 1].lower in {"to", "that"}
        before = tokens[first:i]
        return begins and any(t.tag == "NN2" for t in before) and not any(t.tag in FINITE | _AUXILIARY for t in before)

    def _noun_like_verb(self, tokens: Sequence[Token], i: int, last: int) -> bool:
        """ "Local authorities report 11 dead": the tagger takes some present tenses for nouns."""
        token = tokens[i]
        if token.tag not in {"NN1", "NN2", "NN0", "AJ0", "VBB"} or i == 0 or i + 1 >= last:
            return False
        before, after = tokens[i - 1], tokens[i + 1]
        if token.tag == "AJ0" and token.lower.endswith("ed"):
            return after.lower == "that" and before.tag in {"NN1", "NN2", "NN0", "NP0"}
        plural = before.tag in {"NN2", "PNP", "NN0"} and not token.lower.endswith("s")
        singular = before.tag in {"NP0", "NN1", "NN0"} and token.lower.endswith("s")
        if plural and after.text in {".", ","} and i >= 2 and any(t.text == "," for t in tokens[max(0, i - 8) : i]):
            return True
        return (plural or singular) and (after.tag in {"CJT", "CRD", "EX0", "AT0", "DT0"} or after.lower == "that")


_SUBJECT = frozenset({"AT0", "DPS", "DT0", "NP0", "NN2", "NN0", "NN1", "AJ0", "UNC", "CRD"})


def _closing_verb(tokens: Sequence[Token], i: int, first: int, last: int) -> bool:
    """ "…, the coast guard reports.": the tagger takes a verb that closes the sentence for a noun.

    A clause ends at the comma before, and nothing but a noun phrase stands between the comma and the verb.
    """
    if tokens[i].tag not in {"NN1", "NN2"} or not tokens[i].lower.endswith("s") or i + 1 >= last:
        return False
    if tokens[i + 1].text not in {".", ",", ";", "”", '"'} or tokens[i - 1].tag not in {"NN1", "NP0", "NN0", "UNC"}:
        return False
    for j in range(i - 1, max(first, i - 14), -1):
        if tokens[j].text == ",":
            clause = any(t.tag in FINITE | _AUXILIARY for t in tokens[first:j])
            return clause and j + 2 < i and tokens[j + 1].tag in _SUBJECT
        if tokens[j].tag in FINITE or tokens[j].tag in {"PUN", "CJC", "CJT", "CJS"}:
            return False
    return False


def _by_first_word(phrases: tuple[CuePhrase, ...]) -> dict[str, tuple[CuePhrase, ...]]:
    table: dict[str, tuple[CuePhrase, ...]] = {}
    for phrase in sorted(phrases, key=lambda p: -len(p.words)):
        table[phrase.words[0]] = (*table.get(phrase.words[0], ()), phrase)
    return table


def _undouble(word: str) -> str:
    """ "labelled" -> "label", "rebutted" -> "rebut"."""
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and stem[-1] == stem[-2]:
            return stem[:-1]
    return word


_OWNED = {"responsibility": "for", "credit": "for", "up": "to"}  # "claimed responsibility for", "owned up to"


def _only_meant(tokens: Sequence[Token], start: int, head: int, first: int) -> bool:
    """ "in order to blame the rebels" is a purpose; by "the rebels were to blame" they are blamed."""
    if head == start or tokens[head - 1].tag != "TO0":
        return False
    purpose = [t.lower for t in tokens[max(first, start - 2) : start]] in (["in", "order"], ["so", "as"])
    return purpose or (tokens[head].lemma == "blame" and head >= 2 and tokens[head - 2].lemma == "be")


_LIVES = frozenset({"life", "lives", "casualties", "victims"})


def _kills(tokens: Sequence[Token], i: int, last: int) -> bool:
    return any(t.lower in _LIVES for t in tokens[i + 1 : min(last, i + 6)])


def _group(tokens: Sequence[Token], head: int, first: int) -> tuple[int, bool, bool, bool, bool]:
    """The verb group that ends in `head`: (first token, passive, finite, negated, modal)."""
    tag = tokens[head].tag
    start = head
    passive = negated = modal = False
    finite = tag in FINITE
    i = head - 1
    while i >= first:
        token = tokens[i]
        if token.tag in _AUXILIARY or token.lower in _ABLE:
            if token.lemma == "be" and tag == "VVN" and start <= head:
                passive = True
            if token.lower in {"having"}:
                break
            finite = finite or token.tag not in {"TO0", "VBN", "VHN"}
            modal = modal or token.tag == "VM0"
            negated = negated or token.lower.endswith("n't") or token.lower == "cannot" or token.lower in _UNABLE
            start = i
        elif token.lower == "on" and tokens[i + 1].tag == "TO0" and i > first and tokens[i - 1].lemma == "go":
            finite, start = True, i - 1  # "he went on to say"
            i -= 1
        elif token.lemma in _REFUSING and tokens[i + 1].tag == "TO0":
            # "declined to say": nothing is said, the content stays open
            negated = finite = True
            start = i
        elif token.tag in _BETWEEN:
            if token.lower in {"not", "n't", "never", "neither", "nor"}:
                negated = True
        else:
            break
        i -= 1
    if tag in {"VVN", "VVI", "VVB"} and start == head and tag == "VVN":
        finite = False
    if passive and any(t.tag == "VBG" for t in tokens[start:head]):
        passive = True
    # "has not been able to say": the infinitive hangs on a finite verb left of "able"
    return start, passive, finite, negated, modal


_ABLE = frozenset({"able", "unable", "yet", "immediately", "independently"})
_REFUSING = frozenset({"decline", "refuse"})
_UNABLE = frozenset({"unable"})
