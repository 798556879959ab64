"""What a run may still say of its figures: the open items that hold for it, and what its plan is worth.

A sentence of a model about figures that ship holds for a run with figures of its own no longer.
"""

from __future__ import annotations

from collections.abc import Iterable

from verdeling.inputs.columns import Kolom
from verdeling.inputs.tables import Gegevens
from verdeling.terms import Status
from verdeling.texts import LANGS, say
from verdeling.verdeelmodel.labels import PLANS, weakest_status
from verdeling.verdeelmodel.model import OpenPunt, Verdeelmodel


def open_items_of(model: Verdeelmodel, data: Gegevens, *, gepland: bool) -> tuple[OpenPunt, ...]:
    """Open items that a run meets: those of a plan only with one, and none about figures that it did not use.

    `gepland` says that a plan was made, also one over time.
    """
    own = {k.naam for k in data.kolommen if k.plaatsen and None not in k.voor(data.codes).numerators}
    return tuple(
        point
        for point in model.open
        if not own.intersection(point.steunt_op)
        and (gepland or (point.parameter or "").partition(".")[0] not in PLANS)
    )


def plan_worth(model: Verdeelmodel, columns: Iterable[Kolom]) -> tuple[Status, dict[str, str]] | None:
    """What the plan of a model is worth, no more than the weakest column that it reads, and why per language.

    None where the model gives no reason.
    """
    task_order = model.opdracht
    if task_order is None or task_order.reden is None:
        return None
    columns = tuple(columns)
    status = Status(weakest_status(task_order.status, *(bron.status for k in columns for bron in k.bronnen)))
    if names := [k.naam for k in columns if k.plaatsen]:
        return status, {
            t: say("uitkomst.plan.eigen", t, kolommen=", ".join(dict.fromkeys(names))) for t in LANGS
        }
    return status, task_order.reden.model_dump()
