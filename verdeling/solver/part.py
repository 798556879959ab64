"""One component of a program, goal after goal: what a worker process does."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal

import numpy as np

from verdeling.solver.arrays import Arrays
from verdeling.solver.goals import AnyDoel, Doel, HoogstensDoel, Ints, LeximinDoel, MinmaxDoel, VolgordeDoel
from verdeling.solver.progress import MELDER
from verdeling.solver.ratios import Leximin, binnen, minmax
from verdeling.solver.session import Mislukt, Motor, NietKlaar, Onmogelijk, Weerlegd, stop
from verdeling.solver.tie_order import Vlak, kleinste

GEDULD = 2.0
"""Seconds for goals joined by weights; what takes longer goes faster one by one."""
GROOTSTE_GEWICHT = 2**28
"""Largest coefficient when goals are joined by weights: SCIP sees no difference below a share of 1e-9."""
GROOTSTE_SOM = 2**37
"""Largest joined value whose units an engine tells apart: its bounds may be off by a share of 1e-12."""
RUIMER = {"cbc": (2**33, 2**40)}
"""Largest coefficient and value for an engine that must join, however long it takes: one by one, CBC does not
prove the goals of samen-2026-vaten in minutes."""


@dataclass(frozen=True, eq=False)
class Deel:
    """Part of a program that nothing couples with the rest; goals name the columns of the part."""

    arrays: Arrays
    doelen: tuple[AnyDoel, ...]
    kolommen: Ints

    def kenmerk(self) -> str:
        """Hash of everything that solving sees: equal parts have equal answers."""
        som = hashlib.sha256()
        for ding in (self.arrays, *self.doelen):
            som.update(type(ding).__name__.encode())
            for veld in fields(ding):
                waarde = getattr(ding, veld.name)
                tekst = waarde.tobytes() if isinstance(waarde, np.ndarray) else repr(waarde).encode()
                som.update(b"|%d|" % len(tekst) + tekst)
        return som.hexdigest()


@dataclass(eq=False)
class DeelAntwoord:
    """What is known of one part after solving, per goal in order.

    Attributes
    ----------
    status
        ``bewezen``, ``onoplosbaar``, ``gestopt`` or ``mislukt``.
    x
        The plan of the part; None without one.
    grenzen
        Per goal its proven bound when it is a sum; None when unknown.
    bewezen
        Per goal whether its optimum is proven.
    seconden
        Per goal the wall time; goals that are solved together share it.
    uniek
        Whether it is proven that no other plan of the part has the same goal values, the tie order included:
        not one column of the part, named by a goal or not, can have another value.
    solves
        Number of integer programs that were solved.
    uitleg
        What the engine told when it failed.
    bezwaar
        Text and numbers of what contradicts the engine.
    """

    status: Literal["bewezen", "onoplosbaar", "gestopt", "mislukt"] = "bewezen"
    x: Ints | None = None
    grenzen: list[int | None] = field(default_factory=list)
    bewezen: list[bool] = field(default_factory=list)
    seconden: list[float] = field(default_factory=list)
    uniek: bool = False
    solves: int = 0
    uitleg: str = ""
    bezwaar: tuple[str, dict[str, Any]] | None = None


def los_deel(
    deel: Deel,
    engine: str,
    einde: float | None = None,
    seed: int = 0,
    samen: bool = True,
    naast: Ints | None = None,
    zeker: bool = False,
) -> DeelAntwoord:
    """Solve all goals of a part in order.

    Parameters
    ----------
    engine
        Name of the engine.
    einde
        Moment at which to stop, as ``time.time()``; None is no limit.
    seed
        Seed of the engine; the answer does not depend on it.
    samen
        Join consecutive sums into one by weights, when the numbers stay small and it does not take long;
        False solves each on its own.
    naast
        Another plan: stop after the first goal that comes out otherwise than there.
    zeker
        Look once more, in another way, for something better than what the engine calls best.
    """
    motor = Motor(engine, einde, seed, zeker)
    loop = _Loop(motor, deel, samen)
    try:
        loop.run(naast)
    except Onmogelijk:
        loop.uit.status = "onoplosbaar"
    except NietKlaar:
        loop.uit.status = "gestopt"
    except Mislukt as error:
        loop.uit.status, loop.uit.uitleg = "mislukt", str(error)
        goal = deel.doelen[len(loop.uit.grenzen)] if isinstance(error, Weerlegd) else None
        if isinstance(error, Weerlegd) and isinstance(goal, Doel):
            sign = 1 if goal.zin == "min" else -1
            numbers = {"waarde": sign * error.waarde, "beter": sign * error.beter}
            loop.uit.bezwaar = "V821", {"motor": engine, "doel": goal.naam, **numbers}
    missing = len(deel.doelen) - len(loop.uit.bewezen)
    loop.uit.grenzen += [None] * missing
    loop.uit.bewezen += [False] * missing
    loop.uit.seconden += [0.0] * missing
    loop.uit.solves = motor.keer
    if loop.x is not None:
        loop.uit.x = loop.x[: deel.arrays.aantal]
    return loop.uit


def gelijk_goed(motor: Motor, deel: Deel) -> tuple[Vlak, Arrays, Ints]:
    """All plans of a part that are optimal in every goal: as a face, as rows, and one of them."""
    loop = _Loop(motor, deel, samen=True)
    loop.run()
    assert loop.x is not None, "run ends with a plan"
    return loop.face, loop.rows, loop.x


class _Loop:
    """State while the goals are taken in order."""

    def __init__(self, motor: Motor, deel: Deel, samen: bool) -> None:
        self.motor, self.deel, self.samen = motor, deel, samen
        self.uit = DeelAntwoord()
        self.bevestigd = False
        self.x: Ints | None = None
        self.vloeiend = not _schakelt(deel.arrays)
        self.rows = deel.arrays
        self.face = Vlak(deel.arrays, np.zeros(deel.arrays.aantal, dtype=np.int64), 0)

    def run(self, naast: Ints | None = None) -> None:
        """Take all goals, then make sure that there is a plan, and whether it is the only one."""
        self.rows = _strakker(self.rows)
        self.face = Vlak(self.rows, np.zeros(self.rows.aantal, dtype=np.int64), 0)
        goals = self.deel.doelen
        done = 0
        while done < len(goals):
            began = time.perf_counter()
            goal = goals[done]
            count = 1
            if not isinstance(goal, Doel):
                MELDER.begin(goal.naam)
            if isinstance(goal, Doel):
                count = self._sommen(self._groep(done), done)
            elif isinstance(goal, VolgordeDoel):
                self.x, self.rows = kleinste(self.motor, self.face, self.rows, self._plan(), goal.kolommen)
                mine = slice(self.deel.arrays.aantal)
                self.uit.uniek = bool(np.all(self.rows.onder[mine] == self.rows.boven[mine]))
            elif isinstance(goal, LeximinDoel):
                self._ratio(*Leximin(self.motor, self.rows, goal).los_op())
            elif isinstance(goal, HoogstensDoel):
                self._ratio(binnen(self.rows, goal, goal.niveau), self.x)
            elif isinstance(goal, MinmaxDoel):
                self._ratio(*minmax(self.motor, self.rows, goal))
            if not isinstance(goal, Doel):
                self.uit.grenzen.append(None)
            self.uit.bewezen += [True] * count
            self.uit.seconden += [(time.perf_counter() - began) / count] * count
            done += count
            if naast is None or isinstance(goal, HoogstensDoel):
                continue
            if goal.waarde(self._plan()) != goal.waarde(naast):
                return
        self._plan()

    def _plan(self) -> Ints:
        """The plan so far; the first one when no goal has asked for it."""
        if self.x is None:
            self.x = self.motor.plan(self.rows)
        if self.x is None:
            raise Onmogelijk
        return self.x

    def _ratio(self, rows: Arrays, x: Ints | None) -> None:
        self.x, self.rows = x if x is not None and rows.klopt(x) else None, _strakker(rows)
        self.face = Vlak(self.rows, np.zeros(self.rows.aantal, dtype=np.int64), 0)

    def _c(self, goal: Doel) -> Ints:
        """The sum as a vector to be minimised."""
        c = np.zeros(self.rows.aantal, dtype=np.int64)
        np.add.at(c, goal.kolommen, goal.coefs if goal.zin == "min" else -goal.coefs)
        return c

    def _groep(self, first: int) -> list[Doel]:
        """Consecutive sums from `first` on."""
        group: list[Doel] = []
        for goal in self.deel.doelen[first:]:
            if not isinstance(goal, Doel):
                break
            group.append(goal)
        return group if self.samen else group[:1]

    def _sommen(self, group: list[Doel], done: int) -> int:
        """Solve one or more sums; the number of goals that are solved by it."""
        if self.vloeiend and self._lineair(group[0]):
            return 1
        vectors = [self._c(goal) for goal in group]
        vectors, c, weights = _samen(self.motor, self.rows, vectors)
        MELDER.begin(*(goal.naam for goal in group[: len(vectors)]))
        x = self.x
        if not c.any():
            x = self._plan()
        else:
            together = len(vectors) > 1
            patience = GEDULD if together and self.motor.naam not in RUIMER else None
            answer = self.motor.vraag(self.rows, c, x, hoogstens=patience)
            value = 0 if answer.x is None else int(np.dot(c, answer.x))
            proven = answer.x is not None and answer.bewijst(value)
            if together and (not proven or abs(value) > _grootste(self.motor)[1]):
                if answer.status == "gestopt":
                    self.samen, self.x = False, self.x if answer.x is None else answer.x
                return self._sommen(group[:1], done)
            if not proven:
                self._onbewezen(group, vectors, weights, answer.x, answer.grens)
                stop(answer)
            x = answer.x
        assert x is not None
        face = Vlak(self.rows, c, int(np.dot(c, x)), hoger=self.face)
        self._houd(group, vectors, face, x, self.motor.zeker)
        return len(vectors)

    def _lineair(self, goal: Doel) -> bool:
        """Solve one sum by its linear relaxation alone, when that has a whole optimum with an exact proof."""
        c = self._c(goal)
        if not c.any():
            self.uit.grenzen.append(goal.constante)
            return True
        found = self.motor.lineair(self.rows, c)
        if found is None:
            return False
        x, y = found
        self._houd([goal], [c], Vlak(self.rows, c, int(np.dot(c, x)), y, self.face), x, False)
        return True

    def _houd(self, group: list[Doel], vectors: list[Ints], face: Vlak, x: Ints, bevestig: bool) -> None:
        """Keep a plan that is proven best in these sums, and their values as rows; confirm it when asked.

        Of what SCIP calls best, the first sum that needs an engine is asked about once more. About the later
        ones the tie order asks again, for all other choices of the binaries, which costs nothing extra.
        """
        self.x, self.face = x, face
        for goal, vector in zip(group, vectors, strict=False):
            value, terms = int(np.dot(vector, x)), np.flatnonzero(vector)
            if len(terms):
                if bevestig and not (self.bevestigd and self.motor.naam == "scip"):
                    self.bevestigd |= self.motor.bevestig(self.rows, vector, x)
                self.rows = self.rows.met_rijen([(terms, vector[terms], value, value)])
            self.uit.grenzen.append(goal.waarde(x))

    def _onbewezen(
        self, group: list[Doel], vectors: list[Ints], weights: list[int], x: Ints | None, bound: float
    ) -> None:
        """Keep what is known when the time was up: the plan, and a bound of a goal that was solved alone."""
        self.x = self.x if x is None else x
        if len(vectors) == 1 and np.isfinite(bound) and weights == [1]:
            whole = int(np.ceil(bound - 1e-6))
            sign = 1 if group[0].zin == "min" else -1
            self.uit.grenzen.append(group[0].constante + sign * whole)
            self.uit.bewezen.append(False)
            self.uit.seconden.append(0.0)


def _strakker(arrays: Arrays) -> Arrays:
    tight = arrays.strakker()
    if tight is None:
        raise Onmogelijk
    return tight


def _schakelt(arrays: Arrays) -> bool:
    """Whether a yes/no column switches something: it then weighs more than one in a row."""
    yes_no = (arrays.boven - arrays.onder)[arrays.kolommen] == 1
    return bool(np.any(yes_no & (np.abs(arrays.coefs) > 1)))


def _samen(motor: Motor, arrays: Arrays, vectors: Sequence[Ints]) -> tuple[list[Ints], Ints, list[int]]:
    """As many sums as fit, joined so that the least of the join is the lexicographic least.

    Each sum weighs more than everything the later ones can differ: their exact ranges come from the linear
    relaxation by weak duality.
    """
    ranges = [1] + [_bereik(motor, arrays, v) for v in vectors[1:]]
    for count in range(len(vectors), 0, -1):
        weights = [1] * count
        for k in range(count - 2, -1, -1):
            weights[k] = weights[k + 1] * ranges[k + 1]
        largest = max(
            int(np.abs(v).max(initial=0)) * w for v, w in zip(vectors[:count], weights, strict=True)
        )
        if count == 1 or largest <= _grootste(motor)[0]:
            break
    joined = np.zeros(arrays.aantal, dtype=np.int64)
    for v, w in zip(vectors[:count], weights, strict=True):
        joined += v * w
    return list(vectors[:count]), joined, weights


def _grootste(motor: Motor) -> tuple[int, int]:
    """Largest coefficient and largest value with which this engine may join goals."""
    return RUIMER.get(motor.naam, (GROOTSTE_GEWICHT, GROOTSTE_SOM))


def _bereik(motor: Motor, arrays: Arrays, c: Ints) -> int:
    """How many whole values ``c · x`` can have at most."""
    parts = np.stack([c * arrays.onder, c * arrays.boven])
    low, high = int(parts.min(axis=0).sum()), int(parts.max(axis=0).sum())
    if c.any():
        below, above = motor.ondergrens(arrays, c), motor.ondergrens(arrays, -c)
        low = low if below is None else max(low, below.waarde)
        high = high if above is None else min(high, -above.waarde)
    return max(1, high - low + 1)
