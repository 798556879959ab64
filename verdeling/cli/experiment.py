"""``verdeling experiment``: plan, run, show, query and export a batch of scenarios."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import DEBUG, LANGUAGE, echo_json, json_option, make_command, optie
from verdeling.cli.streams import raw_text
from verdeling.texts import Lang, number, say
from verdeling.texts.signs import no_formula

if TYPE_CHECKING:
    from verdeling.batch.scenario import Setup

PAD = click.Path(path_type=Path)
INTERVAL = 2.0
"""Seconds between two lines of progress outside a terminal."""


def command(lang: Lang) -> click.Group:
    """Make the group."""
    workers = optie("workers", lang, "--workers", type=click.IntRange(0, 256), metavar="N")
    out = optie("experiment_out", lang, "--out", type=PAD, required=True, metavar="MAP")
    complete = optie("aanvullen", lang, "--aanvullen", is_flag=True)
    commands = {
        "plan": make_command("experiment.plan", lang, plan, [_file(), complete, workers, json_option(lang)]),
        "run": make_command(
            "experiment.run",
            lang,
            run,
            [
                _file(),
                out,
                complete,
                workers,
                optie("cluster", lang, "--cluster", metavar="tcp://…"),
                optie("shard", lang, "--shard", callback=_shard, metavar="I/N"),
            ],
        ),
        "show": make_command(
            "experiment.show",
            lang,
            show,
            [_map(), optie("rapport", lang, "--out", type=PAD, metavar="BESTAND")],
        ),
        "query": make_command(
            "experiment.query",
            lang,
            query,
            [_map(), click.Argument(["sql"], metavar="SQL"), json_option(lang)],
        ),
        "export": make_command(
            "experiment.export",
            lang,
            export,
            [_map(), out, optie("vorm", lang, "--format", "shape", type=click.Choice(["csv", "parquet"]))],
        ),
    }
    return click.Group(
        "experiment",
        commands=commands,
        params=[LANGUAGE(lang), DEBUG(lang)],
        options_metavar=say("cli.opties", lang),
        subcommand_metavar=say("cli.opdrachten", lang),
        help=say("cli.experiment", lang),
        short_help=say("cli.experiment.kort", lang),
    )


def _file() -> click.Argument:
    return click.Argument(["file"], metavar="BESTAND", type=PAD)


def _map() -> click.Argument:
    return click.Argument(["folder"], metavar="MAP", type=PAD)


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int]:
    if value is None:
        return (1, 1)
    first, dash, second = value.partition("/")
    if dash and first.isdigit() and second.isdigit() and 1 <= int(first) <= int(second):
        return int(first), int(second)
    from verdeling.cli import chosen_language

    raise click.BadParameter(say("batch.shard", chosen_language(sys.argv), waarde=value), ctx, param)


def plan(lang: Lang, file: Path, aanvullen: bool, workers: int | None, als_json: bool) -> None:
    """Say how many scenarios, by which way, in what time, on how much disk."""
    from dataclasses import asdict

    from verdeling.batch.preview import make_preview
    from verdeling.batch.run import make_setup

    setup = make_setup(file, aanvullen=aanvullen)
    v = make_preview(setup, workers)
    if als_json:
        echo_json(asdict(v))
        return
    click.echo(getattr(setup.experiment.titel, lang))
    for sentence in setup.changes_made(lang):
        click.echo(sentence)
    _show_notes(setup, lang)
    click.echo(say("batch.plan_aantal", lang, scenarios=v.scenarios, blokken=v.blokken))
    for weg, count in v.wegen.items():
        click.echo(say("batch.plan_weg", lang, aantal=count, weg=say(f"batch.weg.{weg}", lang)))
    time_ = {"proef": v.proef, "tempo": number(v.per_seconde, lang, 1 if v.per_seconde < 100 else 0)}
    click.echo(say("batch.plan_tijd", lang, tijd=_duration(v.seconden, lang), workers=v.workers, **time_))
    click.echo(say("batch.plan_schijf", lang, mb=v.bytes / 1e6))


def _show_notes(setup: Setup, lang: Lang) -> None:
    for note in setup.notes():
        click.echo(note.tekst(lang), err=True)


def run(
    lang: Lang,
    file: Path,
    out: Path,
    aanvullen: bool,
    workers: int | None,
    cluster: str | None,
    shard: tuple[int, int],
) -> int:
    """Compute what the folder does not hold yet; 1 when not one scenario of it succeeded."""
    from verdeling.batch.run import make_setup, run_experiment

    setup = make_setup(file, aanvullen=aanvullen)
    _show_notes(setup, lang)
    try:
        with _progress(lang) as tell:
            report = run_experiment(setup, out, workers=workers, deel=shard, cluster=cluster, voortgang=tell)
    except KeyboardInterrupt:
        click.echo(say("batch.afgebroken", lang), err=True)
        raise
    new = report.aantal - report.al_klaar
    figures = {"nieuw": new, "al_klaar": report.al_klaar, "tijd": _duration(report.seconden, lang)}
    click.echo(say("batch.klaar", lang, map=str(out), **figures), err=True)
    if report.mislukt:
        click.echo(say("batch.mislukt", lang, aantal=report.mislukt, map=str(out)), err=True)
    if report.mislukt == report.kept > 0:
        click.echo(say("batch.alle_mislukt", lang, reden=report.melding), err=True)
        return 1
    return 0


def show(lang: Lang, folder: Path, out: Path | None) -> None:
    """Write the report of a result folder."""
    from verdeling.batch.show import write_pages

    click.echo(str(write_pages(folder, lang, out)))


def query(lang: Lang, folder: Path, sql: str, als_json: bool) -> None:
    """Answer a question in SQL."""
    import csv

    from verdeling.batch.query import run_query

    head, rows = run_query(folder, sql)
    if als_json:
        echo_json([dict(zip(head, map(_json, row), strict=True)) for row in rows])
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows([no_formula(c) if isinstance(c, str) else c for c in row] for row in (head, *rows))


def _json(value: object) -> object:
    return value if isinstance(value, int | float | str | bool | None) else str(value)


def export(lang: Lang, folder: Path, out: Path, shape: str | None) -> None:
    """Write each table as one file."""
    from verdeling.batch.export import export_folder

    for path in export_folder(folder, out, shape or "csv"):
        click.echo(str(path))


def _duration(seconds: float, lang: Lang) -> str:
    if seconds < 90:
        return say("batch.seconden", lang, aantal=seconds)
    if seconds < 5400:
        return say("batch.minuten", lang, aantal=seconds / 60)
    return say("batch.uren", lang, aantal=seconds / 3600)


@contextmanager
def _progress(lang: Lang) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, else a line each two seconds; both tell true counts only."""
    if not sys.stderr.isatty():
        yield _lines(lang)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[tempo]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=raw_text(sys.stderr))) as bar:
        taak = bar.add_task("", total=None, tempo="")
        begin: list[tuple[float, int]] = []

        def tell(done: int, count: int) -> None:
            if not begin:
                begin.append((time.monotonic(), done))
            tempo = _tempo(begin[0], done)
            text = say("batch.tempo", lang, tempo=tempo) if tempo else ""
            bar.update(taak, completed=done, total=count, tempo=text)

        yield tell


def _lines(lang: Lang) -> Callable[[int, int], None]:
    begin: list[tuple[float, int]] = []
    last = [-INTERVAL]

    def tell(done: int, count: int) -> None:
        nu = time.monotonic()
        if not begin:
            begin.append((nu, done))
        if nu - last[0] < INTERVAL and done < count:
            return
        last[0] = nu
        tempo = _tempo(begin[0], done)
        regel = say("batch.regel", lang, gedaan=done, aantal=count)
        if tempo and done < count:
            over = _duration((count - done) / tempo, lang)
            regel += say("batch.nog", lang, tempo=tempo, over=over)
        click.echo(regel, err=True)

    return tell


def _tempo(begin: tuple[float, int], done: int) -> float:
    """Scenarios per second since the first report."""
    expired = time.monotonic() - begin[0]
    return (done - begin[1]) / expired if expired > 0 else 0.0
