"""What a provincie must find: the remainder is asked of its gemeenten, and what is asked is placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Final

import numpy as np

from verdeling.errors import ModelError, Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import Opbouw, Planregel, Verteld, not_with_closing
from verdeling.solver.goals import ints
from verdeling.terms import Provincie
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal

VRIJ: Final = Sentence(
    "wat van {naam} wordt gevraagd moet een plek krijgen",
    "what is asked of {naam} must get a place",
)

MET_SLUITEN: Final = Sentence(
    "in {naam} blijven van de plaatsen die er staan, samen met wat wordt gevraagd, {aantal} "
    "{aantal:?plaats:plaatsen} nodig",
    "in {naam} the places kept and those asked must together be {aantal}",
)


class Provincietotaal(Planregel):
    """``Σ_{g∈p} r_g = R_p`` and ``Σ_h f_gh + s_g = r_g``; ``s = 0`` when hard."""

    soort: ClassVar[str] = "provincietotaal"
    steps: ClassVar[tuple[str, ...]] = ("plan_tekort",)
    required: ClassVar[bool] = True
    asks: ClassVar[bool] = True
    verteld: ClassVar[Verteld] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Elke provincie vraagt haar gemeenten samen precies wat na de bestaande plaatsen overblijft, en "
        "wat een "
        "gemeente wordt gevraagd krijgt een plek.",
        "Each provincie asks of its gemeenten together exactly what is left after the places that stand, "
        "and what is "
        "asked of a gemeente gets a place.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} moet {aantal} {aantal:?plaats:plaatsen} laten opvangen",
        "{naam} must have {aantal} {aantal:?place:places} provided",
    )

    hard: bool = True
    """True: every place must be found; False: what cannot be placed is counted by the goal `tekort`."""
    opgave: dict[Provincie, Getal] | None = None
    """Given totals by provincie code; they replace the sum of the indicative figures."""
    rest: dict[Provincie, Getal] | None = None
    """Given remainders by provincie code; they replace total minus places that stand."""

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Given totals and remainders are whole, not negative, and of a provincie of these data."""
        found = []
        for veld, gegeven in (("opgave", self.opgave), ("rest", self.rest)):
            for code, getal in (gegeven or {}).items():
                waar = f"plan.regels.provincietotaal.{veld}.{code}"
                if code not in data.provincies:
                    found.append(Probleem.van("V451", waar, bekend=", ".join(data.provincies)))
                if getal.waarde < 0 or getal.waarde.denominator != 1:
                    found.append(Probleem.van("V452", waar, waarde=getal.waarde))
        return found

    @property
    def soft(self) -> bool:
        """As set."""
        return not self.hard

    def remainders(self) -> Mapping[str, int]:
        """As set."""
        return {code: int(getal.waarde) for code, getal in (self.rest or {}).items()}

    def totals(self, data: Plandata) -> Plandata:
        """Given totals, and given remainders in the place of total minus places that stand."""
        if fouten := self.problemen(data):
            raise ModelError(fouten)
        opgave = data.opgave.copy()
        for code, getal in (self.opgave or {}).items():
            opgave[data.provincies.index(code)] = int(getal.waarde)
        rest = np.maximum(0, opgave - data.per_provincie(data.bestaand))
        for code, getal in (self.rest or {}).items():
            rest[data.provincies.index(code)] = int(getal.waarde)
        return replace(data, opgave=ints(opgave), rest=ints(rest))

    def samenhang(self, opdracht: Planopdracht) -> list[Probleem]:
        """What is not found must be counted; a given remainder leaves nothing to close."""
        found = not_with_closing(opdracht, "provincietotaal.rest", self.rest)
        if self.soft and "tekort" not in opdracht.doelen:
            found.append(Probleem.van("V475", "plan.doelen"))
        return found

    def rijen(self, o: Opbouw) -> None:
        """One row per provincie, and one per gemeente of which places are asked."""
        self._provincies(o)
        self._plaatsing(o)

    def _provincies(self, o: Opbouw) -> None:
        data, bestaand = o.data, o.data.per_provincie(o.data.bestaand)
        for p, leden in enumerate(data.leden):
            r = o.kolom["r"][leden]
            kolommen = r[r >= 0].tolist() + ([o.rest_tekort[p]] if p in o.rest_tekort else [])
            if o.sluiten:
                self._met_sluiten(o, p, kolommen, int(bestaand[p]))
            elif kolommen or data.rest[p]:
                o.bouw.row(self.rij(data.provincies[p]), kolommen, 1, int(data.rest[p]), int(data.rest[p]))

    def _met_sluiten(self, o: Opbouw, p: int, kolommen: list[int], bestaand: int) -> None:
        """``Σ r = max(0, O − Σ k)``: what is closed must be found again when the provincie needs it."""
        code, opgave = o.data.provincies[p], int(o.data.opgave[p])
        k = o.kolom["k"][o.data.leden[p]]
        samen = [*kolommen, *k[k >= 0].tolist()]
        if bestaand <= opgave:
            o.bouw.row(self.rij(code), samen, 1, opgave, opgave)
            return
        y = int(o.bouw.variables("y", [(code,)], 0, 1)[0])
        o.hulp.append(np.array([y]))
        ruim = [1] * len(samen)
        o.bouw.row(self.rij(code), samen, 1, lower=opgave)
        o.bouw.row(self.rij(code), [*kolommen, y], [*[1] * len(kolommen), -opgave], upper=0)
        o.bouw.row(self.rij(code), [*samen, y], [*ruim, bestaand - opgave], upper=bestaand)

    def _plaatsing(self, o: Opbouw) -> None:
        """``Σ_h f_gh + s_g − r_g = 0``, with what further rules bring in or take away."""
        codes, n = o.data.codes, o.data.aantal
        wie, kolommen, coefs = [o.g], [o.f], [np.ones(len(o.f), dtype=np.int64)]
        for soort, teken in (("s", 1), ("r", -1)):
            van = o.heeft(soort)
            wie.append(van)
            kolommen.append(o.kolom[soort][van] if len(van) else van)
            coefs.append(np.full(len(van), teken))
        for g, kolom, teken in o.plaatsing:
            wie.append(g)
            kolommen.append(kolom)
            coefs.append(np.full(len(g), teken))
        alle = np.concatenate(wie)
        orde = np.argsort(alle, kind="stable")
        lengtes = np.bincount(alle, minlength=n)
        nodig = np.flatnonzero(lengtes)
        rijen = [self.rij(codes[g]) for g in nodig]
        o.bouw.rows(rijen, lengtes[nodig], np.concatenate(kolommen)[orde], np.concatenate(coefs)[orde], 0, 0)

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """Places that a provincie or a gemeente must have provided."""
        if waar in o.data.nummer:
            if o.r is None:
                return VRIJ.say(lang, naam=o.data.in_zin(waar))
            return self._zin(o, waar, lang, aantal=int(o.r[o.data.nummer[waar]]))
        if o.sluiten:
            opgave = int(o.data.opgave[o.data.provincies.index(waar)])
            return MET_SLUITEN.say(lang, naam=o.data.in_zin(waar), aantal=opgave)
        return self._zin(o, waar, lang, aantal=int(o.data.rest[o.data.provincies.index(waar)]))
