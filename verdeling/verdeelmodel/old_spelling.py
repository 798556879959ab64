"""How a plan over time was written before it had a section of its own: read, and told, in this version only.

It was a rule `fasering` of the plan, with the goals, worth and reason of that plan. Without this file and its
calls the old spelling is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from verdeling.errors import Problem
from verdeling.verdeelmodel.reader import Document, Pad, dotted_path

OUD: Final[Pad] = ("plan", "regels", "fasering")
NIEUW: Final[Pad] = ("tijdplan",)
CARRIED: Final = ("doelen", "status", "reden")
"""What a plan over time had from the plan that it was a rule of."""


def renew(document: Document, below: Mapping[str, Any]) -> None:
    """Write what a document says of a plan over time in the new way, and note what was old.

    Parameters
    ----------
    below
        The model that the document is a variant of, raw and in the new spelling; empty when it is none.
    """
    content = document.inhoud
    plan = content.get("plan")
    parts: list[Pad] = [("plan", f) for f in CARRIED if isinstance(plan, dict) and f in plan]
    if isinstance(plan, dict) and "fasering" in _rules(content):
        rules = {**_rules(below), **_rules(content)}
        rest = {kind for kind, rule in rules.items() if rule is not None} - {"fasering"}
        old = [OUD] if rest or rules["fasering"] is None else [OUD, *parts]
    elif "plan" in content and _only_time(below) and not _rules(content):
        rest, old = set(), [("plan",)] if plan is None else parts
    else:
        rest, old = set(), []
    where = document.waar(old[0]) if old else ""
    for path in old:
        _move(document, path, _renewed(path))
    if old and not rest:
        content.pop("plan", None)
        if "plan" in below:
            content["plan"] = None
    old += _open_items(content)
    _tell(document, where or document.waar(("open",)), old)


def renew_path(document: Document, pad: Pad, place: str, *, removed: bool) -> Pad:
    """The path that a setting means; noted at `place` when it was written in the old way."""
    time_ = _only_time(document.inhoud) and (
        pad[1:2] in [(f,) for f in CARRIED] or (removed and len(pad) == 1)
    )
    if pad[: len(OUD)] != OUD and not (pad[0] == "plan" and time_):
        return pad
    _tell(document, place, [pad])
    return _renewed(pad)


def renewed(path: str) -> str:
    """A dotted path in the new spelling."""
    pad: Pad = tuple(path.split("."))
    return dotted_path(_renewed(pad)) if pad[: len(OUD)] == OUD else path


def _renewed(path: Pad) -> Pad:
    return (*NIEUW, *(path[len(OUD) :] if path[: len(OUD)] == OUD else path[1:]))


def _tell(document: Document, where: str, old: Sequence[Pad]) -> None:
    if old:
        was, nu = (", ".join(map(dotted_path, paths)) for paths in (old, map(_renewed, old)))
        document.meldingen.append(Problem.van("V863", where, oud=was, nieuw=nu))


def _rules(model: Mapping[str, Any]) -> Mapping[str, Any]:
    plan = model.get("plan")
    rules = plan.get("regels") if isinstance(plan, dict) else None
    return rules if isinstance(rules, dict) else {}


def _only_time(model: Mapping[str, Any]) -> bool:
    """Whether a model has a plan over time and no other, so that `plan` in a variant of it means that."""
    return isinstance(model.get("tijdplan"), dict) and model.get("plan") is None


def _move(document: Document, old: Pad, new: Pad) -> None:
    """Put a value at its new path, with the places of all that is in it."""
    holder = document.inhoud
    for step in old[:-1]:
        holder = holder[step]
    value = holder.pop(old[-1])
    if new == NIEUW:
        document.inhoud["tijdplan"] = value
    elif isinstance(time_ := document.inhoud.setdefault("tijdplan", {}), dict):
        time_[new[-1]] = value
    for path in [p for p in document.plaatsen if p[: len(old)] == old]:
        document.plaatsen[(*new, *path[len(old) :])] = document.plaatsen.pop(path)


def _open_items(content: Mapping[str, Any]) -> list[Pad]:
    """Let open items name the new path of their parameter; gives the paths that were old."""
    points = content.get("open")
    old: list[Pad] = []
    for point in points if isinstance(points, list) else ():
        path = tuple(str(point.get("parameter", "")).split(".")) if isinstance(point, dict) else ()
        if path[: len(OUD)] == OUD:
            old.append(path)
            point["parameter"] = dotted_path(_renewed(path))
    return old
