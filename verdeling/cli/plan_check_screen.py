"""The check of a plan made elsewhere, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from verdeling.cli.streams import leeg, scherm
from verdeling.insight.plan_figures import goal_text, value_text
from verdeling.plan.rules.basis import hoeveel
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.plan.questions.outside import Buitentoets

MEESTE: Final = 20
"""Broken rules and gemeenten that are listed; the rest is counted, and stands in the JSON."""


def show_check(toets: Buitentoets, model: str, lang: Lang) -> None:
    """Print broken rules, goal values beside the optimum, differences and the smallest repair."""
    data = toets.optimum.programma.data
    naam = data.naam
    click.echo(say("plancheck.kop", lang, model=model, plaatsen=sum(n or 0 for n in toets.plaatsen)))
    for melding in toets.meldingen:
        click.echo(f"   {melding.tekst(lang)}")
    if toets.tegenspraak:
        click.echo(say("plancheck.tegenspraak", lang, aantal=len(toets.tegenspraak)))
    for melding in toets.tegenspraak[:MEESTE]:
        click.echo(f"   {melding.tekst(lang)}")
    if len(toets.tegenspraak) > MEESTE:
        click.echo("   " + say("plancheck.meer", lang, aantal=len(toets.tegenspraak) - MEESTE))
    oordeel = "goed_deels" if toets.onbepaald else "goed"
    aantal = len(toets.overtredingen or toets.onbepaald)
    click.echo(say(f"plancheck.{'breekt' if toets.overtredingen else oordeel}", lang, aantal=aantal))
    orde = sorted(toets.overtredingen, key=lambda o: (-o.aantal, o.waar, o.regel))
    for o in orde[:MEESTE]:
        tekst = say(
            "plancheck.regel",
            lang,
            regel=o.regel,
            naam=data.met_niveau(o.waar),
            hoeveel=getattr(hoeveel(o.aantal, o.eenheid), lang),
            zin=getattr(o.zin, lang),
        )
        click.echo(f"   {tekst}")
    if len(orde) > MEESTE:
        click.echo("   " + say("plancheck.meer", lang, aantal=len(orde) - MEESTE))
    if toets.onbepaald:
        click.echo(say("plancheck.onbepaald", lang))
    for melding in toets.onbepaald:
        click.echo(f"   {melding.tekst(lang)}")
    click.echo(say("plancheck.doelen" if toets.doelen else "plancheck.geen_doelen", lang))
    if orde and toets.doelen:
        click.echo("   " + say("plancheck.doelen_gebroken", lang))
    for d in toets.doelen:
        waarden = {"waarde": value_text(d.waarde, lang), "optimum": value_text(d.optimum, lang)}
        click.echo("   " + say("plancheck.doel", lang, doel=goal_text(d.naam, lang), **waarden))
    if toets.doelen and None in toets.plaatsen:
        click.echo("   " + say("plancheck.deel_doelen", lang))
    anders = {c: v for c, v in zip(toets.codes, toets.verschil, strict=True) if v}
    click.echo(say("plancheck.verschil", lang, aantal=len(anders)))
    _listed({naam(c): v for c, v in anders.items()}, lang)
    if not toets.overtredingen:
        return
    if toets.herstel is None:
        click.echo(say("plancheck.geen_herstel", lang))
        return
    herstel = {c: v for c, v in zip(toets.codes, toets.wijziging, strict=True) if v}
    plaatsen = sum(abs(v) for v in herstel.values())
    click.echo(say("plancheck.herstel", lang, aantal=len(herstel), plaatsen=plaatsen))
    _listed({naam(c): v for c, v in herstel.items()}, lang)


def _listed(waarden: dict[str, int], lang: Lang) -> None:
    """Largest first; what is not listed is counted."""
    if not waarden:
        return
    orde = sorted(waarden, key=lambda n: (-abs(waarden[n]), n))
    tabel = leeg([say(f"cli.kop.{k}", lang) for k in ("gemeente", "wijziging")])
    for n in orde[:MEESTE]:
        tabel.add_row(n, ("+" if waarden[n] > 0 else "") + number(waarden[n], lang))
    scherm(lang).print(tabel)
    if len(orde) > MEESTE:
        click.echo("   " + say("plancheck.meer", lang, aantal=len(orde) - MEESTE))
