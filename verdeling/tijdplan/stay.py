"""From the solution back to single locations: what each of them is in each month."""

from __future__ import annotations

from dataclasses import dataclass

from verdeling.errors import VerificatieFout
from verdeling.solver.goals import Ints
from verdeling.tijdplan.program import TimeProgram
from verdeling.tijdplan.routes import Member, Route


@dataclass(frozen=True)
class Stay:
    """One location through the months.

    Attributes
    ----------
    stair
        Per month the place on its route of the kind that stands; None when it does not stand.
    """

    member: Member
    route: Route
    stair: tuple[int | None, ...]

    def plaatsen(self, month: int) -> int:
        """Places that stand."""
        k = self.stair[month]
        return 0 if k is None else self.route.stairs[k].plaatsen

    def telt(self, month: int) -> int:
        """Places that stand and count."""
        k = self.stair[month]
        return self.plaatsen(month) if k is not None and month < self.route.stairs[k].telt_tot else 0

    def soort(self, month: int) -> str | None:
        """Kind that stands."""
        k = self.stair[month]
        return None if k is None else self.route.stairs[k].soort


def read_stays(tp: TimeProgram, x: Ints, months: int) -> tuple[Stay, ...]:
    """Ways of single locations that together are the flow of their group.

    Of equal locations the first in order of code opens and converts first; the one that opened first closes
    first, and the last in order among those that opened together.
    """
    found = []
    for i, group in enumerate(tp.groups):
        n, stairs = group.aantal, range(len(group.route.stairs))
        nu: list[int | None] = [None] * n
        sinds = [-1] * n
        wegen: list[list[int | None]] = [[] for _ in range(n)]
        for t in range(months):
            for k in stairs:
                _convert(nu, group.route.stairs[k].parent, k, _count(tp.v.get((i, k, t)), x))
            if group.route.contract:
                new = n if t == group.route.stairs[0].eerst else 0
            else:
                new = _count(tp.o.get((i, t)), x)
            for member in [j for j in range(n) if sinds[j] < 0][:new]:
                nu[member], sinds[member] = 0, t
            for k in stairs:
                stands = _count(tp.x.get((i, k, t)), x, tp.vast.get((i, k, t), 0))
                _closes(nu, sinds, k, stands)
            for weg, k_nu in zip(wegen, nu, strict=True):
                weg.append(k_nu)
        found += [
            Stay(member, group.route, tuple(weg)) for member, weg in zip(group.members, wegen, strict=True)
        ]
    return tuple(found)


def _count(column: int | None, x: Ints, fixed: int = 0) -> int:
    return fixed if column is None else int(x[column])


def _convert(nu: list[int | None], parent: int, k: int, count: int) -> None:
    who = [j for j, nu_k in enumerate(nu) if nu_k == parent][:count]
    if len(who) < count:
        raise VerificatieFout.een("V413", reden="omzetting")
    for j in who:
        nu[j] = k


def _closes(nu: list[int | None], sinds: list[int], k: int, stands: int) -> None:
    """Close what stands too much in kind `k`."""
    who = [j for j, nu_k in enumerate(nu) if nu_k == k]
    if len(who) < stands:
        raise VerificatieFout.een("V413", reden="stand")
    for j in sorted(who, key=lambda j: (sinds[j], -j))[: len(who) - stands]:
        nu[j] = None
