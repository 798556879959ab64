"""``verdeling explain``: the whole sum behind the number of one gemeente."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verdeling.cli.options import (
    echo_json,
    gemeentenamen,
    invoer,
    json_option,
    maak,
    model_argument,
    engine_option,
    optie,
    without_plan_option,
)
from verdeling.texts import Lang, say

if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat


def opdracht(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        model_argument(),
        click.Argument(["gemeente"], metavar="GEMEENTE", shell_complete=gemeentenamen),
        *invoer(lang),
        optie("taak", lang, "--taak", metavar="TAAK"),
        engine_option(lang),
        without_plan_option(lang),
        json_option(lang),
    ]
    return maak("explain", lang, explain, params)


def explain(
    lang: Lang,
    model: str,
    gemeente: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    taak: str | None,
    engine: str,
    zonder_plan: bool,
    als_json: bool,
) -> int:
    """Explain every task of the model, or the one that is asked, and the plan number of its task.

    A gemeente of a provincie without a plan has its figures explained, under the conflict; the end is then 3.
    """
    from verdeling.cli import meld
    from verdeling.cli.progress import voortgang
    from verdeling.insight.explain import leg_uit
    from verdeling.pipeline import PlanOnmogelijk, run
    from verdeling.sleutel.half_years import van_gemeente, zinnen

    # A gemeente or task that does not exist is told before anything is solved.
    zonder = run(model, data, overrides, plan=False, aanvullen=aanvullen)
    alles = (zonder.model, zonder.gegevens, zonder.indicatief)
    uitleg = leg_uit(*alles, gemeente, taak, gepland=not zonder_plan)
    resultaat = zonder
    code, einde = uitleg[0].code, 0
    if not zonder_plan:
        try:
            with voortgang(lang, "plan") as toon_voortgang:
                resultaat = run(zonder.model, zonder.gegevens, engine=engine, voortgang=toon_voortgang)
        except PlanOnmogelijk as fout:
            resultaat = fout.over
            if resultaat.plan is None or code not in resultaat.plan.rij:
                meld(fout, lang, als_json=als_json)
                einde = fout.exit_code
            for melding in resultaat.meldingen(lang)[:1]:
                click.echo(melding, err=True)
    overdracht = van_gemeente(zonder.halfjaren, code)
    plan = resultaat.planuitleg(code)
    about = {deel.uitkomst.naam for deel in uitleg}
    if plan is not None and not about & {plan.plan.taak, *plan.plan.others}:
        plan = None
    tijd = _over_months(resultaat, code, lang)
    if als_json:
        delen = [deel.als_json(lang) for deel in uitleg]
        echo_json(
            [
                d
                | ({"plan": plan.of_task_json(d["taak"], lang)} if plan else {})
                | ({"halfjaren": overdracht} if overdracht else {})
                | ({"maanden": tijd} if tijd else {})
                for d in delen
            ]
        )
    else:
        stukken = [*(deel.tekst(lang) for deel in uitleg), *([plan.tekst(lang)] if plan else [])]
        for kop, regels in (("tijd.kop", tijd), ("halfjaar.kop", zinnen(zonder.halfjaren, code, lang))):
            if regels:
                stukken.append("\n".join([say(kop, lang), *(f"   {regel}" for regel in regels)]))
        click.echo("\n\n".join(stukken))
    return einde


def _over_months(resultaat: Resultaat, code: str, lang: Lang) -> list[str]:
    """What stands in the gemeente month by month and what must be decided; empty without such a plan."""
    if resultaat.tijdplan is None:
        return []
    from verdeling.tijdplan.tables import sentences_of

    return sentences_of(resultaat.tijdplan, code, resultaat.gegevens.gebiedsnaam, lang)
