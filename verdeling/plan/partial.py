"""A plan for the provincies that have one, where others have none and nothing couples them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from verdeling.errors import Probleem, VerdelingError
from verdeling.plan.build import build_program
from verdeling.plan.data import Plandata
from verdeling.plan.objectives import without_goals_of
from verdeling.plan.plan import Plan, los_plan
from verdeling.plan.questions.conflict import GeenPlan
from verdeling.plan.read import read_plan_data
from verdeling.solver.splitting import labels
from verdeling.verdeelmodel.model import Planopdracht, Verdeelmodel
from verdeling.verdeelmodel.regel import Regel

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief
    from verdeling.solver.solving import Progress


@dataclass(frozen=True, eq=False)
class Deelplan:
    """What is left of a plan that does not exist as a whole.

    Attributes
    ----------
    plan
        The plan of the provincies that have one; None when there is none.
    zonder
        Codes of the provincies without a plan, sorted.
    problemen
        What cannot hold together, in all of them; why the others have no plan either.
    """

    plan: Plan | None
    zonder: tuple[str, ...]
    problemen: tuple[Probleem, ...]


def make_part_plan(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    fout: GeenPlan,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    voortgang: Progress | None = None,
) -> Deelplan:
    """Make the plan of the provincies that no conflict is about, and that nothing couples with those.

    Parameters
    ----------
    model, gegevens, indicatief, engine, official, time_limit, voortgang
        As for :func:`verdeling.plan.plan.make_plan`.
    fout
        The conflicts that it found.
    """
    data = read_plan_data(model, gegevens, indicatief)
    assert model.plan is not None, "a plan was asked"
    return deelplan(data, model.plan, fout, engine, official, time_limit, voortgang)


def deelplan(
    data: Plandata,
    opdracht: Planopdracht,
    fout: GeenPlan,
    engine: str = "scip",
    official: bool = False,
    time_limit: float | None = None,
    voortgang: Progress | None = None,
    workers: int | None = None,
) -> Deelplan:
    """Make it from arrays; see :func:`make_part_plan`."""
    problemen, weg = list(fout.problemen), set(fout.gebieden)
    if not weg:
        return Deelplan(None, data.provincies, tuple(problemen))
    while True:
        mee = _linked(data, opdracht, weg)
        if len(mee) == len(data.provincies):
            break
        deel = data.alleen([code for code in data.provincies if code not in mee])
        try:
            plan = los_plan(
                deel, binnen(opdracht, data, mee), engine, official, time_limit, voortgang, workers
            )
        except GeenPlan as meer:
            problemen += meer.problemen
            if not set(meer.gebieden) - weg:
                break
            weg |= set(meer.gebieden)
            continue
        except VerdelingError as meer:
            # What stops the others may not hide the conflict.
            problemen += meer.problemen
            break
        return Deelplan(plan, tuple(sorted(mee)), _with_linked(data, problemen, weg, mee))
    return Deelplan(None, data.provincies, _with_linked(data, problemen, weg, set(data.provincies)))


def _with_linked(
    data: Plandata, problemen: list[Probleem], weg: set[str], mee: set[str]
) -> tuple[Probleem, ...]:
    """The problems, and which provincies are coupled with those that they are about."""
    namen = ", ".join(data.naam(code) for code in sorted(mee - weg))
    return (*problemen, *([Probleem.van("V802", namen)] if namen else []))


def _linked(data: Plandata, opdracht: Planopdracht, weg: Collection[str]) -> set[str]:
    """Provincies without a plan, and those that a row or a goal joins with them."""
    program = build_program(data, opdracht).program
    deel = labels(program)
    samen: dict[int, set[str]] = {}
    for nummer, sleutel in zip(deel.tolist(), program.keys, strict=True):
        for code in sleutel:
            if code in data.nummer:
                code = data.provincies[int(data.provincie[data.nummer[code]])]
            if code in data.provincies:
                samen.setdefault(nummer, set()).add(code)
    uit = set(weg)
    while True:
        meer = {code for groep in samen.values() if groep & uit for code in groep} - uit
        if not meer:
            return uit
        uit |= meer


def binnen(opdracht: Planopdracht, data: Plandata, weg: Collection[str]) -> Planopdracht:
    """The plan without what its rules say of these provincies and their gemeenten."""
    codes = {*weg, *(c for c, p in zip(data.codes, data.provincie, strict=True) if data.provincies[p] in weg)}
    regels: dict[str, Regel] = {}
    for soort, regel in opdracht.regels.items():
        over = _zonder(regel, codes)
        if isinstance(over, Regel):
            regels[soort] = over
    doelen = opdracht.doelen
    for soort, regel in opdracht.regels.items():
        doelen = doelen if soort in regels else without_goals_of(regel, doelen)
    return opdracht.model_copy(update={"regels": regels, "doelen": doelen})


def _zonder(waarde: Any, codes: Collection[str]) -> Any:  # noqa: ANN401
    """A declared value without these codes; None for what is about one of them, or is left with too few."""
    if isinstance(waarde, str):
        return None if waarde in codes else waarde
    if isinstance(waarde, Mapping):
        return {k: _zonder(v, codes) for k, v in waarde.items() if k not in codes}
    if isinstance(waarde, tuple):
        return tuple(v for v in (_zonder(w, codes) for w in waarde) if v is not None)
    if not isinstance(waarde, BaseModel):
        return waarde
    nieuw = {}
    for naam, veld in type(waarde).model_fields.items():
        oud = getattr(waarde, naam)
        nieuw[naam] = _zonder(oud, codes)
        minst = next((m.min_length for m in veld.metadata if hasattr(m, "min_length")), 0)
        if oud is not None and (nieuw[naam] is None or (minst and len(nieuw[naam]) < minst)):
            return None
    return waarde.model_copy(update=nieuw)
