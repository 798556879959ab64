"""Gegevens and indicative figures → the arrays that the plan is built from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from verdeling.errors import DataError, ModelError, Probleem, VerdelingError
from verdeling.inputs.register import buren
from verdeling.inputs.tables import asked_at
from verdeling.plan.data import Plandata
from verdeling.plan.rules.aanbod import Aanbod
from verdeling.plan.rules.bestaande_capaciteit import BestaandeCapaciteit
from verdeling.plan.rules.omzetting import Omzetting
from verdeling.plan.rules.plafond import Plafond
from verdeling.plan.rules.provincietotaal import Provincietotaal
from verdeling.plan.rules.samenwerking import Samenwerking
from verdeling.solver.goals import Ints, ints
from verdeling.terms import Niveau
from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

EERDER = "eerder_plan"
"""Column with the places of an earlier plan, for the goal `verandering`."""


def lees_plandata(model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief) -> Plandata:
    """Read everything that the rules and goals of the model's plan need.

    Raises
    ------
    ModelError
        When the plan names a task that the model lacks, or given provincial totals do not fit.
    DataError
        With every column that is missing, incomplete or not whole; all at once.
    """
    opdracht = model.plan
    if opdracht is None:
        raise ModelError.een("V466", model.naam)
    if opdracht.taak not in indicatief.taken:
        bekend = ", ".join(sorted(indicatief.taken))
        raise ModelError.een("V462", "plan.taak", bekend=bekend)
    taak = indicatief.taken[opdracht.taak]
    lezer = _Lezer(gegevens.beperk(taak.codes), opdracht)
    data = lezer.lees(ints(taak.aantallen))
    extra = {naam: ints(t.aantallen) for naam, t in indicatief.taken.items() if t.codes == taak.codes}
    return lezer.compleet(data, extra, {naam: ints(w) for naam, w in taak.delen.items()})


class _Lezer:
    """Reads columns and collects what is wrong with them."""

    def __init__(self, gegevens: Gegevens, opdracht: Planopdracht) -> None:
        self.gegevens, self.opdracht, self.regels = gegevens, opdracht, opdracht.regels
        self.problemen: list[Probleem] = []
        gebied = gegevens.gebied(Niveau.PROVINCIE)
        self.provincies = tuple(sorted(set(gebied)))
        plek = {code: p for p, code in enumerate(self.provincies)}
        self.provincie = ints([plek[code] for code in gebied])

    def kolom(
        self, naam: str, peildatum: dt.date | None = None, leeg: int | None = None, pad: str = ""
    ) -> Ints:
        """One column of whole numbers; `leeg` fills gaps where a gap has a meaning of its own.

        `pad` is where the model asks for it.
        """
        try:
            lees = self.gegevens.volledig if leeg is None else self.gegevens.kolom
            kolom = lees(naam, peildatum)
        except VerdelingError as fout:
            # Without this column there is still a key: say that the plan can be left out.
            self.problemen += [
                Probleem.van("V446", p.waar, **p.gegevens) if p.code == "V187" else asked_at(p, pad)
                for p in fout.problemen
            ]
            return np.zeros(len(self.gegevens.codes), dtype=np.int64)
        waarden = []
        for gemeente, teller in zip(self.gegevens.codes, kolom.tellers, strict=True):
            if teller is None:
                waarden.append(leeg if leeg is not None else 0)
            elif teller % kolom.noemer:
                breuk = f"{teller}/{kolom.noemer}"
                self.problemen.append(Probleem.van("V467", f"{naam} {gemeente}", waarde=breuk))
            elif teller < 0:
                self.problemen.append(
                    Probleem.van("V468", f"{naam} {gemeente}", waarde=teller // kolom.noemer)
                )
            waarden += [teller // kolom.noemer] if teller is not None else []
        return ints(waarden)

    def lees(self, indicatief: Ints) -> Plandata:
        """Figures that every plan has."""
        bestaand = self._regelkolom(BestaandeCapaciteit, 0)
        basis = Plandata(
            taak=self.opdracht.taak,
            codes=self.gegevens.codes,
            namen=self.gegevens.namen,
            provincies=self.provincies,
            provincie=self.provincie,
            indicatief=indicatief,
            bestaand=bestaand,
            nood=self._regelkolom(Omzetting, 0),
            aanbod=self._regelkolom(Aanbod, -1),
            opgave=ints([0] * len(self.provincies)),
            rest=ints([0] * len(self.provincies)),
        )
        return met_opgave(basis, self.regels.get(Provincietotaal.soort))

    def _regelkolom(self, soort: type[BestaandeCapaciteit | Omzetting | Aanbod], anders: int) -> Ints:
        regel = self.regels.get(soort.soort)
        if not isinstance(regel, soort):
            return ints([anders] * len(self.gegevens.codes))
        pad = f"plan.regels.{soort.soort}.peildatum"
        return self.kolom(regel.kolom, regel.peildatum, None if anders == 0 else anders, pad)

    def compleet(self, data: Plandata, taken: dict[str, Ints], delen: dict[str, Ints]) -> Plandata:
        """Figures that only some rules need; raises when a column was wrong."""
        samen, plafond = self.regels.get(Samenwerking.soort), self.regels.get(Plafond.soort)
        inwoners = None
        if isinstance(plafond, Plafond) and plafond.per_1000 is not None:
            inwoners = self.kolom("inwoners", plafond.peildatum, pad="plan.regels.plafond.peildatum")
        afstanden = {"nabijheid", "rol_afstand"} & set(self.opdracht.doelen)
        ligging = isinstance(samen, Samenwerking) or bool(afstanden)
        x, y = (self.kolom("rd_x"), self.kolom("rd_y")) if ligging else (None, None)
        eerder = self.kolom(EERDER) if "verandering" in self.opdracht.doelen else None
        if self.problemen:
            raise DataError(self.problemen)
        grens = isinstance(samen, Samenwerking) and samen.aangrenzend
        regio = isinstance(samen, Samenwerking) and samen.veiligheidsregio
        return replace(
            data,
            x=x,
            y=y,
            inwoners=inwoners,
            eerder=eerder,
            taken=taken,
            delen=delen,
            regio=self.gegevens.gebied(Niveau.VEILIGHEIDSREGIO) if regio else (),
            buren=_buren(data) if grens else (),
            gebiedsnaam=self.gegevens.gebiedsnaam,
        )


def _buren(data: Plandata) -> tuple[tuple[int, int], ...]:
    return tuple(
        (data.nummer[a], data.nummer[b]) for a, b, _ in buren() if a in data.nummer and b in data.nummer
    )


def met_opgave(data: Plandata, regel: object) -> Plandata:
    """The same data with total and remainder per provincie: ``R_p = max(0, O_p − Σ K_g)`` unless given."""
    opgave = data.per_provincie(data.indicatief).copy()
    gegeven: dict[str, int] = {}
    if isinstance(regel, Provincietotaal):
        if fouten := regel.problemen(data):
            raise ModelError(fouten)
        for code, getal in (regel.opgave or {}).items():
            opgave[data.provincies.index(code)] = int(getal.waarde)
        gegeven = {code: int(getal.waarde) for code, getal in (regel.rest or {}).items()}
    rest = np.maximum(0, opgave - data.per_provincie(data.bestaand))
    for code, aantal in gegeven.items():
        rest[data.provincies.index(code)] = aantal
    return replace(data, opgave=ints(opgave), rest=ints(rest))
