"""What only some results have: months, flows, half-years, the whole picture, prices, leeway, exchange."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from verdeling.insight.plan_figures import doeltekst, prijskop
from verdeling.report.charts import Bar, Layer, bars_svg, months_svg
from verdeling.report.data import Bijtabel, ReportData
from verdeling.report.tables import Column, Figure, Row, Table
from verdeling.report.texts import LEEG, Language, grouped
from verdeling.texts import LANGS, catalogue

VASTE_MAANDKOLOMMEN: Final = 7
"""gebied, naam, peildag, behoefte, nodig, telt, tekort; the kinds of reception follow."""
GENOEMD: Final = 5
"""So many gemeenten are named per rule and direction; the rest is counted."""
JA: Final = ("gegeven", "ingrijpen")
"""Columns that say yes or no."""
WEINIG: Final = 25
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
    makers = (_months, _stock, _half_years, _whole_picture, _prices)
    stems = ["gebieden", *(stem for stem, table in data.tabellen.items() if table.titles is not None)]
    plain = [block for stem in stems if (block := _plain(data, stem, t)) is not None]
    return plain + [block for maker in makers if (block := maker(data, t)) is not None]


def _plain(data: ReportData, stem: str, t: Language) -> Block | None:
    """A table as it is, without the codes; where there are choices what each costs."""
    table = data.tabellen.get(stem)
    if table is None:
        return None
    title = t.say(f"report.extra.{stem}") if table.titles is None else table.titles[LANGS.index(t.lang)]
    sentences = data.keuzes if table.choices else ()
    return _block(title, [_table(title, table, t, missing=("code",))], sentences=sentences)


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
    table = data.tabellen.get("maanden")
    if table is None:
        return None
    kinds = table.kop[VASTE_MAANDKOLOMMEN:]
    areas: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in table.per_kolom():
        areas[row["naam"]].append(row)
    title = t.say("cli.maanden.kop")
    figures = []
    for name, rows in areas.items():
        lines = list(dict.fromkeys(r["behoefte"] for r in rows))
        per_line = {line: [r for r in rows if r["behoefte"] == line] for line in lines}
        first = per_line[lines[0]]
        layers = [Layer(s, [int(r[s]) for r in first]) for s in kinds if any(int(r[s]) for r in first)]
        needed = [
            Layer(t.say("report.extra.nodig", behoefte=line), [_whole(r["nodig"]) for r in per_line[line]])
            for line in lines
        ]
        figures.append(_figure(name, [r["peildag"] for r in first], layers, needed, f"{title}: {name}", t))
    tables = [_table(title, table, t, missing=("gebied",))]
    if (decisions := data.tabellen.get("besluiten")) is not None and decisions.rijen:
        tables.append(_table(t.say("report.extra.besluiten"), decisions, t, missing=("gebied", "code")))
    return _block(title, tables, figures, [t.dates(sentence) for sentence in data.tijdplan])


def _stock(data: ReportData, t: Language) -> Block | None:
    table = data.tabellen.get("voorraad")
    if table is None:
        return None
    per_task: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in table.per_kolom():
        per_task[row["taak"]].append(row)
    figures = []
    for taak, rows in per_task.items():
        waiting = [int(r["wachtend"]) for r in rows]
        # Who waits for a home is in reception too: the two layers are parts of one whole.
        others = [int(r["in_opvang"]) - w for r, w in zip(rows, waiting, strict=True)]
        layers = [
            Layer(t.say(f"report.extra.laag.{name}"), values)
            for name, values in (("wachtend", waiting), ("in_opvang", others))
        ]
        title = t.say("cli.voorraad.kop", taak=t.task_heading(taak))
        figures.append(_figure(title, [r["maand"] for r in rows], layers, [], title, t))
    title = t.say("report.extra.voorraad")
    spot = table.kop.index("maand")
    start = t.say("cli.voorraad.begin")
    table = Bijtabel(table.kop, tuple((*r[:spot], r[spot] or start, *r[spot + 1 :]) for r in table.rijen))
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
        out.append(_month(day, t) if shown else "")
        last = i if shown else last
    return out


def _month(day: str, t: Language) -> str:
    """Month and year of a day or a month."""
    return f"{t.say('report.maanden').split()[int(day[5:7]) - 1]} {day[:4]}"


def _half_years(data: ReportData, t: Language) -> Block | None:
    """Sums per half-year, and the gemeenten whose realisation is known."""
    table = data.tabellen.get("halfjaren")
    if table is None:
        return None
    title = t.say("cli.halfjaren.kop")
    fields = ("bekend", "taakstelling", "netto", "gehuisvest", "saldo")
    som = Table(
        t.say("report.extra.per_halfjaar"),
        [Column(_column_name("periode", t), "tekst"), *(Column(_column_name(k, t)) for k in fields)],
        [Row(h["periode"], [t.number(h[k]) for k in fields]) for h in data.halfjaren],
    )
    known = {r["code"] for r in table.per_kolom() if r["gehuisvest"]}
    spot = table.kop.index("code")
    part = Bijtabel(table.kop, tuple(r for r in table.rijen if r[spot] in known))
    sentences = [
        t.say(
            "cli.halfjaren.achter",
            periode=h["periode"],
            bekend=h["bekend"],
            aantal=sum(h["halfjaren_achter"].values()),
            ingrijpen=len(h["ingrijpen"]),
        )
        for h in [h for h in data.halfjaren if h["bekend"]][-1:]
    ]
    return _block(
        title, [som, _table(t.say("report.extra.gemeenten"), part, t, missing=("code",))], (), sentences
    )


def _whole_picture(data: ReportData, t: Language) -> Block | None:
    table = data.tabellen.get("beeld")
    if table is None:
        return None
    title, figures = t.say("cli.beeld.kop"), list[Figure]()
    rows = sorted(table.per_kolom(), key=lambda r: (-Fraction(r["som"]), r["code"]))
    if len(rows) <= WEINIG:
        bars = [Bar(r["gemeente"], float(r["som"]), _cell(r["som"], t)) for r in rows]
        figures = [Figure(t.heading("report.kop.som"), Markup(bars_svg(bars, title=title)))]
    return _block(title, [_table(title, table, t, missing=("code",))], figures)


def _prices(data: ReportData, t: Language) -> Block | None:
    """What each rule costs: goals that change without it, and which gemeenten get another number."""
    table = data.tabellen.get("prijzen")
    if table is None:
        return None
    lines: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for r in table.per_kolom():
        lines[r["regel"]].append(r)
    rows: list[Row] = []
    sentences: list[str] = []
    for rule, every in lines.items():
        name = prijskop(rule, t.lang)
        sentences += _shifts(name, [r for r in every if r["soort"] == "plan"], t)
        without_plan = [r["soort"] for r in every if r["soort"] in ("geen_plan", "niet_bewezen")]
        changed = [r for r in every if r["soort"] == "doel" and r["met"] != r["zonder"]]
        swing = without_plan[0] if without_plan else "geen_verschil"
        rows += [
            Row(name, [doeltekst(r["naam"], t.lang), _cell(r["met"], t), _cell(r["zonder"], t)])
            for r in changed
        ] or [Row(name, [t.say(f"prijs.{swing}"), LEEG, LEEG])]
    heading = [Column(t.say("report.extra.regel"), "tekst"), Column(t.say("report.doel"), "lang")]
    heading += [Column(t.say(f"report.extra.{k}")) for k in ("met", "zonder")]
    title = t.say("report.extra.prijzen")
    targets = Table(t.say("report.extra.prijzen.tabel"), heading, rows)
    return _block(title, [targets], (), sentences, t.say("report.extra.prijzen.uitleg"))


def _shifts(name: str, rows: Sequence[Mapping[str, str]], t: Language) -> list[str]:
    """Who has more and who has fewer places without a rule, the largest differences by name."""
    difference = {r["gemeente"]: int(r["zonder"]) - int(r["met"]) for r in rows}
    parts = []
    for kind, sign in (("meer", 1), ("minder", -1)):
        who = sorted((n for n, v in difference.items() if v * sign > 0), key=lambda n: -abs(difference[n]))
        if who:
            names = ", ".join(f"{n} {t.number(abs(difference[n]))}" for n in who[:GENOEMD])
            rest = t.say("report.extra.en_andere", aantal=len(who) - GENOEMD) if len(who) > GENOEMD else ""
            places = sum(abs(difference[n]) for n in who)
            parts.append(t.say(f"prijs.{kind}", aantal=len(who), plaatsen=places, namen=names + rest))
    return [f"{name}: {'; '.join(parts)}."] if parts else []


def exchanges(data: ReportData, t: Language) -> dict[str, list[str]]:
    """Who takes over what from whom, in sentences per gemeente."""
    table = data.tabellen.get("stromen")
    group: dict[tuple[str, str, str], list[tuple[str, int]]] = defaultdict(list)
    rows = list(table.per_kolom()) if table is not None else []
    for r in (r for r in rows if r["soort"] == "ruil"):
        group[r["van"], "uit", r["taak"]].append((r["naar_gemeente"], int(r["aantal"])))
        group[r["naar"], "in", r["taak"]].append((r["van_gemeente"], int(r["aantal"])))
    out: dict[str, list[str]] = defaultdict(list)
    for (code, side, taak), who in group.items():
        names = ", ".join(f"{name} {t.number(n)}" for name, n in who)
        som = sum(n for _, n in who)
        out[code].append(t.say(f"report.ruil.{side}", taak=t.task(taak), som=som, namen=names))
    for r in (r for r in rows if r["soort"] == "lening"):
        pair = {"van": r["van_gemeente"], "naar": r["naar_gemeente"]}
        sentence = t.say("rules.plan_lening", **pair, aantal=int(r["aantal"]))
        for code in (r["van"], r["naar"]):
            out[code].append(f"{sentence[0].upper()}{sentence[1:]}.")
    return out


def _table(title: str, table: Bijtabel, t: Language, missing: Sequence[str] = ()) -> Table:
    """A table as it stands in its file, in the number format of the language."""
    keep = [i for i, k in enumerate(table.kop) if k not in missing]
    numeric = {i for i in keep if all(re.fullmatch(r"-?\d*(\.\d+)?", r[i]) for r in table.rijen)}
    days = {i for i in keep if all(re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", r[i]) for r in table.rijen)}
    css = {
        i: "" if i in numeric and table.kop[i] not in JA else "tekst vast" if i in days else "tekst"
        for i in keep
    }
    heading = [Column(_column_name(table.kop[i], t, table.heads.get(table.kop[i])), css[i]) for i in keep]
    rows = [
        Row(_cell(r[keep[0]], t), [_cell(r[i], t, yes=table.kop[i] in JA) for i in keep[1:]])
        for r in table.rijen
    ]
    return Table(title, heading, rows)


def _column_name(column: str, t: Language, heads: tuple[str, str] | None = None) -> str:
    """Heading of a column: as declared, from the catalogue, or the name for a kind that the model names."""
    sleutel = f"report.kop.{column}"
    name = t.say(sleutel) if sleutel in catalogue() else column.replace("_", " ")
    name = name if heads is None else heads[LANGS.index(t.lang)]
    return name[:1].upper() + name[1:]


def _cell(text: str, t: Language, *, yes: bool = False) -> str:
    """Numbers and days in the format of the language, an empty cell as a dash; 1 and 0 as yes and no."""
    if yes and text in ("0", "1"):
        return t.say("report.ja" if text == "1" else "report.nee")
    if re.fullmatch(r"-?\d+", text):
        return t.number(int(text))
    if re.fullmatch(r"-?\d+\.\d+", text):
        decimals = len(text.rstrip("0").partition(".")[2])
        return t.number(Fraction(text), min(2, decimals))
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return _month(text, t)
    return t.dates(text.replace("_", " ")) or LEEG


def _whole(text: str) -> int | None:
    return int(text) if text else None
