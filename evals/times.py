"""Check the intervals of the six time expressions of the seed report, published on 22 April 2024.

python -m evals.times ARTICLE [PUBLISHED]
"""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.model import Document, Report, TimeMention
from sayso.pipeline.times import read_times

PUBLISHED = "2024-04-22"
# words of the expression, first and last day
SIX = (
    ("Sunday", "2024-04-21", "2024-04-21"),
    ("beginning of February", "2024-02-01", "2024-02-10"),
    ("one day after", "2024-04-21", "2024-04-21"),
    ("nearly three-month", "2024-02-01", "2024-04-21"),
    ("early on Saturday", "2024-04-20", "2024-04-20"),
    ("at the time", "2024-04-20", "2024-04-20"),
)


def main(arguments: list[str]) -> int:
    """Print what was read beside what is right; 1 when an interval is wrong, 2 without a readable file."""
    path = Path(arguments[0]) if arguments else None
    if path is None or not path.is_file():
        print(__doc__, file=sys.stderr)
        return 2
    published = arguments[1] if len(arguments) > 1 else PUBLISHED
    doc = read_times(Report.of(path.read_text(encoding="utf-8"), published=published))
    right = 0
    for words, start, end in SIX:
        found = next((t for t in doc.times if words in t.span.text(doc.text)), None)
        good = found is not None and (found.value.start, found.value.end) == (start, end)
        right += good
        print(f"{'right' if good else 'WRONG'}  {words}: {_shown(doc, found)}")
    print(f"{right} of {len(SIX)} intervals right")
    return 0 if right == len(SIX) else 1


def _shown(doc: Document, found: TimeMention | None) -> str:
    if found is None:
        return "not found"
    span = f"{found.value.start} to {found.value.end}"
    return (
        f"{found.span.text(doc.text)!r}, {found.timex}, {span}, {found.value.precision}, {found.anchor}, {found.rule}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
