"""``verdeling run``: compute a model; show it, write it, or both."""

from __future__ import annotations

from dataclasses import replace
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
    open_option,
    optie,
    without_plan_option,
)
from verdeling.texts import Lang, say

if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat


def opdracht(lang: Lang) -> click.Command:
    """Make the command."""
    seconden = click.FloatRange(min=0, min_open=True)
    params = [
        model_argument(),
        *invoer(lang),
        optie("out", lang, "--out", type=click.Path(path_type=Path), metavar="MAP"),
        engine_option(lang),
        optie("official", lang, "--official", is_flag=True),
        optie("time_limit", lang, "--time-limit", type=seconden, metavar="SECONDEN"),
        without_plan_option(lang),
        optie("alles", lang, "--alles", is_flag=True),
        optie("uitleg", lang, "--uitleg", is_flag=True),
        optie("zonder_rapport", lang, "--zonder-rapport", is_flag=True),
        optie("met_prijs", lang, "--prijs", "met_prijs", is_flag=True),
        optie("met_speelruimte", lang, "--speelruimte", "met_speelruimte", is_flag=True),
        optie("bewijs", lang, "--bewijs", "met_bewijs", is_flag=True),
        optie("geo", lang, "--geo", is_flag=True),
        optie("csv", lang, "--csv", "als_csv", is_flag=True),
        optie("excel_nl", lang, "--excel-nl", is_flag=True),
        open_option(lang),
        json_option(lang),
    ]
    return maak("run", lang, run, params)


def run(
    lang: Lang,
    model: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    out: Path | None,
    engine: str,
    official: bool,
    time_limit: float | None,
    zonder_plan: bool,
    alles: bool,
    uitleg: bool,
    zonder_rapport: bool,
    met_prijs: bool,
    met_speelruimte: bool,
    met_bewijs: bool,
    geo: bool,
    als_csv: bool,
    excel_nl: bool,
    met_open: bool,
    als_json: bool,
) -> int:
    """Compute and show; without a proof, write what was found and end with 4.

    Where rules cannot hold together, that is told first, and what does not depend on it follows.
    """
    from verdeling.cli import meld
    from verdeling.cli.progress import voortgang
    from verdeling.pipeline import PlanOnmogelijk, PlanZonderBewijs
    from verdeling.pipeline import run as bereken
    from verdeling.result.manifest import check_target

    if als_csv + excel_nl + als_json > 1:
        raise click.UsageError(say("cli.een_uitvoer", lang))
    if zonder_plan and (met_prijs or met_speelruimte or met_bewijs):
        raise click.UsageError(say("cli.verdieping_zonder_plan", lang))
    if geo and out is None:
        raise click.UsageError(say("cli.geo_zonder_out", lang))
    if out is not None:
        check_target(out)
    rapport, code = None if zonder_rapport else lang, 0
    try:
        with voortgang(lang, "plan") as toon_voortgang:
            resultaat = bereken(
                model,
                data,
                overrides,
                engine=engine,
                official=official,
                time_limit=time_limit,
                plan=not zonder_plan,
                voortgang=toon_voortgang,
                aanvullen=aanvullen,
            )
    except PlanOnmogelijk as fout:
        meld(fout, lang, als_json=als_json)
        code, resultaat = fout.exit_code, fout.over
    except PlanZonderBewijs as fout:
        if fout.resultaat is not None and out is not None:
            _meld_map(out, fout.resultaat.schrijf(out, rapport, geo=geo, lang=lang), lang)
        elif fout.resultaat is not None:
            click.echo(say("cli.onbewezen", lang), err=True)
        raise
    gepland = resultaat.plan is not None or not code
    if met_prijs and gepland:
        with voortgang(lang, "prijs") as toon_voortgang:
            resultaat = replace(resultaat, prijs=resultaat.prijzen(engine, toon_voortgang, time_limit))
    if met_speelruimte and gepland:
        with voortgang(lang, "speelruimte") as toon_voortgang:
            ruimte = resultaat.speelruimte(engine, toon_voortgang)
        with voortgang(lang, "waarom") as toon_voortgang:
            waarom = resultaat.een_anders(ruimte, engine, toon_voortgang)
        resultaat = replace(resultaat, ruimte=ruimte, waarom=waarom)
    op_scherm = not (als_json or als_csv or excel_nl)
    met_bewijs = met_bewijs and resultaat.plan_of_fout.bewijs.proven if gepland else False
    if met_bewijs and not op_scherm:
        resultaat = _with_proof(resultaat, lang, time_limit)
    if out is not None and not (met_bewijs and op_scherm):
        bestanden = resultaat.schrijf(out, rapport, geo=geo, lang=lang)
    if als_json:
        echo_json(resultaat.als_json())
    elif als_csv or excel_nl:
        click.echo(resultaat.csv(excel_nl=excel_nl), nl=False)
    else:
        from verdeling.cli.attachments_screen import show_attachments
        from verdeling.cli.screen import toon

        toon(resultaat, lang, alles=alles)
        if resultaat.plan is not None:
            from verdeling.cli.plan_screen import show_plan

            show_plan(resultaat, lang, alles=alles)
            seconden = resultaat.plan.bewijs.seconds
            click.echo(
                say("cli.plan.tijd", lang, seconden=seconden, delen=resultaat.plan.bewijs.parts), err=True
            )
        show_attachments(resultaat, lang, alles=alles, uitleg=uitleg)
        if resultaat.prijs:
            from verdeling.cli.prijs import show_prices

            show_prices(resultaat, resultaat.prijs, lang)
        if resultaat.ruimte:
            from verdeling.cli.speelruimte import show_leeway, show_reasons

            show_leeway(resultaat.ruimte, lang)
            show_reasons(resultaat.waarom, lang)
    if met_bewijs and op_scherm:
        # The answer does not wait for its proof.
        resultaat = _with_proof(resultaat, lang, time_limit)
        if out is not None:
            bestanden = resultaat.schrijf(out, rapport, geo=geo, lang=lang)
    for melding in resultaat.meldingen(lang, kort=not met_open):
        click.echo(melding, err=True)
    if out is not None:
        _meld_map(out, bestanden, lang)
    return code


def _with_proof(resultaat: Resultaat, lang: Lang, time_limit: float | None) -> Resultaat:
    """The result with its proof; tell goal by goal what can be checked without an engine."""
    from verdeling.cli.progress import voortgang
    from verdeling.insight.plan_figures import goal_text

    with voortgang(lang, "bewijs") as toon_voortgang:
        bewezen = resultaat.met_bewijs(toon_voortgang, time_limit)
    made = bewezen.narekening
    assert made is not None, "a proof was asked for"
    for doel in bewezen.plan_of_fout.doelen:
        status = say("bewijs.na_te_rekenen" if doel.rechecked else "bewijs.motor", lang)
        click.echo(say("cli.bewijs.doel", lang, doel=goal_text(doel.name, lang), status=status), err=True)
    click.echo(say("cli.bewijs.gevallen", lang, gevallen=made.leaves), err=True)
    if made.unique:
        click.echo(say("cli.bewijs.enig", lang), err=True)
    return bewezen


def _meld_map(out: Path, bestanden: tuple[str, ...], lang: Lang) -> None:
    click.echo(say("cli.uitkomst", lang, map=str(out), bestanden=", ".join(bestanden)), err=True)
