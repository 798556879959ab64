"""``wat_als.csv``: each figure without a criterion, with more inhabitants, with a higher total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from verdeling.sleutel.what_if import INWONERS, WatAls, wat_als_voor

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.result.tables import Rij
    from verdeling.sleutel.indicatief import Indicatief
    from verdeling.verdeelmodel.model import Verdeelmodel

WAT_ALS: Final = ("taak", "code", "gemeente", "verandering", "kolom", "erbij", "aantal", "dan")
"""`verandering` is zonder (the key without `kolom`), meer_inwoners (in this gemeente alone) or hoger_totaal;
`aantal` is the figure as it is, `dan` the figure after the change."""


def watalsrijen(model: Verdeelmodel, gegevens: Gegevens, indicatief: Indicatief) -> list[Rij]:
    """Rows of wat_als.csv, per task by gemeentecode; a change that does not apply has no row."""
    namen = gegevens.gebiedsnaam
    return [
        (naam, code, namen[code], verandering, kolom, erbij, anders.aantal, dan)
        for naam, uitkomst in indicatief.taken.items()
        for code, anders in wat_als_voor(model, gegevens, uitkomst).items()
        for verandering, kolom, erbij, dan in _veranderingen(anders)
        if dan is not None
    ]


def _veranderingen(anders: WatAls) -> Iterator[tuple[str, str, int | None, int | None]]:
    yield from (("zonder", kolom, None, dan) for kolom, dan in anders.zonder.items())
    yield "meer_inwoners", INWONERS, anders.erbij, anders.meer_inwoners
    yield "hoger_totaal", "totaal", anders.erbij, anders.hoger_totaal
