"""What a proof claims of one part of a program, and the arithmetic that closes each case; whole numbers only.

Standard library only, like the checker that uses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor, gcd
from typing import Any, Final

LARGEST: Final = 2**53
"""Numbers stay within what every JSON reader keeps exactly."""
Row = tuple[dict[int, int], int | None, int | None]


class Fault(Exception):
    """What is wrong: a code, and where."""


def whole(number: Any) -> int:  # noqa: ANN401
    """The number, when it is a whole one within reach."""
    if type(number) is not int or abs(number) > LARGEST:
        raise Fault("getal", repr(number)[:40])
    return number


def must(holds: bool, *fault: object) -> None:
    """Refuse what does not hold."""
    if not holds:
        raise Fault(*fault)


def value(goal: Any, plan: Sequence[int]) -> Any:  # noqa: ANN401
    """Value of a goal as JSON has it: a number, a list, or fractions as ``[top, bottom]``."""
    if goal["soort"] == "som":
        return whole(goal["constante"]) + sum(whole(a) * plan[j] for j, a in goal["termen"])
    if goal["soort"] == "volgorde":
        return [plan[j] for j in goal["kolommen"]]
    must(
        goal["soort"] in ("leximin", "minmax") and all(whole(n) > 0 for _, _, n in goal["breuken"]),
        "programma",
    )
    ratios = sorted(Fraction(whole(base) + plan[j], n) for j, base, n in goal["breuken"])
    if goal["soort"] == "leximin":
        return [[r.numerator, r.denominator] for r in ratios]
    worst = max((abs(r - 1) for r in ratios), default=Fraction(0))
    return [worst.numerator, worst.denominator]


class Part:
    """Columns that no row couples with others: their bounds, the rows, and all that the goals so far ask."""

    def __init__(self, columns: int, rows: int, goals: int, steps: list[int] | None = None) -> None:
        self.lower: dict[int, int] = {}
        self.upper: dict[int, int] = {}
        self.rows: dict[int, Row] = {}
        self.leaves = 0
        self.columns, self.first = columns, rows
        """Columns of the whole program, and its rows: goal k becomes row number rows + k."""
        self.fresh = rows + goals
        self.steps = steps
        """Steps of work that are left, shared by all parts: no proof may keep a checker for ever."""

    def only_one(self) -> bool:
        """Whether one value is left for every column of the program."""
        return all(low == self.upper[j] for j, low in self.lower.items() if j < self.columns)

    def narrow(self, c: dict[int, int], most: int, cut: Any) -> bool:  # noqa: ANN401
        """Narrow the box, given ``c·x ≤ most``, by multipliers of the rows; True when nothing is left.

        ``room = D·most − Σ y·side − Σ min(w·lower, w·upper)`` with weights ``w = D·c − yᵀA``. Below zero the
        box has no such x; else x_j is at most ``room / |w_j|`` away from its cheap end.
        """
        scale, multipliers = cut
        must(whole(scale) >= 0, "noemer")
        weights = {j: scale * a for j, a in c.items()}
        room = scale * most
        for i, y in multipliers:
            must(whole(i) in self.rows, "rij", i)
            row, low, high = self.rows[i]
            side = low if whole(y) > 0 else high
            if side is None:
                raise Fault("zijde", i)
            room -= y * side
            for j, a in row.items():
                weights[j] = weights.get(j, 0) - y * a
        self.spend(len(weights))
        for j, w in weights.items():
            room -= w * (self.lower[j] if w > 0 else self.upper[j])
        for j, w in weights.items() if room >= 0 else ():
            if w > 0:
                self.upper[j] = min(self.upper[j], self.lower[j] + room // w)
            elif w < 0:
                self.lower[j] = max(self.lower[j], self.upper[j] - room // -w)
        return bool(room < 0)

    def spend(self, work: int) -> None:
        """Count work."""
        if self.steps is not None:
            self.steps[0] -= work
            must(self.steps[0] >= 0, "omvang")

    def claim(self, c: dict[int, int], most: int, tree: Any, *where: object) -> None:  # noqa: ANN401
        """No x has ``c·x ≤ most``: the tree covers the box, and each leaf has a cut that leaves nothing."""
        box = self.lower, self.upper
        todo = [({"s": [[1, []]]} if tree is None else tree, self.lower, self.upper)]
        while todo:
            node, low, high = todo.pop()
            self.spend(len(low))
            self.lower, self.upper = dict(low), dict(high)
            if any(self.narrow(c, most, cut) for cut in node.get("s", ())):
                self.leaves += 1
                continue
            must("x" in node, "blad", *where)
            j, f = whole(node["x"]), whole(node["f"])
            must(j in self.lower and self.lower[j] <= f < self.upper[j], "tak", *where)
            todo.append((node["r"], {**self.lower, j: f + 1}, self.upper))
            todo.append((node["l"], self.lower, {**self.upper, j: f}))
        self.lower, self.upper = box

    def goal(self, k: int, goal: Any, plan: Sequence[int], proof: Any) -> bool:  # noqa: ANN401
        """Check a goal given the earlier ones, then keep it; False where this part does not show it."""
        if goal["soort"] == "som":
            c: dict[int, int] = {}
            for j, a in goal["termen"]:
                if j in self.lower:
                    c[j] = c.get(j, 0) + {"min": a, "max": -a}[goal["zin"]]
            best = sum(a * plan[j] for j, a in c.items())
            if any(c.values()):  # the sum only has multiples of the largest common divisor
                self.claim(c, best - gcd(*c.values()), proof, k)
            self.rows[self.first + k] = c, best, best
        elif goal["soort"] == "volgorde":
            self.order([j for j in goal["kolommen"] if j in self.lower], plan, iter(proof or ()), k)
        else:
            ratios = [(j, base, n) for j, base, n in goal["breuken"] if j in self.lower]
            if goal["soort"] == "minmax":
                return self.largest(ratios, Fraction(*value(goal, plan)), proof, k)
            self.leximin(ratios, plan, iter(proof or ()), k)
        return True

    def order(self, columns: Sequence[int], plan: Sequence[int], steps: Iterator[Any], k: int) -> None:
        """Column after column, none can be less than in the plan; a cut narrows all that is as good."""
        for j in columns:
            cut = None
            while self.lower[j] < plan[j]:
                step = next(steps, None)
                if isinstance(step, list):
                    cut = step
                else:  # no x has less of a sum than the plan, here of one column or of those that are named
                    c = dict((step or {}).get("c", [[j, 1]]))
                    best = sum(whole(a) * plan[i] for i, a in c.items())
                    self.claim(c, best - 1, step, k, j)
                    cut = [0, [[self._row(c, best, None), 1]]]
                must(not self.narrow({}, 0, cut), "snede", k)
            self.upper[j] = plan[j]
            if cut is not None:  # with this column fixed the same multipliers narrow others
                self.narrow({}, 0, cut)

    def largest(self, ratios: Sequence[Any], level: Fraction, tree: Any, k: int) -> bool:  # noqa: ANN401
        """Whether no plan keeps all deviations of this part below the level; then they are kept within it."""
        shown, box = level == 0, (dict(self.lower), dict(self.upper))
        if tree is not None:
            self._within(ratios, [ceil(level * n) - 1 for _, _, n in ratios])
            if all(self.lower[j] <= self.upper[j] for j, _, _ in ratios):
                self.claim({}, 0, tree, k)
            shown, (self.lower, self.upper) = True, box
        self._within(ratios, [floor(level * n) for _, _, n in ratios])
        return shown

    def _within(self, ratios: Sequence[Any], rooms: Sequence[int]) -> None:
        for (j, base, n), room in zip(ratios, rooms, strict=True):
            self.lower[j] = max(self.lower[j], n - room - base)
            self.upper[j] = min(self.upper[j], n + room - base)

    def leximin(self, ratios: Sequence[Any], plan: Sequence[int], trees: Iterator[Any], k: int) -> None:
        """Level after level of the plan: given the earlier ones, no plan has fewer on it.

        A yes/no column per one that can be on the level says whether it is; a choice of before lets one stay
        on an earlier level.
        """
        choices: dict[int, list[int]] = {}
        done: set[int] = set()
        at = [Fraction(base + plan[j], n) for j, base, n in ratios]
        for level in sorted(set(at)):
            count = sum(r == level and g not in done for g, r in enumerate(at))
            could = {}
            self.spend(len(ratios))
            for g, (j, base, n) in enumerate(ratios):
                need = ceil(level * n) - base
                if g in done:
                    continue
                self._unless(j, need, choices.get(g, []))
                if level * n == need + base and self.lower[j] <= need <= self.upper[j]:
                    could[g] = need
            who = {}
            for g, need in could.items():
                who[g] = self.columns + self.fresh
                self.lower[who[g]], self.upper[who[g]] = 0, 1
                self._unless(ratios[g][0], need + 1, [who[g], *choices.get(g, [])])
            if count:
                self.claim(dict.fromkeys(who.values(), 1), count - 1, next(trees, None), k)
            self._row(dict.fromkeys(who.values(), 1), None, count)
            for g, need in could.items():
                if count == len(could) and g not in choices:
                    self.upper[ratios[g][0]] = need
                    done.add(g)
                else:
                    choices.setdefault(g, []).append(who[g])

    def _unless(self, j: int, need: int, choices: Sequence[int]) -> None:
        """``x_j ≥ need`` unless one of the choices is 1."""
        slack = need - self.lower[j]
        if slack > 0 and not choices:
            self.lower[j] = need
        elif slack > 0:
            self._row({j: 1, **dict.fromkeys(choices, slack)}, need, None)

    def _row(self, terms: dict[int, int], low: int | None, high: int | None) -> int:
        self.rows[self.fresh], self.fresh = (terms, low, high), self.fresh + 1
        return self.fresh - 1
