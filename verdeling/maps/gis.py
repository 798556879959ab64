"""Results with outlines for GIS programs: GeoJSON (RFC 7946) and GeoPackage (RD New)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from verdeling.errors import VerdelingError, oorzaak
from verdeling.maps import geometry
from verdeling.maps.geometry import EENHEID_M, Geometrie
from verdeling.result.atomic import naast, schrijf
from verdeling.result.tables import VERDELING

if TYPE_CHECKING:
    import geopandas


def map_layers(folder: Path, outlines: Geometrie | None = None) -> dict[str, geopandas.GeoDataFrame]:
    """Rows of ``verdeling.csv`` with the outline of each gemeente: one layer per task, RD New (EPSG:28992).

    Parameters
    ----------
    folder
        Folder written by ``verdeling run --out``.
    outlines
        Outlines in RD New; by default the simplified ones that ship with the package.

    Raises
    ------
    VerdelingError
        V652 without ``verdeling.csv``; V657 when gemeenten have no outline.
    """
    import geopandas

    source = folder / "verdeling.csv"
    if not source.is_file():
        raise VerdelingError.een("V652", str(source))
    shapes = outlines or geometry.meegeleverd()
    rows = _read(source)
    missing = sorted({r["code"] for r in rows} - shapes.gemeenten.keys())
    if missing:
        raise VerdelingError.een("V657", str(source), aantal=len(missing), codes=", ".join(missing))
    vlakken = {code: _area(shapes, code) for code in {r["code"] for r in rows}}
    layers = {}
    for taak in dict.fromkeys(r["taak"] for r in rows):
        own = [r for r in rows if r["taak"] == taak]
        columns = {k: _kolom(k, [r[k] for r in own]) for k in own[0]}
        layers[taak] = geopandas.GeoDataFrame(
            columns, geometry=[vlakken[r["code"]] for r in own], crs="EPSG:28992"
        )
    return layers


def write_geojson(folder: Path, target: Path, outlines: Geometrie | None = None) -> Path:
    """Write all tasks as one GeoJSON file in WGS 84, coordinates in degrees with six decimals.

    Raises
    ------
    VerdelingError
        As :func:`map_layers`; V655 when `target` cannot be written.
    """
    import pandas as pd

    layers = map_layers(folder, outlines)
    together = pd.concat([low.to_crs(epsg=4326) for low in layers.values()], ignore_index=True)
    together.geometry = together.geometry.set_precision(1e-6)
    # RFC 7946: WGS 84 is implied, exterior rings run anticlockwise.
    together.geometry = together.geometry.orient_polygons(exterior_cw=False)
    return _write(target, lambda temporary: schrijf(temporary, together.to_json(drop_id=True) + "\n"))


def write_geopackage(folder: Path, target: Path, outlines: Geometrie | None = None) -> Path:
    """Write a GeoPackage in RD New with one layer per task.

    Raises
    ------
    VerdelingError
        As :func:`map_layers`; V655 when `target` cannot be written.
    """
    layers = map_layers(folder, outlines)

    def bestand(temporary: Path) -> None:
        temporary.touch()  # GDAL does not say why it cannot write; the system does
        temporary.unlink()
        for taak, low in layers.items():
            low.to_file(temporary, layer=taak.replace("/", "_"), driver="GPKG", engine="pyogrio")

    return _write(target, bestand)


def _read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def _write(target: Path, make: Callable[[Path], None]) -> Path:
    try:
        with naast(target) as temporary:
            make(temporary)
    except OSError as fout:
        raise VerdelingError.een("V655", str(target), reden=oorzaak(fout)) from fout
    return target


def _kolom(name: str, cells: Sequence[str]) -> object:
    """A column with its type: text, number, or whole number; an empty cell is missing, never zero."""
    import pandas as pd

    kind = VERDELING.column(name).types[0]
    if kind not in (int, Decimal):
        return pd.Series(cells, dtype="object")
    if kind is Decimal:
        return pd.Series([float(c) if c else None for c in cells], dtype="Float64")
    return pd.Series([int(c) if c else None for c in cells], dtype="Int64")


def _area(outlines: Geometrie, code: str) -> object:
    """Outline of a gemeente as a valid (multi)polygon in metres; rings inside others are holes."""
    import shapely

    rings = [[(x * EENHEID_M, y * EENHEID_M) for x, y in outlines.ring(r)] for r in outlines.gemeenten[code]]
    shape = shapely.Polygon()
    for ring in sorted((shapely.make_valid(shapely.Polygon(r)) for r in rings), key=lambda p: -p.area):
        shape = shape.symmetric_difference(ring)
    return shape
