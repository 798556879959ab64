"""The verdeelbesluit: what the report of a provincie leaves open is asked of the eligible gemeenten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, ClassVar, Final, Literal

import numpy as np
from pydantic import Field

from verdeling.columns import Column, Rows, Table, column
from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import (
    BuildState,
    Planregel,
    Room,
    Solved,
    Told,
    Values,
    not_with_closing,
    unknown_codes,
)
from verdeling.plan.rules.provincietotaal import Provincietotaal
from verdeling.plan.rules.vast import Vast
from verdeling.plan.rules.vrijstelling import Vrijstelling
from verdeling.sleutel.apportionment import verdeel
from verdeling.solver.goals import Ints, ints
from verdeling.terms import Frozen, Gebied, Gemeente, Grondslag, Provincie
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.model import Planopdracht
from verdeling.verdeelmodel.taak import Getal, Methode

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
VOLUNTARY: Final = Sentence(
    "; van het aanbod {boven:?blijft:blijven} {boven} {boven:?plaats:plaatsen} boven het eigen "
    "cijfer vrijwillig",
    "; of the offer {boven} {boven:?place:places} above the own figure {boven:?stays:stay} voluntary",
)


@dataclass(frozen=True, slots=True)
class BesluitRow:
    """One provincie, or one gemeente of which the decision was published."""

    code: str = column(("code", "code"), ("Code van het gebied.", "Code of the area."))
    gebied: str = column(("gebied", "area"), ("Naam.", "Name."))
    cijfer: int = column(
        ("eigen cijfer", "own figure"), ("Opgave of eigen cijfer.", "Total or own figure."), unit="plaatsen"
    )
    aanbod: int = column(
        ("in het verslag", "in the report"),
        ("Plaatsen in het verslag.", "Places in the report."),
        unit="plaatsen",
    )
    rest: int = column(
        ("van de restopgave", "of the remainder"),
        ("Deel van de restopgave.", "Part of the remainder."),
        unit="plaatsen",
    )
    plan: int = column(("plan", "plan"), ("Verslag en rest.", "Report and remainder."), unit="plaatsen")
    gepubliceerd: int | None = column(
        ("gepubliceerd", "published"), ("Wat is gepubliceerd.", "What was published."), unit="plaatsen"
    )


BESLUIT: Final = Table(
    "verdeelbesluit",
    BesluitRow,
    ("Verslag, restopgave en besluit", "Report, remainder and decision"),
    (
        "Per provincie, en per gemeente waarvan het besluit is gepubliceerd.",
        "Per provincie, and per gemeente of which the decision was published.",
    ),
    "decision",
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
    verteld: ClassVar[Told] = "gevraagd"
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
    verdeel_verslag: bool = False
    """True: the plan starts from the reports, and places of which no gemeente is known are divided: to what
    stands first, the others pro rata to what is missing from the own figures."""
    gepubliceerd: dict[Gebied, Getal] = Field(default_factory=dict)
    """What the decision gave an area, by code, as far as it was published; it decides nothing."""

    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "aanbod_verslag",
            (int,),
            ("In het verslag", "In the report"),
            (
                "Plaatsen in het verslag van de provincie; leeg als het niet is verdeeld.",
                "Places in the report of the provincie; empty where it is not divided.",
            ),
            unit="plaatsen",
            empty=True,
        ),
    )
    tables: ClassVar[tuple[Table[Any], ...]] = (BESLUIT,)

    def problemen(self, data: PlanData) -> list[Problem]:
        """Every provincie has a report or a remainder; codes exist; numbers are whole and not negative."""
        where, found = "plan.regels.verdeelbesluit", []
        for field in ("verslagen", "restopgave", "in_aanmerking", "ten_hoogste"):
            for code in getattr(self, field):
                if code not in data.provincies:
                    found.append(
                        Problem.van("V451", f"{where}.{field}.{code}", bekend=", ".join(data.provincies))
                    )
        for field in ("verslagen", "restopgave", "aanbod", "gepubliceerd"):
            for code, number in getattr(self, field).items():
                if number.waarde < 0 or number.waarde.denominator != 1:
                    found.append(Problem.van("V452", f"{where}.{field}.{code}", waarde=number.waarde))
        found += unknown_codes(self.soort, "aanbod", self.aanbod, data)
        gemeenten = [code for code in self.gepubliceerd if code not in data.provincies]
        found += unknown_codes(self.soort, "gepubliceerd", gemeenten, data)
        for p, who in self.in_aanmerking.items():
            found += unknown_codes(self.soort, f"in_aanmerking.{p}", who, data)
        for i, site in enumerate(self.gezamenlijk):
            found += unknown_codes(self.soort, f"gezamenlijk.{i}", site.gemeenten, data)
            if site.plaatsen > site.geteld:
                numbers = {"naam": site.naam, "plaatsen": site.plaatsen, "geteld": site.geteld}
                found.append(Problem.van("V433", f"{where}.gezamenlijk.{i}", **numbers))
        for code in data.provincies:
            if code not in self.verslagen and code not in self.restopgave:
                found.append(Problem.van("V431", f"{where}.verslagen", naam=data.naam(code), provincie=code))
        return found

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """A remainder is given here or with the provincietotaal, not twice; nothing closes."""
        total = task_order.regels.get(Provincietotaal.soort)
        found = not_with_closing(task_order, self.soort, True)
        if isinstance(total, Provincietotaal) and total.rest:
            found.append(Problem.van("V432", "plan.regels.provincietotaal.rest"))
        return found

    def verslag(self, data: PlanData, p: int) -> int | None:
        """Places in the report of a provincie, joint sites once; None when it was not seen."""
        code = data.provincies[p]
        if code not in self.verslagen:
            return None
        double = sum(
            site.geteld - site.plaatsen
            for site in self.gezamenlijk
            if data.provincies[int(data.provincie[data.nummer[site.gemeenten[0]]])] == code
        )
        return int(self.verslagen[code].waarde) - double

    def prepare(self, data: PlanData) -> PlanData:
        """The data with the remainder of each provincie as decided."""
        rest = []
        for p, code in enumerate(data.provincies):
            given = self.restopgave.get(code)
            report = self.verslag(data, p)
            rest.append(int(given.waarde) if given else max(0, int(data.opgave[p]) - (report or 0)))
        stands = data.figures.get("verslag_staat", data.bestaand)
        data = replace(
            data,
            rest=ints(rest),
            figures=MappingProxyType({**data.figures, "verslag_staat": stands}),
        )
        return replace(data, bestaand=self._report(data)) if self.verdeel_verslag else data

    def _bekend(self, data: PlanData) -> Ints:
        """What a gemeente has: its places in the report where known, else those that stand."""
        places = data.figures.get("verslag_staat", data.bestaand).copy()
        for code, number in self.aanbod.items():
            if code in data.nummer:
                places[data.nummer[code]] = int(number.waarde)
        return ints(places)

    def _report(self, data: PlanData) -> Ints:
        """Places in the report per gemeente, so that they add up to the report of their provincie.

        What is left after the known offers goes to what stands, pro rata when it is less than that, and what
        is left then pro rata to what is missing from the own figures, by largest remainders.
        """
        places = self._bekend(data).copy()
        for p, members in enumerate(data.members):
            report = self.verslag(data, p)
            if report is None:
                continue
            who = [g for g in members.tolist() if data.codes[g] not in self.aanbod]
            stands = places[who]
            over = report - int(places[members].sum())
            mist = np.maximum(0, data.indicatief[who] - stands)
            if over < 0:
                weighs, over, stands = stands, max(0, over + int(stands.sum())), np.zeros_like(stands)
            else:
                weighs = mist if mist.any() else data.indicatief[who]
            places[who] = stands + verdeel(over, weighs.tolist(), Methode.GROOTSTE_REST).aantallen
        return ints(places)

    def heeft(self, data: PlanData) -> Ints:
        """What a gemeente has when the remainder is divided: the report where known, else what stands."""
        return data.bestaand if self.verdeel_verslag else self._bekend(data)

    def deelnemers(self, data: PlanData, free: Any) -> Ints:  # noqa: ANN401
        """Gemeenten that share in the remainder, as places in the arrays."""
        has, known, chosen = self.heeft(data), self._bekend(data), []
        for p, members in enumerate(data.members):
            code = data.provincies[p]
            along = [int(g) for g in members if free[g] and has[g] < data.indicatief[g]]
            if code in self.in_aanmerking:
                along = [g for g in along if data.codes[g] in self.in_aanmerking[code]]
            if code in self.ten_hoogste:
                order = sorted(along, key=lambda g: (Fraction(int(known[g]), int(data.indicatief[g])), g))
                along = order[: self.ten_hoogste[code]]
            chosen += sorted(along)
        return ints(sorted(chosen))

    def grenzen(self, data: PlanData, ruimte: Room) -> None:
        """Nothing asked of who is not eligible; at most the own shortfall, or the whole remainder."""
        who = self.deelnemers(data, ruimte.r_free)
        above = np.zeros(data.aantal, dtype=np.int64)
        tekort = np.maximum(0, data.indicatief - self.heeft(data))
        above[who] = tekort[who] if self.plafond == "eigen_tekort" else data.rest[data.provincie[who]]
        ruimte.r_above = np.where(ruimte.r_free, above, ruimte.r_above)
        outside = np.ones(data.aantal, dtype=bool)
        outside[who] = False
        ruimte.r_free = ruimte.r_free & ~outside

    def rijen(self, o: BuildState) -> None:
        """``r_g ≤ 0`` for gemeenten that are not eligible and of which no other rule says what is asked."""
        for g in o.heeft("r").tolist():
            if self.decides(o, o.data.codes[g]):
                o.builder.row(self.rij(o.data.codes[g]), [int(o.kolom["r"][g])], 1, upper=0)

    def decides(self, o: BuildState, code: str) -> bool:
        """Who does not share in the remainder is told so, unless another rule names the gemeente."""
        otherwise = any(isinstance(r, Vrijstelling | Vast) and code in r.gemeenten for r in o.regels.values())
        return not otherwise and not o.ruimte.r_free[o.data.nummer[code]]

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """Places in the report, when every gemeente has a part of it."""
        data = solved.o.data
        mine = self.verdeel_verslag and taak == data.taak
        return {"aanbod_verslag": tuple(self.heeft(data).tolist())} if mine else {}

    def rows(self, solved: Solved) -> tuple[Rows[Any], ...]:
        """Every provincie, then the gemeenten of which the decision was published."""
        return (BESLUIT.fill(self._rijen(solved)) if self.verdeel_verslag else BESLUIT.fill([]),)

    def _rijen(self, solved: Solved) -> Iterator[BesluitRow]:
        data, r = solved.o.data, solved.numbers("r")
        published = {code: int(number.waarde) for code, number in self.gepubliceerd.items()}
        per_gemeente = (data.indicatief, self.heeft(data), r)
        for p, code in enumerate(data.provincies):
            figure, aanbod, rest = (int(data.per_provincie(what)[p]) for what in per_gemeente)
            yield BesluitRow(code, data.naam(code), figure, aanbod, rest, aanbod + rest, published.get(code))
        for code in sorted(published.keys() & data.nummer.keys()):
            g = data.nummer[code]
            figure, aanbod, rest = (int(what[g]) for what in per_gemeente)
            yield BesluitRow(code, data.naam(code), figure, aanbod, rest, aanbod + rest, published[code])

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """The sum of a provincie, or whether a gemeente shares in it."""
        data = o.data
        if where not in data.nummer:
            return self._provincie(o, data.provincies.index(where), lang)
        g = data.nummer[where]
        has, figure = int(self.heeft(data)[g]), int(data.indicatief[g])
        sentence = GEMEENTE[bool(o.ruimte.r_free[g])].say(
            lang, naam=data.in_zin(where), heeft=has, cijfer=figure
        )
        if where in self.aanbod and has > figure:
            sentence += VOLUNTARY.say(lang, boven=has - figure)
        return sentence

    def _provincie(self, o: BuildState, p: int, lang: Lang) -> str:
        report = self.verslag(o.data, p)
        return self._zin(
            o,
            o.data.provincies[p],
            lang,
            opgave=int(o.data.opgave[p]),
            verslag="–" if report is None else report,
            rest=int(o.data.rest[p]),
            aantal=int(np.count_nonzero(o.ruimte.r_free[o.data.members[p]])),
        )
