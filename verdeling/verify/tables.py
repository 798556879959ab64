"""The tables and the trail of a dossier held against the figures and the plan that were found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from verdeling.verify.figures import Country, Differs, Task, Values, equal, number, read_by, table
from verdeling.verify.program import Reading, amounts, pro_rata

FIXED: Final = ("taak", "code", "gemeente", "provincie", "inwoners", "gewicht", "quotum", "indicatief")
Plan = Mapping[str, int]
"""Value per column of the program."""


def fixed_point(x: Fraction, decimals: int) -> str:
    """With so many decimals, halves to even."""
    scaled = round(x * 10**decimals)
    digits = str(abs(scaled)).rjust(decimals + 1, "0")
    return f"{'-' * (scaled < 0)}{digits[:-decimals]}.{digits[-decimals:]}"


def harmless(text: str) -> str:
    """A name as a csv has it: no formula of a spreadsheet."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def figures(parts: Mapping[str, bytes], country: Country, tasks: Mapping[str, Task], model: Any) -> list[str]:  # noqa: ANN401
    """The columns of `verdeling.csv` that follow from the key; gives the columns that were not computed."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for row in table(parts, "resultaat/verdeling.csv"):
        if rows.setdefault((row["taak"], row["code"]), row) is not row:
            raise Differs("verify.rij", f"verdeling.csv {row['taak']} {row['code']}", 2, 1)
    missing: list[str] = []
    for name, task in tasks.items():
        people = _people(country, model["taken"][name], model["grenzen"])
        blocks: list[tuple[str, Values, list[int] | None]] = [(name, task.quota, task.counts)]
        blocks += [(f"{name}/{p}", quota, counts) for p, (quota, counts) in task.parts.items()]
        for called, quota, counts in blocks:
            if counts is None:
                missing.append(f"verdeling.csv: {called} indicatief")
            for i, code in enumerate(country.codes):
                home = country.called.get(country.areas["provincie"][i], "")
                found = {
                    "gemeente": harmless(country.names[i]),
                    "provincie": harmless(home),
                    "gewicht": fixed_point(task.last[i], 12).rstrip("0").rstrip("."),
                    "quotum": fixed_point(quota[i], 6),
                    **({} if counts is None else {"indicatief": str(counts[i])}),
                    **({} if people is None else {"inwoners": people[i]}),
                }
                where, row = f"verdeling.csv {called} {code}", rows.pop((called, code), {})
                for column, value in found.items():
                    equal(f"{where} {column}", row.get(column), value)
    for called, code in rows:
        if called.partition("/")[0] not in model["taken"].keys() - tasks.keys():
            raise Differs("verify.rij", f"verdeling.csv {called} {code}", 1, 0)
    return missing


def _people(country: Country, declared: Any, day: str) -> list[str] | None:  # noqa: ANN401
    """Inhabitants as the table shows them: those of the key, else of the day of the boundaries."""
    asked = next((d for name, d in read_by(declared["sleutel"]) if name == "inwoners"), day)
    column = country.columns.get(("inwoners", asked))
    return None if column is None else ["" if x is None else str(int(x)) for x in column]


def planned(parts: Mapping[str, bytes], task: str, country: Country, reading: Reading, x: Plan) -> list[str]:
    """The columns of `verdeling.csv` that follow from the plan; gives the columns that were not computed."""
    rows = table(parts, "resultaat/verdeling.csv")
    columns = _columns(task, country, reading, x)
    for row in rows:
        if row["taak"] == task:
            g = country.codes.index(row["code"])
            for name, values in columns.items():
                equal(f"verdeling.csv {task} {row['code']} {name}", row.get(name), str(values[g]))
    known = {*FIXED, *columns}
    left = {name for r in rows if r["taak"] == task for name in r if r[name] and name not in known}
    left |= {
        f"{r['taak']} {name}"
        for r in rows
        if r["taak"] != task
        for name in r
        if r[name] and name not in FIXED
    }
    return [f"verdeling.csv: {name}" for name in sorted(left)]


def _columns(task: str, country: Country, reading: Reading, x: Plan) -> dict[str, list[Any]]:
    """Values per gemeente of the columns that a plan fills for its own task."""

    def of(kind: str) -> list[int]:
        return [x.get(f"{kind}[{code}]", 0) for code in country.codes]

    kept, new = reading.stands, of("n")
    stands = [k + n for k, n in zip(kept, new, strict=True)]
    found: dict[str, list[Any]] = {
        "bestaand": kept,
        "gevraagd": [k + r for k, r in zip(kept, of("r"), strict=True)],
        "nieuw": new,
        "omgezet": of("c"),
        "plan": stands,
        "verschil": [s - n for s, n in zip(stands, reading.figure, strict=True)],
    }
    swapped = dict.fromkeys(country.codes, 0)
    for name, value in x.items():
        kind, _, inside = name[:-1].partition("[")
        if kind in ("af", "bij") and inside.startswith(f"{task},"):
            swapped[inside.rpartition(",")[2]] += value if kind == "bij" else -value
    swap = reading.rules.get("uitruil", {})
    if swap.get("verhoudingen") or swap.get("cyclus"):
        found["ruil"] = list(swapped.values())
    if "vaten" in reading.rules:
        found["vrijgekomen"] = of("vrij")
    if "uitkering" in reading.rules:
        over = [min(max(0, b), n) for b, n in zip(swapped.values(), new, strict=True)]
        found["uitkering_eur"] = paid(reading, [s - o for s, o in zip(stands, over, strict=True)])
    return found


def paid(reading: Reading, stands: Sequence[int]) -> list[int]:
    """Euros per gemeente for places above the own figure."""
    rule = reading.rules["uitkering"]
    old, fresh = amounts(rule)
    above = [max(0, s - n) for s, n in zip(stands, reading.figure, strict=True)]
    there = [min(a, max(0, k - n)) for a, k, n in zip(above, reading.stands, reading.figure, strict=True)]
    euros = [old * t + fresh * (a - t) for a, t in zip(above, there, strict=True)]
    threshold = rule.get("drempel")
    if threshold is None:
        return euros
    tariff, share_ = int(number(threshold["per_plaats"]["waarde"])), number(threshold["meer_dan"])
    for p, who in reading.members.items():
        total, limit = sum(stands[g] for g in who), share_ * reading.total[p]
        if total <= limit:
            continue
        extra = [tariff * above[g] for g in who]
        if threshold["verdeling"] == "naar_rato":
            pool = tariff * (total - int(limit))
            extra = pro_rata(pool, [above[g] for g in who], [0] * len(who), [pool] * len(who))
        for g, euro in zip(who, extra, strict=True):
            euros[g] += euro
    return euros


def flows(parts: Mapping[str, bytes], task: str, country: Country, reading: Reading, x: Plan) -> list[str]:
    """`stromen.csv`: who provides for whom, and how far; gives the kinds of rows that were not computed."""
    wanted = [
        {
            "taak": task,
            "soort": "opvang",
            "van": country.codes[g],
            "van_gemeente": harmless(country.names[g]),
            "naar": country.codes[h],
            "naar_gemeente": harmless(country.names[h]),
            "aantal": str(places),
            "afstand_km": "" if reading.x is None else fixed_point(Fraction(reading.distance(g, h), 10), 1),
            "terug_taak": "",
            "terug_aantal": "",
        }
        for g, h in reading.flows
        if (places := x[f"f[{country.codes[g]},{country.codes[h]}]"])
    ]
    rows = table(parts, "resultaat/stromen.csv")
    mine = [row for row in rows if row["soort"] == "opvang"]
    for row, found in zip(mine, wanted, strict=False):
        equal(f"stromen.csv {found['van']} {found['naar']}", row, found)
    equal("stromen.csv", len(mine), len(wanted))
    kinds = sorted({row["soort"] for row in rows} - {"opvang"})
    if kinds and "uitruil" not in reading.rules:
        raise Differs("verify.anders", "stromen.csv soort", ", ".join(kinds), "opvang")
    return [f"stromen.csv: {kind}" for kind in kinds]
