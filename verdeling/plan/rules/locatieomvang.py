"""How small a new site may be, and how much a gemeente may get."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Final

import numpy as np
from pydantic import Field

from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import DEFINITION, BuildState, Goal, Planregel, Room
from verdeling.solver.goals import AnyGoal, Ints, SumGoal
from verdeling.solver.program import RowTag
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.fraction import Ratio

STANDING: Final = Sentence(
    "{naam} krijgt er ten hoogste {maximum} {maximum:?plaats:plaatsen} bij",
    "{naam} gets at most {maximum} more places",
)


def locaties(o: BuildState) -> AnyGoal:
    """``Σ z_h`` over gemeenten where nothing stands."""
    return SumGoal("locaties", o.kolom["z"][o.heeft("z")])


class Locatieomvang(Planregel):
    """Where ``K_h = 0``: ``m·z_h ≤ n_h ≤ M_h·z_h``; else ``n_h ≤ M_h``; ``M_h = max(100, 3·N_h)``.

    In a gemeente that has places a binary would decide nothing (its site is there already), so it has none.
    Where places may close it has one: ``m·z_h ≤ n_h ≤ M_h·(z_h + k_h)``, for who closes all opens a new site.
    """

    soort: ClassVar[str] = "locatieomvang"
    wat: ClassVar[Sentence] = Sentence(
        "Een nieuwe locatie heeft een minimumomvang, en geen gemeente krijgt meer nieuwe plaatsen dan een "
        "veelvoud van "
        "haar eigen cijfer.",
        "A new site has a minimum size, and no gemeente gets more new places than a multiple of its own "
        "figure.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "een nieuwe locatie in {naam} vraagt {minimum} {minimum:?plaats:plaatsen} of meer, en {naam} "
        "krijgt er ten hoogste "
        "{maximum} bij",
        "a new site in {naam} needs {minimum} {minimum:?place:places} or more, and {naam} gets at "
        "most {maximum} more",
    )

    minimum: int = Field(default=100, ge=0)
    """Fewest places of a new site in a gemeente that has none."""
    maal_opgave: Ratio = Fraction(3)
    """New places are at most this many times the indicative figure …"""
    ruimte_minstens: int = Field(default=100, ge=0)
    """… but this many are always allowed."""

    goals: ClassVar[tuple[Goal, ...]] = (Goal("locaties", locaties),)

    def problemen(self, data: PlanData) -> list[Problem]:
        """The minimum of a site is not above what a gemeente may get at most."""
        found = []
        if self.maal_opgave < 0:
            found.append(
                Problem.van("V452", "plan.regels.locatieomvang.maal_opgave", waarde=self.maal_opgave)
            )
        if self.minimum > self.ruimte_minstens:
            found.append(
                Problem.van(
                    "V454", "plan.regels.locatieomvang", minimum=self.minimum, maximum=self.ruimte_minstens
                )
            )
        return found

    def maximum(self, data: PlanData) -> Ints:
        """``M_h = max(100, 3·N_h, A_h)``: an offer above the own figure may be used."""
        keer = self.maal_opgave
        multiple = data.indicatief * keer.numerator // keer.denominator
        return np.maximum(np.maximum(self.ruimte_minstens, multiple), data.aanbod)

    def grenzen(self, data: PlanData, ruimte: Room) -> None:
        """At most ``M_h`` new places; at least m where nothing stands."""
        ruimte.n_boven = np.minimum(ruimte.n_boven, self.maximum(data))
        ruimte.n_onder = np.where(data.bestaand == 0, self.minimum, ruimte.n_onder)

    def variables(self, o: BuildState) -> None:
        """``z_h`` where places can come and nothing stands, or all that stands may be closed."""
        who = np.flatnonzero((o.kolom["n"] >= 0) & ((o.data.bestaand == 0) | o.sluiten))
        o.per_gemeente("z", who, 0, 1)

    def rijen(self, o: BuildState) -> None:
        """Least and most new places where nothing stands, and most where something does."""
        data, codes = o.data, o.data.codes
        maximum = self.maximum(data) if o.los else o.ruimte.n_boven
        who = o.heeft("z")
        n, z = o.kolom["n"][who], o.kolom["z"][who]
        pairs = np.column_stack((n, z)).ravel()
        tags = [self.rij(codes[h]) for h in who]
        two, een = [2] * len(who), np.ones(len(who), dtype=np.int64)
        o.builder.rows(tags, two, pairs, np.column_stack((een, -self.minimum * een)).ravel(), lower=0)
        for h in who[o.data.bestaand[who] > 0].tolist():
            columns = [int(o.kolom[kind][h]) for kind in ("n", "z", "k")]
            most = max(int(maximum[h]), 0)
            o.builder.row(self.rij(codes[h]), columns, [1, -most, -most], upper=0)
        empty = o.data.bestaand[who] == 0
        o.builder.rows(
            [tag for tag, new in zip(tags, empty, strict=True) if new],
            [2] * int(empty.sum()),
            pairs.reshape(-1, 2)[empty].ravel(),
            np.column_stack((een, -maximum[who]))[empty].ravel(),
            upper=0,
        )
        standing = np.flatnonzero((o.kolom["n"] >= 0) & (data.bestaand > 0))
        o.builder.rows(
            [self.rij(codes[h]) for h in standing],
            [1] * len(standing),
            o.kolom["n"][standing],
            1,
            upper=self.maximum(data)[standing],
        )
        if not o.los:
            self._home(o)

    def _home(self, o: BuildState) -> None:
        """``f_hh ≤ r_h·z_h``: nothing stays at home where no site is.

        It follows from the other rows, but not in the linear relaxation, where a small ``z_h`` is enough for
        all that is asked of h. Home flows cost nothing, so it is there that the relaxation is weak; the same
        row for every flow doubles the program and wins nothing more.
        """
        thuis = np.flatnonzero((o.g == o.h) & (o.kolom["z"][o.h] >= 0) & (o.data.bestaand[o.h] == 0))
        h = o.h[thuis]
        most = np.minimum(o.last_boven[h], o.ruimte.n_boven[h])
        o.builder.rows(
            [RowTag(DEFINITION, o.data.codes[i], unit="plaatsen") for i in h],
            [2] * len(h),
            np.column_stack((o.f[thuis], o.kolom["z"][h])).ravel(),
            np.column_stack((np.ones(len(h), dtype=np.int64), -most)).ravel(),
            upper=0,
        )

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """Least and most new places in a gemeente."""
        h = o.data.nummer[where]
        if o.data.bestaand[h] > 0 and not o.sluiten:
            maximum = int(self.maximum(o.data)[h])
            return STANDING.say(lang, naam=o.data.in_zin(where), maximum=maximum)
        return self._zin(o, where, lang, minimum=self.minimum, maximum=int(self.maximum(o.data)[h]))
