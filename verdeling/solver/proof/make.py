"""Make a proof that a plan is best: floats propose multipliers and branches, whole numbers decide.

Runs in the workers, a part at a time. What does not close in its time is left out, with the goals after it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from math import floor, inf
from typing import Any, Final

from verdeling.solver.progress import REPORTER
from verdeling.solver.proof.linear import Multipliers, Relaxation
from verdeling.verify.cases import LARGEST, Fault, Part

DENOMINATORS: Final = (1, 2, 6, 12, 60, 840, 2**16, 2**24, 2**34)
"""Multipliers are put on the first of these grids that closes a leaf: small numbers where they do."""
CANDIDATES: Final = 6
"""Columns that are tried before a branch."""
NEAR: Final = 1e-6
Box = Mapping[int, int]
Json = Any


class Open(Exception):
    """No proof was found: the time is up, or floats could not lead to one."""


class Better(Open):
    """There is something better than what is to be proven best."""


@dataclass(frozen=True, slots=True)
class Found:
    """Relaxation in one box."""

    value: float
    x: dict[int, float]
    y: Multipliers


class Maker(Part):
    """A part whose claims are proven instead of checked; the rest is what the checker does with them."""

    def __init__(self, columns: int, rows: int, goals: int) -> None:
        super().__init__(columns, rows, goals)
        self.made: list[Json] = []
        self.plan: Sequence[int] = ()
        self.until = inf
        self._relaxation: Relaxation | None = None
        self._size = -1

    def prove(self, goals: Sequence[Json], plan: Sequence[int], until: float = inf) -> list[Json]:
        """Per goal what the checker asks for, up to the first that is not proven in time."""
        self.plan, self.until = plan, until
        proofs: list[Json] = []
        for k, goal in enumerate(goals):
            REPORTER.begin(goal["naam"])
            self.made = []
            try:
                self.goal(k, goal, plan, ())
            except (Open, Fault, RecursionError):
                return proofs
            many = goal["soort"] in ("volgorde", "leximin")
            proofs.append(self.made if many else next(iter(self.made), None))
        return proofs

    def claim(self, c: dict[int, int], most: int, tree: Json, *where: object) -> None:
        """Prove the claim, unless it comes with its proof; what proves it is kept."""
        self.made.append(tree or self._shown(c, most))

    def _shown(self, c: dict[int, int], most: int) -> Json:
        """A tree that proves a claim; None where the bounds of the columns do."""
        if self._closes(c, most, self.lower, self.upper, [1, []]):
            return None
        return self._node(c, most, self.lower, self.upper, self._best(c, self.lower, self.upper))

    def largest(self, ratios: Sequence[Any], level: Fraction, tree: Json, k: int) -> bool:
        """Try to show the level where the plan reaches it in this part."""
        box = dict(self.lower), dict(self.upper)
        reached = any(abs(base + self.plan[j] - n) == level * n for j, base, n in ratios)
        try:
            shown = super().largest(ratios, level, {} if reached and level else None, k)
            if shown and level and not self.made:
                self.made = [{}]  # the bounds of one column leave nothing below the level
            return shown
        except Better:
            self.made, (self.lower, self.upper) = [], box
            return super().largest(ratios, level, None, k)

    def order(self, columns: Sequence[int], plan: Sequence[int], steps: Iterator[Json], k: int) -> None:
        """Cuts that pin many columns at once, and a tree for a column that they leave open."""
        super().order(columns, plan, self._steps(columns, plan, k), k)

    def _steps(self, columns: Sequence[int], plan: Sequence[int], k: int) -> Iterator[Json]:
        """What the checker reads next, until every column is as small as it can be."""
        switches = [j for j, low in self.lower.items() if self.upper[j] - low == 1 and j < self.columns]
        # No plan that is as good has another choice of the yes/no columns: one tree fixes them all.
        apart = {j: 1 if plan[j] == self.upper[j] else -1 for j in switches}
        with suppress(Better):
            shown = self._shown(apart, sum(a * plan[j] for j, a in apart.items()) - 1) if switches else None
            if shown is not None:
                yield {"c": [[j, a] for j, a in apart.items()], **shown}
        for cut in self._pins(k):
            self.made.append(cut)
            yield cut
        before: dict[int, tuple[int, int]] = {}
        while time.time() < self.until:
            for i in self._touched(before):
                for y in (1, -1):
                    cut = [0, [[i, y]]]
                    if self.rows[i][1 if y > 0 else 2] is not None and self._narrowed(cut):
                        self.made.append(cut)
                        yield cut
            j = next(j for j in columns if self.lower[j] < plan[j])
            cut = self._raising(j, plan[j])
            if cut is not None:
                self.made.append(cut)
            yield cut or {}
        raise Open

    def _touched(self, before: dict[int, tuple[int, int]]) -> list[int]:
        """Rows with a column whose bounds have changed since the last time."""
        now = {j: (low, self.upper[j]) for j, low in self.lower.items()}
        changed = {j for j, box in now.items() if before.get(j) != box}
        before.update(now)
        return [i for i, row in self.rows.items() if not changed.isdisjoint(row[0])]

    def _pins(self, k: int) -> Iterator[Json]:
        """Of every earlier sum: what its value leaves for the columns, by the multipliers that prove it."""
        for goal in range(k):
            row = self.first + goal
            if row not in self.rows or not any(self.rows[row][0].values()):
                continue
            c = self.rows[row][0]
            if (found := self._best(c, self.lower, self.upper)) is None:
                continue
            for scale in DENOMINATORS:
                cut = [0, _merged([*self._rounded(found.y, scale), [row, -scale]])]
                if self._narrowed(cut):
                    yield cut
                    break

    def _raising(self, j: int, to: int) -> Json:
        """A cut after which a column cannot be less than it is in the plan; None when there is none."""
        found = self._best({j: 1}, self.lower, self.upper)
        if found is None or found.value <= to - 1 + NEAR:
            return None
        for scale in DENOMINATORS:
            cut = [0, self._rounded(found.y, scale)]
            if self._narrowed(cut).get(j, -inf) >= to:
                return cut
        return None

    def _narrowed(self, cut: Json) -> dict[int, int]:
        """Lower bounds that a cut raises, and upper bounds that it lowers with the sign turned."""
        box = self.lower, self.upper
        touched = {j for i, _ in cut[1] for j in self.rows[i][0]}
        self.lower, self.upper = ({j: side[j] for j in touched} for side in box)
        try:
            self.narrow({}, 0, cut)
            found = {j: v for j, v in self.lower.items() if v > box[0][j]}
            return found or {j: -v for j, v in self.upper.items() if v < box[1][j]}
        finally:
            self.lower, self.upper = box

    def _node(self, c: dict[int, int], most: int, lower: Box, upper: Box, found: Found | None) -> Json:
        if time.time() > self.until:
            raise Open
        if found is None:
            y = self._relaxed().nearest(lower, upper) or {}
            cut = self._closing(c, most, lower, upper, y, farkas=True)
            if cut is None:
                raise Open
            return self._leaf(cut)
        if found.value > most + NEAR:
            cut = self._closing(c, most, lower, upper, found.y)
            if cut is not None:
                return self._leaf(cut)
        j, children = self._branch(c, most, lower, upper, found)
        f = floor(found.x[j])
        left = self._node(c, most, lower, {**upper, j: f}, children[0])
        return {"x": j, "f": f, "l": left, "r": self._node(c, most, {**lower, j: f + 1}, upper, children[1])}

    def _branch(
        self, c: dict[int, int], most: int, lower: Box, upper: Box, found: Found
    ) -> tuple[int, tuple[Found | None, Found | None]]:
        """The column to branch on: of a few, yes/no first, the one that lifts both sides most."""
        loose = [j for j, v in found.x.items() if abs(v - round(v)) > NEAR]
        if not loose:
            raise Better if found.value <= most + NEAR else Open
        off = {j: abs(found.x[j] - floor(found.x[j]) - 0.5) for j in loose}
        loose.sort(key=lambda j: (upper[j] - lower[j] > 1, off[j], j))
        best: tuple[float, int, tuple[Found | None, Found | None]] | None = None
        enough = most + 1 - found.value
        for j in loose[:CANDIDATES]:
            f = floor(found.x[j])
            sides = (
                self._best(c, lower, {**upper, j: f}),
                self._best(c, {**lower, j: f + 1}, upper),
            )
            lifts = [enough if s is None else min(enough, s.value - found.value) for s in sides]
            score = max(lifts[0], NEAR) * max(lifts[1], NEAR)
            if best is None or score > best[0] * (1 + NEAR):
                best = score, j, sides
            if min(lifts) >= enough:
                break
        assert best is not None, "there is a column to branch on"
        return best[1], best[2]

    def _closing(
        self, c: dict[int, int], most: int, lower: Box, upper: Box, y: Multipliers, *, farkas: bool = False
    ) -> Json:
        for scale in DENOMINATORS:
            cut = [0 if farkas else scale, self._rounded(y, scale)]
            if self._closes(c, most, lower, upper, cut):
                return cut
        return None

    def _leaf(self, cut: Json) -> Json:
        self.leaves += 1
        REPORTER.closed(self.leaves)
        return {"s": [cut]}

    def _closes(self, c: dict[int, int], most: int, lower: Box, upper: Box, cut: Json) -> bool:
        box = self.lower, self.upper
        self.lower, self.upper = dict(lower), dict(upper)
        try:
            return self.narrow(c, most, cut)
        finally:
            self.lower, self.upper = box

    def _rounded(self, y: Multipliers, scale: int) -> Json:
        """Multipliers on the grid, without those whose side of the row is infinite."""
        pairs = [[i, round(v * scale)] for i, v in y.items()]
        return [
            [i, n]
            for i, n in pairs
            if n and abs(n) <= LARGEST and self.rows[i][1 if n > 0 else 2] is not None
        ]

    def _best(self, c: dict[int, int], lower: Box, upper: Box) -> Found | None:
        found = self._relaxed().best(c, lower, upper)
        return None if found is None else Found(*found)

    def _relaxed(self) -> Relaxation:
        if self._relaxation is None or self._size != len(self.rows):
            self._relaxation, self._size = Relaxation(self), len(self.rows)
        return self._relaxation


def prove_part(part: Part, goals: Sequence[Json], plan: Sequence[int], until: float = inf) -> list[Json]:
    """What a worker does: prove the goals of one part; see :meth:`Maker.prove`."""
    return _maker(part, len(goals)).prove(goals, plan, until)


def refute_part(part: Part, until: float = inf) -> Json:
    """A tree that no plan keeps all rows of a part; None when there is one, or no proof in time."""
    maker = _maker(part, 0)
    maker.until = until
    try:
        maker.claim({}, 0, None)
    except (Open, RecursionError):
        return None
    return maker.made[0]


def _maker(part: Part, goals: int) -> Maker:
    maker = Maker(part.columns, part.first, goals)
    maker.lower, maker.upper, maker.rows = dict(part.lower), dict(part.upper), dict(part.rows)
    return maker


def _merged(pairs: Sequence[Json]) -> Json:
    total: dict[int, int] = {}
    for i, y in pairs:
        total[i] = total.get(i, 0) + y
    return [[i, y] for i, y in total.items() if y]
