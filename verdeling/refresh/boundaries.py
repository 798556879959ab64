"""Boundaries of gemeenten from an OGC API Features of PDOK, in RD New (EPSG:28992)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from verdeling.errors import DataError
from verdeling.refresh.fetch import Fetch, address, pages
from verdeling.refresh.sources import COLLECTION

RD: Final = "http://www.opengis.net/def/crs/EPSG/0/28992"
PAGE: Final = 1000
"""Most features that a page may have."""


def boundaries(base: str, year: int, fetch: Fetch) -> dict[str, Mapping[str, Any]]:
    """Feature of each gemeente of a year, by code.

    Raises
    ------
    DataError
        When an answer is not what the protocol says, or there is nothing of that year.
    """
    query = {"f": "json", "limit": str(PAGE), "crs": RD, "jaarcode": str(year)}
    where = address(base, "collections", COLLECTION, "items", **query)
    found: dict[str, Mapping[str, Any]] = {}
    for feature in pages(fetch, where, _following, "features"):
        about, shape = feature.get("properties"), feature.get("geometry")
        if not isinstance(about, dict) or not isinstance(shape, dict):
            raise DataError.een("V966", where, wat="properties, geometry")
        code = str(about.get("statcode", "")).strip()
        if code.startswith("GM") and str(about.get("jaarcode", year)) == str(year):
            if shape.get("type") not in ("Polygon", "MultiPolygon"):
                raise DataError.een("V966", f"{where} {code}", wat="Polygon, MultiPolygon")
            found[code] = feature
    if not found:
        raise DataError.een("V966", where, wat=f"statcode, jaarcode {year}")
    return found


def geojson(features: Mapping[str, Mapping[str, Any]], codes: tuple[str, ...]) -> str:
    """The boundaries of these gemeenten as one file, with their system: it is not that of the web."""
    kept = [
        {
            "type": "Feature",
            "properties": {
                "code": code,
                "gemeente": str(features[code]["properties"].get("statnaam", "")).strip(),
            },
            "geometry": _numbers(features[code]["geometry"]),
        }
        for code in codes
        if code in features
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    whole = {"type": "FeatureCollection", "crs": crs, "features": kept}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def _following(page: Mapping[str, Any]) -> str | None:
    links = page.get("links")
    if not isinstance(links, list):
        return None
    found = (link.get("href") for link in links if isinstance(link, dict) and link.get("rel") == "next")
    return next((href for href in found if isinstance(href, str)), None)


def _numbers(shape: Mapping[str, Any]) -> dict[str, Any]:
    """A geometry with numbers again, which were read as text; to a tenth of a metre."""

    def whole(value: Any) -> Any:  # noqa: ANN401
        return [whole(v) for v in value] if isinstance(value, list) else round(float(value), 1)

    try:
        return {"type": shape["type"], "coordinates": whole(shape["coordinates"])}
    except (KeyError, TypeError, ValueError, RecursionError):
        raise DataError.een("V966", "geometry", wat="coordinates") from None
