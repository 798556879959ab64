"""Which places stand and count, and whether they may be closed."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import numpy as np

from verdeling.plan.rules.basis import DEFINITIE, Need, Opbouw, Planregel, Verteld
from verdeling.solver.program import RowTag
from verdeling.texts import Lang, Sentence


class BestaandeCapaciteit(Planregel):
    """``K_g`` counts and stays; with `sluiten` it is a variable ``0 ≤ k_g ≤ K_g``."""

    soort: ClassVar[str] = "bestaande_capaciteit"
    steps: ClassVar[tuple[str, ...]] = ("plan_boven",)
    required: ClassVar[bool] = True
    verteld: ClassVar[Verteld] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Plaatsen die er duurzaam zijn tellen mee voor de gemeente waar ze staan.",
        "Places that stand durably count for the gemeente where they are.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "in {naam} {aantal:?staat:staan} {aantal} {aantal:?plaats die meetelt:plaatsen die meetellen}",
        "{aantal} {aantal:?place that counts stands:places that count stand} in {naam}",
    )

    kolom: str = "capaciteit_regulier"
    """Column of the data with the places that count."""
    peildatum: dt.date | None = None
    """Reference date of that column; may be left out when it exists for one date only."""
    sluiten: bool = False
    """True: the plan may close places that stand."""

    @property
    def closes(self) -> bool:
        """As set."""
        return self.sluiten

    def needs(self) -> tuple[Need, ...]:
        """Places that stand."""
        return (Need("bestaand", self.kolom, self.peildatum, path=f"plan.regels.{self.soort}.peildatum"),)

    def variabelen(self, o: Opbouw) -> None:
        """``k_g``, the places kept, when closing is allowed."""
        if self.sluiten:
            who = np.flatnonzero(o.data.bestaand > 0)
            o.per_gemeente("k", who, 0, o.data.bestaand[who])
            o.extra.append(o.kolom["k"][who])

    def rijen(self, o: Opbouw) -> None:
        """``k_g ≤ K_g``; and a row that is always true keeps k and n of one gemeente in one part."""
        who = o.heeft("k")
        o.bouw.rows(
            [self.rij(o.data.codes[g]) for g in who],
            [1] * len(who),
            o.kolom["k"][who] if len(who) else who,
            1,
            upper=o.data.bestaand[who],
        )
        if not o.los:
            # An exempted gemeente may get new places only from another provincie: no other row joins them.
            for g in who[o.kolom["n"][who] >= 0].tolist():
                columns, coefs, _ = o.staat(g)
                kan = int(o.data.bestaand[g] + o.ruimte.n_boven[g])
                o.bouw.row(RowTag(DEFINITIE, o.data.codes[g], unit="plaatsen"), columns, coefs, upper=kan)

    def zeg(self, o: Opbouw, where: str, lang: Lang = "nl") -> str:
        """Places that stand in a gemeente."""
        return self._zin(o, where, lang, aantal=int(o.data.bestaand[o.data.nummer[where]]))
