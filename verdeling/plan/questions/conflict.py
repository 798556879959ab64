"""Why there is no plan: the smallest set of rules that cannot hold together, and the cheapest repair of each.

The program is built again without any tightening: each rule stands in rows of its own. In each part of the
country without a plan, groups of rows are taken out as long as no plan appears (deletion filter). The rest
is confirmed by solving once more without each group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from verdeling.errors import Onoplosbaar, Problem
from verdeling.plan.build import PlanProgram, build_program
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import DEFINITION, TOLD, how_many, plan_rules
from verdeling.solver.arrays import Arrays
from verdeling.solver.core import Grouped, Outcome, cores
from verdeling.solver.engine_names import module_of
from verdeling.solver.goals import Ints
from verdeling.solver.splitting import labels
from verdeling.solver.workers import POOL
from verdeling.texts import say
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.tekst import Tekst

MANY: Final = 8
"""Most gemeenten of which each is told what one rule asks; of more an example is told."""

Groep = tuple[str, str]
"""Rule kind and gemeente or area: what is kept or taken out as a whole."""


@dataclass(frozen=True)
class Repair:
    """The least by which one rule must give way so that a plan exists.

    Attributes
    ----------
    regel
        Rule kind.
    aantal
        Units by which its rows are broken in all; None when giving way on this rule alone does not help.
    eenheid
        The unit, mostly places.
    waar
        Gemeenten or areas whose rows give way.
    """

    regel: str
    aantal: int | None
    eenheid: str
    waar: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot hold together, in one part of the country.

    Attributes
    ----------
    gebied
        Codes of the provincies that the rules are about.
    sets
        Smallest sets: each has no plan, and has one with any single member taken out. Later sets leave out
        what earlier ones say about single gemeenten.
    sentences
        Per set what each rule asks, in words with numbers.
    herstel
        Cheapest repair per rule kind of the sets, so that all of them are solved.
    """

    gebied: tuple[str, ...]
    sets: tuple[tuple[Groep, ...], ...]
    sentences: tuple[tuple[Tekst, ...], ...]
    herstel: tuple[Repair, ...]


class NoPlan(Onoplosbaar):
    """No plan keeps all rules; knows which provincies the conflicts are about.

    Attributes
    ----------
    gebieden
        Codes of those provincies; empty when it is not known where the conflict is.
    """

    def __init__(self, problems: Sequence[Problem], areas: Sequence[str] = ()) -> None:
        super().__init__(problems)
        self.gebieden = tuple(areas)


def explain_conflict(
    data: PlanData,
    task_order: Planopdracht,
    engine: str = "scip",
    *,
    einde: float | None = None,
    hier: bool = False,
) -> tuple[Conflict, ...]:
    """Find every part of the country without a plan, and for each the smallest set of rules in conflict.

    Parameters
    ----------
    data, task_order
        What the program was built from.
    engine
        Engine of the plan. HiGHS searches for itself, SCIP for all others; the other of the two confirms.
    einde
        Moment at which to stop, as ``time.time()``; None is no limit.
    hier
        Search in this process and not in workers.

    Returns
    -------
    tuple of Conflict
        Empty when there is a plan after all.

    Raises
    ------
    NietKlaar
        When the time was up.
    """
    pp = build_program(data, task_order, los=True)
    kind = [type_.soort for type_ in plan_rules()]
    out = rows_alone(pp, pp.program.false_rows().tolist())
    if out:
        return tuple(out)
    # CP-SAT does not end here on five gemeenten, and CBC shares no process with what confirms the sets.
    motor = engine if engine == "highs" else "scip"
    parts = list(_divide(pp, kind))
    if hier:
        found = [cores(part, motor, einde) for part, _ in parts]
    else:
        calls = [(module_of(motor), cores, (part, motor, einde)) for part, _ in parts]
        found = POOL.run_all(calls, 2)
    for (_, groups), outcome in zip(parts, found, strict=True):
        if outcome is not None:
            out.append(_tell(pp, groups, outcome, kind))
    return tuple(out)


def rows_alone(pp: PlanProgram, rows: Sequence[int]) -> list[Conflict]:
    """Rows that cannot hold whatever the others do, as a conflict for each rule and place."""
    kind = [type_.soort for type_ in plan_rules()]
    groups = dict.fromkeys(_group(pp, i) for i in rows)
    return [_tell(pp, [group], Outcome(((0,),), ()), kind) for group in groups]


def explain_infeasible(conflicten: Sequence[Conflict], data: PlanData) -> NoPlan:
    """The error that tells the conflicts in words, with the cheapest repair per rule."""
    problems = []
    for conflict in conflicten:
        where = ", ".join(data.in_zin(code) for code in conflict.gebied)
        for sentences, groups in zip(conflict.sentences, conflict.sets, strict=True):
            sentence = Tekst(nl="; ".join(z.nl for z in sentences), en="; ".join(z.en for z in sentences))
            if len(groups) > 1:
                problems.append(Problem.van("V480", where, zin=sentence, aantal=len(groups)))
            else:
                problems.append(Problem.van("V418", where, zin=sentence))
        for repair in conflict.herstel:
            if repair.aantal is not None:
                names = ", ".join(data.in_zin(code) for code in repair.waar[:MANY])
                more = len(repair.waar) - MANY
                if more > 0:
                    names += f" … (+{more})"
                problems.append(
                    Problem.van(
                        "V481",
                        where,
                        regel=repair.regel,
                        hoeveel=how_many(repair.aantal, repair.eenheid),
                        namen=names,
                    )
                )
    areas = {code for conflict in conflicten for code in conflict.gebied}
    # A rule about the whole country has no provincie of its own.
    known = areas if areas <= set(data.provincies) else set(data.provincies)
    return NoPlan(problems, sorted(known))


def _group(pp: PlanProgram, i: int) -> Groep:
    """Group of row i; a rule whose rows work together is one group per provincie."""
    row = pp.program.rows[i]
    rule = pp.regel(row.rule)
    if rule is not None and rule.whole:
        return row.rule, pp.data.provincies[int(pp.data.provincie[pp.data.nummer[row.place]])]
    return row.rule, row.place


def _divide(pp: PlanProgram, kind: list[str]) -> Iterator[tuple[Grouped, list[Groep]]]:
    """The parts of the program that no row couples, with their rows by group."""
    program = pp.program
    whole = program.arrays
    filled = np.flatnonzero(np.diff(program.start) > 0)
    # Only rows can be in conflict, so no goal couples here.
    label = labels(program, [goal.name for goal in program.goals])
    van_row = label[program.columns[program.start[filled]]]
    for part in np.unique(van_row):
        rows = filled[van_row == part]
        columns = np.flatnonzero(label == part)
        number: dict[Groep, int] = {}
        group = [
            -1 if program.rows[i].rule == DEFINITION else number.setdefault(_group(pp, i), len(number))
            for i in rows.tolist()
        ]
        if number:
            arrays = _local(whole.only(rows), columns)
            kinds = np.array([kind.index(rule) for rule, _ in number], dtype=np.int64)
            overal = np.array([where not in pp.data.nummer for _, where in number])
            yield Grouped(arrays, np.array(group, dtype=np.int64), kinds, overal), list(number)


def _local(arrays: Arrays, columns: Ints) -> Arrays:
    """The same rows over their own columns only."""
    return Arrays(
        arrays.lower[columns],
        arrays.upper[columns],
        arrays.start,
        np.searchsorted(columns, arrays.columns),
        arrays.coefs,
        arrays.row_lower,
        arrays.row_upper,
    )


def _tell(pp: PlanProgram, groups: list[Groep], outcome: Outcome, kind: list[str]) -> Conflict:
    data = pp.data
    sets = tuple(
        tuple(sorted((groups[g] for g in core), key=lambda g: (_told(pp, g[0], kind), g[1])))
        for core in outcome.cores
    )
    area = {
        data.provincies[int(data.provincie[data.nummer[w]])] if w in data.nummer else w
        for chosen in sets
        for _, w in chosen
    }
    repair = [
        Repair(kind[s], count if len(units) == 1 else None, units[0], tuple(groups[g][1] for g in where))
        for s, count, where in outcome.repairs
        if (units := units_of(pp, {groups[g] for g in where}))
    ]
    repair.sort(key=lambda h: (h.aantal is None, h.aantal or 0, h.regel))
    sentences = tuple(_sentences(pp, chosen) for chosen in sets)
    return Conflict(tuple(sorted(area)), sets, sentences, tuple(repair))


def units_of(pp: PlanProgram, groups: Collection[Groep]) -> list[str]:
    """Units in which rows of these groups count; an amount over more than one says nothing."""
    return list(dict.fromkeys(row.unit for i, row in enumerate(pp.program.rows) if _group(pp, i) in groups))


def _told(pp: PlanProgram, rule: str, kind: list[str]) -> tuple[int, int]:
    """Place of a rule kind in telling: what is asked, where it may go, what stops it; then as built."""
    mine = pp.regel(rule)
    assert mine is not None, "a row belongs to a rule of the model"
    return TOLD.index(mine.verteld), kind.index(rule)


def _sentences(pp: PlanProgram, groups: tuple[Groep, ...]) -> tuple[Tekst, ...]:
    """One sentence per group; a rule that works as a whole is told where places must be found.

    Of a rule that is about many gemeenten one sentence is told, as an example.
    """
    sentences: dict[Tekst, None] = {}
    rules = {rule.soort: rule for rule in pp.regels}
    zoekend = [w for kind, w in groups if rules[kind].asks and w in pp.data.nummer]
    spots: dict[tuple[str, bool], list[str]] = {}
    for kind, where in groups:
        mine = (zoekend if rules[kind].whole else [where]) or [where]
        spots.setdefault((kind, mine[0] in pp.data.nummer), []).extend(mine)
    for (kind, _), every in spots.items():
        rule = rules[kind]
        for spot in every if len(every) <= MANY else [max(every, key=pp.data.size)]:
            sentence = Tekst(nl=rule.say(pp.state, spot, "nl"), en=rule.say(pp.state, spot, "en"))
            if len(every) > MANY:
                what = {"regel": kind, "aantal": len(every)}
                sentence = Tekst(
                    nl=say("rules.conflict_zoals", "nl", zin=sentence.nl, **what),
                    en=say("rules.conflict_zoals", "en", zin=sentence.en, **what),
                )
            sentences[sentence] = None
    return tuple(sentences)
