"""Emergency places that become places that count."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import numpy as np

from verdeling.errors import Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import DEFINITIE, Need, Opbouw, Planregel, unknown_codes
from verdeling.solver.program import RowTag
from verdeling.terms import Gemeente
from verdeling.texts import Lang, Sentence


class Omzetting(Planregel):
    """``c_h ≤ E_h`` and ``c_h ≤ n_h``; what is not converted is newly built, ``b_h = n_h − c_h``."""

    soort: ClassVar[str] = "omzetting"
    wat: ClassVar[Sentence] = Sentence(
        "Noodplaatsen mogen worden omgezet in plaatsen die meetellen, ten hoogste zo veel als er zijn.",
        "Emergency places may be converted into places that count, at most as many as there are.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "in {naam} {aantal:?kan:kunnen} ten hoogste {aantal} {aantal:?noodplaats:noodplaatsen} "
        "worden omgezet",
        "at most {aantal} emergency {aantal:?place:places} can be converted in {naam}",
    )

    kolom: str = "capaciteit_nood"
    """Column of the data with the emergency places."""
    peildatum: dt.date | None = None
    """Reference date of that column; may be left out when it exists for one date only."""
    hoogstens: dict[Gemeente, int] | None = None
    """Fewer conversions than there are places, by gemeentecode."""

    def needs(self) -> tuple[Need, ...]:
        """Emergency places."""
        return (Need("nood", self.kolom, self.peildatum, path=f"plan.regels.{self.soort}.peildatum"),)

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Conversions are not negative and not above what exists."""
        hoogstens = self.hoogstens or {}
        found = unknown_codes(self.soort, "hoogstens", hoogstens, data)
        for code, aantal in hoogstens.items():
            if code not in data.nummer:
                continue
            nood = int(data.nood[data.nummer[code]])
            if not 0 <= aantal <= nood:
                waar = f"plan.regels.omzetting.hoogstens.{code}"
                found.append(Probleem.van("V453", waar, aantal=aantal, nood=nood, naam=data.naam(code)))
        return found

    def ruimte(self, data: Plandata) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Most conversions per gemeente."""
        ruimte = data.nood.copy()
        for code, aantal in (self.hoogstens or {}).items():
            ruimte[data.nummer[code]] = aantal
        return ruimte

    def variabelen(self, o: Opbouw) -> None:
        """``c_h`` where emergency places stand and new places can come."""
        ruimte, n = self.ruimte(o.data), o.kolom["n"]
        wie = np.flatnonzero((ruimte > 0) & (n >= 0))
        o.per_gemeente("c", wie, 0, np.minimum(ruimte, o.ruimte.n_boven)[wie])

    def rijen(self, o: Opbouw) -> None:
        """``c_h ≤ n_h`` says what a conversion is; ``c_h ≤ E_h`` is the rule."""
        wie = o.heeft("c")
        c, n, codes = o.kolom["c"][wie], o.kolom["n"][wie], o.data.codes
        paren = np.column_stack((c, n)).ravel()
        o.bouw.rows(
            [RowTag(DEFINITIE, codes[h], unit="plaatsen") for h in wie],
            [2] * len(wie),
            paren,
            np.tile([1, -1], len(wie)),
            upper=0,
        )
        o.bouw.rows([self.rij(codes[h]) for h in wie], [1] * len(wie), c, 1, upper=self.ruimte(o.data)[wie])

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """Conversions that a gemeente allows."""
        return self._zin(o, waar, lang, aantal=int(self.ruimte(o.data)[o.data.nummer[waar]]))
