"""What a report is made of: frozen values, ready to be written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, TypeVar

from verdeling.columns import Column, Rows, Table
from verdeling.inputs.register import FIRST_BOUNDARIES, LAATSTE_GRENZEN, read_register
from verdeling.insight.verdict import Diagnosis
from verdeling.result.tables import PER, PLAN_COLUMNS, VERDELING, FigureRow
from verdeling.result.told import Goal, HalfYear
from verdeling.terms import Bron, Status
from verdeling.verdeelmodel.model import OpenPunt

R = TypeVar("R")
WEAK: Final = (Status.DERIVED, Status.ILLUSTRATIVE, Status.OPEN)


@dataclass(frozen=True, slots=True)
class ExplanationStep:
    """One step of the sum behind a figure: what is done, what comes out, on what basis."""

    tekst: str
    uitkomst: str = ""
    grondslag: str = ""


@dataclass(frozen=True)
class TaskPart:
    """Rows and explanations of one task.

    Attributes
    ----------
    naam
        Name of the task in the model.
    rijen
        Rows, sorted by gemeentecode.
    delen
        Part of the task → gemeentecode → whole number; empty when the task has no parts.
    eenheid
        What is divided.
    totaal
        The declared total; None when there is none.
    uitleg
        Gemeentecode → steps of the sum.
    planuitleg
        Gemeentecode → steps from the indicative figure to what stands there under the plan.
    anders
        Gemeentecode → what would change the figure, in sentences.
    bindend
        Gemeentecode → the rules that decide the plan there, in sentences.
    waarom
        Gemeentecode → why not one place fewer or more, in a sentence; empty when not computed.
    kolommen
        Columns of data that the figures are computed from.
    speelruimte
        Gemeentecode → least and most places over all plans that are equally good; empty when not computed.
    """

    naam: str
    rijen: tuple[FigureRow, ...]
    delen: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    eenheid: str = "plaatsen"
    totaal: Fraction | None = None
    uitleg: Mapping[str, tuple[ExplanationStep, ...]] = field(default_factory=dict)
    planuitleg: Mapping[str, tuple[ExplanationStep, ...]] = field(default_factory=dict)
    anders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    speelruimte: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    bindend: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    waarom: Mapping[str, str] = field(default_factory=dict)
    kolommen: frozenset[str] = frozenset()

    @cached_property
    def heel_land(self) -> bool:
        """Whether all gemeenten of the country take part, on the boundaries of some day."""
        register, codes = read_register(), {r.code for r in self.rijen}
        days = {max(g.van, FIRST_BOUNDARIES) for g in register.gemeenten if g.van <= LAATSTE_GRENZEN}
        return any(codes >= {g.code for g in register.op(day)} for day in sorted(days))

    @cached_property
    def heeft_plan(self) -> bool:
        """Whether the model has a plan for this task."""
        return any(r.plan is not None for r in self.rijen)

    @cached_property
    def heeft_plaatsen(self) -> bool:
        """Whether the plan is about places that stand; of another task it says what each gemeente does."""
        return any(r.nieuw is not None for r in self.rijen)

    @cached_property
    def has_inwoners(self) -> bool:
        """Whether inhabitants are known for every gemeente."""
        return all(r.inwoners for r in self.rijen)

    @cached_property
    def per_1000(self) -> Mapping[str | None, Fraction]:
        """Indicative places per 1 000 inhabitants per province, and of the country under None."""
        provincies = {r.provincie for r in self.rijen}
        return {
            p: Fraction(PER * (self.som("indicatief", p) or 0), self.som("inwoners", p) or 1)
            for p in (None, *provincies)
        }

    def som(self, kolom: str, provincie: str | None = None) -> int | None:
        """Sum of a column over all gemeenten, or over those of a province; None when no cell has a value."""
        values = [r.cell(kolom) for r in self.rijen if provincie is None or r.provincie == provincie]
        known = [w for w in values if isinstance(w, int)]
        return sum(known) if known else None

    @cached_property
    def plan_columns(self) -> tuple[Column, ...]:
        """Columns that tell of a plan, those of its rules included, with a value for some gemeente."""
        own = dict.fromkeys(name for r in self.rijen for name in r.regels)
        every = [*PLAN_COLUMNS, *(VERDELING.further(name) for name in own)]
        if not self.heeft_plaatsen:
            # Of a task of which no places stand nothing is asked but its own figure.
            every = [c for c in every if c.name != "gevraagd"]
        return tuple(c for c in every if any(r.cell(c.name) is not None for r in self.rijen))


@dataclass(frozen=True)
class ReportData:
    """Everything in a report.

    Attributes
    ----------
    naam, titel, omschrijving, status
        The model, in the language of the report.
    aangepast
        From which model it derives and what was changed, in a sentence; empty when nothing was.
    taken
        At least one task.
    doelen
        Of the plan; empty without one.
    open, bronnen, meldingen
        Open items, sources of the columns that were used, and notes that a reader must see.
    alleen_formule
        Columns that only the formula beside given figures reads.
    geen_plan
        Which provincies have no plan, and what cannot hold together; empty when nothing failed.
    diagnostiek, diagnostiek_plan
        Task → measures of its figures and of its plan, as in ``diagnostics.json``.
    diagnostiek_samen
        Measures of all kinds together; None without a whole picture.
    tabellen
        Stem of a file → table that only some results have.
    halfjaren
        Sums per half-year; empty without realised figures.
    tijdplan
        What must be decided by when, in sentences.
    keuzes
        What each choice costs that the plan leaves open, in sentences.
    opdracht
        The command that makes the same result again.
    herkomst
        What made the result: name → value.
    bestanden
        File of the result folder → sha256.
    """

    naam: str
    titel: str
    omschrijving: str
    status: Status
    taken: tuple[TaskPart, ...]
    doelen: tuple[Goal, ...] = ()
    open: tuple[OpenPunt, ...] = ()
    bronnen: tuple[Bron, ...] = ()
    alleen_formule: frozenset[str] = frozenset()
    meldingen: tuple[str, ...] = ()
    aangepast: str = ""
    geen_plan: tuple[str, ...] = ()
    diagnostiek: Mapping[str, Diagnosis] = field(default_factory=dict)
    diagnostiek_plan: Mapping[str, Diagnosis] = field(default_factory=dict)
    diagnostiek_samen: Diagnosis | None = None
    tabellen: Mapping[str, Rows[Any]] = field(default_factory=dict)
    halfjaren: tuple[HalfYear, ...] = ()
    tijdplan: tuple[str, ...] = ()
    keuzes: tuple[str, ...] = ()
    opdracht: str = ""
    herkomst: Mapping[str, str] = field(default_factory=dict)
    bestanden: Mapping[str, str] = field(default_factory=dict)

    def tabel(self, what: Table[R]) -> Rows[R] | None:
        """A table that only some results have."""
        return self.tabellen.get(what.name)

    @property
    def kenmerk(self) -> str:
        """Begin of the checksum of ``verdeling.csv``, in groups of four, to be compared by eye."""
        total = self.bestanden.get("verdeling.csv", "")[:16]
        return " ".join(total[i : i + 4] for i in range(0, len(total), 4))

    @cached_property
    def zwak(self) -> tuple[Bron, ...]:
        """Sources of the outcomes whose figures are derived, illustrative or open."""
        return tuple(b for b in self.bronnen if b.status in WEAK and b.kolom not in self.alleen_formule)

    @property
    def zwak_formule(self) -> tuple[Bron, ...]:
        """As `zwak`, of the formula that stands beside given figures."""
        return tuple(b for b in self.bronnen if b.status in WEAK and b.kolom in self.alleen_formule)

    def zwak_in(self, part: TaskPart) -> tuple[Bron, ...]:
        """Those of `zwak` that the figures of a task rest on: not what only another task uses."""
        elsewhere = {k for d in self.taken for k in d.kolommen} - part.kolommen
        return tuple(b for b in self.zwak if b.kolom not in elsewhere)

    @cached_property
    def provincies(self) -> tuple[str, ...]:
        """Names of the provinces, in alphabetical order."""
        return tuple(sorted({r.provincie for t in self.taken for r in t.rijen}))

    @cached_property
    def name_of(self) -> Mapping[str, str]:
        """Name per gemeentecode."""
        return {r.code: r.gemeente for t in self.taken for r in t.rijen}
