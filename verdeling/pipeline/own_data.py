"""A shipped model on data of a user: what it says of its outcomes holds no longer, and its title says so."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from verdeling.errors import DataError
from verdeling.inputs.layout import short_list
from verdeling.inputs.tables import load_data
from verdeling.insight.data_read import gevraagd
from verdeling.sleutel.published import own_figures
from verdeling.texts import LANGS, say
from verdeling.verdeelmodel.catalogue import model_names

if TYPE_CHECKING:
    from verdeling.inputs.tables import Gegevens
    from verdeling.verdeelmodel.model import Verdeelmodel


def on_own_data(model: Verdeelmodel, data: Gegevens) -> Verdeelmodel:
    """The model as it stands on these data; itself on the shipped ones, and where all figures are the same.

    What an author wrote in a file of his own stays: he also chose the data.
    """
    if data.map is None or model.naam not in model_names():
        return model
    columns = _other_columns(model, data)
    lapsed = any(
        t.gepubliceerd is not None and t.gepubliceerd.geldt and own_figures(t, data)
        for t in model.taken.values()
    )
    part = len(data.gemeenten) != data.verwacht
    if not columns and not lapsed and not part:
        return model
    numbers: dict[str, Any] = {"aantal": len(data.gemeenten), "verwacht": data.verwacht}
    if columns:
        key, numbers = "kolommen", {"aantal": len(columns), "namen": short_list(columns)}
    else:
        key = "deel" if part else "eigen"
    changes = {"gegevens": {t: say(f"model.gegevens.{key}", t, **numbers) for t in LANGS}}
    if lapsed:
        changes["gegevens.gepubliceerd"] = {t: say("model.wat.formule", t) for t in LANGS}
    return model.with_changes("--data", changes)


def _other_columns(model: Verdeelmodel, data: Gegevens) -> list[str]:
    """Columns that the model reads, and in which a figure of the user is not the shipped one."""
    shipped = load_data(None, data.peildatum)
    own = {k.naam for k in data.kolommen if k.plaatsen}
    names: dict[str, None] = {}
    for name, peildatum in gevraagd(model):
        if name not in own:
            continue
        same = False
        with suppress(DataError):
            known = shipped.kolom(name, peildatum).voor(data.codes)
            same = known.waarden() == data.kolom(name, peildatum).waarden()
        if not same:
            names[name] = None
    return list(names)
