"""How evenly a task lies: by province and size, Lorenz curves, the measures of ``diagnostics.json``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from verdeling.insight.measures import indices
from verdeling.insight.verdict import uitleg, verhuiszin
from verdeling.report.charts import (
    Spreiding,
    Staaf,
    Stapel,
    lorenz_punten,
    lorenz_svg,
    spreiding_svg,
    staaf_svg,
    stapel_svg,
)
from verdeling.report.data import ReportData, Taakdeel
from verdeling.report.tables import Figure, Kolom, Tabel, Tabelrij
from verdeling.report.texts import LEEG, PLAATSEN, Taal
from verdeling.result.tables import PER

GROOTTES: Final = ((0, 20_000), (20_000, 50_000), (50_000, 100_000), (100_000, None))
"""Size classes by inhabitants: from, up to."""
Uitkomst = tuple[str, Mapping[str, Any]]
"""Name of an outcome (figures, plan, all together) and its measures."""
KWANTIELEN: Final = ("minimum", "p10", "mediaan", "p90", "maximum")
MAATSTAVEN: Final = ("inwoners", "sleutel")
AFWIJKINGEN: Final = 10
"""So many of the largest deviations are shown; diagnostics.json has more."""


@dataclass(frozen=True)
class Fairness:
    """What is told of how evenly something lies: a warning, sentences, charts, and tables."""

    warning: str
    sentences: Sequence[str]
    figures: Sequence[Figure]
    table: Tabel
    lists: Sequence[Tabel]


def provinciestaven(data: ReportData, deel: Taakdeel, t: Taal) -> list[Figure]:
    """Bars per province: places, and places per 1 000 inhabitants with the national figure as a line."""
    if len(data.provincies) < 2:
        return []
    sommen = {p: (deel.som("indicatief", p) or 0, deel.som("inwoners", p)) for p in data.provincies}
    aantal = sorted(sommen, key=lambda p: -sommen[p][0])
    svg = staaf_svg(
        [Staaf(p, sommen[p][0], t.getal(sommen[p][0])) for p in aantal],
        titel=t.zeg("report.staven.provincie", eenheid=t.eenheid(deel.eenheid)),
    )
    platen = [Figure(t.kop("report.staven.provincie", eenheid=t.eenheid(deel.eenheid)), Markup(svg))]
    if deel.heeft_inwoners:
        per = {p: float(PER * n / i) for p, (n, i) in sommen.items() if i}
        land = PER * (deel.som("indicatief") or 0) / (deel.som("inwoners") or 1)
        titel = t.kop("report.staven.provincie_1000", eenheid=t.eenheid(deel.eenheid))
        staven = [Staaf(p, per[p], t.per_1000(*sommen[p])) for p in sorted(per, key=lambda p: -per[p])]
        lijn = (land, t.zeg("report.land", wat=t.geheel(deel), waarde=t.getal(land, 2)))
        platen.append(Figure(titel, Markup(staaf_svg(staven, titel=titel, lijn=lijn))))
    return platen


def plaatjes(deel: Taakdeel, t: Taal) -> list[Figure]:
    """Lorenz curves and bars by size of gemeente, each with its table."""
    if not deel.heeft_inwoners:
        return []
    p = [r.inwoners or 0 for r in deel.rijen]
    reeksen = [
        (t.kolom(kolom), lorenz_punten([getattr(r, kolom) for r in deel.rijen], p))
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
        Figure(titel, Markup(svg), t.zeg("report.lorenz.uitleg"), lorenz),
        _groottes(deel, t),
    ]


def _op_curve(punten: Sequence[tuple[float, float]], x: float) -> float:
    """Height of a curve at x, straight between its points."""
    for (x0, y0), (x1, y1) in zip(punten, punten[1:], strict=False):
        if x <= x1 + 1e-12:
            return y0 + (y1 - y0) * (x - x0) / ((x1 - x0) or 1)
    return punten[-1][1]


def _groottes(deel: Taakdeel, t: Taal) -> Figure:
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
        Kolom(t.kolom("inwoners"), "tekst"),
        Kolom(t.zeg("report.kolom.gemeenten")),
        Kolom(t.kolom("inwoners")),
        Kolom(t.cijfer(deel)),
        Kolom(t.zeg("report.kolom.per_1000")),
    ]
    return Figure(
        titel,
        Markup(staaf_svg(staven, titel=titel, lijn=lijn, naamruimte=124)),
        t.zeg("report.grootte.uitleg"),
        Tabel(t.zeg("report.grootte.tabel"), kolommen, rijen),
    )


def maten(data: ReportData, deel: Taakdeel, t: Taal) -> Fairness | None:
    """Measures of a task: of its figures, and of the plan when there is one; None when there are none."""
    bronnen = ((data.diagnostiek, t.cijfer(deel)), (data.diagnostiek_plan, t.kolom("plan")))
    uitkomsten = [(naam, maten[deel.naam]) for maten, naam in bronnen if deel.naam in maten]
    return _blok(data, uitkomsten, deel.eenheid, t.geheel(deel), t) if uitkomsten else None


def maten_samen(data: ReportData, t: Taal) -> Fairness | None:
    """Measures of all kinds of reception and housing together; None when the model has no whole picture."""
    if not data.diagnostiek_samen:
        return None
    return _blok(
        data, [(t.kop("cli.maten.samen"), data.diagnostiek_samen)], PLAATSEN, t.geheel(data.taken[0]), t
    )


def _blok(data: ReportData, uitkomsten: Sequence[Uitkomst], eenheid: str, geheel: str, t: Taal) -> Fairness:
    """Everything about evenness of one task; `geheel` names all that take part."""
    platen = [_spreiding(uitkomsten, eenheid, geheel, t), _theil(uitkomsten, t)]
    platen += [p for p in (_kwartielen(uitkomsten, geheel, t), _inspanning(uitkomsten, eenheid, t)) if p]
    return Fairness(
        warning="" if eenheid == PLAATSEN else t.zeg("report.maten.eenheid", eenheid=t.eenheid(eenheid)),
        sentences=[
            z for naam, m in uitkomsten for z in _hoover(naam if len(uitkomsten) > 1 else "", m, eenheid, t)
        ],
        figures=platen,
        table=_indices(uitkomsten, t),
        lists=[
            lijst
            for maker in (_buren, _afwijkingen)
            for naam, m in uitkomsten
            if (lijst := maker(data, naam, m, t)) is not None
        ],
    )


def _hoover(naam: str, m: Mapping[str, Any], eenheid: str, t: Taal) -> list[str]:
    """Hoover in plain words against both yardsticks."""
    voor = f"{naam}: " if naam else ""
    return [
        f"{voor}{verhuiszin(m[maatstaf]['verhuizingen'], m['plaatsen'], maatstaf, t.lang, eenheid)}."
        for maatstaf in MAATSTAVEN
    ]


def _spreiding(uitkomsten: Sequence[Uitkomst], eenheid: str, geheel: str, t: Taal) -> Figure:
    """Places per 1 000 inhabitants: lowest, P10, median, P90, highest, and gemeenten without a place."""
    _, zin = uitleg("per_1000", t.lang)
    titel = t.kop("report.kaart.per_1000", eenheid=t.eenheid(eenheid))
    rijen = []
    for naam, m in uitkomsten:
        minimum, p10, mediaan, p90, maximum = (m["belasting"][k] for k in KWANTIELEN)
        getal = t.getal(mediaan, 2), t.getal(maximum, 2)
        rijen.append(Spreiding(naam, (minimum, p10, mediaan, p90, maximum), *getal))
    land = uitkomsten[0][1]["belasting"]["landelijk"]
    lijn = (land, t.zeg("report.land", wat=geheel, waarde=t.getal(land, 2)))
    regels: list[tuple[str, Callable[[Mapping[str, Any]], str]]] = [
        (t.zeg(f"report.maten.{k}"), lambda m, k=k: t.getal(m["belasting"][k], 2))  # type: ignore[misc]
        for k in KWANTIELEN
    ]
    regels.append((t.zeg("report.maten.landelijk"), lambda m: t.getal(m["belasting"]["landelijk"], 2)))
    regels.append((uitleg("zonder", t.lang)[0], lambda m: t.getal(m["zonder"])))
    return Figure(
        titel,
        Markup(spreiding_svg(rijen, titel=titel, lijn=lijn)),
        f"{zin} {t.zeg('report.maten.spreiding')}",
        Tabel(
            titel,
            [Kolom(t.kop("compare.kol.maat"), "tekst"), *(Kolom(naam) for naam, _ in uitkomsten)],
            [Tabelrij(naam, [cel(m) for _, m in uitkomsten]) for naam, cel in regels],
            stil=True,
        ),
    )


def _theil(uitkomsten: Sequence[Uitkomst], t: Taal) -> Figure:
    """Theil T against inhabitants: the part between and the part within provinces and safety regions."""
    titel, zin = uitleg("theil", t.lang)
    stapels, rijen = [], []
    for naam, m in uitkomsten:
        for niveau in ("provincie", "regio"):
            theil = m["inwoners"][f"theil_{niveau}"]
            delen = [theil["tussen"], theil["binnen"]]
            gebied = t.zeg(f"report.maten.{niveau}")
            gebied = f"{naam}, {gebied}" if len(uitkomsten) > 1 else gebied
            if None not in delen:
                teksten = [t.getal(w, 4) for w in delen]
                stapels.append(Stapel(gebied, list(zip(delen, teksten, strict=True))))
            rijen.append(Tabelrij(gebied, [t.getal(w, 4) for w in (*delen, theil["totaal"])]))
    # Bars of what is 0,0000 everywhere would be noise drawn large.
    zichtbaar = any(round(w, 4) for s in stapels for w, _ in s.delen)
    namen = [t.kop("report.maten.tussen"), t.kop("report.maten.binnen")]
    kop = [*namen, t.zeg("report.totaal")]
    return Figure(
        titel,
        Markup(stapel_svg(stapels, namen, titel=titel) if zichtbaar else ""),
        zin,
        Tabel(
            titel,
            [Kolom(t.zeg("report.maten.indeling"), "tekst"), *(Kolom(k) for k in kop)],
            rijen,
            stil=True,
        ),
    )


def _kwartielen(uitkomsten: Sequence[Uitkomst], geheel: str, t: Taal) -> Figure | None:
    """Load per quarter of the SES score."""
    naam, zin = uitleg("kwartielen", t.lang)
    titel, svg, rijen = naam[:1].upper() + naam[1:], "", []
    top = max((k["per_1000"] for _, m in uitkomsten for k in m["kwartielen"]), default=0)
    if not top:
        return None
    for uitkomst, m in uitkomsten:
        staven = []
        for k in m["kwartielen"]:
            kwart = t.zeg(f"report.maten.kwart{k['nummer']}")
            staven.append(Staaf(kwart, k["per_1000"], t.getal(k["per_1000"], 2)))
            cellen = [t.getal(k["gemeenten"]), t.getal(k["inwoners"]), t.getal(k["plaatsen"])]
            rijen.append(
                Tabelrij(
                    f"{uitkomst}, {kwart}" if len(uitkomsten) > 1 else kwart,
                    [*cellen, t.getal(k["per_1000"], 2)],
                )
            )
        land = m["belasting"]["landelijk"]
        lijn = (land, t.zeg("report.land", wat=geheel, waarde=t.getal(land, 2)))
        if len(uitkomsten) > 1:
            svg += f'<p class="bijschrift">{escape(uitkomst)}</p>'
        svg += staaf_svg(staven, titel=f"{titel}: {uitkomst}", lijn=lijn, naamruimte=124, top=top)
    kop = [
        t.zeg("report.kolom.gemeenten"),
        t.kolom("inwoners"),
        *(t.zeg(f"report.kolom.{k}") for k in ("aantal", "per_1000")),
    ]
    tabel = Tabel(
        titel, [Kolom(t.zeg("report.maten.kwart"), "tekst"), *(Kolom(k) for k in kop)], rijen, stil=True
    )
    return Figure(titel, Markup(svg), zin, tabel)


def _inspanning(uitkomsten: Sequence[Uitkomst], eenheid: str, t: Taal) -> Figure | None:
    """Own effort beside what is asked."""
    heeft = [(naam, m) for naam, m in uitkomsten if m["inspanning"]]
    if not heeft or eenheid != PLAATSEN:
        return None
    naam, zin = uitleg("inspanning", t.lang)
    titel, velden = naam[:1].upper() + naam[1:], ("inspanning", "boven", "onder")
    zinnen, stapels = [zin], []
    for uitkomst, m in heeft:
        i = m["inspanning"]
        gemeenten = {"aantal": m["gemeenten"], "gehaald": i["gehaald"]}
        voor = f"{uitkomst}: " if len(heeft) > 1 else ""
        zinnen.append(
            voor + t.zeg("report.maten.inspanning.zin", **gemeenten, boven=i["boven"], onder=i["onder"])
        )
        delen = [(i[k], t.getal(i[k])) for k in ("inspanning", "onder")]
        stapels.append(Stapel(uitkomst, delen))
    rijen = [
        Tabelrij(t.zeg(f"report.maten.inspanning.{k}"), [t.getal(m["inspanning"][k]) for _, m in heeft])
        for k in ("gehaald", *velden)
    ]
    namen = [t.zeg(f"report.maten.inspanning.kort.{k}") for k in ("inspanning", "onder")]
    kop = [Kolom(t.zeg("report.wat"), "tekst"), *(Kolom(naam) for naam, _ in heeft)]
    return Figure(
        titel,
        Markup(stapel_svg(stapels, namen, titel=titel)),
        " ".join(zinnen),
        Tabel(titel, kop, rijen, stil=True),
    )


def _indices(uitkomsten: Sequence[Uitkomst], t: Taal) -> Tabel:
    """Each measure with its sentence, against inhabitants and against the key."""
    kop = [Kolom(t.kop("compare.kol.maat"), "tekst"), Kolom(t.zeg("report.maten.betekenis"), "lang")]
    for naam, _ in uitkomsten:
        kop += [Kolom(f"{naam}, {t.zeg(f'report.maten.naast.{k}')}") for k in MAATSTAVEN]
    rijen = []
    for maat in indices():
        if any(maat.name not in m[k] for _, m in uitkomsten for k in MAATSTAVEN):
            continue  # of a package that was not there when this was computed
        naam, zin = uitleg(maat.name, t.lang)
        cellen = [t.getal(m[k][maat.name], maat.decimals) for _, m in uitkomsten for k in MAATSTAVEN]
        rijen.append(Tabelrij(naam[:1].upper() + naam[1:], [zin, *cellen]))
    return Tabel(t.zeg("report.maten.tabel"), kop, rijen)


def _afwijkingen(data: ReportData, naam: str, m: Mapping[str, Any], t: Taal) -> Tabel | None:
    """Gemeenten furthest from their share by the key; None when all of them are on it but for rounding."""
    rijen = [
        Tabelrij(
            data.naam_van[a["code"]],
            [
                t.getal(a["plaatsen"]),
                t.getal(a["verwacht"], 1),
                t.getal(a["verschil"], 1),
                LEEG if a["procent"] is None else t.procent(a["procent"], 1),
            ],
            doel=a["code"],
        )
        for a in m["afwijkingen"][:AFWIJKINGEN]
        if abs(a["verschil"]) >= 1
    ]
    kop = [Kolom(t.zeg("report.gemeente"), "tekst"), Kolom(t.zeg("report.kolom.aantal"))]
    kop += [Kolom(t.zeg(f"report.maten.{k}")) for k in ("verwacht", "verschil", "procent")]
    return Tabel(_titel("afwijkingen", naam, t), kop, rijen) if rijen else None


def _buren(data: ReportData, naam: str, m: Mapping[str, Any], t: Taal) -> Tabel | None:
    """Neighbours that differ most."""
    rijen = [
        Tabelrij(
            data.naam_van[b["a"]],
            [data.naam_van[b["b"]], *(t.getal(b[k], 2) for k in ("per_1000_a", "per_1000_b", "verschil"))],
            doel=b["a"],
        )
        for b in m["buren"]
        if b["verschil"]
    ]
    kop = [Kolom(t.zeg("report.gemeente"), "tekst"), Kolom(t.zeg("report.maten.buur"), "tekst")]
    kop += [Kolom(t.zeg(f"report.maten.{k}")) for k in ("eerste", "tweede", "verschil")]
    return Tabel(_titel("buren", naam, t), kop, rijen) if rijen else None


def _titel(maat: str, uitkomst: str, t: Taal) -> str:
    naam = uitleg(maat, t.lang)[0]
    return f"{naam[:1].upper()}{naam[1:]} – {uitkomst}"
