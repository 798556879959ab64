"""Programs with optima known by hand, and one for every fault that an engine is known to have.

A new fault of an engine gets its smallest program here: then every engine is asked about it for ever.
"""

from __future__ import annotations

import numpy as np

from support.programs import voorbeeld
from verdeling.solver.engines import MOTOREN, EngineAntwoord
from verdeling.solver.program import Bouw, Doel, Program, Rij
from verdeling.solver.workers import POOL

R = Rij("kanarie", "NL")


def vraag(name: str, program: Program, **options) -> EngineAntwoord:
    """One solve of the first goal; CBC in its worker process."""
    arrays = program.arrays
    c = np.zeros(arrays.aantal, dtype=np.int64)
    goal = program.doelen[0]
    c[goal.kolommen] = goal.coefs if goal.zin == "min" else -goal.coefs
    return POOL.roep(MOTOREN[name], "motorproef:vraag", name, arrays, c, options)


def rugzak() -> Program:
    """Knapsack: weights 5 4 6 3, values 10 40 30 50, capacity 10: the second and the fourth, 90."""
    bouw = Bouw()
    x = bouw.variabelen("x", [(c,) for c in "abcd"], 0, 1)
    bouw.rij(R, x, [5, 4, 6, 3], boven=10)
    bouw.doel(Doel("waarde", x, [10, 40, 30, 50], "max"))
    return bouw.klaar()


def toewijzing() -> Program:
    """Assignment of three to three; costs 4 1 3 / 2 0 5 / 3 2 2: the cheapest is 1 + 2 + 2 = 5."""
    bouw = Bouw()
    x = bouw.variabelen("x", [(str(i), str(j)) for i in range(3) for j in range(3)], 0, 1)
    square = x.reshape(3, 3)
    for k in range(3):
        bouw.rij(R, square[k], 1, 1, 1)
        bouw.rij(R, square[:, k], 1, 1, 1)
    bouw.doel(Doel("kosten", x, [4, 1, 3, 2, 0, 5, 3, 2, 2]))
    return bouw.klaar()


def gat() -> Program:
    """6x + 10y = 15 has no whole solution, though the relaxation has."""
    bouw = Bouw()
    x = bouw.variabelen("x", [("x",), ("y",)], 0, 100)
    bouw.rij(R, x, [6, 10], 15, 15)
    bouw.doel(Doel("som", x))
    return bouw.klaar()


def munten() -> Program:
    """Fewest coins of 6, 10 and 15 that make 59: 15 + 2·10 + 4·6 takes 7. One column goes below zero."""
    bouw = Bouw()
    x = bouw.variabelen("x", [("6",), ("10",), ("15",)], 0, 9)
    y = bouw.variabelen("y", [("y",)], -5, 5)
    bouw.rij(R, x, [6, 10, 15], 59, 59)
    bouw.rij(R, [x[0], y[0]], [1, 1], 0, 0)
    bouw.doel(Doel("munten", x))
    return bouw.klaar()


def liever_niet() -> Program:
    """Of 245 places each costs 2 500 on a site of 50 to 320, and nothing elsewhere: no site, at 0.

    Fault: the integer preprocessing of CBC 2.10.3 calls a site of 50 places, 125 000, the best.
    """
    bouw = Bouw()
    n, z, s = (int(bouw.variabelen(k, [(k,)], 0, most)[0]) for k, most in (("n", 245), ("z", 1), ("s", 245)))
    bouw.rij(R, [n, s], 1, 245, 245)
    bouw.rij(R, [n, z], [1, -50], onder=0)
    bouw.rij(R, [n, z], [1, -320], boven=0)
    bouw.doel(Doel("euro", [n], 2500))
    return bouw.klaar()


def locatie(
    asked: tuple[int, int] = (10, 4), most: tuple[int, int] = (14, 12), least: int = 7, far: int = 193
) -> Program:
    """Asked 10 and 4; sites of 7 to 14 and of 7 to 12; a place away costs 193: three places go, 579.

    Fault: CP-SAT of OR-Tools 9.15 with its presolve calls one site for all, 772, the best.
    """
    bouw = Bouw()
    n = bouw.variabelen("n", [("1",), ("2",)], 0, most)
    z = bouw.variabelen("z", [("1",), ("2",)], 0, 1)
    f = bouw.variabelen("f", [(g, h) for g in "12" for h in "12"], 0, [asked[0]] * 2 + [asked[1]] * 2)
    for g in (0, 1):
        bouw.rij(R, f[2 * g : 2 * g + 2], 1, asked[g], asked[g])
    for h in (0, 1):
        bouw.rij(R, [n[h], f[h], f[2 + h]], [1, -1, -1], 0, 0)
        bouw.rij(R, [n[h], z[h]], [1, -least], onder=0)
        bouw.rij(R, [n[h], z[h]], [1, -most[h]], boven=0)
    bouw.doel(Doel("nabijheid", [f[1], f[2]], far))
    return bouw.klaar()


def stap() -> Program:
    """Five columns of eights never make 113.

    Fault: CP-SAT of OR-Tools 9.15 calls the program invalid.
    """
    bouw = Bouw()
    x = bouw.variabelen("x", [(c,) for c in "abcde"], [1, 1, 1, 1, 0], [4, 4, 4, 3, 4])
    bouw.rij(R, x, 8, 113, 113)
    bouw.doel(Doel("som", x))
    return bouw.klaar()


def eenheid() -> Program:
    """Of x + y = 1 either costs 2^28: that.

    Fault: SCIP divides a goal by its unit, and a cutoff with it, and then cuts off plans that are as good.
    """
    bouw = Bouw()
    x = bouw.variabelen("x", [(c,) for c in "xy"], 0, 1)
    bouw.rij(R, x, 1, 1, 1)
    bouw.doel(Doel("euro", x, 2**28))
    return bouw.klaar()


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
