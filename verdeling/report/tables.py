"""Tables of a report, ready for the template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from markupsafe import Markup

from verdeling.insight.plan_figures import UNIQUE, goal_text, number_text
from verdeling.maps.svg import Classes, class_bounds
from verdeling.report.data import ReportData, TaskPart
from verdeling.report.texts import EMPTY, Language
from verdeling.result.tables import FigureRow
from verdeling.result.told import Goal
from verdeling.texts import catalogue
from verdeling.texts.sources import source


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, CSS class, and the name that a map refers to."""

    name: str
    css: str = ""
    id: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its heading, the page it links to, its cells, and the gemeentecode that a map refers to."""

    name: str | Markup
    cells: Sequence[str | Markup]
    link: str = ""
    code: str = ""


@dataclass(frozen=True)
class Table:
    """A table for the template; `foot` is a closing row of totals, a `quiet` title is read aloud only."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    foot: Sequence[str] = ()
    quiet: bool = False
    css: list[Markup] = field(init=False)

    def __post_init__(self) -> None:
        css = [Markup(f' class="{k.css}"') if k.css else Markup("") for k in self.columns[1:]]
        object.__setattr__(self, "css", css)


@dataclass(frozen=True)
class Figure:
    """A chart for the template: its title, a remark below it, and the table of the same figures."""

    title: str
    svg: Markup
    note: str = ""
    table: Table | None = None


def provincie_id(name: str) -> str:
    """Anchor of a province: letters without accents, ``pv-`` in front."""
    bare = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    return "pv-" + re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def scale_of(part: TaskPart) -> Classes:
    """Classes of the main map: places per 1 000 inhabitants, or places where inhabitants are unknown."""
    if part.has_inwoners:
        return class_bounds([float(r.per_1000) for r in part.rijen if r.per_1000 is not None])
    return class_bounds([float(r.indicatief) for r in part.rijen])


def shown_value(part: TaskPart, row: FigureRow) -> float:
    """What the main map shows of a row."""
    return float(row.per_1000 or 0) if part.has_inwoners else float(row.indicatief)


def gemeente_table(data: ReportData, part: TaskPart, t: Language, provincie: str | None = None) -> Table:
    """All gemeenten of a task, or those of one province, in order of name."""
    rows = [r for r in part.rijen if provincie is None or r.provincie == provincie]
    plan = part.plan_columns
    wide = [Column(t.say("report.provincie"), "tekst vast")] if provincie is None else []
    per = part.has_inwoners
    columns = [
        Column(t.say("report.gemeente"), "tekst"),
        *wide,
        Column(t.column("inwoners")),
        Column(t.figure_name(part), id="indicatief"),
        *([Column(t.say("report.kolom.per_1000"), id="per_1000")] if per else []),
        Column(t.say("report.kolom.klasse"), "tekst"),
        *(Column(t.say("report.waarvan", deel=name)) for name in part.delen),
        *(Column(t.column(c.name), "" if c.numeric else "tekst", id=c.name) for c in plan),
    ]
    scale = scale_of(part)

    def cells(r: FigureRow) -> list[str]:
        return [
            *([r.provincie] if wide else []),
            t.number(r.inwoners),
            t.number(r.indicatief),
            *([t.number(r.per_1000, 2)] if per else []),
            scale.letter(shown_value(part, r)),
            *(t.number(part.delen[name].get(r.code)) for name in part.delen),
            *(t.cell(r.cell(c.name)) for c in plan),
        ]

    inwoners, total = part.som("inwoners", provincie), part.som("indicatief", provincie)
    foot = [
        t.say("report.totaal"),
        *([EMPTY] if wide else []),
        t.number(inwoners),
        t.number(total),
        *([t.per_1000(total, inwoners)] if per else []),
        EMPTY,
        *(t.number(sum(part.delen[name].get(r.code, 0) for r in rows)) for name in part.delen),
        *(t.number(part.som(c.name, provincie)) if c.summed else EMPTY for c in plan),
    ]
    title = t.say("report.tabel.provincie", naam=provincie) if provincie else t.say("report.tabel.gemeenten")
    return Table(
        title,
        columns,
        [
            Row(r.gemeente, cells(r), link=r.code, code=r.code)
            for r in sorted(rows, key=lambda r: name_order(r.gemeente))
        ],
        foot,
    )


def name_order(name: str) -> str:
    """Order of names: without accents and leading apostrophes, capitals alike."""
    bare = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    return bare.removeprefix("'s-").removeprefix("'t ")


def provincie_table(data: ReportData, part: TaskPart, t: Language) -> Table:
    """Totals per province."""
    columns = [c for c in part.plan_columns if c.summed]

    def cells(provincie: str | None) -> list[str]:
        count = sum(provincie in (None, r.provincie) for r in part.rijen)
        inwoners, total = part.som("inwoners", provincie), part.som("indicatief", provincie)
        return [
            t.number(count),
            t.number(inwoners),
            t.number(total),
            t.per_1000(total, inwoners),
            *(t.number(part.som(c.name, provincie)) for c in columns),
        ]

    return Table(
        t.say("report.tabel.provincies"),
        [
            Column(t.say("report.provincie"), "tekst"),
            Column(t.say("report.kolom.gemeenten")),
            Column(t.column("inwoners")),
            Column(t.figure_name(part)),
            Column(t.say("report.kolom.per_1000")),
            *(Column(c.head(t.lang)) for c in columns),
        ],
        [Row(p, cells(p), link=provincie_id(p)) for p in data.provincies],
        [t.say("report.totaal"), *cells(None)],
    )


def goal_table(data: ReportData, t: Language) -> Table:
    """Goals of the plan in order, with value and proven bound."""
    heading = [Column(t.say("report.doel"), "tekst")]
    heading += [
        Column(t.say(f"report.doel.{k}"), css)
        for k, css in (("waarde", ""), ("grens", ""), ("bewezen", "tekst"), ("motor", "tekst"))
    ]
    rows = [
        Row(
            f"{i}. {goal_text(d.naam, t.lang)}",
            [
                _goal_value(d.waarde, t),
                _goal_value(d.grens, t),
                _proof(d, t),
                d.motor,
            ],
        )
        for i, d in enumerate(data.doelen, 1)
    ]
    return Table(t.say("report.doelen"), heading, rows)


def _proof(goal: Goal, t: Language) -> str:
    """Whether the goal is proven and, where a proof was asked for, whether anyone can check it."""
    if goal.bewijs is not None:
        return t.say(f"bewijs.{goal.bewijs}")
    return t.say("report.ja" if goal.bewezen else "report.nee")


def _goal_value(value: int | str | None, t: Language) -> str:
    """A sum as a whole number, a ratio as a percentage, of the tie order that one plan is left."""
    if value == UNIQUE:
        return t.say("cli.plan.eenduidig")
    return t.say("insight.onbekend") if value is None else number_text(Fraction(value), t.lang)


def source_table(data: ReportData, t: Language) -> Table:
    """Where the figures come from and what they are worth."""
    heading = [
        Column(t.say(f"report.bron.{k}"), "tekst")
        for k in ("kolom", "uitgever", "tabel", "peildatum", "licentie", "status")
    ]
    heading.append(Column(t.say("report.bron.toelichting"), "lang"))
    rows = [
        Row(
            t.column_name(b.kolom),
            [
                source(b.uitgever, t.lang),
                source(b.tabel, t.lang),
                t.date(str(b.peildatum or "")),
                source(b.licentie, t.lang),
                _status(b.status, t),
                b.told("toelichting", t.lang) or EMPTY,
            ],
        )
        for b in data.bronnen
    ]
    return Table(t.say("report.bronnen"), heading, rows)


def _status(status: str, t: Language) -> Markup:
    return Markup('<span class="status {}">{}</span>').format(status, t.say(f"insight.status.{status}"))


def origin_table(data: ReportData, t: Language) -> Table:
    """What made the result."""
    return _pairs(t.say("report.herkomst"), ((_origin_name(k, t), v) for k, v in data.herkomst.items()), t)


def _origin_name(name: str, t: Language) -> str:
    """What a line of the manifest is about, in words; a package or file stays under its own name."""
    if f"report.herkomst.{name}" in catalogue():
        return t.say(f"report.herkomst.{name}")
    group, _, rest = name.partition(".")
    sleutel = f"report.herkomst.{group}"
    return t.say(sleutel, naam=rest) if sleutel in catalogue() else name


def file_table(data: ReportData, t: Language) -> Table:
    """Files of the result folder with their checksums."""
    return _pairs(t.say("report.bestanden"), data.bestanden.items(), t)


def _pairs(title: str, pairs: Iterable[tuple[str, str]], t: Language) -> Table:
    heading = [Column(t.say("report.wat"), "tekst"), Column(t.say("report.waarde"), "lang")]
    return Table(
        title, heading, [Row(k, [Markup('<span class="hash">{}</span>').format(v)]) for k, v in pairs]
    )
