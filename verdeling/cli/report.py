"""``verdeling report``: the report of a result again, or the result for a GIS program."""

from __future__ import annotations

from pathlib import Path

import click

from verdeling.cli.options import make_command, optie
from verdeling.texts import Lang, say

PAD = click.Path(path_type=Path)


def command(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        click.Argument(["folder"], metavar="MAP", type=PAD),
        optie("report_out", lang, "--out", type=PAD, metavar="BESTAND"),
        optie("geojson", lang, "--geojson", type=PAD, metavar="BESTAND"),
        optie("gpkg", lang, "--gpkg", type=PAD, metavar="BESTAND"),
    ]
    return make_command("report", lang, report, params)


def report(lang: Lang, folder: Path, out: Path | None, geojson: Path | None, gpkg: Path | None) -> None:
    """Check the folder against its manifest, then write what was asked."""
    from verdeling.result.folder import read_folder
    from verdeling.result.manifest import is_result

    if geojson is not None or gpkg is not None:
        from verdeling.maps.gis import write_geojson, write_geopackage

        read_folder(folder)
        if geojson is not None:
            _report(write_geojson(folder, geojson), lang)
        if gpkg is not None:
            _report(write_geopackage(folder, gpkg), lang)
        if out is None:
            return
    from verdeling.report.page import write_report
    from verdeling.result.folder import report_is_whole

    if out is None and is_result(folder) and not report_is_whole(folder):
        click.echo(say("cli.report.vervangen", lang, map=str(folder)), err=True)
    _report(write_report(folder, lang, out), lang)


def _report(file: Path, lang: Lang) -> None:
    click.echo(say("cli.report.gemaakt", lang, bestand=str(file)), err=True)
