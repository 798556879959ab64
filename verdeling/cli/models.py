"""``verdeling models``: which models ship, what one of them says, and which properties it has."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import (
    DEBUG,
    LANGUAGE,
    echo_json,
    invoer,
    json_option,
    make_command,
    model_argument,
    optie,
    show_changed,
)
from verdeling.texts import Lang, say

if TYPE_CHECKING:
    from verdeling.verdeelmodel.model import Verdeelmodel


def command(lang: Lang) -> click.Group:
    """Make the group; without a subcommand it lists."""
    settings = [
        model_argument(),
        optie("set", lang, "--set", "overrides", multiple=True, metavar="PAD=WAARDE"),
        json_option(lang),
    ]
    return click.Group(
        "models",
        commands={
            "show": make_command("models.show", lang, show, settings),
            "check": make_command(
                "models.check", lang, check, [model_argument(), *invoer(lang), json_option(lang)]
            ),
        },
        params=[json_option(lang), LANGUAGE(lang), DEBUG(lang)],
        callback=partial(list_all, lang),
        invoke_without_command=True,
        options_metavar=say("cli.opties", lang),
        subcommand_metavar=say("cli.soms_opdracht", lang),
        help=say("cli.models", lang),
        short_help=say("cli.models.kort", lang),
    )


def list_all(lang: Lang, als_json: bool) -> None:
    """List name, status and title of each shipped model."""
    if click.get_current_context().invoked_subcommand:
        return
    from verdeling.pipeline import load_model
    from verdeling.verdeelmodel.catalogue import model_names

    models = [load_model(name) for name in model_names()]
    if als_json:
        echo_json([{"naam": m.naam, "titel": getattr(m.titel, lang), "status": m.status} for m in models])
        return
    width = max((len(m.naam) for m in models), default=0)
    for model in models:
        status = say(f"insight.status.{model.status}", lang)
        click.echo(f"{model.naam:{width}}  {status:16}  {getattr(model.titel, lang)}")


def show(lang: Lang, model: str, overrides: tuple[str, ...], als_json: bool) -> None:
    """Print one model in full."""
    from verdeling.pipeline import load_model
    from verdeling.verdeelmodel.catalogue import dump_model

    loaded = load_model(model, overrides)
    _notes(loaded, lang)
    if als_json:
        echo_json(loaded.model_dump(mode="json", exclude_none=True))
    else:
        click.echo(dump_model(loaded), nl=False)


def check(
    lang: Lang,
    model: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    by_hand: Path | None,
    als_json: bool,
) -> None:
    """Test the properties of a model; one that does not hold is a fact, so the exit code stays 0."""
    from verdeling.insight.axioms import Judgement, test_model
    from verdeling.pipeline import load_data, load_model

    loaded = load_model(model, overrides, by_hand)
    _notes(loaded, lang)
    tests = test_model(loaded, load_data(data, loaded.grenzen, aanvullen=aanvullen))
    if als_json:
        echo_json([t.json() | {"naam": t.naam(lang), "tekst": t.tekst(lang)} for t in tests])
        return
    from verdeling.cli.streams import empty_table, make_screen

    heads = [say(f"cli.kop.{k}", lang) for k in ("eigenschap", "waarvan", "gaat_op", "toelichting")]
    show_changed(loaded, lang)
    table = empty_table(heads, len(heads))
    for test in tests:
        verdict = say(f"cli.models.oordeel.{test.oordeel.value}", lang)
        table.add_row(test.naam(lang), test.waarvan, verdict, test.tekst(lang))
    make_screen(lang).print(table)
    count = {o: sum(t.oordeel is o for t in tests) for o in (Judgement.GEHAALD, Judgement.GEFAALD)}
    reached, failed = count[Judgement.GEHAALD], count[Judgement.GEFAALD]
    click.echo(say("cli.models.som", lang, gehaald=reached, getoetst=reached + failed, gefaald=failed))


def _notes(model: Verdeelmodel, lang: Lang) -> None:
    for note in model.meldingen:
        click.echo(note.tekst(lang), err=True)
