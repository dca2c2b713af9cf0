"""Read when a report was published: ISO 8601 dates and times, and the mail dates (RFC 2822) of feeds and headers."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

FIRST_YEAR, LAST_YEAR = 1800, 2199  # "0001-01-01" and "9999-12-31" are how content systems write "none"
_MAX_LENGTH = 64  # characters; the longest form, a mail date with zone and comment, has about 40
_ZONE_NAME = re.compile(r"\s*(?:UTC|GMT|[Zz])$")
_SPACED_OFFSET = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)", re.ASCII)
_SECONDS = re.compile(r":\d\d:\d\d|T\d{6}", re.ASCII)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+(?:[+-]\d{4}|[A-Za-z]{1,5}))?",
    re.ASCII,
)


def iso_date(stamp: str) -> str | None:
    """The moment as ISO 8601: a pure date stays one, a time keeps its offset if it has one; None = no date we can read.

    Years and months alone are None, because no weekday can be reckoned from them.

    >>> iso_date("2024-04-22"), iso_date("2024-04-22T06:30Z"), iso_date("Mon, 22 Apr 2024 06:30:00 +0300")
    ('2024-04-22', '2024-04-22T06:30+00:00', '2024-04-22T06:30:00+03:00')
    """
    stamp = stamp.strip()
    if len(stamp) > _MAX_LENGTH:
        return None
    day = _day(stamp)
    if day is not None:
        return day.isoformat() if FIRST_YEAR <= day.year <= LAST_YEAR else None
    moment = _mail_moment(stamp) if _MAIL.fullmatch(stamp) else _iso_moment(stamp)
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment.isoformat(timespec="seconds" if _SECONDS.search(stamp) else "minutes")


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp)
    except ValueError:
        return None


def _iso_moment(stamp: str) -> datetime | None:
    plain = _SPACED_OFFSET.sub("", _ZONE_NAME.sub("+00:00", stamp))
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        return None


def _mail_moment(stamp: str) -> datetime | None:
    try:
        return parsedate_to_datetime(stamp)
    except ValueError:
        return None
