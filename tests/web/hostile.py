"""A ledger whose reports try to break out of the page."""

from dataclasses import replace

from sayso.ledger import Ledger
from sayso.model import EventType, Finding, FindingStatus, FindingValue, IncidentPlace, Slot, Source

from ..cli.made import POST, incident, post, radio

TAG = '<img src=x onerror="alert(1)">'
ESCAPED = "&lt;script&gt;alert(2)&lt;/script&gt;"
QUOTE = "\"'><script>alert(3)</script>"
OVERRIDE = "\u202eevil\u202c"
ARABIC = "قصف على الجسر"
REPORT_ID = "odd/../id?x=1#y"


def fill(path):
    """Write the ledger."""
    text = f"{POST}\n{TAG} {ESCAPED} {OVERRIDE} 🚀🚀 {ARABIC}\n{'long ' * 200_000}\x1b[2J\x00"
    told = post()
    report = replace(
        told.report, id=REPORT_ID, text=text, title=TAG + OVERRIDE, publisher=QUOTE, url="javascript:alert(4)"
    )
    named = (Source("s1", TAG, number=2), replace(told.sources[1], name=QUOTE))
    bad = replace(told, report=report, sources=named)
    value = FindingValue(f"{TAG}{OVERRIDE}", ((REPORT_ID, "c1"),), 1)
    actor = Finding(Slot.ACTOR, FindingStatus.SINGLE_SOURCE, (value,))
    shown = replace(
        incident(),
        title=f"{TAG} {ESCAPED} {OVERRIDE}",
        reports=(REPORT_ID, "radio-1", "gone-1"),
        events=((REPORT_ID, "e1"), ("radio-1", "e1")),
        places=(
            IncidentPlace("site", TAG, 51.25, 7.5, 8, "town"),
            IncidentPlace("target", QUOTE, None, None, None, "unknown"),
        ),
        findings=(*map(_moved_finding, incident().findings), actor),
        drift=tuple(replace(d, origin=(REPORT_ID, "c1")) for d in incident().drift),
    )
    undated = replace(
        incident(), id="INC-BBBBBB", type=EventType.RIOT, title=ARABIC, time=None, places=(), events=(), findings=(),
        reports=(), drift=(), related=(),
    )  # fmt: skip
    with Ledger.open(path) as ledger:
        ledger.store(bad)
        ledger.store(radio())
        ledger.keep([replace(shown, id="INC-OLD000")], redirects={}, state="")
        ledger.keep([shown, undated], redirects={"INC-OLD000": shown.id}, state=ledger.state())
    return path


def _moved_finding(finding):
    values = (replace(v, claims=_moved(v.claims), denied_by=_moved(v.denied_by)) for v in finding.values)
    return replace(finding, values=tuple(values))


def _moved(refs):
    return tuple((REPORT_ID, claim) if report == "post-1" else (report, claim) for report, claim in refs)
