"""Communicating vessels: a status holder who is housed beyond the task frees a place in the same period."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import numpy as np

from verdeling.errors import Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import Opbouw, Planregel, Verteld
from verdeling.solver.goals import Ints, ints
from verdeling.texts import Lang
from verdeling.verdeelmodel.fraction import Breuk


class Vaten(Planregel):
    """``v_g ≤ φ·e_g``, ``e_g ≤ q·T_g``: e people housed beyond the task T free v places that are asked."""

    soort: ClassVar[str] = "vaten"
    verteld: ClassVar[Verteld] = "waarheen"
    wat: ClassVar[tuple[str, str]] = (
        "Wie meer statushouders huisvest dan de taak vraagt, hoeft in dezelfde periode minder opvangplaatsen "
        "te vinden.",
        "Who houses more status holders than the task asks needs to find fewer reception places in the same "
        "period.",
    )
    zin: ClassVar[tuple[str, str]] = (
        "{naam} kan boven de taak {mensen} {mensen:?mens:mensen} huisvesten, en elk maakt "
        "{deel:breuk} {deel:?plaats:plaatsen} vrij",
        "{naam} can house {mensen} {mensen:?person:people} beyond the task, and each frees "
        "{deel:breuk} {deel:?place:places}",
    )

    taak: str
    """Task of housing in the model."""
    per_persoon: Breuk = Fraction(1)
    """Places that one person housed beyond the task frees."""
    boven_taak: Breuk = Fraction(0)
    """Most that a gemeente houses beyond its task, as a share of it; 0: nobody has promised more."""

    def problemen(self, data: Plandata) -> list[Probleem]:
        """The task exists and is another than that of the plan; shares are not negative."""
        waar = "plan.regels.vaten"
        found = []
        if self.taak not in data.taken or self.taak == data.taak:
            bekend = ", ".join(sorted(set(data.taken) - {data.taak}))
            found.append(Probleem.van("V462", f"{waar}.taak", bekend=bekend or "–"))
        for veld in ("per_persoon", "boven_taak"):
            if getattr(self, veld) < 0:
                found.append(Probleem.van("V452", f"{waar}.{veld}", waarde=getattr(self, veld)))
        return found

    def meeste(self, data: Plandata) -> Ints:
        """Most people that each gemeente houses beyond its task, rounded down."""
        return ints(data.taken[self.taak] * self.boven_taak.numerator // self.boven_taak.denominator)

    def variabelen(self, o: Opbouw) -> None:
        """``e_g`` people beyond the task and ``v_g`` places that they free, where places are asked."""
        mensen = self.meeste(o.data)
        plaatsen = mensen * self.per_persoon.numerator // self.per_persoon.denominator
        gevraagd = o.kolom["r"] >= 0
        for tafel in o.ruiltafels:
            if tafel.taak == o.data.taak:
                gevraagd[tafel.neemt] = True
        wie = np.flatnonzero((plaatsen > 0) & gevraagd)
        o.per_gemeente("extra", wie, 0, mensen[wie])
        o.per_gemeente("vrij", wie, 0, plaatsen[wie])
        o.extra += [o.kolom["extra"][wie], o.kolom["vrij"][wie]]
        o.plaatsing.append((wie, o.kolom["vrij"][wie], 1))

    def rijen(self, o: Opbouw) -> None:
        """``v_g ≤ φ·e_g``, in whole numbers."""
        per = self.per_persoon
        for g in o.heeft("extra").tolist():
            kolommen = [int(o.kolom["vrij"][g]), int(o.kolom["extra"][g])]
            o.bouw.rij(self.rij(o.data.codes[g]), kolommen, [per.denominator, -per.numerator], boven=0)

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """People that a gemeente can house beyond its task."""
        mensen = int(self.meeste(o.data)[o.data.nummer[waar]])
        return self._zin(o, waar, lang, mensen=mensen, deel=self.per_persoon)
