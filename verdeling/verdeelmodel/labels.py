"""Labels never survive what they describe: what one layer changed, and which words of the basis fall with it.

A layer is a variant on its basis or a set of overrides. Whatever a reader may take for a fact about a number
(title, status, grondslag, open item) belongs to that number; when a layer changes the number and brings no
label of its own, the label is replaced by one that says who chose it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from verdeling.errors import ModelError
from verdeling.terms import Status
from verdeling.texts import LANGS, Lang, catalogue, number, say
from verdeling.verdeelmodel.operation import names, read
from verdeling.verdeelmodel.reader import Pad, dotted_path
from verdeling.verdeelmodel.words import formule

LABELS: Final = frozenset({"titel", "omschrijving", "status", "grondslag", "reden", "toelichting"})
"""Keys that describe what stands beside them and change no number."""

LABELS_VAN_MODEL: Final = LABELS | {"naam", "open", "bronnen", "aangepast", "genoemde_rest", "met_de_hand"}
"""The same, at the top of a model."""

DIGITS: Final = frozenset({"taken", "grenzen", "gebied", "periode"})
"""Parts of a model that decide the indicative figures."""

PLANS: Final = ("plan", "tijdplan")
"""Parts of a model that ask for a plan."""

TOTAAL: Final = frozenset({"waarde", "reeks", "voorraad"})
"""A mapping with one of these keys stands for one number."""

UIT_REEKS: Final = frozenset({"periode", "reeks", "stadium"})
"""Choices of which the worth follows from the series that they point into."""

TOLD: Final = 6
"""So many changes are named in a sentence."""

LONGEST: Final = 120

_ABSENT: Final = object()


def relabel(
    old: dict[str, Any],
    new: dict[str, Any],
    given: Collection[Pad],
    van: str,
    where: str,
    choice: dict[str, str],
    words: Mapping[Lang, str] | None = None,
) -> None:
    """Let the labels of a changed model say what it is; `new` is changed in place.

    Parameters
    ----------
    old, new
        The raw model under the layer, and with the layer on it.
    given
        Every path that the layer itself writes; a label among them is the author's own and stays.
    van
        Name of the model under the layer.
    where
        Where the changes stand: a file, or ``--set``.
    choice
        Grondslag of a number for which the layer gives none.
    words
        What all changes together are called; None: each by its own value.
    """
    paths = list(_differences(old, new))
    _calendar(new, paths, given)
    if not paths or (paths == [("periode",)] and "{periode}" in str(old.get("titel"))):
        return  # a model whose title names the half-year was written for every half-year
    taken = new.get("taken")
    more = isinstance(taken, dict) and len(taken) > 1
    changes = [
        {
            "pad": dotted_path(path),
            "waar": where,
            "wat": {t: _what(path, old, new, more, t) if words is None else words[t] for t in LANGS},
        }
        for path in paths
    ]
    weakest = [_grondslag(path, old, new, given, choice) for path in paths]
    _status(new, paths, weakest, given)
    _plan(new, paths, weakest, given, van, changes)
    _open(new, paths, given)
    changes += _published(new, paths, given, where)
    _titles(new, given, van, changes)
    if "genoemde_rest" in new and ("genoemde_rest",) not in given and any(p[0] in DIGITS for p in paths):
        del new["genoemde_rest"]
    if "bronnen" in new and ("bronnen",) not in given:
        del new["bronnen"]
    earlier = old.get("aangepast")
    if (
        isinstance(earlier, dict)
        and earlier.get("van") == van
        and isinstance(earlier.get("wijzigingen"), list)
    ):
        otherwise = {w["pad"] for w in changes}
        changes = [*(w for w in earlier["wijzigingen"] if w.get("pad") not in otherwise), *changes]
    new["aangepast"] = {"van": van, "wijzigingen": changes}


def enumeration(what: Sequence[str], lang: Lang) -> str:
    """Changes in one phrase; of a long list the first few and how many more."""
    what = list(dict.fromkeys(what))
    text = "; ".join(what[:TOLD])
    more = len(what) - TOLD
    return text if more <= 0 else say("model.aangepast.meer", lang, wat=text, aantal=more)


def weakest_status(*statuses: str) -> str:
    """The weakest of some worths; a text that is none is left to the checks."""
    volgorde = [s.value for s in Status]
    return max((s for s in statuses if s in volgorde), key=volgorde.index, default=statuses[0])


# --- what changed -------------------------------------------------------------------------------------------


def _differences(old: Any, new: Any, path: Pad = ()) -> Iterator[Pad]:  # noqa: ANN401
    """Paths at which two raw values differ, labels aside; as deep as both have the same shape."""
    if isinstance(old, dict) and isinstance(new, dict) and (not path or _shape(old) == _shape(new)):
        labels = LABELS if path else LABELS_VAN_MODEL
        for sleutel in dict.fromkeys((*old, *new)):
            if sleutel not in labels:
                een, two = old.get(sleutel, _ABSENT), new.get(sleutel, _ABSENT)
                yield from _differences(een, two, (*path, sleutel))
    elif _divide(old) and _divide(new) and len(old) == len(new):
        for figure, (een, two) in enumerate(zip(old, new, strict=True)):
            yield from _differences(een, two, (*path, figure))
    elif not _equal(old, new):
        yield path[:-1] if path[-1] == "waarde" else path


def _divide(value: Any) -> bool:  # noqa: ANN401
    """Whether a value is a list of parts; a list of plain values, such as the goals, is one value."""
    return isinstance(value, list) and any(isinstance(part, dict | list) for part in value)


def _shape(value: dict[str, Any]) -> list[Any]:
    """Operation and column of an expression, source of a number: with another one it is another value."""
    return [
        (name, value[name] if name == "indicator" else None)
        for name in sorted((names() | TOTAAL) & value.keys())
    ]


def _equal(een: Any, two: Any) -> bool:  # noqa: ANN401
    """Whether two plain values are the same: 0.5 is 1/2, and a date is its text."""
    if isinstance(een, bool) or isinstance(two, bool):
        return een is two
    numbers = [_number(w) for w in (een, two)]
    if None not in numbers:
        return numbers[0] == numbers[1]
    return type(een) is type(two) and een == two or str(een) == str(two)


def _number(value: Any) -> Fraction | None:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        return Fraction(value) if len(str(value)) <= LONGEST else None
    except (ValueError, OverflowError, ZeroDivisionError):
        return None


def _on(content: Any, path: Pad) -> Any:  # noqa: ANN401
    """Value at a path, or `_ABSENT`."""
    for step in path:
        if isinstance(content, dict):
            content = content.get(step, _ABSENT)
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return _ABSENT
    return content


# --- the labels that fall -----------------------------------------------------------------------------------


def _grondslag(
    path: Pad, old: dict[str, Any], new: dict[str, Any], given: Collection[Pad], choice: dict[str, str]
) -> str | None:
    """Renew the grondslag that covers a changed value; gives its worth, None where a series decides it."""
    value = _on(new, path)
    along = (_on(new, path[:depth]) for depth in range(len(path) + 1))
    if path[-1] in UIT_REEKS or any(isinstance(part, dict) and "reeks" in part for part in along):
        return None
    spots = list(_spots(path, new))
    for spot in spots:
        own = {p[-1] for p in given if p[:-1] == spot}
        new_one = len(spot) > len(path) and _on(old, path) is _ABSENT
        if not new_one and not (spot in given and "bron" in own):
            holder = _on(new, spot[:-1])
            added = holder.get("grondslag")
            own_parts = {k: v for k, v in added.items() if k in own} if isinstance(added, dict) else {}
            holder["grondslag"] = {**choice, **own_parts}
    inside = list(_inside(value.get("totaal") if len(path) == 2 and isinstance(value, dict) else value))
    statuses = [_worth(_on(new, spot)) for spot in spots] or inside
    return (
        weakest_status(*statuses, *(inside if len(path) == 2 else ()))
        if statuses
        else Status.ILLUSTRATIVE.value
    )


def _spots(path: Pad, new: dict[str, Any]) -> Iterator[Pad]:
    """Where the grondslag of a value stands: that beside or around it, and that of the rule it belongs to."""
    if path == ("tijdplan", "doelen"):
        return  # as in a plan: the order of the goals is a choice of the model, with no grondslag
    spot = _spot(path, new)
    if spot is not None:
        yield spot
    rule = path[:3] if path[:2] == ("plan", "regels") else path[:1] if path[0] == "tijdplan" else None
    if rule and spot != (*rule, "grondslag") and _on(new, (*rule, "grondslag")) is not _ABSENT:
        yield (*rule, "grondslag")


def _spot(path: Pad, new: dict[str, Any]) -> Pad | None:
    """Where the grondslag of a value stands: beside it or around it, and for a key beside the key."""
    for length in range(len(path), 0, -1):
        here = path[:length]
        if length == 2 and here[0] == "taken" and len(path) > 2 and path[2] != "sleutel":
            return None  # the grondslag of a task is that of its key
        holder = _on(new, here)
        if not isinstance(holder, dict):
            continue
        if "grondslag" in holder:
            return (*here, "grondslag")
        if length == 4 and here[0] == "taken" and here[2] == "niveaus" and len(path) > 4:
            return (*here, "grondslag")
    return None


def _inside(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Worth of every grondslag inside a value."""
    if isinstance(value, dict):
        grondslag = value.get("grondslag")
        if isinstance(grondslag, dict):
            yield _worth(grondslag)
        for sleutel, part in value.items():
            if sleutel != "grondslag":
                yield from _inside(part)
    elif isinstance(value, list):
        for part in value:
            yield from _inside(part)


def _worth(grondslag: Any) -> str:  # noqa: ANN401
    """Worth of a raw grondslag."""
    return str(grondslag.get("status", Status.PUBLISHED.value)) if isinstance(grondslag, dict) else ""


def _status(
    new: dict[str, Any], paths: Sequence[Pad], weakest: Sequence[str | None], given: Collection[Pad]
) -> None:
    """A model is worth no more than the parts that were changed in it.

    An author who states the worth himself also answers for what has no grondslag, such as the order of goals.
    """
    own = ("status",) in given
    parts = [
        value
        for path, value in zip(paths, weakest, strict=True)
        if value is not None and (not own or _figure(path, new))
    ]
    if isinstance(new.get("status"), str):
        new["status"] = weakest_status(new["status"], *parts)


def _figure(path: Pad, new: dict[str, Any]) -> bool:
    """Whether a changed value is a key, total or level, or has a grondslag: what figures follow from."""
    return path[0] == "taken" and (path[2:3] in (("totaal",), ("niveaus",)) or _spot(path, new) is not None)


def _plan(
    new: dict[str, Any],
    paths: Sequence[Pad],
    weakest: Sequence[str | None],
    given: Collection[Pad],
    van: str,
    changes: Sequence[dict[str, Any]],
) -> None:
    """The same for the plan, also one over time, and its reason: that tells which rules there are.

    A plan is also worth no more than a changed total or key of the task that it divides.
    """
    for sectie in PLANS:
        plan = new.get(sectie)
        if not isinstance(plan, dict) or (sectie,) in paths:
            continue
        was = str(plan.get("status", Status.DERIVED.value))
        numbers = [
            n
            for n, path in enumerate(paths)
            if path[0] == sectie
            or (
                sectie == "plan"
                and path[1:2] == (plan.get("taak"),)
                and _figure(path, new)
                and weakest_status(was, weakest[n] or was) != was
            )
        ]
        if not numbers:
            continue
        if (sectie, "status") not in given:
            parts = [w for n in numbers if (w := weakest[n]) is not None]
            plan["status"] = weakest_status(was, *parts)
        if "reden" in plan and (sectie, "reden") not in given:
            what = {t: enumeration([changes[n]["wat"][t] for n in numbers], t) for t in LANGS}
            plan["reden"] = {t: say("model.aangepast.plan", t, van=van, wat=what[t]) for t in LANGS}


def _open(new: dict[str, Any], paths: Sequence[Pad], given: Collection[Pad]) -> None:
    """Drop inherited open items of which the choice was made; one without a parameter belongs to all."""
    points = new.get("open")
    if not isinstance(points, list) or any(p[0] == "open" for p in given):
        return
    stays = []
    for point in points:
        parameter = point.get("parameter") if isinstance(point, dict) else None
        also = point.get("steunt_op") if isinstance(point, dict) else None
        over = [parameter or "", *(also if isinstance(also, list) else ())]
        if not _touched(over, paths):
            stays.append(point)
    new["open"] = stays


def _touched(over: Sequence[Any], paths: Sequence[Pad]) -> bool:
    """Whether something changed at, in or around one of some dotted paths; an empty one is about all."""
    changed = [tuple(map(str, path)) for path in paths]
    about = [tuple(str(p).split(".")) if p else () for p in over]
    return any(a[: len(p)] == p or p[: len(a)] == a for a in changed for p in about)


def _calendar(new: dict[str, Any], paths: Sequence[Pad], given: Collection[Pad]) -> None:
    """Drop inherited dates that were written for another value than now stands there."""
    dates = new.get("termijnen")
    if isinstance(dates, dict):
        new["termijnen"] = {
            name: date
            for name, date in dates.items()
            if ("termijnen", name, "datum") in given
            or not isinstance(date, dict)
            or not isinstance(over := date.get("steunt_op"), list)
            or not _touched(over, paths)
        }


def _published(
    new: dict[str, Any], paths: Sequence[Pad], given: Collection[Pad], where: str
) -> Iterator[dict[str, Any]]:
    """Published figures were published for one total and one key: with another one they hold no more."""
    taken = new.get("taken")
    for name in taken if isinstance(taken, dict) else ():
        niveaus = _on(new, ("taken", name, "niveaus"))
        spot = ("taken", name, "niveaus", len(niveaus) - 1 if isinstance(niveaus, list) else 0)
        path = (*spot, "gepubliceerd")
        table = _on(new, path)
        if not isinstance(table, dict) or table.get("geldt") is False or path in given:
            continue
        if any(_decides(gewijzigd, name) for gewijzigd in paths):
            _on(new, spot)["gepubliceerd"] = {**table, "geldt": False}
            new["status"] = weakest_status(str(new.get("status")), _worth(_on(new, (*spot[:2], "grondslag"))))
            what = {t: say("model.wat.formule", t) for t in LANGS}
            yield {"pad": dotted_path(path), "waar": where, "wat": what}


def _decides(path: Pad, taak: str) -> bool:
    """Whether a changed value decides the figures of a task."""
    return path[0] in ("grenzen", "gebied") or (path[:2] == ("taken", taak) and path[2:3] != ("delen",))


def _titles(new: dict[str, Any], given: Collection[Pad], van: str, changes: Sequence[dict[str, Any]]) -> None:
    """Title and text of the basis tell of the basis."""
    name = str(new.get("naam", van))
    sleutel = "model.aangepast.titel" if name == van else "model.aangepast.titel_van"
    what = {t: enumeration([w["wat"][t] for w in changes], t) for t in LANGS}
    new_one = {
        "titel": {t: say(sleutel, t, naam=name, van=van) for t in LANGS},
        "omschrijving": {t: say("model.aangepast.omschrijving", t, van=van, wat=what[t]) for t in LANGS},
    }
    for field, text in new_one.items():
        old = new.get(field)
        if isinstance(old, dict):
            own = {t: old[t] for t in LANGS if (field, t) in given and t in old}
            new[field] = own or text


# --- in words -----------------------------------------------------------------------------------------------


def _what(path: Pad, old: dict[str, Any], new: dict[str, Any], more: bool, lang: Lang) -> str:
    """What stands at a changed path now, in a few words."""
    er_was, er_is = (_on(content, path) is not _ABSENT for content in (old, new))
    if path[0] == "termijnen" and not er_was:
        return say("model.wat.termijnen", lang)  # the same words for each: a sentence names them once
    head, rest = _head(path, new, more)
    value = _text(_on(new, path), lang)
    kind = path[-1] if len(path) == 1 or path[0] in PLANS else path[2] if len(path) == 3 else rest[-1]
    if er_is and path[0] == "taken" and "sleutel" in path and not value:
        return head + _sleutel(_on(new, path[: path.index("sleutel") + 1]), lang)
    if er_is and kind == "peildatum":
        column = _text(_on(new, (*path[:-1], "indicator")), lang)
        return head + say("model.wat.peildatum", lang, kolom=column, waarde=value)
    if er_is and value and f"model.wat.{kind}" in _OWN_SENTENCE:
        return head + say(f"model.wat.{kind}", lang, waarde=value)
    named = ".".join(("model.wat", *map(str, rest)))
    if er_is and value and path[0] in PLANS and named in catalogue():
        return head + say(named, lang, waarde=value)
    what = " ".join(map(str, rest)).replace("_", " ")
    if er_is and value:
        return f"{head}{what} {value}"
    return head + say(f"model.wat.{'zonder' if not er_is else 'anders' if er_was else 'met'}", lang, wat=what)


_OWN_SENTENCE: Final = frozenset(
    f"model.wat.{soort}" for soort in ("totaal", "afronding", "periode", "grenzen", "gebied", "doelen")
)


def _sleutel(sleutel: Any, lang: Lang) -> str:  # noqa: ANN401
    """A key that is there now, as a formula; that it is another one where it is long or cannot be read."""
    try:
        text = formule(read(sleutel), lang)
    except (ModelError, ValueError):  # of both pydantic's are a ValueError
        text = ""
    if 0 < len(text) <= LONGEST:
        return say("model.wat.sleutel", lang, formule=text)
    return say("model.wat.andere_sleutel", lang)


def _head(path: Pad, new: dict[str, Any], more: bool) -> tuple[str, Pad]:
    """Task and level that a path is in, as a heading where there are more; and the path inside them."""
    if path[:2] == ("plan", "regels") and len(path) > 2:
        return "", path[2:]
    if path[0] == "tijdplan":
        return "", path
    if path[0] == "termijnen" and len(path) > 1:
        return "", ("termijn", path[1])
    if path[0] != "taken" or len(path) < 3:
        return "", path[-1:]
    head = f"{path[1]}: " if more else ""
    if path[2] == "niveaus" and len(path) > 4:
        return f"{head}{_on(new, (*path[:4], 'niveau'))}: ", path[4:]
    return head, path[2:]


def _text(value: Any, lang: Lang) -> str:  # noqa: ANN401
    """A plain value for people; empty for what has parts or is long."""
    if isinstance(value, dict) and "waarde" in value:
        value = value["waarde"]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        decimals = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
        return number(value, lang, decimals) if len(str(value)) <= LONGEST else ""
    if isinstance(value, dt.date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, list):
        parts = [_text(part, lang) for part in value]
        text = ", ".join(parts) if all(parts) else ""
    else:
        text = "" if value is _ABSENT or isinstance(value, dict) or value is None else str(value)
    return text.replace("_", " ") if len(text) <= LONGEST else ""
