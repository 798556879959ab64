"""Outlines of gemeenten and what is drawn with them: SVG, GeoJSON, GeoPackage.

Import :mod:`geometry` for the outlines that ship, :mod:`svg` for classes and maps as text, :mod:`gis` for
files of GIS programs. The outlines themselves are made by ``tools/build_map.py``, outside the package.

Examples
--------
>>> from verdeling.maps.geometry import shipped_geometry
>>> from verdeling.maps.svg import class_bounds, map_svg
>>> outlines, values = shipped_geometry(), {"GM0014": 4.2, "GM0034": 1.5}
>>> map_svg(outlines, values, class_bounds(values.values()), title="Two gemeenten").startswith("<svg")
True
"""
