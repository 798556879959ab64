"""Plan scenarios: the integer program of each, rebuilt only as far as the scenario changes it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from verdeling.batch.blocks import DELEN, MISLUKT, PROGRAMMA, Basis, Outcome, Runner, or_note
from verdeling.batch.scenario import Scenario, Setup
from verdeling.errors import Onoplosbaar, Problem, VerdelingError
from verdeling.plan.budget import solve_program
from verdeling.plan.build import PlanProgram, build_program
from verdeling.plan.data import PlanData
from verdeling.plan.plan import Plan, read_plan
from verdeling.plan.questions.conflict import explain_conflict
from verdeling.plan.read import read_plan_data
from verdeling.sleutel.indicatief import Indicatief
from verdeling.solver.goals import SumGoal
from verdeling.solver.part import PartAnswer
from verdeling.solver.session import Failed, Unfinished
from verdeling.tijdplan.plan import load, plan_over_time
from verdeling.verdeelmodel.catalogue import canonical_json
from verdeling.verdeelmodel.model import Verdeelmodel

SWITCHES: Final = frozenset("ztvyw")
"""Kinds of variables that switch something on, when their bounds are 0 and 1."""
KEPT: Final = 500
"""How many solved parts of programs a worker keeps."""
TIME: Final = "tijdplan"
"""In the place of a task, for the goals of a plan over time."""
FURTHER: Final = "tijdplan/aanvulling"
"""The same with steps to which nobody has agreed, where places lack without them."""
OVER: Final = 0.9
"""Share of the time limit for solving; the rest is for reading and storing."""


class PlanRunner(Runner):
    """Makes the plans of scenarios; keeps indicative figures, programs and solutions that come back."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self._indicatief: tuple[str, Indicatief] | None = None
        self._program: tuple[str, PlanProgram] | None = None
        self._delen: dict[str, PartAnswer] = {}

    def bereken(self, scenarios: Sequence[Scenario]) -> list[Outcome]:
        """Outcomes of scenarios, in their order: each a program of its own."""
        return [or_note(s, PROGRAMMA, self._make) for s in scenarios]

    def check(self, scenario: Scenario) -> None:
        """Read all that the plan of a scenario needs, without solving it.

        Raises
        ------
        VerdelingError
            Rules, goals, locations or needs that do not fit each other.
        """
        basis = self.basis(scenario)
        if (task_order := basis.model.tijdplan) is None:
            self.program(basis, scenario)
        else:
            _, indicatief = self._figures(basis, scenario)
            load(task_order, self.gegevens(basis, self.drawn(basis, [scenario])), indicatief)

    def weg(self, scenario: Scenario) -> str:
        """How one scenario is computed, as far as can be seen without solving it."""
        try:
            basis = self.basis(scenario)
            return PROGRAMMA if basis.model.tijdplan else way_of(self.program(basis, scenario)[0])
        except VerdelingError:
            return MISLUKT

    def _figures(self, basis: Basis, scenario: Scenario) -> tuple[str, Indicatief]:
        """Indicative figures; those of the last scenario when it differs in the plan only."""
        draw = self.drawn(basis, [scenario])
        mark = canonical_json(basis.model, ("plan", "tijdplan"))
        mark += "".join(hashlib.sha256(r.tobytes()).hexdigest() for r in draw.values())
        if self._indicatief is None or self._indicatief[0] != mark:
            self._indicatief = (mark, self.indicatief(basis, draw))
        return self._indicatief

    def program(self, basis: Basis, scenario: Scenario) -> tuple[PlanProgram, Indicatief]:
        """The program; that of the last scenario when nothing that it reads differs."""
        assert basis.model.plan is not None, "the experiment was checked to have a plan"
        mark, indicatief = self._figures(basis, scenario)
        mark += _plan_mark(basis.model)
        if self._program is None or self._program[0] != mark:
            data = self._plan_data(basis, scenario, indicatief)
            self._program = (mark, build_program(data, basis.model.plan))
        return self._program[1], indicatief

    def _plan_data(self, basis: Basis, scenario: Scenario, indicatief: Indicatief) -> PlanData:
        """What the rules read: of a drawn column the figures of this scenario, as the key does."""
        draw = self.drawn(basis, [scenario])
        return read_plan_data(basis.model, self.gegevens(basis, draw), indicatief)

    def plan(self, basis: Basis, scenario: Scenario) -> tuple[Plan, Indicatief]:
        """Solve to the proven optimum of every goal, in this process; equal parts are solved once.

        Raises
        ------
        Onoplosbaar
            With the rules in conflict and where, as far as the time limit allows.
        """
        e = self.setup.experiment
        end = time.time() + OVER * e.time_limit
        pp, indicatief = self.program(basis, scenario)
        over = max(end - time.time(), 1e-3)
        try:
            solution = solve_program(pp, e.engine, time_limit=over, workers=0, geheugen=self._delen)
        except Onoplosbaar as error:
            data = self._plan_data(basis, scenario, indicatief)
            raise _conflict(basis, data, e.engine, end) or error from None
        finally:
            for oldest in list(self._delen)[: max(0, len(self._delen) - KEPT)]:
                del self._delen[oldest]
        return read_plan(pp, solution), indicatief

    def _make(self, scenario: Scenario) -> Outcome:
        """Outcome of one scenario: indicative figures, what stands under the plan, goal values."""
        basis = self.basis(scenario)
        if basis.model.tijdplan is not None:
            return self._in_time(basis, scenario)
        plan, indicatief = self.plan(basis, scenario)
        figures = {n: np.array(indicatief.taken[n].aantallen, dtype=np.int64) for n in self.nodig(basis)}
        figures[f"{plan.taak}/plan"] = np.array(plan.plan, dtype=np.int64)
        own = {c.name for c in plan.columns if c.summed}
        for taak in indicatief.taken:
            van_regels = {k: v for k, v in plan.figures_of(taak).items() if k in own}
            figures |= {f"{taak}/{k}": np.array(v, dtype=np.int64) for k, v in van_regels.items()}
        draw = self.drawn(basis, [scenario])
        rows = {name: row[None, :] for name, row in figures.items()}
        bonus = self.bonus(basis, [scenario], rows)
        rows |= bonus
        figures |= {name: row[0] for name, row in bonus.items()}
        measures = {k: float(v[0]) for k, v in self.measured(basis, rows, draw, own).items()}
        for goal, outcome in zip(plan.program.goals, plan.doelen, strict=True):
            if isinstance(goal, SumGoal) and isinstance(outcome.value, int):
                measures[plan.taak, f"doel_{outcome.name}"] = float(outcome.value)
        values = {n: row[0] / basis.trekkingen[n].kolom.denominator for n, row in draw.items()}
        return Outcome(scenario, way_of(plan.programma), figures, measures, values, codes=plan.codes)

    def _in_time(self, basis: Basis, scenario: Scenario) -> Outcome:
        """The same of a plan over time, which gives a gemeente no number of its own."""
        e = self.setup.experiment
        draw = self.drawn(basis, [scenario])
        _, indicatief = self._figures(basis, scenario)
        data = self.gegevens(basis, draw)
        plan = plan_over_time(basis.model, data, indicatief, e.engine, time_limit=e.time_limit, workers=0)
        figures = {n: np.array([indicatief.taken[n].aantallen], dtype=np.int64) for n in self.nodig(basis)}
        [outcome] = self._uitkomsten(basis, [scenario], figures, draw, PROGRAMMA)
        goals = {
            (name, f"doel_{d.name}"): float(d.value)
            for name, made in ((TIME, plan), (FURTHER, plan.completion))
            if made is not None
            for d in made.doelen
            if isinstance(d.value, int)
        }
        return replace(outcome, maten={**outcome.maten, **goals})


def _plan_mark(model: Verdeelmodel) -> str:
    assert model.plan is not None
    return canonical_json(model, ("taken",))


def _conflict(basis: Basis, data: PlanData, engine: str, end: float) -> Onoplosbaar | None:
    """Which rules cannot hold together and where, a line per area; None when the time is up."""
    assert basis.model.plan is not None
    try:
        conflicten = explain_conflict(data, basis.model.plan, engine, einde=end, hier=True)
    except (Unfinished, Failed):
        return None
    together: dict[tuple[tuple[str, ...], str], set[str]] = {}
    for conflict in conflicten:
        groups = [group for core in conflict.sets for group in core]
        regels = ", ".join(dict.fromkeys(regel for regel, _ in groups))
        together.setdefault((conflict.gebied, regels), set()).update(w for _, w in groups if w in data.nummer)
    problems = []
    for (codes, regels), who in together.items():
        area = ", ".join(map(data.naam, codes))
        names = ", ".join(map(data.naam, sorted(who))) or area
        problems.append(Problem.van("V741", area, regels=regels, wie=names))
    return Onoplosbaar(problems) if problems else None


def way_of(pp: PlanProgram) -> str:
    """Engine path: a program without switches, or one that is solved province by province."""
    p = pp.program
    link = (p.lower == 0) & (p.upper == 1) & np.isin(np.array(p.kinds), list(SWITCHES))
    return DELEN if bool(link.any()) else PROGRAMMA
