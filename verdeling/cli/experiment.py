"""``verdeling experiment``: plan, run, show, query and export a batch of scenarios."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import DEBUG, TAAL, echo_json, json_option, maak, optie
from verdeling.cli.streams import rauw
from verdeling.texts import Lang, number, say
from verdeling.texts.signs import geen_formule

if TYPE_CHECKING:
    from verdeling.batch.scenario import Opzet

PAD = click.Path(path_type=Path)
ELKE = 2.0
"""Seconds between two lines of progress outside a terminal."""


def opdracht(lang: Lang) -> click.Group:
    """Make the group."""
    workers = optie("workers", lang, "--workers", type=click.IntRange(0, 256), metavar="N")
    uit = optie("experiment_out", lang, "--out", type=PAD, required=True, metavar="MAP")
    aanvullen = optie("aanvullen", lang, "--aanvullen", is_flag=True)
    commands = {
        "plan": maak("experiment.plan", lang, plan, [_file(), aanvullen, workers, json_option(lang)]),
        "run": maak(
            "experiment.run",
            lang,
            run,
            [
                _file(),
                uit,
                aanvullen,
                workers,
                optie("cluster", lang, "--cluster", metavar="tcp://…"),
                optie("shard", lang, "--shard", callback=_shard, metavar="I/N"),
            ],
        ),
        "show": maak(
            "experiment.show",
            lang,
            show,
            [_map(), optie("rapport", lang, "--out", type=PAD, metavar="BESTAND")],
        ),
        "query": maak(
            "experiment.query",
            lang,
            query,
            [_map(), click.Argument(["sql"], metavar="SQL"), json_option(lang)],
        ),
        "export": maak(
            "experiment.export",
            lang,
            export,
            [_map(), uit, optie("vorm", lang, "--format", "vorm", type=click.Choice(["csv", "parquet"]))],
        ),
    }
    return click.Group(
        "experiment",
        commands=commands,
        params=[TAAL(lang), DEBUG(lang)],
        options_metavar=say("cli.opties", lang),
        subcommand_metavar=say("cli.opdrachten", lang),
        help=say("cli.experiment", lang),
        short_help=say("cli.experiment.kort", lang),
    )


def _file() -> click.Argument:
    return click.Argument(["bestand"], metavar="BESTAND", type=PAD)


def _map() -> click.Argument:
    return click.Argument(["folder"], metavar="MAP", type=PAD)


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int]:
    if value is None:
        return (1, 1)
    eerste, streep, tweede = value.partition("/")
    if streep and eerste.isdigit() and tweede.isdigit() and 1 <= int(eerste) <= int(tweede):
        return int(eerste), int(tweede)
    from verdeling.cli import chosen_language

    raise click.BadParameter(say("batch.shard", chosen_language(sys.argv), waarde=value), ctx, param)


def plan(lang: Lang, bestand: Path, aanvullen: bool, workers: int | None, als_json: bool) -> None:
    """Say how many scenarios, by which way, in what time, on how much disk."""
    from dataclasses import asdict

    from verdeling.batch.preview import verken
    from verdeling.batch.run import make_setup

    opzet = make_setup(bestand, aanvullen=aanvullen)
    v = verken(opzet, workers)
    if als_json:
        echo_json(asdict(v))
        return
    click.echo(getattr(opzet.experiment.titel, lang))
    for zin in opzet.aanpassingen(lang):
        click.echo(zin)
    _toon_notes(opzet, lang)
    click.echo(say("batch.plan_aantal", lang, scenarios=v.scenarios, blokken=v.blokken))
    for weg, aantal in v.wegen.items():
        click.echo(say("batch.plan_weg", lang, aantal=aantal, weg=say(f"batch.weg.{weg}", lang)))
    tijd = {"proef": v.proef, "tempo": number(v.per_seconde, lang, 1 if v.per_seconde < 100 else 0)}
    click.echo(say("batch.plan_tijd", lang, tijd=_duur(v.seconden, lang), workers=v.workers, **tijd))
    click.echo(say("batch.plan_schijf", lang, mb=v.bytes / 1e6))


def _toon_notes(opzet: Opzet, lang: Lang) -> None:
    for note in opzet.notes():
        click.echo(note.tekst(lang), err=True)


def run(
    lang: Lang,
    bestand: Path,
    out: Path,
    aanvullen: bool,
    workers: int | None,
    cluster: str | None,
    shard: tuple[int, int],
) -> int:
    """Compute what the folder does not hold yet; 1 when not one scenario of it succeeded."""
    from verdeling.batch.run import draai, make_setup

    opzet = make_setup(bestand, aanvullen=aanvullen)
    _toon_notes(opzet, lang)
    try:
        with _progress(lang) as meld:
            verslag = draai(opzet, out, workers=workers, deel=shard, cluster=cluster, voortgang=meld)
    except KeyboardInterrupt:
        click.echo(say("batch.afgebroken", lang), err=True)
        raise
    nieuw = verslag.aantal - verslag.al_klaar
    cijfers = {"nieuw": nieuw, "al_klaar": verslag.al_klaar, "tijd": _duur(verslag.seconden, lang)}
    click.echo(say("batch.klaar", lang, map=str(out), **cijfers), err=True)
    if verslag.mislukt:
        click.echo(say("batch.mislukt", lang, aantal=verslag.mislukt, map=str(out)), err=True)
    if verslag.mislukt == verslag.bewaard > 0:
        click.echo(say("batch.alle_mislukt", lang, reden=verslag.melding), err=True)
        return 1
    return 0


def show(lang: Lang, folder: Path, out: Path | None) -> None:
    """Write the report of a result folder."""
    from verdeling.batch.show import write_pages

    click.echo(str(write_pages(folder, lang, out)))


def query(lang: Lang, folder: Path, sql: str, als_json: bool) -> None:
    """Answer a question in SQL."""
    import csv

    from verdeling.batch.query import vraag

    kop, rijen = vraag(folder, sql)
    if als_json:
        echo_json([dict(zip(kop, map(_json, rij), strict=True)) for rij in rijen])
        return
    schrijver = csv.writer(sys.stdout, lineterminator="\n")
    schrijver.writerows([geen_formule(c) if isinstance(c, str) else c for c in rij] for rij in (kop, *rijen))


def _json(waarde: object) -> object:
    return waarde if isinstance(waarde, int | float | str | bool | None) else str(waarde)


def export(lang: Lang, folder: Path, out: Path, vorm: str | None) -> None:
    """Write each table as one file."""
    from verdeling.batch.export import export_folder

    for pad in export_folder(folder, out, vorm or "csv"):
        click.echo(str(pad))


def _duur(seconden: float, lang: Lang) -> str:
    if seconden < 90:
        return say("batch.seconden", lang, aantal=seconden)
    if seconden < 5400:
        return say("batch.minuten", lang, aantal=seconden / 60)
    return say("batch.uren", lang, aantal=seconden / 3600)


@contextmanager
def _progress(lang: Lang) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, else a line each two seconds; both tell true counts only."""
    if not sys.stderr.isatty():
        yield _regels(lang)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    kolommen = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[tempo]}"), TimeRemainingColumn())
    with Progress(*kolommen, console=Console(file=rauw(sys.stderr))) as balk:
        taak = balk.add_task("", total=None, tempo="")
        begin: list[tuple[float, int]] = []

        def meld(gedaan: int, aantal: int) -> None:
            if not begin:
                begin.append((time.monotonic(), gedaan))
            tempo = _tempo(begin[0], gedaan)
            tekst = say("batch.tempo", lang, tempo=tempo) if tempo else ""
            balk.update(taak, completed=gedaan, total=aantal, tempo=tekst)

        yield meld


def _regels(lang: Lang) -> Callable[[int, int], None]:
    begin: list[tuple[float, int]] = []
    laatste = [-ELKE]

    def meld(gedaan: int, aantal: int) -> None:
        nu = time.monotonic()
        if not begin:
            begin.append((nu, gedaan))
        if nu - laatste[0] < ELKE and gedaan < aantal:
            return
        laatste[0] = nu
        tempo = _tempo(begin[0], gedaan)
        regel = say("batch.regel", lang, gedaan=gedaan, aantal=aantal)
        if tempo and gedaan < aantal:
            over = _duur((aantal - gedaan) / tempo, lang)
            regel += say("batch.nog", lang, tempo=tempo, over=over)
        click.echo(regel, err=True)

    return meld


def _tempo(begin: tuple[float, int], gedaan: int) -> float:
    """Scenarios per second since the first report."""
    verlopen = time.monotonic() - begin[0]
    return (gedaan - begin[1]) / verlopen if verlopen > 0 else 0.0
