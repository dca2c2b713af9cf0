"""The ledger that the browser looks at: a few bundled samples, and reports in Arabic and with emoji."""

from importlib.resources import files

from sayso.model import Report
from sayso.pipeline.ledger import Ledger
from sayso.pipeline.rebuild import rebuild

from ..web.conftest import SAMPLES, rules

INVENTED = (
    (
        "arabic",
        "قصف على الجسر 🚀",
        "قال متحدث باسم الشرطة إن قذائف أصابت الجسر يوم الاثنين. Police in Varna said on Monday that at least two "
        "people were killed when shells hit a market in Varna.",
        "صوت المدينة",
    ),
    (
        "emoji",
        "🚀🚀 Rockets",
        "🚀 Five rockets hit an army base near Mosul on Sunday, a security source said. 💥 Nobody was hurt.",
        "Channel 🛰️",
    ),
    ("undated", "Somewhere", "Gunmen attacked a convoy, a driver said.", "Northern Post"),
)


def fill(path):
    """Write the ledger."""
    folder = files("sayso") / "data" / "samples"
    coder = rules()
    with Ledger.open(path) as ledger:
        ledger.coder = coder
        ledger.ingest([str(folder / name) for name in SAMPLES])
        for name, title, text, publisher in INVENTED:
            published = None if name == "undated" else "2024-04-23"
            ledger.store(coder.code(Report.of(text, id=name, title=title, publisher=publisher, published=published)))
        rebuild(ledger)
    return path
