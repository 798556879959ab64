"""The verdeelbesluit: what the report of a provincie leaves open is asked of the eligible gemeenten."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar, Final, Literal

import numpy as np
from pydantic import Field

from verdeling.errors import Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import Opbouw, Planregel, Ruimte, Verteld, not_with_closing, onbekende_codes
from verdeling.plan.rules.provincietotaal import Provincietotaal
from verdeling.plan.rules.vast import Vast
from verdeling.plan.rules.vrijstelling import Vrijstelling
from verdeling.solver.goals import Ints, ints
from verdeling.terms import Frozen, Gemeente, Grondslag, Provincie
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal

GEMEENTE: Final = {
    True: Sentence(
        "{naam} zit met {heeft} {heeft:?plaats:plaatsen} onder het eigen cijfer van {cijfer} en "
        "deelt mee in de restopgave",
        "{naam} is with {heeft} {heeft:?place:places} below its own figure of {cijfer} and shares in "
        "the remainder",
    ),
    False: Sentence(
        "{naam} ({heeft} {heeft:?plaats:plaatsen}, eigen cijfer {cijfer}) deelt niet mee in de restopgave",
        "{naam} ({heeft} {heeft:?place:places}, own figure {cijfer}) does not share in the remainder",
    ),
}
VRIJWILLIG: Final = Sentence(
    "; van het aanbod {boven:?blijft:blijven} {boven} {boven:?plaats:plaatsen} boven het eigen "
    "cijfer vrijwillig",
    "; of the offer {boven} {boven:?place:places} above the own figure {boven:?stays:stay} voluntary",
)


class Gezamenlijk(Frozen):
    """One site that the plans of several gemeenten each count."""

    naam: str
    gemeenten: tuple[Gemeente, ...] = Field(min_length=2)
    geteld: int = Field(ge=0)
    """Places that the separate plans count together."""
    plaatsen: int = Field(ge=0)
    """Places that the site has."""
    grondslag: Grondslag


class Verdeelbesluit(Planregel):
    """``R_p = max(0, O_p − report_p)``, asked of the eligible gemeenten of p; a joint site counts once.

    Eligible are gemeenten below their own figure that no rule exempts; per provincie a list, or only the
    lowest fulfilments, may be given. Offers above the own figure count for the provincie and are never asked.
    """

    soort: ClassVar[str] = "verdeelbesluit"
    steps: ClassVar[tuple[str, ...]] = ("plan_verslag",)
    verteld: ClassVar[Verteld] = "gevraagd"
    wat: ClassVar[Sentence] = Sentence(
        "Wat het verslag van een provincie openlaat wordt verdeeld over haar gemeenten onder hun eigen "
        "cijfer; wat boven dat cijfer is aangeboden blijft vrijwillig.",
        "What the report of a provincie leaves open is divided over its gemeenten below their own figure; "
        "what was offered above that figure stays voluntary.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam}: de opgave is {opgave}, het verslag telt {verslag} {verslag:?plaats:plaatsen}, de "
        "restopgave is {rest}, over "
        "{aantal} {aantal:?gemeente:gemeenten}",
        "{naam}: the total is {opgave}, the report counts {verslag} {verslag:?place:places}, the "
        "remainder is {rest}, over "
        "{aantal} {aantal:?gemeente:gemeenten}",
    )

    verslagen: dict[Provincie, Getal] = Field(default_factory=dict)
    """Places in the report of each provincie, by code."""
    restopgave: dict[Provincie, Getal] = Field(default_factory=dict)
    """Remainder as decided, by provincie code; it replaces total minus report."""
    aanbod: dict[Gemeente, Getal] = Field(default_factory=dict)
    """Places that a gemeente has in the report, by gemeentecode; else the places that stand count."""
    in_aanmerking: dict[Provincie, tuple[Gemeente, ...]] = Field(default_factory=dict)
    """Eligible gemeenten by provincie code; else all that are below their figure."""
    ten_hoogste: dict[Provincie, int] = Field(default_factory=dict)
    """Number of eligible gemeenten by provincie code: the lowest fulfilments, ties by code."""
    plafond: Literal["eigen_tekort", "geen"] = "eigen_tekort"
    """eigen_tekort: nobody is asked more than is missing from its own figure."""
    gezamenlijk: tuple[Gezamenlijk, ...] = ()
    """Joint sites in the reports."""

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Every provincie has a report or a remainder; codes exist; numbers are whole and not negative."""
        waar, found = "plan.regels.verdeelbesluit", []
        for veld in ("verslagen", "restopgave", "in_aanmerking", "ten_hoogste"):
            for code in getattr(self, veld):
                if code not in data.provincies:
                    found.append(
                        Probleem.van("V451", f"{waar}.{veld}.{code}", bekend=", ".join(data.provincies))
                    )
        for veld in ("verslagen", "restopgave", "aanbod"):
            for code, getal in getattr(self, veld).items():
                if getal.waarde < 0 or getal.waarde.denominator != 1:
                    found.append(Probleem.van("V452", f"{waar}.{veld}.{code}", waarde=getal.waarde))
        found += onbekende_codes(self.soort, "aanbod", self.aanbod, data)
        for p, wie in self.in_aanmerking.items():
            found += onbekende_codes(self.soort, f"in_aanmerking.{p}", wie, data)
        for i, site in enumerate(self.gezamenlijk):
            found += onbekende_codes(self.soort, f"gezamenlijk.{i}", site.gemeenten, data)
            if site.plaatsen > site.geteld:
                getallen = {"naam": site.naam, "plaatsen": site.plaatsen, "geteld": site.geteld}
                found.append(Probleem.van("V433", f"{waar}.gezamenlijk.{i}", **getallen))
        for code in data.provincies:
            if code not in self.verslagen and code not in self.restopgave:
                found.append(Probleem.van("V431", f"{waar}.verslagen", naam=data.naam(code), provincie=code))
        return found

    def samenhang(self, opdracht: Planopdracht) -> list[Probleem]:
        """A remainder is given here or with the provincietotaal, not twice; nothing closes."""
        totaal = opdracht.regels.get(Provincietotaal.soort)
        found = not_with_closing(opdracht, self.soort, True)
        if isinstance(totaal, Provincietotaal) and totaal.rest:
            found.append(Probleem.van("V432", "plan.regels.provincietotaal.rest"))
        return found

    def verslag(self, data: Plandata, p: int) -> int | None:
        """Places in the report of a provincie, joint sites once; None when it was not seen."""
        code = data.provincies[p]
        if code not in self.verslagen:
            return None
        dubbel = sum(
            site.geteld - site.plaatsen
            for site in self.gezamenlijk
            if data.provincies[int(data.provincie[data.nummer[site.gemeenten[0]]])] == code
        )
        return int(self.verslagen[code].waarde) - dubbel

    def bereid(self, data: Plandata) -> Plandata:
        """The data with the remainder of each provincie as decided."""
        rest = []
        for p, code in enumerate(data.provincies):
            gegeven = self.restopgave.get(code)
            verslag = self.verslag(data, p)
            rest.append(int(gegeven.waarde) if gegeven else max(0, int(data.opgave[p]) - (verslag or 0)))
        return replace(data, rest=ints(rest))

    def heeft(self, data: Plandata) -> Ints:
        """What a gemeente has: its places in the report where known, else those that stand."""
        plaatsen = data.bestaand.copy()
        for code, getal in self.aanbod.items():
            plaatsen[data.nummer[code]] = int(getal.waarde)
        return ints(plaatsen)

    def deelnemers(self, data: Plandata, vrij: Any) -> Ints:  # noqa: ANN401
        """Gemeenten that share in the remainder, as places in the arrays."""
        heeft, gekozen = self.heeft(data), []
        for p, leden in enumerate(data.leden):
            code = data.provincies[p]
            mee = [int(g) for g in leden if vrij[g] and heeft[g] < data.indicatief[g]]
            if code in self.in_aanmerking:
                mee = [g for g in mee if data.codes[g] in self.in_aanmerking[code]]
            if code in self.ten_hoogste:
                orde = sorted(mee, key=lambda g: (Fraction(int(heeft[g]), int(data.indicatief[g])), g))
                mee = orde[: self.ten_hoogste[code]]
            gekozen += sorted(mee)
        return ints(sorted(gekozen))

    def grenzen(self, data: Plandata, ruimte: Ruimte) -> None:
        """Nothing asked of who is not eligible; at most the own shortfall, or the whole remainder."""
        wie = self.deelnemers(data, ruimte.r_vrij)
        boven = np.zeros(data.aantal, dtype=np.int64)
        tekort = np.maximum(0, data.indicatief - self.heeft(data))
        boven[wie] = tekort[wie] if self.plafond == "eigen_tekort" else data.rest[data.provincie[wie]]
        ruimte.r_boven = np.where(ruimte.r_vrij, boven, ruimte.r_boven)
        buiten = np.ones(data.aantal, dtype=bool)
        buiten[wie] = False
        ruimte.r_vrij = ruimte.r_vrij & ~buiten

    def rijen(self, o: Opbouw) -> None:
        """``r_g ≤ 0`` for gemeenten that are not eligible and of which no other rule says what is asked."""
        for g in o.heeft("r").tolist():
            if self.bepaalt(o, o.data.codes[g]):
                o.bouw.row(self.rij(o.data.codes[g]), [int(o.kolom["r"][g])], 1, upper=0)

    def bepaalt(self, o: Opbouw, code: str) -> bool:
        """Who does not share in the remainder is told so, unless another rule names the gemeente."""
        anders = any(isinstance(r, Vrijstelling | Vast) and code in r.gemeenten for r in o.regels.values())
        return not anders and not o.ruimte.r_vrij[o.data.nummer[code]]

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """The sum of a provincie, or whether a gemeente shares in it."""
        data = o.data
        if waar not in data.nummer:
            return self._provincie(o, data.provincies.index(waar), lang)
        g = data.nummer[waar]
        heeft, cijfer = int(self.heeft(data)[g]), int(data.indicatief[g])
        zin = GEMEENTE[bool(o.ruimte.r_vrij[g])].say(lang, naam=data.in_zin(waar), heeft=heeft, cijfer=cijfer)
        if waar in self.aanbod and heeft > cijfer:
            zin += VRIJWILLIG.say(lang, boven=heeft - cijfer)
        return zin

    def _provincie(self, o: Opbouw, p: int, lang: Lang) -> str:
        verslag = self.verslag(o.data, p)
        return self._zin(
            o,
            o.data.provincies[p],
            lang,
            opgave=int(o.data.opgave[p]),
            verslag="–" if verslag is None else verslag,
            rest=int(o.data.rest[p]),
            aantal=int(np.count_nonzero(o.ruimte.r_vrij[o.data.leden[p]])),
        )
