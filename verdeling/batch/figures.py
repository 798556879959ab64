"""Charts of an experiment: tornado and fan, from what the analysis found."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from verdeling.batch.analysis import Analysis
from verdeling.batch.bonus import UITKOMSTEN
from verdeling.report.charts import Band, Swing, fan_svg, tornado_svg
from verdeling.report.tables import Figure
from verdeling.report.texts import Language
from verdeling.result.tables import rule_columns
from verdeling.texts import catalogue

Points = list[tuple[float, float, float, float]]


def subject(naam: str, t: Language) -> str:
    """A task as a heading, with the part or the outcome of it that ``task/part`` names."""
    taak, _, part = naam.partition("/")
    if not part:
        return t.task_heading(taak)
    sleutel = f"batch.deel.{part}"
    head = next((c.head(t.lang) for c in rule_columns() if c.name == part), t.task(part))
    return f"{t.task_heading(taak)}, {t.say(sleutel) if sleutel in catalogue() else head}"


def tornado(a: Analysis, taak: str, measure: str, names: Mapping[str, str], t: Language) -> Figure | None:
    """Tornado of a measure: its mean in the lowest and the highest tenth of each axis; None without one."""
    found = [u for u in a.verdicts(taak, measure) if None not in u]
    figures = a.rijen("select avg(waarde) from maten where taak = ? and maat = ?", taak, measure)
    middle = figures[0][0]
    moves = any(abs(high - low) > 1e-6 * abs(middle or 1) for *_, low, high in found)
    if not moves or middle is None:
        return None
    verdicts = [
        Swing(
            f"{names[name]} {short_number(x_low, t)} – {short_number(x_high, t)}",
            low,
            high,
            short_number(low, t),
            short_number(high, t),
        )
        for name, x_low, x_high, low, high in found
    ]
    title = t.say("batch.tornado", taak=subject(taak, t), maat=t.say(f"batch.maat.{measure}"))
    basis = t.say("batch.gemiddelde", waarde=short_number(middle, t))
    svg = tornado_svg(verdicts, middle, title=title, base_text=basis)
    return Figure(title, Markup(svg), t.say("batch.tornado.uitleg"))


def fan(a: Analysis, taak: str, naam: str, label: str, t: Language) -> tuple[Figure, Points] | None:
    """Fan chart along one axis, with its points; None where no figure per gemeente was kept."""
    points = a.fan(taak, naam)
    if not points:
        return None
    totals = {*UITKOMSTEN, *(c.name for c in rule_columns())}
    kind = f"batch.waaier.{'totaal' if taak.rpartition('/')[2] in totals else 'belasting'}"
    title = t.say(kind, taak=subject(taak, t), as_=label)
    axes = _dashes(min(p[1] for p in points), max(p[3] for p in points))
    x_text = [
        short_number(p[0], t) if i in (0, len(points) // 2, len(points) - 1) else ""
        for i, p in enumerate(points)
    ]
    svg = fan_svg(
        [Band(x, low, middle, high) for x, low, middle, high in points],
        title=title,
        x_texts=x_text,
        y_texts=[(y, short_number(y, t)) for y in axes],
    )
    return Figure(title, Markup(svg), t.say(f"{kind}.uitleg")), points


def _dashes(low: float, high: float) -> list[float]:
    """Three to seven round values around a range."""
    width = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(width))
    step = next(s * power for s in (0.2, 0.5, 1, 2) if width / (s * power) <= 5)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [k * step for k in range(first, max(last, first + 1) + 1)]


def short_number(value: float, t: Language) -> str:
    """A value of an axis or an outcome with at most four digits, millions as such."""
    if abs(value) >= 1e6:
        return t.say("batch.miljoen", waarde=t.number(value / 1e6, _decimals(value / 1e6)))
    decimals = 4 if abs(value) < 1 else 3 if abs(value) < 100 else 0
    while decimals and round(value, decimals - 1) == round(value, decimals):
        decimals -= 1
    return t.number(value, decimals)


def same_shape(values: Sequence[float], t: Language) -> list[str]:
    """Numbers of one table alike: all in millions or none, and with as many decimals."""
    largest = max((abs(w) for w in values), default=0.0)
    million = largest >= 1e6
    largest = largest / 1e6 if million else largest
    decimals = 4 if largest < 1 else 2 if largest < 100 else 1 if million else 0
    if not million:
        return [t.number(w, decimals) for w in values]
    return [t.say("batch.miljoen", waarde=t.number(w / 1e6, decimals)) for w in values]


def _decimals(value: float) -> int:
    """Decimals that show three digits of a number."""
    return 0 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value))))
