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
    other_rules,
    check_gemeenten,
    asked_taken,
    kant,
    compared_rows,
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
    zijden: Sequence[Zijde], taak: str | None = None, *, herindeling: bool = False
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
    if len(zijden) < 2:
        raise ModelError.een("V524", aantal=len(zijden))
    eerste, *anderen = zijden
    gevraagd = asked_taken([(z.naam, z.taken) for z in zijden], taak)
    paren: list[Paar] = []
    for naam in gevraagd:
        rijen: Sequence[Taakrijen] = [z.taken[naam] for z in zijden]
        samengevoegd: tuple[Herindeling, ...] = ()
        if herindeling:
            rijen, samengevoegd = bring_together(rijen)
        check_gemeenten([(z.naam, r.codes, r.namen) for z, r in zip(zijden, rijen, strict=True)])
        gebieden = _gebieden(rijen[0])
        for zijde, eigen in zip(anderen, rijen[1:], strict=True):
            invoer = _source(eerste, zijde, samengevoegd)
            paar = _paren((eerste.naam, zijde.naam), naam, rijen[0], eigen, gebieden, invoer)
            delen = paar if samengevoegd else _parse(paar, eerste.partij, zijde.partij)
            paren += [replace(p, aangepast=_aangepast(eerste, zijde)) for p in delen]
    return tuple(paren)


def _aangepast(*zijden: Zijde) -> tuple[tuple[str, Aangepast], ...]:
    """What the manifests say about the models that derive from another."""
    modellen = [(z.naam, z.herkomst.get("model")) for z in zijden]
    return tuple(
        (naam, Aangepast.model_validate(model["aangepast"]))
        for naam, model in modellen
        if isinstance(model, Mapping) and model.get("aangepast")
    )


def _parse(paren: Sequence[Paar], a: Partij | None, b: Partij | None) -> list[Paar]:
    """Split the difference over the inputs of two known models; the pairs as they are without."""
    if a is None or b is None:
        return list(paren)
    cijfers, *plannen = paren
    delen = ontleed(kant(a, cijfers.taak), kant(b, cijfers.taak))
    cijfers = replace(cijfers, bijdragen=delen, anders=None)
    anders = (*cijfers.invoer, *other_rules(a.model, b.model))
    return [cijfers, *(replace(p, anders=anders) for p in plannen)]


def _paren(
    zijden: tuple[str, str],
    naam: str,
    ra: Taakrijen,
    rb: Taakrijen,
    gebieden: Gebieden,
    invoer: tuple[Invoer, ...],
) -> list[Paar]:
    quota = [q - p for p, q in zip(ra.quota, rb.quota, strict=True)]
    rest = [n - m - q for m, n, q in zip(ra.aantallen, rb.aantallen, quota, strict=True)]
    bijdragen = tuple(
        Bijdrage(Invoer(soort), tuple(deel)) for soort, deel in (("onafgerond", quota), ("afronding", rest))
    )
    paren = [
        Paar(
            *zijden,
            naam,
            compared_rows(gebieden, ra.aantallen, rb.aantallen),
            bijdragen,
            _maten(gebieden, ra, ra.aantallen),
            _maten(gebieden, rb, rb.aantallen),
            anders=invoer,
        )
    ]
    if ra.plan is not None and rb.plan is not None:
        verschillen = compared_rows(gebieden, ra.plan, rb.plan)
        maten = _maten(gebieden, ra, ra.plan), _maten(gebieden, rb, rb.plan)
        paren.append(Paar(*zijden, naam, verschillen, (), *maten, wat="plan", anders=invoer))
    return paren


def _maten(gebieden: Gebieden, rijen: Taakrijen, plaatsen: Sequence[int]) -> Diagnostiek:
    return diagnose_rijen(gebieden, plaatsen, [float(q) for q in rijen.quota], rijen.aantallen)


def _gebieden(rijen: Taakrijen) -> Gebieden:
    """Areas by the register, inhabitants by the rows."""
    zonder = [n for n, p in zip(rijen.namen, rijen.inwoners, strict=True) if p is None]
    if zonder:
        raise DataError.een("V528", aantal=len(zonder), namen=", ".join(zonder[:GENOEMD]))
    plek = {g.code: g for g in read_register().gemeenten}
    rij = {code: i for i, code in enumerate(rijen.codes)}
    paren = [(rij[a], rij[b]) for a, b, _ in buren() if a in rij and b in rij]
    return Gebieden(
        rijen.codes,
        rijen.namen,
        np.array([math.nan if p is None else p for p in rijen.inwoners]),
        tuple(plek[c].provincie for c in rijen.codes),
        tuple(plek[c].veiligheidsregio for c in rijen.codes),
        buren=np.array(paren, np.intp).reshape(-1, 2),
    )


def _source(a: Zijde, b: Zijde, samengevoegd: Sequence[Herindeling]) -> tuple[Invoer, ...]:
    """Which model, settings and data files differ, and which gemeenten were added up."""
    (model_a, set_a, data_a), (model_b, set_b, data_b) = (_ontstaan(z) for z in (a, b))
    uit = []
    if model_a["naam"] != model_b["naam"]:
        uit.append(Invoer("model", "", model_a["naam"], model_b["naam"]))
    elif model_a["sha256"] != model_b["sha256"] and set_a == set_b:
        uit.append(Invoer("inhoud"))
    if set_a != set_b:
        uit.append(Invoer("instelling", "", set_a, set_b))
    anders = [n for n in sorted(data_a.keys() | data_b.keys()) if data_a.get(n) != data_b.get(n)]
    if anders:
        uit.append(Invoer("gegevens", ", ".join(anders)))
    if samengevoegd:
        uit.append(Invoer("samengevoegd", tell_herindelingen(samengevoegd)))
    return tuple(uit)


def _ontstaan(zijde: Zijde) -> tuple[dict[str, str], str, dict[str, str]]:
    """Name and checksum of the model, its settings, checksums of the data files."""
    model, opties, data = (zijde.herkomst.get(k) or {} for k in ("model", "opties", "gegevens"))
    assert isinstance(model, dict)
    assert isinstance(opties, dict)
    assert isinstance(data, dict)
    naam = {"naam": str(model.get("naam", "?")), "sha256": str(model.get("sha256", "?"))}
    return naam, ", ".join(opties.get("set", ())), data
