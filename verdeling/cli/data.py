"""``verdeling data``: which figures ship, newer ones of the publishers, and a template for your own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import DEBUG, TAAL, echo_json, json_option, maak, modelnamen, optie
from verdeling.cli.progress import voortgang
from verdeling.texts import Lang, say
from verdeling.texts.sources import source

if TYPE_CHECKING:
    from verdeling.refresh.changes import Change
    from verdeling.refresh.folder import Refreshed
    from verdeling.terms import Bron


def opdracht(lang: Lang) -> click.Group:
    """Make the group; without a subcommand it lists."""
    doel = click.Argument(["folder"], metavar="MAP", type=click.Path(path_type=Path))
    voor_model = optie("sjabloon_model", lang, "--model", metavar="MODEL", shell_complete=modelnamen)
    return click.Group(
        "data",
        commands={
            "sjabloon": maak("data.sjabloon", lang, sjabloon, [doel, voor_model]),
            "refresh": maak("data.refresh", lang, vernieuw, [*_vernieuwopties(lang)]),
        },
        params=[json_option(lang), TAAL(lang), DEBUG(lang)],
        callback=partial(lijst, lang),
        invoke_without_command=True,
        options_metavar=say("cli.opties", lang),
        subcommand_metavar=say("cli.soms_opdracht", lang),
        help=say("cli.data", lang),
        short_help=say("cli.data.kort", lang),
    )


def lijst(lang: Lang, als_json: bool) -> None:
    """List each column with its kind, unit, reference date, worth, meaning, publisher, table and licence."""
    if click.get_current_context().invoked_subcommand:
        return
    from verdeling.inputs.register import data_map
    from verdeling.pipeline import load_data

    bronnen = [kolom.bron for kolom in load_data().kolommen]
    if als_json:
        echo_json([bron.model_dump(mode="json") for bron in bronnen])
        return
    kop = [say(f"data.{k}", lang) for k in ("kolom", "soort", "eenheid", "peildatum", "waard", "herkomst")]
    rijen = [kop, *(_rij(bron, lang) for bron in bronnen)]
    breedten = [max(map(len, kolom)) for kolom in list(zip(*rijen, strict=True))[:-1]]
    for *cellen, herkomst in rijen:
        vast = "  ".join(f"{cel:{breedte}}" for cel, breedte in zip(cellen, breedten, strict=True))
        click.echo(f"{vast}  {herkomst}")
    click.echo(say("data.woordenboek", lang, map=str(data_map())), err=True)


def _rij(bron: Bron, lang: Lang) -> list[str]:
    soort = say(f"soort.{bron.soort}", lang) if bron.soort else say("insight.onbekend", lang)
    betekenis = bron.told("betekenis", lang)
    herkomst = source(f"{bron.uitgever}, {bron.tabel}; {bron.licentie}", lang)
    return [
        bron.kolom,
        soort,
        bron.told("eenheid", lang),
        str(bron.peildatum or say("insight.onbekend", lang)),
        say(f"insight.status.{bron.status}", lang),
        f"{betekenis}; {herkomst}" if betekenis else herkomst,
    ]


def sjabloon(lang: Lang, folder: Path, model: str | None) -> None:
    """Write a folder that can be filled in and used at once."""
    from verdeling.pipeline import load_data, load_model
    from verdeling.workbook.template import write_filled_template, write_template

    if model is not None:
        geladen = load_model(model)
        kolommen = write_filled_template(folder, geladen, load_data(None, geladen.grenzen))
        namen = ", ".join(kolommen)
        click.echo(say("cli.sjabloon_model", lang, map=str(folder), model=model, namen=namen), err=True)
        return
    gegevens = load_data()
    write_template(folder, gegevens)
    peildatum = gegevens.kolom("inwoners", gegevens.peildatum).peildatum
    click.echo(say("cli.sjabloon", lang, map=str(folder), peildatum=peildatum), err=True)


def _vernieuwopties(lang: Lang) -> list[click.Parameter]:
    return [
        click.Argument(["folder"], metavar="MAP", type=click.Path(path_type=Path)),
        optie("tabel_refresh", lang, "--tabel", "tabellen", multiple=True, metavar="NAAM=NUMMER"),
        optie(
            *("wacht", lang, "--wacht"),
            type=click.FloatRange(min=0, min_open=True),
            default=120.0,
            metavar="SECONDEN",
        ),
    ]


def vernieuw(lang: Lang, folder: Path, tabellen: tuple[str, ...], wacht: float) -> None:
    """Fetch the newest figures of CBS and PDOK into a folder, and tell what they change."""
    from verdeling.refresh.folder import refresh
    from verdeling.refresh.sources import NAMES

    gekozen = dict(tabel.partition("=")[::2] for tabel in tabellen)
    if not gekozen.keys() <= set(NAMES) or not all(t.isalnum() for t in gekozen.values()):
        raise click.BadOptionUsage("tabellen", say("cli.tabel_refresh", lang, namen=", ".join(NAMES)))
    with voortgang(lang, "ophalen") as ophalen, voortgang(lang, "vergelijken") as vergelijken:
        gedaan = refresh(folder, gekozen, wait=wacht, fetching=ophalen, comparing=vergelijken)
    for regel in _vernieuwd(gedaan, lang):
        click.echo(regel)
    for melding in gedaan.notes:
        click.echo(melding.tekst(lang), err=True)
    plek = {"map": str(folder / "cbs"), "data": str(folder)}
    click.echo(say("refresh.klaar", lang, **plek), err=True)


def _vernieuwd(gedaan: Refreshed, lang: Lang) -> Iterator[str]:
    """What was fetched, which figures differ and which models move."""
    from verdeling.refresh.figures import years_told

    yield say("refresh.kop", lang)
    for t in gedaan.tables:
        jaren = years_told(t.years, t.provisional, lang)
        namen = {"naam": t.source.name, "tabel": t.source.table, "titel": t.title}
        yield f"  {say('refresh.tabel', lang, **namen, jaren=jaren)}"
    yield say("refresh.wijzigingen", lang)
    for k in gedaan.columns:
        wat = "nieuw" if k.before is None else "anders" if k.changes else "gelijk"
        gegevens = {"kolom": k.column, "dag": k.day}
        if k.changes:
            gegevens |= {"alle": k.gemeenten, "was": k.before, **_most(k.changes)}
        yield f"  {say(f'refresh.{wat}', lang, **gegevens)}"
    for gm, soort, daar, hier in gedaan.areas:
        yield f"  {say('refresh.gebied', lang, gm=gm, soort=soort, daar=daar, hier=hier)}"
    yield say("refresh.modellen", lang)
    anders = [m for m in gedaan.models if m.changes or m.why]
    for m in anders:
        if m.why is not None:
            reden = m.why.problemen[0].tekst(lang)
            yield f"  {say('refresh.geen_model', lang, model=m.model, reden=reden)}"
        else:
            gegevens = {"taak": m.task, "verschoven": m.moved, **_most(m.changes)}
            yield f"  {say('refresh.model', lang, model=m.model, **gegevens)}"
    if not anders:
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
