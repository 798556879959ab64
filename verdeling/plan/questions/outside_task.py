"""What a plan made elsewhere does of another task than its own: which rules that breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from verdeling.plan.data import PlanData
from verdeling.plan.questions.outside import Breach
from verdeling.plan.rules.basis import Planregel
from verdeling.solver.goals import Ints, ints
from verdeling.texts import LANGS, say
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.tekst import Tekst


@dataclass(frozen=True, eq=False)
class Taaktoets:
    """Outcome of the check of another task; every tuple per gemeente is in the order of `codes`.

    Attributes
    ----------
    data
        The figures that it was checked with.
    gedaan
        What each gemeente does of the task under the plan made elsewhere; None where it says nothing.
    overtredingen
        What is not possible under the rules of the model.
    """

    taak: str
    data: PlanData
    gedaan: tuple[int | None, ...]
    overtredingen: tuple[Breach, ...]

    @property
    def som(self) -> int:
        """What the plan made elsewhere does of the task in all."""
        return sum(n or 0 for n in self.gedaan)

    @property
    def verschil(self) -> Mapping[str, int]:
        """Plan made elsewhere minus the own figure, where they differ, by gemeentecode."""
        own = self.data.taken[self.taak].tolist()
        return {
            code: n - o
            for code, n, o in zip(self.data.codes, self.gedaan, own, strict=True)
            if n is not None and n != o
        }


def judge_task(
    data: PlanData, task_order: Planopdracht, taak: str, done: Ints, moved: Ints | None
) -> Taaktoets:
    """Check what gemeenten do of another task against the rules that may change it.

    Parameters
    ----------
    taak
        The task.
    done
        What each gemeente does of it; −1 where that is not known.
    moved
        What exchange adds to the task of the plan in each gemeente; None when that is not known.
    """
    rules = [r for r in task_order.regels.values() if isinstance(r, Planregel)]
    own, known = data.taken[taak], done >= 0
    low, high, loose_low, loose_high = own.copy(), own.copy(), own.copy(), own.copy()
    changing: Planregel | None = None
    tables: tuple[tuple[str, Ints], ...] = ()
    for rule in rules:
        if (room := rule.task_room(data, taak)) is None:
            continue
        changing = changing or rule
        low, high = low + room[0], high + room[1]
        if kept := rule.keeps_total(data, taak):
            tables = kept
        else:
            loose_low, loose_high = loose_low + room[0], loose_high + room[1]
    kind = "" if changing is None else changing.soort
    found: list[Breach] = []

    def breach(where: str, count: int, key: str, **numbers: int) -> None:
        nl, en = (
            say(f"rules.taak.{key}", lang, naam=data.in_zin(where), taak=taak, **numbers) for lang in LANGS
        )
        found.append(Breach(kind, where, count, taak, Tekst(nl=nl, en=en)))

    for g in np.flatnonzero(known & ((done < low) | (done > high))).tolist():
        key, bound = ("te_weinig", low[g]) if done[g] < low[g] else ("te_veel", high[g])
        numbers = {"eigen": int(own[g]), "grens": int(bound)}
        breach(data.codes[g], abs(int(done[g] - bound)), key, gedaan=int(done[g]), **numbers)
    for name, members in tables:
        least, most, total = (int(v[members].sum()) for v in (loose_low, loose_high, done))
        if known[members].all() and not least <= total <= most:
            bound = least if total < least else most
            breach(name, abs(total - bound), "som", gedaan=total, grens=bound)
    if moved is not None and changing is not None and (loose_low == loose_high).all():
        off = changing.unbalanced(data, taak, moved, ints(done - own))
        for g in np.flatnonzero(known & (off > 0)).tolist():
            numbers = {"erbij": int(moved[g]), "anders": int(done[g] - own[g])}
            breach(data.codes[g], int(off[g]), "evenwicht", **numbers)
    given = tuple(None if n < 0 else n for n in done.tolist())
    return Taaktoets(taak, data, given, tuple(found))
