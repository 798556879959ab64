"""What is wrong with a model: errors of pydantic in plain words, and parts that contradict each other."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from verdeling.errors import ModelError, Probleem
from verdeling.terms import Grondslag, Niveau, Status
from verdeling.texts.signs import geen_formule
from verdeling.verdeelmodel.layers import GENOEG, INGESTELD, eigen_keuze, elders
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import kinds, named, operation
from verdeling.verdeelmodel.reader import Document, Pad, gestippeld
from verdeling.verdeelmodel.regel import Regel, known, rule_kind, rule_kinds
from verdeling.verdeelmodel.taak import Getal, Taak

SOORTEN: Final = {
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

KOLOMNAAM: Final = re.compile(r"[A-Za-z]\w{0,39}")

GRENZEN: Final = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}


def valideer(document: Document) -> Verdeelmodel:
    """Turn a raw document into a model.

    Raises
    ------
    ModelError
        With every problem, each at its file, line and dotted key; and what is to be known of the spelling.
    """
    if not isinstance(document.inhoud, dict):
        raise ModelError.een("V206", document.waar(()))
    inhoud, problemen = _regels(document)
    problemen = [*document.problemen, *problemen]
    try:
        model = _gelezen(Verdeelmodel, inhoud, document, ())
    except ValidationError as fout:
        alle = [*document.meldingen, *problemen, *translate_all(fout, document, (), Verdeelmodel)]
        raise ModelError(alle) from None
    problemen += [Probleem.van(code, document.waar(pad), **g) for code, pad, g in _coherence(model)]
    if problemen:
        raise ModelError([*document.meldingen, *problemen])
    return model.met_plaatsen(document.plaatsen, document.meldingen)


def _regels(document: Document) -> tuple[dict[str, Any], list[Probleem]]:
    """Read the rules of the plan one by one, so that a problem keeps its place; bad ones are left out."""
    plan = document.inhoud.get("plan")
    if not isinstance(plan, dict) or not isinstance(plan.get("regels"), dict):
        return document.inhoud, []
    regels: dict[str, Regel] = {}
    problemen: list[Probleem] = []
    for soort, instellingen in plan["regels"].items():
        pad = ("plan", "regels", soort)
        if not known(soort):
            bekend = sorted(rule_kinds())
            problemen.append(
                Probleem.van("V230", document.waar(pad), naam=soort, nabij=_near(soort, bekend))
            )
            continue
        try:
            regels[soort] = _gelezen(rule_kind(soort), instellingen, document, pad)
        except ValidationError as fout:
            problemen += translate_all(fout, document, pad, rule_kind(soort))
    return {**document.inhoud, "plan": {**plan, "regels": regels}}, problemen


def _gelezen(klasse: type[Model], inhoud: Any, document: Document, voor: Pad) -> Model:  # noqa: ANN401
    """Read one part; a number without a grondslag that a layer chose gets one that says so.

    Only the classes know where a number needs a grondslag when the model under the layer does not name it.
    """
    try:
        return klasse.model_validate(inhoud)
    except ValidationError as fout:
        gekozen = {
            pad: keuze
            for f in fout.errors(include_url=False)
            for pad in [f["loc"][:-1] if _without_grondslag(f) else f["loc"]]
            if (_kaal(f) or _without_grondslag(f)) and (keuze := _choice(document, (*voor, *pad)))
        }
        if not gekozen:
            raise
        for pad, keuze in gekozen.items():
            houder = inhoud
            for stap in pad[:-1]:
                houder = houder[stap]
            waarde = houder[pad[-1]]
            houder[pad[-1]] = {
                **(waarde if isinstance(waarde, dict) else {"waarde": waarde}),
                "grondslag": keuze,
            }
        return klasse.model_validate(inhoud)


def _kaal(fout: ErrorDetails) -> bool:
    """Whether a bare number stands where one with a grondslag is asked."""
    return fout.get("ctx", {}).get("class_name") == Getal.__name__ and isinstance(
        fout["input"], int | Decimal
    )


def _without_grondslag(fout: ErrorDetails) -> bool:
    """Whether a number was written out, but for its grondslag."""
    inhoud = fout["input"]
    return (
        fout["type"] == "missing"
        and fout["loc"][-1] == "grondslag"
        and isinstance(inhoud, dict)
        and "waarde" in inhoud
    )


def _choice(document: Document, pad: Pad) -> dict[str, str]:
    """Grondslag of a number that a layer on the model chose; empty for one of the model itself."""
    if document.waar(pad).startswith("--set "):
        return dict(INGESTELD)
    gestippeld_pad = gestippeld(pad)
    aangepast = document.inhoud.get("aangepast")
    for wijziging in aangepast["wijzigingen"] if isinstance(aangepast, dict) else ():
        if f"{gestippeld_pad}.".startswith(f"{wijziging['pad']}."):
            return eigen_keuze(wijziging["waar"], aangepast["van"])
    return {}


def translate_all(
    fout: ValidationError, document: Document, voor: Pad, klasse: type[BaseModel]
) -> list[Probleem]:
    """All errors of the part at `voor`, read as `klasse`, in plain words.

    Without "too short" of a list whose items were refused one by one.
    """
    fouten = fout.errors(include_url=False)
    plekken = [f["loc"] for f in fouten]
    return [
        _translate(f, document, voor, klasse)
        for f in fouten
        if f["type"] != "too_short" or not any(p[: len(f["loc"])] == f["loc"] != p for p in plekken)
    ]


def _translate(fout: ErrorDetails, document: Document, voor: Pad, klasse: type[BaseModel]) -> Probleem:
    pad = (*voor, *(stap for stap in fout["loc"] if not str(stap).startswith("#") and stap != "[key]"))
    waar = document.waar(pad)
    soort, ctx = fout["type"], fout.get("ctx", {})
    naam = str(pad[-1]) if pad else ""
    if soort == "extra_forbidden":
        bekend = _known_sleutels(klasse, fout["loc"][:-1])
        if 0 < len(hier := elders(document.inhoud, naam, pad)) <= GENOEG:
            return Probleem.van("V693", waar, naam=naam, paden=", ".join(hier))
        return Probleem.van("V220", waar, naam=naam, nabij=_near(naam, bekend))
    if soort == "missing":
        return Probleem.van("V227" if naam == "grondslag" else "V221", waar, naam=naam)
    if soort in ("enum", "literal_error"):
        keus = ctx["expected"].replace(" or ", ", ").replace("'", "")
        return Probleem.van("V222", waar, waarde=_kort(fout["input"]), keus=keus)
    if soort == "bewerking":
        return _operation(fout["input"], waar)
    if ctx.get("class_name") == Getal.__name__ and isinstance(fout["input"], int | Decimal):
        return Probleem.van("V687", waar, naam=naam, waarde=str(fout["input"]))
    if soort in ("too_short", "string_too_short"):
        return Probleem.van("V223", waar)
    for naam_grens, teken in GRENZEN.items():
        if naam_grens in ctx:
            return Probleem.van("V228", waar, waarde=_kort(fout["input"]), grens=f"{teken} {ctx[naam_grens]}")
    if soort in ("value_error", "assertion_error") and isinstance(ctx.get("error"), Exception):
        return Probleem.van("V240", waar, reden=str(ctx["error"]))
    return Probleem.van(SOORTEN.get(soort, "V229"), waar, waarde=_kort(fout["input"]))


def _operation(waarde: Any, waar: str) -> Probleem:  # noqa: ANN401
    keus = ", ".join(kinds())
    if isinstance(waarde, str) and KOLOMNAAM.fullmatch(waarde):
        return Probleem.van("V694", waar, waarde=waarde, keus=keus)
    if not isinstance(waarde, dict):
        return Probleem.van("V224", waar, waarde=_kort(waarde), keus=keus)
    if gevonden := named(waarde):
        return Probleem.van("V225", waar, gevonden=", ".join(gevonden))
    vreemd = ", ".join(map(str, waarde)) or "{}"
    return Probleem.van("V224", waar, waarde=_kort(vreemd), keus=keus)


def _known_sleutels(klasse: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Keys that the part of `klasse` at `loc` knows."""
    for stap in loc:
        if str(stap).startswith("#"):
            klasse = operation(str(stap)[1:])
            continue
        veld = klasse.model_fields.get(str(stap))
        binnen = list(_models(veld.annotation)) if veld else [klasse]
        if len(binnen) != 1:
            return [naam for k in binnen for naam in k.model_fields]
        klasse = binnen[0]
    if klasse is Verdeelmodel:
        return ["basis", *(naam for naam in klasse.model_fields if naam not in ("opgelost", "aangepast"))]
    return list(klasse.model_fields)


def _models(annotatie: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401
    if isinstance(annotatie, type) and issubclass(annotatie, BaseModel):
        yield annotatie
    for deel in get_args(annotatie):
        yield from _models(deel)


def _near(naam: str, bekend: list[str]) -> str:
    dichtst = difflib.get_close_matches(naam, bekend, 1, 0.5)
    return dichtst[0] if dichtst else ", ".join(bekend) or "–"


def _kort(waarde: Any) -> str:  # noqa: ANN401
    tekst = str(waarde)
    return tekst if len(tekst) <= 60 else f"{tekst[:57]}…"


Bevinding = tuple[str, Pad, dict[str, Any]]


def _coherence(model: Verdeelmodel) -> Iterator[Bevinding]:
    """What single fields cannot tell."""
    for naam, taak in model.taken.items():
        yield from _naam(naam, ("taken", naam))
        yield from _taak(taak, ("taken", naam))
    if model.plan and model.plan.taak not in model.taken:
        yield (
            "V235",
            ("plan", "taak"),
            {"naam": model.plan.taak, "nabij": _near(model.plan.taak, [*model.taken])},
        )
    if model.plan and model.tijdplan:
        yield "V860", ("tijdplan",), {}
    yield from _beeld(model)
    for pad, grondslag in grondslagen(model):
        if grondslag.status is Status.OPEN and not grondslag.reden:
            yield "V234", pad, {}


def _beeld(model: Verdeelmodel) -> Iterator[Bevinding]:
    """The whole picture sums tasks that exist and counts each kind of place once."""
    eerder: dict[str, str] = {}
    for naam, deel in (model.beeld or {}).items():
        if naam not in model.taken:
            yield "V255", ("beeld", naam), {"naam": naam, "nabij": _near(naam, [*model.taken])}
        if deel.gewicht < 0:
            yield "V256", ("beeld", naam, "gewicht"), {"waarde": deel.gewicht}
        for soort in deel.soorten:
            if soort in eerder:
                yield "V257", ("beeld", naam, "soorten"), {"soort": soort, "een": eerder[soort], "twee": naam}
            eerder.setdefault(soort, naam)


def _naam(naam: str, pad: Pad) -> Iterator[Bevinding]:
    """A dotted path names a task or part in --set, and a slash stands between both in the result.

    It is a cell of tables that people open in a spreadsheet, which takes ``=1+1`` for a formula.
    """
    if not naam.strip() or {".", "/"} & set(naam) or geen_formule(naam) != naam or not naam.isprintable():
        yield "V238", pad, {"naam": naam}


def _taak(taak: Taak, pad: Pad) -> Iterator[Bevinding]:
    if taak.totaal is None and taak.niveaus[0].gegeven is None:
        yield "V231", pad, {}
    if taak.totaal is not None:
        yield from _aantal(taak.totaal, (*pad, "totaal"))
    volgorde = [list(Niveau).index(n.niveau) for n in taak.niveaus]
    if volgorde != sorted(set(volgorde)):
        yield "V232", (*pad, "niveaus"), {"volgorde": ", ".join(Niveau)}
    for nummer, niveau in enumerate(taak.niveaus):
        for code, getal in (niveau.gegeven or {}).items():
            if getal.waarde < 0:
                yield "V233", (*pad, "niveaus", nummer, "gegeven", code), {"waarde": _whole(getal.waarde)}
    if taak.delen is None:
        return
    yield from _naam(taak.delen.rest, (*pad, "delen", "rest"))
    for naam, getal in taak.delen.totalen.items():
        yield from _naam(naam, (*pad, "delen", "totalen", naam))
        yield from _aantal(getal, (*pad, "delen", "totalen", naam))
    som = sum(getal.waarde for getal in taak.delen.totalen.values())
    if taak.totaal is not None and som > taak.totaal.waarde:
        yield "V236", (*pad, "delen"), {"som": som, "totaal": taak.totaal.waarde}
    if taak.delen.rest in taak.delen.totalen:
        yield "V237", (*pad, "delen", "rest"), {"naam": taak.delen.rest}


def _aantal(getal: Getal, pad: Pad) -> Iterator[Bevinding]:
    """A total is a whole number of places; ``75.500`` was probably meant as 75500."""
    if getal.waarde < 0 or getal.waarde.denominator != 1:
        yield "V233", pad, {"waarde": _whole(getal.waarde)}


def _whole(waarde: Fraction) -> int | Fraction:
    return int(waarde) if waarde.denominator == 1 else waarde


def grondslagen(model: BaseModel, pad: Pad = ()) -> Iterator[tuple[Pad, Grondslag]]:
    """Every grondslag inside a model with its path."""
    for naam in type(model).model_fields:
        yield from _grondslagen(getattr(model, naam), (*pad, naam))


def _grondslagen(waarde: Any, pad: Pad) -> Iterator[tuple[Pad, Grondslag]]:  # noqa: ANN401
    if isinstance(waarde, Grondslag):
        yield pad, waarde
    elif isinstance(waarde, BaseModel):
        yield from grondslagen(waarde, pad)
    elif isinstance(waarde, dict):
        for sleutel, deel in waarde.items():
            yield from _grondslagen(deel, (*pad, sleutel))
    elif isinstance(waarde, tuple):
        for nummer, deel in enumerate(waarde):
            yield from _grondslagen(deel, (*pad, nummer))
