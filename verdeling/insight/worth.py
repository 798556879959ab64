"""What a run may still say of its figures: the open items that hold for it, and what its plan is worth.

A sentence of a model about figures that ship holds for a run with figures of its own no longer.
"""

from __future__ import annotations

from collections.abc import Iterable

from verdeling.inputs.columns import Kolom
from verdeling.inputs.tables import Gegevens
from verdeling.terms import Status
from verdeling.texts import LANGS, say
from verdeling.verdeelmodel.labels import PLANNEN, zwakst
from verdeling.verdeelmodel.model import OpenPunt, Verdeelmodel


def open_punten(model: Verdeelmodel, gegevens: Gegevens, *, gepland: bool) -> tuple[OpenPunt, ...]:
    """Open items that a run meets: those of a plan only with one, and none about figures that it did not use.

    `gepland` says that a plan was made, also one over time.
    """
    eigen = {k.naam for k in gegevens.kolommen if k.plaatsen and None not in k.voor(gegevens.codes).tellers}
    return tuple(
        punt
        for punt in model.open
        if not eigen.intersection(punt.steunt_op)
        and (gepland or (punt.parameter or "").partition(".")[0] not in PLANNEN)
    )


def planwaarde(model: Verdeelmodel, kolommen: Iterable[Kolom]) -> tuple[Status, dict[str, str]] | None:
    """What the plan of a model is worth, no more than the weakest column that it reads, and why per language.

    None where the model gives no reason.
    """
    opdracht = model.opdracht
    if opdracht is None or opdracht.reden is None:
        return None
    kolommen = tuple(kolommen)
    status = Status(zwakst(opdracht.status, *(bron.status for k in kolommen for bron in k.bronnen)))
    if namen := [k.naam for k in kolommen if k.plaatsen]:
        return status, {
            t: say("uitkomst.plan.eigen", t, kolommen=", ".join(dict.fromkeys(namen))) for t in LANGS
        }
    return status, opdracht.reden.model_dump()
