"""Who is asked for the remainder of a provincie: pro rata, lowest fulfilment first, or left to the goals."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Final, Literal, Self

import numpy as np

from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import BuildState, Planregel, Room, Told, closes, not_with_closing
from verdeling.solver.goals import Ints
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.model import Planopdracht

FINE: Final = 40
"""Bits of the level that leximin searches; what is left after it is given place by place."""

VRIJ: Final = Sentence(
    "van {naam} {boven:?wordt:worden} ten hoogste {boven} {boven:?plaats:plaatsen} gevraagd: meer "
    "ontbreekt er niet aan het eigen cijfer",
    "at most {boven} {boven:?place is:places are} asked of {naam}: no more is missing from its own figure",
)

DECIDED: Final = Sentence(
    "van {naam} {boven:?wordt:worden} ten hoogste {boven} {boven:?plaats:plaatsen} gevraagd",
    "at most {boven} {boven:?place is:places are} asked of {naam}",
)


class Restverdeling(Planregel):
    """``r_g``: pro rata to ``N_g`` over gemeenten below their figure, leximin of fulfilment, or free.

    A fixed division (`naar_rato`, `leximin`) is computed before the program, exactly.
    """

    soort: ClassVar[str] = "restverdeling"
    steps: ClassVar[tuple[str, ...]] = ("plan_meer", "plan_minder")
    required: ClassVar[bool] = True
    verteld: ClassVar[Told] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Het tekort van een provincie wordt verdeeld over haar gemeenten die onder hun eigen cijfer "
        "zitten, en niemand "
        "krijgt meer dan daaraan ontbreekt.",
        "The shortfall of a provincie is divided over its gemeenten that are below their own figure, and "
        "nobody is asked "
        "more than is missing.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "van {naam} {aantal:?wordt:worden} {aantal} {aantal:?plaats:plaatsen} gevraagd, haar deel "
        "van de restopgave van {provincie} ({rest})",
        "{aantal} {aantal:?place is:places are} asked of {naam}, its part of the remainder of "
        "{provincie} ({rest})",
    )

    wijze: Literal["naar_rato", "leximin", "vrij"] = "naar_rato"
    """naar_rato: pro rata to the indicative figure, capped, excess divided again, largest remainder per
    provincie; leximin: the next place to the lowest fulfilment; vrij: from 0 to the own shortfall, decided
    by the goals."""
    bij_gebrek: Literal["tekort", "cap_vervalt"] = "tekort"
    """When the gemeenten have less room than the remainder: the rest counts as tekort, or the cap is
    lifted."""

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """With closing only the goals can divide: what is left is not known beforehand."""
        found = not_with_closing(task_order, "restverdeling.bij_gebrek", self.bij_gebrek == "cap_vervalt")
        if self.wijze != "vrij" and closes(task_order):
            found.insert(0, Problem.van("V478", "plan.regels.restverdeling.wijze", wijze=self.wijze))
        return found

    def unprotected(self) -> Self:
        """Divided freely: nobody above its own shortfall."""
        return self.model_copy(update={"wijze": "vrij"})

    def asked(self, data: PlanData, ruimte: Room) -> Ints | None:
        """Places asked per gemeente; None when the goals decide or what must be asked exceeds the remainder.

        Narrows `ruimte` to the outcome, or lifts the cap where the model says so.
        """
        if ruimte.sluiten:
            return None
        rest = data.rest
        if self.bij_gebrek == "cap_vervalt":
            self._without_cap(data, ruimte, rest)
        te_many = any(ruimte.r_below[members].sum() > rest[p] for p, members in enumerate(data.members))
        if self.wijze == "vrij" or te_many:
            return None
        r = ruimte.r_below.copy()
        for p, members in enumerate(data.members):
            if self.wijze == "naar_rato":
                weighs = np.where(ruimte.r_free[members], data.indicatief[members], 0)
                r[members] = naar_rato(int(rest[p]), weighs, ruimte.r_below[members], ruimte.r_above[members])
            else:
                stands = data.bestaand[members]
                r[members] = leximin(
                    int(rest[p]),
                    stands,
                    data.indicatief[members],
                    ruimte.r_below[members],
                    ruimte.r_above[members],
                )
        return r

    def _without_cap(self, data: PlanData, room: Room, rest: Ints) -> None:
        for p, members in enumerate(data.members):
            if room.r_above[members].sum() < rest[p]:
                below_figure = data.bestaand[members] < data.indicatief[members]
                ample = members[room.r_free[members] & below_figure]
                room.r_above[ample] = rest[p]

    def rijen(self, o: BuildState) -> None:
        """``r_g`` equals its computed part; or stays below the own shortfall when the goals decide."""
        who = o.heeft("r")
        if o.r is not None:
            o.builder.rows(
                [self.rij(o.data.codes[g]) for g in who],
                [1] * len(who),
                o.kolom["r"][who],
                1,
                o.r[who],
                o.r[who],
            )
        elif o.sluiten:
            self._met_sluiten(o)
        else:
            above = [self._at_most(o, g) for g in who.tolist()]
            tags = [self.rij(o.data.codes[g]) for g in who]
            o.builder.rows(tags, [1] * len(who), o.kolom["r"][who], 1, upper=above)

    def _at_most(self, o: BuildState, g: int) -> int:
        """Most that may be asked of a gemeente when the goals decide and what stands is kept or closed."""
        above = int(o.ruimte.r_above[g])
        if o.ruimte.r_free[g]:
            return above
        return max(above, int(o.data.indicatief[g]) - (0 if o.sluiten else int(o.data.bestaand[g])), 0)

    def _met_sluiten(self, o: BuildState) -> None:
        """``r_g ≤ max(0, N_g − k_g)``; a binary decides where more stands than the own figure.

        Where another rule sets what is asked, the own shortfall is no bound, as without closing.
        """
        for g in o.heeft("r").tolist():
            code, n, k = o.data.codes[g], int(o.data.indicatief[g]), int(o.data.bestaand[g])
            r = int(o.kolom["r"][g])
            if not o.ruimte.r_free[g]:
                o.builder.row(self.rij(code), [r], 1, upper=self._at_most(o, g))
            elif k == 0:
                o.builder.row(self.rij(code), [r], 1, upper=n)
            elif k <= n:
                o.builder.row(self.rij(code), [r, int(o.kolom["k"][g])], 1, upper=n)
            else:
                w = int(o.builder.variables("w", [(code,)], 0, 1)[0])
                o.helpers.append(np.array([w]))
                o.builder.row(self.rij(code), [r, w], [1, -n], upper=0)
                o.builder.row(self.rij(code), [r, int(o.kolom["k"][g]), w], [1, 1, k - n], upper=k)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """The part of a gemeente in the remainder of its provincie."""
        g = o.data.nummer[where]
        if o.r is None:
            sentence = VRIJ if o.ruimte.r_free[g] else DECIDED
            return sentence.say(lang, naam=o.data.in_zin(where), boven=self._at_most(o, g))
        rest = int(o.data.rest[o.data.provincie[g]])
        return self._zin(o, where, lang, aantal=int(o.r[g]), provincie=o.data.provincienaam(g), rest=rest)


def naar_rato(
    rest: int, weighs: Sequence[int] | Ints, below: Sequence[int] | Ints, above: Sequence[int] | Ints
) -> Ints:
    """Divide `rest` over members pro rata, capped, excess divided again, rounded by largest remainder.

    What members must be given (`below`) comes first; the rest is pro rata to `weighs` over members with room.
    A smaller total than `rest` comes back only when there is less room.

    Parameters
    ----------
    rest
        Places to divide.
    weighs, below, above
        Weight, least and most per member; ties go to the first member.
    """
    w, lo, hi = ([int(v) for v in a] for a in (weighs, below, above))
    room = [b - a if v else 0 for a, b, v in zip(lo, hi, w, strict=True)]
    over = min(rest - sum(lo), sum(room))
    full, along = 0, sorted((i for i in range(len(w)) if room[i]), key=lambda i: Fraction(room[i], w[i]))
    total, outcome = sum(w[i] for i in along), lo
    open_ = over
    while full < len(along) and open_ * w[along[full]] >= room[along[full]] * total:
        i = along[full]
        outcome[i] += room[i]
        open_, total, full = open_ - room[i], total - w[i], full + 1
    remainders = []
    te_geven = open_
    for i in along[full:]:
        whole, fraction = divmod(open_ * w[i], total)
        outcome[i] += whole
        te_geven -= whole
        remainders.append((-fraction, i))
    for _, i in sorted(remainders)[:te_geven]:
        outcome[i] += 1
    return np.array(outcome, dtype=np.int64)


def leximin(
    rest: int,
    stands: Sequence[int] | Ints,
    figure: Sequence[int] | Ints,
    below: Sequence[int] | Ints,
    above: Sequence[int] | Ints,
) -> Ints:
    """Divide `rest`: the next place always to the lowest fulfilment ``(K + r) / N``; ties to the first.

    First every member is lifted to the highest level that `rest` can pay for, found by halving on integers;
    the few places left after that are given one by one.
    """
    k, n, lo, hi = ([int(v) for v in a] for a in (stands, figure, below, above))

    def bij(niveau: int) -> list[int]:
        """Places per member that lift everyone to ``niveau / 2^FIJN``."""
        return [min(max(-((-niveau * n[i]) >> FINE) - k[i], lo[i]), max(lo[i], hi[i])) for i in range(len(k))]

    low, high = (
        0,
        (max((Fraction(k[i] + hi[i], n[i]) for i in range(len(k)) if n[i]), default=Fraction(0)) + 1),
    )
    lowest, highest = low, int(high) << FINE
    while lowest < highest:
        middle = (lowest + highest + 1) // 2
        if sum(bij(middle)) <= rest:
            lowest = middle
        else:
            highest = middle - 1
    r = bij(lowest)
    row = [(Fraction(k[i] + r[i], n[i]), i) for i in range(len(k)) if r[i] < hi[i] and n[i]]
    heapq.heapify(row)
    for _ in range(rest - sum(r)):
        if not row:
            break
        _, i = heapq.heappop(row)
        r[i] += 1
        if r[i] < hi[i]:
            heapq.heappush(row, (Fraction(k[i] + r[i], n[i]), i))
    return np.array(r, dtype=np.int64)
