"""Places that gemeenten offer of their own accord."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

import numpy as np

from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import BuildState, Need, Planregel, Room, Told
from verdeling.solver.goals import Ints, ints
from verdeling.texts import Lang, Sentence


class Aanbod(Planregel):
    """``r_g ≥ min(A_g, max(0, N_g − K_g))``: an offer counts first, but never becomes more than the own
    figure.
    """

    soort: ClassVar[str] = "aanbod"
    verteld: ClassVar[Told] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Wat een gemeente aanbiedt telt als eerste, tot haar eigen cijfer; meer mag worden gebruikt maar "
        "wordt nooit een "
        "verplichting.",
        "What a gemeente offers counts first, up to its own figure; more may be used but never becomes an "
        "obligation.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} biedt {aanbod} {aanbod:?plaats:plaatsen} aan, waarvan er {aantal} "
        "{aantal:?meetelt:meetellen} voor wat wordt gevraagd",
        "{naam} offers {aanbod} {aanbod:?place:places}, of which {aantal} {aantal:?counts:count} for "
        "what is asked",
    )

    kolom: str = "aanbod"
    """Column of the data with the offered places; empty where nothing was offered."""
    peildatum: dt.date | None = None
    """Reference date of that column; may be left out when it exists for one date only."""

    def needs(self) -> tuple[Need, ...]:
        """Offers, −1 where nothing was offered."""
        return (Need("aanbod", self.kolom, self.peildatum, -1, f"plan.regels.{self.soort}.peildatum"),)

    def problemen(self, data: PlanData) -> list[Problem]:
        """Offers are not negative."""
        return [
            Problem.van(
                "V460", f"{self.kolom} {data.codes[g]}", naam=data.namen[g], aanbod=int(data.aanbod[g])
            )
            for g in np.flatnonzero(data.aanbod < -1)
        ]

    @classmethod
    def ontbreekt(cls, data: PlanData) -> PlanData:
        """Without the rule nothing is offered, so no offer lifts what a gemeente may get."""
        return replace(data, aanbod=ints(np.full(data.aantal, -1)))

    def telt(self, data: PlanData) -> Ints:
        """Offered places that count for the remainder."""
        return ints(np.minimum(np.maximum(data.aanbod, 0), np.maximum(0, data.indicatief - data.bestaand)))

    def grenzen(self, data: PlanData, ruimte: Room) -> None:
        """At least what is offered, except where the asked number is set by another rule."""
        counts = np.where(data.bestaand > 0, 0, self.telt(data)) if ruimte.sluiten else self.telt(data)
        ruimte.r_below = np.where(ruimte.r_free, np.maximum(ruimte.r_below, counts), ruimte.r_below)

    def rijen(self, o: BuildState) -> None:
        """One row per gemeente whose offer counts; two with a binary where what stands may close."""
        counts = self.telt(o.data)
        if o.sluiten:
            self._met_sluiten(o)
            counts = np.where(o.data.bestaand > 0, 0, counts)
        for g in np.flatnonzero((counts > 0) & o.ruimte.r_free).tolist():
            r = int(o.kolom["r"][g])
            o.builder.row(self.rij(o.data.codes[g]), [r] if r >= 0 else [], 1, lower=int(counts[g]))

    def _met_sluiten(self, o: BuildState) -> None:
        """``r_g ≥ min(A_g, max(0, N_g − k_g))``: the offer is asked, or nothing is missing any more."""
        data = o.data
        aanbod = np.minimum(np.maximum(data.aanbod, 0), data.indicatief)
        for g in np.flatnonzero((aanbod > 0) & (data.bestaand > 0) & o.ruimte.r_free).tolist():
            r, k, biedt, n = (int(a[g]) for a in (o.kolom["r"], o.kolom["k"], aanbod, data.indicatief))
            enough = int(o.builder.variables("genoeg", [(data.codes[g],)], 0, 1)[0])
            o.helpers.append(ints([enough]))
            asked = [r] if r >= 0 else []
            o.builder.row(self.rij(data.codes[g]), [*asked, enough], [*[1] * len(asked), biedt], lower=biedt)
            o.builder.row(self.rij(data.codes[g]), [*asked, k, enough], [*[1] * len(asked), 1, -n], lower=0)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """The offer of a gemeente, and what of it counts."""
        g = o.data.nummer[where]
        return self._zin(o, where, lang, aanbod=int(o.data.aanbod[g]), aantal=int(self.telt(o.data)[g]))
