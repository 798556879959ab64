"""``wat_als.csv``: each figure without a criterion, with more inhabitants, with a higher total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from verdeling.columns import Rows, Table, column, row
from verdeling.sleutel.what_if import INWONERS, WhatIf, what_if_for

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.sleutel.indicatief import Indicatief
    from verdeling.verdeelmodel.model import Verdeelmodel


@row
class WhatIfRow:
    """A figure, and what it would be after one change."""

    taak: str = column(("taak", "task"), ("Taak.", "Task."))
    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam van de gemeente.", "Name of the gemeente."))
    verandering: str = column(
        ("verandering", "change"),
        (
            "zonder (de sleutel zonder `kolom`), meer_inwoners (alleen hier) of hoger_totaal.",
            "zonder (the key without `kolom`), meer_inwoners (here alone) or hoger_totaal.",
        ),
    )
    kolom: str = column(("kolom", "data"), ("Wat verandert.", "What changes."))
    erbij: int | None = column(("erbij", "added"), ("Hoeveel erbij komt.", "How much is added."))
    aantal: int = column(
        ("aantal", "number"), ("Het cijfer volgens de sleutel.", "The figure by the key."), unit="plaatsen"
    )
    dan: int = column(
        ("dan", "then"), ("Het cijfer na de verandering.", "The figure after the change."), unit="plaatsen"
    )


WHAT_IF: Final = Table(
    "wat_als",
    WhatIfRow,
    ("Wat als", "What if"),
    (
        "Elk cijfer zonder een criterium, met meer inwoners en met een hoger totaal.",
        "Each figure without a criterion, with more inhabitants, and with a higher total.",
    ),
    "what if",
)


def what_if_rows(model: Verdeelmodel, data: Gegevens, indicatief: Indicatief) -> Rows[WhatIfRow]:
    """Rows of wat_als.csv, per task by gemeentecode; a change that does not apply has no row."""
    names = data.gebiedsnaam
    return WHAT_IF.fill(
        WhatIfRow(name, code, names[code], change, field, added, otherwise.aantal, dan)
        for name, outcome in indicatief.taken.items()
        for code, otherwise in what_if_for(model, data, outcome).items()
        for change, field, added, dan in _changes(otherwise)
        if dan is not None
    )


def _changes(otherwise: WhatIf) -> Iterator[tuple[str, str, int | None, int | None]]:
    yield from (("zonder", field, None, dan) for field, dan in otherwise.zonder.items())
    yield "meer_inwoners", INWONERS, otherwise.erbij, otherwise.meer_inwoners
    yield "hoger_totaal", "totaal", otherwise.erbij, otherwise.higher_total
