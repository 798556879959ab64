"""A plan on the terminal: goals with bounds, provincies, the largest changes and what a reader must know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table

from verdeling.cli.streams import scherm
from verdeling.insight.plan_figures import (
    goal_text,
    plancijfers,
    provinciecijfers,
    value_text,
)
from verdeling.result.remarks import no_plan_sentence
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat
    from verdeling.plan.plan import Plan
    from verdeling.solver.solving import GoalOutcome

GROOTSTE: Final = 10


def show_plan(resultaat: Resultaat, lang: Lang, *, alles: bool) -> None:
    """Print the plan; every gemeente when `alles`, else the largest ones."""
    plan = resultaat.plan
    assert plan is not None, "the caller has a plan"
    console = scherm(lang)
    console.print(say("cli.plan.kop", lang, taak=plan.taak), style="bold")
    if resultaat.deelplan is not None:
        zonder = no_plan_sentence(resultaat.deelplan, resultaat.gegevens, lang)
        console.print(f"{zonder} {say('cli.plan.deel', lang)}", soft_wrap=True)
    console.print(doelentabel(plan.doelen, lang))
    console.print(_provincies(resultaat, plan, lang))
    for zin in figure_sentences(plan, lang):
        console.print(zin, soft_wrap=True)
    console.print()
    orde = list(range(len(plan.codes)))
    if not alles:
        orde = sorted(orde, key=lambda i: (-plan.nieuw[i], plan.codes[i]))[:GROOTSTE]
        console.print(say("cli.plan.grootste", lang, aantal=GROOTSTE))
    console.print(_gemeenten(plan, orde, lang))
    for taak in plan.others:
        _other_task(plan, taak, lang, alles=alles)


def _other_task(plan: Plan, taak: str, lang: Lang, *, alles: bool) -> None:
    """What the plan makes of another task: how many have less or more, and who changes most."""
    own, done = plan.programma.data.taken[taak].tolist(), plan.of_task(taak)
    rest = [d - o for d, o in zip(done, own, strict=True)]
    orde = sorted((i for i in range(len(rest)) if alles or rest[i]), key=lambda i: (-abs(rest[i]), i))
    figures = {"minder": sum(r < 0 for r in rest), "meer": sum(r > 0 for r in rest), "som": sum(done)}
    console = scherm(lang)
    console.print(say("cli.plan.andere_taak", lang, taak=taak, **figures), soft_wrap=True)
    if orde:
        tabel = _tabel(lang, "gemeente", "indicatief", "plan", "verschil")
        for i in orde if alles else orde[:GROOTSTE]:
            cells = (number(x, lang) for x in (own[i], done[i], rest[i]))
            tabel.add_row(plan.programma.data.namen[i], *cells)
        console.print(tabel)


def figure_sentences(plan: Plan, lang: Lang) -> list[str]:
    """Sums of the plan in sentences."""
    c = plancijfers(plan)
    uit = [say("cli.plan.som", lang, **c.als_json()), say("cli.plan.stand", lang, **c.als_json())]
    if c.plaatsen_elders:
        uit.append(say("cli.plan.stromen", lang, **c.als_json()))
    uit += [zin for regel in plan.programma.regels for zin in regel.summary(plan.solved, lang)]
    if c.tekort:
        uit.append(say("cli.plan.tekort", lang, tekort=c.tekort))
    if plan.bewijs.second is not None and plan.bewijs.proven:
        tweede = sum(1 for d in plan.doelen if d.value == d.second)
        uit.append(say("cli.plan.officieel", lang, doelen=tweede))
    return uit


def _waarde(doel: GoalOutcome, waarde: object, lang: Lang) -> str:
    if doel.sense == "volgorde" and waarde is not None:
        return say("cli.plan.eenduidig", lang)
    return value_text(waarde, lang)


def doelentabel(doelen: Sequence[GoalOutcome], lang: Lang) -> Table:
    """The goals in order: value, bound, whether proven, and by which engine."""
    tabel = _tabel(lang, "doel", "waarde", "grens", "bewezen", "motor", links=(0, 3, 4))
    for nummer, doel in enumerate(doelen, start=1):
        bewezen = say("cli.ja" if doel.proven else "cli.nee", lang)
        motoren = doel.engine
        if doel.second is not None:
            motoren += " = " if doel.second == doel.value else " ≠ "
            motoren += say("cli.plan.tweede", lang)
        tabel.add_row(
            f"{nummer}. {goal_text(doel.name, lang)}",
            _waarde(doel, doel.value, lang),
            _waarde(doel, doel.bound, lang),
            bewezen,
            motoren,
        )
    return tabel


def _provincies(resultaat: Resultaat, plan: Plan, lang: Lang) -> Table:
    rijk = resultaat.national_rest()
    kop = ["opgave", "bestaand", "rest", *(["rest_rijk"] if rijk else []), "nieuw", "omgezet", "plan"]
    cijfers = provinciecijfers(plan)
    sommen = [str(number(sum(getattr(c, k) for c in cijfers), lang)) if k != "rest_rijk" else "" for k in kop]
    deel = "cli.totaal" if resultaat.deelplan is None else "cli.totaal_van"
    tabel = _tabel(lang, "provincie", *kop, voet=[say(deel, lang, aantal=len(cijfers)), *sommen])
    for c in cijfers:
        cellen = [_getal(rijk.get(c.code) if k == "rest_rijk" else getattr(c, k), lang) for k in kop]
        tabel.add_row(c.naam, *cellen)
    return tabel


def _gemeenten(plan: Plan, orde: Sequence[int], lang: Lang) -> Table:
    kop = ("indicatief", "bestaand", "gevraagd", "nieuw", "omgezet", "plan", "verschil")
    tabel = _tabel(lang, "gemeente", *kop)
    eigen = [c for c in plan.columns if c.name in plan.figures]
    for c in eigen:
        tabel.add_column(c.head(lang), justify="right" if c.numeric else "left", overflow="fold")
    namen = plan.programma.data.namen
    for i in orde:
        cellen = (_getal(plan.figures[c.name][i], lang) for c in eigen)
        tabel.add_row(namen[i], *(number(getattr(plan, k)[i], lang) for k in kop), *cellen)
    return tabel


def _getal(waarde: object, lang: Lang) -> str:
    return number(waarde, lang) if isinstance(waarde, int) else str(waarde or "")


def _tabel(lang: Lang, *koppen: str, voet: Sequence[str] = (), links: Sequence[int] = (0,)) -> Table:
    tabel = Table(box=SIMPLE_HEAD, show_footer=bool(voet), pad_edge=False)
    for nummer, kop in enumerate(koppen):
        tabel.add_column(
            say(f"cli.kop.{kop}", lang),
            voet[nummer] if voet else "",
            justify="left" if nummer in links else "right",
            overflow="fold",
        )
    return tabel
