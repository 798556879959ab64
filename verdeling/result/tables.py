"""The result as plain rows: per task and gemeente, per province, and as csv text, in a fixed order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from verdeling.columns import Cell, Column, Rows, Table, column, more, row
from verdeling.errors import VerdelingError
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.plan.rules import ALWAYS
from verdeling.sleutel.indicatief import Indicatief, TaakOutcome
from verdeling.terms import Niveau
from verdeling.texts.signs import no_formula, visible_text
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import DelenAfronding

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan


PER: Final = 1000
"""Places are shown per so many inhabitants."""


@row
class FigureRow:
    """One row of ``verdeling.csv``: what a gemeente gets of a task or of a part of one.

    What only a plan tells has no value without one: those are the fields with a default.
    """

    taak: str = column(
        ("Taak", "Task"), ("Taak, of taak/deel.", "Task, or task/part."), sheet="task", words=("report.taak",)
    )
    code: str = column(("Code", "Code"), ("Gemeentecode van het CBS.", "Code of the gemeente."), sheet="code")
    gemeente: str = column(("Gemeente", "Gemeente"), ("Naam.", "Name."), sheet="gemeente")
    provincie: str = column(
        ("Provincie", "Province"), ("Naam van de provincie.", "Name of the province."), sheet="province"
    )
    inwoners: int | None = column(
        ("Inwoners", "Inhabitants"),
        ("Inwoners waarmee de sleutel rekent.", "Inhabitants as the key reads them."),
        unit="mensen",
        sheet="inhabitants",
    )
    gewicht: Decimal = column(
        ("Gewicht", "Weight"),
        (
            "Uitkomst van de sleutel, ten hoogste twaalf decimalen.",
            "What the key gives, at most twelve decimals.",
        ),
        sheet="weight",
    )
    quotum: Decimal = column(
        ("Onafgerond", "Unrounded"),
        ("Cijfer voor afronding, zes decimalen.", "The figure before rounding, six decimals."),
        unit="plaatsen",
        sheet="quota",
    )
    indicatief: int = column(
        ("Indicatief aantal", "Indicative figure"),
        (
            "Het cijfer van de gemeente, heel en exact verdeeld.",
            "The figure of the gemeente, whole and exactly divided.",
        ),
        unit="plaatsen",
        sheet="indicative",
    )
    bestaand: int | None = column(
        ("Bestaande plaatsen", "Existing places"),
        ("Plaatsen die er staan en blijven.", "Places that stand and are kept."),
        unit="plaatsen",
        sheet="existing",
        default=None,
    )
    gevraagd: int | None = column(
        ("Gevraagd in totaal", "Asked in total"),
        ("Waar de gemeente voor staat: bestaand plus opgave.", "What it answers for: existing plus asked."),
        unit="plaatsen",
        sheet="asked",
        default=None,
    )
    nieuw: int | None = column(
        ("Nieuw", "New"),
        ("Nieuwe plaatsen in de gemeente.", "New places in the gemeente."),
        unit="plaatsen",
        sheet="new",
        default=None,
    )
    omgezet: int | None = column(
        ("Waarvan omgezet", "Of which converted"),
        ("Nieuwe plaatsen door omzetting van noodopvang.", "New places by converting emergency reception."),
        unit="plaatsen",
        sheet="converted",
        default=None,
    )
    plan: int | None = column(
        ("Plan", "Plan"),
        (
            "Wat er volgens het plan staat, bestaand plus nieuw; van een andere taak wat de gemeente doet.",
            "What stands under the plan, existing plus new; of another task what the gemeente does.",
        ),
        unit="plaatsen",
        sheet="plan",
        default=None,
    )
    verschil: int | None = column(
        ("Plan min indicatief", "Plan minus indicative"),
        ("Plan min het indicatieve aantal.", "The plan minus the indicative figure."),
        unit="plaatsen",
        sheet="difference",
        default=None,
    )
    regels: Mapping[str, Cell] = more(
        ("Kolommen van de regels van het plan.", "Columns of the rules of the plan."), default_factory=dict
    )

    def cell(self, naam: str) -> Cell:
        """Value of a column, also of one that a rule declares."""
        value: Cell = self.regels[naam] if naam in self.regels else getattr(self, naam)
        return value

    @property
    def per_1000(self) -> Fraction | None:
        """Indicative places per 1 000 inhabitants, exact."""
        return Fraction(PER * self.indicatief, self.inwoners) if self.inwoners else None


def rule_columns() -> tuple[Column, ...]:
    """Columns that rules of a plan declare, in the order of the rules."""
    from verdeling.plan.rules.basis import plan_rules  # late: most results are shown without their table

    return tuple(c for kind in plan_rules() for c in kind.columns)


VERDELING: Final = Table(
    "verdeling",
    FigureRow,
    ("Verdeling", "Division"),
    (
        "Per taak en gemeente het cijfer en, waar het model een plan heeft, wat er komt te staan.",
        "Per task and gemeente the figure and, where the model has a plan, what will stand there.",
    ),
    sheet="division",
    known=rule_columns,
)
PLAN_COLUMNS: Final = tuple(
    c for c, f in zip(VERDELING.columns, fields(FigureRow), strict=True) if f.default is None
)
"""Columns that are empty for a task or part that no plan is about; rules have further ones."""


@row
class ProvinceRow:
    """What a province gets of a task or of a part of one."""

    taak: str = column(("Taak", "Task"), ("Taak, of taak/deel.", "Task, or task/part."))
    code: str = column(("Code", "Code"), ("Code van de provincie.", "Code of the province."))
    provincie: str = column(("Provincie", "Province"), ("Naam.", "Name."))
    inwoners: int | None = column(("Inwoners", "Inhabitants"), ("Inwoners.", "Inhabitants."), unit="mensen")
    quotum: Decimal = column(
        ("Onafgerond", "Unrounded"), ("Cijfer voor afronding.", "Figure before rounding."), unit="plaatsen"
    )
    indicatief: int = column(
        ("Indicatief aantal", "Indicative figure"), ("Het cijfer.", "The figure."), unit="plaatsen"
    )


PROVINCIES: Final = Table(
    "provincies", ProvinceRow, ("Provincies", "Provinces"), ("Per provincie.", "Per province.")
)


@dataclass(frozen=True, slots=True)
class TaskSlice:
    """A task, or one part of a task, as the result shows it.

    Attributes
    ----------
    naam
        ``asielopvang`` or ``asielopvang/amv``.
    quota, aantallen
        Per gemeente, in the order of the task.
    totaal
        The declared total; None for what remains after the parts.
    """

    naam: str
    taak: TaakOutcome
    quota: tuple[Fraction, ...]
    aantallen: tuple[int, ...]
    totaal: Fraction | None

    @property
    def published(self) -> bool:
        """Whether the whole numbers were published, so that no unrounded ones lie behind them."""
        return self.naam == self.taak.naam and self.taak.gepubliceerd is not None


def task_slices(taak: TaakOutcome) -> Iterator[TaskSlice]:
    """The task itself, then each of its parts.

    The unrounded figure of a part is the figure of the gemeente × total of the part / total of the task
    (under controlled rounding: / sum of all figures); what remains is the figure minus the other parts.
    """
    yield TaskSlice(taak.naam, taak, taak.quota, taak.aantallen, Fraction(taak.totaal))
    if taak.taak.delen is None:
        return
    totals = taak.taak.delen.totalen
    checked = taak.taak.delen.afronding is DelenAfronding.GECONTROLEERD
    denominator = sum(taak.aantallen) if checked else taak.totaal
    over = [Fraction(n) for n in taak.aantallen]
    for name, counts in taak.delen.items():
        if name in totals:
            factor = totals[name].waarde / denominator if denominator else Fraction(0)
            quota = tuple([n * factor for n in taak.aantallen])
            over = [o - q for o, q in zip(over, quota, strict=True)]
            yield TaskSlice(f"{taak.naam}/{name}", taak, quota, counts, totals[name].waarde)
        else:
            yield TaskSlice(f"{taak.naam}/{name}", taak, tuple(over), counts, None)


def decimaal(value: Fraction, decimals: int) -> Decimal:
    """Write an exact fraction with a fixed number of decimals, half-even."""
    return Decimal(round(value * 10**decimals)).scaleb(-decimals)


def _gewicht(numerator: int, denominator: int) -> Decimal:
    """A weight with at most twelve decimals and no trailing zeros."""
    value = decimaal(Fraction(numerator, denominator), 12).normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def inwoner_column(taak: TaakOutcome, model: Verdeelmodel, data: Gegevens) -> Kolom | None:
    """Inhabitants as the key reads them, else of the date of the boundaries, else none."""
    for field in taak.gewichten.gebruikt:
        if field.naam == "inwoners":
            return field
    try:
        return data.beperk(taak.codes).kolom("inwoners", model.grenzen)
    except VerdelingError:
        return None


def cijfers(
    model: Verdeelmodel, data: Gegevens, indicatief: Indicatief, plan: Plan | None = None
) -> Rows[FigureRow]:
    """Rows of verdeling.csv: by task in the order of the model, then by gemeentecode."""
    provincie = dict(zip(data.codes, data.gebied(Niveau.PROVINCIE), strict=True))
    own = tuple(c for kind in ALWAYS.values() for c in kind) if plan is None else plan.columns
    out: list[FigureRow] = []
    for taak in indicatief.taken.values():
        sleutel = taak.niveaus[-1].sleutel
        inwoners = inwoners_of(taak, model, data)
        gewichten = [_gewicht(t, sleutel.denominator) for t in sleutel.numerators]
        provincies = [data.gebiedsnaam[provincie[code]] for code in taak.codes]
        fixed = list(zip(taak.codes, indicatief.namen, provincies, inwoners, gewichten, strict=True))
        for part in task_slices(taak):
            planned = {} if plan is None else van_plan(plan, part.naam)
            # Where a provincie has no plan the others may have one.
            empty: dict[str, Any] = {"regels": dict.fromkeys(c.name for c in own)}
            out += [
                FigureRow(part.naam, *van, decimaal(quotum, 6), count, **planned.get(van[0], empty))
                for van, quotum, count in zip(fixed, part.quota, part.aantallen, strict=True)
            ]
    return VERDELING.fill(out, own)


def van_plan(plan: Plan, taak: str) -> dict[str, dict[str, Any]]:
    """What a plan tells of a task per gemeentecode, by column; those of rules by name under `regels`."""
    columns: dict[str, tuple[int, ...]] = {}
    if taak == plan.taak:
        columns = {c.name: getattr(plan, c.name) for c in PLAN_COLUMNS}
    elif taak in plan.others:
        # Of another task nothing stands or is built: it is asked, and done here or elsewhere.
        asked, done = plan.programma.data.taken[taak].tolist(), plan.of_task(taak)
        rest = tuple(d - a for d, a in zip(done, asked, strict=True))
        columns = {"gevraagd": tuple(asked), "plan": done, "verschil": rest}
    figures = plan.figures_of(taak)
    return {
        code: {name: values[i] for name, values in columns.items()}
        | {"regels": {c.name: figures[c.name][i] if c.name in figures else None for c in plan.columns}}
        for i, code in enumerate(plan.codes)
    }


def inwoners_of(taak: TaakOutcome, model: Verdeelmodel, data: Gegevens) -> Sequence[int | None]:
    """Inhabitants per gemeente of a task; None where they are not known."""
    field = inwoner_column(taak, model, data)
    if field is None:
        return [None] * len(taak.codes)
    return [None if t is None else t // field.denominator for t in field.numerators]  # inhabitants are whole


def csv_bytes(head: Sequence[str], regels: Iterable[Sequence[Cell]], *, excel_nl: bool = False) -> bytes:
    """Csv in UTF-8.

    Parameters
    ----------
    head, regels
        Header and rows; None is an empty cell.
    excel_nl
        False: RFC 4180 with comma and decimal point. True: what Dutch Excel opens by itself (semicolon,
        decimal comma, byte order mark).

    Text that a spreadsheet would take for a formula, or that steers a terminal, is made harmless.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if excel_nl else ",", lineterminator="\r\n")
    writer.writerow([_cell(cell, excel_nl) for cell in head])
    writer.writerows([[_cell(cell, excel_nl) for cell in regel] for regel in regels])
    return text.getvalue().encode("utf-8-sig" if excel_nl else "utf-8")


def csv_of(table: Rows[Any], *, excel_nl: bool = False) -> bytes:
    """A table as csv."""
    return csv_bytes(table.header, table.cells(), excel_nl=excel_nl)


def _cell(cell: Cell, excel_nl: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        text = format(cell, "f")
        return text.replace(".", ",") if excel_nl else text
    return no_formula(visible_text(cell)) if isinstance(cell, str) else str(cell)


def per_provincie(model: Verdeelmodel, data: Gegevens, indicatief: Indicatief) -> Rows[ProvinceRow]:
    """Rows per task or part and province."""
    out: list[ProvinceRow] = []
    for taak in indicatief.taken.values():
        position = taak.position[Niveau.PROVINCIE]
        inwoners = per_gebied(position, inwoners_of(taak, model, data))
        names = data.gebiedsnaam
        for part in task_slices(taak):
            out += [
                ProvinceRow(part.naam, code, names[code], inwoners[code], decimaal(quotum, 6), count)
                for code, count, quotum in province_figures(part)
            ]
    return PROVINCIES.fill(out)


def province_figures(part: TaskSlice) -> list[tuple[str, int, Fraction]]:
    """Code, whole number and unrounded figure per province.

    Those of the province itself where the task divides over provinces, else the sums over its gemeenten.
    """
    if part.naam == part.taak.naam:
        own = part.taak.gebieden[Niveau.PROVINCIE]
        return list(zip(own.codes, own.aantallen, own.quota, strict=True))
    position = part.taak.position[Niveau.PROVINCIE]
    counts, quota = per_gebied(position, part.aantallen), per_gebied(position, part.quota)
    return [(code, counts[code], quota[code]) for code in sorted(counts)]


def per_gebied(position: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """Sum per area; missing as soon as one value is missing."""
    total: dict[str, Any] = {}
    for code, value in zip(position, values, strict=True):
        old = total.get(code, 0)
        total[code] = None if old is None or value is None else old + value
    return total
