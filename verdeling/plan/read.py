"""Gegevens and indicative figures → the arrays that the plan is built from."""

from __future__ import annotations

from dataclasses import fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from verdeling.errors import DataError, ModelError, Problem, VerdelingError
from verdeling.inputs.register import buren
from verdeling.inputs.tables import asked_at
from verdeling.plan.data import PlanData
from verdeling.plan.objectives import goals
from verdeling.plan.rules.basis import Goal, Need, Planregel
from verdeling.solver.goals import Ints, ints
from verdeling.terms import Niveau
from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief

FIELDS: Final = [f.name for f in fields(PlanData)]


def read_plan_data(model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief) -> PlanData:
    """Read everything that the rules and goals of the model's plan need.

    Raises
    ------
    ModelError
        When the plan names a task that the model lacks, or given provincial totals do not fit.
    DataError
        With every column that is missing, incomplete or not whole; all at once.
    """
    task_order = model.plan
    if task_order is None:
        raise ModelError.een("V466", model.naam)
    if task_order.taak not in indicatief.taken:
        known = ", ".join(sorted(indicatief.taken))
        raise ModelError.een("V462", "plan.taak", bekend=known)
    taak = indicatief.taken[task_order.taak]
    reader = _Reader(gegevens.beperk(taak.codes))
    read = {need.name: reader.kolom(need) for need in needs(task_order)}
    nothing = ints([0] * len(reader.provincies))
    data = PlanData(
        taak=task_order.taak,
        codes=reader.gegevens.codes,
        namen=reader.gegevens.namen,
        provincies=reader.provincies,
        provincie=reader.provincie,
        indicatief=ints(taak.aantallen),
        opgave=nothing,
        rest=nothing,
        bestaand=read.get("bestaand", reader.leeg),
        nood=read.get("nood", reader.leeg),
        aanbod=read.get("aanbod", reader.leeg - 1),
        inwoners=read.get("inwoners"),
        x=read.get("x"),
        y=read.get("y"),
        eerder=read.get("eerder"),
        figures=MappingProxyType({name: column for name, column in read.items() if name not in FIELDS}),
        taken={called: ints(t.aantallen) for called, t in indicatief.taken.items() if t.codes == taak.codes},
        delen={called: ints(w) for called, w in taak.delen.items()},
        eenheden={called: t.taak.eenheid for called, t in indicatief.taken.items()},
        verloop={
            called: total.verloop
            for called, t in indicatief.taken.items()
            if (total := t.taak.totaal) is not None and total.verloop
        },
        regio=reader.gegevens.gebied(Niveau.VEILIGHEIDSREGIO),
        gebiedsnaam=reader.gegevens.gebiedsnaam,
    )
    data = with_opgave(data, task_order)
    if reader.problemen:
        raise DataError(reader.problemen)
    return replace(data, buren=_neighbours(data))


def needs(task_order: Planopdracht) -> list[Need]:
    """Columns that the rules and goals of a plan read, each once, those of every plan first."""
    known = goals(task_order)
    found: dict[str, Need] = {}
    for part in (*task_order.regels.values(), *(known[d] for d in task_order.doelen if d in known)):
        asked = part.needs() if isinstance(part, Planregel) else part.needs if isinstance(part, Goal) else ()
        for need in asked:
            other = found.setdefault(need.name, need)
            if other.usual:
                found[need.name] = need
            elif need != other and not need.usual:
                raise ValueError(f"{need.name} is the name of two columns that rules read")
    order = {name: i for i, name in enumerate(FIELDS)}
    return sorted(found.values(), key=lambda need: order.get(need.name, len(order)))


class _Reader:
    """Reads columns and collects what is wrong with them."""

    def __init__(self, data: Gegevens) -> None:
        self.gegevens, self.leeg = data, ints([0] * len(data.codes))
        self.problemen: list[Problem] = []
        area = data.gebied(Niveau.PROVINCIE)
        self.provincies = tuple(sorted(set(area)))
        spot = {code: p for p, code in enumerate(self.provincies)}
        self.provincie = ints([spot[code] for code in area])

    def kolom(self, need: Need) -> Ints:
        """One column of whole numbers."""
        name, empty = need.column, need.empty
        try:
            read = self.gegevens.complete if empty is None else self.gegevens.kolom
            column = read(name, need.peildatum)
        except VerdelingError as error:
            # Without this column there is still a key: say that the plan can be left out.
            self.problemen += [
                Problem.van("V446", p.waar, **p.gegevens)
                if p.code in ("V187", "V695")
                else asked_at(p, need.path)
                for p in error.problemen
            ]
            return self.leeg
        values = []
        for gemeente, numerator in zip(self.gegevens.codes, column.numerators, strict=True):
            if numerator is None:
                values.append(empty if empty is not None else 0)
            elif numerator % column.denominator:
                fraction = f"{numerator}/{column.denominator}"
                self.problemen.append(Problem.van("V467", f"{name} {gemeente}", waarde=fraction))
            elif numerator < 0:
                self.problemen.append(
                    Problem.van("V468", f"{name} {gemeente}", waarde=numerator // column.denominator)
                )
            values += [numerator // column.denominator] if numerator is not None else []
        return ints(values)


def _neighbours(data: PlanData) -> tuple[tuple[int, int], ...]:
    return tuple(
        (data.nummer[a], data.nummer[b]) for a, b, _ in buren() if a in data.nummer and b in data.nummer
    )


def with_opgave(data: PlanData, task_order: Planopdracht) -> PlanData:
    """The same data with total and remainder per provincie: ``R_p = max(0, O_p − Σ K_g)`` unless given."""
    opgave = data.per_provincie(data.indicatief)
    data = replace(data, opgave=opgave, rest=ints(np.maximum(0, opgave - data.per_provincie(data.bestaand))))
    for rule in task_order.regels.values():
        data = rule.totals(data) if isinstance(rule, Planregel) else data
    return data
