"""Which gemeenten may provide for each other."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import ClassVar, Final, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from verdeling.errors import Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import POSITION, Need, Opbouw, Paren, Planregel, Verteld, unknown_codes
from verdeling.solver.goals import Ints
from verdeling.terms import Frozen, Gemeente, Grondslag
from verdeling.texts import Lang, Sentence
from verdeling.verdeelmodel.fraction import Breuk

WOONPUNT: Final = (Need("x", "rd_x_inwoners"), Need("y", "rd_y_inwoners"))
OVERAL: Final = 100_000
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
    verteld: ClassVar[Verteld] = "waarheen"
    whole: ClassVar[bool] = True
    wat: ClassVar[Sentence] = Sentence(
        "Een gemeente mag plaatsen die van haar worden gevraagd laten opvangen door gemeenten in de buurt.",
        "A gemeente may have the places that are asked of it provided by gemeenten nearby.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "wat van {naam} wordt gevraagd kan behalve thuis alleen in {wie} ({maat})",
        "what is asked of {naam} can besides at home only go to {wie} ({maat})",
    )

    straal_km: Breuk | None = Fraction(20)
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

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Clusters name known gemeenten once, and of one provincie unless there is an agreement."""
        found = []
        if self.straal_km is not None and self.straal_km < 0:
            found.append(Probleem.van("V452", "plan.regels.samenwerking.straal_km", waarde=self.straal_km))
        for i, cluster in enumerate(self.clusters):
            waar = f"clusters.{i}"
            onbekend = unknown_codes(self.soort, waar, cluster.gemeenten, data)
            found += onbekend
            for code, keer in Counter(cluster.gemeenten).items():
                if keer > 1:
                    plaats = f"plan.regels.samenwerking.{waar}"
                    found.append(Probleem.van("V455", plaats, cluster=cluster.naam, naam=data.naam(code)))
            bekend = [data.nummer[c] for c in cluster.gemeenten if c in data.nummer]
            gebieden = sorted({data.provincienaam(g) for g in bekend})
            if len(gebieden) > 1 and cluster.overeenkomst is None:
                plaats = f"plan.regels.samenwerking.{waar}"
                found.append(
                    Probleem.van("V456", plaats, cluster=cluster.naam, provincies=", ".join(gebieden))
                )
        return found

    def needs(self) -> tuple[Need, ...]:
        """Distances."""
        return POSITION if self.punt == "middelpunt" else WOONPUNT

    def without(self) -> Self:
        """Everybody may provide for everybody of the provincie."""
        return self.model_copy(update={"straal_km": Fraction(OVERAL)})

    def pairs(self, data: Plandata, los: bool) -> Paren:
        """As :meth:`paren`; or everything inside a provincie, of which rows then forbid the rest."""
        g, h = self.paren(data)
        return _gesorteerd([binnen_provincie(data), (g, h)], data.aantal) if los else (g, h)

    def paren(self, data: Plandata) -> Paren:
        """Every (g, h) that is allowed, home included."""
        parts = [self._block(data, leden) for leden in data.leden]
        for cluster in self.clusters:
            wie = np.array([data.nummer[c] for c in cluster.gemeenten])
            parts.append((np.repeat(wie, len(wie)), np.tile(wie, len(wie))))
        return _gesorteerd(parts, data.aantal)

    def _block(self, data: Plandata, leden: Ints) -> Paren:
        mag: npt.NDArray[np.bool_] = np.eye(len(leden), dtype=bool)
        d = data.afstand(leden[:, None], leden[None, :])
        if self.straal_km is not None and data.x is not None:
            mag |= d <= self.straal_km * 10 // 1
        if self.dichtstbij and data.x is not None:
            ver = d.copy()
            np.fill_diagonal(ver, np.iinfo(np.int64).max)
            buren = np.argsort(ver, axis=1, kind="stable")[:, : min(self.dichtstbij, len(leden) - 1)]
            np.put_along_axis(mag, buren, True, axis=1)
        if self.aangrenzend:
            plek = {int(g): i for i, g in enumerate(leden)}
            for a, b in data.buren:
                if a in plek and b in plek:
                    mag[plek[a], plek[b]] = mag[plek[b], plek[a]] = True
        if self.veiligheidsregio:
            regio = np.array([data.regio[g] for g in leden])
            mag |= regio[:, None] == regio[None, :]
        g, h = np.nonzero(mag)
        return leden[g], leden[h]

    def rijen(self, o: Opbouw) -> None:
        """None when every flow that may not be is left out; else ``Σ f_gh ≤ 0`` over what may not be."""
        if not o.los:
            return
        g, h = self.paren(o.data)
        mag = np.isin(o.g * o.data.aantal + o.h, g * o.data.aantal + h)
        for van in np.unique(o.g[~mag]).tolist():
            o.bouw.row(self.rij(o.data.codes[van]), o.f[~mag & (o.g == van)], 1, upper=0)

    def maat(self, lang: Lang) -> str:
        """The measures that are switched on, in words."""
        delen = []
        if self.straal_km is not None:
            delen.append(MATEN["straal"].say(lang, km=self.straal_km))
        if self.dichtstbij:
            delen.append(MATEN["dichtstbij"].say(lang, aantal=self.dichtstbij))
        for veld in ("aangrenzend", "veiligheidsregio", "clusters"):
            if getattr(self, veld):
                delen.append(MATEN[veld].say(lang))
        maat = OF.say(lang).join(delen) or MATEN["niets"].say(lang)
        ver = self.straal_km is not None or self.dichtstbij
        return maat + WOON.say(lang) if ver and self.punt == "inwoners" else maat

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """Who may provide for a gemeente, or how far its nearest neighbour is."""
        if waar not in o.data.nummer:
            return self.wat.say(lang)
        data, van = o.data, o.data.nummer[waar]
        g, h = self.paren(data)
        wie = [int(i) for i in h[g == van] if i != van]
        if wie:
            return self._zin(o, waar, lang, wie=", ".join(data.namen[i] for i in wie), maat=self.maat(lang))
        anderen = np.array([i for i in data.leden[int(data.provincie[van])] if i != van], dtype=np.int64)
        d = data.afstand(van, anderen)
        naaste = int(np.argmin(d)) if len(d) else -1
        return ALLEEN.say(
            lang,
            naam=data.in_zin(waar),
            provincie=data.provincienaam(van),
            maat=self.maat(lang),
            naaste=data.namen[int(anderen[naaste])] if len(d) else "–",
            afstand=Fraction(int(d[naaste]), 10) if len(d) else 0,
        )


MATEN: Final[dict[str, Sentence]] = {
    "straal": Sentence("binnen {km:kort} km", "within {km:kort} km"),
    "dichtstbij": Sentence("een van de {aantal} dichtstbijzijnde", "one of the {aantal} nearest"),
    "aangrenzend": Sentence("aangrenzend", "adjacent"),
    "veiligheidsregio": Sentence("zelfde veiligheidsregio", "same veiligheidsregio"),
    "clusters": Sentence("in hetzelfde afgesproken cluster", "in the same agreed cluster"),
    "niets": Sentence("alleen de gemeente zelf", "only the gemeente itself"),
}
OF: Final = Sentence(" of ", " or ")
WOON: Final = Sentence(
    ", afstanden tussen de zwaartepunten van de inwoners",
    ", distances between the centres of the inhabitants",
)


def binnen_provincie(data: Plandata) -> Paren:
    """Every (g, h) inside a provincie."""
    parts = [(np.repeat(leden, len(leden)), np.tile(leden, len(leden))) for leden in data.leden]
    return _gesorteerd(parts, data.aantal)


def _gesorteerd(parts: list[Paren], n: int) -> Paren:
    sleutel = np.unique(np.concatenate([g * n + h for g, h in parts]))
    return sleutel // n, sleutel % n
