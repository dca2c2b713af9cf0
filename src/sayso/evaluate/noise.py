"""Read reports that have nothing to do with gold, to see whether incidents stay apart from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from ..errors import CodecError, UsageError
from ..model import CodedReport, Report
from ..model.codec import decode_coded
from ..model.coded import SCHEMA_ID
from .gold import load_gold
from .jsonl import read_rows

MOST = 300  # reports of one file


def read_noise(path: Path, *, most: int = MOST) -> list[Report | CodedReport]:
    """The first `most` reports of a file or folder; those that are coded already are kept so.

    Taken are a folder of gold clusters (or one such file), and JSONL, also gzipped, of reports (`{"text", "id"?, …}`,
    as `sayso code` reads them), of coded reports, or of incidents with their articles (`{"docs": [{"doc_id", "text",
    "title", "date"}]}`).

    Raises:
        UsageError: it cannot be read, or a line is none of these.
    """
    return list(islice(_reports(path), most))


def _reports(path: Path) -> Iterator[Report | CodedReport]:
    if path.is_dir() or path.suffix == ".json":
        for cluster in load_gold(path):
            yield from (r.report() for r in cluster.reports)
        return
    for number, row in enumerate(read_rows(path, dict), start=1):
        try:
            yield from _of_row(row)
        except (KeyError, TypeError, AttributeError, CodecError) as error:
            raise UsageError(
                f"{path}, row {number}: no report ({error!r}); give rows with `text`, or incidents with `docs`"
            ) from error


def _of_row(row: Mapping[str, Any]) -> Iterator[Report | CodedReport]:
    if row.get("schema") == SCHEMA_ID:
        yield decode_coded(msgspec.json.encode(row))
    elif "docs" in row:
        yield from (_report(doc, id=doc["doc_id"], published=doc.get("date")) for doc in row["docs"])
    else:
        yield _report(row, id=row.get("id"), published=row.get("published"))


def _report(row: Mapping[str, Any], *, id: str | None, published: str | None) -> Report:
    title, text = (row.get("title") or "").strip(), row["text"]
    whole = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    return Report.of(whole, id=id, title=title or None, publisher=row.get("publisher"), published=published)
