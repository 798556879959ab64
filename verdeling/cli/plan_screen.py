"""A plan on the terminal: goals with bounds, provincies, the largest changes and what a reader must know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table

from verdeling.cli.streams import empty_table, make_screen
from verdeling.insight.plan_figures import (
    goal_text,
    plan_totals,
    province_figures,
    value_text,
)
from verdeling.plan.rules.basis import in_half_years
from verdeling.result.joint_told import sentences, shown
from verdeling.result.remarks import no_plan_sentence
from verdeling.texts import Lang, number, say
from verdeling.verdeelmodel.taak import task_name

if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat
    from verdeling.plan.build import PlanProgram
    from verdeling.plan.plan import Plan
    from verdeling.result.joint_tables import Joint
    from verdeling.solver.solving import GoalOutcome

LARGEST: Final = 10


def show_plan(result: Resultaat, lang: Lang, *, alles: bool) -> None:
    """Print the plan; every gemeente when `alles`, else the largest ones."""
    plan = result.plan
    assert plan is not None, "the caller has a plan"
    console = make_screen(lang)
    console.print(say("cli.plan.kop", lang, taak=task_name(plan.taak, lang)), style="bold")
    if result.deelplan is not None:
        without = no_plan_sentence(result.deelplan, result.gegevens, lang)
        console.print(f"{without} {say('cli.plan.deel', lang)}", soft_wrap=True)
    console.print(goal_screen_table(plan.doelen, lang))
    console.print(_provincies(result, plan, lang))
    for sentence in figure_sentences(plan, lang):
        console.print(sentence, soft_wrap=True)
    console.print()
    order = list(range(len(plan.codes)))
    if not alles:
        order = sorted(order, key=lambda i: (-plan.nieuw[i], plan.codes[i]))[:LARGEST]
        console.print(say("cli.plan.grootste", lang, aantal=LARGEST))
    console.print(_gemeenten(plan, order, lang))
    for taak in plan.others:
        _other_task(plan, taak, lang, alles=alles)
    if result.joint is not None:
        _joint(result.joint, plan.programma, result.model.naam, lang)


def _other_task(plan: Plan, taak: str, lang: Lang, *, alles: bool) -> None:
    """What the plan makes of another task: how many have less or more, and who changes most."""
    half_years, own, done = plan.over_half_years(taak)
    rest = [d - o for d, o in zip(done, own, strict=True)]
    order = sorted((i for i in range(len(rest)) if alles or rest[i]), key=lambda i: (-abs(rest[i]), i))
    figures = {"minder": sum(r < 0 for r in rest), "meer": sum(r > 0 for r in rest)}
    figures |= {"som": sum(done), "gevraagd": sum(own)}
    console = make_screen(lang)
    name = in_half_years(taak, half_years, lang)
    console.print(say("cli.plan.andere_taak", lang, taak=name, **figures), soft_wrap=True)
    if order:
        table = _table(lang, "gemeente", "gevraagd", "plan")
        table.add_column(say("compare.kol.verschil", lang), justify="right")
        for i in order if alles else order[:LARGEST]:
            cells = (number(x, lang) for x in (own[i], done[i], rest[i]))
            table.add_row(plan.programma.data.namen[i], *cells)
        console.print(table)


def _joint(joint: Joint, program: PlanProgram, model: str, lang: Lang) -> None:
    """All tasks in one unit, who has fewer and who has more, and how to see what exchange brings."""
    console = make_screen(lang)
    console.print(say("samen.kop", lang), style="bold")
    for sentence in sentences(joint, lang):
        console.print(sentence, soft_wrap=True)
    for table in shown(joint, lang):
        console.print(table.title)
        drawn = empty_table(list(table.heads), 1)
        for i in table.texts:
            drawn.columns[i].justify = "left"
        for row in table.rows:
            drawn.add_row(*row)
        console.print(drawn)
    if "na_ruil" in joint.stages:
        console.print(say("samen.prijs", lang, model=model), soft_wrap=True)
        console.print()


def figure_sentences(plan: Plan, lang: Lang) -> list[str]:
    """Sums of the plan in sentences."""
    c = plan_totals(plan)
    out = [say("cli.plan.som", lang, **c.als_json()), say("cli.plan.stand", lang, **c.als_json())]
    if c.plaatsen_elders:
        out.append(say("cli.plan.stromen", lang, **c.als_json()))
    out += [sentence for regel in plan.programma.regels for sentence in regel.summary(plan.solved, lang)]
    if c.tekort:
        out.append(say("cli.plan.tekort", lang, tekort=c.tekort))
    if plan.bewijs.second is not None and plan.bewijs.proven:
        second = sum(1 for d in plan.doelen if d.value == d.second)
        out.append(say("cli.plan.officieel", lang, doelen=second))
    return out


def _value(goal: GoalOutcome, value: object, lang: Lang) -> str:
    if goal.sense == "volgorde" and value is not None:
        return say("cli.plan.eenduidig", lang)
    return value_text(value, lang)


def goal_screen_table(goals: Sequence[GoalOutcome], lang: Lang) -> Table:
    """The goals in order: value, bound, whether proven, and by which engine."""
    table = _table(lang, "doel", "waarde", "grens", "bewezen", "motor", links=(0, 3, 4))
    for figure, goal in enumerate(goals, start=1):
        proven = say("cli.ja" if goal.proven else "cli.nee", lang)
        engines = goal.engine
        if goal.second is not None:
            engines += " = " if goal.second == goal.value else " ≠ "
            engines += say("cli.plan.tweede", lang)
        table.add_row(
            f"{figure}. {goal_text(goal.name, lang)}",
            _value(goal, goal.value, lang),
            _value(goal, goal.bound, lang),
            proven,
            engines,
        )
    return table


def _provincies(result: Resultaat, plan: Plan, lang: Lang) -> Table:
    rich = result.national_rest()
    head = ["opgave", "bestaand", "rest", *(["rest_rijk"] if rich else []), "nieuw", "omgezet", "plan"]
    figures = province_figures(plan)
    totals = [
        str(number(sum(getattr(c, k) for c in figures), lang)) if k != "rest_rijk" else "" for k in head
    ]
    part = "cli.totaal" if result.deelplan is None else "cli.totaal_van"
    table = _table(lang, "provincie", *head, voet=[say(part, lang, aantal=len(figures)), *totals])
    for c in figures:
        cells = [_number(rich.get(c.code) if k == "rest_rijk" else getattr(c, k), lang) for k in head]
        table.add_row(c.naam, *cells)
    return table


def _gemeenten(plan: Plan, order: Sequence[int], lang: Lang) -> Table:
    head = ("indicatief", "bestaand", "gevraagd", "nieuw", "omgezet", "plan", "verschil")
    table = _table(lang, "gemeente", *head)
    own = [c for c in plan.columns if c.name in plan.figures]
    for c in own:
        table.add_column(c.head(lang), justify="right" if c.numeric else "left", overflow="fold")
    names = plan.programma.data.namen
    for i in order:
        cells = (_number(plan.figures[c.name][i], lang) for c in own)
        table.add_row(names[i], *(number(getattr(plan, k)[i], lang) for k in head), *cells)
    return table


def _number(value: object, lang: Lang) -> str:
    return number(value, lang) if isinstance(value, int) else str(value or "")


def _table(lang: Lang, *heads: str, voet: Sequence[str] = (), links: Sequence[int] = (0,)) -> Table:
    table = Table(box=SIMPLE_HEAD, show_footer=bool(voet), pad_edge=False)
    for figure, head in enumerate(heads):
        table.add_column(
            say(f"cli.kop.{head}", lang),
            voet[figure] if voet else "",
            justify="left" if figure in links else "right",
            overflow="fold",
        )
    return table
