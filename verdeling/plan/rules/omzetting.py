"""Emergency places that become places that count."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import numpy as np

from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import DEFINITION, BuildState, Need, Planregel, unknown_codes
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

    def problemen(self, data: PlanData) -> list[Problem]:
        """Conversions are not negative and not above what exists."""
        at_most = self.hoogstens or {}
        found = unknown_codes(self.soort, "hoogstens", at_most, data)
        for code, count in at_most.items():
            if code not in data.nummer:
                continue
            emergency = int(data.nood[data.nummer[code]])
            if not 0 <= count <= emergency:
                where = f"plan.regels.omzetting.hoogstens.{code}"
                found.append(Problem.van("V453", where, aantal=count, nood=emergency, naam=data.naam(code)))
        return found

    def ruimte(self, data: PlanData) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Most conversions per gemeente."""
        room = data.nood.copy()
        for code, count in (self.hoogstens or {}).items():
            room[data.nummer[code]] = count
        return room

    def variables(self, o: BuildState) -> None:
        """``c_h`` where emergency places stand and new places can come."""
        room, n = self.ruimte(o.data), o.kolom["n"]
        who = np.flatnonzero((room > 0) & (n >= 0))
        o.per_gemeente("c", who, 0, np.minimum(room, o.ruimte.n_boven)[who])

    def rijen(self, o: BuildState) -> None:
        """``c_h ≤ n_h`` says what a conversion is; ``c_h ≤ E_h`` is the rule."""
        who = o.heeft("c")
        c, n, codes = o.kolom["c"][who], o.kolom["n"][who], o.data.codes
        pairs = np.column_stack((c, n)).ravel()
        o.builder.rows(
            [RowTag(DEFINITION, codes[h], unit="plaatsen") for h in who],
            [2] * len(who),
            pairs,
            np.tile([1, -1], len(who)),
            upper=0,
        )
        o.builder.rows(
            [self.rij(codes[h]) for h in who], [1] * len(who), c, 1, upper=self.ruimte(o.data)[who]
        )

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """Conversions that a gemeente allows."""
        return self._zin(o, where, lang, aantal=int(self.ruimte(o.data)[o.data.nummer[where]]))
