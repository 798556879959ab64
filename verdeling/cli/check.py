"""``verdeling check``: a published table against the recomputation, a plan against the rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from verdeling.cli.options import (
    Pad,
    echo_json,
    invoer,
    json_option,
    maak,
    model_argument,
    engine_option,
    open_option,
    optie,
    show_changed,
)
from verdeling.errors import Onoplosbaar, VerdelingError
from verdeling.texts import LANGS, Lang, number, say

if TYPE_CHECKING:
    from verdeling.insight.check import Vergelijking
    from verdeling.pipeline import Resultaat

KOPPEN: Final = ("gebied", "gepubliceerd", "berekend", "afwijking", "quotum", "afwijking_quotum")


def opdracht(lang: Lang) -> click.Command:
    """Make the command."""
    params = [
        model_argument(),
        click.Argument(["tabel"], metavar="[TABEL]", required=False, type=Pad(path_type=Path)),
        *invoer(lang),
        optie("taak", lang, "--taak", metavar="TAAK"),
        optie("kolom", lang, "--kolom", metavar="KOLOM"),
        engine_option(lang),
        open_option(lang),
        json_option(lang),
    ]
    return maak("check", lang, check, params)


def check(
    lang: Lang,
    model: str,
    tabel: Path | None,
    data: Path | None,
    aanvullen: bool,
    overrides: tuple[str, ...],
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
    from verdeling.cli import meld
    from verdeling.inputs.reader import read_table
    from verdeling.insight.check import VOORKEUR
    from verdeling.pipeline import run

    resultaat = run(model, data, overrides, plan=False, aanvullen=aanvullen)
    if tabel is None:
        return _formula(resultaat, lang, als_json=als_json)
    geen_plan: Onoplosbaar | None = None
    try:
        toets, ook_cijfers = resultaat.toets_plan(tabel, taak, kolom, engine)
    except Onoplosbaar as fout:
        meld(fout, lang, als_json=als_json)
        toets, ook_cijfers, geen_plan = None, kolom is None and VOORKEUR in read_table(tabel, ()).kop, fout
        click.echo(say("check.geen_plan.ook" if ook_cijfers else "check.geen_plan", lang), err=True)
    vergelijken = ook_cijfers or (toets is None and geen_plan is None)
    vergelijking = resultaat.vergelijk(tabel, taak, kolom) if vergelijken else None
    if vergelijking is not None and toets is not None:
        # What neither of the two reads is told by the check of the plan.
        over = tuple(m for m in vergelijking.meldingen if m.code != "V154")
        vergelijking = replace(vergelijking, meldingen=over)
    aangepast = resultaat.model.aangepast
    uit: dict[str, Any] = {} if aangepast is None else {"aangepast": aangepast.zin(lang)}
    if geen_plan is not None:
        uit["geen_plan"] = {taal: geen_plan.tekst(taal).splitlines() for taal in LANGS}
    if not als_json:
        show_changed(resultaat.model, lang)
    if vergelijking is not None:
        uit |= vergelijking.als_json()
        if not als_json:
            _toon(vergelijking, lang)
            for gelezen in vergelijking.meldingen:
                click.echo(gelezen.tekst(lang), err=True)
    if toets is not None:
        from verdeling.cli.plan_check_screen import show_check
        from verdeling.insight.plan_check import toets_json

        uit["plan"] = toets_json(toets)
        if not als_json:
            show_check(toets, resultaat.model.naam, lang)
    if als_json:
        echo_json(uit)
    for melding in resultaat.meldingen(lang, kort=not met_open):
        click.echo(melding, err=True)
    if geen_plan is not None:
        return geen_plan.exit_code
    anders = vergelijking is not None and (vergelijking.verschillen or vergelijking.afwezig)
    return 5 if anders or (toets is not None and (toets.overtredingen or toets.tegenspraak)) else 0


def _formula(resultaat: Resultaat, lang: Lang, *, als_json: bool) -> int:
    """The formula beside the published figures; 5 when one of them comes out otherwise."""
    from verdeling.cli.streams import leeg, scherm
    from verdeling.insight.formula import formulezinnen, tellingen

    rijen = resultaat.formule
    if not rijen.rows:
        raise VerdelingError.een("V541", resultaat.model.naam)
    if als_json:
        echo_json({"telling": tellingen(rijen.rows), "regels": rijen.records()})
    else:
        for taak in resultaat.indicatief.taken.values():
            for zin in formulezinnen(taak, rijen.rows, lang):
                click.echo(zin)
        click.echo(say("formule.regel", lang))
        tabel = leeg([say(f"check.{k}", lang) for k in (*KOPPEN[:4], "grenzen")])
        for r in (r for r in rijen.rows if r.verschil):
            los = r.laag is None or r.hoog is None
            grenzen = "" if los else f"{number(r.laag or 0, lang)}–{number(r.hoog or 0, lang)}"
            getallen = (number(n, lang) for n in (r.gepubliceerd or 0, r.formule, r.verschil or 0))
            tabel.add_row(f"{r.naam} ({r.code})", *getallen, grenzen)
        scherm(lang).print(tabel)
    return 5 if any(r.verschil for r in rijen.rows) else 0


def _toon(v: Vergelijking, lang: Lang) -> None:
    from verdeling.cli.streams import leeg, scherm

    click.echo(say("check.kop", lang, taak=v.taak, vergeleken=len(v.regels), kolom=v.kolom))
    gepubliceerd = sum((r.gepubliceerd for r in v.regels), Fraction(0))
    berekend = sum(r.berekend for r in v.regels)
    if v.verschillen:
        samen = {"gepubliceerd": _getal(gepubliceerd, lang), "berekend": berekend}
        click.echo(say("check.verschil", lang, aantal=len(v.verschillen), **samen))
        tabel = leeg([say(f"check.{k}", lang) for k in KOPPEN])
        for r in v.verschillen:
            procent = "" if r.afwijking is None else f"{number(r.afwijking * 100, lang, 2)} %"
            cellen = [_getal(r.gepubliceerd, lang), number(r.berekend, lang), _getal(r.verschil, lang)]
            tabel.add_row(f"{r.naam} ({r.code})", *cellen, number(r.quotum, lang, 4), procent)
        scherm(lang).print(tabel)
    else:
        sleutel = "check.gelijk" if len(v.regels) != 1 else "check.gelijk.een"
        click.echo(say(sleutel, lang, aantal=len(v.regels), som=berekend))
    grootste = max((r for r in v.regels if r.afwijking is not None), key=_distance, default=None)
    if grootste is not None and grootste.afwijking is not None:
        click.echo(
            say(
                "check.onafgerond",
                lang,
                procent=number(grootste.afwijking * 100, lang, 2),
                naam=grootste.naam,
                gepubliceerd=_getal(grootste.gepubliceerd, lang),
                quotum=number(grootste.quotum, lang, 4),
            )
        )
    if v.afwezig:
        click.echo(say("check.ontbreekt", lang, aantal=len(v.afwezig), namen=", ".join(v.afwezig)))


def _distance(regel: object) -> Fraction:
    afwijking: Fraction | None = getattr(regel, "afwijking", None)
    return abs(afwijking or Fraction(0))


def _getal(waarde: Fraction, lang: Lang) -> str:
    return number(int(waarde), lang) if waarde.denominator == 1 else number(waarde, lang, 4)
