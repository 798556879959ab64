"""SCIP, HiGHS and CP-SAT inside OR-Tools, through MathOpt.

The model is written as arrays into one protocol buffer and handed to the compiled solver, without a Python
object per variable: building takes about a millisecond for a few thousand of them. Only numpy and the
compiled module are imported, which keeps the start of a worker short.
"""

from __future__ import annotations

import time
from typing import Any, Final

import numpy as np

from verdeling.solver.arrays import INFINITE, Arrays, in_largest_unit
from verdeling.solver.engines.base import EngineAnswer, EngineMissing, Floats, Status, rounded
from verdeling.solver.goals import Ints
from verdeling.solver.progress import REPORTER

try:
    from ortools.math_opt import (
        callback_pb2,
        model_parameters_pb2,
        model_pb2,
        model_update_pb2,
        parameters_pb2,
        result_pb2,
    )
    from ortools.math_opt.core.python import solver
    from pybind11_abseil.status import StatusNotOk  # type: ignore[import-untyped]
except ImportError as error:
    raise EngineMissing(str(error)) from error

KINDS: Final = {
    "scip": parameters_pb2.SOLVER_TYPE_GSCIP,
    "highs": parameters_pb2.SOLVER_TYPE_HIGHS,
    "cpsat": parameters_pb2.SOLVER_TYPE_CP_SAT,
}
STATUS: Final[dict[int, Status]] = {
    result_pb2.TERMINATION_REASON_OPTIMAL: "optimal",
    result_pb2.TERMINATION_REASON_INFEASIBLE: "infeasible",
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED: "infeasible",
    result_pb2.TERMINATION_REASON_FEASIBLE: "stopped",
    result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND: "stopped",
}


def _model(arrays: Arrays, c: Ints, whole: bool) -> Any:  # noqa: ANN401
    model = model_pb2.ModelProto()
    columns, rows = arrays.size, len(arrays.row_lower)
    model.variables.ids.extend(range(columns))
    model.variables.lower_bounds.extend(arrays.lower.astype(float).tolist())
    model.variables.upper_bounds.extend(arrays.upper.astype(float).tolist())
    model.variables.integers.extend([whole] * columns)
    low = np.where(arrays.row_lower <= -INFINITE, -np.inf, arrays.row_lower)
    high = np.where(arrays.row_upper >= INFINITE, np.inf, arrays.row_upper)
    model.linear_constraints.ids.extend(range(rows))
    model.linear_constraints.lower_bounds.extend(low.tolist())
    model.linear_constraints.upper_bounds.extend(high.tolist())
    # The protocol wants entries by row, then by column.
    order = np.lexsort((arrays.columns, arrays.row_of))
    model.linear_constraint_matrix.row_ids.extend(arrays.row_of.tolist())
    model.linear_constraint_matrix.column_ids.extend(arrays.columns[order].tolist())
    model.linear_constraint_matrix.coefficients.extend(arrays.coefs[order].astype(float).tolist())
    terms = np.flatnonzero(c)
    model.objective.linear_coefficients.ids.extend(terms.tolist())
    model.objective.linear_coefficients.values.extend(c[terms].astype(float).tolist())
    return model


def _solve(model: Any, kind: int, params: Any, hints: Any) -> Any:  # noqa: ANN401
    listens = REPORTER.listener is not None and kind == KINDS["scip"]
    return solver.solve(
        model,
        kind,
        parameters_pb2.SolverInitializerProto(),
        params,
        hints,
        REPORTER.lines if listens else None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )


def minimise(
    arrays: Arrays,
    c: Ints,
    *,
    engine: str,
    time_limit: float | None = None,
    hint: Ints | None = None,
    cutoff: int | None = None,
    seed: int = 0,
    proof_only: bool = False,
) -> EngineAnswer:
    """Minimise ``c · x`` with one of the engines of OR-Tools, one thread.

    Parameters
    ----------
    engine
        ``scip``, ``highs`` or ``cpsat``.
    time_limit
        Seconds; None is no limit.
    hint
        A plan to start from.
    cutoff
        Only plans with a value up to this one are of interest; only SCIP uses it.
    seed
        Seed of the engine. The answer must not depend on it, only the time may.
    proof_only
        No plan is expected: only the proof counts.
    """
    goal, unit, fixed = c, 1, 0
    params = parameters_pb2.SolveParametersProto(random_seed=seed)
    params.relative_gap_tolerance = 0
    params.absolute_gap_tolerance = 0
    if engine != "highs":
        params.threads = 1
    if engine == "scip":
        # On programs of this size most time goes into what is meant for large ones: presolving that restarts,
        # rounds of cuts that no longer lift the bound, heuristics. A few dozen nodes are cheaper.
        params.presolve = parameters_pb2.EMPHASIS_LOW
        params.heuristics = parameters_pb2.EMPHASIS_LOW
        params.gscip.int_params["separating/maxroundsroot"] = 3
        # SCIP would divide the goal, and a cutoff with it, by the unit that it finds: half over a unit above
        # 500 000 is less than its tolerance, and plans exactly as good as the cutoff would be cut off.
        params.gscip.bool_params["misc/scaleobj"] = False
        if cutoff is not None:
            goal, unit, fixed = in_largest_unit(arrays, c)
            params.cutoff_limit = (cutoff - fixed) // unit + 0.5
        if cutoff is not None or proof_only:
            # Nothing as good is expected: what counts is the proof, not finding plans.
            params.presolve = params.heuristics = parameters_pb2.EMPHASIS_OFF
    if engine == "cpsat":
        # With its presolve, CP-SAT of OR-Tools 9.15 calls plans optimal that are not: see the canaries.
        params.presolve = parameters_pb2.EMPHASIS_OFF
    if time_limit is not None:
        params.time_limit.FromNanoseconds(int(time_limit * 1e9))
    hints = model_parameters_pb2.ModelSolveParametersProto()
    if hint is not None and engine != "highs":
        values = hints.solution_hints.add().variable_values
        values.ids.extend(range(len(hint)))
        values.values.extend(hint.astype(float).tolist())
    began = time.perf_counter()
    try:
        result = _solve(_model(arrays, goal, True), KINDS[engine], params, hints)
    except StatusNotOk as error:
        # SCIP may end "optimal without a plan" when nothing is as good as the cutoff: no proof, ask anew.
        if cutoff is not None:
            return minimise(
                arrays, c, engine=engine, time_limit=time_limit, hint=hint, seed=seed, proof_only=proof_only
            )
        return EngineAnswer("error", None, -np.inf, time.perf_counter() - began, engine, str(error))
    seconds = time.perf_counter() - began
    end = result.termination
    status: Status = STATUS.get(end.reason, "error")
    if end.limit == result_pb2.LIMIT_CUTOFF:
        status = "cut_off"
    x, log = None, str(end.detail)
    if result.solutions and status in ("optimal", "stopped"):
        x = rounded(arrays, _vector(arrays.size, result.solutions[0].primal_solution.variable_values))
        if x is None and status == "optimal":
            status, log = "error", "the plan does not satisfy every row after rounding"
    bound = fixed + unit * float(end.objective_bounds.dual_bound)
    return EngineAnswer(status, x, bound, seconds, engine, log)


def relaxation(arrays: Arrays, c: Ints) -> tuple[Floats, Floats] | None:
    """Columns and row multipliers in the linear relaxation of ``min c · x``; None when there are none."""
    params = parameters_pb2.SolveParametersProto(threads=1)
    hints = model_parameters_pb2.ModelSolveParametersProto()
    result = _solve(_model(arrays, c, False), parameters_pb2.SOLVER_TYPE_GLOP, params, hints)
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    solution = result.solutions[0]
    return (
        _vector(arrays.size, solution.primal_solution.variable_values),
        _vector(len(arrays.row_lower), solution.dual_solution.dual_values),
    )


class Relaxed:
    """The linear relaxation of rows, solved by GLOP again and again from where it ended."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        nothing = np.zeros(arrays.size, dtype=np.int64)
        kind, init = parameters_pb2.SOLVER_TYPE_GLOP, parameters_pb2.SolverInitializerProto()
        self._state = nothing, arrays.lower, arrays.upper
        self._solver = solver.new(kind, _model(arrays, nothing, False), init)

    def minimise(self, c: Ints, lower: Ints, upper: Ints) -> tuple[float, Floats, Floats] | None:
        """Least ``c · x`` within these bounds, columns and row multipliers; None when there is none."""
        update = model_update_pb2.ModelUpdateProto()
        fields = (
            update.objective_updates.linear_coefficients,
            update.variable_updates.lower_bounds,
            update.variable_updates.upper_bounds,
        )
        for field, before, now in zip(fields, self._state, (c, lower, upper), strict=True):
            changed = np.flatnonzero(before != now)
            field.ids.extend(changed.tolist())
            field.values.extend(now[changed].astype(float).tolist())
        self._state = c, lower, upper
        self._solver.update(update)
        result = self._solver.solve(
            parameters_pb2.SolveParametersProto(threads=1, presolve=parameters_pb2.EMPHASIS_OFF),
            model_parameters_pb2.ModelSolveParametersProto(),
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
        if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
            return None
        found = result.solutions[0]
        x = _vector(self.arrays.size, found.primal_solution.variable_values)
        y = _vector(len(self.arrays.row_lower), found.dual_solution.dual_values)
        return float(np.dot(c, x)), x, y


def _vector(count: int, found: Any) -> Floats:  # noqa: ANN401
    """Sparse values as a vector."""
    values = np.zeros(count)
    values[list(found.ids)] = list(found.values)
    return values
