"""Who does what for whom: places provided for another gemeente, exchange between tasks, loans."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from verdeling.columns import Rows, Table, column, row

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan
    from verdeling.plan.rules.basis import Swap


@row
class FlowRow:
    """What `naar` does of a task for `van`, home included.

    `soort` is ``opvang`` (elsewhere or at home), ``lening`` (nothing comes back) or ``ruil``: `van` gains
    `aantal` less of `taak` and takes over `terug_aantal` of `terug_taak` from `naar`; the gain of `naar` is
    the row the other way round.
    """

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    soort: str = column(
        ("soort", "kind"), ("opvang, lening of ruil.", "opvang, lening or ruil."), words=("report.taak",)
    )
    van: str = column(
        ("van", "from"), ("Gemeentecode van wie het gevraagd is.", "Gemeente of which it is asked.")
    )
    van_gemeente: str = column(("van gemeente", "from gemeente"), ("Haar naam.", "Its name."))
    naar: str = column(("naar", "to"), ("Gemeentecode van wie het doet.", "Gemeente that does it."))
    naar_gemeente: str = column(("naar gemeente", "to gemeente"), ("Haar naam.", "Its name."))
    aantal: int = column(("aantal", "number"), ("Hoeveel.", "How much."), unit="plaatsen")
    afstand_km: Decimal | None = column(
        ("afstand (km)", "distance (km)"), ("Hemelsbrede afstand.", "Distance as the crow flies."), unit="km"
    )
    terug_taak: str | None = column(
        ("terug taak", "task in return"),
        ("Taak die bij ruil terugkomt.", "Task that comes back in an exchange."),
    )
    terug_aantal: int | None = column(
        ("terug aantal", "number in return"), ("Hoeveel daarvan.", "How much of it.")
    )


STROMEN: Final = Table(
    "stromen",
    FlowRow,
    ("Stromen", "Flows"),
    ("Wie wat voor wie doet.", "Who does what for whom."),
    "flows",
)


def flow_rows(plan: Plan) -> Rows[FlowRow]:
    """Rows of stromen.csv: reception, exchange, loans, each by task and gemeentecode; distance in km."""
    data = plan.programma.data

    def stroom(taak: str, kind: str, van: str, naar: str, count: int, back: Swap | None) -> FlowRow:
        far = int(data.afstand(data.nummer[van], data.nummer[naar]))
        distance = None if data.x is None else Decimal(far).scaleb(-1)
        tegen = (None, None) if back is None else (back.taak, back.aantal)
        who = (van, data.naam(van), naar, data.naam(naar))
        return FlowRow(taak, kind, *who, count, distance, *tegen)

    out = [stroom(plan.taak, "opvang", s.van, s.naar, s.plaatsen, None) for s in plan.stromen]
    back: dict[tuple[str, str], list[Swap]] = {}
    for r in plan.uitruil:
        if r.soort == "ruil":
            back.setdefault((r.naar, r.van), []).append(r)
    for r in plan.uitruil:
        # With more than two tasks an exchange need not balance between two; then only its sums do. What comes
        # back for several rows belongs to none of them.
        heen, weer = back.get((r.naar, r.van), []), back.get((r.van, r.naar), [])
        een_op_een = r.soort == "ruil" and len(heen) == len(weer) == 1
        out.append(stroom(r.taak, r.soort, r.van, r.naar, r.aantal, weer[0] if een_op_een else None))
    return STROMEN.fill(out)
