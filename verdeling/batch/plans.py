"""Plan scenarios: the integer program of each, rebuilt only as far as the scenario changes it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from verdeling.batch.blocks import DELEN, MISLUKT, PROGRAMMA, Basis, Outcome, Runner, of_melding
from verdeling.batch.scenario import Opzet, Scenario
from verdeling.errors import Onoplosbaar, Probleem, VerdelingError
from verdeling.plan.budget import los_programma
from verdeling.plan.build import Planprogram, build_program
from verdeling.plan.data import Plandata
from verdeling.plan.plan import Plan, read_plan
from verdeling.plan.questions.conflict import verklaar
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import Indicatief
from verdeling.solver.goals import SumGoal
from verdeling.solver.part import PartAnswer
from verdeling.solver.session import Failed, Unfinished
from verdeling.tijdplan.plan import lees, plan_over_time
from verdeling.verdeelmodel.catalogue import canonical_json
from verdeling.verdeelmodel.model import Verdeelmodel

SCHAKELAARS: Final = frozenset("ztvyw")
"""Kinds of variables that switch something on, when their bounds are 0 and 1."""
BEWAARD: Final = 500
"""How many solved parts of programs a worker keeps."""
TIJD: Final = "tijdplan"
"""In the place of a task, for the goals of a plan over time."""
VERDER: Final = "tijdplan/aanvulling"
"""The same with steps to which nobody has agreed, where places lack without them."""
OVER: Final = 0.9
"""Share of the time limit for solving; the rest is for reading and storing."""


class PlanRunner(Runner):
    """Makes the plans of scenarios; keeps indicative figures, programs and solutions that come back."""

    def __init__(self, opzet: Opzet) -> None:
        super().__init__(opzet)
        self._indicatief: tuple[str, Indicatief] | None = None
        self._program: tuple[str, Planprogram] | None = None
        self._delen: dict[str, PartAnswer] = {}

    def bereken(self, scenarios: Sequence[Scenario]) -> list[Outcome]:
        """Outcomes of scenarios, in their order: each a program of its own."""
        return [of_melding(s, PROGRAMMA, self._make) for s in scenarios]

    def controleer(self, scenario: Scenario) -> None:
        """Read all that the plan of a scenario needs, without solving it.

        Raises
        ------
        VerdelingError
            Rules, goals, locations or needs that do not fit each other.
        """
        basis = self.basis(scenario)
        if (opdracht := basis.model.tijdplan) is None:
            self.program(basis, scenario)
        else:
            _, indicatief = self._figures(basis, scenario)
            lees(opdracht, self.gegevens(basis, self.getrokken(basis, [scenario])), indicatief)

    def weg(self, scenario: Scenario) -> str:
        """How one scenario is computed, as far as can be seen without solving it."""
        try:
            basis = self.basis(scenario)
            return PROGRAMMA if basis.model.tijdplan else way_of(self.program(basis, scenario)[0])
        except VerdelingError:
            return MISLUKT

    def _figures(self, basis: Basis, scenario: Scenario) -> tuple[str, Indicatief]:
        """Indicative figures; those of the last scenario when it differs in the plan only."""
        trek = self.getrokken(basis, [scenario])
        kenmerk = canonical_json(basis.model, ("plan", "tijdplan"))
        kenmerk += "".join(hashlib.sha256(r.tobytes()).hexdigest() for r in trek.values())
        if self._indicatief is None or self._indicatief[0] != kenmerk:
            self._indicatief = (kenmerk, self.indicatief(basis, trek))
        return self._indicatief

    def program(self, basis: Basis, scenario: Scenario) -> tuple[Planprogram, Indicatief]:
        """The program; that of the last scenario when nothing that it reads differs."""
        assert basis.model.plan is not None, "the experiment was checked to have a plan"
        kenmerk, indicatief = self._figures(basis, scenario)
        kenmerk += _plankenmerk(basis.model)
        if self._program is None or self._program[0] != kenmerk:
            data = self._plandata(basis, scenario, indicatief)
            self._program = (kenmerk, build_program(data, basis.model.plan))
        return self._program[1], indicatief

    def _plandata(self, basis: Basis, scenario: Scenario, indicatief: Indicatief) -> Plandata:
        """What the rules read: of a drawn column the figures of this scenario, as the key does."""
        trek = self.getrokken(basis, [scenario])
        return read_plan_data(basis.model, self.gegevens(basis, trek), indicatief)

    def plan(self, basis: Basis, scenario: Scenario) -> tuple[Plan, Indicatief]:
        """Solve to the proven optimum of every goal, in this process; equal parts are solved once.

        Raises
        ------
        Onoplosbaar
            With the rules in conflict and where, as far as the time limit allows.
        """
        e = self.opzet.experiment
        einde = time.time() + OVER * e.time_limit
        pp, indicatief = self.program(basis, scenario)
        over = max(einde - time.time(), 1e-3)
        try:
            oplossing = los_programma(pp, e.engine, time_limit=over, workers=0, geheugen=self._delen)
        except Onoplosbaar as fout:
            data = self._plandata(basis, scenario, indicatief)
            raise _conflict(basis, data, e.engine, einde) or fout from None
        finally:
            for oudste in list(self._delen)[: max(0, len(self._delen) - BEWAARD)]:
                del self._delen[oudste]
        return read_plan(pp, oplossing), indicatief

    def _make(self, scenario: Scenario) -> Outcome:
        """Outcome of one scenario: indicative figures, what stands under the plan, goal values."""
        basis = self.basis(scenario)
        if basis.model.tijdplan is not None:
            return self._in_time(basis, scenario)
        plan, indicatief = self.plan(basis, scenario)
        cijfers = {n: np.array(indicatief.taken[n].aantallen, dtype=np.int64) for n in self.nodig(basis)}
        cijfers[f"{plan.taak}/plan"] = np.array(plan.plan, dtype=np.int64)
        eigen = {c.name for c in plan.columns if c.summed}
        for taak in indicatief.taken:
            van_regels = {k: v for k, v in plan.figures_of(taak).items() if k in eigen}
            cijfers |= {f"{taak}/{k}": np.array(v, dtype=np.int64) for k, v in van_regels.items()}
        trek = self.getrokken(basis, [scenario])
        rijen = {naam: rij[None, :] for naam, rij in cijfers.items()}
        bonus = self.bonus(basis, [scenario], rijen)
        rijen |= bonus
        cijfers |= {naam: rij[0] for naam, rij in bonus.items()}
        maten = {k: float(v[0]) for k, v in self.meet(basis, rijen, trek, eigen).items()}
        for doel, uitkomst in zip(plan.program.goals, plan.doelen, strict=True):
            if isinstance(doel, SumGoal) and isinstance(uitkomst.value, int):
                maten[plan.taak, f"doel_{uitkomst.name}"] = float(uitkomst.value)
        waarden = {n: rij[0] / basis.trekkingen[n].kolom.noemer for n, rij in trek.items()}
        return Outcome(scenario, way_of(plan.programma), cijfers, maten, waarden, codes=plan.codes)

    def _in_time(self, basis: Basis, scenario: Scenario) -> Outcome:
        """The same of a plan over time, which gives a gemeente no number of its own."""
        e = self.opzet.experiment
        trek = self.getrokken(basis, [scenario])
        _, indicatief = self._figures(basis, scenario)
        gegevens = self.gegevens(basis, trek)
        plan = plan_over_time(basis.model, gegevens, indicatief, e.engine, time_limit=e.time_limit, workers=0)
        cijfers = {n: np.array([indicatief.taken[n].aantallen], dtype=np.int64) for n in self.nodig(basis)}
        [uitkomst] = self._uitkomsten(basis, [scenario], cijfers, trek, PROGRAMMA)
        doelen = {
            (naam, f"doel_{d.name}"): float(d.value)
            for naam, gemaakt in ((TIJD, plan), (VERDER, plan.aanvulling))
            if gemaakt is not None
            for d in gemaakt.doelen
            if isinstance(d.value, int)
        }
        return replace(uitkomst, maten={**uitkomst.maten, **doelen})


def _plankenmerk(model: Verdeelmodel) -> str:
    assert model.plan is not None
    return canonical_json(model, ("taken",))


def _conflict(basis: Basis, data: Plandata, engine: str, einde: float) -> Onoplosbaar | None:
    """Which rules cannot hold together and where, a line per area; None when the time is up."""
    assert basis.model.plan is not None
    try:
        conflicten = verklaar(data, basis.model.plan, engine, einde=einde, hier=True)
    except (Unfinished, Failed):
        return None
    samen: dict[tuple[tuple[str, ...], str], set[str]] = {}
    for conflict in conflicten:
        groepen = [groep for kern in conflict.sets for groep in kern]
        regels = ", ".join(dict.fromkeys(regel for regel, _ in groepen))
        samen.setdefault((conflict.gebied, regels), set()).update(w for _, w in groepen if w in data.nummer)
    problemen = []
    for (codes, regels), wie in samen.items():
        gebied = ", ".join(map(data.naam, codes))
        namen = ", ".join(map(data.naam, sorted(wie))) or gebied
        problemen.append(Probleem.van("V741", gebied, regels=regels, wie=namen))
    return Onoplosbaar(problemen) if problemen else None


def way_of(pp: Planprogram) -> str:
    """Engine path: a program without switches, or one that is solved province by province."""
    p = pp.program
    schakel = (p.lower == 0) & (p.upper == 1) & np.isin(np.array(p.kinds), list(SCHAKELAARS))
    return DELEN if bool(schakel.any()) else PROGRAMMA
