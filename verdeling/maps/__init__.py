"""Outlines of gemeenten and what is drawn with them: SVG, GeoJSON, GeoPackage."""
