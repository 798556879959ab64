"""Controlled rounding: a table of shares to whole numbers so that rows and columns both add up."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from verdeling.errors import ModelError


def gecontroleerd(
    rijen: Sequence[int], kolommen: Sequence[int], volgorde: Sequence[int] | None = None
) -> tuple[tuple[int, ...], ...]:
    """Round the table x_ij = rij_i × kolom_j / Σrij so that every row and every column adds up.

    Each cell becomes the whole number below or above it, and the sum of |rounded − unrounded| is the least
    possible. Such a rounding always exists: the unrounded cells are a flow from rows to columns with whole
    supplies and demands, and a flow problem with whole bounds that has a solution has a whole one.

    The rows start with their own best rounding. Columns with too many places then hand them to columns with
    too few along the cheapest path of swaps inside rows (successive shortest paths), which keeps the
    rounding the best one for its column sums at every step.

    Parameters
    ----------
    rijen
        Whole row totals, for example the figure per gemeente.
    kolommen
        Whole column totals with the same sum, for example the parts of a task.
    volgorde
        Rank per row: the lower rank is rounded up first where the error is the same either way.

    Returns
    -------
    tuple of rows
        Whole numbers, one tuple per row.

    Raises
    ------
    ModelError
        Negative totals, or rows and columns with different sums.
    """
    som = sum(rijen)
    if som != sum(kolommen):
        raise ModelError.een("V305", rijen=som, kolommen=sum(kolommen))
    if min(rijen, default=0) < 0 or min(kolommen, default=0) < 0:
        raise ModelError.een("V303", totaal=min(*rijen, *kolommen))
    if som == 0:
        return tuple([(0,) * len(kolommen) for _ in rijen])
    resten = [[r * k % som for k in kolommen] for r in rijen]
    omhoog = [_beste_rij(rest, som) for rest in resten]
    onder = [[r * k // som for k in kolommen] for r in rijen]
    tekort = [
        k - sum(rij[j] for rij in onder) - sum(rij[j] for rij in omhoog) for j, k in enumerate(kolommen)
    ]
    _herstel(omhoog, resten, tekort, range(len(rijen)) if volgorde is None else volgorde)
    return tuple(
        [tuple([a + b for a, b in zip(o, u, strict=True)]) for o, u in zip(onder, omhoog, strict=True)]
    )


def _beste_rij(rest: list[int], som: int) -> list[bool]:
    """Round up the cells with the largest remainders, as many as the row needs; first column first."""
    aantal = sum(rest) // som
    hoogste = sorted(range(len(rest)), key=lambda j: (-rest[j], j))[:aantal]
    return [j in hoogste for j in range(len(rest))]


Hopen = dict[tuple[int, int], list[tuple[int, int, int]]]


def _herstel(
    omhoog: list[list[bool]], resten: list[list[int]], tekort: list[int], rang: Sequence[int]
) -> None:
    """Move roundings up from columns with a surplus to columns with a shortage, cheapest path first."""
    kolommen = range(len(tekort))
    hopen: Hopen = {(a, b): [] for a in kolommen for b in kolommen if a != b}

    def meld(i: int) -> None:
        for (a, b), hoop in hopen.items():
            if _kan(omhoog[i], resten[i], a, b):
                heapq.heappush(hoop, (resten[i][a] - resten[i][b], rang[i], i))

    for i in range(len(omhoog)):
        meld(i)
    while any(tekort):
        pad = _kortste_pad(hopen, omhoog, resten, tekort)
        ruilen = [(hopen[stap][0][2], *stap) for stap in zip(pad, pad[1:], strict=False)]
        for i, a, b in ruilen:
            omhoog[i][a], omhoog[i][b] = False, True
        for i in sorted({i for i, _, _ in ruilen}):
            meld(i)
        tekort[pad[0]] += 1
        tekort[pad[-1]] -= 1


def _kan(omhoog: list[bool], rest: list[int], a: int, b: int) -> bool:
    return omhoog[a] and not omhoog[b] and rest[b] > 0


def _kortste_pad(
    hopen: Hopen, omhoog: list[list[bool]], resten: list[list[int]], tekort: list[int]
) -> list[int]:
    """Cheapest path from a surplus column to a short one over the best swap per pair (Bellman-Ford)."""
    prijs: dict[tuple[int, int], int] = {}
    for (a, b), hoop in hopen.items():
        while hoop and not _kan(omhoog[hoop[0][2]], resten[hoop[0][2]], a, b):
            heapq.heappop(hoop)
        if hoop:
            prijs[a, b] = hoop[0][0]
    pad = {j: (0, [j]) for j, t in enumerate(tekort) if t < 0}
    for _ in tekort:
        for (a, b), kosten in prijs.items():
            if a in pad and (b not in pad or pad[a][0] + kosten < pad[b][0]):
                pad[b] = (pad[a][0] + kosten, [*pad[a][1], b])
    _, _, doel = min((pad[j][0], len(pad[j][1]), j) for j, t in enumerate(tekort) if t > 0 and j in pad)
    return pad[doel][1]
