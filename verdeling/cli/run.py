"""``verdeling run``: compute a model; show it, write it, or both."""

from __future__ import annotations

from dataclasses import replace
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
    open_option,
    optie,
    without_plan_option,
)
from verdeling.texts import Lang, say

if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat


def command(lang: Lang) -> click.Command:
    """Make the command."""
    seconds = click.FloatRange(min=0, min_open=True)
    params = [
        model_argument(),
        *invoer(lang),
        optie("out", lang, "--out", type=click.Path(path_type=Path), metavar="MAP"),
        engine_option(lang),
        optie("official", lang, "--official", is_flag=True),
        optie("time_limit", lang, "--time-limit", type=seconds, metavar="SECONDEN"),
        without_plan_option(lang),
        optie("alles", lang, "--alles", "everything", is_flag=True),
        optie("uitleg", lang, "--uitleg", "explanation", is_flag=True),
        optie("zonder_rapport", lang, "--zonder-rapport", "without_rapport", is_flag=True),
        optie("met_prijs", lang, "--prijs", "met_price", is_flag=True),
        optie("met_speelruimte", lang, "--speelruimte", "met_speelruimte", is_flag=True),
        optie("bewijs", lang, "--bewijs", "met_proof", is_flag=True),
        optie("dossier", lang, "--dossier", type=click.Path(path_type=Path), metavar="BESTAND.zip"),
        optie("onderteken", lang, "--onderteken", "key", type=click.Path(path_type=Path), metavar="SLEUTEL"),
        optie("geo", lang, "--geo", is_flag=True),
        optie("csv", lang, "--csv", "als_csv", is_flag=True),
        optie("excel_nl", lang, "--excel-nl", is_flag=True),
        open_option(lang),
        json_option(lang),
    ]
    return make_command("run", lang, run, params)


def run(
    lang: Lang,
    model: str,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    by_hand: Path | None,
    out: Path | None,
    engine: str,
    official: bool,
    time_limit: float | None,
    without_plan: bool,
    everything: bool,
    explanation: bool,
    without_rapport: bool,
    met_price: bool,
    met_speelruimte: bool,
    met_proof: bool,
    dossier: Path | None,
    key: Path | None,
    geo: bool,
    als_csv: bool,
    excel_nl: bool,
    met_open: bool,
    als_json: bool,
) -> int:
    """Compute and show; without a proof, write what was found and end with 4.

    Where rules cannot hold together, that is told first, and what does not depend on it follows.
    """
    from verdeling.cli import tell
    from verdeling.cli.progress import shown_progress
    from verdeling.pipeline import NoPlanPossible, PlanZonderBewijs
    from verdeling.pipeline import run as bereken
    from verdeling.result.manifest import check_target

    if als_csv + excel_nl + als_json > 1:
        raise click.UsageError(say("cli.een_uitvoer", lang))
    if without_plan and (met_price or met_speelruimte or met_proof):
        raise click.UsageError(say("cli.verdieping_zonder_plan", lang))
    if geo and out is None:
        raise click.UsageError(say("cli.geo_zonder_out", lang))
    if key is not None and dossier is None:
        raise click.UsageError(say("cli.onderteken_zonder_dossier", lang))
    if out is not None:
        check_target(out)
    if dossier is not None:
        from verdeling.dossier.make import check_file

        check_file(dossier)
    rapport, code = None if without_rapport else lang, 0
    try:
        with shown_progress(lang, "plan") as show_progress:
            result = bereken(
                model,
                data,
                overrides,
                engine=engine,
                official=official,
                time_limit=time_limit,
                plan=not without_plan,
                voortgang=show_progress,
                aanvullen=aanvullen,
                by_hand=by_hand,
            )
    except NoPlanPossible as error:
        tell(error, lang, als_json=als_json)
        code, result = error.exit_code, error.over
    except PlanZonderBewijs as error:
        if error.resultaat is not None and out is not None:
            _report_folder(out, error.resultaat.schrijf(out, rapport, geo=geo, lang=lang), lang)
        elif error.resultaat is not None:
            click.echo(say("cli.onbewezen", lang), err=True)
        raise
    planned = result.plan is not None or not code
    if met_price and planned:
        with shown_progress(lang, "prijs") as show_progress:
            result = replace(result, prijs=result.prijzen(engine, show_progress, time_limit))
    if met_speelruimte and planned:
        with shown_progress(lang, "speelruimte") as show_progress:
            room = result.speelruimte(engine, show_progress)
        with shown_progress(lang, "waarom") as show_progress:
            why = result.een_anders(room, engine, show_progress)
        result = replace(result, ruimte=room, waarom=why)
    op_screen = not (als_json or als_csv or excel_nl)
    met_proof = met_proof or (dossier is not None and result.plan is not None)
    met_proof = met_proof and result.plan_of_fout.bewijs.proven if planned else False
    if met_proof and not op_screen:
        result = _with_proof(result, lang, time_limit)
    if out is not None and not (met_proof and op_screen):
        files = result.schrijf(out, rapport, geo=geo, lang=lang)
    if als_json:
        echo_json(result.als_json())
    elif als_csv or excel_nl:
        click.echo(result.csv(excel_nl=excel_nl), nl=False)
    else:
        from verdeling.cli.attachments_screen import show_attachments, show_by_hand
        from verdeling.cli.screen import show_result

        show_result(result, lang, alles=everything)
        show_by_hand(result, lang)
        if result.plan is not None:
            from verdeling.cli.plan_screen import show_plan

            show_plan(result, lang, alles=everything)
            seconds = result.plan.bewijs.seconds
            click.echo(say("cli.plan.tijd", lang, seconden=seconds, delen=result.plan.bewijs.parts), err=True)
        show_attachments(result, lang, alles=everything, uitleg=explanation)
        if result.prijs:
            from verdeling.cli.prijs import show_prices

            show_prices(result, result.prijs, lang)
        if result.ruimte:
            from verdeling.cli.speelruimte import show_leeway, show_reasons

            show_leeway(result.ruimte, lang)
            show_reasons(result.waarom, lang)
    if met_proof and op_screen:
        # The answer does not wait for its proof.
        result = _with_proof(result, lang, time_limit)
        if out is not None:
            files = result.schrijf(out, rapport, geo=geo, lang=lang)
    if dossier is not None:
        seal = result.dossier(dossier, key)
        click.echo(say("cli.dossier", lang, bestand=str(dossier), zegel=seal), err=True)
    for note in result.meldingen(lang, kort=not met_open):
        click.echo(note, err=True)
    if out is not None:
        _report_folder(out, files, lang)
    return code


def _with_proof(result: Resultaat, lang: Lang, time_limit: float | None) -> Resultaat:
    """The result with its proof; tell goal by goal what can be checked without an engine."""
    from verdeling.cli.progress import shown_progress
    from verdeling.insight.plan_figures import goal_text

    with shown_progress(lang, "bewijs") as show_progress:
        proven = result.met_bewijs(show_progress, time_limit)
    made = proven.recomputed
    assert made is not None, "a proof was asked for"
    for goal in proven.plan_of_fout.doelen:
        status = say("bewijs.na_te_rekenen" if goal.rechecked else "bewijs.motor", lang)
        click.echo(say("cli.bewijs.doel", lang, doel=goal_text(goal.name, lang), status=status), err=True)
    click.echo(say("cli.bewijs.gevallen", lang, gevallen=made.leaves), err=True)
    if made.unique:
        click.echo(say("cli.bewijs.enig", lang), err=True)
    return proven


def _report_folder(out: Path, files: tuple[str, ...], lang: Lang) -> None:
    click.echo(say("cli.uitkomst", lang, map=str(out), bestanden=", ".join(files)), err=True)
