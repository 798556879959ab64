"""What a report says: words and numbers in its language, the summary and the key figures."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any, Final

from verdeling.columns import Cell, Month
from verdeling.insight.explain import eenheid
from verdeling.report.data import ReportData, TaskPart
from verdeling.result.tables import PER, VERDELING, FigureRow
from verdeling.texts import Lang, catalogue, number, say
from verdeling.verdeelmodel.taak import task_name

EMPTY: Final = "–"
PLAATSEN: Final = "plaatsen"
"""Unit of reception; capacity is counted in it too."""


@dataclass(frozen=True)
class Language:
    """Texts and numbers in the language of the report."""

    lang: Lang

    def say(self, key: str, **data: Any) -> str:  # noqa: ANN401
        """Text of the catalogue."""
        return say(key, self.lang, **data)

    def column(self, name: str) -> str:
        """Heading of a column of ``verdeling.csv``; the name itself where nobody declares it."""
        head = VERDELING.column(name).head(self.lang) or name.replace("_", " ")
        return head[:1].upper() + head[1:]

    def heading(self, key: str, **data: Any) -> str:  # noqa: ANN401
        """Text of the catalogue that starts with a capital, whatever it begins with."""
        text = self.say(key, **data)
        return text[:1].upper() + text[1:]

    def number(self, value: int | float | Fraction | None, decimals: int = 0) -> str:
        """A number; a dash when there is none."""
        return EMPTY if value is None or value == math.inf else number(value, self.lang, decimals)

    def cell(self, cell: Cell, *, yes: bool = False) -> str:
        """A cell of a table: numbers and days in the format of the language, an empty one as a dash.

        With `yes` 1 and 0 are yes and no.
        """
        if cell is None or cell == "":
            return EMPTY
        if yes:
            return self.say("report.ja" if cell else "report.nee")
        if isinstance(cell, int):
            return self.number(cell)
        if isinstance(cell, Decimal):
            decimals = len(f"{cell:f}".partition(".")[2].rstrip("0"))
            return self.number(Fraction(cell), min(2, decimals))
        if isinstance(cell, Month) and cell[:1].isdigit():
            return self.month(cell)
        return self.dates(str(cell).replace("_", " "))

    def month(self, day: str) -> str:
        """Month and year of a day or a month."""
        return f"{self.say('report.maanden').split()[int(day[5:7]) - 1]} {day[:4]}"

    def signed(self, value: int | float | Fraction | None, decimals: int = 0) -> str:
        """A number with its sign, and without one when it rounds to nothing; a dash when there is none."""
        text = self.number(value, decimals)
        return f"+{text}" if value and value > 0 and text.strip("0.,") else text

    def percent(self, value: int | float | Fraction, decimals: int = 0) -> str:
        """A percentage, its sign at a space that never breaks."""
        return f"{self.number(value, decimals)}\u00a0%"

    def per_1000(self, numerator: int | None, inwoners: int | None) -> str:
        """Amount per 1 000 inhabitants with two decimals."""
        return (
            self.number(Fraction(PER * numerator, inwoners), 2)
            if inwoners and numerator is not None
            else EMPTY
        )

    def column_name(self, column: str) -> str:
        """Name of a data column in running text; one that the catalogue does not know, as words."""
        sleutel = f"report.data.{column}"
        return self.say(sleutel) if sleutel in catalogue() else self.words(column)

    def words(self, text: str) -> str:
        """A text with names as the model writes them, as words."""
        return text.replace("_", " ").replace("ses woa", "SES-WOA")

    def task_heading(self, name: str) -> str:
        """Name of a task as a heading."""
        text = self.task(name)
        return text[:1].upper() + text[1:]

    def task(self, name: str) -> str:
        """Name of a task in running text; one that the catalogue does not know, as words."""
        return task_name(name, self.lang)

    def unit(self, name: str) -> str:
        """What is divided: places, people, or a unit of the model's own."""
        return eenheid(name, self.lang)

    def figure_name(self, part: TaskPart) -> str:
        """Heading of the figures: places are indicative by the law, a number of people is the task itself."""
        return self.column("indicatief") if part.eenheid == PLAATSEN else self.say("report.kolom.aantal")

    def suffix(self, data: ReportData, part: TaskPart) -> str:
        """Which task a heading is about; empty where there is one task only."""
        return f" – {self.task_heading(part.naam)}" if len(data.taken) > 1 else ""

    def whole(self, part: TaskPart) -> str:
        """Name of all that take part: the country, or all gemeenten of a model of a part of it."""
        return self.say("report.nederland" if part.heel_land else "report.samen_gemeenten")

    def date(self, text: str) -> str:
        """A date in words; the text itself when it is no date."""
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return text or EMPTY
        moment = dt.date.fromisoformat(text)
        month = self.say("report.maanden").split()[moment.month - 1]
        return f"{moment.day} {month} {moment.year}"

    def dates(self, text: str) -> str:
        """A text with its dates in words."""
        return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda match_: self.date(match_[0]), text)


def key_figures(part: TaskPart, t: Language) -> list[tuple[str, str, str]]:
    """Name, figure and a remark per key figure."""
    whole, inwoners = part.som("indicatief") or 0, part.som("inwoners")
    total = whole if part.totaal is None else part.totaal
    difference = Fraction(whole - total)
    remark = (
        t.say(
            f"report.kern.{'meer' if difference > 0 else 'minder'}",
            totaal=_whole(Fraction(total)),
            verschil=_whole(abs(difference)),
        )
        if difference
        else ""
    )
    out = [
        (t.say("report.kern.som", eenheid=t.unit(part.eenheid)), t.number(whole), remark),
        (t.say("report.kern.gemeenten"), t.number(len(part.rijen)), ""),
    ]
    if part.has_inwoners:
        per = sorted(part.rijen, key=lambda r: (r.per_1000 or 0, r.code))
        out += [
            (t.say("report.kern.per_1000", eenheid=t.unit(part.eenheid)), t.per_1000(whole, inwoners), ""),
            (t.say("report.kern.laagste"), t.number(per[0].per_1000, 2), _who(per, per[0], t)),
            (t.say("report.kern.hoogste"), t.number(per[-1].per_1000, 2), _who(per, per[-1], t)),
        ]
    if part.heeft_plan and not part.heeft_plaatsen:
        changes = [r.verschil for r in part.rijen if r.verschil]
        out += [
            (t.say("report.kern.gedaan", eenheid=t.unit(part.eenheid)), t.number(part.som("plan")), ""),
            (t.say("report.kern.anders"), t.number(len(changes)), ""),
        ]
    if part.heeft_plaatsen:
        out += [
            (t.say("report.kern.bestaand"), t.number(part.som("bestaand")), ""),
            (
                t.say("report.kern.nieuw"),
                t.number(part.som("nieuw")),
                t.say("report.kern.omgezet", n=part.som("omgezet") or 0),
            ),
            (t.say("report.kern.plan"), t.number(part.som("plan")), ""),
        ]
    return out


def summary(data: ReportData, t: Language) -> list[str]:
    """What the report says, in plain words."""
    sentences = []
    for part in data.taken:
        total, inwoners = part.som("indicatief") or 0, part.som("inwoners")
        sentences.append(
            t.say(
                "report.zin.som",
                som=total,
                eenheid=t.unit(part.eenheid),
                taak=t.task(part.naam),
                aantal=len(part.rijen),
            )
        )
        if part.has_inwoners and inwoners and len(part.rijen) > 1:
            per = sorted(part.rijen, key=lambda r: (r.per_1000 or 0, r.code))
            middle = median([r.per_1000 or Fraction(0) for r in per])
            sentences.append(
                t.say(
                    "report.zin.per_1000",
                    gemiddeld=Fraction(PER * total, inwoners),
                    midden=middle,
                    laag=_who(per, per[0], t),
                    laagste=per[0].per_1000,
                    hoog=_who(per, per[-1], t),
                    hoogste=per[-1].per_1000,
                )
            )
        if part.heeft_plan and not part.heeft_plaatsen:
            sentences.append(_redone(part, t))
        if part.heeft_plaatsen:
            fresh = [r for r in part.rijen if r.nieuw]
            without = sum(1 for r in part.rijen if r.bestaand == 0)
            sentences.append(t.say("report.zin.bestaand", bestaand=part.som("bestaand") or 0, zonder=without))
            sentences.append(
                t.say(
                    "report.zin.plan",
                    nieuw=part.som("nieuw") or 0,
                    aantal=len(fresh),
                    omgezet=part.som("omgezet") or 0,
                    plan=part.som("plan") or 0,
                )
            )
    return sentences


def _redone(part: TaskPart, t: Language) -> str:
    """What the plan makes of a task of which no places stand: who does fewer, who does more, the sum."""
    fewer = [-r.verschil for r in part.rijen if r.verschil is not None and r.verschil < 0]
    more = [r.verschil for r in part.rijen if r.verschil is not None and r.verschil > 0]
    figures = {"minder": len(fewer), "af": sum(fewer), "meer": len(more), "bij": sum(more)}
    return t.say(
        "report.zin.gedaan" if fewer or more else "report.zin.zelfde", **figures, plan=part.som("plan")
    )


def _who(rows: Sequence[FigureRow], one: FigureRow, t: Language) -> str:
    """Name of a gemeente; how many there are when others have exactly as much by inhabitants."""
    count = sum(r.per_1000 == one.per_1000 for r in rows)
    return one.gemeente if count == 1 else t.say("report.zin.aantal", aantal=count)


def _whole(value: Fraction) -> int | Fraction:
    """A whole number without decimals, another one as it is."""
    return int(value) if value.denominator == 1 else value


def grouped(sentences: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Sentences with a capital, each with the ones that belong to it: those in lower case after a colon."""
    out: list[tuple[str, list[str]]] = []
    for sentence in sentences:
        text = sentence[:1].upper() + sentence[1:]
        if out and out[-1][0].endswith(":") and sentence[:1].islower() and not sentence.endswith(":"):
            out[-1][1].append(text)
        else:
            out.append((text, []))
    return out
