"""Outlines of the divisions that hold the incidents of a list, where the user added a gazetteer that has them."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from ..errors import GazetteerError
from ..gazetteer.drawn import Drawn, credits, drawn
from ..ledger import Ledger, query_of, whole_number
from ..model.codec import encode
from ..settings import load_settings

DEEPEST = 20  # zoom
FROM_REGIONS, FROM_COUNTIES = 4, 8  # zoom from which they are drawn; farther out, countries are enough
PIXEL = 360 / 256  # degrees of longitude of one, at zoom 0
WORLD = (-180.0, -90.0, 180.0, 90.0)


class Divisions:
    """Divisions of the gazetteer with added packs; the one that comes with Sayso has no outlines."""

    def __init__(self, gazetteer: Path | None = None) -> None:
        """Draw from this compiled gazetteer; None = the one that the settings name."""
        self._path = gazetteer or load_settings().gazetteer

    def credit(self) -> str | None:
        """Whom the map thanks for the outlines; None when there are none."""
        try:
            return "; ".join(credits(self._path)) or None if self._path.is_file() else None
        except GazetteerError:  # the map does without; reading says what is wrong
            return None

    def __call__(self, ledger: Ledger, request: Request) -> Response:
        """Divisions that hold incidents of a list: `view` = west,south,east,north, `zoom` = of the map.

        The other parameters are the filters of the list.

        Raises:
            UsageError: a parameter cannot be understood.
        """
        zoom = whole_number(request.query_params, "zoom", FROM_REGIONS, most=DEEPEST)
        box = query_of({"bbox": request.query_params.get("view", "")}).bbox or WORLD
        kinds = [kind for kind, least in (("region", FROM_REGIONS), ("county", FROM_COUNTIES)) if zoom >= least]
        found: tuple[Drawn, ...] = ()
        if kinds and self.credit() is not None:
            spots = ledger.spots(query_of(request.query_params))
            found = drawn(self._path, kinds, [(s.lat, s.lon) for s in spots], box, PIXEL / 2**zoom)
        return Response(encode({"divisions": found}), media_type="application/json")
