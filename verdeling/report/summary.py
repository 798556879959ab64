"""Summary and key figures of a report, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import median

from verdeling.report.data import PER, ReportData, Rij, Taakdeel
from verdeling.report.tables import Taal


def kerncijfers(deel: Taakdeel, t: Taal) -> list[tuple[str, str, str]]:
    """Name, figure and a remark per key figure."""
    som, inwoners = deel.som("indicatief") or 0, deel.som("inwoners")
    verschil = som - Fraction(deel.totaal) if deel.totaal else Fraction(0)
    bij = (
        t.zeg(
            f"report.kern.{'meer' if verschil > 0 else 'minder'}",
            totaal=_heel(Fraction(deel.totaal)),
            verschil=_heel(abs(verschil)),
        )
        if verschil
        else ""
    )
    uit = [
        (t.zeg("report.kern.som", eenheid=t.eenheid(deel.eenheid)), t.getal(som), bij),
        (t.zeg("report.kern.gemeenten"), t.getal(len(deel.rijen)), ""),
    ]
    if deel.heeft_inwoners:
        per = sorted(deel.rijen, key=lambda r: (r.per_1000 or 0, r.code))
        uit += [
            (t.zeg("report.kern.per_1000", eenheid=t.eenheid(deel.eenheid)), t.per_1000(som, inwoners), ""),
            (t.zeg("report.kern.laagste"), t.getal(per[0].per_1000, 2), _wie(per, per[0], t)),
            (t.zeg("report.kern.hoogste"), t.getal(per[-1].per_1000, 2), _wie(per, per[-1], t)),
        ]
    if deel.heeft_plan:
        uit += [
            (t.zeg("report.kern.bestaand"), t.getal(deel.som("bestaand")), ""),
            (
                t.zeg("report.kern.nieuw"),
                t.getal(deel.som("nieuw")),
                t.zeg("report.kern.omgezet", n=deel.som("omgezet") or 0),
            ),
            (t.zeg("report.kern.plan"), t.getal(deel.som("plan")), ""),
        ]
    return uit


def samenvatting(data: ReportData, t: Taal) -> list[str]:
    """What the report says, in plain words."""
    zinnen = []
    for deel in data.taken:
        som, inwoners = deel.som("indicatief") or 0, deel.som("inwoners")
        zinnen.append(
            t.zeg(
                "report.zin.som",
                som=som,
                eenheid=t.eenheid(deel.eenheid),
                taak=t.taak(deel.naam),
                aantal=len(deel.rijen),
            )
        )
        if deel.heeft_inwoners and inwoners and len(deel.rijen) > 1:
            per = sorted(deel.rijen, key=lambda r: (r.per_1000 or 0, r.code))
            midden = median([r.per_1000 or Fraction(0) for r in per])
            zinnen.append(
                t.zeg(
                    "report.zin.per_1000",
                    gemiddeld=Fraction(PER * som, inwoners),
                    midden=midden,
                    laag=_wie(per, per[0], t),
                    laagste=per[0].per_1000,
                    hoog=_wie(per, per[-1], t),
                    hoogste=per[-1].per_1000,
                )
            )
        if deel.heeft_plan:
            nieuw = [r for r in deel.rijen if r.nieuw]
            zonder = sum(1 for r in deel.rijen if r.bestaand == 0)
            zinnen.append(t.zeg("report.zin.bestaand", bestaand=deel.som("bestaand") or 0, zonder=zonder))
            zinnen.append(
                t.zeg(
                    "report.zin.plan",
                    nieuw=deel.som("nieuw") or 0,
                    aantal=len(nieuw),
                    omgezet=deel.som("omgezet") or 0,
                    plan=deel.som("plan") or 0,
                )
            )
    return zinnen


def _wie(rijen: Sequence[Rij], een: Rij, t: Taal) -> str:
    """Name of a gemeente; how many there are when others have exactly as much by inhabitants."""
    aantal = sum(r.per_1000 == een.per_1000 for r in rijen)
    return een.gemeente if aantal == 1 else t.zeg("report.zin.aantal", aantal=aantal)


def _heel(waarde: Fraction) -> int | Fraction:
    """A whole number without decimals, another one as it is."""
    return int(waarde) if waarde.denominator == 1 else waarde


def gegroepeerd(zinnen: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Sentences with a capital, each with the ones that belong to it: those in lower case after a colon."""
    uit: list[tuple[str, list[str]]] = []
    for zin in zinnen:
        tekst = zin[:1].upper() + zin[1:]
        if uit and uit[-1][0].endswith(":") and zin[:1].islower() and not zin.endswith(":"):
            uit[-1][1].append(tekst)
        else:
            uit.append((tekst, []))
    return uit
