"""From the solution back to single locations: what each of them is in each month."""

from __future__ import annotations

from dataclasses import dataclass

from verdeling.errors import VerificatieFout
from verdeling.solver.goals import Ints
from verdeling.tijdplan.program import Tijdprogram
from verdeling.tijdplan.routes import Lid, Route


@dataclass(frozen=True)
class Verblijf:
    """One location through the months.

    Attributes
    ----------
    trap
        Per month the place on its route of the kind that stands; None when it does not stand.
    """

    lid: Lid
    route: Route
    trap: tuple[int | None, ...]

    def plaatsen(self, maand: int) -> int:
        """Places that stand."""
        k = self.trap[maand]
        return 0 if k is None else self.route.trappen[k].plaatsen

    def telt(self, maand: int) -> int:
        """Places that stand and count."""
        k = self.trap[maand]
        return self.plaatsen(maand) if k is not None and maand < self.route.trappen[k].telt_tot else 0

    def soort(self, maand: int) -> str | None:
        """Kind that stands."""
        k = self.trap[maand]
        return None if k is None else self.route.trappen[k].soort


def read_stays(tp: Tijdprogram, x: Ints, maanden: int) -> tuple[Verblijf, ...]:
    """Ways of single locations that together are the flow of their group.

    Of equal locations the first in order of code opens and converts first; the one that opened first closes
    first, and the last in order among those that opened together.
    """
    gevonden = []
    for i, groep in enumerate(tp.groepen):
        n, trappen = groep.aantal, range(len(groep.route.trappen))
        nu: list[int | None] = [None] * n
        sinds = [-1] * n
        wegen: list[list[int | None]] = [[] for _ in range(n)]
        for t in range(maanden):
            for k in trappen:
                _convert(nu, groep.route.trappen[k].ouder, k, _aantal(tp.v.get((i, k, t)), x))
            if groep.route.contract:
                nieuw = n if t == groep.route.trappen[0].eerst else 0
            else:
                nieuw = _aantal(tp.o.get((i, t)), x)
            for lid in [j for j in range(n) if sinds[j] < 0][:nieuw]:
                nu[lid], sinds[lid] = 0, t
            for k in trappen:
                staat = _aantal(tp.x.get((i, k, t)), x, tp.vast.get((i, k, t), 0))
                _closes(nu, sinds, k, staat)
            for weg, k_nu in zip(wegen, nu, strict=True):
                weg.append(k_nu)
        gevonden += [
            Verblijf(lid, groep.route, tuple(weg)) for lid, weg in zip(groep.leden, wegen, strict=True)
        ]
    return tuple(gevonden)


def _aantal(kolom: int | None, x: Ints, vast: int = 0) -> int:
    return vast if kolom is None else int(x[kolom])


def _convert(nu: list[int | None], ouder: int, k: int, aantal: int) -> None:
    wie = [j for j, nu_k in enumerate(nu) if nu_k == ouder][:aantal]
    if len(wie) < aantal:
        raise VerificatieFout.een("V413", reden="omzetting")
    for j in wie:
        nu[j] = k


def _closes(nu: list[int | None], sinds: list[int], k: int, staat: int) -> None:
    """Close what stands too much in kind `k`."""
    wie = [j for j, nu_k in enumerate(nu) if nu_k == k]
    if len(wie) < staat:
        raise VerificatieFout.een("V413", reden="stand")
    for j in sorted(wie, key=lambda j: (sinds[j], -j))[: len(wie) - staat]:
        nu[j] = None
