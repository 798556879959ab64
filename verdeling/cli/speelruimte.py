"""``verdeling speelruimte``: what follows from the rules, and what only the tie order decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import (
    echo_json,
    engine_option,
    invoer,
    json_option,
    make_command,
    model_argument,
    optie,
    show_changed,
)
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.plan.questions.leeway import Speelruimte
    from verdeling.plan.questions.other_number import OtherNumber


def command(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        model_argument(),
        *invoer(lang),
        engine_option(lang),
        optie("csv", lang, "--csv", "als_csv", is_flag=True),
        json_option(lang),
    ]
    return make_command("speelruimte", lang, speelruimte, params)


def speelruimte(
    lang: Lang,
    model: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    by_hand: Path | None,
    engine: str,
    als_csv: bool,
    als_json: bool,
) -> None:
    """Compute the plan and the least and most of every gemeente over equally good plans."""
    from verdeling.cli.progress import shown_progress
    from verdeling.pipeline import run
    from verdeling.result.plan_tables import leeway_rows
    from verdeling.result.tables import csv_of

    with shown_progress(lang, "plan") as show:
        result = run(
            model, data, overrides, engine=engine, voortgang=show, aanvullen=aanvullen, by_hand=by_hand
        )
    with shown_progress(lang, "speelruimte") as show:
        room = result.speelruimte(engine, show)
    rows = leeway_rows(result.plan_of_fout, room)
    show_changed(result.model, lang, err=als_json or als_csv)
    if als_json:
        echo_json(rows.records())
    elif als_csv:
        click.echo(csv_of(rows), nl=False)
    else:
        show_leeway(room, lang)


def show_leeway(ruimte: Sequence[Speelruimte], lang: Lang) -> None:
    """Print how many figures follow from the rules, and the others with their least and most."""
    from verdeling.cli.streams import empty_table, make_screen

    free = [s for s in ruimte if not s.vast]
    click.echo(say("speelruimte.kop", lang, vast=len(ruimte) - len(free)))
    if free:
        click.echo(say("speelruimte.vrij", lang, vrij=len(free)))
        table = empty_table([say(f"cli.kop.{k}", lang) for k in ("gemeente", "minste", "meeste", "plan")])
        for s in free:
            table.add_row(s.naam, *(number(c, lang) for c in (s.minste, s.meeste, s.plan)))
        make_screen(lang).print(table)


def show_reasons(why: Mapping[str, OtherNumber], lang: Lang) -> None:
    """Print in how many gemeenten one place fewer or more makes which goal worse, or breaks a rule."""
    from verdeling.cli.streams import empty_table, make_screen
    from verdeling.insight.plan_figures import goal_text

    click.echo(say("waarom.kop", lang))
    table = empty_table([say("cli.kop.gevolg", lang), say("cli.kop.gemeenten", lang)])
    for (verdict, goal), count in Counter((a.uitslag, a.doel) for a in why.values()).most_common():
        text = say(f"waarom.{verdict}", lang, doel=goal_text(goal, lang))
        table.add_row(text, number(count, lang))
    make_screen(lang).print(table)
