"""``verdeling budget``: what each budget buys, at every kink."""

from __future__ import annotations

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
)
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.columns import Rows
    from verdeling.result.budget_tables import BudgetRow


def command(lang: Lang) -> click.Command:
    """Make the command."""
    seconds = click.FloatRange(min=0, min_open=True)
    params = [
        model_argument(),
        *invoer(lang),
        engine_option(lang),
        optie("budget_tijd", lang, "--time-limit", type=seconds, metavar="SECONDEN"),
        optie("per_provincie", lang, "--per-provincie", is_flag=True),
        optie("budget_out", lang, "--out", type=click.Path(path_type=Path), metavar="MAP"),
        optie("csv", lang, "--csv", "als_csv", is_flag=True),
        json_option(lang),
    ]
    return make_command("budget", lang, budget, params)


def budget(
    lang: Lang,
    model: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    by_hand: Path | None,
    engine: str,
    time_limit: float | None,
    per_provincie: bool,
    out: Path | None,
    als_csv: bool,
    als_json: bool,
) -> None:
    """Compute the frontier of the budget and show it."""
    from verdeling.cli.progress import shown_progress
    from verdeling.pipeline import run
    from verdeling.plan.questions.frontier import frontier
    from verdeling.plan.read import read_plan_data
    from verdeling.report.budget import budget_chart, budget_page
    from verdeling.result.atomic import write_all
    from verdeling.result.budget_tables import budget_rows, paid_rows
    from verdeling.result.tables import csv_of

    result = run(model, data, overrides, plan=False, aanvullen=aanvullen, by_hand=by_hand)
    figures = read_plan_data(result.model, result.gegevens, result.indicatief)
    assert result.model.plan is not None, "read_plan_data refuses a model without a plan"
    with shown_progress(lang, "plan") as show:
        found = frontier(figures, result.model.plan, engine, time_limit, show)
    rows = budget_rows(found, figures, lang, per_provincie=per_provincie)
    if out is not None:
        head = say("budget.kop", lang)
        write_all(
            out,
            {
                "budget.csv": csv_of(budget_rows(found, figures, lang, per_provincie=False)),
                "budget_provincies.csv": csv_of(budget_rows(found, figures, lang, per_provincie=True)),
                "budget_betaald.csv": csv_of(paid_rows(found, figures)),
                "budget.svg": budget_chart(found.country, head, lang),
                "budget.html": budget_page(found, figures, getattr(result.model.titel, lang), lang),
            },
        )
    if als_json:
        echo_json(rows.records())
    elif als_csv:
        click.echo(csv_of(rows), nl=False)
    else:
        _show(rows, lang)


def _show(rows: Rows[BudgetRow], lang: Lang) -> None:
    from verdeling.cli.streams import empty_table, make_screen
    from verdeling.insight.plan_figures import goal_text

    click.echo(say("budget.kop", lang))
    heads = [c.head(lang) for c in rows.columns if c.name != "gebied"][:9]
    table = empty_table(heads)
    for r in rows.rows:
        better = goal_text(r.doel, lang) if r.doel else ""
        price = "" if r.prijs_eur is None else number(float(r.prijs_eur), lang)
        counts = (r.aangeboden, r.opgelegd, r.noodopvang, r.zonder_plaats)
        table.add_row(
            r.naam,
            number(r.budget_eur, lang),
            r.bonus(lang),
            *(number(n, lang) for n in counts),
            better,
            price,
        )
    make_screen(lang).print(table)
    click.echo(say("budget.uitleg", lang))
