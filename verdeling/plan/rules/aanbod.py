"""Places that gemeenten offer of their own accord."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import numpy as np

from verdeling.errors import Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.goals import Ints, ints
from verdeling.plan.rules.basis import Opbouw, Planregel, Ruimte
from verdeling.texts import Lang


class Aanbod(Planregel):
    """``r_g ≥ min(A_g, max(0, N_g − K_g))``: an offer counts first, but never becomes more than the own
    figure.
    """

    soort: ClassVar[str] = "aanbod"
    wat: ClassVar[tuple[str, str]] = (
        "Wat een gemeente aanbiedt telt als eerste, tot haar eigen cijfer; meer mag worden gebruikt maar "
        "wordt nooit een "
        "verplichting.",
        "What a gemeente offers counts first, up to its own figure; more may be used but never becomes an "
        "obligation.",
    )
    zin: ClassVar[tuple[str, str]] = (
        "{naam} biedt {aanbod} plaatsen aan, waarvan er {aantal} meetellen voor wat wordt gevraagd",
        "{naam} offers {aanbod} places, of which {aantal} count for what is asked",
    )

    kolom: str = "aanbod"
    """Column of the data with the offered places; empty where nothing was offered."""
    peildatum: dt.date | None = None
    """Reference date of that column; may be left out when it exists for one date only."""

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Offers are not negative."""
        return [
            Probleem.van(
                "V460", f"{self.kolom} {data.codes[g]}", naam=data.namen[g], aanbod=int(data.aanbod[g])
            )
            for g in np.flatnonzero(data.aanbod < -1)
        ]

    def telt(self, data: Plandata) -> Ints:
        """Offered places that count for the remainder."""
        return ints(np.minimum(np.maximum(data.aanbod, 0), np.maximum(0, data.indicatief - data.bestaand)))

    def grenzen(self, data: Plandata, ruimte: Ruimte) -> None:
        """At least what is offered, except where the asked number is set by another rule."""
        ruimte.r_onder = np.where(ruimte.r_vrij, np.maximum(ruimte.r_onder, self.telt(data)), ruimte.r_onder)

    def rijen(self, o: Opbouw) -> None:
        """One row per gemeente whose offer counts."""
        telt = self.telt(o.data)
        for g in np.flatnonzero((telt > 0) & o.ruimte.r_vrij).tolist():
            r = int(o.kolom["r"][g])
            o.bouw.rij(self.rij(o.data.codes[g]), [r] if r >= 0 else [], 1, onder=int(telt[g]))

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """The offer of a gemeente, and what of it counts."""
        g = o.data.nummer[waar]
        return self._zin(o, waar, lang, aanbod=int(o.data.aanbod[g]), aantal=int(self.telt(o.data)[g]))
