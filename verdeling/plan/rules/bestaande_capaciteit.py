"""Which places stand and count, and whether they may be closed."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

import numpy as np

from verdeling.plan.rules.basis import DEFINITION, BuildState, Need, Planregel, Told
from verdeling.solver.program import RowTag
from verdeling.texts import Lang, Sentence

NONE_KNOWN: Final = "geen"
"""In the place of a column: what stands is not known, and nothing is taken off the task."""


class BestaandeCapaciteit(Planregel):
    """``K_g`` counts and stays; with `sluiten` it is a variable ``0 ≤ k_g ≤ K_g``."""

    soort: ClassVar[str] = "bestaande_capaciteit"
    steps: ClassVar[tuple[str, ...]] = ("plan_boven",)
    required: ClassVar[bool] = True
    verteld: ClassVar[Told] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Plaatsen die er duurzaam zijn tellen mee voor de gemeente waar ze staan.",
        "Places that stand durably count for the gemeente where they are.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "in {naam} {aantal:?staat:staan} {aantal} {aantal:?plaats die meetelt:plaatsen die meetellen}",
        "{aantal} {aantal:?place that counts stands:places that count stand} in {naam}",
    )

    kolom: str = "capaciteit_regulier"
    """Column of the data with the places that count; geen: none is known, and all is to be found."""
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
        if self.kolom == NONE_KNOWN:
            return ()
        return (Need("bestaand", self.kolom, self.peildatum, path=f"plan.regels.{self.soort}.peildatum"),)

    def variables(self, o: BuildState) -> None:
        """``k_g``, the places kept, when closing is allowed."""
        if self.sluiten:
            who = np.flatnonzero(o.data.bestaand > 0)
            o.per_gemeente("k", who, 0, o.data.bestaand[who])
            o.extra.append(o.kolom["k"][who])

    def rijen(self, o: BuildState) -> None:
        """``k_g ≤ K_g``; and a row that is always true keeps k and n of one gemeente in one part."""
        who = o.heeft("k")
        o.builder.rows(
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
                o.builder.row(RowTag(DEFINITION, o.data.codes[g], unit="plaatsen"), columns, coefs, upper=kan)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """Places that stand in a gemeente."""
        return self._zin(o, where, lang, aantal=int(o.data.bestaand[o.data.nummer[where]]))
