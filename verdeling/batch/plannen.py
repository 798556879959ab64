"""Plan scenarios: the integer program of each, rebuilt only as far as the scenario changes it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import numpy as np

from verdeling.batch.blok import DELEN, PROGRAMMA, Uitkomst
from verdeling.batch.scenario import Scenario
from verdeling.errors import VerdelingError
from verdeling.plan.build import Planprogram, bouw_program
from verdeling.plan.goals import Doel
from verdeling.plan.lezen import lees_plandata
from verdeling.plan.plan import Plan, lees_plan
from verdeling.plan.solve import Oplossing, solve
from verdeling.sleutel.indicatief import Indicatief
from verdeling.verdeelmodel.catalogue import canonical_json, model_hash
from verdeling.verdeelmodel.model import Verdeelmodel

if TYPE_CHECKING:
    from verdeling.batch.blok import Basis, Loper

SCHAKELAARS: Final = frozenset("ztvyw")
"""Kinds of variables that switch something on, when their bounds are 0 and 1."""
BEWAARD: Final = 64
"""How many solutions a worker keeps."""


class Planmaker:
    """Makes the plans of scenarios; keeps indicative figures, programs and solutions that come back."""

    def __init__(self, loper: Loper) -> None:
        self.loper = loper
        self._indicatief: tuple[str, Indicatief] | None = None
        self._program: tuple[str, Planprogram] | None = None
        self._oplossingen: dict[str, Oplossing] = {}

    def indicatief(self, basis: Basis, scenario: Scenario) -> tuple[str, Indicatief]:
        """Indicative figures; those of the last scenario when it differs in the plan only."""
        trek = self.loper.getrokken(basis, [scenario])
        kenmerk = model_hash(basis.model.model_copy(update={"plan": None}))
        kenmerk += "".join(hashlib.sha256(r.tobytes()).hexdigest() for r in trek.values())
        if self._indicatief is None or self._indicatief[0] != kenmerk:
            self._indicatief = (kenmerk, self.loper.indicatief(basis, trek))
        return self._indicatief

    def program(self, basis: Basis, scenario: Scenario) -> tuple[Planprogram, Indicatief]:
        """The program; that of the last scenario when nothing that it reads differs."""
        assert basis.model.plan is not None, "the experiment was checked to have a plan"
        kenmerk, indicatief = self.indicatief(basis, scenario)
        kenmerk += _plankenmerk(basis.model)
        if self._program is None or self._program[0] != kenmerk:
            data = lees_plandata(basis.model, basis.gegevens, indicatief)
            self._program = (kenmerk, bouw_program(data, basis.model.plan))
        return self._program[1], indicatief

    def plan(self, basis: Basis, scenario: Scenario) -> tuple[Plan, Indicatief]:
        """Solve to the proven optimum of every goal, in this process; equal programs are solved once."""
        e = self.loper.opzet.experiment
        pp, indicatief = self.program(basis, scenario)
        kenmerk = _programkenmerk(pp)
        if kenmerk not in self._oplossingen:
            if len(self._oplossingen) >= BEWAARD:
                del self._oplossingen[next(iter(self._oplossingen))]
            limiet = 0.9 * e.time_limit
            self._oplossingen[kenmerk] = solve(pp.program, e.engine, time_limit=limiet, workers=0)
        return lees_plan(pp, self._oplossingen[kenmerk]), indicatief


def _plankenmerk(model: Verdeelmodel) -> str:
    assert model.plan is not None
    return hashlib.sha256(canonical_json(model.model_copy(update={"taken": {}})).encode()).hexdigest()


def _programkenmerk(pp: Planprogram) -> str:
    """Hash of the rows and goals that an engine sees."""
    p = pp.program
    rijen = (p.onder, p.boven, p.start, p.kolommen, p.coefs, p.rij_onder, p.rij_boven)
    som = hashlib.sha256()
    for rij in rijen:
        som.update(np.ascontiguousarray(rij).tobytes())
        som.update(b"|")
    for doel in p.doelen:
        som.update(repr([doel.naam, type(doel).__name__]).encode())
        for veld in ("kolommen", "coefs", "constanten", "noemers", "gewichten"):
            waarde = getattr(doel, veld, None)
            if waarde is not None:
                som.update(np.asarray(waarde).tobytes())
        som.update(repr([getattr(doel, "zin", ""), getattr(doel, "constante", 0)]).encode())
    return som.hexdigest()


def weg_van(pp: Planprogram) -> str:
    """Engine path: a program without switches, or one that is solved province by province."""
    p = pp.program
    schakel = (p.onder == 0) & (p.boven == 1) & np.isin(np.array(p.soorten), list(SCHAKELAARS))
    return DELEN if bool(schakel.any()) else PROGRAMMA


def plan_scenario(maker: Planmaker, scenario: Scenario) -> Uitkomst:
    """Outcome of one plan scenario: indicative figures, what stands under the plan, goal values."""
    loper = maker.loper
    try:
        basis = loper.basis(scenario)
        plan, indicatief = maker.plan(basis, scenario)
    except VerdelingError as fout:
        return Uitkomst(scenario, PROGRAMMA, melding=fout.tekst())
    taken = loper.opzet.taken(basis.model)
    cijfers = {naam: np.array(indicatief.taken[naam].aantallen, dtype=np.int64) for naam in taken}
    cijfers[f"{plan.taak}/plan"] = np.array(plan.plan, dtype=np.int64)
    if plan.uitkering_eur is not None:
        cijfers[f"{plan.taak}/uitkering_euro"] = np.array(plan.uitkering_eur, dtype=np.int64)
    trek = loper.getrokken(basis, [scenario])
    rijen = {naam: rij[None, :] for naam, rij in cijfers.items()}
    maten = {k: float(v[0]) for k, v in loper.meet(basis, rijen, trek).items()}
    for doel, uitkomst in zip(plan.program.doelen, plan.doelen, strict=True):
        if isinstance(doel, Doel) and isinstance(uitkomst.waarde, int):
            maten[plan.taak, f"doel_{uitkomst.naam}"] = float(uitkomst.waarde)
    waarden = {n: rij[0] / basis.trekkingen[n].kolom.noemer for n, rij in trek.items()}
    return Uitkomst(scenario, weg_van(plan.programma), cijfers, maten, waarden, codes=plan.codes)
