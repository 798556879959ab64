"""Results that were written down side by side: from their rows, and from what their manifests say.

A result folder holds figures and checksums, no model that can be changed step by step. Where the caller knows
the model and data behind both results, the difference is split over their inputs, as for models. Else what
can be told exactly is which inputs have other names or checksums, and how much of each difference is the
unrounded figure and how much rounding.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from verdeling.errors import DataError, ModelError
from verdeling.inputs.register import Herindeling, buren, read_register
from verdeling.insight.compare import (
    Paar,
    Partij,
    asked_taken,
    check_gemeenten,
    compared_rows,
    kant,
    other_rules,
)
from verdeling.insight.decompose import Bijdrage, Invoer, ontleed
from verdeling.insight.diagnostics import Diagnostiek, Gebieden, diagnose_rijen
from verdeling.insight.herindeling import Taakrijen, bring_together, tell_herindelingen
from verdeling.verdeelmodel.model import Aangepast

GENOEMD = 5
"""So many gemeenten are named in an error."""


@dataclass(frozen=True)
class Zijde:
    """One result as it was written: its tasks, and what made it (as in ``manifest.json``).

    Attributes
    ----------
    partij
        The model and data that gave exactly these figures; None when they are not known.
    """

    naam: str
    herkomst: Mapping[str, object]
    taken: Mapping[str, Taakrijen]
    partij: Partij | None = None


def compare_sides(
    sides: Sequence[Zijde], taak: str | None = None, *, herindeling: bool = False
) -> tuple[Paar, ...]:
    """Put each later result beside the first, for one task or for all that they share.

    Parameters
    ----------
    herindeling
        Add up gemeenten that merged, where one result has them apart and another does not.

    Raises
    ------
    ModelError
        Fewer than two results, or a task that one of them lacks.
    DataError
        Results about different gemeenten, or without inhabitants.
    """
    if len(sides) < 2:
        raise ModelError.een("V524", aantal=len(sides))
    first, *others = sides
    asked = asked_taken([(z.naam, z.taken) for z in sides], taak)
    pairs: list[Paar] = []
    for name in asked:
        rows: Sequence[Taakrijen] = [z.taken[name] for z in sides]
        merged: tuple[Herindeling, ...] = ()
        if herindeling:
            rows, merged = bring_together(rows)
        check_gemeenten([(z.naam, r.codes, r.namen) for z, r in zip(sides, rows, strict=True)])
        areas = _gebieden(rows[0])
        for side, own in zip(others, rows[1:], strict=True):
            source = _source(first, side, merged)
            pair = _paren((first.naam, side.naam), name, rows[0], own, areas, source)
            parts = pair if merged else _parse(pair, first.partij, side.partij)
            pairs += [replace(p, aangepast=_aangepast(first, side)) for p in parts]
    return tuple(pairs)


def _aangepast(*sides: Zijde) -> tuple[tuple[str, Aangepast], ...]:
    """What the manifests say about the models that derive from another."""
    models = [(z.naam, z.herkomst.get("model")) for z in sides]
    return tuple(
        (name, Aangepast.model_validate(model["aangepast"]))
        for name, model in models
        if isinstance(model, Mapping) and model.get("aangepast")
    )


def _parse(pairs: Sequence[Paar], a: Partij | None, b: Partij | None) -> list[Paar]:
    """Split the difference over the inputs of two known models; the pairs as they are without."""
    if a is None or b is None:
        return list(pairs)
    figures, *plans = pairs
    parts = ontleed(kant(a, figures.taak), kant(b, figures.taak))
    figures = replace(figures, bijdragen=parts, anders=None)
    otherwise = (*figures.invoer, *other_rules(a.model, b.model))
    return [figures, *(replace(p, anders=otherwise) for p in plans)]


def _paren(
    sides: tuple[str, str],
    name: str,
    ra: Taakrijen,
    rb: Taakrijen,
    areas: Gebieden,
    source: tuple[Invoer, ...],
) -> list[Paar]:
    quota = [q - p for p, q in zip(ra.quota, rb.quota, strict=True)]
    rest = [n - m - q for m, n, q in zip(ra.aantallen, rb.aantallen, quota, strict=True)]
    contributions = tuple(
        Bijdrage(Invoer(kind), tuple(part)) for kind, part in (("onafgerond", quota), ("afronding", rest))
    )
    pairs = [
        Paar(
            *sides,
            name,
            compared_rows(areas, ra.aantallen, rb.aantallen),
            contributions,
            _maten(areas, ra, ra.aantallen),
            _maten(areas, rb, rb.aantallen),
            anders=source,
        )
    ]
    if ra.plan is not None and rb.plan is not None:
        differences = compared_rows(areas, ra.plan, rb.plan)
        measures = _maten(areas, ra, ra.plan), _maten(areas, rb, rb.plan)
        pairs.append(Paar(*sides, name, differences, (), *measures, wat="plan", anders=source))
    return pairs


def _maten(areas: Gebieden, rows: Taakrijen, places: Sequence[int]) -> Diagnostiek:
    return diagnose_rijen(areas, places, [float(q) for q in rows.quota], rows.aantallen)


def _gebieden(rows: Taakrijen) -> Gebieden:
    """Areas by the register, inhabitants by the rows."""
    without = [n for n, p in zip(rows.namen, rows.inwoners, strict=True) if p is None]
    if without:
        raise DataError.een("V528", aantal=len(without), namen=", ".join(without[:GENOEMD]))
    spot = {g.code: g for g in read_register().gemeenten}
    row = {code: i for i, code in enumerate(rows.codes)}
    pairs = [(row[a], row[b]) for a, b, _ in buren() if a in row and b in row]
    return Gebieden(
        rows.codes,
        rows.namen,
        np.array([math.nan if p is None else p for p in rows.inwoners]),
        tuple(spot[c].provincie for c in rows.codes),
        tuple(spot[c].veiligheidsregio for c in rows.codes),
        buren=np.array(pairs, np.intp).reshape(-1, 2),
    )


def _source(a: Zijde, b: Zijde, merged: Sequence[Herindeling]) -> tuple[Invoer, ...]:
    """Which model, settings and data files differ, and which gemeenten were added up."""
    (model_a, set_a, data_a), (model_b, set_b, data_b) = (_ontstaan(z) for z in (a, b))
    out = []
    if model_a["naam"] != model_b["naam"]:
        out.append(Invoer("model", "", model_a["naam"], model_b["naam"]))
    elif model_a["sha256"] != model_b["sha256"] and set_a == set_b:
        out.append(Invoer("inhoud"))
    if set_a != set_b:
        out.append(Invoer("instelling", "", set_a, set_b))
    otherwise = [n for n in sorted(data_a.keys() | data_b.keys()) if data_a.get(n) != data_b.get(n)]
    if otherwise:
        out.append(Invoer("gegevens", ", ".join(otherwise)))
    if merged:
        out.append(Invoer("samengevoegd", tell_herindelingen(merged)))
    return tuple(out)


def _ontstaan(side: Zijde) -> tuple[dict[str, str], str, dict[str, str]]:
    """Name and checksum of the model, its settings, checksums of the data files."""
    model, options, data = (side.herkomst.get(k) or {} for k in ("model", "opties", "gegevens"))
    assert isinstance(model, dict)
    assert isinstance(options, dict)
    assert isinstance(data, dict)
    name = {"naam": str(model.get("naam", "?")), "sha256": str(model.get("sha256", "?"))}
    return name, ", ".join(options.get("set", ())), data
