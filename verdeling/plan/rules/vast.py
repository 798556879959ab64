"""Figures that somebody else has decided."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import BuildState, Planregel, Room, Told, unknown_codes
from verdeling.terms import Frozen, Gemeente
from verdeling.texts import Lang, Sentence


class VasteGemeente(Frozen):
    """What is fixed for one gemeente, and why."""

    reden: str
    plan: int | None = Field(default=None, ge=0)
    """Places that stand there under the plan, ``K + n``."""
    minstens: int | None = Field(default=None, ge=0)
    """Fewest of these."""
    hoogstens: int | None = Field(default=None, ge=0)
    """Most of these."""
    gevraagd: int | None = Field(default=None, ge=0)
    """Places asked on top of what stands, ``r``."""

    @property
    def bounds(self) -> tuple[tuple[str, int | None, int | None], ...]:
        """What is fixed of the places under the plan, in words: least and most."""
        every = (
            ("plan =", self.plan, self.plan),
            ("plan ≥", self.minstens, None),
            ("plan ≤", None, self.hoogstens),
        )
        return tuple(b for b in every if b[1:] != (None, None))


class Vast(Planregel):
    """``K_g + n_g`` fixed or bounded, or ``r_g`` fixed, for named gemeenten, each with a reason."""

    soort: ClassVar[str] = "vast"
    verteld: ClassVar[Told] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Voor genoemde gemeenten ligt het aantal vast door een besluit of afspraak.",
        "For named gemeenten the number is fixed by a decision or agreement.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "voor {naam} ligt vast: {wat} ({reden}); er {bestaand:?staat:staan} nu {bestaand} "
        "{bestaand:?plaats:plaatsen}",
        "fixed for {naam}: {wat} ({reden}); {bestaand} {bestaand:?place stands:places stand} now",
    )

    gemeenten: dict[Gemeente, VasteGemeente] = Field(min_length=1)
    """Gemeentecode → what is fixed."""

    def problemen(self, data: PlanData) -> list[Problem]:
        """Fixed gemeenten exist, have a reason, and something is fixed."""
        found = unknown_codes(self.soort, "gemeenten", self.gemeenten, data)
        for code, fixed in self.gemeenten.items():
            if not fixed.reden.strip():
                found.append(Problem.van("V458", f"plan.regels.vast.gemeenten.{code}"))
            if not fixed.bounds and fixed.gevraagd is None:
                found.append(Problem.van("V459", f"plan.regels.vast.gemeenten.{code}"))
        return found

    def grenzen(self, data: PlanData, ruimte: Room) -> None:
        """A fixed asked number takes no part in the division of the remainder."""
        for code, fixed in self.gemeenten.items():
            g = data.nummer[code]
            if fixed.gevraagd is not None:
                ruimte.r_below[g] = ruimte.r_above[g] = fixed.gevraagd
                ruimte.r_free[g] = False
            for _, _, most in fixed.bounds:
                if most is not None:
                    over = most if ruimte.sluiten else max(0, most - int(data.bestaand[g]))
                    ruimte.n_boven[g] = min(int(ruimte.n_boven[g]), over)

    def rijen(self, o: BuildState) -> None:
        """One row per number; a most below what stands makes a false row, which is named."""
        for code in sorted(self.gemeenten):
            fixed, g = self.gemeenten[code], o.data.nummer[code]
            if fixed.gevraagd is not None:
                r = int(o.kolom["r"][g])
                o.builder.row(self.rij(code), [r] if r >= 0 else [], 1, fixed.gevraagd, fixed.gevraagd)
            columns, coefs, stands = o.staat(g)
            for _, least, most in fixed.bounds:
                lower, upper = (None if n is None else n - stands for n in (least, most))
                o.builder.row(self.rij(code), columns, coefs, lower, upper)

    def decides(self, o: BuildState, code: str) -> bool:
        """A number that is fixed is told, with the reason."""
        return code in self.gemeenten and self.gemeenten[code].gevraagd is not None

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """What is fixed for a gemeente, and why."""
        fixed = self.gemeenten[where]
        parts = [f"{name} {least if most is None else most}" for name, least, most in fixed.bounds]
        parts += [] if fixed.gevraagd is None else [f"gevraagd = {fixed.gevraagd}"]
        what = ", ".join(parts)
        bestaand = int(o.data.bestaand[o.data.nummer[where]])
        return self._zin(o, where, lang, wat=what, reden=fixed.reden, bestaand=bestaand)
