"""Controlled rounding: a table of shares to whole numbers so that rows and columns both add up."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Sequence

from verdeling.errors import ModelError
from verdeling.sleutel.apportionment import Tie


def gecontroleerd(
    rows: Sequence[int], columns: Sequence[int], volgorde: Sequence[int] | None = None
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
    rows
        Whole row totals, for example the figure per gemeente.
    columns
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
    total = sum(rows)
    if total != sum(columns):
        raise ModelError.een("V305", rijen=total, kolommen=sum(columns))
    negative = [whole for whole in (*rows, *columns) if whole < 0]
    if negative:
        raise ModelError.een("V303", totaal=negative[0])
    if total == 0:
        return tuple([(0,) * len(columns) for _ in rows])
    remainders = [[r * k % total for k in columns] for r in rows]
    up = [_best_row(rest, total) for rest in remainders]
    below = [[r * k // total for k in columns] for r in rows]
    lack = [k - sum(row[j] for row in below) - sum(row[j] for row in up) for j, k in enumerate(columns)]
    _repair(up, remainders, lack, range(len(rows)) if volgorde is None else volgorde)
    return tuple([tuple([a + b for a, b in zip(o, u, strict=True)]) for o, u in zip(below, up, strict=True)])


def _best_row(rest: list[int], total: int) -> list[bool]:
    """Round up the cells with the largest remainders, as many as the row needs; first column first."""
    count = sum(rest) // total
    highest = sorted(range(len(rest)), key=lambda j: (-rest[j], j))[:count]
    return [j in highest for j in range(len(rest))]


Heaps = dict[tuple[int, int], list[tuple[int, int, int]]]


def _repair(up: list[list[bool]], remainders: list[list[int]], lack: list[int], rank: Sequence[int]) -> None:
    """Move roundings up from columns with a surplus to columns with a shortage, cheapest path first."""
    columns = range(len(lack))
    heaps: Heaps = {(a, b): [] for a in columns for b in columns if a != b}

    def tell(i: int) -> None:
        for (a, b), heap in heaps.items():
            if _reachable(up[i], remainders[i], a, b):
                priority = rank[i] if b < a else -rank[i]
                heapq.heappush(heap, (remainders[i][a] - remainders[i][b], priority, i))

    for i in range(len(up)):
        tell(i)
    while any(lack):
        path = _shortest_path(heaps, up, remainders, lack)
        exchanged = set()
        for a, b in itertools.pairwise(path):
            _, _, i = heaps[a, b][0]
            up[i][a], up[i][b] = False, True
            exchanged.add(i)
        for i in sorted(exchanged):
            tell(i)
        source, *_, target = path
        lack[source] += 1
        lack[target] -= 1


def _reachable(up: list[bool], rest: list[int], a: int, b: int) -> bool:
    return up[a] and not up[b] and rest[b] > 0


def _shortest_path(
    heaps: Heaps, up: list[list[bool]], remainders: list[list[int]], lack: list[int]
) -> list[int]:
    """Cheapest path from any surplus column to the first short one (Bellman-Ford over the best swaps).

    Every short column can be reached, for the table can be rounded; which one comes first does not matter.
    """
    price: dict[tuple[int, int], int] = {}
    for (a, b), heap in heaps.items():
        while heap:
            costs, _, i = heap[0]
            if _reachable(up[i], remainders[i], a, b):
                price[a, b] = costs
                break
            heapq.heappop(heap)
    distance = {j: 0 for j, t in enumerate(lack) if t < 0}
    way = {j: [j] for j in distance}
    for _ in lack:
        for (a, b), costs in price.items():
            if a in way and (b not in way or distance[a] + costs < distance[b]):
                distance[b], way[b] = distance[a] + costs, [*way[a], b]
    return way[next(j for j, t in enumerate(lack) if t > 0)]


def matrix_ties(
    rows: Sequence[int], columns: Sequence[int], table: Sequence[Sequence[int]]
) -> dict[int, Tie]:
    """Ties that the order of the rows decided in a table of :func:`gecontroleerd`, by column.

    Candidates are the rows whose cell in the column is not the same in every table with the least error. Two
    such tables differ by swaps along circles of columns whose costs add up to 0; in the best table no circle
    costs less, so a swap is on such a circle when it costs what the cheapest way back brings in.
    """
    total = sum(rows)
    count = len(columns)
    remainders = [[r * k % total for k in columns] for r in rows]
    up = [
        [cell > r * k // total for cell, k in zip(row, columns, strict=True)]
        for row, r in zip(table, rows, strict=True)
    ]
    cheapest: dict[tuple[int, int], tuple[int, list[int]]] = {}
    for i, (op, rest) in enumerate(zip(up, remainders, strict=True)):
        for a, b in itertools.permutations(range(count), 2):
            if _reachable(op, rest, a, b):
                price, who = cheapest.get((a, b), (rest[a] - rest[b], []))
                if rest[a] - rest[b] < price:
                    price, who = rest[a] - rest[b], []
                if rest[a] - rest[b] == price:
                    cheapest[a, b] = price, [*who, i]
    distance = {pair: price for pair, (price, _) in cheapest.items()}
    for via, a, b in itertools.product(range(count), repeat=3):
        if (a, via) in distance and (via, b) in distance:
            detour = distance[a, via] + distance[via, b]
            distance[a, b] = min(detour, distance.get((a, b), detour))
    away: dict[int, set[int]] = {k: set() for k in range(count)}
    bij: dict[int, set[int]] = {k: set() for k in range(count)}
    for (a, b), (price, who) in cheapest.items():
        if (b, a) in distance and price + distance[b, a] == 0:
            away[a].update(who)
            bij[b].update(who)
    return {
        k: Tie(tuple(sorted(away[k] | bij[k])), tuple(sorted(away[k])), len(away[k]))
        for k in range(count)
        if away[k]
    }
