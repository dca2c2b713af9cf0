"""Articles are merged through the whole reading, and each is told where it was put."""

from sayso.model import Report
from sayso.pipeline.articles import place_articles

SHOT = "Two people were killed and one was wounded in a shooting at a bar in Elgin on Monday, police in Elgin said."
AGAIN = "Two men were killed and a third was wounded when a gunman opened fire in a bar in Elgin on Monday."
MARCH = "Farmers marched through Tucson on Monday. Nobody was hurt."


def test_articles_of_one_incident_are_put_together_with_its_figures():
    reports = [
        Report.of(text, id=name, published="2014-01-14")
        for name, text in (("a", SHOT), ("b", AGAIN), ("c", MARCH), ("d", "Log in to go on."))
    ]
    seen = []
    a, b, c, d = place_articles(reports, reader="rules", on_report=lambda: seen.append(1))
    assert a.incident == b.incident
    assert (a.killed, a.injured) == (b.killed, b.injured) == (2, 1)
    assert len({a.incident, c.incident, d.incident}) == 3
    assert (d.incident, d.killed, d.injured) == ("d", 0, 0)  # no claims: it stands alone
    assert len(seen) == 4
