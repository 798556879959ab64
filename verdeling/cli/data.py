"""``verdeling data``: which figures ship, newer ones of the publishers, and a template for your own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import (
    DEBUG,
    LANGUAGE,
    echo_json,
    json_option,
    make_command,
    model_names_given,
    optie,
)
from verdeling.cli.progress import shown_progress
from verdeling.texts import Lang, say
from verdeling.texts.sources import source

if TYPE_CHECKING:
    from verdeling.refresh.changes import Change
    from verdeling.refresh.folder import Refreshed
    from verdeling.terms import Bron


def command(lang: Lang) -> click.Group:
    """Make the group; without a subcommand it lists."""
    goal = click.Argument(["folder"], metavar="MAP", type=click.Path(path_type=Path))
    voor_model = optie("sjabloon_model", lang, "--model", metavar="MODEL", shell_complete=model_names_given)
    return click.Group(
        "data",
        commands={
            "sjabloon": make_command("data.sjabloon", lang, template_command, [goal, voor_model]),
            "refresh": make_command("data.refresh", lang, refresh_command, [*_refresh_options(lang)]),
        },
        params=[json_option(lang), LANGUAGE(lang), DEBUG(lang)],
        callback=partial(list_all, lang),
        invoke_without_command=True,
        options_metavar=say("cli.opties", lang),
        subcommand_metavar=say("cli.soms_opdracht", lang),
        help=say("cli.data", lang),
        short_help=say("cli.data.kort", lang),
    )


def list_all(lang: Lang, als_json: bool) -> None:
    """List each column with its kind, unit, reference date, worth, meaning, publisher, table and licence."""
    if click.get_current_context().invoked_subcommand:
        return
    from verdeling.inputs.register import data_map
    from verdeling.pipeline import load_data

    bronnen = [column.bron for column in load_data().kolommen]
    if als_json:
        echo_json([bron.model_dump(mode="json") for bron in bronnen])
        return
    head = [say(f"data.{k}", lang) for k in ("kolom", "soort", "eenheid", "peildatum", "waard", "herkomst")]
    rows = [head, *(_row(bron, lang) for bron in bronnen)]
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    for *cells, origin in rows:
        fixed = "  ".join(f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True))
        click.echo(f"{fixed}  {origin}")
    click.echo(say("data.woordenboek", lang, map=str(data_map())), err=True)


def _row(bron: Bron, lang: Lang) -> list[str]:
    kind = say(f"soort.{bron.soort}", lang) if bron.soort else say("insight.onbekend", lang)
    meaning = bron.told("betekenis", lang)
    origin = source(f"{bron.uitgever}, {bron.tabel}; {bron.licentie}", lang)
    return [
        bron.kolom,
        kind,
        bron.told("eenheid", lang),
        str(bron.peildatum or say("insight.onbekend", lang)),
        say(f"insight.status.{bron.status}", lang),
        f"{meaning}; {origin}" if meaning else origin,
    ]


def template_command(lang: Lang, folder: Path, model: str | None) -> None:
    """Write a folder that can be filled in and used at once."""
    from verdeling.pipeline import load_data, load_model
    from verdeling.workbook.template import write_filled_template, write_template

    if model is not None:
        loaded = load_model(model)
        columns = write_filled_template(folder, loaded, load_data(None, loaded.grenzen))
        names = ", ".join(columns)
        click.echo(say("cli.sjabloon_model", lang, map=str(folder), model=model, namen=names), err=True)
        if "capaciteit_regulier" in columns:
            click.echo(say("cli.sjabloon_capaciteit", lang), err=True)
        return
    data = load_data()
    write_template(folder, data)
    peildatum = data.kolom("inwoners", data.peildatum).peildatum
    click.echo(say("cli.sjabloon", lang, map=str(folder), peildatum=peildatum), err=True)


def _refresh_options(lang: Lang) -> list[click.Parameter]:
    return [
        click.Argument(["folder"], metavar="MAP", type=click.Path(path_type=Path)),
        optie("tabel_refresh", lang, "--tabel", "tables", multiple=True, metavar="NAAM=NUMMER"),
        optie(
            *("wacht", lang, "--wacht", "wait"),
            type=click.FloatRange(min=0, min_open=True),
            default=120.0,
            metavar="SECONDEN",
        ),
    ]


def refresh_command(lang: Lang, folder: Path, tables: tuple[str, ...], wait: float) -> None:
    """Fetch the newest figures of CBS and PDOK into a folder, and tell what they change."""
    from verdeling.refresh.folder import refresh
    from verdeling.refresh.sources import NAMES

    chosen = dict(table.partition("=")[::2] for table in tables)
    if not chosen.keys() <= set(NAMES) or not all(t.isalnum() for t in chosen.values()):
        raise click.BadOptionUsage("tables", say("cli.tabel_refresh", lang, namen=", ".join(NAMES)))
    with shown_progress(lang, "ophalen") as ophalen, shown_progress(lang, "vergelijken") as vergelijken:
        done = refresh(folder, chosen, wait=wait, fetching=ophalen, comparing=vergelijken)
    for regel in _refreshed(done, lang):
        click.echo(regel)
    for note in done.notes:
        click.echo(note.tekst(lang), err=True)
    spot = {"map": str(folder / "cbs"), "data": str(folder)}
    click.echo(say("refresh.klaar", lang, **spot), err=True)


def _refreshed(done: Refreshed, lang: Lang) -> Iterator[str]:
    """What was fetched, which figures differ and which models move."""
    from verdeling.refresh.figures import years_told

    yield say("refresh.kop", lang)
    for t in done.tables:
        jaren = years_told(t.years, t.provisional, lang)
        names = {"naam": t.source.name, "tabel": t.source.table, "titel": t.title}
        yield f"  {say('refresh.tabel', lang, **names, jaren=jaren)}"
    yield say("refresh.wijzigingen", lang)
    for k in done.columns:
        what = "nieuw" if k.before is None else "anders" if k.changes else "gelijk"
        data = {"kolom": k.column, "dag": k.day}
        if k.changes:
            data |= {"alle": k.gemeenten, "was": k.before, **_most(k.changes)}
        yield f"  {say(f'refresh.{what}', lang, **data)}"
    for gm, kind, daar, here in done.areas:
        yield f"  {say('refresh.gebied', lang, gm=gm, soort=kind, daar=daar, hier=here)}"
    yield say("refresh.modellen", lang)
    otherwise = [m for m in done.models if m.changes or m.why]
    for m in otherwise:
        if m.why is not None:
            reason = m.why.problemen[0].tekst(lang)
            yield f"  {say('refresh.geen_model', lang, model=m.model, reden=reason)}"
        else:
            data = {"taak": m.task, "verschoven": m.moved, **_most(m.changes)}
            yield f"  {say('refresh.model', lang, model=m.model, **data)}"
    if not otherwise:
        yield f"  {say('refresh.modellen_gelijk', lang)}"


def _most(changes: Sequence[Change]) -> dict[str, object]:
    """How many there are, and the largest."""
    from verdeling.refresh.folder import number

    c = max(changes, key=lambda c: c.size)
    return {
        "aantal": len(changes),
        "naam": c.name,
        "voor": number(c.before) or "–",
        "na": number(c.after) or "–",
    }
