"""``verdeling prijs``: what each rule costs, and what fairness costs."""

from __future__ import annotations

from collections.abc import Sequence
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
    from verdeling.pipeline import Resultaat
    from verdeling.plan.questions.price import RulePrice

MOST = 5
"""Gemeenten that are named per rule and direction; the rest is counted."""


def command(lang: Lang) -> click.Command:
    """Make the command."""
    seconds = click.FloatRange(min=0, min_open=True)
    params = [
        model_argument(),
        *invoer(lang),
        engine_option(lang),
        optie("tijd_per_regel", lang, "--time-limit", type=seconds, metavar="SECONDEN"),
        optie("csv", lang, "--csv", "als_csv", is_flag=True),
        json_option(lang),
    ]
    return make_command("prijs", lang, prijs, params)


def prijs(
    lang: Lang,
    model: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    by_hand: Path | None,
    engine: str,
    time_limit: float | None,
    als_csv: bool,
    als_json: bool,
) -> None:
    """Solve the plan with and without each rule."""
    from verdeling.cli.progress import shown_progress
    from verdeling.pipeline import run
    from verdeling.result.plan_tables import price_rows, prices_json
    from verdeling.result.tables import csv_of

    with shown_progress(lang, "plan") as show:
        result = run(
            model,
            data,
            overrides,
            engine=engine,
            time_limit=time_limit,
            voortgang=show,
            aanvullen=aanvullen,
            by_hand=by_hand,
        )
    with shown_progress(lang, "prijs") as show:
        prices = result.prijzen(engine, show, time_limit)
    show_changed(result.model, lang, err=als_json or als_csv)
    if als_json:
        echo_json(prices_json(result.plan_of_fout, prices))
    elif als_csv:
        click.echo(csv_of(price_rows(result.plan_of_fout, prices)), nl=False)
    else:
        show_prices(result, prices, lang)


def show_prices(result: Resultaat, prices: Sequence[RulePrice], lang: Lang) -> None:
    """Print what each rule costs, and what fairness costs."""
    for p in prices:
        _show(p, result, lang)


def _show(p: RulePrice, result: Resultaat, lang: Lang) -> None:
    from verdeling.insight.plan_figures import goal_text, price_head, value_text

    click.echo(price_head(p.regel, lang))
    if not p.bewezen:
        click.echo("   " + say("prijs.niet_bewezen", lang))
        return
    if p.plan is None:
        click.echo("   " + say("prijs.geen_plan", lang))
        return
    otherwise = [d for d in p.doelen if d.met != d.zonder]
    if not otherwise:
        click.echo("   " + say("prijs.geen_verschil", lang))
        rule = result.plan_of_fout.programma.regel(p.regel)
        for sentence in () if rule is None else rule.summary(result.plan_of_fout.solved, lang):
            click.echo("   " + say("prijs.met_regel", lang, wat=sentence))
    for d in otherwise:
        values = {"met": value_text(d.met, lang), "zonder": value_text(d.zonder, lang)}
        click.echo("   " + say("prijs.doel", lang, doel=goal_text(d.naam, lang), **values))
    name = result.plan_of_fout.programma.data.naam
    for kind, sign in (("meer", 1), ("minder", -1)):
        who = sorted((c for c, v in p.verschil.items() if v * sign > 0), key=lambda c: -abs(p.verschil[c]))
        if who:
            names = ", ".join(f"{name(c)} {number(p.verschil[c] * sign, lang)}" for c in who[:MOST])
            places = sum(abs(p.verschil[c]) for c in who)
            rest = " …" if len(who) > MOST else ""
            click.echo(
                "   " + say(f"prijs.{kind}", lang, aantal=len(who), plaatsen=places, namen=names + rest)
            )
