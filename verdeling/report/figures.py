"""Charts of a report, each with the table of the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from markupsafe import Markup

from verdeling.report.charts import Staaf, lorenz_punten, lorenz_svg, staaf_svg
from verdeling.report.data import PER, ReportData, Taakdeel
from verdeling.report.tables import Kolom, Taal, Tabel, Tabelrij

GROOTTES: Final = ((0, 20_000), (20_000, 50_000), (50_000, 100_000), (100_000, None))
"""Size classes by inhabitants: from, up to."""


def provinciestaven(data: ReportData, deel: Taakdeel, t: Taal) -> list[dict[str, Any]]:
    """Bars per province: places, and places per 1 000 inhabitants with the national figure as a line."""
    if len(data.provincies) < 2:
        return []
    sommen = {p: (deel.som("indicatief", p) or 0, deel.som("inwoners", p)) for p in data.provincies}
    aantal = sorted(sommen, key=lambda p: -sommen[p][0])
    platen = [
        {
            "titel": t.kop("report.staven.provincie", eenheid=t.eenheid(deel.eenheid)),
            "svg": Markup(
                staaf_svg(
                    [Staaf(p, sommen[p][0], t.getal(sommen[p][0])) for p in aantal],
                    titel=t.zeg("report.staven.provincie", eenheid=t.eenheid(deel.eenheid)),
                )
            ),
        }
    ]
    if deel.heeft_inwoners:
        per = {p: float(PER * n / i) for p, (n, i) in sommen.items() if i}
        land = PER * (deel.som("indicatief") or 0) / (deel.som("inwoners") or 1)
        titel = t.kop("report.staven.provincie_1000", eenheid=t.eenheid(deel.eenheid))
        staven = [Staaf(p, per[p], t.per_1000(*sommen[p])) for p in sorted(per, key=lambda p: -per[p])]
        lijn = (land, t.zeg("report.land", wat=t.geheel(deel), waarde=t.getal(land, 2)))
        platen.append({"titel": titel, "svg": Markup(staaf_svg(staven, titel=titel, lijn=lijn))})
    return platen


def plaatjes(deel: Taakdeel, t: Taal) -> list[dict[str, Any]]:
    """Lorenz curves and bars by size of gemeente, each with its table."""
    if not deel.heeft_inwoners:
        return []
    p = [r.inwoners or 0 for r in deel.rijen]
    reeksen = [
        (t.zeg(f"report.kolom.{kolom}"), lorenz_punten([getattr(r, kolom) for r in deel.rijen], p))
        for kolom in ("indicatief", "plan")
        if all(getattr(r, kolom) is not None for r in deel.rijen)
    ]
    titel = t.zeg("report.lorenz")
    vijfden = [i / 5 for i in range(1, 6)]
    kop = [naam if len(reeksen) > 1 else t.zeg("report.lorenz.y") for naam, _ in reeksen]
    lorenz = Tabel(
        t.zeg("report.lorenz.tabel"),
        [Kolom(t.zeg("report.lorenz.x"), "tekst"), *(Kolom(naam) for naam in kop)],
        [
            Tabelrij(
                t.procent(100 * x),
                [t.procent(100 * _op_curve(punten, x), 1) for _, punten in reeksen],
            )
            for x in vijfden
        ],
    )
    svg = lorenz_svg(
        reeksen,
        titel=titel,
        x_as=t.zeg("report.lorenz.x"),
        y_as=t.zeg("report.lorenz.y"),
        gelijk=t.zeg("report.lorenz.gelijk"),
    )
    return [
        {"titel": titel, "svg": Markup(svg), "uitleg": t.zeg("report.lorenz.uitleg"), "tabel": lorenz},
        _groottes(deel, t),
    ]


def _op_curve(punten: Sequence[tuple[float, float]], x: float) -> float:
    """Height of a curve at x, straight between its points."""
    for (x0, y0), (x1, y1) in zip(punten, punten[1:], strict=False):
        if x <= x1 + 1e-12:
            return y0 + (y1 - y0) * (x - x0) / ((x1 - x0) or 1)
    return punten[-1][1]


def _groottes(deel: Taakdeel, t: Taal) -> dict[str, Any]:
    rijen, staven = [], []
    for laag, hoog in GROOTTES:
        groep = [
            r for r in deel.rijen if laag <= (r.inwoners or 0) and (hoog is None or (r.inwoners or 0) < hoog)
        ]
        n, p = sum(r.indicatief for r in groep), sum(r.inwoners or 0 for r in groep)
        naam = (
            t.zeg("report.grootte.vanaf", laag=laag)
            if hoog is None
            else t.zeg("report.grootte.tot", hoog=hoog)
            if laag == 0
            else t.zeg("report.grootte.tussen", laag=laag, hoog=hoog)
        )
        per = t.per_1000(n, p)
        rijen.append(Tabelrij(naam, [t.getal(len(groep)), t.getal(p), t.getal(n), per]))
        staven.append(Staaf(naam, PER * n / p if p else 0, per))
    titel = t.kop("report.grootte", eenheid=t.eenheid(deel.eenheid))
    land = PER * (deel.som("indicatief") or 0) / (deel.som("inwoners") or 1)
    lijn = (land, t.zeg("report.land", wat=t.geheel(deel), waarde=t.getal(land, 2)))
    kolommen = [
        Kolom(t.zeg("report.kolom.inwoners"), "tekst"),
        Kolom(t.zeg("report.kolom.gemeenten")),
        Kolom(t.zeg("report.kolom.inwoners")),
        Kolom(t.cijfer(deel)),
        Kolom(t.zeg("report.kolom.per_1000")),
    ]
    return {
        "titel": titel,
        "svg": Markup(staaf_svg(staven, titel=titel, lijn=lijn, naamruimte=124)),
        "uitleg": t.zeg("report.grootte.uitleg"),
        "tabel": Tabel(t.zeg("report.grootte.tabel"), kolommen, rijen),
    }
