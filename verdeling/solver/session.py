"""One engine with a deadline: the only way in which the goals of a component ask for a solve."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Final, NoReturn

import numpy as np

from verdeling.solver.arrays import INFINITE, Arrays, LowerBound, in_largest_unit, lower_bound, within_value
from verdeling.solver.engine_names import BELIEVED
from verdeling.solver.engines import EngineAnswer, EngineMissing, engine, relaxation
from verdeling.solver.engines.base import Floats, Minimise, rounded
from verdeling.solver.goals import Ints

AS_ROW: Final = 2**18
"""Largest sum that a row keeps apart from the next one: an engine may break a row by a share of 1e-6."""
PATIENCE: Final = 30.0
"""Seconds for another engine to confirm that there is no plan."""
SECOND_LOOK: Final = {"cbc": 10.0}
"""Seconds for an engine that may take very long to see that nothing is better; its own proof then stands."""
NO_PLAN: Final = ("infeasible", "cut_off")
"""What an engine says when it sees no plan."""


class Impossible(Exception):
    """No plan satisfies the rows."""


class Unfinished(Exception):
    """The engine stopped before it had a proof; the argument is its lower bound."""


class Failed(Exception):
    """The engine gave no usable answer; the argument is what it told."""


class Refuted(Failed):
    """There is a better plan than the one that the engine calls best."""

    def __init__(self, value: int, better: int) -> None:
        super().__init__(f"{better} is better than {value}")
        self.value, self.better = value, better


class Session:
    """An engine, the time it may still use and the solves it has done.

    Parameters
    ----------
    name
        Name of the engine.
    deadline
        Moment at which to stop, as ``time.time()``; None is no limit.
    seed
        Seed of the engine.
    certain
        Ask once more, in another way, whether something better exists than what the engine calls best.
    """

    def __init__(self, name: str, deadline: float | None, seed: int, certain: bool = False) -> None:
        self.name = name
        self._minimise = engine(name)
        self.certain = certain or name not in BELIEVED
        self._checker = self._minimise if name in ("scip", "cbc") else engine("scip")
        self.deadline = deadline
        self._seed = seed
        self.solves = 0

    def ask(
        self,
        arrays: Arrays,
        c: Ints,
        hint: Ints | None = None,
        cutoff: int | None = None,
        at_most: float | None = None,
    ) -> EngineAnswer:
        """One solve within the time that is left, and within `at_most` seconds."""
        options = {"hint": hint, "cutoff": cutoff}
        answer = believed(self._one_solve(arrays, c, self._minimise, at_most, **options), arrays, c, hint)
        if answer.status == "error":
            # An answer that fails the exact check is a matter of float tolerances: another path may be clean.
            other = self._one_solve(arrays, c, self._minimise, at_most, seed=self._seed + 1)
            answer = believed(other, arrays, c, hint)
        if answer.status in NO_PLAN and self.name not in BELIEVED:
            other = self._one_solve(arrays, c, self._checker, at_most, **options)
            if other.status == "optimal":
                return replace(
                    answer, status="error", log="another engine finds a plan where this one sees none"
                )
            return other
        return answer

    def _one_solve(
        self,
        arrays: Arrays,
        c: Ints,
        minimise: Minimise,
        at_most: float | None = None,
        **options: Any,  # noqa: ANN401
    ) -> EngineAnswer:
        left = at_most
        if self.deadline is not None:
            left = self.deadline - time.time()
            if left <= 0:
                raise Unfinished(-np.inf)
            left = left if at_most is None else min(left, at_most)
        self.solves += 1
        try:
            answer: EngineAnswer = minimise(arrays, c, **{"time_limit": left, "seed": self._seed, **options})
        except EngineMissing:
            raise
        except Exception as error:  # noqa: BLE001  # whatever an engine throws is no answer
            return EngineAnswer("error", None, -np.inf, 0.0, self.name, f"{type(error).__name__}: {error}")
        return answer

    def bare(self, arrays: Arrays, c: Ints) -> EngineAnswer:
        """Ask for the least ``c · x`` once more: without presolve and heuristics, from another seed."""
        return self._one_solve(arrays, c, self._checker, proof_only=True, seed=self._seed + 1)

    def least(self, arrays: Arrays, c: Ints, hint: Ints | None = None) -> Ints:
        """A plan with the proven least ``c · x``.

        Raises
        ------
        Impossible, Unfinished, Failed
        """
        answer = self.ask(arrays, c, hint)
        if answer.x is not None and answer.proves(int(np.dot(c, answer.x))):
            if self.certain:
                self.confirm(arrays, c, answer.x)
            return answer.x
        stop(answer)

    def plan(self, arrays: Arrays) -> Ints | None:
        """Any plan, or None when it is proven that there is none."""
        tight = arrays.tightened()
        if tight is None:
            return None
        nothing = np.zeros(arrays.size, dtype=np.int64)
        answer = self.ask(tight, nothing)
        if answer.status == "infeasible" and self.certain:
            answer = self.bare(tight, nothing)
            if answer.x is not None:
                raise Failed(f"{self.name}: a plan exists where it sees none")
        if answer.status == "infeasible":
            return None
        if answer.x is None:
            stop(answer)
        return answer.x

    def confirm(self, arrays: Arrays, c: Ints, x: Ints) -> bool:
        """Make sure that no plan has a smaller ``c · x``, in another way than the one that found `x`.

        Exactly where the linear relaxation suffices. Else an engine is asked for any plan with one less, as a
        row, so that it need not be believed about its goal. An engine of :data:`SECOND_LOOK` has so many
        seconds for that; when they are over, its own proof of the optimum stands.

        Returns
        -------
        bool
            Whether an engine had to be asked.

        Raises
        ------
        Refuted, Unfinished, Failed
        """
        value = int(np.dot(c, x))
        bound = self.lower_bound(arrays, c)
        if bound is not None:
            if bound.value >= value:
                return False
            arrays = within_value(arrays, bound, value - 1)
        if np.any(arrays.lower > arrays.upper):
            return False
        sum_, unit, fixed = in_largest_unit(arrays, c)
        most = (value - 1 - fixed) // unit
        terms = np.flatnonzero(sum_)
        better = arrays.with_rows([(terms, sum_[terms], -INFINITE, most)]).tightened()
        if better is None:
            return False
        options: dict[str, Any] = {"proof_only": True}
        if max(abs(most), int(np.abs(sum_).max(initial=0))) > AS_ROW:
            better = arrays.with_bounds(np.arange(arrays.size), better.lower, better.upper)
            options["cutoff"] = most
        for seed in (self._seed, self._seed + 1):
            answer = self._one_solve(
                better, sum_, self._checker, SECOND_LOOK.get(self.name), seed=seed, **options
            )
            if answer.status in NO_PLAN:
                return True
            if answer.x is not None and int(np.dot(sum_, answer.x)) <= most:
                raise Refuted(value, int(np.dot(c, answer.x)))
            if answer.x is not None and answer.proves(most + 1):
                return True
            if answer.status == "stopped":
                if self.name in SECOND_LOOK and (self.deadline is None or time.time() < self.deadline):
                    return True
                break
        stop(answer)

    def lower_bound(self, arrays: Arrays, c: Ints) -> LowerBound | None:
        """Exact bound of ``c · x`` that the linear relaxation supports."""
        found = relaxation(self.name)(arrays, c)
        return None if found is None else lower_bound(arrays, c, found[1])

    def linear(self, arrays: Arrays, c: Ints) -> tuple[Ints, Floats] | None:
        """A plan with the least ``c · x`` from the linear relaxation alone, and multipliers that prove it.

        None when its optimum is not whole, or when the bound in whole numbers does not reach it.
        """
        found = relaxation(self.name)(arrays, c)
        if found is None:
            return None
        x, bound = rounded(arrays, found[0]), lower_bound(arrays, c, found[1])
        proven = x is not None and bound is not None and bound.value >= int(np.dot(c, x))
        return (x, found[1]) if x is not None and proven else None


def believed(answer: EngineAnswer, arrays: Arrays, c: Ints, hint: Ints | None) -> EngineAnswer:
    """The answer, or ``error`` when exact arithmetic or the plan that is known already contradicts it."""
    # Columns may be off by 1e-6 each in what the engine computed; its bound by no more than that.
    off = 0.5 + 1e-6 * float(np.abs(c).sum())
    if answer.x is not None and answer.bound > int(np.dot(c, answer.x)) + off:
        return replace(answer, status="error", log="a bound above the value of the plan")
    if hint is None or answer.status not in ("infeasible", "optimal") or not arrays.holds(hint):
        return answer
    if answer.x is not None and int(np.dot(c, answer.x)) <= int(np.dot(c, hint)):
        return answer
    return replace(answer, status="error", log="a known plan is better than what the engine calls best")


def without_plan(arrays: Arrays, engine: str, deadline: float | None) -> bool | None:
    """Whether rows have no plan, in another way than by the engine that says so; None when that is not known.

    By exact propagation, else by another engine; where that takes long, by SCIP without its usual ways.
    """
    tight = arrays.tightened()
    if tight is None:
        return True
    nothing = np.zeros(arrays.size, dtype=np.int64)
    try:
        answer = Session("highs" if engine == "scip" else "scip", deadline, 0).ask(
            tight, nothing, at_most=PATIENCE
        )
        if answer.x is None and answer.status not in NO_PLAN:
            answer = Session("scip", deadline, 1).bare(tight, nothing)
    except Unfinished:
        return None
    if answer.x is not None:
        return False
    return True if answer.status in NO_PLAN else None


def stop(answer: EngineAnswer) -> NoReturn:
    """Raise what an answer without proof means."""
    if answer.status == "infeasible":
        raise Impossible
    if answer.status == "stopped":
        raise Unfinished(answer.bound)
    raise Failed(f"{answer.engine}: {answer.status} {answer.log[-400:]}")
