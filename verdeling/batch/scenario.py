"""From experiment file to numbered scenarios: each scenario is a function of its number alone."""

from __future__ import annotations

import difflib
import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from verdeling import __version__
from verdeling.batch.array_way import place_in_model
from verdeling.batch.draws import (
    DataDraw,
    data_draw,
    draw_sample,
    full_column,
    model_value,
    uniform,
)
from verdeling.batch.file import LARGEST_COUNT, Axis, Experiment, number_of, text_of
from verdeling.errors import DataError, Problem, VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom, load_data
from verdeling.insight.data_read import datanotes
from verdeling.result.manifest import data_hash
from verdeling.sleutel.keys import indicators_of
from verdeling.sleutel.natures import keynotes
from verdeling.texts import Lang
from verdeling.verdeelmodel.catalogue import SUFFIXES, load_model, model_hash
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.old_spelling import renewed
from verdeling.verdeelmodel.taak import Taak

BLOCK_CELLS: Final = 350_000
"""About so many cells (scenario × gemeente × task) are computed and stored together."""


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """The value of one axis in one scenario: its YAML text, and the number when it is one."""

    tekst: str
    getal: Fraction | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario: its number and the value of each axis; None for a drawn column."""

    nummer: int
    punten: tuple[DrawnPoint | None, ...]


@dataclass(frozen=True)
class Setup:
    """An experiment that is ready to run; travels to workers as it is.

    Attributes
    ----------
    experiment
        The experiment as read.
    map
        Folder of the file; paths in it are seen from here.
    """

    experiment: Experiment
    map: Path

    def __getstate__(self) -> dict[str, Any]:
        return {"experiment": self.experiment, "map": self.map}

    @cached_property
    def axes(self) -> tuple[tuple[str, Axis], ...]:
        """Axes in the order of the file."""
        return tuple(self.experiment.vary.items())

    @cached_property
    def grids(self) -> dict[int, tuple[DrawnPoint, ...]]:
        """Values of the axes with a list or a range, without doubles; structure first."""
        out = {}
        for i, (_, as_) in enumerate(self.axes):
            if as_.values is not None:
                out[i] = tuple(dict.fromkeys(DrawnPoint(text_of(v), number_of(v)) for v in as_.values))
            elif as_.range is not None:
                r = as_.range
                count = math.floor((r.high - r.low) / r.step) + 1
                self._past(count)
                values = (r.low + k * r.step for k in range(count))
                out[i] = tuple(DrawnPoint(text_of(w), w) for w in values)
        numeric = {i: all(p.getal is not None for p in points) for i, points in out.items()}
        return {i: out[i] for i in sorted(out, key=lambda i: (numeric[i], i))}

    @cached_property
    def drawn(self) -> tuple[int, ...]:
        """Numbers of the axes with a drawn model value."""
        return tuple(i for i, (_, a) in enumerate(self.axes) if a.draw and not a.path.startswith("data."))

    @cached_property
    def aantal(self) -> int:
        """Number of scenarios: grid × samples × repetitions.

        Raises
        ------
        VerdelingError
            With the count, when there are more than :data:`LARGEST_COUNT`.
        """
        e = self.experiment
        count = math.prod(len(p) for p in self.grids.values()) * e.design.samples * e.repetitions
        self._past(count)
        return count

    def _past(self, count: int) -> None:
        if count > LARGEST_COUNT:
            raise VerdelingError.een("V715", self.experiment.naam, aantal=count, grens=LARGEST_COUNT)

    def scenario(self, number: int) -> Scenario:
        """Values of the axes in one scenario; structure varies slowest, repetitions fastest."""
        e = self.experiment
        rest, _ = divmod(number, e.repetitions)
        rest, monster = divmod(rest, e.design.samples)
        points: list[DrawnPoint | None] = [None] * len(self.axes)
        for i, values in reversed(self.grids.items()):
            rest, k = divmod(rest, len(values))
            points[i] = values[k]
        for spot, i in enumerate(self.drawn):
            draw = self.axes[i][1].draw
            assert draw is not None
            if e.design.method == "random":
                u = float(uniform(e.seed, number, i, 1)[0])
            else:
                u = float(draw_sample(e.design, len(self.drawn), e.seed)[monster, spot])
            value = model_value(draw, u)
            points[i] = DrawnPoint(text_of(value), value)
        return Scenario(number, tuple(points))

    def overrides(self, scenario: Scenario) -> tuple[str, list[str]]:
        """Base model and ``path=value`` settings of a scenario."""
        e, model = self.experiment, self.experiment.model
        extra = []
        for (_, as_), point in zip(self.axes, scenario.punten, strict=True):
            if point is None or as_.path.startswith(("data.", "bonus.")):
                continue
            if as_.path == "model":
                model = json.loads(point.tekst) if point.tekst.startswith('"') else point.tekst
            else:
                extra.append(f"{as_.path}={point.tekst}")
        return model, [*e.set, *extra]

    def load(self, scenario: Scenario) -> Verdeelmodel:
        """Model of a scenario; where the figures vary, published ones hold in none of them."""
        name, overrides = self.overrides(scenario)
        path = self.map / name
        model = load_model(path if path.suffix in SUFFIXES else name, overrides)
        varieert = any(as_.path.startswith(("data.", "taken.", "grenzen", "gebied")) for _, as_ in self.axes)
        return model.volgens_formule() if varieert else model

    def gegevens(self, model: Verdeelmodel) -> Gegevens:
        """Data on the boundaries of a model."""
        folder = None if self.experiment.data is None else self.map / self.experiment.data
        return load_data(folder, model.grenzen, aanvullen=self.experiment.aanvullen)

    def taken(self, model: Verdeelmodel) -> tuple[str, ...]:
        """Tasks of a model that are computed and stored."""
        chosen = self.experiment.tasks
        return tuple(t for t in model.taken if chosen is None or t in chosen)

    def trekkingen(self, model: Verdeelmodel, data: Gegevens) -> dict[str, DataDraw]:
        """Columns that are drawn, by name.

        Raises
        ------
        DataError
            A column that the data lacks, or a distribution that can draw impossible figures.
        """
        out: dict[str, DataDraw] = {}
        for i, (name, as_) in enumerate(self.axes):
            if not as_.path.startswith("data.") or as_.draw is None:
                continue
            column = _column(as_.path.removeprefix("data."), model, data, f"vary.{name}")
            out[column.naam] = data_draw(data, column, as_.draw, i, f"vary.{name}")
        return out

    def sleutel(self, scenario: Scenario, root: str) -> str:
        """Hash of the canonical scenario: what it is based on, its values, and its number where it draws."""
        parts: list[Any] = [
            [name, as_.path, None if point is None else point.tekst]
            for (name, as_), point in zip(self.axes, scenario.punten, strict=True)
        ]
        if any(as_.draw is not None for _, as_ in self.axes):
            parts.append(scenario.nummer)
        return hashlib.sha256(json.dumps([root, parts]).encode()).hexdigest()[:16]

    @cached_property
    def wortel(self) -> str:
        """Hash of everything that all scenarios share: definition, models, data, program version."""
        e = self.experiment
        words = {"titel", "omschrijving", "naam", "vary"}
        definitie = e.model_dump(mode="json", exclude=words if e.aanvullen else words | {"aanvullen"})
        definitie["vary"] = {
            n: a.model_dump(mode="json", exclude={"label", "values"})
            | {"values": None if a.values is None else [text_of(v) for v in a.values]}
            for n, a in e.vary.items()
        }
        models = [self.load(s) for s in self.modellen()]
        parts = [
            definitie,
            [model_hash(m) for m in models],
            [data_hash(self.gegevens(m)) for m in models[:1]],
            __version__,
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def modellen(self) -> list[Scenario]:
        """The first scenario of each base model."""
        i = next((i for i, (_, a) in enumerate(self.axes) if a.path == "model"), None)
        first = self.scenario(0)
        if i is None or i not in self.grids:
            return [first]
        return [self.met(first, i, point) for point in self.grids[i]]

    def changes_made(self, lang: Lang) -> list[str]:
        """From which model the scenarios derive and what is changed in all of them, in sentences.

        What an axis changes differs per scenario and stands among the parameters.
        """
        axes = tuple(renewed(as_.path).removesuffix(".waarde") for _, as_ in self.axes)
        out = []
        for aangepast in (self.load(s).aangepast for s in self.modellen()):
            if aangepast is None:
                continue
            fixed = tuple(w for w in aangepast.wijzigingen if w.pad not in axes)
            if fixed:
                out.append(aangepast.model_copy(update={"wijzigingen": fixed}).zin(lang))
        return list(dict.fromkeys(out))

    def met(self, scenario: Scenario, as_number: int, point: DrawnPoint) -> Scenario:
        """The same scenario with another value of one axis."""
        points = list(scenario.punten)
        points[as_number] = point
        return replace(scenario, punten=tuple(points))

    @cached_property
    def met_plan(self) -> bool:
        """Whether every scenario makes a plan."""
        return "goals" in self.experiment.measure

    @cached_property
    def block_size(self) -> int:
        """Scenarios that are computed and stored together."""
        if self.experiment.block is not None:
            return self.experiment.block
        if self.met_plan:
            return 1
        model = self.load(self.scenario(0))
        return max(1, BLOCK_CELLS // (350 * len(self.taken(model))))

    def blokken(self, part: tuple[int, int] = (1, 1)) -> list[range]:
        """Scenario numbers of each block; `part` (i, n) takes every n-th block from the i-th on."""
        step = self.block_size
        every = [range(a, min(a + step, self.aantal)) for a in range(0, self.aantal, step)]
        return every[part[0] - 1 :: part[1]]

    def vrij(self, model: Verdeelmodel) -> tuple[bool, ...]:
        """Per axis whether it may differ inside one array computation."""
        return tuple(
            as_.path.startswith(("data.", "bonus."))
            or (self._numeric(i) and as_.path != "model" and place_in_model(model, as_.path))
            for i, (_, as_) in enumerate(self.axes)
        )

    def _numeric(self, i: int) -> bool:
        return i in self.drawn or (i in self.grids and all(p.getal is not None for p in self.grids[i]))

    @cached_property
    def numeric_axes(self) -> tuple[bool, ...]:
        """Per axis whether its values are numbers."""
        return tuple(self._numeric(i) for i in range(len(self.axes)))

    def check(self) -> None:
        """Load the base, every value that changes the structure, and both ends of every number.

        Raises
        ------
        VerdelingError
            Everything that is wrong, before anything runs.
        """
        first = self.scenario(0)
        own = self._problems(first)
        problems = [self._placed(p, "") for p in own]
        for i, (name, as_) in enumerate(self.axes):
            if as_.path.startswith("bonus."):
                problems += _bonus_numbers(as_.path, f"vary.{name}", self._extremes(i))
            elif not as_.path.startswith("data."):
                _known_path(as_.path, f"vary.{name}", problems)
                for point in self._extremes(i):
                    otherwise = self._problems(self.met(first, i, point))
                    problems += [self._placed(p, f"vary.{name}") for p in otherwise if p not in own]
        if problems:
            raise VerdelingError(_unique(problems))
        model = self.load(first)
        self._taken_exist(model)
        data = self.gegevens(model)
        self.trekkingen(model, data)
        if self.experiment.bonus is not None:
            full_column(data, self.experiment.bonus.kolom, "bonus.kolom")

    def notes(self) -> list[Problem]:
        """What a reader must know of own data, and of the keys at first, last and both ends of every axis."""
        first = self.scenario(0)
        trial = [first, self.scenario(self.aantal - 1)]
        for i, (_, as_) in enumerate(self.axes):
            if not as_.path.startswith(("data.", "bonus.")):
                trial += [self.met(first, i, point) for point in self._extremes(i)]
        notes: dict[tuple[str, str, object], Problem] = {
            (n.code, n.waar, n.tekst()): n for n in self.datanotes()
        }
        data = self.gegevens(self.load(first))
        for scenario in trial:
            if not self._problems(scenario):  # the last may fail, and is then a row of its own
                model = self.load(scenario)
                own = [self._placed(note, "") for note in model.meldingen]
                for note in (*own, *keynotes(model, data)):
                    notes.setdefault((note.code, note.waar, note.gegevens.get("kolom")), note)
        return list(notes.values())

    def datanotes(self) -> list[Problem]:
        """How own data was read: what was filled in, read as something else, or not used."""
        if self.experiment.data is None:
            return []
        models = [self.load(s) for s in self.modellen()]
        also = () if self.experiment.bonus is None else (self.experiment.bonus.kolom,)
        return _unique([note for m in models for note in datanotes(m, self.gegevens(m), also)])

    def _problems(self, scenario: Scenario) -> Sequence[Problem]:
        """What is wrong with the model of a scenario."""
        try:
            self.load(scenario)
        except VerdelingError as error:
            return error.problemen
        return ()

    def _placed(self, problem: Problem, spot: str) -> Problem:
        """The problem with its place: the parameter, a line under set, or the file of the model."""
        where = problem.waar
        own = next((n for n, a in self.axes if where.startswith(f"--set {a.path}=")), None)
        if own is not None:
            where = f"vary.{own}"
        elif spot:
            where = f"{spot}: {where}" if where else spot
        else:
            where = where.removeprefix("--") or "model"
        return Problem.van(problem.code, where, **problem.gegevens)

    def _extremes(self, i: int) -> Sequence[DrawnPoint]:
        if i in self.grids:
            points = self.grids[i]
            if not self._numeric(i):
                return points
            return [f(points, key=lambda p: p.getal or 0) for f in (min, max)]
        drawn = [self.scenario(n).punten[i] for n in range(min(self.aantal, 1000))]
        echt = [p for p in drawn if p is not None]
        return [f(echt, key=lambda p: p.getal or 0) for f in (min, max)]

    def _taken_exist(self, model: Verdeelmodel) -> None:
        asked = [*(self.experiment.tasks or ())]
        if self.experiment.bonus is not None:
            asked.append(self.experiment.bonus.taak)
        unknown = [t for t in asked if t not in model.taken]
        if unknown:
            known = ", ".join(model.taken)
            raise VerdelingError([Problem.van("V716", t, bekend=known) for t in unknown])
        if self.met_plan and model.opdracht is None:
            raise VerdelingError.een("V717", model.naam)


def _bonus_numbers(path: str, spot: str, points: Sequence[DrawnPoint]) -> list[Problem]:
    error = [p for p in points if p.getal is None or p.getal < 0]
    return [Problem.van("V746", spot, pad=path, waarde=p.tekst) for p in error]


def _unique(problems: list[Problem]) -> list[Problem]:
    return list({p.tekst(): p for p in problems}.values())


def _known_path(path: str, spot: str, problems: list[Problem]) -> None:
    begin = path.split(".")[0]
    known = ("taken", "plan", "tijdplan", "grenzen", "gebied", "model", "data", "bonus")
    if begin not in known:
        near = difflib.get_close_matches(begin, known, 1, 0)[0]
        problems.append(Problem.van("V718", spot, pad=path, nabij=near))


def _column(name: str, model: Verdeelmodel, data: Gegevens, spot: str) -> Kolom:
    """The column as the keys of the model read it."""
    if name not in data.indicators:
        near = difflib.get_close_matches(name, data.indicators, 1, 0)[0]
        raise DataError.een("V719", spot, kolom=name, nabij=near)
    seen = {i.peildatum for t in model.taken.values() for i in _readings(t) if i.indicator == name}
    if len(seen) > 1:
        raise DataError.een("V720", spot, kolom=name, data=", ".join(sorted(map(str, seen))))
    if not seen:
        raise DataError.een("V721", spot, kolom=name)
    return data.complete(name, seen.pop())


def _readings(taak: Taak) -> list[Any]:
    sleutels = [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]
    return [i for u in sleutels for i in indicators_of(u)]


def drawn_data(data: Gegevens, draws: dict[str, DataDraw], rows: dict[str, np.ndarray[Any, Any]]) -> Gegevens:
    """The data of one scenario: drawn figures in the place of the shipped ones."""
    if not draws:
        return data
    weg = {(t.kolom.naam, t.kolom.peildatum) for t in draws.values()}
    otherwise = tuple(k for k in data.kolommen if (k.naam, k.peildatum) not in weg)
    new = tuple(replace(t.kolom, numerators=tuple(int(x) for x in rows[name])) for name, t in draws.items())
    return replace(data, kolommen=otherwise + new)
