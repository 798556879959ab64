"""Programs with optima known by hand, and one for every fault that an engine is known to have.

A new fault of an engine gets its smallest program here: then every engine is asked about it for ever.
"""

from __future__ import annotations

import numpy as np

from support import engine_call
from support.programs import voorbeeld
from verdeling.solver import Builder, Program, RowTag, SumGoal
from verdeling.solver.engines import ENGINES, EngineAnswer
from verdeling.solver.workers import POOL

R = RowTag("kanarie", "NL")


def vraag(name: str, program: Program, **options) -> EngineAnswer:
    """One solve of the first goal; CBC in its worker process."""
    arrays = program.arrays
    c = np.zeros(arrays.size, dtype=np.int64)
    goal = program.goals[0]
    c[goal.columns] = goal.coefs if goal.sense == "min" else -goal.coefs
    return POOL.call(ENGINES[name], engine_call.vraag, name, arrays, c, options)


def rugzak() -> Program:
    """Knapsack: weights 5 4 6 3, values 10 40 30 50, capacity 10: the second and the fourth, 90."""
    bouw = Builder()
    x = bouw.variables("x", [(c,) for c in "abcd"], 0, 1)
    bouw.row(R, x, [5, 4, 6, 3], upper=10)
    bouw.goal(SumGoal("waarde", x, [10, 40, 30, 50], "max"))
    return bouw.freeze()


def toewijzing() -> Program:
    """Assignment of three to three; costs 4 1 3 / 2 0 5 / 3 2 2: the cheapest is 1 + 2 + 2 = 5."""
    bouw = Builder()
    x = bouw.variables("x", [(str(i), str(j)) for i in range(3) for j in range(3)], 0, 1)
    square = x.reshape(3, 3)
    for k in range(3):
        bouw.row(R, square[k], 1, 1, 1)
        bouw.row(R, square[:, k], 1, 1, 1)
    bouw.goal(SumGoal("kosten", x, [4, 1, 3, 2, 0, 5, 3, 2, 2]))
    return bouw.freeze()


def gat() -> Program:
    """6x + 10y = 15 has no whole solution, though the relaxation has."""
    bouw = Builder()
    x = bouw.variables("x", [("x",), ("y",)], 0, 100)
    bouw.row(R, x, [6, 10], 15, 15)
    bouw.goal(SumGoal("som", x))
    return bouw.freeze()


def munten() -> Program:
    """Fewest coins of 6, 10 and 15 that make 59: 15 + 2·10 + 4·6 takes 7. One column goes below zero."""
    bouw = Builder()
    x = bouw.variables("x", [("6",), ("10",), ("15",)], 0, 9)
    y = bouw.variables("y", [("y",)], -5, 5)
    bouw.row(R, x, [6, 10, 15], 59, 59)
    bouw.row(R, [x[0], y[0]], [1, 1], 0, 0)
    bouw.goal(SumGoal("munten", x))
    return bouw.freeze()


def liever_niet() -> Program:
    """Of 245 places each costs 2 500 on a site of 50 to 320, and nothing elsewhere: no site, at 0.

    Fault: the integer preprocessing of CBC 2.10.3 calls a site of 50 places, 125 000, the best.
    """
    bouw = Builder()
    n, z, s = (int(bouw.variables(k, [(k,)], 0, most)[0]) for k, most in (("n", 245), ("z", 1), ("s", 245)))
    bouw.row(R, [n, s], 1, 245, 245)
    bouw.row(R, [n, z], [1, -50], lower=0)
    bouw.row(R, [n, z], [1, -320], upper=0)
    bouw.goal(SumGoal("euro", [n], 2500))
    return bouw.freeze()


def locatie(
    asked: tuple[int, int] = (10, 4), most: tuple[int, int] = (14, 12), least: int = 7, far: int = 193
) -> Program:
    """Asked 10 and 4; sites of 7 to 14 and of 7 to 12; a place away costs 193: three places go, 579.

    Fault: CP-SAT of OR-Tools 9.15 with its presolve calls one site for all, 772, the best.
    """
    bouw = Builder()
    n = bouw.variables("n", [("1",), ("2",)], 0, most)
    z = bouw.variables("z", [("1",), ("2",)], 0, 1)
    f = bouw.variables("f", [(g, h) for g in "12" for h in "12"], 0, [asked[0]] * 2 + [asked[1]] * 2)
    for g in (0, 1):
        bouw.row(R, f[2 * g : 2 * g + 2], 1, asked[g], asked[g])
    for h in (0, 1):
        bouw.row(R, [n[h], f[h], f[2 + h]], [1, -1, -1], 0, 0)
        bouw.row(R, [n[h], z[h]], [1, -least], lower=0)
        bouw.row(R, [n[h], z[h]], [1, -most[h]], upper=0)
    bouw.goal(SumGoal("nabijheid", [f[1], f[2]], far))
    return bouw.freeze()


def stap() -> Program:
    """Five columns of eights never make 113.

    Fault: CP-SAT of OR-Tools 9.15 calls the program invalid.
    """
    bouw = Builder()
    x = bouw.variables("x", [(c,) for c in "abcde"], [1, 1, 1, 1, 0], [4, 4, 4, 3, 4])
    bouw.row(R, x, 8, 113, 113)
    bouw.goal(SumGoal("som", x))
    return bouw.freeze()


def eenheid() -> Program:
    """Of x + y = 1 either costs 2^28: that.

    Fault: SCIP divides a goal by its unit, and a cutoff with it, and then cuts off plans that are as good.
    """
    bouw = Builder()
    x = bouw.variables("x", [(c,) for c in "xy"], 0, 1)
    bouw.row(R, x, 1, 1, 1)
    bouw.goal(SumGoal("euro", x, 2**28))
    return bouw.freeze()


KANARIES = [
    (rugzak, -90),
    (toewijzing, 5),
    (gat, None),
    (munten, 7),
    (voorbeeld, 1300),
    (liever_niet, 0),
    (locatie, 579),
    (stap, None),
    (eenheid, 2**28),
]
"""Makers with the optimum of the first goal as it is minimised; None where there is no plan."""
