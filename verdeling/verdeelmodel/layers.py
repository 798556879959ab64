"""One model on top of another: inheritance by `basis` and overrides by dotted path, on the raw mapping."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from verdeling.errors import ModelError, Problem
from verdeling.inputs.register import read_register
from verdeling.terms import Status
from verdeling.texts import say
from verdeling.verdeelmodel.area_codes import as_key
from verdeling.verdeelmodel.labels import PLANS, TOTAAL, relabel
from verdeling.verdeelmodel.old_spelling import renew, renew_path
from verdeling.verdeelmodel.operation import names
from verdeling.verdeelmodel.reader import Document, Pad, dotted_path, load

HEEL: Final = frozenset({"bron", "nl", "en", *TOTAAL, *names()})
"""A mapping with one of these keys is one value and replaces what it inherits as a whole: a new number must
not keep the basis of the old one, nor an English text the Dutch of another."""

FILLABLE: Final = frozenset({"opvangsoorten"})
"""Mappings that go over known values: an override may name a part that the file leaves out."""

ENOUGH: Final = 3
"""So many paths are offered."""
MOST: Final = 12
"""So many keys of a place are named."""
LIJKT: Final = 0.8
"""A path that is at least so much like the given one is what was meant."""

SET_BY_CHOICE: Final = {
    "bron": "ingesteld met --set",
    "status": "illustrative",
    "reden": "door de gebruiker gekozen waarde",
}


def own_choice(where: str, van: str) -> dict[str, str]:
    """Grondslag of a value for which the author of a layer gives none."""
    return {
        "bron": say("model.aangepast.bron", waar=where),
        "status": Status.ILLUSTRATIVE.value,
        "reden": say("model.aangepast.reden", van=van),
    }


def stack_layers(below: Document, above: Document, basis: str, file: str) -> Document:
    """Put a variant on its basis: mappings merge, lists and values are replaced, ``null`` removes a key.

    Parameters
    ----------
    below, above
        The basis and the variant, raw.
    basis, file
        Name of the basis, and file of the variant; labels that the variant does not renew say so.
    """
    content = dict(below.inhoud)
    van = str(content.pop("naam", basis))
    content["naam"] = str(above.inhoud.get("naam", Path(file).stem))
    places = dict(below.plaatsen)
    _mix(content, above.inhoud, (), places)
    content = copy.deepcopy(content)
    relabel(below.inhoud, content, set(_spots(above.inhoud)), van, file, own_choice(file, van))
    problems, notes = [*below.problemen, *above.problemen], [*below.meldingen, *above.meldingen]
    return Document(content, places | above.plaatsen, problems, notes)


def _mix(below: dict[str, Any], above: dict[str, Any], path: Pad, places: dict[Pad, str]) -> None:
    for sleutel, new in above.items():
        inside = (*path, sleutel)
        old = below.get(sleutel)
        if isinstance(old, dict) and isinstance(new, dict) and sleutel != "sleutel" and not HEEL & new.keys():
            below[sleutel] = dict(old)
            _mix(below[sleutel], new, inside, places)
            continue
        _forget(inside, places)
        if new is None:
            below.pop(sleutel, None)
        else:
            below[sleutel] = new


def _forget(path: Pad, places: dict[Pad, str]) -> None:
    for old in [p for p in places if p[: len(path)] == path]:
        del places[old]


def set_values(document: Document, overrides: Sequence[str], naam: str) -> None:
    """Apply overrides such as ``taken.asielopvang.totaal=75500`` to the document of the model `naam`.

    A list item is named by its index. A plain value for a number with a grondslag sets its `waarde`, and
    every label of what changed says that the user chose it. ``null`` removes a key.

    Raises
    ------
    ModelError
        With every override that has no ``=``, no readable value or a path that leads nowhere.
    """
    if not overrides:
        return
    old = copy.deepcopy(document.inhoud)
    problems: list[Problem] = []
    given: set[Pad] = set()
    for override in overrides:
        try:
            given.update(_set(document, override))
        except ModelError as error:
            problems += error.problemen
    problems += _without_effect(old, document, given)
    if problems:
        raise ModelError(problems)
    if isinstance(old, dict):
        renew(document, {})
        van = str(old.get("naam", naam))
        relabel(old, document.inhoud, given, van, "--set", SET_BY_CHOICE)


def _without_effect(old: Any, document: Document, given: Collection[Pad]) -> Iterator[Problem]:  # noqa: ANN401
    """A total that is set where the total of every area is given decides nothing."""
    taken = document.inhoud.get("taken") if isinstance(document.inhoud, dict) else None
    for name, taak in taken.items() if isinstance(taken, dict) else ():
        path = ("taken", name, "totaal")
        niveaus = taak.get("niveaus") if isinstance(taak, dict) else None
        first = niveaus[0] if isinstance(niveaus, list) and niveaus else None
        totals = first.get("gegeven") if isinstance(first, dict) else None
        if path not in given or not isinstance(first, dict) or not isinstance(totals, dict):
            continue
        if _total(old, name) is None or _all_given(document.inhoud, first):
            paths = [f"taken.{name}.niveaus.0.gegeven.{code}" for code in totals]
            named = ", ".join(paths[:ENOUGH]) + (" …" if len(paths) > ENOUGH else "")
            yield Problem.van("V690", document.waar(path), taak=name, aantal=len(paths), paden=named)


def _all_given(content: Mapping[str, Any], niveau: Mapping[str, Any]) -> bool:
    """Whether a level gives the total of each of its areas in the model, and none is left what rests."""
    areas = content.get("gebied")
    kind = {"provincie": "PV", "veiligheidsregio": "VR", "land": "NL"}.get(str(niveau.get("niveau")), "-")
    asked = areas if isinstance(areas, list) else read_register().gebiedscodes
    own = {code for code in map(str, asked) if code.startswith(kind)}
    return bool(own) and own <= set(niveau["gegeven"]) and "rest_naar" not in niveau


def _total(content: Any, taak: str) -> Any:  # noqa: ANN401
    """The total of a task of a raw model; None when it has none."""
    for step in ("taken", taak, "totaal"):
        content = content.get(step) if isinstance(content, dict) else None
    return content


def _set(document: Document, override: str) -> Iterator[Pad]:
    """Apply one override; gives the paths that it writes."""
    place = f"--set {override}"
    links, equal, rechts = override.partition("=")
    if not equal or not links.strip():
        raise ModelError.een("V216", place)
    value = load(rechts, place).inhoud if rechts.strip() else None
    path: Pad = ()
    holder: Any = document.inhoud
    asked = tuple(links.strip().split("."))
    steps = [str(s) for s in renew_path(document, asked, place, removed=value is None)]
    for number, step in enumerate(steps):
        if FILLABLE.intersection(steps[: number + 1]) and isinstance(holder, dict):
            holder.setdefault(step, {})
        sleutel = _step(holder, step)
        last = number == len(steps) - 1
        new_in_mapping = last and isinstance(holder, dict)
        if sleutel is None and not new_in_mapping:
            raise ModelError([_no_path(document.inhoud, holder, steps, number, place)])
        sleutel = step if sleutel is None else sleutel
        path = (*path, sleutel)
        if not last:
            holder = holder[sleutel]
    if value is None:
        if isinstance(holder, dict):
            holder.pop(path[-1], None)
        else:
            del holder[path[-1]]
        return
    yield from ((*path, *inside) for inside in ((), *_spots(value)))
    old = holder.get(path[-1]) if isinstance(holder, dict) else holder[path[-1]]
    if isinstance(old, dict) and TOTAAL & old.keys() and not isinstance(value, dict):
        value = {"waarde": value, "grondslag": dict(SET_BY_CHOICE)}
    holder[path[-1]] = value
    _forget(path, document.plaatsen)
    document.plaatsen[path] = place


def _step(holder: Any, step: str) -> str | int | None:  # noqa: ANN401
    """Key or index that `step` names inside `holder`; None when there is none."""
    if isinstance(holder, dict):
        return step if step in holder else as_key(step, holder)
    if isinstance(holder, list) and step.isascii() and step.isdigit() and len(step) < 6:
        return int(step) if int(step) < len(holder) else None
    return None


def _spots(content: Any, path: Pad = ()) -> Iterator[Pad]:  # noqa: ANN401
    """Path of every value inside mappings and lists."""
    if path:
        yield path
    inside = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    for sleutel, value in inside:
        yield from _spots(value, (*path, sleutel))


def settable(content: Any, pad: Pad = ()) -> Iterator[str]:  # noqa: ANN401
    """Paths that an override can give one plain value: plain values and numbers with a grondslag."""
    if isinstance(content, dict) and not TOTAAL & content.keys():
        parts: Any = content.items()
    elif isinstance(content, list):
        parts = enumerate(content)
    else:
        yield dotted_path(pad)
        return
    for sleutel, value in parts:
        yield from settable(value, (*pad, sleutel))


def _no_path(content: Any, holder: Any, steps: Sequence[str], number: int, place: str) -> Problem:  # noqa: ANN401
    """Where a path ends that leads nowhere, and what one finds there or may have meant."""
    path, step = ".".join(steps), steps[number]
    if number == 0 and step in PLANS:
        return Problem.van("V691", place, deel=step)
    paths = [dotted_path(spot) for spot in _spots(content)]
    zo = [p for p in paths if p.endswith(f".{path}")] or difflib.get_close_matches(path, paths, 1, LIJKT)
    if zo:
        return Problem.van("V217", place, pad=path, nabij=", ".join(zo[:ENOUGH]))
    here = holder if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
    daar = ", ".join([str(sleutel) for sleutel in here][:MOST]) or "–"
    below = ".".join(steps[:number]) or "–"
    return Problem.van("V692", place, pad=path, stap=step, onder=below, daar=daar)


def elders(content: Any, naam: str, buiten: Collection[Pad]) -> list[str]:  # noqa: ANN401
    """Paths, other than those of `buiten`, that end in a key of this name."""
    return [dotted_path(spot) for spot in _spots(content) if spot[-1] == naam and spot not in buiten]
