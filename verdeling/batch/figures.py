"""Charts of an experiment: tornado and fan, from what the analysis found."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from verdeling.batch.analysis import Analyse
from verdeling.batch.bonus import UITKOMSTEN
from verdeling.report.charts import Band, Swing, fan_svg, tornado_svg
from verdeling.report.tables import Figure
from verdeling.report.texts import Language
from verdeling.result.tables import rule_columns
from verdeling.texts import catalogue

Punten = list[tuple[float, float, float, float]]


def onderwerp(naam: str, t: Language) -> str:
    """A task as a heading, with the part or the outcome of it that ``task/part`` names."""
    taak, _, deel = naam.partition("/")
    if not deel:
        return t.task_heading(taak)
    sleutel = f"batch.deel.{deel}"
    head = next((c.head(t.lang) for c in rule_columns() if c.name == deel), t.task(deel))
    return f"{t.task_heading(taak)}, {t.say(sleutel) if sleutel in catalogue() else head}"


def tornado(a: Analyse, taak: str, maat: str, namen: Mapping[str, str], t: Language) -> Figure | None:
    """Tornado of a measure: its mean in the lowest and the highest tenth of each axis; None without one."""
    gevonden = [u for u in a.uitslagen(taak, maat) if None not in u]
    cijfers = a.rijen("select avg(waarde) from maten where taak = ? and maat = ?", taak, maat)
    midden = cijfers[0][0]
    beweegt = any(abs(hoog - laag) > 1e-6 * abs(midden or 1) for *_, laag, hoog in gevonden)
    if not beweegt or midden is None:
        return None
    uitslagen = [
        Swing(
            f"{namen[naam]} {kort(x_laag, t)} – {kort(x_hoog, t)}",
            laag,
            hoog,
            kort(laag, t),
            kort(hoog, t),
        )
        for naam, x_laag, x_hoog, laag, hoog in gevonden
    ]
    titel = t.say("batch.tornado", taak=onderwerp(taak, t), maat=t.say(f"batch.maat.{maat}"))
    basis = t.say("batch.gemiddelde", waarde=kort(midden, t))
    svg = tornado_svg(uitslagen, midden, title=titel, base_text=basis)
    return Figure(titel, Markup(svg), t.say("batch.tornado.uitleg"))


def waaier(a: Analyse, taak: str, naam: str, label: str, t: Language) -> tuple[Figure, Punten]:
    """Fan chart along one axis, with its points."""
    punten = a.waaier(taak, naam)
    sommen = {*UITKOMSTEN, *(c.name for c in rule_columns())}
    soort = f"batch.waaier.{'totaal' if taak.rpartition('/')[2] in sommen else 'belasting'}"
    titel = t.say(soort, taak=onderwerp(taak, t), as_=label)
    assen = _dashes(min(p[1] for p in punten), max(p[3] for p in punten))
    x_tekst = [
        kort(p[0], t) if i in (0, len(punten) // 2, len(punten) - 1) else "" for i, p in enumerate(punten)
    ]
    svg = fan_svg(
        [Band(x, laag, midden, hoog) for x, laag, midden, hoog in punten],
        title=titel,
        x_texts=x_tekst,
        y_texts=[(y, kort(y, t)) for y in assen],
    )
    return Figure(titel, Markup(svg), t.say(f"{soort}.uitleg")), punten


def _dashes(laag: float, hoog: float) -> list[float]:
    """Three to seven round values around a range."""
    wijdte = (hoog - laag) or abs(hoog) or 1.0
    macht = 10.0 ** math.floor(math.log10(wijdte))
    stap = next(s * macht for s in (0.2, 0.5, 1, 2) if wijdte / (s * macht) <= 5)
    eerste, laatste = math.floor(laag / stap + 1e-9), math.ceil(hoog / stap - 1e-9)
    return [k * stap for k in range(eerste, max(laatste, eerste + 1) + 1)]


def kort(waarde: float, t: Language) -> str:
    """A value of an axis or an outcome with at most four digits, millions as such."""
    if abs(waarde) >= 1e6:
        return t.say("batch.miljoen", waarde=t.number(waarde / 1e6, _decimals(waarde / 1e6)))
    decimalen = 4 if abs(waarde) < 1 else 3 if abs(waarde) < 100 else 0
    while decimalen and round(waarde, decimalen - 1) == round(waarde, decimalen):
        decimalen -= 1
    return t.number(waarde, decimalen)


def same_shape(waarden: Sequence[float], t: Language) -> list[str]:
    """Numbers of one table alike: all in millions or none, and with as many decimals."""
    grootste = max((abs(w) for w in waarden), default=0.0)
    miljoen = grootste >= 1e6
    grootste = grootste / 1e6 if miljoen else grootste
    decimalen = 4 if grootste < 1 else 2 if grootste < 100 else 1 if miljoen else 0
    if not miljoen:
        return [t.number(w, decimalen) for w in waarden]
    return [t.say("batch.miljoen", waarde=t.number(w / 1e6, decimalen)) for w in waarden]


def _decimals(waarde: float) -> int:
    """Decimals that show three digits of a number."""
    return 0 if waarde == 0 else max(0, 2 - math.floor(math.log10(abs(waarde))))
