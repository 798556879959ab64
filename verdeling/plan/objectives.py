"""The goals that a model can order, each a function of the program under construction."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np

from verdeling import extensions
from verdeling.errors import ModelError, Problem
from verdeling.plan.rules.basis import DEFINITION, POSITION, BuildState, Goal, Need, Planregel, plan_rules
from verdeling.solver.goals import AnyGoal, Ints, LeximinGoal, MinmaxGoal, OrderGoal, SumGoal
from verdeling.solver.program import RowTag
from verdeling.verdeelmodel.model import Planopdracht


def tekort(o: BuildState) -> AnyGoal:
    """``Σ s``: places asked or needed for which none was found."""
    columns = [*o.kolom["s"][o.heeft("s")].tolist(), *o.rest_tekort.values()]
    return SumGoal("tekort", columns)


def eerlijk(o: BuildState) -> AnyGoal:
    """Leximin of fulfilment ``(K_g + r_g) / N_g``: the lowest first, then the next."""
    return LeximinGoal("eerlijk", *_fulfilment(o, "eerlijk"))


def eerlijk_afwijking(o: BuildState) -> AnyGoal:
    """Smallest largest relative deviation ``|K_g + r_g − N_g| / N_g``."""
    return MinmaxGoal("eerlijk_afwijking", *_fulfilment(o, "eerlijk_afwijking"))


def _fulfilment(o: BuildState, name: str) -> tuple[Ints, Ints, Ints]:
    """Columns, constants and denominators of fulfilment, for gemeenten of which places may be asked."""
    data = o.data
    who = np.flatnonzero((o.kolom["r"] >= 0) & (data.indicatief > 0))
    if not o.sluiten:
        return o.kolom["r"][who], data.bestaand[who], data.indicatief[who]
    if "q" not in o.kolom:
        o.per_gemeente("q", who, 0, data.bestaand[who] + o.ruimte.r_above[who])
        for g in who.tolist():
            k = int(o.kolom["k"][g])
            parts = [int(o.kolom["q"][g]), int(o.kolom["r"][g]), *([k] if k >= 0 else [])]
            tag = RowTag(DEFINITION, data.codes[g], unit="plaatsen")
            o.builder.row(tag, parts, [1, *[-1] * (len(parts) - 1)], 0, 0)
    return o.kolom["q"][who], np.zeros(len(who), dtype=np.int64), data.indicatief[who]


def nabijheid(o: BuildState) -> AnyGoal:
    """``Σ d_gh f_gh``: places times distance, in 0.1 km."""
    far = np.flatnonzero(o.g != o.h)
    return SumGoal("nabijheid", o.f[far], o.data.afstand(o.g[far], o.h[far]))


def nieuwbouw(o: BuildState) -> AnyGoal:
    """``Σ b_h = Σ n_h − Σ c_h``: new places that are no conversion."""
    n, c = o.kolom["n"][o.heeft("n")], o.heeft("c")
    columns = np.concatenate((n, o.kolom["c"][c] if len(c) else c))
    return SumGoal("nieuwbouw", columns, np.concatenate((np.ones(len(n), np.int64), np.full(len(c), -1))))


def verandering(o: BuildState) -> AnyGoal:
    """``Σ |K_g + n_g − earlier|``: difference with an earlier plan, where that has a number (−1: none)."""
    data = o.data
    assert data.eerder is not None
    kan = data.bestaand + np.where(o.kolom["n"] >= 0, o.ruimte.n_boven, 0)
    ample = np.maximum(kan, data.eerder)
    who, fixed = [], 0
    for g in np.flatnonzero(data.eerder >= 0).tolist():
        columns, _, stands = o.staat(g)
        if columns:
            who.append(g)
        else:
            fixed += abs(stands - int(data.eerder[g]))
    numbers = np.array(who, dtype=np.int64)
    o.per_gemeente("v_eerder", numbers, 0, ample[numbers])
    for g in who:
        columns, coefs, stands = o.staat(g)
        difference, tag = stands - int(data.eerder[g]), RowTag(DEFINITION, data.codes[g], unit="plaatsen")
        v = int(o.kolom["v_eerder"][g])
        o.builder.row(tag, [v, *columns], [1, *(-c for c in coefs)], lower=difference)
        o.builder.row(tag, [v, *columns], [1, *coefs], lower=-difference)
    return SumGoal("verandering", o.kolom["v_eerder"][numbers], constant=fixed)


def volgorde(o: BuildState) -> AnyGoal:
    """The tie order: n by gemeentecode, then c, then f by (g, h), then what further rules bring (k first),
    then r and s by gemeentecode; last what only helps to write a rule.
    """

    def alle(*kinds: str) -> list[Ints]:
        return [o.kolom[s][o.heeft(s)] for s in kinds if s in o.kolom]

    rest = np.array(list(o.rest_tekort.values()), dtype=np.int64)
    helper = [*o.helpers, *alle("z", "q", "v_eerder")]
    return OrderGoal(np.concatenate([*alle("n", "c"), o.f, *o.extra, *alle("r", "s"), rest, *helper]))


GOALS: Final = (
    Goal("tekort", tekort),
    Goal("eerlijk", eerlijk),
    Goal("eerlijk_afwijking", eerlijk_afwijking),
    Goal("nabijheid", nabijheid, POSITION),
    Goal("nieuwbouw", nieuwbouw),
    Goal("verandering", verandering, (Need("eerder", "eerder_plan"),)),
    Goal("volgorde", volgorde),
)
"""Goals that every plan may order; rules bring their own, and other packages theirs."""
GROUP: Final = "verdeling.goals"


def goals(task_order: Planopdracht) -> dict[str, Goal]:
    """Goals that a plan may order, by name; other packages are asked only for what is none of ours.

    Raises
    ------
    ModelError
        A package offers one that is no goal.
    """
    rules = [r for r in task_order.regels.values() if isinstance(r, Planregel)]
    found = {goal.name: goal for goal in (*GOALS, *(g for rule in rules for g in rule.goals))}
    strange = set(task_order.doelen) - found.keys()
    if not strange:
        return found
    ours = {*(goal.name for goal in GOALS), *(goal.name for kind in plan_rules() for goal in kind.goals)}
    return found | {name: _added(name) for name in extensions.names(GROUP, ours) if name in strange}


def _added(name: str) -> Goal:
    goal = extensions.load(GROUP, name)
    if not isinstance(goal, Goal) or goal.name != name:
        raise ModelError.een("V990", naam=name, groep=GROUP)
    return goal


def without_goals_of(rule: object, aims: tuple[str, ...]) -> tuple[str, ...]:
    """Goals that can still be asked without a rule."""
    gone = {goal.name for goal in rule.goals} if isinstance(rule, Planregel) else set()
    return tuple(d for d in aims if d not in gone)


def check_goals(task_order: Planopdracht) -> list[Problem]:
    """Goals exist, stand once, in an order that is allowed, and the rules they need are there."""
    aims, can = task_order.doelen, goals(task_order)
    owner = {goal.name: kind.soort for kind in plan_rules() for goal in kind.goals}
    known = ", ".join(dict.fromkeys([*(g.name for g in GOALS[:-1]), *owner, GOALS[-1].name]))
    found = [
        Problem.van("V470", f"plan.doelen.{i}", doel=d, bekend=known)
        for i, d in enumerate(aims)
        if d not in can and d not in owner
    ]
    found += [Problem.van("V471", "plan.doelen", doel=d) for d, keer in Counter(aims).items() if keer > 1]
    if aims[-1] != "volgorde":
        found.append(Problem.van("V472", "plan.doelen", laatste=aims[-1]))
    if "tekort" in aims[1:]:
        found.append(Problem.van("V473", "plan.doelen"))
    if {"eerlijk", "eerlijk_afwijking"} <= set(aims):
        found.append(Problem.van("V474", "plan.doelen"))
    for aim, sort in owner.items():
        if aim in aims and aim not in can:
            found.append(Problem.van("V476", "plan.doelen", doel=aim, soort=sort))
    return found
