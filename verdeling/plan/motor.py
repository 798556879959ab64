"""One engine with a deadline: the only way in which the goals of a component ask for a solve."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import NoReturn

import numpy as np

from verdeling.plan.arrays import Arrays, Ondergrens, ondergrens
from verdeling.plan.engines import EngineAntwoord, engine, relaxatie
from verdeling.plan.engines.base import Floats, gerond
from verdeling.plan.goals import Ints


class Onmogelijk(Exception):
    """No plan satisfies the rows."""


class NietKlaar(Exception):
    """The engine stopped before it had a proof; the argument is its lower bound."""


class Mislukt(Exception):
    """The engine gave no usable answer; the argument is what it told."""


class Motor:
    """An engine, the time it may still use and the solves it has done."""

    def __init__(self, name: str, einde: float | None, seed: int) -> None:
        self.naam = name
        self._los_op = engine(name)
        self._einde = einde
        self._seed = seed
        self.keer = 0

    def vraag(
        self,
        arrays: Arrays,
        c: Ints,
        hint: Ints | None = None,
        cutoff: int | None = None,
        hoogstens: float | None = None,
    ) -> EngineAntwoord:
        """One solve within the time that is left, and within `hoogstens` seconds."""
        left = None
        if self._einde is not None:
            left = self._einde - time.time()
            if left <= 0:
                raise NietKlaar(-np.inf)
        if hoogstens is not None:
            left = hoogstens if left is None else min(left, hoogstens)
        self.keer += 1
        answer = self._los_op(arrays, c, time_limit=left, hint=hint, cutoff=cutoff, seed=self._seed)
        answer = geloofd(answer, arrays, c, hint)
        if answer.status != "fout":
            return answer
        # An answer that fails the exact check is a matter of float tolerances: another path may be clean.
        return geloofd(self._los_op(arrays, c, time_limit=left, seed=self._seed + 1), arrays, c, hint)

    def least(self, arrays: Arrays, c: Ints, hint: Ints | None = None) -> Ints:
        """A plan with the proven least ``c · x``.

        Raises
        ------
        Onmogelijk, NietKlaar, Mislukt
        """
        answer = self.vraag(arrays, c, hint)
        if answer.x is not None and answer.bewijst(int(np.dot(c, answer.x))):
            return answer.x
        stop(answer)

    def plan(self, arrays: Arrays) -> Ints | None:
        """Any plan, or None when it is proven that there is none."""
        tight = arrays.strakker()
        if tight is None:
            return None
        answer = self.vraag(tight, np.zeros(arrays.aantal, dtype=np.int64))
        if answer.status == "onoplosbaar":
            return None
        if answer.x is None:
            stop(answer)
        return answer.x

    def ondergrens(self, arrays: Arrays, c: Ints) -> Ondergrens | None:
        """Exact bound of ``c · x`` that the linear relaxation supports."""
        found = relaxatie(self.naam)(arrays, c)
        return None if found is None else ondergrens(arrays, c, found[1])

    def lineair(self, arrays: Arrays, c: Ints) -> tuple[Ints, Floats] | None:
        """A plan with the least ``c · x`` from the linear relaxation alone, and multipliers that prove it.

        None when its optimum is not whole, or when the bound in whole numbers does not reach it.
        """
        found = relaxatie(self.naam)(arrays, c)
        if found is None:
            return None
        x, bound = gerond(arrays, found[0]), ondergrens(arrays, c, found[1])
        proven = x is not None and bound is not None and bound.waarde >= int(np.dot(c, x))
        return (x, found[1]) if x is not None and proven else None


def geloofd(answer: EngineAntwoord, arrays: Arrays, c: Ints, hint: Ints | None) -> EngineAntwoord:
    """The answer, or ``fout`` when the plan that is known already contradicts it."""
    if hint is None or answer.status not in ("onoplosbaar", "optimaal") or not arrays.klopt(hint):
        return answer
    if answer.x is not None and int(np.dot(c, answer.x)) <= int(np.dot(c, hint)):
        return answer
    return replace(answer, status="fout", log="a known plan is better than what the engine calls best")


def stop(answer: EngineAntwoord) -> NoReturn:
    """Raise what an answer without proof means."""
    if answer.status == "onoplosbaar":
        raise Onmogelijk
    if answer.status == "gestopt":
        raise NietKlaar(answer.grens)
    raise Mislukt(f"{answer.engine}: {answer.status} {answer.log[-400:]}")
