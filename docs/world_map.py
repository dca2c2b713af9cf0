"""Draw the country outlines under the maps of the desk: `npm pack world-atlas`, unpack it, and then

    python docs/world_map.py package/countries-50m.json src/sayso/web/static/world.svg

The outlines are those of Natural Earth (public domain), as world-atlas (ISC) packs them in TopoJSON: every border and
coast is one arc, so none is drawn twice. One unit of the picture is one degree; north is up, so y is minus latitude.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import hypot
from pathlib import Path

TOLERANCE = 0.05  # degrees by which an outline may be off; about 5 km
HALF_WAY_ROUND = 18_000  # hundredths of degrees
STYLE = (
    "path{fill:none;stroke:#a9a495;stroke-width:1;vector-effect:non-scaling-stroke;stroke-linejoin:round}"
    "@media(prefers-color-scheme:dark){path{stroke:#565b63}}"
)

Point = tuple[float, float]


def main(source: str, target: str) -> None:
    """Write the picture."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    shape = "".join(path(simplified(arc)) for arc in arcs(topology))
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180">'
    Path(target).write_text(f'{head}<style>{STYLE}</style><path d="{shape}"/></svg>\n', encoding="utf-8")


def arcs(topology: dict[str, object]) -> Iterator[list[Point]]:
    """The arcs in degrees: TopoJSON stores whole numbers, each the step from the last."""
    transform, stored = topology["transform"], topology["arcs"]
    assert isinstance(transform, dict)
    assert isinstance(stored, list)
    (width, height), (west, south) = transform["scale"], transform["translate"]
    for arc in stored:
        xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
        yield [(west + x * width, south + y * height) for x, y in zip(xs, ys, strict=True)]


def simplified(points: list[Point]) -> list[Point]:
    """Fewer points, none farther off than the tolerance (Douglas and Peucker 1973)."""
    keep, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        farthest = max(range(first + 1, last), key=lambda i: distance(points[i], points[first], points[last]))
        if distance(points[farthest], points[first], points[last]) > TOLERANCE:
            keep.add(farthest)
            todo += [(first, farthest), (farthest, last)]
    return [points[i] for i in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the line between two others, or to their place when they are one."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = hypot(across, up)
    if length == 0:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(across * (start[1] - point[1]) - up * (start[0] - point[0])) / length


def path(points: list[Point]) -> str:
    """An arc as steps of hundredths of degrees, written short; lifted where it crosses the date line."""
    whole = [(round(x * 100), round(-y * 100)) for x, y in points]
    drawn = f"M{whole[0][0] / 100:g} {whole[0][1] / 100:g}"
    for (a, b), (x, y) in pairwise(whole):
        if abs(x - a) > HALF_WAY_ROUND:
            drawn += f"M{x / 100:g} {y / 100:g}"
        elif (x, y) != (a, b):
            drawn += f"l{(x - a) / 100:g} {(y - b) / 100:g}"
    return drawn if "l" in drawn else ""


if __name__ == "__main__":
    main(*sys.argv[1:])
