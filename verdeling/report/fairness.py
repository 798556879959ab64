"""How evenly a task lies: by province and size, Lorenz curves, the measures of ``diagnostics.json``."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from verdeling.insight.measures import Theil, indices
from verdeling.insight.verdict import Diagnosis, moves_sentence, told_measure
from verdeling.report.charts import (
    Bar,
    Spread,
    Stack,
    bars_svg,
    lorenz_points,
    lorenz_svg,
    spread_svg,
    stack_svg,
)
from verdeling.report.data import ReportData, TaskPart
from verdeling.report.tables import Column, Figure, Row, Table
from verdeling.report.texts import EMPTY, PLAATSEN, Language
from verdeling.result.tables import PER

SIZES: Final = ((0, 20_000), (20_000, 50_000), (50_000, 100_000), (100_000, None))
"""Size classes by inhabitants: from, up to."""
Uitkomst = tuple[str, Diagnosis]
"""Name of an outcome (figures, plan, all together) and its measures."""
QUANTILES: Final = ("minimum", "p10", "mediaan", "p90", "maximum")
YARDSTICKS: Final = ("inwoners", "sleutel")
DEVIATIONS: Final = 10
"""So many of the largest deviations are shown; diagnostics.json has more."""


@dataclass(frozen=True)
class Fairness:
    """What is told of how evenly something lies: a warning, sentences, charts, and tables."""

    warning: str
    sentences: Sequence[str]
    figures: Sequence[Figure]
    table: Table
    lists: Sequence[Table]


def provincie_bars(data: ReportData, part: TaskPart, t: Language) -> list[Figure]:
    """Bars per province: places, and places per 1 000 inhabitants with the national figure as a line."""
    if len(data.provincies) < 2:
        return []
    totals = {p: (part.som("indicatief", p) or 0, part.som("inwoners", p)) for p in data.provincies}
    count = sorted(totals, key=lambda p: -totals[p][0])
    svg = bars_svg(
        [Bar(p, totals[p][0], t.number(totals[p][0])) for p in count],
        title=t.say("report.staven.provincie", eenheid=t.unit(part.eenheid)),
    )
    figures = [Figure(t.heading("report.staven.provincie", eenheid=t.unit(part.eenheid)), Markup(svg))]
    if part.has_inwoners:
        per = {p: float(PER * n / i) for p, (n, i) in totals.items() if i}
        country = PER * (part.som("indicatief") or 0) / (part.som("inwoners") or 1)
        title = t.heading("report.staven.provincie_1000", eenheid=t.unit(part.eenheid))
        bars = [Bar(p, per[p], t.per_1000(*totals[p])) for p in sorted(per, key=lambda p: -per[p])]
        line = (country, t.say("report.land", wat=t.whole(part), waarde=t.number(country, 2)))
        figures.append(Figure(title, Markup(bars_svg(bars, title=title, line=line))))
    return figures


def lorenz_and_sizes(part: TaskPart, t: Language) -> list[Figure]:
    """Lorenz curves and bars by size of gemeente, each with its table."""
    if not part.has_inwoners:
        return []
    p = [r.inwoners or 0 for r in part.rijen]
    series = [
        (t.column(column), lorenz_points([getattr(r, column) for r in part.rijen], p))
        for column in ("indicatief", "plan")
        if all(getattr(r, column) is not None for r in part.rijen)
    ]
    title = t.say("report.lorenz")
    fifths = [i / 5 for i in range(1, 6)]
    heading = [name if len(series) > 1 else t.say("report.lorenz.y") for name, _ in series]
    lorenz = Table(
        t.say("report.lorenz.tabel"),
        [Column(t.say("report.lorenz.x"), "tekst"), *(Column(name) for name in heading)],
        [
            Row(
                t.percent(100 * x),
                [t.percent(100 * _on_curve(points, x), 1) for _, points in series],
            )
            for x in fifths
        ],
    )
    svg = lorenz_svg(
        series,
        title=title,
        x_axis=t.say("report.lorenz.x"),
        y_axis=t.say("report.lorenz.y"),
        equal=t.say("report.lorenz.gelijk"),
    )
    return [
        Figure(title, Markup(svg), t.say("report.lorenz.uitleg"), lorenz),
        _sizes(part, t),
    ]


def _on_curve(points: Sequence[tuple[float, float]], x: float) -> float:
    """Height of a curve at x, straight between its points."""
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        if x <= x1 + 1e-12:
            return y0 + (y1 - y0) * (x - x0) / ((x1 - x0) or 1)
    return points[-1][1]


def _sizes(part: TaskPart, t: Language) -> Figure:
    rows, bars = [], []
    for low, high in SIZES:
        group = [
            r for r in part.rijen if low <= (r.inwoners or 0) and (high is None or (r.inwoners or 0) < high)
        ]
        n, p = sum(r.indicatief for r in group), sum(r.inwoners or 0 for r in group)
        name = (
            t.say("report.grootte.vanaf", laag=low)
            if high is None
            else t.say("report.grootte.tot", hoog=high)
            if low == 0
            else t.say("report.grootte.tussen", laag=low, hoog=high)
        )
        per = t.per_1000(n, p)
        rows.append(Row(name, [t.number(len(group)), t.number(p), t.number(n), per]))
        bars.append(Bar(name, PER * n / p if p else 0, per))
    title = t.heading("report.grootte", eenheid=t.unit(part.eenheid))
    country = PER * (part.som("indicatief") or 0) / (part.som("inwoners") or 1)
    line = (country, t.say("report.land", wat=t.whole(part), waarde=t.number(country, 2)))
    columns = [
        Column(t.column("inwoners"), "tekst"),
        Column(t.say("report.kolom.gemeenten")),
        Column(t.column("inwoners")),
        Column(t.figure_name(part)),
        Column(t.say("report.kolom.per_1000")),
    ]
    return Figure(
        title,
        Markup(bars_svg(bars, title=title, line=line, name_room=124)),
        t.say("report.grootte.uitleg"),
        Table(t.say("report.grootte.tabel"), columns, rows),
    )


def fairness_of(data: ReportData, part: TaskPart, t: Language) -> Fairness | None:
    """Measures of a task: of its figures, and of the plan when there is one; None when there are none."""
    sources = ((data.diagnostiek, t.figure_name(part)), (data.diagnostiek_plan, t.column("plan")))
    outcomes = [(name, measures[part.naam]) for measures, name in sources if part.naam in measures]
    return _block(data, outcomes, part.eenheid, t.whole(part), t) if outcomes else None


def fairness_together(data: ReportData, t: Language) -> Fairness | None:
    """Measures of all kinds of reception and housing together; None when the model has no whole picture."""
    if data.diagnostiek_samen is None:
        return None
    return _block(
        data, [(t.heading("cli.maten.samen"), data.diagnostiek_samen)], PLAATSEN, t.whole(data.taken[0]), t
    )


def _block(
    data: ReportData, outcomes: Sequence[Uitkomst], unit: str, whole_name: str, t: Language
) -> Fairness:
    """Everything about evenness of one task; `whole_name` names all that take part."""
    figures = [_spread(outcomes, unit, whole_name, t), _theil(outcomes, t)]
    figures += [p for p in (_quarters(outcomes, whole_name, t), _effort(outcomes, unit, t)) if p]
    return Fairness(
        warning="" if unit == PLAATSEN else t.say("report.maten.eenheid", eenheid=t.unit(unit)),
        sentences=[z for name, m in outcomes for z in _hoover(name if len(outcomes) > 1 else "", m, unit, t)],
        figures=figures,
        table=_indices(outcomes, t),
        lists=[
            listing
            for maker in (_neighbours, _deviations)
            for name, m in outcomes
            if (listing := maker(data, name, m, t)) is not None
        ],
    )


def _hoover(name: str, m: Diagnosis, unit: str, t: Language) -> list[str]:
    """Hoover in plain words against both yardsticks."""
    prefix = f"{name}: " if name else ""
    return [
        f"{prefix}{moves_sentence(getattr(m, yardstick).verhuizingen, m.plaatsen, yardstick, t.lang, unit)}."
        for yardstick in YARDSTICKS
    ]


def _spread(outcomes: Sequence[Uitkomst], unit: str, whole_name: str, t: Language) -> Figure:
    """Places per 1 000 inhabitants: lowest, P10, median, P90, highest, and gemeenten without a place."""
    _, sentence = told_measure("per_1000", t.lang)
    title = t.heading("report.kaart.per_1000", eenheid=t.unit(unit))
    rows = []
    for name, m in outcomes:
        minimum, p10, middle_value, p90, maximum = (getattr(m.belasting, k) for k in QUANTILES)
        number = t.number(middle_value, 2), t.number(maximum, 2)
        rows.append(Spread(name, (minimum, p10, middle_value, p90, maximum), *number))
    country = outcomes[0][1].belasting.landelijk
    line = (country, t.say("report.land", wat=whole_name, waarde=t.number(country, 2)))
    lines: list[tuple[str, Callable[[Diagnosis], str]]] = [
        (t.say(f"report.maten.{k}"), lambda m, k=k: t.number(getattr(m.belasting, k), 2))  # type: ignore[misc]
        for k in QUANTILES
    ]
    lines.append((t.say("report.maten.landelijk"), lambda m: t.number(m.belasting.landelijk, 2)))
    lines.append((told_measure("zonder", t.lang)[0], lambda m: t.number(m.zonder)))
    return Figure(
        title,
        Markup(spread_svg(rows, title=title, line=line)),
        f"{sentence} {t.say('report.maten.spreiding')}",
        Table(
            title,
            [Column(t.heading("compare.kol.maat"), "tekst"), *(Column(name) for name, _ in outcomes)],
            [Row(name, [cell(m) for _, m in outcomes]) for name, cell in lines],
            quiet=True,
        ),
    )


def _theil(outcomes: Sequence[Uitkomst], t: Language) -> Figure:
    """Theil T against inhabitants: the part between and the part within provinces and safety regions."""
    title, sentence = told_measure("theil", t.lang)
    stacks, rows = [], []
    for name, m in outcomes:
        for niveau in ("provincie", "regio"):
            theil: Theil = getattr(m.inwoners, f"theil_{niveau}")
            parts = [theil.tussen, theil.binnen]
            area = t.say(f"report.maten.{niveau}")
            area = f"{name}, {area}" if len(outcomes) > 1 else area
            if math.isfinite(sum(parts)):
                texts = [t.number(w, 4) for w in parts]
                stacks.append(Stack(area, list(zip(parts, texts, strict=True))))
            rows.append(Row(area, [t.number(w, 4) for w in (*parts, theil.totaal)]))
    # Bars of what is 0,0000 everywhere would be noise drawn large.
    visible = any(round(w, 4) for s in stacks for w, _ in s.delen)
    names = [t.heading("report.maten.tussen"), t.heading("report.maten.binnen")]
    heading = [*names, t.say("report.totaal")]
    return Figure(
        title,
        Markup(stack_svg(stacks, names, title=title) if visible else ""),
        sentence,
        Table(
            title,
            [Column(t.say("report.maten.indeling"), "tekst"), *(Column(k) for k in heading)],
            rows,
            quiet=True,
        ),
    )


def _quarters(outcomes: Sequence[Uitkomst], whole_name: str, t: Language) -> Figure | None:
    """Load per quarter of the SES score."""
    name, sentence = told_measure("kwartielen", t.lang)
    title, svg, rows = name[:1].upper() + name[1:], "", []
    top = max((k.per_1000 for _, m in outcomes for k in m.kwartielen), default=0)
    if not top:
        return None
    for outcome, m in outcomes:
        bars = []
        for k in m.kwartielen:
            quarter = t.say(f"report.maten.kwart{k.nummer}")
            bars.append(Bar(quarter, k.per_1000, t.number(k.per_1000, 2)))
            cells = [t.number(k.gemeenten), t.number(k.inwoners), t.number(k.plaatsen)]
            rows.append(
                Row(
                    f"{outcome}, {quarter}" if len(outcomes) > 1 else quarter,
                    [*cells, t.number(k.per_1000, 2)],
                )
            )
        country = m.belasting.landelijk
        line = (country, t.say("report.land", wat=whole_name, waarde=t.number(country, 2)))
        if len(outcomes) > 1:
            svg += f'<p class="bijschrift">{escape(outcome)}</p>'
        svg += bars_svg(bars, title=f"{title}: {outcome}", line=line, name_room=124, top=top)
    heading = [
        t.say("report.kolom.gemeenten"),
        t.column("inwoners"),
        *(t.say(f"report.kolom.{k}") for k in ("aantal", "per_1000")),
    ]
    table = Table(
        title, [Column(t.say("report.maten.kwart"), "tekst"), *(Column(k) for k in heading)], rows, quiet=True
    )
    return Figure(title, Markup(svg), sentence, table)


def _effort(outcomes: Sequence[Uitkomst], unit: str, t: Language) -> Figure | None:
    """Own effort beside what is asked."""
    having = [(name, m, m.inspanning) for name, m in outcomes if m.inspanning is not None]
    if not having or unit != PLAATSEN:
        return None
    name, sentence = told_measure("inspanning", t.lang)
    title, fields = name[:1].upper() + name[1:], ("inspanning", "boven", "onder")
    sentences, stacks = [sentence], []
    for outcome, m, i in having:
        gemeenten = {"aantal": m.gemeenten, "gehaald": i.gehaald}
        prefix = f"{outcome}: " if len(having) > 1 else ""
        sentences.append(
            prefix + t.say("report.maten.inspanning.zin", **gemeenten, boven=i.boven, onder=i.onder)
        )
        parts = [(getattr(i, k), t.number(getattr(i, k))) for k in ("inspanning", "onder")]
        stacks.append(Stack(outcome, parts))
    rows = [
        Row(t.say(f"report.maten.inspanning.{k}"), [t.number(getattr(i, k)) for _, _, i in having])
        for k in ("gehaald", *fields)
    ]
    names = [t.say(f"report.maten.inspanning.kort.{k}") for k in ("inspanning", "onder")]
    heading = [Column(t.say("report.wat"), "tekst"), *(Column(name) for name, *_ in having)]
    return Figure(
        title,
        Markup(stack_svg(stacks, names, title=title)),
        " ".join(sentences),
        Table(title, heading, rows, quiet=True),
    )


def _indices(outcomes: Sequence[Uitkomst], t: Language) -> Table:
    """Each measure with its sentence, against inhabitants and against the key."""
    heading = [
        Column(t.heading("compare.kol.maat"), "tekst"),
        Column(t.say("report.maten.betekenis"), "lang"),
    ]
    for name, _ in outcomes:
        heading += [Column(f"{name}, {t.say(f'report.maten.naast.{k}')}") for k in YARDSTICKS]
    rows = []
    for measure in indices():
        if any(measure.name not in getattr(m, k).maten for _, m in outcomes for k in YARDSTICKS):
            continue  # of a package that was not there when this was computed
        name, sentence = told_measure(measure.name, t.lang)
        cells = [
            t.number(getattr(m, k).maten[measure.name], measure.decimals)
            for _, m in outcomes
            for k in YARDSTICKS
        ]
        rows.append(Row(name[:1].upper() + name[1:], [sentence, *cells]))
    return Table(t.say("report.maten.tabel"), heading, rows)


def _deviations(data: ReportData, name: str, m: Diagnosis, t: Language) -> Table | None:
    """Gemeenten furthest from their share by the key; None when all of them are on it but for rounding."""
    rows = [
        Row(
            data.name_of[a.code],
            [
                t.number(a.plaatsen),
                t.number(a.verwacht, 1),
                t.number(a.verschil, 1),
                EMPTY if a.procent is None else t.percent(a.procent, 1),
            ],
            link=a.code,
        )
        for a in m.afwijkingen[:DEVIATIONS]
        if abs(a.verschil) >= 1
    ]
    heading = [Column(t.say("report.gemeente"), "tekst"), Column(t.say("report.kolom.aantal"))]
    heading += [Column(t.say(f"report.maten.{k}")) for k in ("verwacht", "verschil", "procent")]
    return Table(_title("afwijkingen", name, t), heading, rows) if rows else None


def _neighbours(data: ReportData, name: str, m: Diagnosis, t: Language) -> Table | None:
    """Neighbours that differ most."""
    rows = [
        Row(
            data.name_of[b.a],
            [
                data.name_of[b.b],
                *(t.number(getattr(b, k), 2) for k in ("per_1000_a", "per_1000_b", "verschil")),
            ],
            link=b.a,
        )
        for b in m.buren
        if b.verschil
    ]
    heading = [Column(t.say("report.gemeente"), "tekst"), Column(t.say("report.maten.buur"), "tekst")]
    heading += [Column(t.say(f"report.maten.{k}")) for k in ("eerste", "tweede", "verschil")]
    return Table(_title("buren", name, t), heading, rows) if rows else None


def _title(measure: str, outcome: str, t: Language) -> str:
    name = told_measure(measure, t.lang)[0]
    return f"{name[:1].upper()}{name[1:]} – {outcome}"
