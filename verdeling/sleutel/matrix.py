"""Controlled rounding: a table of shares to whole numbers so that rows and columns both add up."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Sequence

from verdeling.errors import ModelError
from verdeling.sleutel.apportionment import Gelijkstand


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
        Rank per row: where the error is the same either way, the row with the lower rank has the place of the
        earlier column.

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
    negatief = [totaal for totaal in (*rijen, *kolommen) if totaal < 0]
    if negatief:
        raise ModelError.een("V303", totaal=negatief[0])
    if som == 0:
        return tuple([(0,) * len(kolommen) for _ in rijen])
    resten = [[r * k % som for k in kolommen] for r in rijen]
    omhoog = [_best_row(rest, som) for rest in resten]
    onder = [[r * k // som for k in kolommen] for r in rijen]
    tekort = [
        k - sum(rij[j] for rij in onder) - sum(rij[j] for rij in omhoog) for j, k in enumerate(kolommen)
    ]
    _herstel(omhoog, resten, tekort, range(len(rijen)) if volgorde is None else volgorde)
    return tuple(
        [tuple([a + b for a, b in zip(o, u, strict=True)]) for o, u in zip(onder, omhoog, strict=True)]
    )


def _best_row(rest: list[int], som: int) -> list[bool]:
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
                voorrang = rang[i] if b < a else -rang[i]
                heapq.heappush(hoop, (resten[i][a] - resten[i][b], voorrang, i))

    for i in range(len(omhoog)):
        meld(i)
    while any(tekort):
        pad = _shortest_path(hopen, omhoog, resten, tekort)
        geruild = set()
        for a, b in itertools.pairwise(pad):
            _, _, i = hopen[a, b][0]
            omhoog[i][a], omhoog[i][b] = False, True
            geruild.add(i)
        for i in sorted(geruild):
            meld(i)
        van, *_, naar = pad
        tekort[van] += 1
        tekort[naar] -= 1


def _kan(omhoog: list[bool], rest: list[int], a: int, b: int) -> bool:
    return omhoog[a] and not omhoog[b] and rest[b] > 0


def _shortest_path(
    hopen: Hopen, omhoog: list[list[bool]], resten: list[list[int]], tekort: list[int]
) -> list[int]:
    """Cheapest path from any surplus column to the first short one (Bellman-Ford over the best swaps).

    Every short column can be reached, for the table can be rounded; which one comes first does not matter.
    """
    prijs: dict[tuple[int, int], int] = {}
    for (a, b), hoop in hopen.items():
        while hoop:
            kosten, _, i = hoop[0]
            if _kan(omhoog[i], resten[i], a, b):
                prijs[a, b] = kosten
                break
            heapq.heappop(hoop)
    afstand = {j: 0 for j, t in enumerate(tekort) if t < 0}
    weg = {j: [j] for j in afstand}
    for _ in tekort:
        for (a, b), kosten in prijs.items():
            if a in weg and (b not in weg or afstand[a] + kosten < afstand[b]):
                afstand[b], weg[b] = afstand[a] + kosten, [*weg[a], b]
    return weg[next(j for j, t in enumerate(tekort) if t > 0)]


def gelijkstanden(
    rijen: Sequence[int], kolommen: Sequence[int], tabel: Sequence[Sequence[int]]
) -> dict[int, Gelijkstand]:
    """Ties that the order of the rows decided in a table of :func:`gecontroleerd`, by column.

    Candidates are the rows whose cell in the column is not the same in every table with the least error. Two
    such tables differ by swaps along circles of columns whose costs add up to 0; in the best table no circle
    costs less, so a swap is on such a circle when it costs what the cheapest way back brings in.
    """
    som = sum(rijen)
    aantal = len(kolommen)
    resten = [[r * k % som for k in kolommen] for r in rijen]
    omhoog = [
        [cel > r * k // som for cel, k in zip(rij, kolommen, strict=True)]
        for rij, r in zip(tabel, rijen, strict=True)
    ]
    goedkoopst: dict[tuple[int, int], tuple[int, list[int]]] = {}
    for i, (op, rest) in enumerate(zip(omhoog, resten, strict=True)):
        for a, b in itertools.permutations(range(aantal), 2):
            if _kan(op, rest, a, b):
                prijs, wie = goedkoopst.get((a, b), (rest[a] - rest[b], []))
                if rest[a] - rest[b] < prijs:
                    prijs, wie = rest[a] - rest[b], []
                if rest[a] - rest[b] == prijs:
                    goedkoopst[a, b] = prijs, [*wie, i]
    afstand = {paar: prijs for paar, (prijs, _) in goedkoopst.items()}
    for via, a, b in itertools.product(range(aantal), repeat=3):
        if (a, via) in afstand and (via, b) in afstand:
            omweg = afstand[a, via] + afstand[via, b]
            afstand[a, b] = min(omweg, afstand.get((a, b), omweg))
    af: dict[int, set[int]] = {k: set() for k in range(aantal)}
    bij: dict[int, set[int]] = {k: set() for k in range(aantal)}
    for (a, b), (prijs, wie) in goedkoopst.items():
        if (b, a) in afstand and prijs + afstand[b, a] == 0:
            af[a].update(wie)
            bij[b].update(wie)
    return {
        k: Gelijkstand(tuple(sorted(af[k] | bij[k])), tuple(sorted(af[k])), len(af[k]))
        for k in range(aantal)
        if af[k]
    }
