"""What a report says: words and numbers in its language, the summary and the key figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any, Final

from verdeling.insight.explain import eenheid
from verdeling.report.data import ReportData, Taakdeel
from verdeling.result.tables import PER, VERDELING, Cijferrij
from verdeling.texts import Lang, catalogue, number, say

LEEG: Final = "–"
PLAATSEN: Final = "plaatsen"
"""Unit of reception; capacity is counted in it too."""


@dataclass(frozen=True)
class Taal:
    """Texts and numbers in the language of the report."""

    lang: Lang

    def zeg(self, key: str, **gegevens: Any) -> str:  # noqa: ANN401
        """Text of the catalogue."""
        return say(key, self.lang, **gegevens)

    def kolom(self, naam: str) -> str:
        """Heading of a column of ``verdeling.csv``."""
        return VERDELING.column(naam).head(self.lang)

    def kop(self, key: str, **gegevens: Any) -> str:  # noqa: ANN401
        """Text of the catalogue that starts with a capital, whatever it begins with."""
        tekst = self.zeg(key, **gegevens)
        return tekst[:1].upper() + tekst[1:]

    def getal(self, waarde: int | float | Fraction | None, decimalen: int = 0) -> str:
        """A number; a dash when there is none."""
        return LEEG if waarde is None else number(waarde, self.lang, decimalen)

    def verschil(self, waarde: int | float | Fraction | None, decimalen: int = 0) -> str:
        """A number with its sign, and without one when it rounds to nothing; a dash when there is none."""
        tekst = self.getal(waarde, decimalen)
        return f"+{tekst}" if waarde and waarde > 0 and tekst.strip("0.,") else tekst

    def procent(self, waarde: int | float | Fraction, decimalen: int = 0) -> str:
        """A percentage, its sign at a space that never breaks."""
        return f"{self.getal(waarde, decimalen)}\u00a0%"

    def per_1000(self, teller: int | None, inwoners: int | None) -> str:
        """Amount per 1 000 inhabitants with two decimals."""
        return self.getal(Fraction(PER * teller, inwoners), 2) if inwoners and teller is not None else LEEG

    def kolomnaam(self, kolom: str) -> str:
        """Name of a data column in running text; one that the catalogue does not know, as words."""
        sleutel = f"report.data.{kolom}"
        return self.zeg(sleutel) if sleutel in catalogue() else self.woorden(kolom)

    def woorden(self, tekst: str) -> str:
        """A text with names as the model writes them, as words."""
        return tekst.replace("_", " ").replace("ses woa", "SES-WOA")

    def taaknaam(self, naam: str) -> str:
        """Name of a task as a heading."""
        tekst = self.taak(naam)
        return tekst[:1].upper() + tekst[1:]

    def taak(self, naam: str) -> str:
        """Name of a task in running text; one that the catalogue does not know, as words."""
        sleutel = f"report.taak.{naam}"
        return self.zeg(sleutel) if sleutel in catalogue() else naam.replace("_", " ")

    def eenheid(self, naam: str) -> str:
        """What is divided: places, people, or a unit of the model's own."""
        return eenheid(naam, self.lang)

    def cijfer(self, deel: Taakdeel) -> str:
        """Heading of the figures: places are indicative by the law, a number of people is the task itself."""
        return self.kolom("indicatief") if deel.eenheid == PLAATSEN else self.zeg("report.kolom.aantal")

    def bij(self, data: ReportData, deel: Taakdeel) -> str:
        """Which task a heading is about; empty where there is one task only."""
        return f" – {self.taaknaam(deel.naam)}" if len(data.taken) > 1 else ""

    def geheel(self, deel: Taakdeel) -> str:
        """Name of all that take part: the country, or all gemeenten of a model of a part of it."""
        return self.zeg("report.nederland" if deel.heel_land else "report.samen_gemeenten")

    def datum(self, tekst: str) -> str:
        """A date in words; the text itself when it is no date."""
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", tekst):
            return tekst or LEEG
        datum = dt.date.fromisoformat(tekst)
        maand = self.zeg("report.maanden").split()[datum.month - 1]
        return f"{datum.day} {maand} {datum.year}"

    def datums(self, tekst: str) -> str:
        """A text with its dates in words."""
        return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda treffer: self.datum(treffer[0]), tekst)


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


def _wie(rijen: Sequence[Cijferrij], een: Cijferrij, t: Taal) -> str:
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
