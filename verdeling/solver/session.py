"""One engine with a deadline: the only way in which the goals of a component ask for a solve."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Final, NoReturn

import numpy as np

from verdeling.solver.arrays import ONEINDIG, Arrays, Ondergrens, binnen_waarde, kleinst, ondergrens
from verdeling.solver.engines import EngineAntwoord, EngineOntbreekt, engine, relaxatie
from verdeling.solver.engines.base import Floats, LosOp, gerond
from verdeling.solver.goals import Ints

ALS_RIJ: Final = 2**18
"""Largest sum that a row keeps apart from the next one: an engine may break a row by a share of 1e-6."""
GEDULD: Final = 30.0
"""Seconds for another engine to confirm that there is no plan."""
NEE: Final = ("onoplosbaar", "afgekapt")
"""What an engine says when it sees no plan."""


class Onmogelijk(Exception):
    """No plan satisfies the rows."""


class NietKlaar(Exception):
    """The engine stopped before it had a proof; the argument is its lower bound."""


class Mislukt(Exception):
    """The engine gave no usable answer; the argument is what it told."""


class Weerlegd(Mislukt):
    """There is a better plan than the one that the engine calls best."""

    def __init__(self, waarde: int, beter: int) -> None:
        super().__init__(f"{beter} is better than {waarde}")
        self.waarde, self.beter = waarde, beter


class Motor:
    """An engine, the time it may still use and the solves it has done.

    Parameters
    ----------
    name
        Name of the engine.
    einde
        Moment at which to stop, as ``time.time()``; None is no limit.
    seed
        Seed of the engine.
    zeker
        Ask once more, in another way, whether something better exists than what the engine calls best.
    """

    def __init__(self, name: str, einde: float | None, seed: int, zeker: bool = False) -> None:
        self.naam = name
        self._los_op = engine(name)
        # CP-SAT is known to be wrong at times, so it is never believed alone.
        self.zeker = zeker or name == "cpsat"
        self._toets = self._los_op if name in ("scip", "cbc") else engine("scip")
        self.einde = einde
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
        options = {"hint": hint, "cutoff": cutoff}
        answer = geloofd(self._keer(arrays, c, self._los_op, hoogstens, **options), arrays, c, hint)
        if answer.status == "fout":
            # An answer that fails the exact check is a matter of float tolerances: another path may be clean.
            other = self._keer(arrays, c, self._los_op, hoogstens, seed=self._seed + 1)
            answer = geloofd(other, arrays, c, hint)
        if answer.status in NEE and self.naam == "cpsat":
            other = self._keer(arrays, c, self._toets, hoogstens, **options)
            if other.status == "optimaal":
                return replace(
                    answer, status="fout", log="another engine finds a plan where this one sees none"
                )
            return other
        return answer

    def _keer(
        self,
        arrays: Arrays,
        c: Ints,
        los_op: LosOp,
        hoogstens: float | None = None,
        **options: Any,  # noqa: ANN401
    ) -> EngineAntwoord:
        left = hoogstens
        if self.einde is not None:
            left = self.einde - time.time()
            if left <= 0:
                raise NietKlaar(-np.inf)
            left = left if hoogstens is None else min(left, hoogstens)
        self.keer += 1
        try:
            answer: EngineAntwoord = los_op(arrays, c, **{"time_limit": left, "seed": self._seed, **options})
        except EngineOntbreekt:
            raise
        except Exception as error:  # noqa: BLE001  # whatever an engine throws is no answer
            return EngineAntwoord("fout", None, -np.inf, 0.0, self.naam, f"{type(error).__name__}: {error}")
        return answer

    def kaal(self, arrays: Arrays, c: Ints) -> EngineAntwoord:
        """Ask for the least ``c · x`` once more: without presolve and heuristics, from another seed."""
        return self._keer(arrays, c, self._toets, toets=True, seed=self._seed + 1)

    def least(self, arrays: Arrays, c: Ints, hint: Ints | None = None) -> Ints:
        """A plan with the proven least ``c · x``.

        Raises
        ------
        Onmogelijk, NietKlaar, Mislukt
        """
        answer = self.vraag(arrays, c, hint)
        if answer.x is not None and answer.bewijst(int(np.dot(c, answer.x))):
            if self.zeker:
                self.bevestig(arrays, c, answer.x)
            return answer.x
        stop(answer)

    def plan(self, arrays: Arrays) -> Ints | None:
        """Any plan, or None when it is proven that there is none."""
        tight = arrays.strakker()
        if tight is None:
            return None
        nothing = np.zeros(arrays.aantal, dtype=np.int64)
        answer = self.vraag(tight, nothing)
        if answer.status == "onoplosbaar" and self.zeker:
            answer = self.kaal(tight, nothing)
            if answer.x is not None:
                raise Mislukt(f"{self.naam}: a plan exists where it sees none")
        if answer.status == "onoplosbaar":
            return None
        if answer.x is None:
            stop(answer)
        return answer.x

    def bevestig(self, arrays: Arrays, c: Ints, x: Ints) -> bool:
        """Make sure that no plan has a smaller ``c · x``, in another way than the one that found `x`.

        Exactly where the linear relaxation suffices. Else an engine is asked for any plan with one less, as a
        row, so that it need not be believed about its goal.

        Returns
        -------
        bool
            Whether an engine had to be asked.

        Raises
        ------
        Weerlegd, NietKlaar, Mislukt
        """
        value = int(np.dot(c, x))
        bound = self.ondergrens(arrays, c)
        if bound is not None:
            if bound.waarde >= value:
                return False
            arrays = binnen_waarde(arrays, bound, value - 1)
        if np.any(arrays.onder > arrays.boven):
            return False
        sum_, unit, fixed = kleinst(arrays, c)
        most = (value - 1 - fixed) // unit
        terms = np.flatnonzero(sum_)
        better = arrays.met_rijen([(terms, sum_[terms], -ONEINDIG, most)]).strakker()
        if better is None:
            return False
        options: dict[str, Any] = {"toets": True}
        if max(abs(most), int(np.abs(sum_).max(initial=0))) > ALS_RIJ:
            better = arrays.met_grenzen(np.arange(arrays.aantal), better.onder, better.boven)
            options["cutoff"] = most
        for seed in (self._seed, self._seed + 1):
            answer = self._keer(better, sum_, self._toets, seed=seed, **options)
            if answer.status in NEE:
                return True
            if answer.x is not None and int(np.dot(sum_, answer.x)) <= most:
                raise Weerlegd(value, int(np.dot(c, answer.x)))
            if answer.x is not None and answer.bewijst(most + 1):
                return True
            if answer.status == "gestopt":
                break
        stop(answer)

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
    """The answer, or ``fout`` when exact arithmetic or the plan that is known already contradicts it."""
    # Columns may be off by 1e-6 each in what the engine computed; its bound by no more than that.
    off = 0.5 + 1e-6 * float(np.abs(c).sum())
    if answer.x is not None and answer.grens > int(np.dot(c, answer.x)) + off:
        return replace(answer, status="fout", log="a bound above the value of the plan")
    if hint is None or answer.status not in ("onoplosbaar", "optimaal") or not arrays.klopt(hint):
        return answer
    if answer.x is not None and int(np.dot(c, answer.x)) <= int(np.dot(c, hint)):
        return answer
    return replace(answer, status="fout", log="a known plan is better than what the engine calls best")


def zonder_plan(arrays: Arrays, engine: str, einde: float | None) -> bool | None:
    """Whether rows have no plan, in another way than by the engine that says so; None when that is not known.

    By exact propagation, else by another engine; where that takes long, by SCIP without its usual ways.
    """
    tight = arrays.strakker()
    if tight is None:
        return True
    nothing = np.zeros(arrays.aantal, dtype=np.int64)
    try:
        answer = Motor("highs" if engine == "scip" else "scip", einde, 0).vraag(
            tight, nothing, hoogstens=GEDULD
        )
        if answer.x is None and answer.status not in NEE:
            answer = Motor("scip", einde, 1).kaal(tight, nothing)
    except NietKlaar:
        return None
    if answer.x is not None:
        return False
    return True if answer.status in NEE else None


def stop(answer: EngineAntwoord) -> NoReturn:
    """Raise what an answer without proof means."""
    if answer.status == "onoplosbaar":
        raise Onmogelijk
    if answer.status == "gestopt":
        raise NietKlaar(answer.grens)
    raise Mislukt(f"{answer.engine}: {answer.status} {answer.log[-400:]}")
