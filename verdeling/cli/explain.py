"""``verdeling explain``: the whole sum behind the number of one gemeente."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import (
    echo_json,
    engine_option,
    gemeente_names,
    invoer,
    json_option,
    make_command,
    model_argument,
    optie,
    without_plan_option,
)
from verdeling.texts import Lang, say

if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat


def command(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        model_argument(),
        click.Argument(["gemeente"], metavar="GEMEENTE", shell_complete=gemeente_names),
        *invoer(lang),
        optie("taak", lang, "--taak", metavar="TAAK"),
        engine_option(lang),
        without_plan_option(lang),
        json_option(lang),
    ]
    return make_command("explain", lang, explain, params)


def explain(
    lang: Lang,
    model: str,
    gemeente: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    by_hand: Path | None,
    taak: str | None,
    engine: str,
    without_plan: bool,
    als_json: bool,
) -> int:
    """Explain every task of the model, or the one that is asked, and the plan number of its task.

    A gemeente of a provincie without a plan has its figures explained, under the conflict; the end is then 3.
    """
    from verdeling.cli import tell
    from verdeling.cli.progress import shown_progress
    from verdeling.insight.explain import explain_outcome
    from verdeling.pipeline import NoPlanPossible, run
    from verdeling.sleutel.half_years import sentences_told, van_gemeente

    # A gemeente or task that does not exist is told before anything is solved.
    without = run(model, data, overrides, plan=False, aanvullen=aanvullen, by_hand=by_hand)
    everything = (without.model, without.gegevens, without.indicatief)
    explanation = explain_outcome(*everything, gemeente, taak, gepland=not without_plan)
    result = without
    code, end = explanation[0].code, 0
    if not without_plan:
        try:
            with shown_progress(lang, "plan") as show_progress:
                result = run(without.model, without.gegevens, engine=engine, voortgang=show_progress)
        except NoPlanPossible as error:
            result = error.over
            if result.plan is None or code not in result.plan.rij:
                tell(error, lang, als_json=als_json)
                end = error.exit_code
            for note in result.meldingen(lang)[:1]:
                click.echo(note, err=True)
    handover = van_gemeente(without.halfjaren, code)
    plan = result.planuitleg(code)
    about = {part.uitkomst.naam for part in explanation}
    if plan is not None and not about & {plan.plan.taak, *plan.plan.others}:
        plan = None
    time_ = _over_months(result, code, lang)
    by_hand_here = [row for row in result.model.met_de_hand if row.gemeente == code]
    set_here = [row.model_dump(mode="json") for row in by_hand_here]
    calendar = result.model.calendar
    dates = [
        {"naam": name} | date.model_dump(mode="json", exclude_none=True) for name, date in calendar.items()
    ]
    if als_json:
        parts = [part.als_json(lang) for part in explanation]
        echo_json(
            [
                d
                | ({"plan": plan.of_task_json(d["taak"], lang)} if plan else {})
                | ({"halfjaren": handover} if handover else {})
                | ({"met_de_hand": set_here} if set_here else {})
                | ({"maanden": time_} if time_ else {})
                | ({"termijnen": dates} if dates else {})
                for d in parts
            ]
        )
    else:
        pieces = [*(part.tekst(lang) for part in explanation), *([plan.tekst(lang)] if plan else [])]
        by_hand_told = [row.sentence(lang) for row in by_hand_here]
        for head, regels in (
            ("cli.hand.kop", by_hand_told),
            ("tijd.kop", time_),
            ("cli.termijnen.kop", [date.sentence(lang) for date in calendar.values()]),
            ("halfjaar.kop", sentences_told(without.halfjaren, code, lang)),
        ):
            if regels:
                pieces.append("\n".join([say(head, lang), *(f"   {regel}" for regel in regels)]))
        click.echo("\n\n".join(pieces))
    return end


def _over_months(result: Resultaat, code: str, lang: Lang) -> list[str]:
    """What stands in the gemeente month by month and what must be decided; empty without such a plan."""
    if result.tijdplan is None:
        return []
    from verdeling.tijdplan.tables import sentences_of

    return sentences_of(result.tijdplan, code, result.gegevens.gebiedsnaam, lang)
