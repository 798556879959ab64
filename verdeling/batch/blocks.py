"""Compute a block of scenarios: in arrays where that is possible, else one by one, always exact."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from verdeling.batch.array_way import NotInArrays, Variants, compute_rows
from verdeling.batch.bonus import UITKOMSTEN, bonus_answer
from verdeling.batch.draws import DataDraw
from verdeling.batch.measures import measure_names, measure_places
from verdeling.batch.scenario import Scenario, Setup, drawn_data
from verdeling.errors import Problem, VerdelingError, VerificatieFout
from verdeling.inputs.tables import Gegevens
from verdeling.insight.diagnostics import gebieden_van
from verdeling.result.tables import task_slices
from verdeling.sleutel.indicatief import Indicatief, compute_indicatief, deelnemers, missing_columns
from verdeling.texts import say
from verdeling.verdeelmodel.model import Verdeelmodel

Ints = NDArray[np.int64]

CLOSED_FORM: Final = "gesloten"
EXACT: Final = "exact"
PROGRAMMA: Final = "programma"
DELEN: Final = "programma_per_provincie"
NOTHING: Final = ""
KLAAR, MISLUKT = "klaar", "mislukt"


@dataclass(frozen=True, eq=False)
class Outcome:
    """Outcome of one scenario.

    Attributes
    ----------
    scenario
        The scenario.
    weg
        How it was computed.
    cijfers
        Task (or ``task/part``) → whole number per gemeente.
    maten
        (task, measure) → value.
    trek
        Drawn column → figure per gemeente.
    melding
        Why it failed; empty when it did not.
    codes
        Gemeentecodes.
    """

    scenario: Scenario
    weg: str
    cijfers: Mapping[str, Ints] = field(default_factory=dict)
    maten: Mapping[tuple[str, str], float] = field(default_factory=dict)
    trek: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    melding: str = ""
    codes: tuple[str, ...] = ()


def or_note(scenario: Scenario, weg: str, reken: Callable[[Scenario], Outcome]) -> Outcome:
    """Outcome of one scenario, or why it failed: a defect or a lack of memory in one stops no other."""
    try:
        return reken(scenario)
    except VerdelingError as error:
        note = error.tekst()
    except Exception as error:  # noqa: BLE001  it is told in the row of the scenario
        note = say("batch.onverwacht", soort=type(error).__name__, fout=str(error))
    return Outcome(scenario, weg, melding=note)


@dataclass(eq=False)
class Basis:
    """What scenarios with the same structure share."""

    setup: Setup
    model: Verdeelmodel
    gegevens: Gegevens

    @cached_property
    def deel(self) -> Gegevens:
        """The gemeenten that take part."""
        return deelnemers(self.model, self.gegevens)

    @cached_property
    def trekkingen(self) -> dict[str, DataDraw]:
        """Columns that are drawn."""
        return self.setup.trekkingen(self.model, self.deel)

    @cached_property
    def inwoners(self) -> Ints:
        """Inhabitants as diagnostics count them, one row."""
        return gebieden_van(self.deel).inwoners.astype(np.int64)[None, :]


class Runner:
    """Computes scenarios of one experiment; keeps what the next block needs again."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._vrij: dict[str, tuple[bool, ...]] = {}
        self._data: dict[dt.date, Gegevens] = {}

    def blok(self, numbers: Sequence[int]) -> list[Outcome]:
        """Outcomes of scenarios, in their order."""
        return self.bereken([self.setup.scenario(n) for n in numbers])

    def bereken(self, scenarios: Sequence[Scenario]) -> list[Outcome]:
        """Outcomes of scenarios, in their order."""
        out: list[Outcome] = []
        for _, group in itertools.groupby(scenarios, self._structure):
            out += self._groep(list(group))
        return out

    def weg(self, scenario: Scenario) -> str:
        """How one scenario is computed."""
        [outcome] = self.bereken([scenario])
        return MISLUKT if outcome.melding else outcome.weg

    def _structure(self, scenario: Scenario) -> tuple[Any, ...]:
        """Values that make another model; scenarios with equal ones share their arrays."""
        free = self._free_axes(scenario)
        return tuple(p for p, solve in zip(scenario.punten, free, strict=True) if not solve)

    def _free_axes(self, scenario: Scenario) -> tuple[bool, ...]:
        # Whether a number stands in a key depends on the values of the axes that are no numbers.
        sleutel = repr(
            [p for p, solve in zip(scenario.punten, self.setup.numeric_axes, strict=True) if not solve]
        )
        if sleutel not in self._vrij:
            try:
                self._vrij[sleutel] = self.setup.vrij(self.setup.load(scenario))
            except VerdelingError:
                self._vrij[sleutel] = (False,) * len(scenario.punten)
        return self._vrij[sleutel]

    def _groep(self, scenarios: list[Scenario]) -> list[Outcome]:
        beforehand: list[Outcome] = []
        while scenarios:
            try:
                basis = self.basis(scenarios[0])
                break
            except VerdelingError:
                # A value that the model refuses is told by the exact way; the next may be good.
                beforehand.append(self._een(scenarios[0]))
                scenarios = scenarios[1:]
        return beforehand + (self._in_rows(basis, scenarios) if scenarios else [])

    def _in_rows(self, basis: Basis, scenarios: list[Scenario]) -> list[Outcome]:
        try:
            draw = self.drawn(basis, scenarios)
            figures, good = compute_rows(
                basis.model,
                basis.deel,
                self._variants(basis, scenarios, draw),
                self.nodig(basis),
            )
        except (NotInArrays, VerdelingError):
            return [self._een(s) for s in scenarios]
        if missing_columns(basis.model, basis.gegevens):
            return [self._een(s) for s in scenarios]
        out = self._uitkomsten(basis, scenarios, figures, draw, CLOSED_FORM)
        out = [u if ok else self._een(u.scenario) for u, ok in zip(out, good.tolist(), strict=True)]
        self._sample(out)
        return out

    def drawn(self, basis: Basis, scenarios: Sequence[Scenario]) -> dict[str, Ints]:
        """Drawn columns, scenario × gemeente."""
        numbers = [s.nummer for s in scenarios]
        return {n: t.trek(self.setup.experiment.seed, numbers) for n, t in basis.trekkingen.items()}

    def _variants(self, basis: Basis, scenarios: Sequence[Scenario], draw: Mapping[str, Ints]) -> Variants:
        numbers: dict[str, list[Fraction]] = {}
        free = self._free_axes(scenarios[0])
        for i, (_, as_) in enumerate(self.setup.axes):
            if free[i] and as_.path.startswith("taken."):
                numbers[as_.path] = [p.getal for s in scenarios if (p := s.punten[i]) and p.getal is not None]
        columns = {n: (rows, basis.trekkingen[n].kolom.denominator) for n, rows in draw.items()}
        return Variants(len(scenarios), numbers, columns)

    def nodig(self, basis: Basis) -> list[str]:
        """Tasks that are computed: those that are stored, and the one that the bonus is about."""
        taken = list(self.setup.taken(basis.model))
        bonus = self.setup.experiment.bonus
        return taken if bonus is None or bonus.taak in taken else [*taken, bonus.taak]

    def _een(self, scenario: Scenario) -> Outcome:
        """One scenario by exact fractions; a failure is an outcome with its message."""
        return or_note(scenario, EXACT, self._exact)

    def _exact(self, scenario: Scenario) -> Outcome:
        basis = self.basis(scenario)
        draw = self.drawn(basis, [scenario])
        indicatief = self.indicatief(basis, draw)
        figures = {
            o.naam: np.array([o.aantallen], dtype=np.int64)
            for name in self.nodig(basis)
            for o in task_slices(indicatief.taken[name])
        }
        return self._uitkomsten(basis, [scenario], figures, draw, EXACT)[0]

    def indicatief(self, basis: Basis, draw: Mapping[str, Ints]) -> Indicatief:
        """Indicative figures of one scenario by the exact way."""
        return compute_indicatief(basis.model, self.gegevens(basis, draw))

    def gegevens(self, basis: Basis, draw: Mapping[str, Ints]) -> Gegevens:
        """Data of one scenario, with the figures that it draws."""
        rows = {n: r[0] for n, r in draw.items()}
        return drawn_data(basis.gegevens, basis.trekkingen, rows)

    def basis(self, scenario: Scenario) -> Basis:
        """Model and data of one scenario; data are read once per boundaries."""
        model = self.setup.load(scenario)
        if model.grenzen not in self._data:
            self._data[model.grenzen] = self.setup.gegevens(model)
        return Basis(self.setup, model, self._data[model.grenzen])

    def _uitkomsten(
        self,
        basis: Basis,
        scenarios: Sequence[Scenario],
        figures: dict[str, Ints],
        draw: Mapping[str, Ints],
        weg: str,
    ) -> list[Outcome]:
        figures = figures | self.bonus(basis, scenarios, figures)
        measures = self.measured(basis, figures, draw)
        return [
            Outcome(
                s,
                weg,
                {name: rows[k] for name, rows in figures.items()},
                {m: float(row[k]) for m, row in measures.items()},
                {n: row[k] / basis.trekkingen[n].kolom.denominator for n, row in draw.items()},
                codes=basis.deel.codes,
            )
            for k, s in enumerate(scenarios)
        ]

    def measured(
        self,
        basis: Basis,
        figures: Mapping[str, Ints],
        draw: Mapping[str, Ints],
        own: Collection[str] = (),
    ) -> dict[tuple[str, str], NDArray[np.float64]]:
        """Measures per task and scenario; of the bonus and of columns of rules, `own`, the sum alone."""
        out: dict[tuple[str, str], NDArray[np.float64]] = {}
        for name, rows in figures.items():
            part = name.rpartition("/")[2]
            if part in UITKOMSTEN or part in own:
                out[name, "totaal"] = rows.sum(axis=1).astype(float)
                out[name, "zonder"] = (rows == 0).sum(axis=1).astype(float)
            elif "diagnostics" in self.setup.experiment.measure:
                values = measure_places(rows, draw.get("inwoners", basis.inwoners))
                out |= {(name, measure): values[:, m] for m, measure in enumerate(measure_names())}
        return out

    def bonus(
        self, basis: Basis, scenarios: Sequence[Scenario], figures: Mapping[str, Ints]
    ) -> dict[str, Ints]:
        """Places and euros of the declared bonus, when the experiment has one."""
        bonus = self.setup.experiment.bonus
        if bonus is None:
            return {}
        values = {"bedrag": bonus.bedrag, "drempel": bonus.drempel, "reactie": bonus.reactie}
        per = {k: [v] * len(scenarios) for k, v in values.items()}
        for i, (_, as_) in enumerate(self.setup.axes):
            if as_.path.startswith("bonus."):
                per[as_.path.removeprefix("bonus.")] = [
                    p.getal for s in scenarios if (p := s.punten[i]) and p.getal is not None
                ]
        column = basis.deel.complete(bonus.kolom)
        bestaand = np.array([(t or 0) // column.denominator for t in column.numerators], dtype=np.int64)
        n = figures[bonus.taak]
        rows = bonus_answer(n, bestaand, per["bedrag"], per["drempel"], per["reactie"])
        return {f"{bonus.taak}/{name}": r for name, r in zip(UITKOMSTEN, rows, strict=True)}

    def _sample(self, outcomes: Sequence[Outcome]) -> None:
        """Recompute the first scenario of every array by exact fractions."""
        first = next((u for u in outcomes if u.weg == CLOSED_FORM), None)
        if first is None:
            return
        exact = self._een(first.scenario)
        otherwise = [
            n for n in first.cijfers if not np.array_equal(first.cijfers[n], exact.cijfers.get(n, 0))
        ]
        if otherwise:
            raise VerificatieFout(
                [Problem.van("V730", str(first.scenario.nummer), taken=", ".join(otherwise))]
            )
