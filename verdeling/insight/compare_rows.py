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
    ComparedPair,
    Party,
    asked_taken,
    check_gemeenten,
    compared_rows,
    other_rules,
    side_of_pair,
)
from verdeling.insight.decompose import Contribution, InputChange, decompose
from verdeling.insight.diagnostics import AreaTable, Diagnosis, diagnose_rows
from verdeling.insight.herindeling import TaskRows, bring_together, tell_herindelingen
from verdeling.verdeelmodel.model import Aangepast

TOLD = 5
"""So many gemeenten are named in an error."""


@dataclass(frozen=True)
class CompareSide:
    """One result as it was written: its tasks, and what made it (as in ``manifest.json``).

    Attributes
    ----------
    party
        The model and data that gave exactly these figures; None when they are not known.
    """

    naam: str
    herkomst: Mapping[str, object]
    taken: Mapping[str, TaskRows]
    party: Party | None = None


def compare_sides(
    sides: Sequence[CompareSide], taak: str | None = None, *, herindeling: bool = False
) -> tuple[ComparedPair, ...]:
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
    pairs: list[ComparedPair] = []
    for name in asked:
        rows: Sequence[TaskRows] = [z.taken[name] for z in sides]
        merged: tuple[Herindeling, ...] = ()
        if herindeling:
            rows, merged = bring_together(rows)
        check_gemeenten([(z.naam, r.codes, r.namen) for z, r in zip(sides, rows, strict=True)])
        areas = _gebieden(rows[0])
        for side, own in zip(others, rows[1:], strict=True):
            source = _source(first, side, merged)
            pair = _pairs((first.naam, side.naam), name, rows[0], own, areas, source)
            parts = pair if merged else _parse(pair, first.party, side.party)
            pairs += [replace(p, aangepast=_changed_models(first, side)) for p in parts]
    return tuple(pairs)


def _changed_models(*sides: CompareSide) -> tuple[tuple[str, Aangepast], ...]:
    """What the manifests say about the models that derive from another."""
    models = [(z.naam, z.herkomst.get("model")) for z in sides]
    return tuple(
        (name, Aangepast.model_validate(model["aangepast"]))
        for name, model in models
        if isinstance(model, Mapping) and model.get("aangepast")
    )


def _parse(pairs: Sequence[ComparedPair], a: Party | None, b: Party | None) -> list[ComparedPair]:
    """Split the difference over the inputs of two known models; the pairs as they are without."""
    if a is None or b is None:
        return list(pairs)
    figures, *plans = pairs
    parts = decompose(side_of_pair(a, figures.taak), side_of_pair(b, figures.taak))
    figures = replace(figures, bijdragen=parts, anders=None)
    otherwise = (*figures.invoer, *other_rules(a.model, b.model))
    return [figures, *(replace(p, anders=otherwise) for p in plans)]


def _pairs(
    sides: tuple[str, str],
    name: str,
    ra: TaskRows,
    rb: TaskRows,
    areas: AreaTable,
    source: tuple[InputChange, ...],
) -> list[ComparedPair]:
    quota = [q - p for p, q in zip(ra.quota, rb.quota, strict=True)]
    rest = [n - m - q for m, n, q in zip(ra.aantallen, rb.aantallen, quota, strict=True)]
    contributions = tuple(
        Contribution(InputChange(kind), tuple(part))
        for kind, part in (("onafgerond", quota), ("afronding", rest))
    )
    pairs = [
        ComparedPair(
            *sides,
            name,
            compared_rows(areas, ra.aantallen, rb.aantallen),
            contributions,
            _measures(areas, ra, ra.aantallen),
            _measures(areas, rb, rb.aantallen),
            anders=source,
        )
    ]
    if ra.plan is not None and rb.plan is not None:
        differences = compared_rows(areas, ra.plan, rb.plan)
        measures = _measures(areas, ra, ra.plan), _measures(areas, rb, rb.plan)
        pairs.append(ComparedPair(*sides, name, differences, (), *measures, wat="plan", anders=source))
    return pairs


def _measures(areas: AreaTable, rows: TaskRows, places: Sequence[int]) -> Diagnosis:
    return diagnose_rows(areas, places, [float(q) for q in rows.quota], rows.aantallen)


def _gebieden(rows: TaskRows) -> AreaTable:
    """Areas by the register, inhabitants by the rows."""
    without = [n for n, p in zip(rows.namen, rows.inwoners, strict=True) if p is None]
    if without:
        raise DataError.een("V528", aantal=len(without), namen=", ".join(without[:TOLD]))
    spot = {g.code: g for g in read_register().gemeenten}
    row = {code: i for i, code in enumerate(rows.codes)}
    pairs = [(row[a], row[b]) for a, b, _ in buren() if a in row and b in row]
    return AreaTable(
        rows.codes,
        rows.namen,
        np.array([math.nan if p is None else p for p in rows.inwoners]),
        tuple(spot[c].provincie for c in rows.codes),
        tuple(spot[c].veiligheidsregio for c in rows.codes),
        buren=np.array(pairs, np.intp).reshape(-1, 2),
    )


def _source(a: CompareSide, b: CompareSide, merged: Sequence[Herindeling]) -> tuple[InputChange, ...]:
    """Which model, settings and data files differ, and which gemeenten were added up."""
    (model_a, set_a, data_a), (model_b, set_b, data_b) = (_created(z) for z in (a, b))
    out = []
    if model_a["naam"] != model_b["naam"]:
        out.append(InputChange("model", "", model_a["naam"], model_b["naam"]))
    elif model_a["sha256"] != model_b["sha256"] and set_a == set_b:
        out.append(InputChange("inhoud"))
    if set_a != set_b:
        out.append(InputChange("instelling", "", set_a, set_b))
    otherwise = [n for n in sorted(data_a.keys() | data_b.keys()) if data_a.get(n) != data_b.get(n)]
    if otherwise:
        out.append(InputChange("gegevens", ", ".join(otherwise)))
    if merged:
        out.append(InputChange("samengevoegd", tell_herindelingen(merged)))
    return tuple(out)


def _created(side: CompareSide) -> tuple[dict[str, str], str, dict[str, str]]:
    """Name and checksum of the model, its settings, checksums of the data files."""
    model, options, data = (side.herkomst.get(k) or {} for k in ("model", "opties", "gegevens"))
    assert isinstance(model, dict)
    assert isinstance(options, dict)
    assert isinstance(data, dict)
    name = {"naam": str(model.get("naam", "?")), "sha256": str(model.get("sha256", "?"))}
    return name, ", ".join(options.get("set", ())), data
