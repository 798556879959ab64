"""The contract of a rule kind: what it declares, and its rows against its definition."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from verdeling.columns import Column
from verdeling.errors import Onoplosbaar
from verdeling.plan.build import PlanProgram, build_program
from verdeling.plan.data import PlanData
from verdeling.plan.plan import Plan, read_plan, solve_plan
from verdeling.plan.questions.conflict import Repair, explain_infeasible, rows_alone, units_of
from verdeling.plan.questions.leeway import speelruimte
from verdeling.plan.questions.other_number import number_range
from verdeling.plan.questions.price import prijs
from verdeling.plan.read import FIELDS, needs, with_opgave
from verdeling.plan.rules.basis import Planregel, how_many, plan_rules
from verdeling.result.tables import VERDELING, rule_columns
from verdeling.solver.arrays import Arrays
from verdeling.solver.export import text
from verdeling.solver.goals import Ints, ints
from verdeling.solver.outcome import Solution
from verdeling.solver.program import Program
from verdeling.solver.solving import solve
from verdeling.texts import LANGS
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.regel import rule_kind

TRIES: Final = 8
"""Generated plans per kind."""
SLACK: Final = (0, 0, 1, 2, 5, None)
"""How far rows of the kind are widened to try numbers on both sides of them; None: taken out."""

Holds = Callable[[Plan], bool]


def small_plan(
    name: str,
    settings: Mapping[str, Any],
    goals: Sequence[str],
    chance: random.Random,
    beside: Mapping[str, Mapping[str, Any]] | None = None,
    tasks: Sequence[str] = (),
) -> tuple[PlanData, Planopdracht]:
    """A generated plan of a few gemeenten with this rule; columns that only the rule knows are 0 to 9 000.

    `beside` are settings of other rules by kind, `tasks` further tasks with figures per gemeente.
    """
    count = chance.randint(2, 4)
    codes = tuple(f"GM{i:04d}" for i in range(1, count + 1))
    chosen: dict[str, Mapping[str, Any]] = {kind.soort: {} for kind in plan_rules() if kind.required}
    chosen |= {**(beside or {}), name: settings}
    rules = {sort: {**own, "grondslag": {"bron": "test"}} for sort, own in chosen.items()}
    task_order = Planopdracht.model_validate(
        {"taak": "taak", "regels": rules, "doelen": [*goals, "volgorde"]}
    )
    read = {need.name: ints([chance.randint(0, 9000) for _ in codes]) for need in needs(task_order)}
    data = PlanData(
        taak="taak",
        codes=codes,
        namen=tuple(f"Gemeente {c}" for c in codes),
        provincies=("PV20",),
        provincie=ints([0] * count),
        indicatief=ints([chance.randint(1, 20) for _ in codes]),
        bestaand=ints([chance.choice([0, 0, 3, 10]) for _ in codes]),
        nood=ints([chance.choice([0, 2, 7]) for _ in codes]),
        aanbod=ints([chance.choice([-1, 0, 2, 30]) for _ in codes]),
        opgave=ints([0]),
        rest=ints([0]),
        inwoners=read.get("inwoners"),
        x=read.get("x"),
        y=read.get("y"),
        eerder=read.get("eerder"),
        figures={k: v for k, v in read.items() if k not in FIELDS},
    )
    others = {task: ints([chance.randint(0, 9) for _ in codes]) for task in tasks}
    data = replace(data, taken={"taak": data.indicatief, **others})
    return with_opgave(data, task_order), task_order


def check_rule(
    name: str,
    settings: Mapping[str, Any],
    goals: Sequence[str] = (),
    holds: Holds | None = None,
    beside: Mapping[str, Mapping[str, Any]] | None = None,
    tasks: Sequence[str] = (),
    golden: Path | None = None,
) -> None:
    """Hold a rule kind to its contract.

    Parameters
    ----------
    name, settings
        The kind, and settings to try it with.
    goals
        Goals of the plan before the tie order.
    holds
        Straight from the definition: whether numbers that the other rules allow keep this one. It is asked of
        plans that do and of plans that do not.
    beside
        Settings of other rules by kind, where with their own nothing is left to choose.
    tasks
        Further tasks with figures, for a kind that is about more than one.
    golden
        File with the text of the rows of the kind in the generated plans; None: not compared.
    """
    kind = rule_kind(name)
    assert issubclass(kind, Planregel), f"{kind.__name__} is no Planregel"
    assert kind.__doc__, f"{kind.__name__} has no docstring for the schema"
    for sentence in (kind.wat, kind.zin):
        assert all(sentence), f"{kind.__name__} does not say what it is in every language"
        assert sentence.nl != sentence.en, f"{kind.__name__} says the same in both languages: {sentence.nl}"
    _check_columns(kind)
    chance = random.Random(2026)
    seen: set[bool] = set()
    told: list[str] = []
    breakable, solved = False, 0
    for _ in range(TRIES):
        data, task_order = small_plan(name, settings, goals, chance, beside, tasks)
        loose = build_program(data, task_order, los=True)
        mine = np.array([row.rule == name for row in loose.program.rows], dtype=bool)
        least, most = loose.program.span()
        _check_conflicts(loose, name)
        reach = (least < loose.program.row_lower) | (most > loose.program.row_upper)
        breakable |= bool(reach[mine].any())
        told += [x for x in text(loose.program).splitlines() if x.startswith(f"  {name} ")] + [""]
        for x in _points(loose.program, mine, chance):
            total = loose.program.activity(x)
            kept = (total >= loose.program.row_lower) & (total <= loose.program.row_upper)
            by_rows = bool(kept[mine].all())
            seen.add(by_rows)
            if holds is not None:
                plan = read_plan(loose, Solution(x, (), "", 0.0, 1, unique=False))
                point = dict(zip(loose.program.names, x.tolist(), strict=True))
                assert by_rows == holds(plan), (
                    f"the rows of {name} say {by_rows}, its definition not: {point}"
                )
        try:
            plan = solve_plan(data, task_order, workers=0)
        except Onoplosbaar as error:
            words = [error.tekst(lang) for lang in LANGS]
            assert all(words), f"a conflict is not told in both languages: {words}"
            continue
        solved += 1
        assert holds is None or holds(plan), f"the plan breaks {name}: {plan.plan}"
        free = solve(loose.program, workers=0).goals[:-1]
        assert [g.value for g in free] == [g.value for g in plan.doelen[:-1]], "bounds cut off a better plan"
        _check_told(plan, kind)
        if not kind.required:
            assert prijs(plan, name).regel == name
        if solved == 1:
            _check_leeway(plan)
    found = "\n".join(told)
    assert golden is None or found == golden.read_text("utf-8"), f"other rows than in {golden}:\n{found}"
    assert solved, f"no generated plan with {settings} can be solved"
    assert seen == {True, not breakable}, f"the rows of {name} were only tried where they are {seen}"


def _points(program: Program, mine: Ints, chance: random.Random) -> Iterator[Ints]:
    """Numbers that keep all rows but those of the kind, which are kept, just broken, or broken by far."""
    least, most = program.arrays.span()
    for slack in SLACK:
        low, high = (
            np.where(mine, far if slack is None else near, own)
            for own, near, far in (
                (program.row_lower, np.maximum(program.row_lower - (slack or 0), least), least),
                (program.row_upper, np.minimum(program.row_upper + (slack or 0), most), most),
            )
        )
        found = _point(replace(program.arrays, row_lower=low, row_upper=high), chance)
        if found is not None:
            yield found


def _point(rows: Arrays, chance: random.Random) -> Ints | None:
    """Some whole numbers that keep all rows, often at an end of what is left; None when none are found."""
    for _ in range(20):
        left = rows.tightened()
        for j in chance.sample(range(len(rows.lower)), len(rows.lower)):
            if left is None:
                break
            low, high = left.lower.copy(), left.upper.copy()
            low[j] = high[j] = chance.choice([low[j], high[j], chance.randint(int(low[j]), int(high[j]))])
            left = replace(left, lower=low, upper=high).tightened()
        if left is not None and left.holds(left.lower):
            return ints(left.lower)
    return None


def _check_columns(kind: type[Planregel]) -> None:
    """Its columns say what they are, and their names are nobody else's."""
    names = [c.name for c in (*VERDELING.columns, *rule_columns())]
    for c in kind.columns:
        assert names.count(c.name) == 1, f"column {c.name} is there already"
        assert all(c.heads + c.about), f"column {c.name} does not say what it is in every language"
        assert all(a.endswith(".") for a in c.about), f"column {c.name}: one sentence says what a cell is"
        assert c.empty, f"column {c.name} is empty for a task that the rule is not about"


def _check_conflicts(loose: PlanProgram, name: str) -> None:
    """Each row of the kind, were it the one in the way, is told with what it asks and with its repair."""
    mine = [i for i, row in enumerate(loose.program.rows) if row.rule == name]
    for conflict in rows_alone(loose, mine):
        where = tuple(place for _, place in conflict.sets[0])
        units = units_of(loose, conflict.sets[0])
        repair = Repair(name, 1 if len(units) == 1 else None, units[0], where)
        error = explain_infeasible([replace(conflict, herstel=(repair,))], loose.data)
        words = [error.tekst(lang) for lang in LANGS]
        asked = [getattr(conflict.sentences[0][0], lang) for lang in LANGS]
        amount = how_many(1, units[0]) if len(units) == 1 else None
        wanted = [(ask, getattr(amount, lang, "")) for ask, lang in zip(asked, LANGS, strict=True)]
        assert all(asked), f"a conflict about {where} is not told in both languages: {asked}"
        assert all(w in text for text, parts in zip(words, wanted, strict=True) for w in parts), (
            f"a conflict about {where} says {words}"
        )


def _check_leeway(plan: Plan) -> None:
    """The least and the most of each gemeente hold what the plan has, and are what one question gives."""
    every = speelruimte(plan, workers=0)
    assert all(r.minste <= r.plan <= r.meeste for r in every), f"the plan is outside its leeway: {every}"
    one, first = number_range(plan, every[0].code), every[0]
    assert (one.minste, one.meeste) == (first.minste, first.meeste), f"asked alone {one}, together {first}"


def _check_told(plan: Plan, kind: type[Planregel]) -> None:
    """Columns, tables and sentences of the rule are whole."""
    rule, solved = plan.programma.regel(kind.soort), plan.solved
    assert rule is not None
    declared = {c.name: c for c in kind.columns}
    given: set[str] = set()
    for taak in (plan.taak, *plan.programma.data.taken):
        figures = rule.figures(solved, taak)
        given |= figures.keys()
        for name, values in figures.items():
            assert name in declared, f"{name} is no column of {kind.soort}"
            assert len(values) == len(plan.codes), f"{name} has {len(values)} of {len(plan.codes)} values"
            _check_read_back(declared[name], values)
    assert given == declared.keys(), f"columns without values: {declared.keys() - given}"
    filled = rule.rows(solved)
    assert [rows.table for rows in filled] == list(kind.tables), "rows() gives other tables than declared"
    for rows in filled:
        cells = [["" if c is None else str(c) for c in row] for row in rows.cells()]
        assert rows.table.read(rows.header, cells).rows == rows.rows, f"{rows.table.name} reads back else"
    for code in plan.codes:
        one, other = ([*rule.sentences(solved, code, lang)] for lang in LANGS)
        assert len(one) == len(other), f"other sentences per language: {one}, {other}"
        answers = [[*rule.answers(solved, code, lang)] for lang in LANGS]
        assert len(answers[0]) == len(answers[1]), f"other answers per language: {answers}"
    for where in {row.place for row in plan.program.rows if row.rule == kind.soort}:
        told = [rule.say(solved.o, where, lang) for lang in LANGS]
        assert len(set(told) - {""}) == len(LANGS), (
            f"a row about {where} is not told in every language: {told}"
        )


def _check_read_back(column: Column, values: Sequence[object]) -> None:
    """A value of a column is what ``verdeling.csv`` gives back."""
    for value in values:
        text_of = "" if value is None else str(value)
        assert column.read(text_of) == value, f"{column.name} has {value!r}, which its type does not"
