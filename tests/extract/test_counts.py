"""Counts: numbers with operators, what they count, and which are facets of a claim."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.counts import CountFacets, CountFinder
from sayso.extract.numbers import NumberReader
from sayso.extract.tags import Tagger
from sayso.extract.times import TimeFinder
from sayso.model import Count, CountMention, Document, Proposition, Report, Slot, Span
from sayso.text import segment, tokenize
from sayso.vocab.loader import load_yaml

TAG, TIMES, COUNTS = Tagger(), TimeFinder(), CountFinder()
LEXICON = load_yaml("lexicon/en/counts.yaml")
EXAMPLES = [
    (entry["example"], entry["expect"])
    for group in LEXICON.values()
    if isinstance(group, list)
    for entry in group
    if entry.get("example")
]


def read(text: str) -> Document:
    doc = segment(Document(Report.of(text, published="2024-04-22")))
    return COUNTS(TIMES(TAG(doc)))


def shown(counts: tuple[CountMention, ...]) -> dict[str, str]:
    stated = [c for c in counts if not c.implied]
    told = [("hit" if c.hit else c.slot.value if c.slot else "", c.value) for c in stated]
    return {slot: f"{value.op}{value.n}" for slot, value in told if slot}


def test_silence_on_casualties_is_no_zero():
    assert shown(read("The army did not mention any civilian casualties.").counts) == {}
    assert shown(read("The army did not see any civilian casualties.").counts) == {"killed": "=0", "injured": "=0"}


def test_some_of_those_counted_before_are_counted_as_they_were():
    assert shown(read("It said eight others were hurt and that one of these was a soldier.").counts) == {
        "injured": "=1"
    }


@pytest.mark.parametrize(("text", "expect"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_every_entry_of_the_lexicon_reads_its_example(text: str, expect: dict[str, str]) -> None:
    assert shown(read(text).counts) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("The raid killed twenty-three people and wounded 1,200.", {"killed": "=23", "injured": "=1200"}),
        ("Two hundred and five miners died.", {"killed": "=205"}),
        ("More than 2 million people are missing.", {"missing": ">2000000"}),
        ("Hundreds of thousands of people died.", {"killed": ">=200000"}),
        ("At least another five miners were killed.", {"killed": ">=5"}),
        ("Between three and five guards were killed.", {"killed": ">=3"}),
        ("Six or seven guards were hurt.", {"injured": ">=6"}),
        ("Some 3-4 guards were hurt.", {"injured": "~3"}),
        ("The death toll has gone up to six.", {"killed": "=6"}),
        ("The number of people killed in the fire rose from 12 to 26.", {"killed": "=26"}),
        ("The fire left five dead and 12 wounded.", {"killed": "=5", "injured": "=12"}),
        ("A three-man cell planned the raid.", {"number_of_attackers": "=3"}),
        ("An ambush was laid by several hundred fighters.", {"number_of_attackers": ">=300"}),
        ("The convoy was hit by fire that killed a nurse.", {"killed": "=1"}),
        ("Another was injured.", {"injured": "=1"}),
        ("Two gunmen who shot at the bus fled.", {"number_of_attackers": "=2"}),
        ("Six were shot, two of them fatally.", {"hit": "=2"}),
        ("Four shot, one killed in Orta.", {"hit": "=4", "killed": "=1"}),
        ("Five people were shot, including two men who died.", {"hit": "=5", "killed": "=2"}),
        ("The toll has gone up to six.", {"killed": "=6"}),
        ("The raid killed up to six people.", {"killed": "<=6"}),
        ("Ten people were killed or wounded.", {"killed": "<=10", "injured": "<=10"}),
        ("No one was killed or injured.", {"killed": "=0", "injured": "=0"}),
        ("The army denied that any technicians had been hurt.", {"injured": "=0"}),
        ("The shelling caused deaths and injuries.", {"killed": ">=1", "injured": ">=1"}),
        ("The shelling caused no deaths.", {"killed": "=0"}),
        ("The mine wounded others.", {"injured": ">=2"}),
        ("One of the miners hurt on Sunday has died.", {"killed": "=1"}),
        ("Nine men were killed, including two cooks.", {"killed": "=2"}),
        ("The van killed five guards and two drivers.", {"killed": "=2"}),
    ],
)
def test_number_operator_and_slot(text: str, expect: dict[str, str]) -> None:
    assert shown(read(text).counts) == expect


@pytest.mark.parametrize(
    "text",
    [
        "A 67-year-old grocer spoke of the war.",
        "A woman of 47 was there.",
        "Ahmed Salih (44) was there.",
        "The road cost $3 million.",
        "Turnout fell by 40 percent.",
        "They met on 5 May at 18:30.",
        "The shop on Highway 45 reopened.",
        "No one claimed responsibility.",
        "The blast did no damage.",
        "Two attacks shook the town.",
        "A soldier carried a rifle.",
        "The agency has no longer any office there.",
        "The ship (IMO: 9460784) was damaged.",
        "Four of the injured were flown home.",
        "Call 804-748-1251 if you saw two men run.",
        "A father of three was at the well.",
        "The victims, ages 13, 17 and 19, live there.",
        "The shop is in the 3300 block of Elm Street.",
    ],
)
def test_other_numbers_count_no_people_and_no_weapons(text: str) -> None:
    assert shown(read(text).counts) == {}


def test_the_counted_words_are_kept() -> None:
    [count] = read("At least five armed villagers were killed.").counts
    assert count.value.who == "armed villagers"
    assert count.noun is not None


def test_the_span_holds_operator_and_number() -> None:
    doc = read("At least five rockets were fired.")
    assert [c.span.text(doc.text) for c in doc.counts] == ["At least five"]


def test_no_casualties_is_a_zero_of_each() -> None:
    doc = read("There were no casualties.")
    assert [(c.slot, c.value.n) for c in doc.counts] == [(Slot.KILLED, 0), (Slot.INJURED, 0)]


def test_a_breakdown_counts_with_its_total() -> None:
    doc = read("The fire left 11 dead: five women, three children and three men.")
    assert [c.value.n for c in doc.counts if c.slot is Slot.KILLED and not c.implied] == [11, 5, 3, 3]


def test_a_bare_number_counts_what_the_number_before_it_counted() -> None:
    doc = read("Four guards were killed, and not five.")
    assert [(c.slot, c.value.n) for c in doc.counts] == [(Slot.KILLED, 4), (Slot.KILLED, 5)]


def test_a_part_of_a_whole_leaves_the_whole_uncounted() -> None:
    doc = read("Four of the 22 sailors were killed.")
    assert [(c.slot, c.value.n) for c in doc.counts if c.slot] == [(Slot.KILLED, 4)]


def facets(text: str, *contents: str) -> list[tuple[str, int]]:
    spans = tuple(Span(text.index(c), text.index(c) + len(c)) for c in contents)
    found = CountFacets()(read(text), Proposition(spans, None))
    return [(f.slot.value, f.value.n) for f in found if isinstance(f.value, Count)]


def test_facets_lie_in_the_content() -> None:
    text = "Police said five miners were killed and that 12 nurses were wounded."
    assert facets(text, "five miners were killed") == [("killed", 5)]
    assert facets(text, "12 nurses were wounded") == [("injured", 12)]
    assert facets(text, "five miners were killed", "12 nurses were wounded") == [("killed", 5), ("injured", 12)]
    assert facets(text, "miners were killed") == []


def test_a_count_without_a_slot_is_no_facet() -> None:
    assert facets("Police said that six officials met.", "six officials met") == []


SCRAPS = """at least five no people were killed 12 wounded and or more than dozens of soldiers , . the a rockets any not
3 - 4 between hundred one other up to missing “ ” $ ( ) several 1,000 % death toll rose"""
WORDS = st.sampled_from(SCRAPS.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_every_count_quotes_the_text(text: str) -> None:
    for count in read(text).counts:
        assert 0 <= count.span.start < count.span.end <= len(text)
        assert count.value.n >= 0
        if count.noun is not None:
            assert count.value.who == count.noun.text(text)


def test_a_small_lexicon_will_do() -> None:
    small: dict[str, Any] = {**LEXICON, "triggers": [{"words": ["jolt"], "slot": "injured", "role": "object"}]}
    doc = TIMES(TAG(segment(Document(Report.of("The fence jolted two boys.")))))
    assert shown(CountFinder(small)(doc).counts) == {"injured": "=2"}


def implied(text: str) -> list[tuple[str, str, str]]:
    """(fate, operator and number, words) of what no number word gives."""
    found = [c for c in read(text).counts if c.implied]
    return [
        ("hit" if c.hit else c.slot.value if c.slot else "", f"{c.value.op}{c.value.n}", c.value.who or "")
        for c in found
    ]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("The driver was killed.", [("killed", "=1", "The driver")]),
        ("Omar Haddad was wounded by shrapnel.", [("injured", "=1", "Omar Haddad"), ("hit", ">=1", "wounded")]),
        ("Gunmen shot his wife and killed him.", [("hit", "=1", "his wife"), ("killed", "=1", "him")]),
        ("Police looked into a triple murder.", [("killed", "=3", "triple murder"), ("killed", ">=1", "murder")]),
        ("He was charged with two counts of murder.", [
            ("killed", "=2", "counts of murder"), ("killed", ">=1", "murder")]),
        ("He was charged with two counts of attempted murder.", [("killed", ">=1", "murder")]),
        ("Police met the mayor at Mount Sinai Hospital.", []),
    ],
)  # fmt: skip
def test_people_without_a_number(text: str, expect: list[tuple[str, str, str]]) -> None:
    assert implied(text) == expect


def test_a_surname_alone_is_known_from_the_whole_name() -> None:
    text = "Omar Haddad lived in the old town. Haddad was killed on the road."
    assert ("killed", "=1", "Haddad") in implied(text)


def test_capitals_of_a_headline_hide_no_verb() -> None:
    assert shown(read("Six Shot After Dice Game Goes Bad").counts) == {"hit": "=6"}


def test_people_without_a_number_are_no_facets() -> None:
    assert facets("The driver was killed.", "The driver was killed") == []


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
SMALL = [*ONES.split(), "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    """A number below a million in English words."""
    if n < 20:
        return SMALL[n]
    if n < 100:
        return TENS[n // 10] + (f"-{SMALL[n % 10]}" if n % 10 else "")
    unit, word = (100, "hundred") if n < 1000 else (1000, "thousand")
    rest = n % unit
    joint = " and " if rest and rest < 100 else " "
    return f"{spelled(n // unit)} {word}" + (f"{joint}{spelled(rest)}" if rest else "")


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 999_999))
def test_a_number_in_words_is_read_back(n: int) -> None:
    words = [token.lower for token in tokenize(spelled(n))]
    assert NumberReader(LEXICON).number(words, 0) == (n, len(words))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 999_999_999))
def test_a_number_in_digits_is_read_back(n: int) -> None:
    assert NumberReader(LEXICON).number([f"{n:,}"], 0) == (n, 1)
    assert NumberReader(LEXICON).number([str(n)], 0) == (n, 1)
