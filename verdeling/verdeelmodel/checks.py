"""What is wrong with a model: errors of pydantic in plain words, and parts that contradict each other."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from verdeling.errors import ModelError, Problem
from verdeling.terms import Grondslag, Niveau, Status
from verdeling.texts.signs import no_formula
from verdeling.verdeelmodel.fraction import AMBIGUOUS
from verdeling.verdeelmodel.layers import ENOUGH, SET_BY_CHOICE, elders, own_choice
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import kinds, named, operation
from verdeling.verdeelmodel.reader import Document, Pad, dotted_path
from verdeling.verdeelmodel.regel import Regel, known, rule_kind, rule_kinds
from verdeling.verdeelmodel.taak import Getal, Taak, Totaal
from verdeling.verdeelmodel.tekst import Tekst

KINDS: Final = {
    "string_type": "V241",
    "date_type": "V242",
    "date_from_datetime_parsing": "V242",
    "date_from_datetime_inexact": "V242",
    "date_parsing": "V242",
    "tuple_type": "V243",
    "list_type": "V243",
    "set_type": "V243",
    "dict_type": "V244",
    "model_type": "V244",
    "model_attributes_type": "V244",
    "bool_type": "V245",
    "bool_parsing": "V245",
    "int_type": "V246",
    "int_parsing": "V246",
    "int_from_float": "V246",
    "int_parsing_size": "V246",
    "getal": "V226",
}
"""Error type of pydantic → text; what is not listed here is told by V229."""

Model = TypeVar("Model", bound=BaseModel)

COLUMN_NAME: Final = re.compile(r"[A-Za-z]\w{0,39}")

GRENZEN: Final = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
WITH_SOURCE: Final = frozenset({Getal.__name__, Totaal.__name__})
"""Numbers that have a grondslag."""


def validate(document: Document) -> Verdeelmodel:
    """Turn a raw document into a model.

    Raises
    ------
    ModelError
        With every problem, each at its file, line and dotted key; and what is to be known of the spelling.
    """
    if not isinstance(document.inhoud, dict):
        raise ModelError.een("V206", document.waar(()))
    content, problems = _lines(document)
    problems = [*document.problemen, *problems]
    try:
        model = _read(Verdeelmodel, content, document, ())
    except ValidationError as error:
        every = [*document.meldingen, *problems, *translate_all(error, document, (), Verdeelmodel)]
        raise ModelError(every) from None
    problems += [Problem.van(code, document.waar(path), **g) for code, path, g in _coherence(model)]
    if problems:
        raise ModelError([*document.meldingen, *problems])
    return model.met_plaatsen(document.plaatsen, document.meldingen)


def _lines(document: Document) -> tuple[dict[str, Any], list[Problem]]:
    """Read the rules of the plan one by one, so that a problem keeps its place; bad ones are left out."""
    plan = document.inhoud.get("plan")
    if not isinstance(plan, dict) or not isinstance(plan.get("regels"), dict):
        return document.inhoud, []
    rules: dict[str, Regel] = {}
    problems: list[Problem] = []
    for kind, settings in plan["regels"].items():
        path = ("plan", "regels", kind)
        if not known(kind):
            bekend = sorted(rule_kinds())
            problems.append(Problem.van("V230", document.waar(path), naam=kind, nabij=_near(kind, bekend)))
            continue
        try:
            rules[kind] = _read(rule_kind(kind), settings, document, path)
        except ValidationError as error:
            problems += translate_all(error, document, path, rule_kind(kind))
    return {**document.inhoud, "plan": {**plan, "regels": rules}}, problems


def _read(class_: type[Model], content: Any, document: Document, voor: Pad) -> Model:  # noqa: ANN401
    """Read one part; a number without a grondslag that a layer chose gets one that says so.

    Only the classes know where a number needs a grondslag when the model under the layer does not name it.
    """
    try:
        return class_.model_validate(content)
    except ValidationError as error:
        chosen = {
            path: choice
            for f in error.errors(include_url=False)
            for path in [f["loc"][:-1] if _without_grondslag(f) else f["loc"]]
            if (_bare(f) or _without_grondslag(f)) and (choice := _choice(document, (*voor, *path)))
        }
        if not chosen:
            raise
        for path, choice in chosen.items():
            if not path:  # a rule as a whole
                content["grondslag"] = choice
                continue
            holder = content
            for step in path[:-1]:
                holder = holder[step]
            value = holder[path[-1]]
            holder[path[-1]] = {
                **(value if isinstance(value, dict) else {"waarde": value}),
                "grondslag": choice,
            }
        return class_.model_validate(content)


def _bare(error: ErrorDetails) -> bool:
    """Whether a bare number stands where one with a grondslag is asked."""
    return error.get("ctx", {}).get("class_name") in WITH_SOURCE and isinstance(error["input"], int | Decimal)


def _without_grondslag(error: ErrorDetails) -> bool:
    """Whether a number, or a rule, was written out but for its grondslag."""
    content, loc = error["input"], error["loc"]
    return (
        error["type"] == "missing"
        and loc[-1] == "grondslag"
        and isinstance(content, dict)
        and ("waarde" in content or len(loc) == 1)
    )


def _choice(document: Document, path: Pad) -> dict[str, str]:
    """Grondslag of a number that a layer on the model chose; empty for one of the model itself."""
    if document.waar(path).startswith("--set "):
        return dict(SET_BY_CHOICE)
    gestippeld_path = dotted_path(path)
    aangepast = document.inhoud.get("aangepast")
    for change in aangepast["wijzigingen"] if isinstance(aangepast, dict) else ():
        if f"{gestippeld_path}.".startswith(f"{change['pad']}."):
            return own_choice(change["waar"], aangepast["van"])
    return {}


def translate_all(
    error: ValidationError, document: Document, voor: Pad, class_: type[BaseModel]
) -> list[Problem]:
    """All errors of the part at `voor`, read as `class_`, in plain words.

    Without "too short" of a list whose items were refused one by one.
    """
    errors = error.errors(include_url=False)
    spots = [f["loc"] for f in errors]
    strange = {_path(f, voor) for f in errors if f["type"] == "extra_forbidden"}
    missing = {_path(f, voor) for f in errors if f["type"] == "missing"}
    return [
        _translate(f, document, voor, class_, strange, missing)
        for f in errors
        if f["type"] != "too_short" or not any(p[: len(f["loc"])] == f["loc"] != p for p in spots)
    ]


def _path(error: ErrorDetails, voor: Pad) -> Pad:
    return (*voor, *(step for step in error["loc"] if not str(step).startswith("#") and step != "[key]"))


def _translate(
    error: ErrorDetails,
    document: Document,
    voor: Pad,
    class_: type[BaseModel],
    strange: Collection[Pad],
    missing: Collection[Pad],
) -> Problem:
    """One error in plain words; `strange` are the paths of all unknown keys, `missing` of all absent ones."""
    path = _path(error, voor)
    where = document.waar(path)
    kind, ctx = error["type"], error.get("ctx", {})
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        if here := [str(p[-1]) for p in sorted(missing, key=str) if p[:-1] == path[:-1]]:
            return Problem.van("V220", where, naam=name, nabij=", ".join(here))
        bekend = _known_sleutels(class_, error["loc"][:-1])
        # A place where the same key is as unknown is no advice.
        if 0 < len(here := elders(document.inhoud, name, strange)) <= ENOUGH:
            return Problem.van("V693", where, naam=name, paden=", ".join(here))
        return Problem.van("V220", where, naam=name, nabij=_near(name, bekend))
    if kind == "missing":
        return Problem.van("V227" if name == "grondslag" else "V221", where, naam=name)
    if kind in ("enum", "literal_error"):
        choice = ctx["expected"].replace(" or ", ", ").replace("'", "")
        return Problem.van("V222", where, waarde=_short(error["input"]), keus=choice)
    if kind == "bewerking":
        return _operation(error["input"], where)
    if ctx.get("class_name") in WITH_SOURCE and isinstance(error["input"], int | Decimal):
        return Problem.van("V687", where, naam=name, waarde=str(error["input"]))
    if ctx.get("class_name") == Tekst.__name__ and isinstance(error["input"], str):
        return Problem.van("V850", where, naam=name, waarde=_short(error["input"]))
    for_number = kind == "dubbelzinnig" or ctx.get("class_name") in WITH_SOURCE
    if for_number and isinstance(error["input"], str):
        return text_as_number(error["input"], where)
    if kind in ("too_short", "string_too_short"):
        return Problem.van("V223", where)
    for name_limit, sign in GRENZEN.items():
        if name_limit in ctx:
            return Problem.van(
                "V228", where, waarde=_short(error["input"]), grens=f"{sign} {ctx[name_limit]}"
            )
    if kind in ("value_error", "assertion_error") and isinstance(ctx.get("error"), Exception):
        return Problem.van("V240", where, reden=str(ctx["error"]))
    return Problem.van(KINDS.get(kind, "V229"), where, waarde=_short(error["input"]))


def text_as_number(text: str, where: str) -> Problem:
    """What is wrong with a text where a number is asked."""
    if AMBIGUOUS.fullmatch(text):
        return Problem.van("V218", where, waarde=text, heel=text.replace(".", ""), deel=f"{text}0")
    return Problem.van("V226", where, waarde=_short(text))


def _operation(value: Any, where: str) -> Problem:  # noqa: ANN401
    choice = ", ".join(kinds())
    if isinstance(value, str) and COLUMN_NAME.fullmatch(value):
        return Problem.van("V694", where, waarde=value, keus=choice)
    if not isinstance(value, dict):
        return Problem.van("V224", where, waarde=_short(value), keus=choice)
    if found := named(value):
        return Problem.van("V225", where, gevonden=", ".join(found))
    strange = ", ".join(map(str, value)) or "{}"
    return Problem.van("V224", where, waarde=_short(strange), keus=choice)


def _known_sleutels(class_: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Keys that the part of `class_` at `loc` knows."""
    for step in loc:
        if str(step).startswith("#"):
            class_ = operation(str(step)[1:])
            continue
        field = class_.model_fields.get(str(step))
        inside = list(_models(field.annotation)) if field else [class_]
        if len(inside) != 1:
            return [name for k in inside for name in k.model_fields]
        class_ = inside[0]
    if class_ is Verdeelmodel:
        return ["basis", *(name for name in class_.model_fields if name not in ("opgelost", "aangepast"))]
    return list(class_.model_fields)


def _models(annotatie: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401
    if isinstance(annotatie, type) and issubclass(annotatie, BaseModel):
        yield annotatie
    for part in get_args(annotatie):
        yield from _models(part)


def _near(name: str, bekend: list[str]) -> str:
    nearest = difflib.get_close_matches(name, bekend, 1, 0.5)
    return nearest[0] if nearest else ", ".join(bekend) or "–"


def _short(value: Any) -> str:  # noqa: ANN401
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


Finding = tuple[str, Pad, dict[str, Any]]


def _coherence(model: Verdeelmodel) -> Iterator[Finding]:
    """What single fields cannot tell."""
    for name, taak in model.taken.items():
        yield from _name(name, ("taken", name))
        yield from _taak(taak, ("taken", name))
    if model.plan and model.plan.taak not in model.taken:
        yield (
            "V235",
            ("plan", "taak"),
            {"naam": model.plan.taak, "nabij": _near(model.plan.taak, [*model.taken])},
        )
    if model.plan and model.tijdplan:
        yield "V860", ("tijdplan",), {}
    yield from _beeld(model)
    for path, grondslag in grondslagen(model):
        if grondslag.status is Status.OPEN and not grondslag.reden:
            yield "V234", path, {}


def _beeld(model: Verdeelmodel) -> Iterator[Finding]:
    """The whole picture sums tasks that exist and counts each kind of place once."""
    earlier: dict[str, str] = {}
    for name, part in (model.beeld or {}).items():
        if name not in model.taken:
            yield "V255", ("beeld", name), {"naam": name, "nabij": _near(name, [*model.taken])}
        if part.gewicht < 0:
            yield "V256", ("beeld", name, "gewicht"), {"waarde": part.gewicht}
        for kind in part.soorten:
            if kind in earlier:
                yield "V257", ("beeld", name, "soorten"), {"soort": kind, "een": earlier[kind], "twee": name}
            earlier.setdefault(kind, name)


def _name(name: str, path: Pad) -> Iterator[Finding]:
    """A dotted path names a task or part in --set, and a slash stands between both in the result.

    It is a cell of tables that people open in a spreadsheet, which takes ``=1+1`` for a formula.
    """
    if not name.strip() or {".", "/"} & set(name) or no_formula(name) != name or not name.isprintable():
        yield "V238", path, {"naam": name}


def _taak(taak: Taak, path: Pad) -> Iterator[Finding]:
    if taak.totaal is None and taak.niveaus[0].gegeven is None:
        yield "V231", path, {}
    if taak.totaal is not None:
        yield from _count(taak.totaal, (*path, "totaal"))
    volgorde = [list(Niveau).index(n.niveau) for n in taak.niveaus]
    if volgorde != sorted(set(volgorde)):
        yield "V232", (*path, "niveaus"), {"volgorde": ", ".join(Niveau)}
    for figure, niveau in enumerate(taak.niveaus):
        for code, number in (niveau.gegeven or {}).items():
            if number.waarde < 0:
                yield "V233", (*path, "niveaus", figure, "gegeven", code), {"waarde": _whole(number.waarde)}
    if taak.delen is None:
        return
    yield from _name(taak.delen.rest, (*path, "delen", "rest"))
    for name, number in taak.delen.totalen.items():
        yield from _name(name, (*path, "delen", "totalen", name))
        yield from _count(number, (*path, "delen", "totalen", name))
    total = sum(number.waarde for number in taak.delen.totalen.values())
    if taak.totaal is not None and total > taak.totaal.waarde:
        yield "V236", (*path, "delen"), {"som": total, "totaal": taak.totaal.waarde}
    if taak.delen.rest in taak.delen.totalen:
        yield "V237", (*path, "delen", "rest"), {"naam": taak.delen.rest}


def _count(number: Getal, path: Pad) -> Iterator[Finding]:
    """A total is a whole number of places; ``75.500`` was probably meant as 75500."""
    if number.waarde < 0 or number.waarde.denominator != 1:
        yield "V233", path, {"waarde": _whole(number.waarde)}


def _whole(value: Fraction) -> int | Fraction:
    return int(value) if value.denominator == 1 else value


def grondslagen(model: BaseModel, pad: Pad = ()) -> Iterator[tuple[Pad, Grondslag]]:
    """Every grondslag inside a model with its path."""
    for name in type(model).model_fields:
        yield from _grondslagen(getattr(model, name), (*pad, name))


def _grondslagen(value: Any, path: Pad) -> Iterator[tuple[Pad, Grondslag]]:  # noqa: ANN401
    if isinstance(value, Grondslag):
        yield path, value
    elif isinstance(value, BaseModel):
        yield from grondslagen(value, path)
    elif isinstance(value, dict):
        for sleutel, part in value.items():
            yield from _grondslagen(part, (*path, sleutel))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _grondslagen(part, (*path, number))
