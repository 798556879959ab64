"""Which gemeenten may provide for each other."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import ClassVar, Final, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import POSITION, BuildState, Need, Pairs, Planregel, Told, unknown_codes
from verdeling.solver.goals import Ints
from verdeling.terms import Frozen, Gemeente, Grondslag
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.fraction import Ratio

HOME_POINT: Final = (Need("x", "rd_x_inwoners"), Need("y", "rd_y_inwoners"))
EVERYWHERE: Final = 100_000
"""Radius in km within which every gemeente lies."""

ALLEEN: Final = Sentence(
    "geen andere gemeente van {provincie} mag voor {naam} opvangen ({maat}; de dichtstbijzijnde, {naaste}, "
    "ligt op "
    "{afstand:1} km)",
    "no other gemeente of {provincie} may provide for {naam} ({maat}; the nearest, {naaste}, is "
    "{afstand:1} km away)",
)


class Cluster(Frozen):
    """Gemeenten that provide for each other by agreement, such as a regionale opvanglocatie (ROL)."""

    naam: str
    gemeenten: tuple[Gemeente, ...] = Field(min_length=2)
    overeenkomst: Grondslag | None = None
    """The agreement; needed when the cluster crosses a provincie border."""


class Samenwerking(Planregel):
    """h may provide for g inside a provincie: within a radius, among the nearest, adjacent, same region,
    or a cluster.
    """

    soort: ClassVar[str] = "samenwerking"
    steps: ClassVar[tuple[str, ...]] = ("plan_elders", "plan_voor")
    verteld: ClassVar[Told] = "waarheen"
    whole: ClassVar[bool] = True
    wat: ClassVar[Sentence] = Sentence(
        "Een gemeente mag plaatsen die van haar worden gevraagd laten opvangen door gemeenten in de buurt.",
        "A gemeente may have the places that are asked of it provided by gemeenten nearby.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "wat van {naam} wordt gevraagd kan behalve thuis alleen in {wie} ({maat})",
        "what is asked of {naam} can besides at home only go to {wie} ({maat})",
    )

    straal_km: Ratio | None = Fraction(20)
    """Gemeenten that lie within this many kilometres of each other."""
    punt: Literal["middelpunt", "inwoners"] = "middelpunt"
    """Point that stands for a gemeente in every distance of the plan: the centre of its territory, or of its
    inhabitants."""
    dichtstbij: int = Field(default=4, ge=0)
    """The nearest gemeenten of the provincie, however far; ties by code."""
    aangrenzend: bool = False
    """Gemeenten that share a border."""
    veiligheidsregio: bool = False
    """Gemeenten of the same veiligheidsregio."""
    clusters: tuple[Cluster, ...] = ()
    """Listed groups."""

    def problemen(self, data: PlanData) -> list[Problem]:
        """Clusters name known gemeenten once, and of one provincie unless there is an agreement."""
        found = []
        if self.straal_km is not None and self.straal_km < 0:
            found.append(Problem.van("V452", "plan.regels.samenwerking.straal_km", waarde=self.straal_km))
        for i, cluster in enumerate(self.clusters):
            where = f"clusters.{i}"
            unknown = unknown_codes(self.soort, where, cluster.gemeenten, data)
            found += unknown
            for code, keer in Counter(cluster.gemeenten).items():
                if keer > 1:
                    place = f"plan.regels.samenwerking.{where}"
                    found.append(Problem.van("V455", place, cluster=cluster.naam, naam=data.naam(code)))
            known = [data.nummer[c] for c in cluster.gemeenten if c in data.nummer]
            areas = sorted({data.provincienaam(g) for g in known})
            if len(areas) > 1 and cluster.overeenkomst is None:
                place = f"plan.regels.samenwerking.{where}"
                found.append(Problem.van("V456", place, cluster=cluster.naam, provincies=", ".join(areas)))
        return found

    def needs(self) -> tuple[Need, ...]:
        """Distances."""
        return POSITION if self.punt == "middelpunt" else HOME_POINT

    def without(self) -> Self:
        """Everybody may provide for everybody of the provincie."""
        return self.model_copy(update={"straal_km": Fraction(EVERYWHERE)})

    def pairs(self, data: PlanData, los: bool) -> Pairs:
        """As :meth:`paren`; or everything inside a provincie, of which rows then forbid the rest."""
        g, h = self.paren(data)
        return _sorted([within_provincie(data), (g, h)], data.aantal) if los else (g, h)

    def paren(self, data: PlanData) -> Pairs:
        """Every (g, h) that is allowed, home included."""
        parts = [self._block(data, members) for members in data.members]
        for cluster in self.clusters:
            who = np.array([data.nummer[c] for c in cluster.gemeenten])
            parts.append((np.repeat(who, len(who)), np.tile(who, len(who))))
        return _sorted(parts, data.aantal)

    def _block(self, data: PlanData, members: Ints) -> Pairs:
        mag: npt.NDArray[np.bool_] = np.eye(len(members), dtype=bool)
        d = data.afstand(members[:, None], members[None, :])
        if self.straal_km is not None and data.x is not None:
            mag |= d <= self.straal_km * 10 // 1
        if self.dichtstbij and data.x is not None:
            far = d.copy()
            np.fill_diagonal(far, np.iinfo(np.int64).max)
            neighbours = np.argsort(far, axis=1, kind="stable")[:, : min(self.dichtstbij, len(members) - 1)]
            np.put_along_axis(mag, neighbours, True, axis=1)
        if self.aangrenzend:
            spot = {int(g): i for i, g in enumerate(members)}
            for a, b in data.buren:
                if a in spot and b in spot:
                    mag[spot[a], spot[b]] = mag[spot[b], spot[a]] = True
        if self.veiligheidsregio:
            region = np.array([data.regio[g] for g in members])
            mag |= region[:, None] == region[None, :]
        g, h = np.nonzero(mag)
        return members[g], members[h]

    def rijen(self, o: BuildState) -> None:
        """None when every flow that may not be is left out; else ``Σ f_gh ≤ 0`` over what may not be."""
        if not o.los:
            return
        g, h = self.paren(o.data)
        mag = np.isin(o.g * o.data.aantal + o.h, g * o.data.aantal + h)
        for van in np.unique(o.g[~mag]).tolist():
            o.builder.row(self.rij(o.data.codes[van]), o.f[~mag & (o.g == van)], 1, upper=0)

    def maat(self, lang: Lang) -> str:
        """The measures that are switched on, in words."""
        parts = []
        if self.straal_km is not None:
            parts.append(MEASURE_NAMES["straal"].say(lang, km=self.straal_km))
        if self.dichtstbij:
            parts.append(MEASURE_NAMES["dichtstbij"].say(lang, aantal=self.dichtstbij))
        for field in ("aangrenzend", "veiligheidsregio", "clusters"):
            if getattr(self, field):
                parts.append(MEASURE_NAMES[field].say(lang))
        measure = OF.say(lang).join(parts) or MEASURE_NAMES["niets"].say(lang)
        far = self.straal_km is not None or self.dichtstbij
        return measure + HOME.say(lang) if far and self.punt == "inwoners" else measure

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """Who may provide for a gemeente, or how far its nearest neighbour is."""
        if where not in o.data.nummer:
            return self.wat.say(lang)
        data, van = o.data, o.data.nummer[where]
        g, h = self.paren(data)
        who = [int(i) for i in h[g == van] if i != van]
        if who:
            return self._zin(o, where, lang, wie=", ".join(data.namen[i] for i in who), maat=self.maat(lang))
        others = np.array([i for i in data.members[int(data.provincie[van])] if i != van], dtype=np.int64)
        d = data.afstand(van, others)
        nearest = int(np.argmin(d)) if len(d) else -1
        return ALLEEN.say(
            lang,
            naam=data.in_zin(where),
            provincie=data.provincienaam(van),
            maat=self.maat(lang),
            naaste=data.namen[int(others[nearest])] if len(d) else "–",
            afstand=Fraction(int(d[nearest]), 10) if len(d) else 0,
        )


MEASURE_NAMES: Final[dict[str, Sentence]] = {
    "straal": Sentence("binnen {km:kort} km", "within {km:kort} km"),
    "dichtstbij": Sentence("een van de {aantal} dichtstbijzijnde", "one of the {aantal} nearest"),
    "aangrenzend": Sentence("aangrenzend", "adjacent"),
    "veiligheidsregio": Sentence("zelfde veiligheidsregio", "same veiligheidsregio"),
    "clusters": Sentence("in hetzelfde afgesproken cluster", "in the same agreed cluster"),
    "niets": Sentence("alleen de gemeente zelf", "only the gemeente itself"),
}
OF: Final = Sentence(" of ", " or ")
HOME: Final = Sentence(
    ", afstanden tussen de zwaartepunten van de inwoners",
    ", distances between the centres of the inhabitants",
)


def within_provincie(data: PlanData) -> Pairs:
    """Every (g, h) inside a provincie."""
    parts = [(np.repeat(members, len(members)), np.tile(members, len(members))) for members in data.members]
    return _sorted(parts, data.aantal)


def _sorted(parts: list[Pairs], n: int) -> Pairs:
    sleutel = np.unique(np.concatenate([g * n + h for g, h in parts]))
    return sleutel // n, sleutel % n
