"""The trails of a dossier, step by step: from the key to the figure, and from the figure to the plan."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from verdeling.verify.container import Refused, part
from verdeling.verify.figures import Country, Differs, Step, Task, equal, number, table
from verdeling.verify.program import Reading

LATER: Final = {
    "sleutel": 0,
    "gegeven": 1,
    "gepubliceerd": 1,
    "overige": 1,
    "keten": 2,
    "gelijk_wel": 3,
    "gelijk_niet": 3,
    "rest_naar": 4,
}
"""Order of the steps inside a level; rounding has the place of the chain."""
KINDS: Final = {"plan_meer": "rest", "plan_minder": "rest", "plan_bepaald": "rest", "plan_verslag": "rest"}
"""Steps of a plan that say in other words what is asked beside the own figure."""
FOLLOWED: Final = ("plan_boven", "rest", "plan_tekort", "plan_elders", "plan_voor")


def trails(
    parts: Mapping[str, bytes], country: Country, tasks: Mapping[str, Task], declared: Mapping[str, Any]
) -> int:
    """Every trail of `trace.jsonl`: its start, each of its steps, its outcome; gives how many there are."""
    stands = {(row["code"], row["taak"]): row for row in table(parts, "resultaat/verdeling.csv")}
    place = {code: i for i, code in enumerate(country.codes)}
    seen: Counter[tuple[str, str]] = Counter()
    for where, trail in _lines(parts):
        name, code = str(trail["taak"]), str(trail["code"])
        task, _, piece = name.partition("/")
        if task not in declared or code not in place:
            raise Differs("verify.anders", where, name)
        seen[code, name] += 1
        states = _states(trail)
        equal(f"{where} uitkomst", number(trail["uitkomst"]), states[-1])
        if task not in tasks:
            continue
        found, i = tasks[task], place[code]
        start = found.total * found.weights[i] / found.every
        if piece == "plan":
            equal(f"{where} start", states[0], found.counts[i])
            equal(f"{where} uitkomst", trail["uitkomst"], stands[code, task]["plan"])
            continue
        equal(f"{where} uitkomst", trail["uitkomst"], stands[code, name]["indicatief"])
        if piece:
            equal(f"{where} start", states[0], start * _ratio(declared[task]["delen"], piece, found.total))
            equal(f"{where} deel", states[1], found.parts[piece][0][i])
            continue
        equal(f"{where} start", states[0], 0 if found.without_key[i] else start)
        if found.without_key[i]:
            equal(f"{where} {trail['stappen'][0]['soort']}", states[1], found.quota[i])
        else:
            _levels(where, trail["stappen"], states, found, i)
        _read(where, trail["waarden"], country, i)
    if seen.keys() - {pair for pair in seen if pair[1].endswith("/plan")} != stands.keys():
        raise Differs("verify.anders", "trace.jsonl", len(seen), len(stands))
    if double := [pair for pair, times in seen.items() if times > 1]:
        raise Differs("verify.rij", f"trace.jsonl {' '.join(double[0])}", 2, 1)
    return len(seen)


def _lines(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    for i, line in enumerate(part(parts, "resultaat/trace.jsonl").splitlines(), 1):
        try:
            yield f"trace.jsonl:{i}", json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Refused("verify.json", f"trace.jsonl:{i}", wat=str(error)[:80]) from None


def _states(trail: Any) -> list[Fraction]:  # noqa: ANN401
    """The running value: at the start, and after each step."""
    states = [number(trail["start"])]
    for step in trail["stappen"]:
        states.append(states[-1] + number(step["bijdrage"]))
    return states


def _ratio(parts: Any, piece: str, total: Fraction) -> Fraction:  # noqa: ANN401
    """Share of a part in the total of its task."""
    every = {name: number(given["waarde"]) for name, given in parts["totalen"].items()}
    mine = every[piece] if piece in every else total - sum(every.values())
    return mine / total if total else Fraction(0)


def _levels(where: str, steps: Sequence[Any], states: Sequence[Fraction], task: Task, i: int) -> None:
    """Hold each step against what its level makes of the area of a gemeente."""
    depth, last = 0, -1
    for k, step in enumerate(steps):
        kind = step["soort"]
        level, area = _level_at(task, depth, i)
        rank = LATER.get(kind, 2)
        settled = kind == level.method and level.fixed.get(area) == level.rounded[area]
        if rank <= last or settled:
            depth += 1
            level, area = _level_at(task, depth, i)
        last = rank
        following = steps[k + 1]["soort"] if k + 1 < len(steps) else ""
        end = _end(level, area, kind, following == "gelijk_wel")
        if end is None:
            raise Differs("verify.anders", f"{where} {kind}", kind, level.method)
        equal(f"{where} {kind}", states[k + 1], end * _inside(task, level, area, i))


def _level_at(task: Task, depth: int, i: int) -> tuple[Step, str]:
    level = task.steps[depth]
    return level, level.areas[i]


def _end(level: Step, area: str, kind: str, won: bool) -> Fraction | None:
    """Value of an area after a step; None for a step that its level does not have."""
    if kind == "sleutel":
        every = level.siblings[area]
        return level.divided[area] * level.weight[area] / every if every else Fraction(0)
    if kind in ("gegeven", "gepubliceerd"):
        return level.fixed.get(area)
    if kind in ("overige", "keten"):
        return level.quota[area]
    if kind in ("gelijk_wel", "gelijk_niet"):
        return Fraction(level.rounded[area])
    if kind == "rest_naar":
        return Fraction(level.counts[area])
    return Fraction(level.rounded[area] - won) if kind == level.method else None


def _inside(task: Task, level: Step, area: str, i: int) -> Fraction:
    """Share of a gemeente inside its area, by the key of the last level."""
    if level is task.steps[-1]:
        return Fraction(1)
    every = sum((w for w, a in zip(task.last, level.areas, strict=True) if a == area), Fraction(0))
    return task.last[i] / every if every else Fraction(0)


def _read(where: str, values: Sequence[Any], country: Country, i: int) -> None:
    """The figures that a trail starts from."""
    for value in values:
        name, day = value["kolom"], value["peildatum"]
        exact = (name, day) in country.columns
        known = {
            v[i] for (n, d), v in country.columns.items() if n == name and d in ([day] if exact else [d])
        }
        if number(value["waarde"]) not in known:
            raise Differs("verify.anders", f"{where} {name}", value["waarde"], ", ".join(map(str, known)))


def plan_trails(
    parts: Mapping[str, bytes], task: str, country: Country, reading: Reading, x: Mapping[str, int]
) -> list[str]:
    """The steps from a figure to its plan number; gives the kinds of steps that were not computed."""
    out: dict[int, list[tuple[str, int]]] = {g: [] for g in reading.all}
    for g, h in reading.flows:
        places = x[reading.flow(g, h)]
        if g != h:
            out[g].append(("plan_elders", -places))
            out[h].append(("plan_voor", places))
    unknown: set[str] = set()
    for where, trail in _lines(parts):
        if trail["taak"] != f"{task}/plan":
            continue
        g = country.codes.index(trail["code"])
        own, kept = reading.figure[g], reading.stands[g]
        asked = kept + x.get(reading.name("r", g), 0)
        wanted = [
            ("plan_boven", max(0, kept - own)),
            ("rest", asked - max(own, kept)),
            ("plan_tekort", -x.get(reading.name("s", g), 0)),
            *out[g],
        ]
        told = [(KINDS.get(s["soort"], s["soort"]), int(number(s["bijdrage"]))) for s in trail["stappen"]]
        unknown |= {kind for kind, _ in told if kind not in FOLLOWED}
        mine = Counter(pair for pair in told if pair[0] in FOLLOWED)
        right = Counter(pair for pair in wanted if pair[1])
        for kind, places in (mine - right) + (right - mine):
            raise Differs("verify.rij", f"{where} {kind} {places}", mine[kind, places], right[kind, places])
    return [f"trace.jsonl: {kind}" for kind in sorted(unknown)]
