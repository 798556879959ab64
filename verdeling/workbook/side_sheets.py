"""Sheets of verdeling.xlsx beside the division: fairness with its formulas, plan, flows, months.

On the sheet with the measures the gemeenten stand in order of load, so that each measure is one formula over
the columns; a Lorenz curve can be drawn from them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from verdeling.insight.measures import all_measures
from verdeling.insight.verdict import Diagnostiek, uitleg
from verdeling.result.attachments import Bijlagen, Tabel
from verdeling.result.flows import STROMEN, stroomrijen
from verdeling.workbook.sheet import NAAMLENGTE, Blad, Boek, achtervoegsels

if TYPE_CHECKING:
    from verdeling.insight.diagnostics import Gebieden
    from verdeling.plan.plan import Plan

CONTROLE: Final = "controle (0 = gelijk)"


def bijlagebladen(boek: Boek, bijlagen: Bijlagen) -> None:
    """Add the sheets that a result has."""
    achter = achtervoegsels(list(bijlagen.indicatief.taken))
    for naam, maten in bijlagen.diagnostiek.items():
        aantallen = bijlagen.indicatief.taken[naam].aantallen
        _maten(boek, f"diagnostiek{achter[naam]}", bijlagen.gebieden[naam], aantallen, maten)
    for naam, maten in bijlagen.diagnostiek_plan.items():
        assert bijlagen.plan is not None, "measures of a plan come from a plan"
        _maten(boek, "diagnostiek plan", bijlagen.gebieden[naam], bijlagen.plan.plan, maten)
    if bijlagen.plan is not None:
        _plan(boek, bijlagen.plan)
        tabelblad(boek, "stromen", (STROMEN, stroomrijen(bijlagen.plan)))
    for naam, tabel in bijlagen.tabellen.items():
        tabelblad(boek, naam, tabel)


def tabelblad(boek: Boek, naam: str, tabel: Tabel, vast: int = 2) -> Blad:
    """Add a sheet with a table as it is; a column of numbers gets their format."""
    kop, rijen = tabel
    blad = boek.blad(naam[:NAAMLENGTE], len(rijen), vast)
    for nummer, titel in enumerate(kop):
        cellen = [rij[nummer] for rij in rijen]
        breuk = any(isinstance(c, Decimal) and c != c.to_integral_value() for c in cellen)
        breedte = max([len(str(c)) for c in cellen if isinstance(c, str)] + [10]) + 2
        blad.waarden(titel, [_getal(c) for c in cellen], "breuk" if breuk else "geheel", min(breedte, 34))
    return blad


def _getal(cel: object) -> str | int | float | None:
    return float(cel) if isinstance(cel, Decimal) else cel if isinstance(cel, str | int) else None


def _maten(boek: Boek, naam: str, gebieden: Gebieden, aantallen: Sequence[int], maten: Diagnostiek) -> None:
    """One task: gemeenten in order of load with the Lorenz curve, and beside them each measure."""
    inwoners = [int(p) for p in gebieden.inwoners.tolist()]
    orde = sorted(range(len(inwoners)), key=lambda i: aantallen[i] / inwoners[i])
    blad = boek.blad(naam, len(orde))
    blad.waarden("code", [gebieden.codes[i] for i in orde], breedte=9)
    blad.waarden("gemeente", [gebieden.namen[i] for i in orde], breedte=26)
    p = blad.waarden("inwoners", [inwoners[i] for i in orde])
    x = blad.waarden("plaatsen", [aantallen[i] for i in orde])
    som_p, som_x = sum(inwoners), sum(aantallen) or 1
    y = blad.formules(
        "per 1.000 inwoners",
        f"1000*{x}{{r}}/{p}{{r}}",
        [1000 * aantallen[i] / inwoners[i] for i in orde],
        "breuk",
    )
    curve = []
    for kop, letter, waarden, som in (
        ("inwoners, opgeteld deel", p, inwoners, som_p),
        ("plaatsen, opgeteld deel", x, aantallen, som_x),
    ):
        lopend, deel = 0, []
        for i in orde:
            lopend += waarden[i]
            deel.append(lopend / som)
        noemer = f"MAX(1,SUM({blad.bereik(letter)}))"
        curve.append(blad.formules(kop, f"SUM({letter}$2:{letter}{{r}})/{noemer}", deel, "breuk"))
    _formules(blad, maten, blad.bereik(x), blad.bereik(p), blad.bereik(y), curve)


def _formules(blad: Blad, maten: Diagnostiek, x: str, p: str, y: str, curve: Sequence[str]) -> None:
    """The measures: name, value, the formula that recomputes it, the difference, and what it means."""
    n, boek = blad.rijen, blad.boek
    cellen = {"x": x, "p": p, "y": y, "s": f"({x}/MAX(1,SUM({x})))", "v": f"({p}/SUM({p}))"}
    for naam, letter in zip("fl", curve, strict=True):
        cellen |= {naam: f"{letter}2:{letter}{n + 1}", f"{naam}0": f"{letter}2:{letter}{n}"}
        cellen[f"{naam}1"] = f"{letter}3:{letter}{n + 1}"
    last = maten.belasting
    regels: list[tuple[str, str, float, str]] = [
        ("per_1000", "minimum", last.minimum, f"MIN({y})"),
        ("per_1000", "P10", last.p10, f"PERCENTILE({y},0.1)"),
        ("per_1000", "mediaan", last.mediaan, f"MEDIAN({y})"),
        ("per_1000", "P90", last.p90, f"PERCENTILE({y},0.9)"),
        ("per_1000", "maximum", last.maximum, f"MAX({y})"),
        ("zonder", "", maten.zonder, f"COUNTIF({x},0)"),
    ]
    waarden = {**maten.inwoners.maten, "theil": maten.inwoners.theil_provincie.totaal}
    for maat in sorted(all_measures(), key=lambda m: m.split):
        regels.append((maat.name, "", waarden[maat.name], maat.workbook.format(**cellen)))
    blad.waarden(
        "maat",
        [", ".join([uitleg(m, boek.lang)[0], *([boek.kop(deel)] if deel else [])]) for m, deel, *_ in regels],
        breedte=38,
    )
    waarde = blad.waarden("waarde", [w for _, _, w, _ in regels], "breuk")
    formule = blad.formules(
        "waarde (formule)", _per_rij([r[3] for r in regels]), [r[2] for r in regels], "breuk"
    )
    blad.formules(CONTROLE, f"ROUND({formule}{{r}}-{waarde}{{r}},6)", [0] * len(regels))
    blad.waarden("betekenis", [uitleg(m, boek.lang)[1] for m, *_ in regels], breedte=110)


def _per_rij(formules: Sequence[str]) -> Callable[[int], str]:
    return lambda rij: formules[rij]


def _plan(boek: Boek, plan: Plan) -> None:
    """Per gemeente what stands, what is asked and what comes, with the sums that must hold."""
    data = plan.programma.data
    blad = boek.blad("plan", len(plan.codes))
    blad.waarden("code", plan.codes, breedte=9)
    blad.waarden("gemeente", data.namen, breedte=26)
    letters: dict[str, str] = {}
    reeksen: dict[str, Sequence[Any]] = {
        k: getattr(plan, k)
        for k in ("indicatief", "bestaand", "gevraagd", "nieuw", "omgezet", "plan", "verschil")
    }
    for naam, reeks in reeksen.items():
        letters[naam] = blad.waarden(naam, reeks)
    som = blad.formules("plan (formule)", f"{letters['bestaand']}{{r}}+{letters['nieuw']}{{r}}", plan.plan)
    blad.formules(CONTROLE, f"{som}{{r}}-{letters['plan']}{{r}}", [0] * len(plan.codes))
    verschil = blad.formules(
        "verschil (formule)", f"{letters['plan']}{{r}}-{letters['indicatief']}{{r}}", plan.verschil
    )
    if plan.uitkering_eur is not None:
        letters["uitkering_eur"] = blad.waarden("uitkering_eur", plan.uitkering_eur)
        reeksen["uitkering_eur"] = plan.uitkering_eur
    blad.totaal(
        [*letters.values(), som, verschil],
        [*(sum(r) for r in reeksen.values()), sum(plan.plan), sum(plan.verschil)],
    )
