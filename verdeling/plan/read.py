"""Gegevens and indicative figures → the arrays that the plan is built from."""

from __future__ import annotations

from dataclasses import fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from verdeling.errors import DataError, ModelError, Probleem, VerdelingError
from verdeling.inputs.register import buren
from verdeling.inputs.tables import asked_at
from verdeling.plan.data import Plandata
from verdeling.plan.objectives import goals
from verdeling.plan.rules.basis import Goal, Need, Planregel
from verdeling.solver.goals import Ints, ints
from verdeling.terms import Niveau
from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

FIELDS: Final = [f.name for f in fields(Plandata)]


def read_plan_data(model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief) -> Plandata:
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
    lezer = _Lezer(gegevens.beperk(taak.codes))
    read = {need.name: lezer.kolom(need) for need in needs(opdracht)}
    niets = ints([0] * len(lezer.provincies))
    data = Plandata(
        taak=opdracht.taak,
        codes=lezer.gegevens.codes,
        namen=lezer.gegevens.namen,
        provincies=lezer.provincies,
        provincie=lezer.provincie,
        indicatief=ints(taak.aantallen),
        opgave=niets,
        rest=niets,
        bestaand=read.get("bestaand", lezer.leeg),
        nood=read.get("nood", lezer.leeg),
        aanbod=read.get("aanbod", lezer.leeg - 1),
        inwoners=read.get("inwoners"),
        x=read.get("x"),
        y=read.get("y"),
        eerder=read.get("eerder"),
        figures=MappingProxyType({name: column for name, column in read.items() if name not in FIELDS}),
        taken={naam: ints(t.aantallen) for naam, t in indicatief.taken.items() if t.codes == taak.codes},
        delen={naam: ints(w) for naam, w in taak.delen.items()},
        regio=lezer.gegevens.gebied(Niveau.VEILIGHEIDSREGIO),
        gebiedsnaam=lezer.gegevens.gebiedsnaam,
    )
    data = with_opgave(data, opdracht)
    if lezer.problemen:
        raise DataError(lezer.problemen)
    return replace(data, buren=_buren(data))


def needs(opdracht: Planopdracht) -> list[Need]:
    """Columns that the rules and goals of a plan read, each once, those of every plan first."""
    known = goals(opdracht)
    found: dict[str, Need] = {}
    for part in (*opdracht.regels.values(), *(known[d] for d in opdracht.doelen if d in known)):
        asked = part.needs() if isinstance(part, Planregel) else part.needs if isinstance(part, Goal) else ()
        for need in asked:
            other = found.setdefault(need.name, need)
            if other.usual:
                found[need.name] = need
            elif need != other and not need.usual:
                raise ValueError(f"{need.name} is the name of two columns that rules read")
    order = {name: i for i, name in enumerate(FIELDS)}
    return sorted(found.values(), key=lambda need: order.get(need.name, len(order)))


class _Lezer:
    """Reads columns and collects what is wrong with them."""

    def __init__(self, gegevens: Gegevens) -> None:
        self.gegevens, self.leeg = gegevens, ints([0] * len(gegevens.codes))
        self.problemen: list[Probleem] = []
        gebied = gegevens.gebied(Niveau.PROVINCIE)
        self.provincies = tuple(sorted(set(gebied)))
        plek = {code: p for p, code in enumerate(self.provincies)}
        self.provincie = ints([plek[code] for code in gebied])

    def kolom(self, need: Need) -> Ints:
        """One column of whole numbers."""
        naam, leeg = need.column, need.empty
        try:
            lees = self.gegevens.volledig if leeg is None else self.gegevens.kolom
            kolom = lees(naam, need.peildatum)
        except VerdelingError as fout:
            # Without this column there is still a key: say that the plan can be left out.
            self.problemen += [
                Probleem.van("V446", p.waar, **p.gegevens)
                if p.code in ("V187", "V695")
                else asked_at(p, need.path)
                for p in fout.problemen
            ]
            return self.leeg
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


def _buren(data: Plandata) -> tuple[tuple[int, int], ...]:
    return tuple(
        (data.nummer[a], data.nummer[b]) for a, b, _ in buren() if a in data.nummer and b in data.nummer
    )


def with_opgave(data: Plandata, opdracht: Planopdracht) -> Plandata:
    """The same data with total and remainder per provincie: ``R_p = max(0, O_p − Σ K_g)`` unless given."""
    opgave = data.per_provincie(data.indicatief)
    data = replace(data, opgave=opgave, rest=ints(np.maximum(0, opgave - data.per_provincie(data.bestaand))))
    for regel in opdracht.regels.values():
        data = regel.totals(data) if isinstance(regel, Planregel) else data
    return data
