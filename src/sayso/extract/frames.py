"""Frame a cue: find the party that speaks and the side on which its content stands."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import CueKind, Token
from ..vocab.reporting import Frame
from ..vocab.sentence_words import sentence_words
from .cues import Cue, Form
from .framed import CLOSING, END, OPENING, Framed, Side
from .party import Party
from .party_left import subject_left
from .party_right import phrase_right
from .passives import passive
from .scopes import adjunct_end, coordinate_cut, has_finite, opens_clause
from .subject_gaps import reduced
from .tags import FINITE

_OPEN_QUESTIONS = frozenset(
    {"verify", "confirm", "establish", "determine", "learn", "identify", "rule", "exclude", "say", "tell"}
)


def frame(tokens: Sequence[Token], cue: Cue, first: int, last: int) -> Framed | None:
    """The frame of a verb or preposition cue in the sentence `tokens[first:last]`; None when nobody speaks by it."""
    if cue.form is Form.PREPOSITION:
        return _prepositional(tokens, cue, first, last)
    if cue.form is Form.PASSIVE:
        return passive(tokens, cue, first, last)
    if cue.form in {Form.ACTIVE, Form.INFINITIVE}:
        return _active(tokens, cue, first, last)
    return None


def _active(tokens: Sequence[Token], cue: Cue, first: int, last: int) -> Framed | None:
    """A finite verb with its subject: where the content stands is told by what follows verb, addressee and adjuncts."""
    if cue.first == cue.head and reduced(tokens, cue.head, last):
        return None
    inverted = _inverted(tokens, cue, first, last)
    if inverted is not None:
        opens = cue.first == first and inverted.last < last and tokens[inverted.last].text in {"“", '"', ":"}
        return Framed(cue, inverted, Side.RIGHT if opens else Side.LEFT, inverted.last, cue.first, inverted.last)
    party = subject_left(tokens, cue.first, first)
    if (
        party is None
        or not plausible(tokens, party, cue)
        or _unsaid(tokens, cue, party)
        or _no_report(tokens, cue, last)
    ):
        return None
    if cue.frame is Frame.QUOTE_AS:
        return _quote_as(tokens, cue, party, first, last)
    after = _after(tokens, cue, last)
    opened = party.first
    before = tokens[opened - 1] if opened > first else None
    if before is not None and before.lemma in sentence_words().remarks and before.tag == "NN1":
        return None  # ", an allegation the army rejects"
    quoted_left = before is not None and (before.text in CLOSING or before.text in {",", "—", "?", "!"})
    at_end = after >= last or tokens[after].text in END or (tokens[after].text in CLOSING and after + 1 >= last)
    comma = not at_end and tokens[after].text in {",", "—", "–"}
    resumed = _past_relay(tokens, after, last) if comma else None
    if resumed is not None:
        return Framed(cue, party, Side.RIGHT, resumed, opened, resumed)
    joined = comma and quoted_left and _clause_joined(tokens, after + 1, last)
    if joined and before is not None and has_finite(tokens, first, opened):
        return Framed(cue, party, Side.AROUND, after + 1, opened, after)  # "The gate was open, he said, and two fled."
    if at_end or (comma and _participle_or_relative(tokens, after + 1, last)):
        if cue.frame is Frame.QUOTE and not _quote_before(tokens, opened, first):
            return None
        if before is None or not (quoted_left or has_finite(tokens, first, opened)):
            return None
        return Framed(cue, party, Side.LEFT, after, opened, after)
    spoken = quoted_left and _quote_before(tokens, opened, first)
    if not comma:
        return _rightward(tokens, cue, party, opened, after, last, spoken)
    if after + 1 < last and tokens[after + 1].text in OPENING:
        side = Side.LEFT if spoken and before is not None and before.text != "—" else Side.RIGHT
    elif before is not None and quoted_left:
        side = Side.AROUND
    elif before is None or cue.frame is not Frame.THAT:
        side = Side.RIGHT
    else:
        return None
    return Framed(cue, party, side, after + 1, opened, after)


def _clause_joined(tokens: Sequence[Token], i: int, last: int) -> bool:
    """ "and" stands at `i`, and a subject with its verb behind it."""
    if i + 1 >= last or tokens[i].lower != "and" or tokens[i + 1].tag in FINITE | {"VVG", "VVN", "TO0"}:
        return False
    return has_finite(tokens, i + 1, min(last, i + 13))


def _no_report(tokens: Sequence[Token], cue: Cue, last: int) -> bool:
    """ "asked not to be named"; "the object described as …", "a woman declared dead": nothing is reported."""
    after = [t.lower for t in tokens[cue.last + 1 : min(last, cue.last + 3)]]
    participle = tokens[cue.head].tag == "VVN" and cue.first == cue.head
    return after == ["not", "to"] or (participle and after[:1] in (["as"], ["dead"]))


def _after(tokens: Sequence[Token], cue: Cue, last: int) -> int:
    """First token after the cue, its addressee ("told reporters") and its adjuncts ("on Sunday", "in a statement")."""
    after = cue.last + 1
    addressed = after < last and tokens[after].lower != "that" and tokens[after].text not in OPENING | {","}
    if cue.frame is Frame.ADDRESSEE and addressed:
        addressee = phrase_right(tokens, after, last)
        if addressee is not None:
            after = addressee.last
    after = adjunct_end(tokens, after, last)
    return after if cue.frame in {Frame.TO, Frame.ADDRESSEE_TO} else _past_phrase(tokens, after, last)


def _past_phrase(tokens: Sequence[Token], after: int, last: int) -> int:
    """Past "to us", "behind closed doors", "at the funeral": phrases after which "that" follows, or nothing more."""
    if after >= last or tokens[after].tag != "PRP" or tokens[after].lower in {"of", "by", "about", "against", "for"}:
        return after
    for j in range(after + 1, min(last, after + 9)):
        if tokens[j].tag == "CJT" or tokens[j].text in END:
            return j
        if tokens[j].tag in FINITE | {"PUN", "CJS", "CJC", "PNQ", "DTQ", "VVG", "TO0", "CRD"}:
            return after
    return after


def _past_relay(tokens: Sequence[Token], comma: int, last: int) -> int | None:
    """ "The agency reported, citing a medic, that …": where the content begins after what is inserted."""
    close = next((j for j in range(comma + 2, min(last - 2, comma + 18)) if tokens[j].text == ","), None)
    if close is not None and tokens[close + 1].lower == "that" and not _has_that(tokens, comma, close):
        return close + 2
    if comma + 2 >= last or tokens[comma + 1].lower not in {"citing", "quoting"}:
        return None
    relayed = phrase_right(tokens, comma + 2, last)
    if relayed is None or relayed.last + 1 >= last:
        return None
    resumed = relayed.last + (tokens[relayed.last].text == ",")
    return resumed + 1 if tokens[resumed].lower == "that" else None


def _has_that(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(t.tag == "CJT" or t.lower == "that" for t in tokens[first:last])


def _rightward(
    tokens: Sequence[Token], cue: Cue, party: Party, opened: int, after: int, last: int, quote_left: bool
) -> Framed | None:
    if tokens[after].lower == "that" and tokens[after].tag in {"CJT", "DT0", "PNQ"}:
        after += 1
    elif tokens[after].lower in {"whether", "if"} or tokens[after].text in OPENING:
        pass
    elif quote_left:
        return Framed(cue, party, Side.LEFT, after, opened, after)
    elif cue.frame is Frame.TO:
        if tokens[after].lower != "to":
            return None
        after += 1
    elif cue.frame is Frame.TOLL:
        if not any(t.tag == "CRD" or t.lower in {"toll", "casualties", "dead"} for t in tokens[after:last]):
            return None
    elif cue.frame is Frame.QUOTE:
        return None
    elif cue.frame in {Frame.THAT, Frame.ADDRESSEE}:
        if not has_finite(tokens, after, last):
            return None
    elif cue.frame is Frame.ADDRESSEE_TO:
        if not any(t.tag == "TO0" or t.lower == "that" for t in tokens[after:last]):
            return None
    elif cue.frame is Frame.AS:
        if tokens[after].lower in {"for", "on", "off", "out", "up", "in", "at"}:
            return None
    elif tokens[after].tag in {"PRP"} and tokens[after].lower in {"into", "through", "up", "off"}:
        return None
    if after >= last or [t.lower for t in tokens[after : after + 2]] == ["the", "following"]:
        return None
    return Framed(cue, party, Side.RIGHT, after, opened, after)


def _inverted(tokens: Sequence[Token], cue: Cue, first: int, last: int) -> Party | None:
    """ "…, said the official": the subject follows its verb when the content stands before it."""
    if cue.form is not Form.ACTIVE or cue.first != cue.head or cue.last + 1 >= last or cue.frame is Frame.ADDRESSEE:
        return None  # "…," the guard told a radio station: who is told follows
    before = tokens[cue.first - 1] if cue.first > first else None
    if before is None or (before.text not in CLOSING and before.text not in {",", "?", "!", "—"}):
        return None
    follower = tokens[cue.last + 1]
    if follower.lower in {"that", "it", "there"} or follower.text in OPENING or follower.tag in {"PRP", "TO0"}:
        return None
    party = phrase_right(tokens, cue.last + 1, last)
    if party is None:
        return None
    # "No raid there, says civil defence.": a fragment, and nothing but the speaker after the verb
    bare = party.last >= last - 1 and not any(t.text == "," for t in tokens[first : cue.first - 1])
    if before.text in {",", "—"} and not bare and not _clause_before(tokens, first, cue.first - 1):
        return None
    rest = tokens[party.last] if party.last < last else None
    if (
        rest is None
        or rest.text in END | {",", ":", "—", "“", '"', "("}
        or rest.tag in {"PRP", "AV0", "VVG", "CJS", "CJC"}
        or rest.lower in {"on", "in"}
    ):
        return party
    return party if before.text in CLOSING and rest.tag == "NP0" else None


def _clause_before(tokens: Sequence[Token], first: int, comma: int) -> bool:
    """A whole clause, or a quotation, ends at the comma; an aside after a subject ("The army, which …,") is none."""
    verbs = 0
    for i in range(max([first, *(k + 1 for k in range(first, comma) if tokens[k].text == ";")]), comma):
        if tokens[i].text in CLOSING and len(tokens[i].text) == 1 and tokens[i].text not in {"’", "'"}:
            return True
        if tokens[i].tag in {"PNQ", "DTQ", "CJS"} and tokens[i].lower in {
            "who",
            "which",
            "whose",
            "that",
            "whom",
            "where",
        }:
            verbs -= 1
        elif has_finite(tokens, i, i + 1) and not (
            tokens[i - 1].tag in {"VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VM0", "VBN"} if i > first else False
        ):
            verbs += 1
    return verbs > 0


def _quote_as(tokens: Sequence[Token], cue: Cue, outer: Party, first: int, last: int) -> Framed | None:
    """Frame "The agency quoted a colonel as saying that …": the object speaks, nesting adds the subject."""
    inner = phrase_right(tokens, cue.last + 1, last)
    if inner is None or inner.last >= last:
        return None
    after = inner.last
    if tokens[after].lower == "as" and after + 1 < last:
        after += 2
        if after < last and tokens[after].lower == "that":
            after += 1
    elif tokens[after].text not in OPENING:
        return None
    party = Party(inner.first, inner.last, inner.spans, (outer.first, outer.last))
    if after >= last or tokens[after].text in END:  # "The post fell, the agency quoted a colonel as saying."
        return Framed(cue, party, Side.LEFT, after, outer.first, after) if outer.first > first else None
    return Framed(cue, party, Side.RIGHT, after, outer.first, after)


def _prepositional(tokens: Sequence[Token], cue: Cue, first: int, last: int) -> Framed | None:
    party = phrase_right(tokens, cue.last + 1, last)
    if party is None:
        return None
    after = _past_readers(tokens, party.last, last)
    if after < last and tokens[after].text == ",":
        # an apposition or relative clause may stand between the source and the content
        close = next((j for j in range(after + 1, last) if tokens[j].text == ","), None)
        if close is not None and _is_aside(tokens, after + 1, close) and cue.first == first:
            after = close
    opens = opens_clause(tokens, cue.first, first)
    if opens and after + 1 < last:
        start = after + 1 if tokens[after].text == "," else after
        return Framed(cue, party, Side.RIGHT, start, cue.first, start)
    if (
        after < last
        and tokens[after].text == ","
        and not coordinate_cut(tokens, after, last)
        and not _participle_or_relative(tokens, after + 1, last)
        and not _tells_who(tokens, after + 1, last)
    ):
        return Framed(cue, party, Side.AROUND, after + 1, cue.first, after)
    return Framed(cue, party, Side.LEFT, after, cue.first, after)


def _past_readers(tokens: Sequence[Token], i: int, last: int) -> int:
    """ "According to a report seen by the agency, …": who saw it is no content; relays read them."""
    if i + 2 < last and tokens[i].tag == "VVN" and tokens[i + 1].lower == "by":
        readers = phrase_right(tokens, i + 2, last)
        if readers is not None:
            return readers.last
    return i


def _tells_who(tokens: Sequence[Token], start: int, last: int) -> bool:
    """ "…, according to the Halden Group, a consultancy.": the sentence ends with words on the source."""
    return start < last and tokens[start].tag in {"AT0", "NP0"} and not has_finite(tokens, start, last)


def _is_aside(tokens: Sequence[Token], start: int, end: int) -> bool:
    head = tokens[start]
    if head.lower in {"who", "which", "whose"}:
        return True
    return head.tag in {"AT0", "VVN", "AJ0", "NP0", "DPS"} and not has_finite(tokens, start, end)


def plausible(tokens: Sequence[Token], party: Party, cue: Cue) -> bool:
    """A thing cannot vow, a number cannot say: keep out subjects that never speak."""
    head = tokens[party.last - 1]
    if head.lower == "there" and party.last - party.first > 1:
        return True  # "a doctor there"
    if head.lower in {"i", "we"} and tokens[cue.head].lemma in {"hear", "see"}:
        return False  # the speaker's own senses add no further source
    if head.lower in {"there", "what", "this", "these", "nobody", "none", "nothing"}:
        return False
    return not (head.tag == "CRD" and cue.kind in {CueKind.INTENTION, CueKind.ORDER})


def _unsaid(tokens: Sequence[Token], cue: Cue, party: Party) -> bool:
    """ "No group claimed …", "Israel has not commented": nobody says anything; the narrator tells of a silence."""
    if tokens[party.first].lower in {"no", "nobody", "none", "neither", "nor"} or tokens[party.last - 1].lower in {
        "nobody",
        "none",
    }:
        return True
    if not cue.negated or cue.kind is CueKind.DENIAL:
        return False
    if tokens[cue.head].lemma in {"say", "tell"}:
        return not any(
            t.lower in {"whether", "if", "who", "how", "where", "what", "when"}
            for t in tokens[cue.last + 1 : cue.last + 6]
        )
    return tokens[cue.head].lemma not in _OPEN_QUESTIONS and cue.kind not in {CueKind.BELIEF_VERB}


def _quote_before(tokens: Sequence[Token], opened: int, first: int) -> bool:
    return any(
        t.text in CLOSING and len(t.text) == 1 and t.text not in {"’", "'"}
        for t in tokens[max(first, opened - 2) : opened]
    )


def _participle_or_relative(tokens: Sequence[Token], i: int, last: int) -> bool:
    """What follows the comma is no content: "adding that", "citing", "who", "while", or the end."""
    if i >= last:
        return True
    token = tokens[i]
    return token.tag == "VVG" or token.lower in {
        "who",
        "which",
        "while",
        "whereas",
        "although",
        "though",
        "but",
        "and",
        "as",
        "whose",
        "where",
        "without",
        "after",
        "in",
        "when",
        "citing",
    }
