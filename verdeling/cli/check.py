"""``verdeling check``: a published table against the recomputation, a plan against the rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from verdeling.cli.options import (
    PathArgument,
    echo_json,
    engine_option,
    invoer,
    json_option,
    make_command,
    model_argument,
    open_option,
    optie,
    show_changed,
)
from verdeling.errors import Onoplosbaar, VerdelingError
from verdeling.texts import LANGS, Lang, number, say

if TYPE_CHECKING:
    from verdeling.insight.check import Checked
    from verdeling.pipeline import Resultaat

HEADS: Final = ("gebied", "gepubliceerd", "berekend", "afwijking", "quotum", "afwijking_quotum")


def command(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        model_argument(),
        click.Argument(["table"], metavar="[TABEL]", required=False, type=PathArgument(path_type=Path)),
        *invoer(lang),
        optie("taak", lang, "--taak", metavar="TAAK"),
        optie("kolom", lang, "--kolom", metavar="KOLOM"),
        engine_option(lang),
        open_option(lang),
        json_option(lang),
    ]
    return make_command("check", lang, check, params)


def check(
    lang: Lang,
    model: str,
    table: Path | None,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
    by_hand: Path | None,
    taak: str | None,
    kolom: str | None,
    engine: str,
    met_open: bool,
    als_json: bool,
) -> int:
    """Compare figures, check a plan, or both; 5 when a number differs, is absent, or a rule is broken.

    A model without a plan cannot judge one: that is told first, the figures are compared, and the end is 3.
    Without a table the formula is checked against the figures that the model names as published.
    """
    from verdeling.cli import tell
    from verdeling.inputs.reader import splits
    from verdeling.pipeline import run
    from verdeling.result.folder import changed_table

    result = run(model, data, overrides, plan=False, aanvullen=aanvullen, by_hand=by_hand)
    if table is None:
        return _formula(result, lang, als_json=als_json)
    if (changed := changed_table(splits(Path(table))[0])) is not None:  # an empty path came as text
        click.echo(changed.tekst(lang), err=True)
    none_plan: Onoplosbaar | None = None
    try:
        without = result.model.plan is None
        test, also_figures = (None, False) if without else result.toets_plan(table, taak, kolom, engine)
    except Onoplosbaar as error:
        tell(error, lang, als_json=als_json)
        from verdeling.insight.plan_check import as_plan_table

        plan = as_plan_table(table, result.model, taak, kolom)
        test, also_figures, none_plan = None, plan is not None and plan.also_figures, error
        click.echo(say("check.geen_plan.ook" if also_figures else "check.geen_plan", lang), err=True)
    tasks = () if none_plan is not None else result.toets_taken(table, taak, kolom)
    if taak is not None and tasks:
        from verdeling.insight.check import PREFERRED
        from verdeling.insight.plan_check import task_tables

        held = task_tables(table, result.model, taak, kolom)
        also_figures = kolom is None and any(PREFERRED in t.kop for t in held.values())
    vergelijken = also_figures or (test is None and not tasks and none_plan is None)
    comparison = result.vergelijk(table, taak, kolom) if vergelijken else None
    if comparison is not None and test is not None:
        # What neither of the two reads is told by the check of the plan.
        over = tuple(m for m in comparison.meldingen if m.code != "V154")
        comparison = replace(comparison, meldingen=over)
    aangepast = result.model.aangepast
    out: dict[str, Any] = {} if aangepast is None else {"aangepast": aangepast.zin(lang)}
    if none_plan is not None:
        out["geen_plan"] = {language: none_plan.tekst(language).splitlines() for language in LANGS}
    if not als_json:
        show_changed(result.model, lang)
    if comparison is not None:
        out |= comparison.als_json()
        if not als_json:
            _show(comparison, lang)
            for seen in comparison.meldingen:
                click.echo(seen.tekst(lang), err=True)
    if test is not None:
        from verdeling.cli.plan_check_screen import show_check
        from verdeling.insight.plan_check import check_json

        out["plan"] = check_json(test)
        if not als_json:
            show_check(test, result.model.naam, lang)
    if tasks:
        from verdeling.cli.plan_check_screen import show_task
        from verdeling.insight.plan_check import task_json

        out["andere_taken"] = [task_json(t) for t in tasks]
        for t in () if als_json else tasks:
            show_task(t, lang)
    if als_json:
        echo_json(out)
    for note in result.meldingen(lang, kort=not met_open):
        click.echo(note, err=True)
    if none_plan is not None:
        return none_plan.exit_code
    otherwise = comparison is not None and (comparison.verschillen or comparison.afwezig)
    broken = test is not None and (test.overtredingen or test.tegenspraak)
    return 5 if otherwise or broken or any(t.overtredingen for t in tasks) else 0


def _formula(result: Resultaat, lang: Lang, *, als_json: bool) -> int:
    """The formula beside the published figures; 5 when one of them comes out otherwise."""
    from verdeling.cli.streams import empty_table, make_screen
    from verdeling.insight.formula import formula_sentences, tallies

    rows = result.formule
    if not rows.rows:
        raise VerdelingError.een("V541", result.model.naam)
    if als_json:
        echo_json({"telling": tallies(rows.rows), "regels": rows.records()})
    else:
        for taak in result.indicatief.taken.values():
            for sentence in formula_sentences(taak, rows.rows, lang):
                click.echo(sentence)
        click.echo(say("formule.regel", lang))
        table = empty_table([say(f"check.{k}", lang) for k in (*HEADS[:4], "grenzen")])
        for r in (r for r in rows.rows if r.verschil):
            solve = r.laag is None or r.hoog is None
            limits = "" if solve else f"{number(r.laag or 0, lang)}–{number(r.hoog or 0, lang)}"
            numbers = (number(n, lang) for n in (r.gepubliceerd or 0, r.formule, r.verschil or 0))
            table.add_row(f"{r.naam} ({r.code})", *numbers, limits)
        make_screen(lang).print(table)
    return 5 if any(r.verschil for r in rows.rows) else 0


def _show(v: Checked, lang: Lang) -> None:
    from verdeling.cli.streams import empty_table, make_screen

    click.echo(say("check.kop", lang, taak=v.taak, vergeleken=len(v.regels), kolom=v.kolom))
    published = sum((r.gepubliceerd for r in v.regels), Fraction(0))
    computed = sum(r.berekend for r in v.regels)
    if v.verschillen:
        together = {"gepubliceerd": _number(published, lang), "berekend": computed}
        click.echo(say("check.verschil", lang, aantal=len(v.verschillen), **together))
        table = empty_table([say(f"check.{k}", lang) for k in HEADS])
        for r in v.verschillen:
            percent = "" if r.afwijking is None else f"{number(r.afwijking * 100, lang, 2)} %"
            cells = [_number(r.gepubliceerd, lang), number(r.berekend, lang), _number(r.verschil, lang)]
            table.add_row(
                f"{r.naam} ({r.code})", *cells, "" if r.quotum is None else number(r.quotum, lang, 4), percent
            )
        make_screen(lang).print(table)
    else:
        sleutel = "check.gelijk" if len(v.regels) != 1 else "check.gelijk.een"
        click.echo(say(sleutel, lang, aantal=len(v.regels), som=computed))
    largest = max((r for r in v.regels if r.afwijking is not None), key=_distance, default=None)
    if largest is not None and largest.afwijking is not None and largest.quotum is not None:
        click.echo(
            say(
                "check.onafgerond",
                lang,
                procent=number(largest.afwijking * 100, lang, 2),
                naam=largest.naam,
                gepubliceerd=_number(largest.gepubliceerd, lang),
                quotum=number(largest.quotum, lang, 4),
            )
        )
    if v.afwezig:
        click.echo(say("check.ontbreekt", lang, aantal=len(v.afwezig), namen=", ".join(v.afwezig)))


def _distance(regel: object) -> Fraction:
    deviation: Fraction | None = getattr(regel, "afwijking", None)
    return abs(deviation or Fraction(0))


def _number(value: Fraction, lang: Lang) -> str:
    return number(int(value), lang) if value.denominator == 1 else number(value, lang, 4)
