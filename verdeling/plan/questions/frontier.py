"""What a budget buys: the exact kinks of the best plan per budget, per provincie and for the country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

import numpy as np

from verdeling.errors import ModelError
from verdeling.plan.build import PlanProgram, build_program, check
from verdeling.plan.data import PlanData
from verdeling.plan.rules.aanbod_bij_bonus import AanbodBijBonus
from verdeling.plan.rules.basis import LAND, Solved
from verdeling.plan.rules.uitkering import Uitkering
from verdeling.solver.coupled import divisible, sum_of_envelopes
from verdeling.solver.goals import Ints, SumGoal, ints
from verdeling.solver.solving import Progress, envelopes
from verdeling.solver.splitting import labels
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal

MOST: Final = 10**11
"""More euros than any plan can cost."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What one gemeente is paid for: places above its own figure."""

    code: str
    plaatsen: int
    staand: int
    aangeboden: int
    euro: int


@dataclass(frozen=True, slots=True)
class Kink:
    """A budget at which the price of doing better changes, and what is best within it.

    Attributes
    ----------
    areas
        Provincies that it is about; a group where agreements join them.
    bonus
        Euros per place above the own figure; more than one where provincies differ, none where the rule
        knows several of its own.
    euro
        What the plan costs.
    goals
        Value of each goal, by name.
    offered, imposed, emergency, without
        Places offered for the bonus, places imposed, emergency places left, gemeenten without a place.
    paid
        Who is paid for what; for the country all provincies together.
    """

    areas: tuple[str, ...]
    bonus: tuple[int, ...]
    euro: int
    goals: dict[str, int]
    offered: int
    imposed: int
    emergency: int
    without: int
    paid: tuple[Paid, ...]

    def better(self, before: Kink) -> tuple[str, Fraction] | None:
        """First goal that is better than at a smaller budget, and euros per unit of that."""
        for name, value in self.goals.items():
            if value != before.goals[name]:
                return name, Fraction(self.euro - before.euro, abs(before.goals[name] - value))
        return None


@dataclass(frozen=True, slots=True)
class Frontier:
    """Kinks for the country, and per provincie, from the smallest budget to where more changes nothing."""

    country: tuple[Kink, ...]
    provincies: tuple[tuple[Kink, ...], ...]


def frontier(
    data: PlanData,
    task_order: Planopdracht,
    engine: str = "scip",
    time_limit: float | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Frontier:
    """Every budget at which the best plan begins to do better at another price.

    Raises
    ------
    ModelError, DataError
        When the plan pays nothing, its goals are no sums, or a rule cannot be kept; all at once.
    """
    pays = task_order.regels.get(Uitkering.soort)
    if not isinstance(pays, Uitkering):
        raise ModelError.een("V926", "plan.regels.uitkering")
    limit = Getal(waarde=Fraction(MOST), grondslag=pays.grondslag)
    free = pays.model_copy(update={"budget": limit})
    task_order = task_order.model_copy(update={"regels": {**task_order.regels, Uitkering.soort: free}})
    check(task_order, data)
    rule = task_order.regels.get(AanbodBijBonus.soort)
    per_level: list[list[tuple[Kink, ...]]] = []
    for level in rule.niveaus if isinstance(rule, AanbodBijBonus) else (None,):
        rules = dict(task_order.regels)
        if isinstance(rule, AanbodBijBonus) and level is not None:
            rules[AanbodBijBonus.soort] = rule.model_copy(update={"niveaus": (level,)})
        pp = build_program(data, task_order.model_copy(update={"regels": rules}))
        if not divisible(pp.program):
            wrong = [g.name for g in pp.program.goals if not isinstance(g, SumGoal)][:1]
            raise ModelError.een("V927", "plan.doelen", doel=", ".join(wrong))
        per_level.append(_per_provincie(pp, engine, time_limit, progress, workers))
    mixed = [_falling([k for one in per for k in one]) for per in zip(*per_level, strict=True)]
    if isinstance(rule, AanbodBijBonus) and rule.per == "land":
        sums = [_country(per) for per in per_level]
        country = _falling(
            [k for one in sums for k in one if not _beaten(k, [s for s in sums if s is not one])]
        )
    else:
        country = _country(mixed)
    return Frontier(tuple(country), tuple(tuple(per) for per in mixed))


def _per_provincie(
    pp: PlanProgram, engine: str, time_limit: float | None, progress: Progress | None, workers: int | None
) -> list[tuple[Kink, ...]]:
    row = next(i for i, tag in enumerate(pp.program.rows) if tag.place == LAND)
    areas, groups = _groups(pp, row)
    joined = envelopes(
        pp.program,
        row,
        groups,
        engine,
        time_limit,
        workers=workers,
        progress=progress,
        describe=pp.data.gebied,
    )
    found = []
    for k, (codes, part) in enumerate(zip(areas, joined.frontiers, strict=True)):
        kinks = []
        for point in part.points:
            x = np.zeros(pp.program.size, dtype=np.int64)
            x[part.part.columns] = joined.plans[k, point.amount]
            kinks.append(_kink(pp, codes, x, part.part.columns))
        found.append(tuple(kinks))
    return found


def _groups(pp: PlanProgram, row: int) -> tuple[list[tuple[str, ...]], list[Ints]]:
    """Provincies that only the row joins with others, and the columns of each."""
    data, program = pp.data, pp.program.without_rows(np.array([row]))
    label = labels(program)
    place = {code: int(p) for code, p in zip(data.codes, data.provincie.tolist(), strict=True)}
    place |= {code: p for p, code in enumerate(data.provincies)}
    root = list(range(len(data.provincies)))

    def find(p: int) -> int:
        while root[p] != p:
            p = root[p]
        return p

    of_label: dict[int, int] = {}
    for key, mark in zip(program.keys, label.tolist(), strict=True):
        for p in (place[code] for code in key if code in place):
            root[find(p)] = find(of_label.setdefault(mark, p))
    where = np.array([find(of_label.get(mark, 0)) for mark in label.tolist()], dtype=np.int64)
    tops = [p for p in sorted({find(p) for p in range(len(root))}) if np.any(where == p)]
    areas = [tuple(c for p, c in enumerate(data.provincies) if find(p) == top) for top in tops]
    return areas, [ints(np.flatnonzero(where == top)) for top in tops]


def _kink(pp: PlanProgram, codes: Sequence[str], x: Ints, columns: Ints) -> Kink:
    data, solved = pp.data, Solved(pp.state, x)
    mine = np.isin(data.provincie, [data.provincies.index(code) for code in codes])
    pays = pp.state.rule(Uitkering)
    earns = pays.earning(solved)
    euros, above = pays.paid(solved), np.maximum(0, earns - data.indicatief)
    offered = solved.numbers("a")
    stands = np.minimum(above, np.maximum(0, data.bestaand - data.indicatief))
    paid = tuple(
        Paid(data.codes[g], int(above[g]), int(stands[g]), int(offered[g]), int(euros[g]))
        for g in np.flatnonzero(mine & (euros > 0)).tolist()
    )
    goals = {}
    for goal in pp.program.goals:
        if isinstance(goal, SumGoal):
            here = np.isin(goal.columns, columns)
            goals[goal.name] = int(np.dot(goal.coefs[here], x[goal.columns[here]]))
    if "uitkering" in goals:
        goals["uitkering"] = int(euros[mine].sum())

    def total(values: Ints) -> int:
        return int(values[mine].sum())

    rule = pp.regel(AanbodBijBonus.soort)
    amounts = (pays.bedragen[0],) if len(set(pays.bedragen)) == 1 else ()
    return Kink(
        areas=tuple(codes),
        bonus=rule.niveaus if isinstance(rule, AanbodBijBonus) else amounts,
        euro=total(euros),
        goals=goals,
        offered=total(offered),
        imposed=total(ints(solved.numbers("r") - solved.numbers("u") - solved.numbers("s"))),
        emergency=total(ints(data.nood - solved.numbers("c"))),
        without=int(np.count_nonzero(mine & (solved.stands == 0))),
        paid=paid,
    )


def _falling(kinks: Sequence[Kink]) -> list[Kink]:
    """Those that are better than every cheaper one, by rising cost."""
    found: list[Kink] = []
    for kink in sorted(kinks, key=lambda k: (k.euro, tuple(k.goals.values()))):
        if not found or tuple(kink.goals.values()) < tuple(found[-1].goals.values()):
            found.append(kink)
    return found


def _country(per: Sequence[Sequence[Kink]]) -> list[Kink]:
    """The best of all provincies together at each of its kinks."""
    points = [[(k.euro, tuple(k.goals.values())) for k in one] for one in per]
    chosen = [[one[i] for one, i in zip(per, places, strict=True)] for places in sum_of_envelopes(points)]
    return [
        Kink(
            areas=(LAND,),
            bonus=tuple(sorted({b for k in kinks for b in k.bonus})),
            euro=sum(k.euro for k in kinks),
            goals={name: sum(k.goals[name] for k in kinks) for name in kinks[0].goals},
            offered=sum(k.offered for k in kinks),
            imposed=sum(k.imposed for k in kinks),
            emergency=sum(k.emergency for k in kinks),
            without=sum(k.without for k in kinks),
            paid=tuple(p for k in kinks for p in k.paid),
        )
        for kinks in chosen
    ]


def _beaten(kink: Kink, others: Sequence[Sequence[Kink]]) -> bool:
    """Whether, at another bonus, something better may be had for as much: by a kink, or between two."""
    mine = tuple(kink.goals.values())
    for curve in others:
        if any(k.euro <= kink.euro and tuple(k.goals.values()) < mine for k in curve):
            return True
        for a, b in pairwise(curve):
            if a.euro < kink.euro < b.euro:
                name = next(n for n in a.goals if a.goals[n] != b.goals[n])
                share = Fraction(kink.euro - a.euro, b.euro - a.euro)
                if a.goals[name] + share * (b.goals[name] - a.goals[name]) < kink.goals[name]:
                    return True
    return False
