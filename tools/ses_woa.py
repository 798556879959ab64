"""Derive the score SES-WOA of each gemeente from that of its PC4 areas: ``data/cbs/ses_woa.csv``.

Exact: the household-weighted mean of the PC4 areas of a gemeente, in fractions, written to six decimals::

    python tools/ses_woa.py data/cbs

A PC4 area without a score has at most 100 households. Filling rule: it gets the mean of the areas of 100
households that have a score in its provincie, and one whose households were rounded to 0 counts for 25.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Final

HEAD: Final = ("code", "ses_woa", "ses_woa_laag", "ses_woa_hoog", "ses_woa_ongevuld", "ses_woa_2021")
HOUSEHOLDS: Final = 100
"""Households are rounded to this; an area with more has a score."""
MIDDLE: Final = Fraction(HOUSEHOLDS, 4)
"""What an area whose households were rounded to 0 counts for: the middle of 0 to 50."""
ROUNDING: Final = Fraction(1, 2000)
"""A score was rounded to 0.001, so it is off by at most half of that."""
PLACES: Final = Decimal("0.000001")


@dataclass(frozen=True)
class Area:
    """A PC4 area: its gemeente, its provincie, its households as published, and its score if it has one."""

    code: str
    provincie: str
    households: int
    score: Fraction | None


def areas(folder: Path, households: str, score: str) -> list[Area]:
    """Areas of one pair of columns of ``ses_woa_pc4.csv``, those that the table lacks left out."""
    gemeente = {r["pc4"]: r["code"] for r in _rows(folder / "pc4.csv")}
    provincie = {r["code"]: r["provinciecode"] for r in _rows(folder.parent / "gemeenten/gemeenten.csv")}
    return [
        Area(code := gemeente[r["pc4"]], provincie[code], int(r[households]), _score(r[score]))
        for r in _rows(folder / "ses_woa_pc4.csv")
        if r[households]
    ]


def unfilled(found: Iterable[Area]) -> dict[str, Fraction]:
    """Mean of the areas that have a score."""
    return _means((a.code, Fraction(a.households), a.score) for a in found if a.score is not None)


def filled(found: Iterable[Area]) -> dict[str, Fraction]:
    """Mean of all areas, those without a score by the filling rule."""
    return _means((a.code, h, s) for a, h, s in _filled(list(found)))


def bounds(found: Iterable[Area]) -> dict[str, tuple[Fraction, Fraction]]:
    """Lowest and highest mean that the rounding of scores and households leaves, exactly.

    Every area may have any score within 0.0005 and any number of households within 50 of what was published.
    The mean is highest when all scores are and the areas from some score up have most households, the others
    fewest; the lowest likewise. What the filling rule gives an area is moved as a score is.
    """
    per_code: dict[str, list[tuple[Fraction, int, int]]] = defaultdict(list)
    for area, _, score in _filled(list(found)):
        half = HOUSEHOLDS // 2
        per_code[area.code].append((score, max(0, area.households - half), area.households + half))
    return {
        code: (-_highest([(-s, *h) for s, *h in rows]), _highest(rows)) for code, rows in per_code.items()
    }


def _highest(rows: list[tuple[Fraction, int, int]]) -> Fraction:
    weighed = sum((s * few for s, few, _ in rows), Fraction(0))
    households = sum(few for _, few, _ in rows)
    best: list[Fraction] = []
    for score, few, many in sorted(rows, reverse=True):
        weighed += score * (many - few)
        households += many - few
        best.append(weighed / households)
    return max(best) + ROUNDING


def table(folder: Path) -> str:
    """The csv: one row per gemeente, sorted by code."""
    all_2022, without_2021, without_2022 = (
        areas(folder, f"huishoudens{which}", f"ses_woa{which}")
        for which in ("", "_2021_zonder_studenten", "_2022_zonder_studenten")
    )
    score, bare, bound = filled(all_2022), unfilled(all_2022), bounds(all_2022)
    before, after = filled(without_2021), filled(without_2022)
    lines = [",".join(HEAD)]
    for code in sorted(score):
        low, high = bound[code]
        # CBS has 2021 per PC4 without students only: what students did in 2022 is added.
        of_2021 = before[code] + score[code] - after[code]
        cells = [
            _text(score[code], ROUND_HALF_UP),
            _text(low, ROUND_FLOOR),
            _text(high, ROUND_CEILING),
            _text(bare[code], ROUND_HALF_UP),
            _text(of_2021, ROUND_HALF_UP),
        ]
        lines.append(",".join((code, *cells)))
    return "\n".join(lines) + "\n"


def _filled(found: list[Area]) -> Iterator[tuple[Area, Fraction, Fraction]]:
    """Each area with the households that it counts for and its score."""
    small: dict[str, list[Fraction]] = defaultdict(list)
    for area in found:
        if area.score is not None and area.households == HOUSEHOLDS:
            small[area.provincie].append(area.score)
    for area in found:
        if area.score is not None:
            yield area, Fraction(area.households), area.score
        else:
            like = small[area.provincie]
            yield area, Fraction(area.households or MIDDLE), sum(like, Fraction(0)) / len(like)


def _means(rows: Iterable[tuple[str, Fraction, Fraction]]) -> dict[str, Fraction]:
    weighed: dict[str, Fraction] = defaultdict(Fraction)
    households: dict[str, Fraction] = defaultdict(Fraction)
    for code, count, score in rows:
        weighed[code] += count * score
        households[code] += count
    return {code: weighed[code] / households[code] for code in weighed}


def _score(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def _text(value: Fraction, rounding: str) -> str:
    with localcontext(prec=60):
        return str((Decimal(value.numerator) / value.denominator).quantize(PLACES, rounding))


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    here = Path(sys.argv[1])
    (here / "ses_woa.csv").write_text(table(here), encoding="utf-8", newline="\n")
