"""Ten copies of one wire are one source; so is one man quoted twice."""

from dataclasses import replace

import pytest

from sayso.model import Report, SameAs, SourceKind
from sayso.resolve.independence import Independence
from sayso.resolve.origins import own_voice, party_words

from .made import report, says
from .test_wire import RETOLD, WIRE


def independence(*coded):
    return Independence(coded, {c.report.id: c.claims for c in coded})


def independent(*coded):
    judged = independence(*coded)
    return judged.count([(c.report.id, claim.id) for c in coded for claim in c.claims])


def by(*chain, kinds=None, publisher="Harbour Post", name="a"):
    return report(name, says(*chain), publisher=publisher, kinds=kinds)


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        # the innermost holder counts, whoever relays it
        (("AFP", "a hospital source"), ("Reuters", "hospital sources"), 1),
        (("AFP", "a hospital source"), ("AFP", "a police source"), 2),
        (("Colonel Samir Haddad",), ("Haddad",), 1),
        (("Colonel Samir Haddad",), ("Colonel Yunis Karam",), 2),
        # anonymous ones are different only where the words say so
        (("a security source",), ("two security sources",), 1),
        (("an Iraqi security official",), ("a security source",), 1),
        (("a US official",), ("an Iraqi official",), 2),
        (("officials",), ("a US official",), 1),
        # a body of a state speaks for its state
        (("US Central Command",), ("CENTCOM",), 1),
        (("US Central Command",), ("Washington",), 1),
        (("Hamas",), ("Israel",), 2),
        # agencies and outlets
        (("Reuters",), ("Reuters",), 1),
        (("Reuters",), ("AFP",), 2),
        (("Reuters", "sources"), ("Reuters",), 1),
        # parties who say it jointly are as many as they are
        ((("two Iraqi officers", "a US diplomat"),), ("a US diplomat",), 2),
        # own voices of two outlets
        ((), (), 2),
        ((), ("Harbour Post",), 1),
    ],
)
def test_claims_of_two_outlets(first, second, number):
    a = by(*first, publisher="Harbour Post")
    b = by(*second, publisher="Radio Varna", name="b")
    assert independent(a, b) == number


def test_an_outlet_quoted_elsewhere_is_that_outlet():
    kinds = {"the Harbour Post": SourceKind.MEDIA_OUTLET, "Harbour Post": SourceKind.MEDIA_OUTLET}
    assert independent(by(), by("Harbour Post", kinds=kinds, publisher="Radio Varna", name="b")) == 1


def test_copies_of_one_text_are_one_voice_and_the_agency_is_named():
    texts = [
        f"VARNA ({outlet}) - {WIRE}" if outlet == "Reuters" else WIRE for outlet in ("Post", "Reuters", "Sun", "Star")
    ]
    copies = [report(str(i), says(None), text=text, publisher=f"Outlet {i}") for i, text in enumerate(texts)]
    assert independent(*copies) == 1
    assert [c.label for c in independence(*copies).chains()] == ["Reuters"]
    assert independence(*copies).outlets == 1
    assert independent(*copies, report("x", says(None), text=RETOLD, publisher="Radio Varna")) == 2


@pytest.mark.parametrize(
    ("publisher", "text", "name"),
    [
        ("TRT World (Reuters)", "Shells fell.", "reuters"),
        ("KUNA (via MENAFN)", "Shells fell.", "kuna"),
        ("The Harbour Post", "Shells fell.", "harbour post"),
        ("Harbour Post", "VARNA (AFP) — Shells fell.", "afp"),
        (None, "Shells fell. (Reuters)", "reuters"),
        (None, "Shells fell on the (old) town.", "news.example.org"),
    ],
)
def test_whose_voice_a_report_is(publisher, text, name):
    made = Report.of(text, publisher=publisher, url="https://www.news.example.org/a")
    assert own_voice(made).name == name


def test_a_report_that_says_nothing_of_itself_is_its_own_voice():
    assert own_voice(Report.of("Shells fell.", id="x")).name == "report x"


def test_the_reporter_named_as_source_is_the_own_voice():
    kinds = {"our correspondent": SourceKind.AUTHOR}
    assert independent(report("a", says(None), says("our correspondent"), publisher="Sun", kinds=kinds)) == 1


def test_an_unnamed_source_alone_is_one_origin():
    judged = independence(by("sources"))
    assert [c.label for c in judged.chains()] == ["sources"]


def test_a_source_that_is_probably_another_is_counted_with_it():
    coded = report("a", says("the spokesman of the brigade"), says("Haddad"))
    same = replace(coded.sources[1], possibly_same_as=(SameAs("s1", "probable"),))
    assert independent(replace(coded, sources=(coded.sources[0], same))) == 1
    assert independent(coded) == 2


def test_chains_have_names_and_claims():
    judged = independence(by("Haddad"), report("b", says("Colonel Haddad"), says(None), publisher="Radio Varna"))
    assert {c.label: len(c.claims) for c in judged.chains()} == {"Colonel Haddad": 2, "Radio Varna": 1}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sources", set()),
        ("Witnesses and residents", {"witness", "resident"}),
        ("a PMF source", {"pmf", "IQ"}),  # a body of a state carries the state
        ("Iraq’s interior ministry", {"IQ", "interior", "ministry"}),
        # how a source is tied to whom it speaks for, and where a body is, tell nobody apart
        ("a post on a Kataib Hezbollah-affiliated channel", {"kataib-hezbollah", "channel"}),
        ("the district's senior superintendent of police", {"superintendent", "police"}),
    ],
)
def test_telling_words_of_a_source(name, words):
    assert party_words(name) == words


@pytest.mark.parametrize(
    ("publisher", "source", "number"),
    [
        # an outlet that a party runs says what the party says
        ("Al-Masirah", "the Houthis", 1),
        ("Al-Masirah", "the Saudi-led coalition", 2),
        # a body's own release is that body
        ("US Central Command (press release)", "CENTCOM", 1),
        # an outlet that another report quotes
        ("Valley Rights Monitor", "the Valley Rights Monitor", 1),
    ],
)
def test_whose_voice_a_release_or_party_outlet_is(publisher, source, number):
    assert independent(by(publisher=publisher), by(source, publisher="Harbour Post", name="b")) == number


def test_a_person_under_two_titles_is_one():
    kinds = dict.fromkeys(
        ("Junta spokesman General Aung Ye Htut", "the council's Aung Ye Htut"), SourceKind.OFFICIAL_NAMED
    )
    first, second = (by(name, kinds=kinds, name=str(i)) for i, name in enumerate(kinds))
    assert independent(first, second) == 1


TOLL = "three soldiers were killed when mortar shells struck the fuel depot outside Rabia"


@pytest.mark.parametrize(
    ("copy", "words", "facets", "number"),
    [
        # an outlet's own voice, in the words of a source that another report names
        ((None,), "Mortar shells struck a fuel depot outside Rabia and killed three soldiers", {}, 1),
        ((None,), "Schools in Varna stayed closed for the third day", {}, 2),
        # the same toll, of nobody else
        ((None,), "the dead were brought in at night", {"killed": "3 soldiers"}, 1),
        ((None,), "the dead were brought in at night", {"killed": "4 soldiers"}, 2),
        # another named source is another one, unless the words are the same throughout
        (("a hospital director",), "three soldiers died in a blast at the depot", {"killed": "3 soldiers"}, 2),
        (("a hospital director",), "mortar shells struck the fuel depot outside Rabia, killing three soldiers", {}, 1),
    ],
)
def test_a_statement_retold_is_no_second_source(copy, words, facets, number):
    first = report("a", says("Colonel Haddad", words=TOLL, killed="3 soldiers"), publisher="Harbour Post")
    second = report("b", says(*copy, words=words, **facets), publisher="Radio Varna", day="2024-04-23")
    assert independent(first, second) == number


def test_a_vague_name_fits_several_that_are_not_one():
    coded = report("a", says("Tehran"), says("the Iranian navy"), says("the Iranian judiciary"))
    judged = independence(coded)
    tehran, navy, judges = (("a", c.id) for c in coded.claims)
    assert judged.one_origin(tehran, navy)
    assert judged.one_origin(tehran, judges)
    assert not judged.one_origin(navy, judges)


@pytest.mark.parametrize(
    ("publishers", "number"),
    [
        (("Reuters", "Daily Mail"), 1),  # known to print Reuters
        (("Daily Mail", "The Guardian"), 1),  # both print the same agencies
        (("Reuters", "Radio Varna"), 2),
    ],
)
def test_an_outlet_that_prints_an_agency_is_one_with_it_where_a_quarter_of_the_text_is(publishers, number):
    texts = (WIRE, f"{WIRE[:115]} {RETOLD}")
    made = [report(p, says(None), text=t, publisher=p) for p, t in zip(publishers, texts, strict=True)]
    assert independent(*made) == number


def test_what_came_through_a_body_is_of_one_origin_with_what_came_from_it():
    a = report("a", says("the Media Cell of Tarsa", "radar operators", words="no jets were seen"), publisher="Post")
    b = report("b", says("the Media Cell of Tarsa", words="the sky was empty"), publisher="Sun")
    c = report("c", says("witnesses", words="a jet came in low"), publisher="Times")
    judged = independence(a, b, c)
    assert judged.one_origin(("a", "c1"), ("b", "c1"))
    assert not judged.one_source(("a", "c1"), ("b", "c1"))
    assert not judged.one_origin(("a", "c1"), ("c", "c1"))


def test_a_release_is_of_the_body_that_others_call_by_its_kind():
    release = report("a", says(None, words="three fell"), publisher="Operations Command of Tarsa")
    other = report("b", says("the army", words="it lost three men"), says("the police", words="so it was"))
    judged = independence(release, other)
    assert judged.is_release("a")
    assert judged.one_origin(("a", "c1"), ("b", "c1"))
    assert not judged.one_origin(("a", "c1"), ("b", "c2"))


def test_a_retold_figure_goes_back_to_who_gives_it_in_the_same_way():
    told = [
        report("a", says("activists", killed=">=100", words="a hundred and more died"), publisher="Post"),
        report("b", says("the committee of Tarsa", killed="<=100", words="up to a hundred died"), publisher="Sun"),
        report("c", says(None, killed="<=100", words="as many as a hundred"), publisher="Times"),
    ]
    judged = independence(*told)
    assert judged.origins(("c", "c1")) == judged.origins(("b", "c1"))


def test_a_bodys_own_release_goes_by_the_name_that_published_it():
    release = report("a", says(None), publisher="Press Office of the General Staff")
    (chain,) = Independence([release], {"a": release.claims}).chains()
    assert chain.label == "Press Office of the General Staff"


def one_origin(a, b):
    return independence(a, b).one_origin(("a", "c1"), ("b", "c1"))


@pytest.mark.parametrize(
    ("credit", "publisher", "one"),
    [
        ("Radio Mwangaza", "Radio Mwangaza Butembo (translated from French)", True),
        ("local paper La Marea", "Diario La Marea", True),
        ("a PNA dispatch", "Pacific News Agency", True),
        ("Meridian", "Meridian News Agency", True),
        ("state radio", "Qaran National Radio (state)", True),
        ("the radio", "Qaran National Radio (state)", False),  # any radio
        ("Kivu Press", "Radio Mwangaza Butembo", False),
    ],
)
def test_what_is_put_to_an_outlet_is_what_that_outlet_has_from_others(credit, publisher, one):
    told = report("a", says(credit, killed=26, words="a figure of dead villagers"), publisher="Harbour Post")
    own = report("b", says("a ferryman", missing=3, words="the toll has passed all others"), publisher=publisher)
    assert one_origin(told, own) is one


@pytest.mark.parametrize(
    ("source", "publisher", "one"),
    [
        ("the army", "General Staff of the Armies, Tarsa", True),  # whomever a release cites, the body tells it
        ("Kabul", "Ministry of National Defence, Kabul", True),
        ("Benue police spokesperson Grace Abah", "Benue State Police Command", True),
        ("Kano police spokesperson Musa Bello", "Benue State Police Command", False),
        ("Tehran", "Ministry of National Defence, Kabul", False),
    ],
)
def test_what_stands_in_a_release_is_the_bodys(source, publisher, one):
    cited = report("a", says("initial findings", killed=4), publisher=publisher)
    told = report("b", says(source, injured=9), publisher="Harbour Post")
    assert one_origin(cited, told) is one


def test_one_that_does_not_say_whence_may_have_a_statement_from_who_makes_it():
    words = "the convoy had left the depot before the shells fell on the fence"
    vague = report("a", says(None, words=words), publisher="Harbour Post")
    named = report("b", says("Colonel Haddad", words=words), publisher="Radio Varna")
    other = report("b", says("Colonel Haddad", words="two drones crossed the lake at dawn"), publisher="Radio Varna")
    assert (one_origin(vague, named), one_origin(vague, other)) == (True, False)
    exact = report("a", says(None, killed=">=7"), publisher="Harbour Post")
    figure = report("b", says("Colonel Haddad", killed=">=7"), publisher="Radio Varna")
    assert one_origin(exact, figure)
