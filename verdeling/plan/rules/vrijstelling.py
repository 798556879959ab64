"""Gemeenten of which nothing is asked."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import BuildState, Planregel, Room, Told, unknown_codes
from verdeling.terms import Gemeente
from verdeling.texts import Lang, Sentence
from verdeling.texts.sources import source


class Vrijstelling(Planregel):
    """``r_g = 0`` for named gemeenten, each with a reason."""

    soort: ClassVar[str] = "vrijstelling"
    verteld: ClassVar[Told] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Van vrijgestelde gemeenten wordt niets extra gevraagd; hun deel gaat naar de andere gemeenten.",
        "Nothing more is asked of exempted gemeenten; their part goes to the other gemeenten.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} is vrijgesteld: {reden}",
        "{naam} is exempted: {reden}",
    )

    gemeenten: dict[Gemeente, str] = Field(min_length=1)
    """Gemeentecode → reason."""
    ook_niet_voor_anderen: bool = False
    """True: no new places come there either."""

    def problemen(self, data: PlanData) -> list[Problem]:
        """Exempted gemeenten exist and have a reason."""
        found = unknown_codes(self.soort, "gemeenten", self.gemeenten, data)
        return found + [
            Problem.van("V458", f"plan.regels.vrijstelling.gemeenten.{code}")
            for code, reason in self.gemeenten.items()
            if not reason.strip()
        ]

    def grenzen(self, data: PlanData, ruimte: Room) -> None:
        """Nothing asked, and no part in the division."""
        who = [data.nummer[code] for code in self.gemeenten]
        ruimte.r_above[who] = 0
        ruimte.r_free[who] = False
        if self.ook_niet_voor_anderen:
            ruimte.n_boven[who] = 0

    def rijen(self, o: BuildState) -> None:
        """``r_g = 0``, and ``n_g = 0`` when nothing may come there."""
        for code in sorted(self.gemeenten):
            g = o.data.nummer[code]
            columns = [int(o.kolom["r"][g])] if o.kolom["r"][g] >= 0 else []
            if self.ook_niet_voor_anderen and o.kolom["n"][g] >= 0:
                columns.append(int(o.kolom["n"][g]))
            o.builder.row(self.rij(code), columns, 1, upper=0)

    def decides(self, o: BuildState, code: str) -> bool:
        """Who is exempted is told so, with the reason."""
        return code in self.gemeenten

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """The reason of the exemption."""
        return self._zin(o, where, lang, reden=source(self.gemeenten[where], lang))
