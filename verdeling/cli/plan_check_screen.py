"""The check of a plan made elsewhere, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from verdeling.cli.streams import empty_table, make_screen
from verdeling.insight.plan_figures import goal_text, value_text
from verdeling.plan.rules.basis import how_many
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.plan.data import PlanData
    from verdeling.plan.questions.outside import Breach, OutsideCheck
    from verdeling.plan.questions.outside_task import Taaktoets

MOST: Final = 20
"""Broken rules and gemeenten that are listed; the rest is counted, and stands in the JSON."""


def show_check(test: OutsideCheck, model: str, lang: Lang) -> None:
    """Print broken rules, goal values beside the optimum, differences and the smallest repair."""
    data = test.optimum.programma.data
    name = data.naam
    named = [n for n in test.genoemd if n is not None]
    head = "plancheck.kop" if len(named) == len(test.codes) else "plancheck.kop_deel"
    click.echo(say(head, lang, model=model, plaatsen=sum(named), aantal=len(named)))
    for note in test.meldingen:
        click.echo(f"   {note.tekst(lang)}")
    if test.tegenspraak:
        click.echo(say("plancheck.tegenspraak", lang, aantal=len(test.tegenspraak)))
    for note in test.tegenspraak[:MOST]:
        click.echo(f"   {note.tekst(lang)}")
    if len(test.tegenspraak) > MOST:
        click.echo("   " + say("plancheck.meer", lang, aantal=len(test.tegenspraak) - MOST))
    verdict = "goed_deels" if test.onbepaald else "goed"
    count = len(test.overtredingen or test.onbepaald)
    click.echo(say(f"plancheck.{'breekt' if test.overtredingen else verdict}", lang, aantal=count))
    _broken(test.overtredingen, data, lang)
    if test.onbepaald:
        click.echo(say("plancheck.onbepaald", lang))
    for note in test.onbepaald:
        click.echo(f"   {note.tekst(lang)}")
    click.echo(say("plancheck.doelen" if test.doelen else "plancheck.geen_doelen", lang))
    if test.overtredingen and test.doelen:
        click.echo("   " + say("plancheck.doelen_gebroken", lang))
    for d in test.doelen:
        values = {"waarde": value_text(d.waarde, lang), "optimum": value_text(d.optimum, lang)}
        click.echo("   " + say("plancheck.doel", lang, doel=goal_text(d.naam, lang), **values))
    if test.doelen and None in test.plaatsen:
        click.echo("   " + say("plancheck.deel_doelen", lang))
    otherwise = {c: v for c, v in zip(test.codes, test.verschil, strict=True) if v}
    click.echo(say("plancheck.verschil", lang, aantal=len(otherwise)))
    _listed({name(c): v for c, v in otherwise.items()}, lang)
    if not test.overtredingen:
        return
    which = say("plancheck.toetsbare_regels" if test.onbepaald else "plancheck.alle_regels", lang)
    if test.herstel is None:
        click.echo(say("plancheck.geen_herstel", lang, welke=which))
        return
    repair = {c: v for c, v in zip(test.codes, test.wijziging, strict=True) if v}
    places = sum(abs(v) for v in repair.values())
    click.echo(say("plancheck.herstel", lang, aantal=len(repair), plaatsen=places, welke=which))
    _listed({name(c): v for c, v in repair.items()}, lang)


def show_task(test: Taaktoets, lang: Lang) -> None:
    """Print what the plan does of another task, the rules that this breaks, and who has another number."""
    count = len(test.overtredingen)
    click.echo(say("plancheck.taak", lang, taak=test.taak, som=test.som))
    click.echo(say("plancheck.breekt" if count else "plancheck.goed", lang, aantal=count))
    _broken(test.overtredingen, test.data, lang)
    click.echo(say("plancheck.taak_verschil", lang, aantal=len(test.verschil)))
    _listed({test.data.naam(c): v for c, v in test.verschil.items()}, lang)


def _broken(broken: Sequence[Breach], data: PlanData, lang: Lang) -> None:
    """Rules that are broken, the largest first."""
    order = sorted(broken, key=lambda o: (-o.aantal, o.waar, o.regel))
    for o in order[:MOST]:
        text = say(
            "plancheck.regel",
            lang,
            regel=o.regel or "–",
            naam=data.met_niveau(o.waar),
            hoeveel=getattr(how_many(o.aantal, o.eenheid), lang),
            zin=getattr(o.zin, lang),
        )
        click.echo(f"   {text}")
    if len(order) > MOST:
        click.echo("   " + say("plancheck.meer", lang, aantal=len(order) - MOST))


def _listed(values: dict[str, int], lang: Lang) -> None:
    """Largest first; what is not listed is counted."""
    if not values:
        return
    order = sorted(values, key=lambda n: (-abs(values[n]), n))
    table = empty_table([say(f"cli.kop.{k}", lang) for k in ("gemeente", "wijziging")])
    for n in order[:MOST]:
        table.add_row(n, ("+" if values[n] > 0 else "") + number(values[n], lang))
    make_screen(lang).print(table)
    if len(order) > MOST:
        click.echo("   " + say("plancheck.meer", lang, aantal=len(order) - MOST))
