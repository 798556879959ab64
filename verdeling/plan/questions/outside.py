"""A plan made elsewhere: which rules it breaks, what its goals are worth, and the smallest repair."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from verdeling.errors import DataError, Onoplosbaar, Problem, VerificatieFout
from verdeling.plan.build import PlanProgram, build_program
from verdeling.plan.data import PlanData
from verdeling.plan.plan import Plan, solve_plan
from verdeling.plan.questions.elastic import make_elastic
from verdeling.plan.read import read_plan_data
from verdeling.plan.rules.basis import DEFINITION, Planregel
from verdeling.solver.goals import Ints, SumGoal, Value, ints
from verdeling.solver.program import Program
from verdeling.solver.solving import solve
from verdeling.terms import Brief
from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel
from verdeling.verdeelmodel.tekst import Tekst

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

TOLD: Final = 4
"""Most gemeenten of which each is named where a rule cannot be judged."""
DIGITS: Final = 7
"""Most digits of a number of places: more is no plan but a slip."""


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """One row of a plan made elsewhere.

    Attributes
    ----------
    waar
        Place in the file, for problems.
    code
        Gemeentecode.
    plan
        Places that stand there under the plan, K + n; of a joint site the places of the site.
    gezamenlijk
        Name of the joint site that the row is about; empty for places of the gemeente itself.
    """

    waar: str
    code: str
    plan: int
    gezamenlijk: str = ""


@dataclass(frozen=True)
class Breach:
    """A row of a rule that the plan breaks, and by how much."""

    regel: str
    waar: str
    aantal: int
    eenheid: str
    zin: Tekst


@dataclass(frozen=True)
class GoalComparison:
    """A goal of the plan made elsewhere beside the optimum."""

    naam: str
    waarde: Value | None
    optimum: Value | None


@dataclass(frozen=True, eq=False, repr=False)
class OutsideCheck(Brief):
    """Outcome of the check; every tuple per gemeente is in the order of `codes`.

    Attributes
    ----------
    codes
        Gemeentecodes.
    genoemd
        Places that stand under the plan made elsewhere, joint sites counted once; None where it says nothing.
    plaatsen
        The same, with the plan of the model in a provincie of which it names no gemeente.
    overtredingen
        Rows of rules that it breaks; with the flows that break them least.
    doelen
        Its goal values beside the optimum, with the flows that serve them best; of a part of a plan only
        those that are the same whatever comes where it says nothing.
    optimum
        The model's own plan.
    verschil
        Plan made elsewhere minus the model's own plan; 0 where the plan made elsewhere says nothing.
    herstel
        The plan that keeps all rules and differs least; None when there is none.
    wijziging
        Repair minus the plan made elsewhere.
    meldingen
        Joint sites and other things that a reader must see.
    onbepaald
        Rules that cannot be judged, per kind, and without whom.
    tegenspraak
        Rows of the table whose own columns contradict each other or the data.
    """

    codes: tuple[str, ...]
    genoemd: tuple[int | None, ...]
    plaatsen: tuple[int | None, ...]
    overtredingen: tuple[Breach, ...]
    doelen: tuple[GoalComparison, ...]
    optimum: Plan
    verschil: tuple[int, ...]
    herstel: Plan | None
    wijziging: tuple[int, ...]
    meldingen: tuple[Problem, ...]
    onbepaald: tuple[Problem, ...] = ()
    tegenspraak: tuple[Problem, ...] = ()


def count_places(rows: Sequence[OutsideRow], data: PlanData) -> tuple[Ints, tuple[Problem, ...]]:
    """Places per gemeente; a joint site counts once, where the first of its gemeenten by code is.

    −1 where a gemeente is not named: what stands there under the plan is not known, and not zero.

    Raises
    ------
    DataError
        Unknown gemeenten, and gemeenten that stand twice with places of their own.
    """
    problems: list[Problem] = []
    notes: list[Problem] = []
    places = np.full(data.aantal, -1, dtype=np.int64)
    together: dict[str, list[OutsideRow]] = {}
    for row in rows:
        if row.code not in data.nummer:
            problems.append(Problem.van("V450", row.waar, gemeente=row.code))
        elif row.gezamenlijk:
            together.setdefault(row.gezamenlijk, []).append(row)
        elif places[data.nummer[row.code]] >= 0:
            problems.append(Problem.van("V443", row.waar, naam=data.naam(row.code)))
        else:
            places[data.nummer[row.code]] = row.plan
    if problems:
        raise DataError(problems)
    for name, members in sorted(together.items()):
        spot = data.nummer[min(r.code for r in members)]
        once, total = max(r.plan for r in members), sum(r.plan for r in members)
        places[spot] = max(0, int(places[spot])) + once
        for r in members:
            places[data.nummer[r.code]] = max(0, int(places[data.nummer[r.code]]))
        who = ", ".join(data.naam(r.code) for r in members)
        notes.append(Problem.van("V444", name, wie=who, eens=once, som=total, plek=data.namen[spot]))
    named = np.zeros(len(data.provincies), dtype=bool)
    named[data.provincie[places >= 0]] = True
    empty = np.flatnonzero((places < 0) & named[data.provincie])
    if len(empty):
        notes.append(Problem.van("V445", aantal=len(empty)))
    if not named.all():
        names = ", ".join(data.naam(data.provincies[p]) for p in np.flatnonzero(~named))
        notes.append(Problem.van("V447", names))
    return ints(places), tuple(notes)


def check_outside_plan(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    rows: Sequence[OutsideRow],
    engine: str = "scip",
) -> OutsideCheck:
    """Check a plan made elsewhere against a model.

    Parameters
    ----------
    model, gegevens, indicatief
        As for :func:`verdeling.plan.plan.make_plan`.
    rows
        The plan made elsewhere. What gemeenten provide that it does not mention is unknown; a provincie of
        which it mentions none, as in the report of another provincie, has the plan of the model.

    Raises
    ------
    DataError, ModelError
        What cannot be read.
    Onoplosbaar
        When the model itself has no plan.
    """
    data = read_plan_data(model, gegevens, indicatief)
    places, notes = count_places(rows, data)
    assert model.plan is not None, "read_plan_data refuses a model without a plan"
    return judge_plan(data, model.plan, places, notes, engine)


def judge_plan(
    data: PlanData, task_order: Planopdracht, places: Ints, notes: tuple[Problem, ...], engine: str
) -> OutsideCheck:
    """Check places per gemeente against the rules and goals of a plan; see :func:`check_outside_plan`."""
    optimum = solve_plan(data, task_order, engine)
    own = _known(places)
    named = np.isin(data.provincie, data.provincie[places >= 0])
    places = ints(np.where((places < 0) & ~named, optimum.plan, places))
    breaches, values, onbepaald = _breaches(data, task_order, places, engine)
    goals = tuple(
        GoalComparison(d.name, values.get(d.name), d.value) for d in optimum.doelen if d.name != "volgorde"
    )
    if not breaches:
        _alarm(optimum, goals)
    if (places < 0).any():
        goals = tuple(d for d in goals if d.waarde is not None)
    repair = _repair(data, task_order, places, engine)
    given = _known(places)
    beter = given if repair is None else repair.plan
    return OutsideCheck(
        codes=data.codes,
        genoemd=own,
        plaatsen=given,
        overtredingen=breaches,
        doelen=goals,
        optimum=optimum,
        verschil=tuple(_min(a, b) for a, b in zip(given, optimum.plan, strict=True)),
        herstel=repair,
        wijziging=tuple(-_min(a, b) for a, b in zip(given, beter, strict=True)),
        onbepaald=onbepaald,
        meldingen=notes,
    )


def _known(places: Ints) -> tuple[int | None, ...]:
    return tuple(None if n < 0 else n for n in places.tolist())


def _min(a: int | None, b: int | None) -> int:
    """Difference; nothing where one of the two is not known."""
    return 0 if a is None or b is None else a - b


def _alarm(optimum: Plan, goals: Sequence[GoalComparison]) -> None:
    """A plan that keeps every rule cannot be better than the optimum: then the optimum is none.

    Raises
    ------
    VerificatieFout
        With the goal in which it is better (V823).
    """
    sentence = {d.name: d.sense for d in optimum.doelen}
    for d in goals:
        if d.waarde is None or d.optimum is None:
            return
        if d.waarde == d.optimum:
            continue
        more = sentence[d.naam] in ("max", "leximin")
        if (d.waarde > d.optimum) == more:  # type: ignore[operator]  # values of one goal are of one kind
            numbers = {"waarde": str(d.waarde), "optimum": str(d.optimum), "motor": optimum.bewijs.engine}
            raise VerificatieFout.een("V823", d.naam, **numbers)
        return


def _repair(data: PlanData, task_order: Planopdracht, places: Ints, engine: str) -> Plan | None:
    """The plan that keeps every rule and differs least from `places`, where those are known."""
    rest = [d for d in task_order.doelen if d not in ("tekort", "verandering")]
    tekort = ["tekort"] if "tekort" in task_order.doelen else []
    otherwise = task_order.model_copy(update={"doelen": (*tekort, "verandering", *rest)})
    try:
        return solve_plan(replace(data, eerder=places), otherwise, engine)
    except Onoplosbaar:
        return None


def _breaches(
    data: PlanData, task_order: Planopdracht, places: Ints, engine: str
) -> tuple[tuple[Breach, ...], Mapping[str, Value | None], tuple[Problem, ...]]:
    """Rows that are broken when these places stand, goal values with the best flows, what cannot be judged.

    Where places are not known (−1) they are free: what is broken then is broken whatever comes there.
    """
    pp = build_program(data, task_order, los=True)
    o = pp.state
    found: list[Breach] = []
    below, above = pp.program.lower.copy(), pp.program.upper.copy()
    new = np.where(places < 0, 0, np.maximum(0, places - data.bestaand))
    for g in np.flatnonzero(places >= 0).tolist():
        n, k = int(o.kolom["n"][g]), int(o.kolom["k"][g]) if o.sluiten else -1
        if k >= 0:
            below[k] = above[k] = min(int(places[g]), int(data.bestaand[g]))
        elif places[g] < data.bestaand[g]:
            te_short = int(data.bestaand[g] - places[g])
            found.append(_breach(pp, pp.basis("plan_boven"), data.codes[g], te_short, "plaatsen"))
        if n >= 0:
            below[n] = above[n] = new[g]
            mine = o.f[o.h == g]
            above[mine] = np.maximum(above[mine], new[g])
    for kind in ("e", "v_eerder"):
        # What follows from n must have room for any n.
        van = o.heeft(kind)
        if len(van):
            above[o.kolom[kind][van]] = np.maximum(above[o.kolom[kind][van]], places[van])
    found += _too_many(pp, new)
    los = replace(pp.program, lower=ints(below), upper=ints(above))
    # A goal of a part of a plan has no one best value, so of that only what is broken is looked for.
    part = bool((places < 0).any())
    program = make_elastic(replace(los, goals=()) if part else los)
    solution = solve(program.program, engine, describe=data.gebied)
    broken = dict(program.broken_rows(solution.x))
    for i, count in broken.items():
        row = pp.program.rows[i]
        found.append(_breach(pp, pp.regel(row.rule), row.place, count, row.unit))
    values: Mapping[str, Value | None] = {d.name: d.value for d in solution.goals}
    if part and not found:
        values = _fixed(los, _unknown_of(pp, places))
    return tuple(found), values, _undetermined(pp, places, set(broken))


def _fixed(program: Program, hangs: Sequence[set[str]]) -> dict[str, Value | None]:
    """Sums whose every column has one possible value left, whatever the unknown ones become.

    Not a sum that leans on a row that cannot be judged, nor one without columns: that is 0 because the rules,
    of which some cannot be judged, are kept.
    """
    tight = program.arrays.tightened()
    if tight is None:
        return {}
    fixed = tight.lower == tight.upper
    leans = np.zeros(len(fixed), dtype=bool)
    for i in range(len(program.rows)):
        columns = program.columns[program.start[i] : program.start[i + 1]]
        leans[columns] |= any(hangs[j] for j in columns)
    sums = (d for d in program.goals if isinstance(d, SumGoal))
    return {
        d.name: d.value(tight.lower) for d in sums if len(d.columns) and (fixed & ~leans)[d.columns].all()
    }


def _unknown_of(pp: PlanProgram, places: Ints) -> list[set[str]]:
    """Gemeenten of which the places are not known, that each column is about."""
    unknown = {pp.data.codes[g] for g in np.flatnonzero(places < 0)}
    # What is asked is no number of the plan when it is computed before it.
    fixed = {"r"} if pp.state.r is not None else set()
    return [
        unknown.intersection(sleutel) if kind not in fixed else set()
        for kind, sleutel in zip(pp.program.kinds, pp.program.keys, strict=True)
    ]


def _undetermined(pp: PlanProgram, places: Ints, broken: Collection[int]) -> tuple[Problem, ...]:
    """Rules that cannot be judged, per kind: for whom, and without whom."""
    data, program = pp.data, pp.program
    if not (places < 0).any():
        return ()
    hangt = _unknown_of(pp, places)
    voor: dict[str, dict[str, None]] = {}
    without: dict[str, set[str]] = {}
    for i, row in enumerate(program.rows):
        mist = set().union(*(hangt[j] for j in program.columns[program.start[i] : program.start[i + 1]]))
        if mist and row.rule != DEFINITION and i not in broken:
            voor.setdefault(row.rule, {})[row.place] = None
            without.setdefault(row.rule, set()).update(mist)
    return tuple(
        Problem.van(
            "V803",
            regel=rule,
            voor=_names(data, list(spots)),
            zonder=_names(data, sorted(without[rule])),
        )
        for rule, spots in voor.items()
    )


def _names(data: PlanData, codes: Sequence[str]) -> str:
    """A few by name, and the number of the others."""
    more = f" (+{len(codes) - TOLD})" if len(codes) > TOLD else ""
    return ", ".join(data.naam(code) for code in codes[:TOLD]) + more


def _too_many(pp: PlanProgram, new: Ints) -> list[Breach]:
    """New places where the program has room for none: their provincie asks nothing."""
    data, none = pp.data, pp.state.kolom["n"] < 0
    over = data.per_provincie(np.where(none, new, 0))
    return [
        _breach(pp, pp.basis("plan_tekort"), data.provincies[p], int(over[p]), "plaatsen")
        for p in np.flatnonzero(over)
    ]


def _breach(pp: PlanProgram, rule: Planregel | None, where: str, count: int, unit: str) -> Breach:
    assert rule is not None, "a broken row belongs to a rule of the model"
    sentence = Tekst(nl=rule.say(pp.state, where, "nl"), en=rule.say(pp.state, where, "en"))
    return Breach(rule.soort, where, count, unit, sentence)
