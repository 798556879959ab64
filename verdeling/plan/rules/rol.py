"""Regional reception sites (ROL): every gemeente of a region takes part in exactly one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar, Final, Literal

import numpy as np
from pydantic import Field

from verdeling.errors import Probleem
from verdeling.plan.data import Plandata
from verdeling.plan.rules.basis import DEFINITIE, Opbouw, Planregel, Roldeel, Verteld, onbekende_codes
from verdeling.plan.rules.bestaande_capaciteit import BestaandeCapaciteit
from verdeling.plan.rules.restverdeling import Restverdeling
from verdeling.solver.goals import Ints, ints
from verdeling.solver.program import Rij
from verdeling.terms import Frozen, Gemeente, Grondslag
from verdeling.texts import Lang, fill
from verdeling.verdeelmodel.regel import Regel

GROOTTE: Final = (
    "{naam}: een locatie van {minimum} tot en met {maximum} {maximum:?plaats:plaatsen}",
    "{naam}: a site of {minimum} to {maximum} {maximum:?place:places}",
)


class Rollocatie(Frozen):
    """One regional site."""

    naam: str
    plaats: Gemeente
    """Gemeente where the site is: distances are measured to it."""
    gemeenten: tuple[Gemeente, ...] = Field(min_length=1)
    """Gemeenten that may take part."""
    minimum: int | None = Field(default=None, ge=0)
    """Fewest places of the site; None: none known."""
    maximum: int | None = Field(default=None, ge=0)
    """Most places of the site; None: none known."""
    grondslag: Grondslag


class Rol(Planregel):
    """``Σ_k x_gk = 1`` per gemeente; ``Σ_g w_g x_gk − over_k + onder_k`` between the bounds of site k.

    ``x_gk`` says whether g takes part in k and ``w_g`` are its places. Places above or below the size of a
    site are counted by the goal `rol_omvang`, places times distance to the site by `rol_afstand`.
    """

    soort: ClassVar[str] = "rol"
    verteld: ClassVar[Verteld] = "waarheen"
    wat: ClassVar[tuple[str, str]] = (
        "Elke gemeente van de regio doet mee aan precies één regionale opvanglocatie.",
        "Each gemeente of the region takes part in exactly one regional reception site.",
    )
    zin: ClassVar[tuple[str, str]] = (
        "{naam} doet mee aan precies één regionale opvanglocatie, te kiezen uit {keus}",
        "{naam} takes part in exactly one regional reception site, to be chosen from {keus}",
    )

    locaties: tuple[Rollocatie, ...] = Field(min_length=1)
    """The regional sites with who may take part."""
    vrijblijvend: tuple[Gemeente, ...] = ()
    """Gemeenten that may also stay out: not every site of theirs is in the region."""
    telt: Literal["gevraagd", "indicatief"] = "gevraagd"
    """Places of a participant: what is asked of it on top of what stands, or its whole figure."""

    def problemen(self, data: Plandata) -> list[Probleem]:
        """Sites and participants are known and named once, sizes fit, who may stay out could take part."""
        waar, found = "plan.regels.rol", []
        for i, loc in enumerate(self.locaties):
            found += onbekende_codes(self.soort, f"locaties.{i}.plaats", (loc.plaats,), data)
            found += onbekende_codes(self.soort, f"locaties.{i}.gemeenten", loc.gemeenten, data)
            for code, keer in Counter(loc.gemeenten).items():
                if keer > 1:
                    plaats = f"{waar}.locaties.{i}"
                    found.append(Probleem.van("V455", plaats, cluster=loc.naam, naam=data.naam(code)))
            if loc.minimum is not None and loc.maximum is not None and loc.minimum > loc.maximum:
                getallen = {"minimum": loc.minimum, "maximum": loc.maximum}
                found.append(Probleem.van("V434", f"{waar}.locaties.{i}", naam=loc.naam, **getallen))
        for naam, keer in Counter(loc.naam for loc in self.locaties).items():
            if keer > 1:
                found.append(Probleem.van("V435", f"{waar}.locaties", naam=naam))
        mee = {code for loc in self.locaties for code in loc.gemeenten}
        for i, code in enumerate(self.vrijblijvend):
            if code not in mee:
                found.append(Probleem.van("V436", f"{waar}.vrijblijvend.{i}", naam=data.naam(code)))
        return found

    def samenhang(self, regels: Mapping[str, Regel]) -> list[Probleem]:
        """Places asked can only count when they are known before the program."""
        rest, bestaand = regels.get(Restverdeling.soort), regels.get(BestaandeCapaciteit.soort)
        vrij = isinstance(rest, Restverdeling) and rest.wijze == "vrij"
        sluit = isinstance(bestaand, BestaandeCapaciteit) and bestaand.sluiten
        onbekend = self.telt == "gevraagd" and (vrij or sluit)
        return [Probleem.van("V437", "plan.regels.rol.telt")] if onbekend else []

    def keuzes(self) -> dict[str, tuple[str | None, ...]]:
        """Sites that each gemeente may choose, None for staying out; only gemeenten with a choice."""
        alle: dict[str, list[str | None]] = {}
        for loc in self.locaties:
            for code in loc.gemeenten:
                alle.setdefault(code, []).append(loc.naam)
        for code in self.vrijblijvend:
            alle[code].append(None)
        return {code: tuple(namen) for code, namen in sorted(alle.items()) if len(namen) > 1}

    def gewicht(self, o: Opbouw) -> Ints:
        """Places of each participant."""
        if self.telt == "indicatief":
            return o.data.indicatief
        return ints(np.zeros(o.data.aantal, dtype=np.int64) if o.r is None else o.r)

    def variabelen(self, o: Opbouw) -> None:
        """``x_gk`` per possible participation; ``over_k`` and ``onder_k`` per site that has a size."""
        data, gewicht = o.data, self.gewicht(o)
        for loc in sorted(self.locaties, key=lambda loc: loc.naam):
            wie = ints(sorted(data.nummer[code] for code in loc.gemeenten))
            x = o.bouw.variabelen("x", [(loc.naam, data.codes[g]) for g in wie], 0, 1)
            deel = Roldeel(loc.naam, data.nummer[loc.plaats], wie, x)
            som = int(gewicht[wie].sum())
            if loc.minimum is not None:
                deel.onder = int(o.bouw.variabelen("rol_onder", [(loc.naam,)], 0, loc.minimum)[0])
            if loc.maximum is not None:
                deel.over = int(o.bouw.variabelen("rol_over", [(loc.naam,)], 0, som)[0])
            o.rollen.append(deel)
            o.extra += [x, ints([j for j in (deel.onder, deel.over) if j is not None])]

    def rijen(self, o: Opbouw) -> None:
        """One row per gemeente, and one per bound of a site."""
        gewicht = self.gewicht(o)
        per_gemeente: dict[int, list[int]] = {}
        for deel in o.rollen:
            for g, j in zip(deel.wie.tolist(), deel.x.tolist(), strict=True):
                per_gemeente.setdefault(g, []).append(j)
        for g, kolommen in sorted(per_gemeente.items()):
            code = o.data.codes[g]
            o.bouw.rij(self.rij(code, "deelname"), kolommen, 1, 0 if code in self.vrijblijvend else 1, 1)
        grootte = {loc.naam: loc for loc in self.locaties}
        for deel in o.rollen:
            loc, w = grootte[deel.naam], gewicht[deel.wie].tolist()
            tag = Rij(DEFINITIE, deel.naam, self.grondslag)
            if deel.onder is not None:
                o.bouw.rij(tag, [*deel.x, deel.onder], [*w, 1], onder=loc.minimum)
            if deel.over is not None:
                o.bouw.rij(tag, [*deel.x, deel.over], [*w, -1], boven=loc.maximum)

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """Between which sites a gemeente may choose, or how large a site may be."""
        for loc in self.locaties:
            if loc.naam == waar:
                grens = {"minimum": loc.minimum or 0, "maximum": "–" if loc.maximum is None else loc.maximum}
                return fill(GROOTTE[lang == "en"], lang, naam=waar, **grens)
        namen = [loc.naam for loc in self.locaties if waar in loc.gemeenten]
        return self._zin(o, waar, lang, keus=", ".join(namen) or "–")
