"""From data and model to the figures of every task: data read again, key, levels, rounding; in fractions."""

from __future__ import annotations

import csv
import heapq
import io
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from verdeling.verify.container import Refused, digest, part, read_json

NUMBER: Final = re.compile(r"-?\d{1,80}(/\d{1,80}|\.\d{1,80})?", re.ASCII)
SHIPPED: Final = {
    "cbs/inwoners.csv": "",
    "cbs/ses_woa.csv": "",
    "cbs/ses_woa_herleid.csv": "",
    "cbs/kerncijfers.csv": "",
    "gemeenten/gemeenten.csv": "",
    "gemeenten/zwaartepunt_inwoners.csv": "",
    "gemeenten/capaciteit.csv": "capaciteit_",
    "gemeenten/opgave.csv": "",
}
"""Tables with a row per gemeente, and what stands before the names of their columns."""
LARGEST_COUNTRY: Final = 1000
"""Gemeenten of a dossier."""
MOST_COLUMNS: Final = 100
"""Columns of a dossier, and terms of a key."""


class Unknown(Exception):
    """Something that this checker has no reading of; what rests on it is not checked."""


class Differs(Exception):
    """A difference: its key, its place and the two values."""

    def __init__(self, key: str, where: str, stands: object = "", found: object = "") -> None:
        super().__init__(where)
        self.key, self.where, self.stands, self.found = key, where, str(stands)[:80], str(found)[:80]


def equal(where: str, stands: object, found: object, key: str = "verify.anders") -> None:
    """Stop at a difference between what stands in the dossier and what is found again."""
    if stands != found:
        raise Differs(key, where, stands, found)


def number(text: object) -> Fraction:
    """An exact number of a model; longer ones are refused before they cost time."""
    if not NUMBER.fullmatch(str(text)):
        raise Refused("verify.getal", "model.json", getal=ascii(text)[:40])
    return Fraction(str(text))


def half_up(x: Fraction) -> int:
    """The nearest whole number; halves go up."""
    return math.floor(x + Fraction(1, 2))


@dataclass
class Country:
    """The gemeenten of a run and the columns that it read, as `gegevens.json` has them."""

    day: str
    codes: list[str]
    names: list[str]
    areas: dict[str, list[str]]
    """Level → area code per gemeente."""
    called: dict[str, str]
    columns: dict[tuple[str, str | None], list[Fraction | None]]
    own: set[str]
    """Columns that a user brought."""
    own_gemeenten: bool

    def column(self, name: str, day: str | None) -> list[Fraction | None]:
        """A column by name and the date that is asked for."""
        if (name, day) not in self.columns:
            raise Differs("verify.kolom", f"gegevens.json {name} {day or ''}".strip())
        return self.columns[name, day]

    def whole(self, name: str, day: str | None, empty: int | None = None) -> list[int]:
        """A column of whole numbers of at least zero."""
        found = []
        for code, x in zip(self.codes, self.column(name, day), strict=True):
            if x is None and empty is not None:
                found.append(empty)
            elif x is None or x.denominator != 1 or x < 0:
                raise Differs("verify.geen_heel", f"{name} {code}", x)
            else:
                found.append(int(x))
        return found


def read_country(parts: Mapping[str, bytes]) -> Country:
    """`gegevens.json`."""
    data = read_json(parts, "gegevens.json")
    rows = data["gemeenten"]
    codes = [row[0] for row in rows]
    if codes != sorted(set(codes)) or len(codes) > LARGEST_COUNTRY:
        raise Differs("verify.gemeenten", "gegevens.json gemeenten")
    columns = {}
    if len(data["kolommen"]) > MOST_COLUMNS:
        raise Differs("verify.kolom", "gegevens.json kolommen", len(data["kolommen"]), MOST_COLUMNS)
    for column in data["kolommen"]:
        scale, tops = column["noemer"], column["tellers"]
        if type(scale) is not int or scale < 1 or len(tops) != len(codes):
            raise Differs("verify.kolom", f"gegevens.json {column['naam']}")
        columns[column["naam"], column["peildatum"]] = [
            None if t is None else Fraction(t, scale) for t in tops
        ]
    areas = {
        "land": ["NL01"] * len(codes),
        "provincie": [row[2] for row in rows],
        "veiligheidsregio": [row[3] for row in rows],
        "gemeente": codes,
    }
    own = {column["naam"] for column in data["kolommen"] if column["eigen"]}
    return Country(
        data["peildatum"], codes, [r[1] for r in rows], areas, data["gebieden"], columns, own, data["eigen"]
    )


# --- the data files read again -----------------------------------------------------------------------------


def table(parts: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """Rows of a csv of the dossier."""
    try:
        return _rows(part(parts, name))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused("verify.csv", name, wat=str(error)[:80]) from None


@lru_cache(8)
def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def reread(parts: Mapping[str, bytes], country: Country, model: Any) -> Iterator[str]:  # noqa: ANN401
    """Hold `gegevens.json` against the shipped tables in the dossier; gives the columns it cannot follow."""
    equal("gegevens.json peildatum", country.day, model["grenzen"])
    if "data/gemeenten/bronnen.csv" not in parts and country.own_gemeenten:
        yield from ("gemeenten", *(name for name, _ in country.columns))
        return
    sources = {}
    for folder in ("gemeenten", "cbs"):
        for row in table(parts, f"data/{folder}/bronnen.csv"):
            sources[f"{folder}/{row['bestand']}", row["kolom"]] = row
    for (name, _), row in sources.items():
        if f"data/{name}" in parts:
            equal(f"data/{name}", digest(parts[f"data/{name}"]), row["sha256"], "verify.bron")
    if country.own_gemeenten:
        yield "gemeenten"
    else:
        _gemeenten(parts, country, model.get("gebied"))
    merged = table(parts, "data/gemeenten/herindelingen.csv")
    for (name, day), values in country.columns.items():
        if name in country.own or country.own_gemeenten:
            yield name
            continue
        found = _bridged(_column(parts, sources, name, day), merged, country.day)
        for code, stands in zip(country.codes, values, strict=True):
            equal(f"gegevens.json {name} {day or ''} {code}", stands, found.get(code))


def _gemeenten(parts: Mapping[str, bytes], country: Country, within: Sequence[str] | None) -> None:
    """The gemeenten of that day, or those in the areas that the model names, with their areas."""
    stood = {
        row["code"]: row
        for row in table(parts, "data/gemeenten/bestaan.csv")
        if row["van"] <= country.day and (not row["tot"] or country.day < row["tot"])
    }
    if within is not None:
        kinds = ("code", "provinciecode", "veiligheidsregiocode")
        stood = {c: r for c, r in stood.items() if "NL01" in within or {r[k] for k in kinds} & set(within)}
    for code in sorted(stood.keys() ^ set(country.codes)):
        raise Differs("verify.gemeenten", f"gegevens.json {code}")
    called = {"NL01": "Nederland"}
    for row in table(parts, "data/gemeenten/gemeenten.csv"):
        for kind in ("provincie", "veiligheidsregio"):
            called[row[f"{kind}code"]] = row[kind]
    for i, code in enumerate(country.codes):
        where, row = f"gegevens.json {code}", stood[code]
        equal(where, country.names[i], row["gemeente"])
        for kind in ("provincie", "veiligheidsregio"):
            equal(where, country.areas[kind][i], row[f"{kind}code"])
    for code, name in country.called.items():
        equal(f"gegevens.json {code}", name, called.get(code))


Bridge = tuple[dict[str, Fraction | None], str, bool]


def _column(
    parts: Mapping[str, bytes], sources: Mapping[Any, Mapping[str, str]], name: str, day: str | None
) -> Bridge:
    """Values by code, the day of their boundaries, and whether they add up."""
    for file, before in SHIPPED.items():
        if f"data/{file}" not in parts or not name.startswith(before):
            continue
        source = sources.get((file, name.removeprefix(before)))
        if source is None or not source["optelbaar"]:
            continue
        rows = table(parts, f"data/{file}")
        limits = source["grenzen"]
        if file == "cbs/inwoners.csv":
            rows = [row for row in rows if row["peildatum"] == day]
            limits = str(day)
        elif day not in (None, source["peildatum"]):
            continue
        field_ = name.removeprefix(before)
        values = {row["code"]: None if row[field_] == "" else number(row[field_]) for row in rows}
        return values, limits, source["optelbaar"] == "ja"
    raise Differs("verify.kolom", f"data {name} {day or ''}".strip())


def _bridged(column: Bridge, merged: Sequence[Mapping[str, str]], day: str) -> dict[str, Fraction | None]:
    """The column on the boundaries of a later day: counts add up, anything else has no value there."""
    values, limits, adds = dict(column[0]), column[1], column[2]
    if limits[:4] == day[:4] < "2020":
        return values
    gone = set()
    for row in sorted(merged, key=lambda r: r["datum"]):
        if row["soort"] == "voorgenomen" or not limits < row["datum"] <= day:
            continue
        old, new = row["oude_code"], row["nieuwe_code"]
        if old not in values and new not in values:
            continue
        part_, there = values.get(old), values.get(new, Fraction(0))
        known = adds and part_ is not None and there is not None and row["aandeel"]
        values[new] = there + number(row["aandeel"]) * part_ if known else None  # type: ignore[operator]
        gone.add(old)
    return {code: value for code, value in values.items() if code not in gone}


# --- the key -----------------------------------------------------------------------------------------------

Values = list[Fraction]


def key(formula: Any, country: Country) -> Values:  # noqa: ANN401
    """Weight per gemeente of a key.

    Raises
    ------
    Unknown
        At an operation that this checker does not know.
    """
    known = {
        "getal": {"getal"},
        "indicator": {"indicator", "peildatum"},
        "som": {"som"},
        "product": {"product"},
        "aandeel": {"aandeel"},
        "begrens": {"begrens"},
        "mengsel": {"mengsel"},
        "omgekeerd": {"omgekeerd", "decimalen"},
    }
    name = next((n for n in known if n in formula), None)
    if name is None or set(formula) - known[name]:
        raise Unknown("sleutel: " + ", ".join(sorted(formula)))
    inner = formula[name]
    if name == "getal":
        return [number(inner)] * len(country.codes)
    if name == "indicator":
        column = country.column(inner, formula.get("peildatum"))
        if None in column:
            raise Differs("verify.geen_heel", f"{inner} {country.codes[column.index(None)]}")
        return [x for x in column if x is not None]
    if name in ("som", "product"):
        rows = zip(*(key(f, country) for f in inner), strict=True)
        return [sum(row, Fraction(0)) if name == "som" else math.prod(row, start=Fraction(1)) for row in rows]
    if name == "aandeel":
        return _shares(key(inner, country))
    if name == "mengsel":
        terms = [(number(t["gewicht"]), _shares(key(t["van"], country))) for t in inner]
        return [sum((w * s[i] for w, s in terms), Fraction(0)) for i in range(len(country.codes))]
    if name == "begrens":
        values = key(inner["van"], country)
        if inner.get("hoogstens") is not None:
            values = [min(pair) for pair in zip(values, key(inner["hoogstens"], country), strict=True)]
        if inner.get("minstens") is not None:
            values = [max(pair) for pair in zip(values, key(inner["minstens"], country), strict=True)]
        return values
    scale = 10 ** int(formula["decimalen"])
    if scale > 10**30 or 0 in (values := key(inner, country)):
        raise Unknown("sleutel: omgekeerd")
    return [Fraction(half_up(scale / x), scale) for x in values]


def _shares(values: Values) -> Values:
    total = sum(values)
    if not total:
        raise Unknown("sleutel: aandeel van 0")
    return [x / total for x in values]


def read_by(formula: Any) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401
    """Name and date of the columns that a key reads, from left to right."""
    if isinstance(formula, dict):
        if "indicator" in formula:
            yield formula["indicator"], formula.get("peildatum")
        formula = list(formula.values())
    for inner in formula if isinstance(formula, list) else ():
        yield from read_by(inner)


def _terms(formula: Any) -> int:  # noqa: ANN401
    """How many values a key has."""
    if isinstance(formula, dict | list):
        return sum(map(_terms, formula.values() if isinstance(formula, dict) else formula))
    return 1


# --- rounding ----------------------------------------------------------------------------------------------


def rounded(total: Fraction, weights: Sequence[Fraction], method: str, rank: Sequence[int]) -> list[int]:
    """Whole numbers for the quotas total × w / Σw, ties by rank."""
    every = sum(weights)
    quota = [total * w / every for w in weights]
    if method == "half_op":
        return [half_up(q) for q in quota]
    if method == "omlaag":
        return [math.floor(q) for q in quota]
    if method == "omhoog":
        return [math.ceil(q) for q in quota]
    if total.denominator != 1:
        raise Unknown(f"afronding: {method} van {total}")
    down = [math.floor(q) for q in quota]
    if method == "grootste_rest":
        first = sorted(range(len(quota)), key=lambda i: (down[i] - quota[i], rank[i]))
        for i in first[: int(total) - sum(down)]:
            down[i] += 1
        return down
    if method not in ("webster", "dhondt", "huntington_hill", "adams"):
        raise Unknown(f"afronding: {method}")
    return _by_divisor(int(total), weights, method, rank)


def _by_divisor(total: int, weights: Sequence[Fraction], method: str, rank: Sequence[int]) -> list[int]:
    """Place after place to the largest claim w/d(k); all places that surely are won are given at once."""

    def claim(i: int) -> tuple[int, Fraction, int]:
        """How the next place of i is ranked: what has no divisor goes first."""
        k, w = counts[i], weights[i]
        if method == "huntington_hill":
            size, divisor = w * w, Fraction(k * (k + 1))
        else:
            size, divisor = w, k + Fraction({"webster": 1, "dhondt": 2, "adams": 0}[method], 2)
        return (-1, -w, rank[i]) if not divisor else (0, -size / divisor, rank[i])

    along = [i for i, w in enumerate(weights) if w]
    sure = max(total - 2 * len(along), 0) / sum(weights)
    counts = [max(math.floor(w * sure) - 1, 0) for w in weights]
    queue = [(*claim(i), i) for i in along]
    heapq.heapify(queue)
    for _ in range(total - sum(counts)):
        i = queue[0][-1]
        counts[i] += 1
        heapq.heapreplace(queue, (*claim(i), i))
    return counts


# --- tasks -------------------------------------------------------------------------------------------------


@dataclass
class Step:
    """One level of a task; values by area code, but for `areas`, which has the area per gemeente."""

    codes: list[str]
    chain: bool
    """Whether the next level divides the unrounded figure."""
    method: str
    areas: list[str]
    weight: dict[str, Fraction]
    siblings: dict[str, Fraction]
    """Sum of the weights of all areas inside the same area above."""
    divided: dict[str, Fraction]
    """What the area above had to divide."""
    fixed: Mapping[str, Fraction]
    quota: dict[str, Fraction]
    rounded: dict[str, int]
    counts: dict[str, int]


@dataclass
class Task:
    """Figures of one task, per gemeente."""

    total: Fraction
    weights: Values
    """Of the key of the task."""
    every: Fraction
    """Their sum."""
    last: Values
    """Of the key of the last level."""
    quota: Values
    counts: list[int]
    steps: list[Step]
    parts: dict[str, tuple[Values, list[int] | None]] = field(default_factory=dict)
    """Unrounded figures and whole numbers per part; None where those are not computed again."""
    without_key: list[bool] = field(default_factory=list)


def divide(task: Any, country: Country) -> Task:  # noqa: ANN401
    """Figures of a task as its model declares it."""
    if sum(_terms(level.get("sleutel")) for level in (task, *task["niveaus"])) > MOST_COLUMNS:
        raise Unknown("sleutel: te veel termen")
    own, levels = key(task["sleutel"], country), task["niveaus"]
    last = levels[-1]
    published = _published(task, country)
    total = None if task.get("totaal") is None else number(task["totaal"]["waarde"])
    above: list[str] = ["*"] * len(country.codes)
    values: dict[str, Fraction | None] = {"*": total}
    wholes: dict[str, int | None] = {
        "*": int(total) if total is not None and total.denominator == 1 else None
    }
    steps: list[Step] = []
    for level in levels:
        weights = key(level["sleutel"], country) if level.get("sleutel") is not None else own
        fixed = {code: number(given["waarde"]) for code, given in (level.get("gegeven") or {}).items()}
        if level is last and published is not None:
            fixed = published
        step = _level(level, country, above, values, wholes, weights, fixed)
        if total is None:
            total = sum((fixed[c] for c in step.codes if c in fixed), Fraction(0))
            step.divided = dict.fromkeys(step.codes, total)
        steps.append(step)
        above = step.areas
        values = dict(step.quota if step.chain else {c: Fraction(n) for c, n in step.counts.items()})
        wholes = dict(step.counts)
    if total is None or last["niveau"] != "gemeente":
        raise Unknown("niveaus: het laatste is geen gemeente")
    by_hand = last.get("gegeven") is not None
    all_given = by_hand and all(code in fixed or not step.quota[code] for code in step.codes)
    found = Task(
        total,
        own,
        sum(own, Fraction(0)),
        weights,
        [step.quota[code] for code in country.codes],
        [step.counts[code] for code in country.codes],
        steps,
        without_key=[by_hand and (code in fixed or all_given) for code in country.codes],
    )
    found.parts = _parts(task.get("delen"), found)
    return found


def _published(task: Any, country: Country) -> dict[str, Fraction] | None:  # noqa: ANN401
    """Published figures, where they hold: as long as nobody brought figures that the key reads."""
    table_ = task["niveaus"][-1].get("gepubliceerd")
    keys = [task["sleutel"], *(n.get("sleutel") for n in task["niveaus"])]
    seen = {name for name, _ in read_by(keys)}
    if table_ is None or not table_["geldt"] or country.own_gemeenten or seen & country.own:
        return None
    column = country.column(table_["indicator"], None)
    return {code: x for code, x in zip(country.codes, column, strict=True) if x is not None}


def _level(
    level: Any,  # noqa: ANN401
    country: Country,
    above: Sequence[str],
    values: Mapping[str, Fraction | None],
    wholes: Mapping[str, int | None],
    weights: Values,
    fixed: Mapping[str, Fraction],
) -> Step:
    """One level: inside each area above, the given figures first, then the others by the key."""
    area = country.areas.get(level["niveau"])
    if area is None:
        raise Unknown(f"niveau: {level['niveau']}")
    codes = sorted(set(area))
    plain = level["niveau"] != "gemeente" and "getal" in (level.get("sleutel") or {})
    weight = dict.fromkeys(codes, Fraction(int(plain)))
    parent: dict[str, str] = {}
    for code, up, w in zip(area, above, weights, strict=True):
        weight[code] += 0 if plain else w
        equal(f"model.json {code}", parent.setdefault(code, up), up)
    order = codes
    if level["volgorde"] != "code":
        order = sorted(codes, key=lambda c: weight[c], reverse=level["volgorde"] == "grootste")
    rank = {code: i for i, code in enumerate(order)}
    method = level["afronding"]
    by_itself = method if method in ("half_op", "omlaag", "omhoog") else "half_op"
    alone: dict[str, int] = {}
    quota = dict.fromkeys(codes, Fraction(0))
    counts = dict.fromkeys(codes, 0)
    for up in values:
        members = [code for code in codes if parent[code] == up]
        free = [code for code in members if code not in fixed]
        over = values[up]
        for code in members:
            if code in fixed:
                quota[code] = fixed[code]
                (counts[code],) = rounded(fixed[code], [Fraction(1)], by_itself, [0])
                over = None if over is None else over - fixed[code]
        if free and over is None:
            raise Unknown("totaal ontbreekt")
        if free and over:
            mine = [weight[code] for code in free]
            whole = rounded(over, mine, method, [rank[code] for code in free])
            each = over / sum(mine, Fraction(0))
            for code, count, w in zip(free, whole, mine, strict=True):
                counts[code], quota[code] = count, each * w
        alone.update((code, counts[code]) for code in members)
        rest, total = level.get("rest_naar"), wholes[up]
        if rest in members and total is not None:
            counts[rest] += total - sum(counts[code] for code in members)
    together: dict[str, Fraction] = defaultdict(Fraction)
    for code in codes:
        together[parent[code]] += weight[code]
    return Step(
        codes,
        bool(level["keten"]),
        method,
        list(area),
        weight,
        {code: together[parent[code]] for code in codes},
        {code: values[parent[code]] or Fraction(0) for code in codes},
        fixed,
        quota,
        alone,
        counts,
    )


def _parts(declared: Any, task: Task) -> dict[str, tuple[Values, list[int] | None]]:  # noqa: ANN401
    if declared is None:
        return {}
    loose = declared["afronding"] == "los"
    whole = task.total if loose else Fraction(sum(task.counts))
    over = [Fraction(n) for n in task.counts]
    left = list(task.counts)
    found: dict[str, tuple[Values, list[int] | None]] = {}
    for name, total in declared["totalen"].items():
        factor = number(total["waarde"]) / whole if whole else Fraction(0)
        quota = [n * factor for n in task.counts]
        counts = [half_up(q) for q in quota]
        over = [o - q for o, q in zip(over, quota, strict=True)]
        left = [n - c for n, c in zip(left, counts, strict=True)]
        found[name] = quota, counts if loose else None
    found[declared["rest"]] = over, left if loose else None
    return found
