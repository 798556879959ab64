"""A ceiling on what stands in one gemeente."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import numpy as np

from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import BuildState, Need, Planregel, Room
from verdeling.solver.goals import Ints, ints
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.fraction import Ratio


class Plafond(Planregel):
    """``K_h + n_h`` at most q per 1 000 inhabitants, or at most a multiple of ``N_h``; the lower of the two.

    What stands above the ceiling already stays, and nothing new comes there, unless the plan may close.
    """

    soort: ClassVar[str] = "plafond"
    wat: ClassVar[Sentence] = Sentence(
        "In een gemeente komen geen nieuwe plaatsen boven een plafond; wat er boven het plafond al staat "
        "blijft.",
        "No new places come to a gemeente above a ceiling; what stands above it already stays.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "in {naam} {plafond:?mag:mogen} ten hoogste {plafond} {plafond:?plaats:plaatsen} staan; er "
        "{bestaand:?staat:staan} er {bestaand}",
        "at most {plafond} {plafond:?place:places} may stand in {naam}; {bestaand} "
        "{bestaand:?stands:stand} there",
    )

    per_1000: Ratio | None = None
    """Places per 1 000 inhabitants."""
    maal_opgave: Ratio | None = None
    """Multiple of the indicative figure."""
    peildatum: dt.date | None = None
    """Reference date of the inhabitants; may be left out when they exist for one date only."""

    def needs(self) -> tuple[Need, ...]:
        """Inhabitants, for a ceiling per 1 000 of them."""
        if self.per_1000 is None:
            return ()
        return (Need("inwoners", "inwoners", self.peildatum, path=f"plan.regels.{self.soort}.peildatum"),)

    def problemen(self, data: PlanData) -> list[Problem]:
        """One of the two ceilings is given, and neither is negative."""
        if self.per_1000 is None and self.maal_opgave is None:
            return [Problem.van("V457", "plan.regels.plafond")]
        return [
            Problem.van("V452", f"plan.regels.plafond.{field}", waarde=value)
            for field, value in (("per_1000", self.per_1000), ("maal_opgave", self.maal_opgave))
            if value is not None and value < 0
        ]

    def plafond(self, data: PlanData) -> Ints:
        """Most places per gemeente, rounded down."""
        choices = []
        if self.per_1000 is not None and data.inwoners is not None:
            choices.append(data.inwoners * self.per_1000.numerator // (1000 * self.per_1000.denominator))
        if self.maal_opgave is not None:
            choices.append(data.indicatief * self.maal_opgave.numerator // self.maal_opgave.denominator)
        return ints(np.minimum.reduce(choices))

    def grenzen(self, data: PlanData, ruimte: Room) -> None:
        """Without closing, no more new places than the ceiling leaves; with closing at most the ceiling
        itself.
        """
        ruimte.n_boven = np.minimum(ruimte.n_boven, np.maximum(0, self.plafond(data)))
        if not ruimte.sluiten:
            ruimte.n_boven = np.minimum(ruimte.n_boven, np.maximum(0, self.plafond(data) - data.bestaand))

    def rijen(self, o: BuildState) -> None:
        """``n_h ≤ max(0, plafond − K_h)``, or ``k_h + n_h ≤ plafond`` when places may close."""
        plafond = self.plafond(o.data)
        for h in range(o.data.aantal):
            columns, coefs, fixed = o.staat(h)
            if columns:
                above = int(plafond[h]) - fixed if o.sluiten else max(0, int(plafond[h]) - fixed)
                o.builder.row(self.rij(o.data.codes[h]), columns, coefs, upper=above)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """The ceiling of a gemeente beside what stands."""
        h = o.data.nummer[where]
        return self._zin(
            o, where, lang, plafond=int(self.plafond(o.data)[h]), bestaand=int(o.data.bestaand[h])
        )
