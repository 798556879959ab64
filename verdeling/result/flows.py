"""Who does what for whom: places provided for another gemeente, exchange between tasks, loans."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan
    from verdeling.plan.rules.basis import Ruil
    from verdeling.result.tables import Rij

STROMEN: Final = (
    "taak", "soort", "van", "van_gemeente", "naar", "naar_gemeente", "aantal", "afstand_km", "terug_taak",
    "terug_aantal",
)  # fmt: skip
"""Columns of stromen.csv: `naar` does `aantal` of the task for `van`, home included.

`soort` is ``opvang`` (elsewhere or at home), ``lening`` (nothing comes back) or ``ruil``: `van` gains
`aantal` less of `taak` and takes over `terug_aantal` of `terug_taak` from `naar`; the gain of `naar` is the
row the other way round.
"""


def stroomrijen(plan: Plan) -> list[Rij]:
    """Rows of stromen.csv: reception, exchange, loans, each by task and gemeentecode; distance in km."""
    data = plan.programma.data

    def rij(taak: str, soort: str, van: str, naar: str, aantal: int) -> Rij:
        ver = int(data.afstand(data.nummer[van], data.nummer[naar]))
        afstand = None if data.x is None else Decimal(ver).scaleb(-1)
        return taak, soort, van, data.naam(van), naar, data.naam(naar), aantal, afstand

    uit: list[Rij] = [
        (*rij(plan.taak, "opvang", s.van, s.naar, s.plaatsen), None, None) for s in plan.stromen
    ]
    terug: dict[tuple[str, str], list[Ruil]] = {}
    for r in plan.uitruil:
        if r.soort == "ruil":
            terug.setdefault((r.naar, r.van), []).append(r)
    for r in plan.uitruil:
        # With more than two tasks an exchange need not balance between two; then only its sums do. What comes
        # back for several rows belongs to none of them.
        heen, weer = terug.get((r.naar, r.van), []), terug.get((r.van, r.naar), [])
        een_op_een = r.soort == "ruil" and len(heen) == len(weer) == 1
        tegen = (weer[0].taak, weer[0].aantal) if een_op_een else (None, None)
        uit.append((*rij(r.taak, r.soort, r.van, r.naar, r.aantal), *tegen))
    return uit
