"""Results with outlines for GIS programs: GeoJSON (RFC 7946) and GeoPackage (RD New)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from verdeling.errors import VerdelingError, oorzaak
from verdeling.maps import geometry
from verdeling.maps.geometry import EENHEID_M, Geometrie
from verdeling.result.atomic import naast, schrijf

if TYPE_CHECKING:
    import geopandas

TEKST: Final = ("taak", "code", "gemeente", "provincie")
KOMMA: Final = ("gewicht", "quotum")


def map_layers(folder: Path, geometrie: Geometrie | None = None) -> dict[str, geopandas.GeoDataFrame]:
    """Rows of ``verdeling.csv`` with the outline of each gemeente: one layer per task, RD New (EPSG:28992).

    Parameters
    ----------
    folder
        Folder written by ``verdeling run --out``.
    geometrie
        Outlines in RD New; by default the simplified ones that ship with the package.

    Raises
    ------
    VerdelingError
        V652 without ``verdeling.csv``; V657 when gemeenten have no outline.
    """
    import geopandas

    bron = folder / "verdeling.csv"
    if not bron.is_file():
        raise VerdelingError.een("V652", str(bron))
    vormen = geometrie or geometry.meegeleverd()
    rijen = _lees(bron)
    weg = sorted({r["code"] for r in rijen} - vormen.gemeenten.keys())
    if weg:
        raise VerdelingError.een("V657", str(bron), aantal=len(weg), codes=", ".join(weg))
    amv = {(r["taak"], r["code"]): r["amv"] for r in _lees(folder / "amv.csv")}
    vlakken = {code: _vlak(vormen, code) for code in {r["code"] for r in rijen}}
    lagen = {}
    for taak in dict.fromkeys(r["taak"] for r in rijen):
        eigen = [r for r in rijen if r["taak"] == taak]
        if any(van == taak for van, _ in amv):
            # The table names who has places for amv; who has a plan and is not in it has none.
            eigen = [r | {"amv": amv.get((taak, r["code"]), "0" if r["plan"] else "")} for r in eigen]
        kolommen = {k: _kolom(k, [r[k] for r in eigen]) for k in eigen[0]}
        lagen[taak] = geopandas.GeoDataFrame(
            kolommen, geometry=[vlakken[r["code"]] for r in eigen], crs="EPSG:28992"
        )
    return lagen


def write_geojson(folder: Path, doel: Path, geometrie: Geometrie | None = None) -> Path:
    """Write all tasks as one GeoJSON file in WGS 84, coordinates in degrees with six decimals.

    Raises
    ------
    VerdelingError
        As :func:`map_layers`; V655 when `doel` cannot be written.
    """
    import pandas as pd

    lagen = map_layers(folder, geometrie)
    samen = pd.concat([laag.to_crs(epsg=4326) for laag in lagen.values()], ignore_index=True)
    samen.geometry = samen.geometry.set_precision(1e-6)
    # RFC 7946: WGS 84 is implied, exterior rings run anticlockwise.
    samen.geometry = samen.geometry.orient_polygons(exterior_cw=False)
    return _schrijf(doel, lambda tijdelijk: schrijf(tijdelijk, samen.to_json(drop_id=True) + "\n"))


def write_geopackage(folder: Path, doel: Path, geometrie: Geometrie | None = None) -> Path:
    """Write a GeoPackage in RD New with one layer per task.

    Raises
    ------
    VerdelingError
        As :func:`map_layers`; V655 when `doel` cannot be written.
    """
    lagen = map_layers(folder, geometrie)

    def bestand(tijdelijk: Path) -> None:
        tijdelijk.touch()  # GDAL does not say why it cannot write; the system does
        tijdelijk.unlink()
        for taak, laag in lagen.items():
            laag.to_file(tijdelijk, layer=taak.replace("/", "_"), driver="GPKG", engine="pyogrio")

    return _schrijf(doel, bestand)


def _lees(pad: Path) -> list[dict[str, str]]:
    """Rows of a table of the folder; none where it has no such table."""
    if not pad.is_file():
        return []
    return list(csv.DictReader(io.StringIO(pad.read_text(encoding="utf-8"), newline="")))


def _schrijf(doel: Path, maak: Callable[[Path], None]) -> Path:
    try:
        with naast(doel) as tijdelijk:
            maak(tijdelijk)
    except OSError as fout:
        raise VerdelingError.een("V655", str(doel), reden=oorzaak(fout)) from fout
    return doel


def _kolom(naam: str, cellen: Sequence[str]) -> object:
    """A column with its type: text, number, or whole number; an empty cell is missing, never zero."""
    import pandas as pd

    if naam in TEKST:
        return pd.Series(cellen, dtype="object")
    if naam in KOMMA:
        return pd.Series([float(c) if c else None for c in cellen], dtype="Float64")
    return pd.Series([int(c) if c else None for c in cellen], dtype="Int64")


def _vlak(geometrie: Geometrie, code: str) -> object:
    """Outline of a gemeente as a valid (multi)polygon in metres; rings inside others are holes."""
    import shapely

    ringen = [
        [(x * EENHEID_M, y * EENHEID_M) for x, y in geometrie.ring(r)] for r in geometrie.gemeenten[code]
    ]
    vlak = shapely.Polygon()
    for ring in sorted((shapely.make_valid(shapely.Polygon(r)) for r in ringen), key=lambda p: -p.area):
        vlak = vlak.symmetric_difference(ring)
    return vlak
