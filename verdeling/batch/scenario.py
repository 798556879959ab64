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
from verdeling.batch.array_way import plaats
from verdeling.batch.draws import (
    Datatrekking,
    datatrekking,
    modelwaarde,
    steekproef,
    uniform,
    full_column,
)
from verdeling.batch.file import GROOTSTE_AANTAL, Axis, Experiment, number_of, text_of
from verdeling.errors import DataError, Probleem, VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom, load_data
from verdeling.insight.data_read import datanotes
from verdeling.result.manifest import data_hash
from verdeling.sleutel.keys import indicatoren
from verdeling.sleutel.natures import keynotes
from verdeling.texts import Lang
from verdeling.verdeelmodel.catalogue import SUFFIXEN, load_model, model_hash
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.old_spelling import renewed
from verdeling.verdeelmodel.taak import Taak

BLOK_CELLEN: Final = 350_000
"""About so many cells (scenario × gemeente × task) are computed and stored together."""


@dataclass(frozen=True, slots=True)
class Punt:
    """The value of one axis in one scenario: its YAML text, and the number when it is one."""

    tekst: str
    getal: Fraction | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario: its number and the value of each axis; None for a drawn column."""

    nummer: int
    punten: tuple[Punt | None, ...]


@dataclass(frozen=True)
class Opzet:
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
    def assen(self) -> tuple[tuple[str, Axis], ...]:
        """Axes in the order of the file."""
        return tuple(self.experiment.vary.items())

    @cached_property
    def roosters(self) -> dict[int, tuple[Punt, ...]]:
        """Values of the axes with a list or a range, without doubles; structure first."""
        uit = {}
        for i, (_, as_) in enumerate(self.assen):
            if as_.values is not None:
                uit[i] = tuple(dict.fromkeys(Punt(text_of(v), number_of(v)) for v in as_.values))
            elif as_.range is not None:
                r = as_.range
                aantal = math.floor((r.high - r.low) / r.step) + 1
                self._past(aantal)
                waarden = (r.low + k * r.step for k in range(aantal))
                uit[i] = tuple(Punt(text_of(w), w) for w in waarden)
        numeriek = {i: all(p.getal is not None for p in punten) for i, punten in uit.items()}
        return {i: uit[i] for i in sorted(uit, key=lambda i: (numeriek[i], i))}

    @cached_property
    def getrokken(self) -> tuple[int, ...]:
        """Numbers of the axes with a drawn model value."""
        return tuple(i for i, (_, a) in enumerate(self.assen) if a.draw and not a.path.startswith("data."))

    @cached_property
    def aantal(self) -> int:
        """Number of scenarios: grid × samples × repetitions.

        Raises
        ------
        VerdelingError
            With the count, when there are more than :data:`GROOTSTE_AANTAL`.
        """
        e = self.experiment
        aantal = math.prod(len(p) for p in self.roosters.values()) * e.design.samples * e.repetitions
        self._past(aantal)
        return aantal

    def _past(self, aantal: int) -> None:
        if aantal > GROOTSTE_AANTAL:
            raise VerdelingError.een("V715", self.experiment.naam, aantal=aantal, grens=GROOTSTE_AANTAL)

    def scenario(self, nummer: int) -> Scenario:
        """Values of the axes in one scenario; structure varies slowest, repetitions fastest."""
        e = self.experiment
        rest, _ = divmod(nummer, e.repetitions)
        rest, monster = divmod(rest, e.design.samples)
        punten: list[Punt | None] = [None] * len(self.assen)
        for i, waarden in reversed(self.roosters.items()):
            rest, k = divmod(rest, len(waarden))
            punten[i] = waarden[k]
        for plek, i in enumerate(self.getrokken):
            draw = self.assen[i][1].draw
            assert draw is not None
            if e.design.method == "random":
                u = float(uniform(e.seed, nummer, i, 1)[0])
            else:
                u = float(steekproef(e.design, len(self.getrokken), e.seed)[monster, plek])
            waarde = modelwaarde(draw, u)
            punten[i] = Punt(text_of(waarde), waarde)
        return Scenario(nummer, tuple(punten))

    def overrides(self, scenario: Scenario) -> tuple[str, list[str]]:
        """Base model and ``path=value`` settings of a scenario."""
        e, model = self.experiment, self.experiment.model
        extra = []
        for (_, as_), punt in zip(self.assen, scenario.punten, strict=True):
            if punt is None or as_.path.startswith(("data.", "bonus.")):
                continue
            if as_.path == "model":
                model = json.loads(punt.tekst) if punt.tekst.startswith('"') else punt.tekst
            else:
                extra.append(f"{as_.path}={punt.tekst}")
        return model, [*e.set, *extra]

    def laad(self, scenario: Scenario) -> Verdeelmodel:
        """Model of a scenario; where the figures vary, published ones hold in none of them."""
        naam, overrides = self.overrides(scenario)
        pad = self.map / naam
        model = load_model(pad if pad.suffix in SUFFIXEN else naam, overrides)
        varieert = any(as_.path.startswith(("data.", "taken.", "grenzen", "gebied")) for _, as_ in self.assen)
        return model.volgens_formule() if varieert else model

    def gegevens(self, model: Verdeelmodel) -> Gegevens:
        """Data on the boundaries of a model."""
        folder = None if self.experiment.data is None else self.map / self.experiment.data
        return load_data(folder, model.grenzen, aanvullen=self.experiment.aanvullen)

    def taken(self, model: Verdeelmodel) -> tuple[str, ...]:
        """Tasks of a model that are computed and stored."""
        gekozen = self.experiment.tasks
        return tuple(t for t in model.taken if gekozen is None or t in gekozen)

    def trekkingen(self, model: Verdeelmodel, gegevens: Gegevens) -> dict[str, Datatrekking]:
        """Columns that are drawn, by name.

        Raises
        ------
        DataError
            A column that the data lacks, or a distribution that can draw impossible figures.
        """
        uit: dict[str, Datatrekking] = {}
        for i, (naam, as_) in enumerate(self.assen):
            if not as_.path.startswith("data.") or as_.draw is None:
                continue
            kolom = _kolom(as_.path.removeprefix("data."), model, gegevens, f"vary.{naam}")
            uit[kolom.naam] = datatrekking(gegevens, kolom, as_.draw, i, f"vary.{naam}")
        return uit

    def sleutel(self, scenario: Scenario, wortel: str) -> str:
        """Hash of the canonical scenario: what it is based on, its values, and its number where it draws."""
        delen: list[Any] = [
            [naam, as_.path, None if punt is None else punt.tekst]
            for (naam, as_), punt in zip(self.assen, scenario.punten, strict=True)
        ]
        if any(as_.draw is not None for _, as_ in self.assen):
            delen.append(scenario.nummer)
        return hashlib.sha256(json.dumps([wortel, delen]).encode()).hexdigest()[:16]

    @cached_property
    def wortel(self) -> str:
        """Hash of everything that all scenarios share: definition, models, data, program version."""
        e = self.experiment
        woorden = {"titel", "omschrijving", "naam", "vary"}
        definitie = e.model_dump(mode="json", exclude=woorden if e.aanvullen else woorden | {"aanvullen"})
        definitie["vary"] = {
            n: a.model_dump(mode="json", exclude={"label", "values"})
            | {"values": None if a.values is None else [text_of(v) for v in a.values]}
            for n, a in e.vary.items()
        }
        modellen = [self.laad(s) for s in self.modellen()]
        delen = [
            definitie,
            [model_hash(m) for m in modellen],
            [data_hash(self.gegevens(m)) for m in modellen[:1]],
            __version__,
        ]
        return hashlib.sha256(json.dumps(delen, sort_keys=True).encode()).hexdigest()

    def modellen(self) -> list[Scenario]:
        """The first scenario of each base model."""
        i = next((i for i, (_, a) in enumerate(self.assen) if a.path == "model"), None)
        eerste = self.scenario(0)
        if i is None or i not in self.roosters:
            return [eerste]
        return [self.met(eerste, i, punt) for punt in self.roosters[i]]

    def aanpassingen(self, lang: Lang) -> list[str]:
        """From which model the scenarios derive and what is changed in all of them, in sentences.

        What an axis changes differs per scenario and stands among the parameters.
        """
        assen = tuple(renewed(as_.path).removesuffix(".waarde") for _, as_ in self.assen)
        uit = []
        for aangepast in (self.laad(s).aangepast for s in self.modellen()):
            if aangepast is None:
                continue
            vast = tuple(w for w in aangepast.wijzigingen if w.pad not in assen)
            if vast:
                uit.append(aangepast.model_copy(update={"wijzigingen": vast}).zin(lang))
        return list(dict.fromkeys(uit))

    def met(self, scenario: Scenario, as_nummer: int, punt: Punt) -> Scenario:
        """The same scenario with another value of one axis."""
        punten = list(scenario.punten)
        punten[as_nummer] = punt
        return replace(scenario, punten=tuple(punten))

    @cached_property
    def met_plan(self) -> bool:
        """Whether every scenario makes a plan."""
        return "goals" in self.experiment.measure

    @cached_property
    def blokgrootte(self) -> int:
        """Scenarios that are computed and stored together."""
        if self.experiment.block is not None:
            return self.experiment.block
        if self.met_plan:
            return 1
        model = self.laad(self.scenario(0))
        return max(1, BLOK_CELLEN // (350 * len(self.taken(model))))

    def blokken(self, deel: tuple[int, int] = (1, 1)) -> list[range]:
        """Scenario numbers of each block; `deel` (i, n) takes every n-th block from the i-th on."""
        stap = self.blokgrootte
        alle = [range(a, min(a + stap, self.aantal)) for a in range(0, self.aantal, stap)]
        return alle[deel[0] - 1 :: deel[1]]

    def vrij(self, model: Verdeelmodel) -> tuple[bool, ...]:
        """Per axis whether it may differ inside one array computation."""
        return tuple(
            as_.path.startswith(("data.", "bonus."))
            or (self._numeriek(i) and as_.path != "model" and plaats(model, as_.path))
            for i, (_, as_) in enumerate(self.assen)
        )

    def _numeriek(self, i: int) -> bool:
        return i in self.getrokken or (
            i in self.roosters and all(p.getal is not None for p in self.roosters[i])
        )

    @cached_property
    def numerieke_assen(self) -> tuple[bool, ...]:
        """Per axis whether its values are numbers."""
        return tuple(self._numeriek(i) for i in range(len(self.assen)))

    def controleer(self) -> None:
        """Load the base, every value that changes the structure, and both ends of every number.

        Raises
        ------
        VerdelingError
            Everything that is wrong, before anything runs.
        """
        eerste = self.scenario(0)
        eigen = self._problemen(eerste)
        problemen = [self._placed(p, "") for p in eigen]
        for i, (naam, as_) in enumerate(self.assen):
            if as_.path.startswith("bonus."):
                problemen += _bonusgetallen(as_.path, f"vary.{naam}", self._uitersten(i))
            elif not as_.path.startswith("data."):
                _known_path(as_.path, f"vary.{naam}", problemen)
                for punt in self._uitersten(i):
                    anders = self._problemen(self.met(eerste, i, punt))
                    problemen += [self._placed(p, f"vary.{naam}") for p in anders if p not in eigen]
        if problemen:
            raise VerdelingError(_unique(problemen))
        model = self.laad(eerste)
        self._taken_bestaan(model)
        gegevens = self.gegevens(model)
        self.trekkingen(model, gegevens)
        if self.experiment.bonus is not None:
            full_column(gegevens, self.experiment.bonus.kolom, "bonus.kolom")

    def notes(self) -> list[Probleem]:
        """What a reader must know of own data, and of the keys at first, last and both ends of every axis."""
        eerste = self.scenario(0)
        proef = [eerste, self.scenario(self.aantal - 1)]
        for i, (_, as_) in enumerate(self.assen):
            if not as_.path.startswith(("data.", "bonus.")):
                proef += [self.met(eerste, i, punt) for punt in self._uitersten(i)]
        notes: dict[tuple[str, str, object], Probleem] = {
            (n.code, n.waar, n.tekst()): n for n in self.datanotes()
        }
        gegevens = self.gegevens(self.laad(eerste))
        for scenario in proef:
            if not self._problemen(scenario):  # the last may fail, and is then a row of its own
                model = self.laad(scenario)
                own = [self._placed(note, "") for note in model.meldingen]
                for note in (*own, *keynotes(model, gegevens)):
                    notes.setdefault((note.code, note.waar, note.gegevens.get("kolom")), note)
        return list(notes.values())

    def datanotes(self) -> list[Probleem]:
        """How own data was read: what was filled in, read as something else, or not used."""
        if self.experiment.data is None:
            return []
        modellen = [self.laad(s) for s in self.modellen()]
        ook = () if self.experiment.bonus is None else (self.experiment.bonus.kolom,)
        return _unique([note for m in modellen for note in datanotes(m, self.gegevens(m), ook)])

    def _problemen(self, scenario: Scenario) -> Sequence[Probleem]:
        """What is wrong with the model of a scenario."""
        try:
            self.laad(scenario)
        except VerdelingError as fout:
            return fout.problemen
        return ()

    def _placed(self, probleem: Probleem, plek: str) -> Probleem:
        """The problem with its place: the parameter, a line under set, or the file of the model."""
        waar = probleem.waar
        eigen = next((n for n, a in self.assen if waar.startswith(f"--set {a.path}=")), None)
        if eigen is not None:
            waar = f"vary.{eigen}"
        elif plek:
            waar = f"{plek}: {waar}" if waar else plek
        else:
            waar = waar.removeprefix("--") or "model"
        return Probleem.van(probleem.code, waar, **probleem.gegevens)

    def _uitersten(self, i: int) -> Sequence[Punt]:
        if i in self.roosters:
            punten = self.roosters[i]
            if not self._numeriek(i):
                return punten
            return [f(punten, key=lambda p: p.getal or 0) for f in (min, max)]
        getrokken = [self.scenario(n).punten[i] for n in range(min(self.aantal, 1000))]
        echt = [p for p in getrokken if p is not None]
        return [f(echt, key=lambda p: p.getal or 0) for f in (min, max)]

    def _taken_bestaan(self, model: Verdeelmodel) -> None:
        gevraagd = [*(self.experiment.tasks or ())]
        if self.experiment.bonus is not None:
            gevraagd.append(self.experiment.bonus.taak)
        onbekend = [t for t in gevraagd if t not in model.taken]
        if onbekend:
            bekend = ", ".join(model.taken)
            raise VerdelingError([Probleem.van("V716", t, bekend=bekend) for t in onbekend])
        if self.met_plan and model.opdracht is None:
            raise VerdelingError.een("V717", model.naam)


def _bonusgetallen(pad: str, plek: str, punten: Sequence[Punt]) -> list[Probleem]:
    fout = [p for p in punten if p.getal is None or p.getal < 0]
    return [Probleem.van("V746", plek, pad=pad, waarde=p.tekst) for p in fout]


def _unique(problemen: list[Probleem]) -> list[Probleem]:
    return list({p.tekst(): p for p in problemen}.values())


def _known_path(pad: str, plek: str, problemen: list[Probleem]) -> None:
    begin = pad.split(".")[0]
    bekend = ("taken", "plan", "tijdplan", "grenzen", "gebied", "model", "data", "bonus")
    if begin not in bekend:
        nabij = difflib.get_close_matches(begin, bekend, 1, 0)[0]
        problemen.append(Probleem.van("V718", plek, pad=pad, nabij=nabij))


def _kolom(naam: str, model: Verdeelmodel, gegevens: Gegevens, plek: str) -> Kolom:
    """The column as the keys of the model read it."""
    if naam not in gegevens.indicatoren:
        nabij = difflib.get_close_matches(naam, gegevens.indicatoren, 1, 0)[0]
        raise DataError.een("V719", plek, kolom=naam, nabij=nabij)
    gelezen = {i.peildatum for t in model.taken.values() for i in _readings(t) if i.indicator == naam}
    if len(gelezen) > 1:
        raise DataError.een("V720", plek, kolom=naam, data=", ".join(sorted(map(str, gelezen))))
    if not gelezen:
        raise DataError.een("V721", plek, kolom=naam)
    return gegevens.volledig(naam, gelezen.pop())


def _readings(taak: Taak) -> list[Any]:
    sleutels = [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]
    return [i for u in sleutels for i in indicatoren(u)]


def drawn_data(
    gegevens: Gegevens, trekkingen: dict[str, Datatrekking], rijen: dict[str, np.ndarray[Any, Any]]
) -> Gegevens:
    """The data of one scenario: drawn figures in the place of the shipped ones."""
    if not trekkingen:
        return gegevens
    weg = {(t.kolom.naam, t.kolom.peildatum) for t in trekkingen.values()}
    anders = tuple(k for k in gegevens.kolommen if (k.naam, k.peildatum) not in weg)
    nieuw = tuple(
        replace(t.kolom, tellers=tuple(int(x) for x in rijen[naam])) for naam, t in trekkingen.items()
    )
    return replace(gegevens, kolommen=anders + nieuw)
