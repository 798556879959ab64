"""``verdeling speelruimte``: what follows from the rules, and what only the tie order decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import (
    echo_json,
    invoer,
    json_option,
    maak,
    model_argument,
    engine_option,
    optie,
    show_changed,
)
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.plan.questions.leeway import Speelruimte
    from verdeling.plan.questions.other_number import Anders


def opdracht(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        model_argument(),
        *invoer(lang),
        engine_option(lang),
        optie("csv", lang, "--csv", "als_csv", is_flag=True),
        json_option(lang),
    ]
    return maak("speelruimte", lang, speelruimte, params)


def speelruimte(
    lang: Lang,
    model: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    engine: str,
    als_csv: bool,
    als_json: bool,
) -> None:
    """Compute the plan and the least and most of every gemeente over equally good plans."""
    from verdeling.cli.progress import voortgang
    from verdeling.pipeline import run
    from verdeling.result.plan_tables import speelruimterijen
    from verdeling.result.tables import csv_of

    with voortgang(lang, "plan") as toon:
        resultaat = run(model, data, overrides, engine=engine, voortgang=toon, aanvullen=aanvullen)
    with voortgang(lang, "speelruimte") as toon:
        ruimte = resultaat.speelruimte(engine, toon)
    rijen = speelruimterijen(resultaat.plan_of_fout, ruimte)
    show_changed(resultaat.model, lang, err=als_json or als_csv)
    if als_json:
        echo_json(rijen.records())
    elif als_csv:
        click.echo(csv_of(rijen), nl=False)
    else:
        show_leeway(ruimte, lang)


def show_leeway(ruimte: Sequence[Speelruimte], lang: Lang) -> None:
    """Print how many figures follow from the rules, and the others with their least and most."""
    from verdeling.cli.streams import leeg, scherm

    vrij = [s for s in ruimte if not s.vast]
    click.echo(say("speelruimte.kop", lang, vast=len(ruimte) - len(vrij)))
    if vrij:
        click.echo(say("speelruimte.vrij", lang, vrij=len(vrij)))
        tabel = leeg([say(f"cli.kop.{k}", lang) for k in ("gemeente", "minste", "meeste", "plan")])
        for s in vrij:
            tabel.add_row(s.naam, *(number(c, lang) for c in (s.minste, s.meeste, s.plan)))
        scherm(lang).print(tabel)


def show_reasons(waarom: Mapping[str, Anders], lang: Lang) -> None:
    """Print in how many gemeenten one place fewer or more makes which goal worse, or breaks a rule."""
    from verdeling.cli.streams import leeg, scherm
    from verdeling.insight.plan_figures import goal_text

    click.echo(say("waarom.kop", lang))
    tabel = leeg([say("cli.kop.gevolg", lang), say("cli.kop.gemeenten", lang)])
    for (uitslag, doel), aantal in Counter((a.uitslag, a.doel) for a in waarom.values()).most_common():
        tekst = say(f"waarom.{uitslag}", lang, doel=goal_text(doel, lang))
        tabel.add_row(tekst, number(aantal, lang))
    scherm(lang).print(tabel)
