"""How a plan over time was written before it had a section of its own: read, and told, in this version only.

It was a rule `fasering` of the plan, with the goals, worth and reason of that plan. Without this file and its
calls the old spelling is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from verdeling.errors import Probleem
from verdeling.verdeelmodel.reader import Document, Pad, gestippeld

OUD: Final[Pad] = ("plan", "regels", "fasering")
NIEUW: Final[Pad] = ("tijdplan",)
MEE: Final = ("doelen", "status", "reden")
"""What a plan over time had from the plan that it was a rule of."""


def renew(document: Document, onder: Mapping[str, Any]) -> None:
    """Write what a document says of a plan over time in the new way, and note what was old.

    Parameters
    ----------
    onder
        The model that the document is a variant of, raw and in the new spelling; empty when it is none.
    """
    inhoud = document.inhoud
    plan = inhoud.get("plan")
    delen: list[Pad] = [("plan", f) for f in MEE if isinstance(plan, dict) and f in plan]
    if isinstance(plan, dict) and "fasering" in _rules(inhoud):
        regels = {**_rules(onder), **_rules(inhoud)}
        rest = {soort for soort, regel in regels.items() if regel is not None} - {"fasering"}
        oud = [OUD] if rest or regels["fasering"] is None else [OUD, *delen]
    elif "plan" in inhoud and _only_time(onder) and not _rules(inhoud):
        rest, oud = set(), [("plan",)] if plan is None else delen
    else:
        rest, oud = set(), []
    waar = document.waar(oud[0]) if oud else ""
    for pad in oud:
        _move(document, pad, _renewed(pad))
    if oud and not rest:
        inhoud.pop("plan", None)
        if "plan" in onder:
            inhoud["plan"] = None
    oud += _open_items(inhoud)
    _tell(document, waar or document.waar(("open",)), oud)


def renew_path(document: Document, pad: Pad, plaats: str, *, removed: bool) -> Pad:
    """The path that a setting means; noted at `plaats` when it was written in the old way."""
    tijd = _only_time(document.inhoud) and (pad[1:2] in [(f,) for f in MEE] or (removed and len(pad) == 1))
    if pad[: len(OUD)] != OUD and not (pad[0] == "plan" and tijd):
        return pad
    _tell(document, plaats, [pad])
    return _renewed(pad)


def renewed(path: str) -> str:
    """A dotted path in the new spelling."""
    pad: Pad = tuple(path.split("."))
    return gestippeld(_renewed(pad)) if pad[: len(OUD)] == OUD else path


def _renewed(pad: Pad) -> Pad:
    return (*NIEUW, *(pad[len(OUD) :] if pad[: len(OUD)] == OUD else pad[1:]))


def _tell(document: Document, waar: str, oud: Sequence[Pad]) -> None:
    if oud:
        was, nu = (", ".join(map(gestippeld, paden)) for paden in (oud, map(_renewed, oud)))
        document.meldingen.append(Probleem.van("V863", waar, oud=was, nieuw=nu))


def _rules(model: Mapping[str, Any]) -> Mapping[str, Any]:
    plan = model.get("plan")
    regels = plan.get("regels") if isinstance(plan, dict) else None
    return regels if isinstance(regels, dict) else {}


def _only_time(model: Mapping[str, Any]) -> bool:
    """Whether a model has a plan over time and no other, so that `plan` in a variant of it means that."""
    return isinstance(model.get("tijdplan"), dict) and model.get("plan") is None


def _move(document: Document, oud: Pad, nieuw: Pad) -> None:
    """Put a value at its new path, with the places of all that is in it."""
    houder = document.inhoud
    for stap in oud[:-1]:
        houder = houder[stap]
    waarde = houder.pop(oud[-1])
    if nieuw == NIEUW:
        document.inhoud["tijdplan"] = waarde
    elif isinstance(tijd := document.inhoud.setdefault("tijdplan", {}), dict):
        tijd[nieuw[-1]] = waarde
    for pad in [p for p in document.plaatsen if p[: len(oud)] == oud]:
        document.plaatsen[(*nieuw, *pad[len(oud) :])] = document.plaatsen.pop(pad)


def _open_items(inhoud: Mapping[str, Any]) -> list[Pad]:
    """Let open items name the new path of their parameter; gives the paths that were old."""
    punten = inhoud.get("open")
    oud: list[Pad] = []
    for punt in punten if isinstance(punten, list) else ():
        pad = tuple(str(punt.get("parameter", "")).split(".")) if isinstance(punt, dict) else ()
        if pad[: len(OUD)] == OUD:
            oud.append(pad)
            punt["parameter"] = gestippeld(_renewed(pad))
    return oud
