"""``verdeling models``: which models ship, what one of them says, and which properties it has."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import (
    DEBUG,
    TAAL,
    echo_json,
    invoer,
    json_option,
    maak,
    model_argument,
    optie,
    show_changed,
)
from verdeling.texts import Lang, say

if TYPE_CHECKING:
    from verdeling.verdeelmodel.model import Verdeelmodel


def opdracht(lang: Lang) -> click.Group:
    """Make the group; without a subcommand it lists."""
    instellingen = [
        model_argument(),
        optie("set", lang, "--set", "overrides", multiple=True, metavar="PAD=WAARDE"),
        json_option(lang),
    ]
    return click.Group(
        "models",
        commands={
            "show": maak("models.show", lang, show, instellingen),
            "check": maak("models.check", lang, check, [model_argument(), *invoer(lang), json_option(lang)]),
        },
        params=[json_option(lang), TAAL(lang), DEBUG(lang)],
        callback=partial(lijst, lang),
        invoke_without_command=True,
        options_metavar=say("cli.opties", lang),
        subcommand_metavar=say("cli.soms_opdracht", lang),
        help=say("cli.models", lang),
        short_help=say("cli.models.kort", lang),
    )


def lijst(lang: Lang, als_json: bool) -> None:
    """List name, status and title of each shipped model."""
    if click.get_current_context().invoked_subcommand:
        return
    from verdeling.pipeline import load_model
    from verdeling.verdeelmodel.catalogue import model_names

    modellen = [load_model(naam) for naam in model_names()]
    if als_json:
        echo_json([{"naam": m.naam, "titel": getattr(m.titel, lang), "status": m.status} for m in modellen])
        return
    breedte = max((len(m.naam) for m in modellen), default=0)
    for model in modellen:
        status = say(f"insight.status.{model.status}", lang)
        click.echo(f"{model.naam:{breedte}}  {status:16}  {getattr(model.titel, lang)}")


def show(lang: Lang, model: str, overrides: tuple[str, ...], als_json: bool) -> None:
    """Print one model in full."""
    from verdeling.pipeline import load_model
    from verdeling.verdeelmodel.catalogue import dump_model

    geladen = load_model(model, overrides)
    _notes(geladen, lang)
    if als_json:
        echo_json(geladen.model_dump(mode="json", exclude_none=True))
    else:
        click.echo(dump_model(geladen), nl=False)


def check(
    lang: Lang, model: str, data: Path | None, aanvullen: bool, overrides: tuple[str, ...], als_json: bool
) -> None:
    """Test the properties of a model; one that does not hold is a fact, so the exit code stays 0."""
    from verdeling.insight.axioms import Oordeel, test_model
    from verdeling.pipeline import load_data, load_model

    geladen = load_model(model, overrides)
    _notes(geladen, lang)
    toetsen = test_model(geladen, load_data(data, geladen.grenzen, aanvullen=aanvullen))
    if als_json:
        echo_json([t.json() | {"naam": t.naam(lang), "tekst": t.tekst(lang)} for t in toetsen])
        return
    from verdeling.cli.streams import leeg, scherm

    koppen = [say(f"cli.kop.{k}", lang) for k in ("eigenschap", "waarvan", "gaat_op", "toelichting")]
    show_changed(geladen, lang)
    tabel = leeg(koppen, len(koppen))
    for toets in toetsen:
        oordeel = say(f"cli.models.oordeel.{toets.oordeel.value}", lang)
        tabel.add_row(toets.naam(lang), toets.waarvan, oordeel, toets.tekst(lang))
    scherm(lang).print(tabel)
    aantal = {o: sum(t.oordeel is o for t in toetsen) for o in (Oordeel.GEHAALD, Oordeel.GEFAALD)}
    gehaald, gefaald = aantal[Oordeel.GEHAALD], aantal[Oordeel.GEFAALD]
    click.echo(say("cli.models.som", lang, gehaald=gehaald, getoetst=gehaald + gefaald, gefaald=gefaald))


def _notes(model: Verdeelmodel, lang: Lang) -> None:
    for melding in model.meldingen:
        click.echo(melding.tekst(lang), err=True)
