"""Results with outlines for GIS programs: GeoJSON (RFC 7946) and GeoPackage (RD New)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from verdeling.columns import Cell, Column
from verdeling.errors import VerdelingError, cause_of
from verdeling.maps import geometry
from verdeling.maps.geometry import EENHEID_M, Geometry
from verdeling.result.atomic import beside, write_atomic
from verdeling.result.folder import read_result_table
from verdeling.result.tables import VERDELING

if TYPE_CHECKING:
    import geopandas
    import shapely


def map_layers(folder: Path, outlines: Geometry | None = None) -> dict[str, geopandas.GeoDataFrame]:
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
    table = read_result_table(folder, VERDELING)
    if table is None:
        raise VerdelingError.een("V652", str(source))
    shapes = outlines or geometry.shipped_geometry()
    missing = sorted({r.code for r in table.rows} - shapes.gemeenten.keys())
    if missing:
        raise VerdelingError.een("V657", str(source), aantal=len(missing), codes=", ".join(missing))
    planes = {code: polygon(shapes, code) for code in {r.code for r in table.rows}}
    layers = {}
    for taak in dict.fromkeys(r.taak for r in table.rows):
        own = replace(table, rows=tuple(r for r in table.rows if r.taak == taak))
        pairs = zip(own.columns, own.per_column(), strict=True)
        layers[taak] = geopandas.GeoDataFrame(
            {column.name: _series(column, cells) for column, cells in pairs},
            geometry=[planes[r.code] for r in own.rows],
            crs="EPSG:28992",
        )
    return layers


def write_geojson(folder: Path, target: Path, outlines: Geometry | None = None) -> Path:
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
    return _write(target, lambda temporary: write_atomic(temporary, together.to_json(drop_id=True) + "\n"))


def write_geopackage(folder: Path, target: Path, outlines: Geometry | None = None) -> Path:
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


def _write(target: Path, make: Callable[[Path], None]) -> Path:
    try:
        with beside(target) as temporary:
            make(temporary)
    except OSError as error:
        raise VerdelingError.een("V655", str(target), reden=cause_of(error)) from error
    return target


def _series(column: Column, cells: Sequence[Cell]) -> object:
    """A column with its type: text, number, or whole number; an empty cell is missing, never zero."""
    import pandas as pd

    if not column.numeric:
        return pd.Series(["" if c is None else str(c) for c in cells], dtype="object")
    if Decimal in column.types:
        return pd.Series([None if c is None else float(str(c)) for c in cells], dtype="Float64")
    return pd.Series([None if c is None else int(str(c)) for c in cells], dtype="Int64")


def polygon(outlines: Geometry, code: str) -> shapely.Geometry:
    """Outline of a gemeente as a valid (multi)polygon in metres; rings inside others are holes."""
    import shapely

    rings = [[(x * EENHEID_M, y * EENHEID_M) for x, y in outlines.ring(r)] for r in outlines.gemeenten[code]]
    shape = shapely.Polygon()
    for ring in sorted((shapely.make_valid(shapely.Polygon(r)) for r in rings), key=lambda p: -p.area):
        shape = shape.symmetric_difference(ring)
    return shape
