"""What only some results have: months, flows, half-years, the whole picture, prices, leeway, exchange."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from markupsafe import Markup

from verdeling import columns
from verdeling.insight.formula import FORMULE, tally_sentences
from verdeling.insight.plan_figures import goal_text, price_head
from verdeling.report.charts import Bar, Layer, bars_svg, months_svg
from verdeling.report.data import ReportData
from verdeling.report.tables import Column, Figure, Row, Table
from verdeling.report.texts import EMPTY, Language, grouped
from verdeling.result import joint_told
from verdeling.result.attachments import BEELD, HALFJAREN, VOORRAAD, StockRow
from verdeling.result.by_hand import BY_HAND
from verdeling.result.calendar import CALENDAR
from verdeling.result.chain import GEBIEDEN
from verdeling.result.flows import STROMEN
from verdeling.result.folder import rule_tables, tables_of_choices
from verdeling.result.joint_tables import TABLE as JOINT
from verdeling.result.joint_tables import Joint
from verdeling.result.plan_tables import PRIJS, PriceRow
from verdeling.texts import LANGS
from verdeling.tijdplan.tables import BESLUITEN, MAANDEN, MonthRow

TOLD: Final = 5
"""So many gemeenten are named per rule and direction; the rest is counted."""
FEW: Final = 25
"""So many gemeenten fit in a bar chart."""


@dataclass(frozen=True)
class Block:
    """One subject in depth: heading, remark, sentences with those that belong to each, charts, tables."""

    title: str
    note: str
    sentences: Sequence[tuple[str, Sequence[str]]]
    figures: Sequence[Figure]
    tables: Sequence[Table]


def details(data: ReportData, t: Language) -> list[Block]:
    """A block per table: heading, sentences, charts, tables."""
    makers = (_calendar, _formula, _months, _stock, _half_years, _whole_picture, _prices)
    kinds: tuple[columns.Table[Any], ...] = (BY_HAND, GEBIEDEN, *rule_tables())
    plain = [block for kind in kinds if (block := _plain(data, kind, t)) is not None]
    return plain + [block for maker in makers if (block := maker(data, t)) is not None]


def _plain(data: ReportData, kind: columns.Table[Any], t: Language) -> Block | None:
    """A table as it is; regional sites with what each open choice costs."""
    table = data.tabel(kind)
    if table is None:
        return None
    title = kind.title(t.lang)
    # What a rule leaves open is told beside the table of its choices.
    sentences = data.keuzes if kind in tables_of_choices() else ()
    return _block(title, [_table(title, table, t, missing=("code",))], sentences=sentences)


def _calendar(data: ReportData, t: Language) -> Block | None:
    """The dates of the law, told in one language."""
    table = data.tabel(CALENDAR)
    if table is None:
        return None
    title = CALENDAR.title(t.lang)
    missing = ("naam", *(lang for lang in LANGS if lang != t.lang))
    return _block(title, [_table(title, table, t, missing=missing)])


def joint_block(data: ReportData, t: Language) -> Block | None:
    """All tasks of the plan in one unit: sums, how they lie on the gemeenten, who does fewer or more."""
    table = data.tabel(JOINT)
    if table is None:
        return None
    joint = Joint(table.rows)
    tables = [
        Table(
            found.title,
            [
                Column(_capital(h), "tekst" if i in (0, *found.texts) else "")
                for i, h in enumerate(found.heads)
            ],
            [Row(_capital(name), [cell or EMPTY for cell in cells]) for name, *cells in found.rows],
        )
        for found in joint_told.shown(joint, t.lang)
    ]
    return _block(t.say("samen.kop"), tables, sentences=joint_told.sentences(joint, t.lang))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _formula(data: ReportData, t: Language) -> Block | None:
    """Published figures beside the formula: counts, and per gemeente the figure with its bounds."""
    table = data.tabel(FORMULE)
    if table is None:
        return None
    tasks = dict.fromkeys(r.taak for r in table.rows)
    sentences = [sentence for task in tasks for sentence in tally_sentences(table.rows, task, t.lang)]
    # with one task the name of the area is the heading of a row
    missing = ("niveau", "code", *(("taak",) if len(tasks) == 1 else ()))
    title = FORMULE.title(t.lang)
    shown = _table(title, table, t, missing=missing)
    return _block(title, [shown], sentences=sentences, note=t.say("formule.regel"))


def _block(
    title: str,
    tables: Sequence[Table],
    figures: Sequence[Figure] = (),
    sentences: Sequence[str] = (),
    note: str = "",
) -> Block:
    # the heading says it already
    quiet = [replace(table, quiet=table.title == title) for table in tables]
    return Block(title, note, grouped(sentences), figures, quiet)


def _months(data: ReportData, t: Language) -> Block | None:
    table = data.tabel(MAANDEN)
    if table is None:
        return None
    areas: dict[str, list[MonthRow]] = defaultdict(list)
    for row in table.rows:
        areas[row.naam].append(row)
    title = MAANDEN.title(t.lang)
    figures = []
    for name, rows in areas.items():
        lines = list(dict.fromkeys(r.behoefte for r in rows))
        per_line = {line: [r for r in rows if r.behoefte == line] for line in lines}
        first = per_line[lines[0]]
        kinds = [s for s in first[0].soorten if any(r.soorten[s] for r in first)]
        layers = [Layer(s, [r.soorten[s] for r in first]) for s in kinds]
        needed = [
            Layer(t.say("report.extra.nodig", behoefte=line), [r.nodig for r in per_line[line]])
            for line in lines
        ]
        figures.append(_figure(name, [str(r.peildag) for r in first], layers, needed, f"{title}: {name}", t))
    tables = [_table(title, table, t, missing=("gebied",))]
    if (decisions := data.tabel(BESLUITEN)) is not None and decisions.rows:
        tables.append(_table(BESLUITEN.title(t.lang), decisions, t, missing=("gebied", "code")))
    return _block(title, tables, figures, [t.dates(sentence) for sentence in data.tijdplan])


def _stock(data: ReportData, t: Language) -> Block | None:
    table = data.tabel(VOORRAAD)
    if table is None:
        return None
    per_task: dict[str, list[StockRow]] = defaultdict(list)
    for row in table.rows:
        per_task[row.taak].append(row)
    figures = []
    for taak, rows in per_task.items():
        waiting = [r.wachtend for r in rows]
        # Who waits for a home is in reception too: the two layers are parts of one whole.
        others = [r.in_opvang - r.wachtend for r in rows]
        layers = [
            Layer(t.say(f"report.extra.laag.{name}"), values)
            for name, values in (("wachtend", waiting), ("in_opvang", others))
        ]
        title = t.say("cli.voorraad.kop", taak=t.task_heading(taak))
        figures.append(_figure(title, [r.maand for r in rows], layers, [], title, t))
    title = VOORRAAD.title(t.lang)
    start = columns.Month(t.say("cli.voorraad.begin"))
    table = replace(table, rows=tuple(replace(r, maand=r.maand or start) for r in table.rows))
    return _block(title, [_table(title, table, t)], figures)


def _figure(
    name: str, days: Sequence[str], layers: Sequence[Layer], lines: Sequence[Layer], title: str, t: Language
) -> Figure:
    stack = [sum(w or 0 for w in moment) for moment in zip(*(low.waarden for low in layers), strict=True)]
    top = max([*stack, *(w or 0 for line in lines for w in line.waarden), 1])
    axis = [(w, t.number(w)) for w in _axis(top)]
    svg = months_svg(_axis_texts(days, t), layers, lines, axis, title=title)
    return Figure(name, Markup(svg))


def _axis(top: int) -> list[int]:
    """Values of an axis from zero to at least `top`, four to six of them, each a round number."""
    power = 10 ** max(0, len(str(top)) - 2)
    step = next(s * power for s in (1, 2, 5, 10, 20, 25) if top <= 5 * s * power)
    return list(range(0, top + step, step))


def _axis_texts(days: Sequence[str], t: Language, room: int = 7) -> list[str]:
    """Texts under the axis: the first moment and each January, where there is room."""
    out, last = [], -room
    start = next(i for i, day in enumerate(days) if day)
    january = [i for i, day in enumerate(days) if day[5:7] == "01"]
    for i, day in enumerate(days):
        is_first = i == start and not any(0 < n - start < room for n in january)
        shown = (is_first or i in january) and i - last >= room and (i == start or len(days) - i > 4)
        out.append(t.month(day) if shown else "")
        last = i if shown else last
    return out


def _half_years(data: ReportData, t: Language) -> Block | None:
    """Sums per half-year, and the gemeenten whose realisation is known."""
    table = data.tabel(HALFJAREN)
    if table is None:
        return None
    title = HALFJAREN.title(t.lang)
    fields = ("bekend", "taakstelling", "netto", "gehuisvest", "saldo")
    total = Table(
        t.say("report.extra.per_halfjaar"),
        [
            Column(_heading(HALFJAREN.column("periode"), t), "tekst"),
            Column(t.heading("report.kop.bekend")),
            *(Column(_heading(HALFJAREN.column(k), t)) for k in fields[1:]),
        ],
        [Row(h.periode, [t.number(getattr(h, k)) for k in fields]) for h in data.halfjaren],
    )
    known = {r.code for r in table.rows if r.gehuisvest is not None}
    part = replace(table, rows=tuple(r for r in table.rows if r.code in known))
    sentences = [
        t.say(
            "cli.halfjaren.achter",
            periode=h.periode,
            bekend=h.bekend,
            aantal=sum(h.halfjaren_achter.values()),
            ingrijpen=len(h.ingrijpen),
        )
        for h in [h for h in data.halfjaren if h.bekend][-1:]
    ] + [told[t.lang] for h in data.halfjaren[-1:] for told in h.onbekend]
    return _block(
        title, [total, _table(t.say("report.extra.gemeenten"), part, t, missing=("code",))], (), sentences
    )


def _whole_picture(data: ReportData, t: Language) -> Block | None:
    table = data.tabel(BEELD)
    if table is None:
        return None
    title, figures = BEELD.title(t.lang), list[Figure]()
    rows = sorted(table.rows, key=lambda r: (-r.som, r.code))
    if len(rows) <= FEW:
        bars = [Bar(r.gemeente, float(r.som), t.cell(r.som)) for r in rows]
        figures = [Figure(_heading(BEELD.column("som"), t), Markup(bars_svg(bars, title=title)))]
    return _block(title, [_table(title, table, t, missing=("code",))], figures)


def _prices(data: ReportData, t: Language) -> Block | None:
    """What each rule costs: goals that change without it, and which gemeenten get another number."""
    table = data.tabel(PRIJS)
    if table is None:
        return None
    lines: dict[str, list[PriceRow]] = defaultdict(list)
    for r in table.rows:
        lines[r.regel].append(r)
    rows: list[Row] = []
    sentences: list[str] = []
    for rule, every in lines.items():
        name = price_head(rule, t.lang)
        sentences += _shifts(name, [r for r in every if r.soort == "plan"], t)
        without_plan = [r.soort for r in every if r.soort in ("geen_plan", "niet_bewezen")]
        changed = [r for r in every if r.soort == "doel" and r.met != r.zonder]
        swing = without_plan[0] if without_plan else "geen_verschil"
        rows += [
            Row(name, [goal_text(r.naam, t.lang), t.cell(r.met), t.cell(r.zonder)]) for r in changed
        ] or [Row(name, [t.say(f"prijs.{swing}"), EMPTY, EMPTY])]
    heading = [Column(t.say("report.extra.regel"), "tekst"), Column(t.say("report.doel"), "lang")]
    heading += [Column(t.say(f"report.extra.{k}")) for k in ("met", "zonder")]
    title = PRIJS.title(t.lang)
    targets = Table(t.say("report.extra.prijzen.tabel"), heading, rows)
    return _block(title, [targets], (), sentences, t.say("report.extra.prijzen.uitleg"))


def _shifts(name: str, rows: Sequence[PriceRow], t: Language) -> list[str]:
    """Who has more and who has fewer places without a rule, the largest differences by name."""
    difference = {str(r.gemeente): int(r.zonder or 0) - int(r.met or 0) for r in rows}
    parts = []
    for kind, sign in (("meer", 1), ("minder", -1)):
        who = sorted((n for n, v in difference.items() if v * sign > 0), key=lambda n: -abs(difference[n]))
        if who:
            names = ", ".join(f"{n} {t.number(abs(difference[n]))}" for n in who[:TOLD])
            rest = t.say("report.extra.en_andere", aantal=len(who) - TOLD) if len(who) > TOLD else ""
            places = sum(abs(difference[n]) for n in who)
            parts.append(t.say(f"prijs.{kind}", aantal=len(who), plaatsen=places, namen=names + rest))
    return [f"{name}: {'; '.join(parts)}."] if parts else []


def exchanges(data: ReportData, t: Language) -> dict[str, list[str]]:
    """Who takes over what from whom, in sentences per gemeente."""
    table = data.tabel(STROMEN)
    group: dict[tuple[str, str, str], list[tuple[str, int]]] = defaultdict(list)
    rows = table.rows if table is not None else ()
    for r in (r for r in rows if r.soort == "ruil"):
        group[r.van, "uit", r.taak].append((r.naar_gemeente, r.aantal))
        group[r.naar, "in", r.taak].append((r.van_gemeente, r.aantal))
    out: dict[str, list[str]] = defaultdict(list)
    for (code, side, taak), who in group.items():
        names = ", ".join(f"{name} {t.number(n)}" for name, n in who)
        total = sum(n for _, n in who)
        out[code].append(t.say(f"report.ruil.{side}", taak=t.task(taak), som=total, namen=names))
    for r in (r for r in rows if r.soort == "lening"):
        pair = {"van": r.van_gemeente, "naar": r.naar_gemeente}
        sentence = t.say("rules.plan_lening", **pair, aantal=r.aantal)
        for code in (r.van, r.naar):
            out[code].append(f"{sentence[0].upper()}{sentence[1:]}.")
    return out


def _table(title: str, table: columns.Rows[Any], t: Language, missing: Sequence[str] = ()) -> Table:
    """A table as it stands in its file, in the number format of the language."""
    per_column = dict(zip(table.columns, table.per_column(), strict=True))
    keep = [c for c in table.columns if c.name not in missing]
    cells = [[t.cell(c.tell(cell, t.lang), yes=bool in c.types) for cell in per_column[c]] for c in keep]
    heading = [Column(_heading(c, t), _css(c, per_column[c])) for c in keep]
    return Table(title, heading, [Row(name, rest) for name, *rest in zip(*cells, strict=True)])


def _css(column: columns.Column, cells: Sequence[columns.Cell]) -> str:
    """Numbers stand to the right, days keep together; a column without cells is as one of numbers."""
    if column.numeric or all(cell is None for cell in cells):
        return ""
    return "tekst vast" if dt.date in column.types else "tekst"


def _heading(column: columns.Column, t: Language) -> str:
    """Heading of a column; the name itself for a kind that the model names."""
    name = column.head(t.lang) or column.name.replace("_", " ")
    return _capital(name)
