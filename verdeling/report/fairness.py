"""How evenly a task lies on gemeenten: measures of ``diagnostics.json``, figures and plan side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup, escape

from verdeling.insight.measures import indices
from verdeling.insight.verdict import uitleg, verhuiszin
from verdeling.report.charts import Staaf, staaf_svg
from verdeling.report.data import ReportData, Taakdeel
from verdeling.report.fairness_charts import Spreiding, Stapel, spreiding_svg, stapel_svg
from verdeling.report.tables import LEEG, PLAATSEN, Kolom, Taal, Tabel, Tabelrij

Uitkomst = tuple[str, Mapping[str, Any]]
"""Name of an outcome (figures, plan, all together) and its measures."""
KWANTIELEN: Final = ("minimum", "p10", "mediaan", "p90", "maximum")
MAATSTAVEN: Final = ("inwoners", "sleutel")
AFWIJKINGEN: Final = 10
"""So many of the largest deviations are shown; diagnostics.json has more."""


def maten(data: ReportData, deel: Taakdeel, t: Taal) -> dict[str, Any] | None:
    """Measures of a task: of its figures, and of the plan when there is one; None when there are none."""
    bronnen = ((data.diagnostiek, t.cijfer(deel)), (data.diagnostiek_plan, t.zeg("report.kolom.plan")))
    uitkomsten = [(naam, maten[deel.naam]) for maten, naam in bronnen if deel.naam in maten]
    return _blok(data, uitkomsten, deel.eenheid, t.geheel(deel), t) if uitkomsten else None


def maten_samen(data: ReportData, t: Taal) -> dict[str, Any] | None:
    """Measures of all kinds of reception and housing together; None when the model has no whole picture."""
    if not data.diagnostiek_samen:
        return None
    return _blok(
        data, [(t.kop("cli.maten.samen"), data.diagnostiek_samen)], PLAATSEN, t.geheel(data.taken[0]), t
    )


def _blok(
    data: ReportData, uitkomsten: Sequence[Uitkomst], eenheid: str, geheel: str, t: Taal
) -> dict[str, Any]:
    """Everything about evenness of one task; `geheel` names all that take part."""
    platen = [_spreiding(uitkomsten, eenheid, geheel, t), _theil(uitkomsten, t)]
    platen += [p for p in (_kwartielen(uitkomsten, geheel, t), _inspanning(uitkomsten, eenheid, t)) if p]
    return {
        "let_op": "" if eenheid == PLAATSEN else t.zeg("report.maten.eenheid", eenheid=t.eenheid(eenheid)),
        "zinnen": [
            z for naam, m in uitkomsten for z in _hoover(naam if len(uitkomsten) > 1 else "", m, eenheid, t)
        ],
        "platen": platen,
        "tabel": _indices(uitkomsten, t),
        "lijsten": [
            lijst
            for maker in (_buren, _afwijkingen)
            for naam, m in uitkomsten
            if (lijst := maker(data, naam, m, t)) is not None
        ],
    }


def _hoover(naam: str, m: Mapping[str, Any], eenheid: str, t: Taal) -> list[str]:
    """Hoover in plain words against both yardsticks."""
    voor = f"{naam}: " if naam else ""
    return [
        f"{voor}{verhuiszin(m[maatstaf]['verhuizingen'], m['plaatsen'], maatstaf, t.lang, eenheid)}."
        for maatstaf in MAATSTAVEN
    ]


def _spreiding(uitkomsten: Sequence[Uitkomst], eenheid: str, geheel: str, t: Taal) -> dict[str, Any]:
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
    return {
        "titel": titel,
        "svg": Markup(spreiding_svg(rijen, titel=titel, lijn=lijn)),
        "uitleg": f"{zin} {t.zeg('report.maten.spreiding')}",
        "tabel": Tabel(
            titel,
            [Kolom(t.kop("compare.kol.maat"), "tekst"), *(Kolom(naam) for naam, _ in uitkomsten)],
            [Tabelrij(naam, [cel(m) for _, m in uitkomsten]) for naam, cel in regels],
            stil=True,
        ),
    }


def _theil(uitkomsten: Sequence[Uitkomst], t: Taal) -> dict[str, Any]:
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
    return {
        "titel": titel,
        "svg": Markup(stapel_svg(stapels, namen, titel=titel)) if zichtbaar else "",
        "uitleg": zin,
        "tabel": Tabel(
            titel,
            [Kolom(t.zeg("report.maten.indeling"), "tekst"), *(Kolom(k) for k in kop)],
            rijen,
            stil=True,
        ),
    }


def _kwartielen(uitkomsten: Sequence[Uitkomst], geheel: str, t: Taal) -> dict[str, Any] | None:
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
    kop = [t.zeg(f"report.kolom.{k}") for k in ("gemeenten", "inwoners", "aantal", "per_1000")]
    tabel = Tabel(
        titel, [Kolom(t.zeg("report.maten.kwart"), "tekst"), *(Kolom(k) for k in kop)], rijen, stil=True
    )
    return {"titel": titel, "svg": Markup(svg), "uitleg": zin, "tabel": tabel}


def _inspanning(uitkomsten: Sequence[Uitkomst], eenheid: str, t: Taal) -> dict[str, Any] | None:
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
    return {
        "titel": titel,
        "svg": Markup(stapel_svg(stapels, namen, titel=titel)),
        "uitleg": " ".join(zinnen),
        "tabel": Tabel(titel, kop, rijen, stil=True),
    }


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
