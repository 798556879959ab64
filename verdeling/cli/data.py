"""``verdeling data``: which figures ship, and a template for figures of your own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import DEBUG, TAAL, echo_json, json_optie, maak, modelnamen, optie
from verdeling.texts import Lang, say
from verdeling.texts.sources import source

if TYPE_CHECKING:
    from verdeling.terms import Bron


def opdracht(lang: Lang) -> click.Group:
    """Make the group; without a subcommand it lists."""
    doel = click.Argument(["folder"], metavar="MAP", type=click.Path(path_type=Path))
    voor_model = optie("sjabloon_model", lang, "--model", metavar="MODEL", shell_complete=modelnamen)
    return click.Group(
        "data",
        commands={"sjabloon": maak("data.sjabloon", lang, sjabloon, [doel, voor_model])},
        params=[json_optie(lang), TAAL(lang), DEBUG(lang)],
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
