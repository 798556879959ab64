"""All tasks of a plan in one unit: samen.csv, and what it comes to for the country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from verdeling.columns import Rows, Table, column, row
from verdeling.result.tables import PER, decimaal

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan

SAMEN: Final = "samen"
"""Name of the rows in which the tasks are added up."""
STAGES: Final = ("gevraagd", "na_ruil", "plan")
"""What is asked, what is left of that after exchange, and what stands or is done under the plan."""
DECIMALS: Final = 6


@row
class JointRow:
    """One task of a gemeente, or all of them together, in one unit."""

    taak: str = column(
        ("taak", "task"), ("Taak, of samen.", "Task, or samen (together)."), words=("report.taak",)
    )
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    provincie: str = column(("provincie", "province"), ("Naam van de provincie.", "Name of the province."))
    inwoners: int | None = column(
        ("inwoners", "inhabitants"),
        ("Inwoners waarmee de sleutel rekent.", "Inhabitants as the key reads them."),
        unit="mensen",
    )
    gevraagd: int | None = column(
        ("gevraagd", "asked"), ("Wat er gevraagd is, vóór ruil.", "What is asked, before exchange.")
    )
    na_ruil: int | None = column(
        ("na ruil", "after exchange"), ("Wat daarvan over is na ruil.", "What is left of it after exchange.")
    )
    plan: int | None = column(
        ("plan", "plan"),
        ("Wat er volgens het plan staat of wordt gedaan.", "What stands or is done under the plan."),
    )
    telt: str | None = column(
        ("telt", "counts"),
        (
            "Wat gevraagd, na_ruil en plan tellen; leeg in de rijen samen.",
            "What gevraagd, na_ruil and plan count; empty in the rows samen.",
        ),
        words=("samen.in",),
    )
    weegt: Decimal | None = column(
        ("weegt", "weighs"),
        ("Hoeveel één ervan weegt, in de eenheid.", "What one of it weighs, in the unit."),
    )
    eenheid: str = column(
        ("eenheid", "unit"),
        (
            "Eenheid van weegt en van de gewogen kolommen: plaatshalfjaren of plaatsen.",
            "Unit of weegt and of the weighed columns: place-half-years or places.",
        ),
        words=("samen.in",),
    )
    gewogen_gevraagd: Decimal = column(
        ("gewogen: gevraagd", "weighed: asked"), ("Gevraagd, in de eenheid.", "Asked, in the unit.")
    )
    gewogen_na_ruil: Decimal | None = column(
        ("gewogen: na ruil", "weighed: after exchange"),
        ("Na ruil, in de eenheid.", "After exchange, in the unit."),
    )
    gewogen_plan: Decimal = column(
        ("gewogen: plan", "weighed: plan"), ("Plan, in de eenheid.", "Plan, in the unit.")
    )
    per_1000_gevraagd: Decimal | None = column(
        ("per 1.000 inwoners: gevraagd", "per 1,000 inhabitants: asked"),
        ("Hetzelfde per 1.000 inwoners.", "The same per 1,000 inhabitants."),
    )
    per_1000_na_ruil: Decimal | None = column(
        ("per 1.000 inwoners: na ruil", "per 1,000 inhabitants: after exchange"),
        ("Hetzelfde per 1.000 inwoners.", "The same per 1,000 inhabitants."),
    )
    per_1000_plan: Decimal | None = column(
        ("per 1.000 inwoners: plan", "per 1,000 inhabitants: plan"),
        ("Hetzelfde per 1.000 inwoners.", "The same per 1,000 inhabitants."),
    )

    def weighed(self, stage: str) -> Decimal | None:
        """What a stage weighs."""
        value: Decimal | None = getattr(self, f"gewogen_{stage}")
        return value


TABLE: Final = Table(
    "samen",
    JointRow,
    ("Alle taken in één eenheid", "All tasks in one unit"),
    (
        "Per taak en samen: gevraagd, na ruil en volgens het plan, ook per 1.000 inwoners.",
        "Per task and together: asked, after exchange and under the plan, also per 1,000 inhabitants.",
    ),
    "together",
)


def joint_rows(plan: Plan, inhabitants: Sequence[int | None]) -> Rows[JointRow]:
    """Rows of samen.csv: by task, then the sum, each by gemeentecode; none where no rule weighs the tasks."""
    loads = plan.solved.loads
    if loads is None:
        return TABLE.fill(())
    out: list[JointRow] = []
    total: dict[str, list[Fraction]] = {}
    for load in loads.tasks:
        counts = dict(zip(STAGES, (load.asked, load.traded, load.done), strict=True))
        known = {k: v.tolist() for k, v in counts.items() if v is not None}
        each = {k: [load.weight * n for n in v] for k, v in known.items()}
        for k, weighed in each.items():
            total[k] = [
                a + b for a, b in zip(total.get(k, [Fraction(0)] * len(weighed)), weighed, strict=True)
            ]
        out += _rows(plan, load.taak, inhabitants, load.weight, known, each)
    return TABLE.fill([*out, *_rows(plan, SAMEN, inhabitants, None, {}, total)])


def _rows(
    plan: Plan,
    taak: str,
    inhabitants: Sequence[int | None],
    weight: Fraction | None,
    units: Mapping[str, Sequence[int]],
    weighed: Mapping[str, Sequence[Fraction]],
) -> Iterator[JointRow]:
    """Rows of one task, or of the sum of all."""
    loads, data = plan.solved.loads, plan.programma.data
    assert loads is not None, "the caller has loads"
    each = None if weight is None else decimaal(weight, DECIMALS)
    unit = None if taak == SAMEN else data.eenheden.get(taak, "plaatsen")
    if taak == data.taak and any(load.taak == taak and load.half_years for load in loads.tasks):
        unit = "plaatshalfjaren"
    for g, people in enumerate(inhabitants):
        heavy = [weighed[k][g] if k in weighed else None for k in STAGES]
        per = [None if v is None or not people else v * PER / people for v in heavy]
        asked, traded, planned, per_asked, per_traded, per_planned = (
            None if v is None else decimaal(v, DECIMALS) for v in (*heavy, *per)
        )
        assert asked is not None, "something is asked and planned"
        assert planned is not None, "something is asked and planned"
        own, left, done = (units[k][g] if k in units else None for k in STAGES)
        yield JointRow(
            taak,
            data.codes[g],
            data.namen[g],
            data.naam(data.provincies[int(data.provincie[g])]),
            people,
            own,
            left,
            done,
            unit,
            each,
            loads.unit,
            asked,
            traded,
            planned,
            per_asked,
            per_traded,
            per_planned,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """Who does fewer and who does more of a task, between two stages: how many, the sum, and the largest."""

    taak: str
    fewer: int
    fewer_sum: int
    fewer_most: tuple[str, int] | None
    more: int
    more_sum: int
    more_most: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Spread:
    """What all tasks weigh per 1 000 inhabitants in one stage, over the gemeenten."""

    stage: str
    least: float
    p10: float
    median: float
    p90: float
    most: float
    gini: float


@dataclass(frozen=True)
class Joint:
    """What samen.csv comes to."""

    rows: tuple[JointRow, ...]

    @property
    def tasks(self) -> tuple[str, ...]:
        """Names of the tasks in their order, without the sum."""
        return tuple(n for n in dict.fromkeys(r.taak for r in self.rows) if n != SAMEN)

    @property
    def unit(self) -> str:
        """Unit that the tasks are added up in."""
        return self.rows[0].eenheid

    @property
    def stages(self) -> tuple[str, ...]:
        """Stages that this plan has: without exchange there is none after it."""
        return tuple(k for k in STAGES if self.rows[0].weighed(k) is not None)

    def of(self, taak: str) -> tuple[JointRow, ...]:
        """Rows of a task, or of the sum."""
        return tuple(r for r in self.rows if r.taak == taak)

    def weight(self, taak: str) -> Decimal:
        """What one unit of a task weighs."""
        value = self.of(taak)[0].weegt
        assert value is not None, "a task has a weight"
        return value

    def total(self, taak: str, stage: str) -> Decimal:
        """What a stage of a task weighs in all."""
        return sum((r.weighed(stage) or Decimal(0) for r in self.of(taak)), Decimal(0))

    def per_1000(self, taak: str, stage: str) -> Decimal | None:
        """The same per 1 000 inhabitants; None where inhabitants are not known."""
        people = [r.inwoners for r in self.of(taak)]
        return None if not all(people) else self.total(taak, stage) * PER / sum(p or 0 for p in people)

    def change(self, taak: str, stage: str) -> Change:
        """Who has fewer and who has more of a task in a stage than was asked."""
        moved = [(r.gemeente, getattr(r, stage) - (r.gevraagd or 0)) for r in self.of(taak)]
        fewer = sorted(((n, -v) for n, v in moved if v < 0), key=lambda pair: -pair[1])
        more = sorted(((n, v) for n, v in moved if v > 0), key=lambda pair: -pair[1])
        sums = (sum(v for _, v in side) for side in (fewer, more))
        less_sum, more_sum = sums
        return Change(
            taak,
            len(fewer),
            less_sum,
            fewer[0] if fewer else None,
            len(more),
            more_sum,
            more[0] if more else None,
        )

    def off_balance(self) -> Decimal:
        """Most that exchange adds to or takes off all tasks of one gemeente together, by whole units."""
        rows = self.of(SAMEN)
        return max(
            abs((r.gewogen_gevraagd if r.gewogen_na_ruil is None else r.gewogen_na_ruil) - r.gewogen_gevraagd)
            for r in rows
        )

    def spread(self, stage: str) -> Spread | None:
        """How all tasks together lie on the gemeenten; None where inhabitants or a figure are not known."""
        rows = self.of(SAMEN)
        weighed = [r.weighed(stage) for r in rows]
        if None in weighed or not all(r.inwoners for r in rows):
            return None
        # Only a joint plan needs numpy; a run without one starts sooner.
        import numpy as np

        from verdeling.insight import measures

        x = np.array(weighed, dtype=float)
        p = np.array([r.inwoners for r in rows], dtype=float)
        points = measures.quantiles_of(measures.belasting(x, p), (0, 0.1, 0.5, 0.9, 1)).tolist()
        gini = next(m for m in measures.indices() if m.name == "gini")
        least, p10, median, p90, most = points
        return Spread(stage, least, p10, median, p90, most, float(gini.compute(x, p)))

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values; sums as text."""
        return {
            "eenheid": self.unit,
            "taken": {
                taak: {
                    **({} if taak == SAMEN else {"weegt": str(self.weight(taak))}),
                    "gewogen": {k: str(self.total(taak, k)) for k in self.stages},
                    "per_1000": {
                        k: None if (v := self.per_1000(taak, k)) is None else float(v) for k in self.stages
                    },
                }
                for taak in (*self.tasks, SAMEN)
            },
        }
