"""The model's plan → the integer program, in one visible order: data, r, variables, rules, goals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verdeling.errors import ModelError, Problem
from verdeling.plan.data import PlanData
from verdeling.plan.objectives import check_goals, goals
from verdeling.plan.rules.basis import DEFINITION, BuildState, Planregel, Room, closes, plan_rules
from verdeling.solver.goals import Ints
from verdeling.solver.program import Builder, Program, RowTag
from verdeling.terms import Brief
from verdeling.verdeelmodel.model import Planopdracht


@dataclass(frozen=True, eq=False, repr=False)
class PlanProgram(Brief):
    """The program with what is needed to read a plan from it and to tell it in words."""

    program: Program
    state: BuildState
    regels: tuple[Planregel, ...]

    @property
    def data(self) -> PlanData:
        """Figures that the program was built from."""
        return self.state.data

    def basis(self, step: str) -> Planregel | None:
        """The rule that a step in the trail of a number rests on."""
        return next((r for r in self.regels if step in r.steps), None)

    def regel(self, kind: str) -> Planregel | None:
        """The rule of a kind, when the model has it."""
        return next((r for r in self.regels if r.soort == kind), None)


def check(task_order: Planopdracht, data: PlanData) -> None:
    """Check rules and goals against the data.

    Raises
    ------
    ModelError
        With everything that is wrong, before anything is built.
    """
    found: list[Problem] = []
    for needed in plan_rules():
        if needed.required and needed.soort not in task_order.regels:
            found.append(Problem.van("V477", "plan.regels", soort=needed.soort))
    for rule in _lines(task_order):
        found += rule.problemen(data) + rule.coherence(task_order)
    found += check_goals(task_order)
    if found:
        raise ModelError(found)


def _lines(task_order: Planopdracht) -> tuple[Planregel, ...]:
    chosen = (task_order.regels.get(kind.soort) for kind in plan_rules())
    return tuple(r for r in chosen if isinstance(r, Planregel))


def build_program(data: PlanData, task_order: Planopdracht, los: bool = False) -> PlanProgram:
    """Build the integer program of a plan.

    Parameters
    ----------
    data
        Figures per gemeente.
    task_order
        Rules and goals.
    los
        True: leave out every tightening, so that rows can be taken out one by one to find a conflict.

    Raises
    ------
    ModelError
        With everything that is wrong with rules and goals.
    """
    check(task_order, data)
    rules = _lines(task_order)
    for kind in plan_rules():
        if kind.soort not in task_order.regels:
            data = kind.ontbreekt(data)
    for rule in rules:
        data = rule.prepare(data)
    room = Room.van(data, closes(task_order))
    for rule in rules:
        rule.grenzen(data, room)
    r = next((r for rule in rules if (r := rule.asked(data, room)) is not None), None)
    if r is not None:
        room.r_above = np.maximum(r, 0) if not los else room.r_above
    o = _variables(data, task_order, rules, room, r, los)
    for rule in rules:
        rule.variables(o)
    _definitions(o)
    for rule in rules:
        rule.rijen(o)
    known = goals(task_order)
    for name in task_order.doelen:
        o.builder.goal(known[name].build(o))
    return PlanProgram(o.builder.freeze(), o, rules)


def _variables(
    data: PlanData,
    task_order: Planopdracht,
    rules: tuple[Planregel, ...],
    room: Room,
    r: Ints | None,
    solve: bool,
) -> BuildState:
    """Variables of every plan: r asked, s not placed, f flows, n new places; bounds from what rules leave."""
    builder = Builder()
    if solve:
        per_gemeente = np.maximum(data.rest, data.opgave)[data.provincie]
        r_above = np.maximum(per_gemeente, np.maximum(room.r_above, room.r_below))
        room.n_boven = np.full(data.aantal, int(r_above.sum()))
    else:
        r_above = room.r_above
    last = r_above.astype(np.int64)
    for rule in rules:
        last = rule.burden(data, last)
    g, h = _flows(data, rules, room, last, solve)
    total = np.bincount(h, weights=last[g], minlength=data.aantal).astype(np.int64)
    room.n_boven = np.where(np.isin(np.arange(data.aantal), h), np.minimum(room.n_boven, total), 0)
    o = BuildState(
        data, task_order.regels, room, builder, solve, r, g, h, np.zeros(0, np.int64), last, task_order.doelen
    )
    asked = np.flatnonzero(r_above > 0)
    fixed = room.r_above if r is not None and not solve else None
    o.per_gemeente("r", asked, 0 if fixed is None else fixed[asked], r_above[asked])
    o.per_gemeente("n", np.unique(h), 0, room.n_boven[np.unique(h)])
    sleutels = [(data.codes[a], data.codes[b]) for a, b in zip(g.tolist(), h.tolist(), strict=True)]
    o.f = builder.variables("f", sleutels, 0, np.minimum(last[g], room.n_boven[h]))
    _tekort(o, any(rule.soft for rule in rules), last, r)
    return o


def _tekort(o: BuildState, zacht: bool, last: Ints, r: Ints | None) -> None:
    """``s`` where not every place must be found, per gemeente and for a remainder that nobody has room
    for.
    """
    who = np.flatnonzero(last > 0) if zacht else np.zeros(0, dtype=np.int64)
    o.per_gemeente("s", who, 0, last[who])
    if not zacht:
        return
    for p, members in enumerate(o.data.members):
        # What is closed is a remainder too: with closing it can be as large as the whole total.
        rest = int(o.data.opgave[p] if o.ruimte.sluiten else o.data.rest[p])
        te_short = rest - int(r[members].sum()) if r is not None else rest
        if te_short > 0 or (o.los and rest > 0):
            code = o.data.provincies[p]
            o.rest_tekort[p] = int(o.builder.variables("s", [(code,)], 0, rest)[0])


def _flows(
    data: PlanData, rules: tuple[Planregel, ...], room: Room, last: Ints, solve: bool
) -> tuple[Ints, Ints]:
    """Flows that can carry places: from a gemeente that may have some to one where a site can open."""
    home = np.arange(data.aantal)
    said = (rule.pairs(data, solve) for rule in rules)
    g, h = next((pairs for pairs in said if pairs is not None), (home, home))
    nuttig = last[g] > 0
    g, h = g[nuttig], h[nuttig]
    if solve:
        return g, h
    reach = np.bincount(h, weights=last[g], minlength=data.aantal).astype(np.int64)
    kan = np.minimum(reach, room.n_boven) >= np.maximum(1, room.n_onder)
    return g[kan[h]], h[kan[h]]


def _definitions(o: BuildState) -> None:
    """``n_h = Σ_g f_gh``."""
    who = o.heeft("n")
    order = np.lexsort((o.g, o.h))
    n = o.kolom["n"][who]
    lengths = np.bincount(o.h, minlength=o.data.aantal)[who] + 1
    begin = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    columns = np.insert(o.f[order], begin - np.arange(len(who)), n)
    coefs = np.ones(len(columns), dtype=np.int64)
    coefs[begin] = -1
    tags = [RowTag(DEFINITION, o.data.codes[h], unit="plaatsen") for h in who]
    o.builder.rows(tags, lengths, columns, coefs, 0, 0)
