"""What the JSON files of a result folder tell, as types: diagnostics.json and the lines of trace.jsonl."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter

from verdeling.insight.verdict import Diagnosis
from verdeling.terms import Bron, Niveau, Status
from verdeling.trace import Spoor
from verdeling.verdeelmodel.model import OpenPunt
from verdeling.verdeelmodel.tekst import Tekst

_EXACT: Final = re.compile(r"-?[0-9]+(/0*[1-9][0-9]*)?")


def number_told(value: object) -> Fraction:
    """An exact number as JSON holds it: 3, or 7/3 as text.

    Raises
    ------
    ValueError
        When it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | str) or not _EXACT.fullmatch(str(value)):
        raise ValueError(value)
    return Fraction(value)


Exact = Annotated[Fraction, BeforeValidator(number_told)]


class Told(BaseModel):
    """Base: further fields are for other readers."""

    model_config = ConfigDict(frozen=True)


class Sentence(Told):
    """A sentence in both languages."""

    nl: str
    en: str


class Sentences(Told):
    """Sentences in both languages."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Level(Told):
    """A level of a task and how it was rounded."""

    niveau: Niveau
    afronding: str


class TaskFigures(Told):
    """A task as a whole."""

    eenheid: str
    totaal: Exact
    som: int
    niveaus: tuple[Level, ...]


class PlanFigures(Told):
    """Sums of a plan by column."""

    taak: str
    cijfers: Mapping[str, int | None]


class Goal(Told):
    """One goal of the plan with its proven bound; a value that is not known is None."""

    naam: str
    waarde: int | str | None
    grens: int | str | None
    bewezen: bool
    motor: str
    bewijs: str | None = None


class HalfYear(Told):
    """Sums of a half-year and the rungs of the supervision ladder: half-years behind → gemeenten.

    A sum over gemeenten of which one is not known is None, not the sum of the others; `bekend` counts the
    gemeenten whose realisation is known.
    """

    periode: str
    bekend: int
    taakstelling: int | None
    netto: int | None
    gehuisvest: int | None
    saldo: int | None
    halfjaren_achter: Mapping[str, int]
    treden: Mapping[str, int]
    """Rung of the ladder of supervision → gemeenten on it."""
    onbekend: tuple[Mapping[str, str], ...]
    """Why the net number of a gemeente is not known, by language."""
    ingrijpen: tuple[str, ...]


def _measures(plain: Any) -> Any:  # noqa: ANN401
    """Turn what :meth:`Diagnosis.json` wrote into its fields: null is an infinite value."""
    if not isinstance(plain, Mapping):
        return plain
    against = {}
    for yardstick in ("inwoners", "sleutel"):
        told = dict(plain[yardstick])
        theil = {k: _infinite(told.pop(k)) for k in ("theil_provincie", "theil_regio")}
        against[yardstick] = {"maten": _infinite(told), **theil}
    return {**plain, **against}


def _infinite(plain: Any) -> Any:  # noqa: ANN401
    if isinstance(plain, Mapping):
        return {k: _infinite(v) for k, v in plain.items()}
    if isinstance(plain, list):
        return [_infinite(v) for v in plain]
    return math.inf if plain is None else plain


Measures = Annotated[Diagnosis, BeforeValidator(_measures)]


class Diagnostics(Told):
    """What a reader must know beside the figures."""

    model: str
    titel: Tekst
    omschrijving: Tekst
    status: Status
    aangepast: Sentence | None = None
    taken: Mapping[str, TaskFigures]
    doelen: tuple[Goal, ...] = ()
    plan: PlanFigures | None = None
    geen_plan: Sentences | None = None
    open: tuple[OpenPunt, ...]
    gegevens: tuple[Bron, ...]
    alleen_formule: tuple[str, ...] = ()
    meldingen: tuple[Sentence, ...] = ()
    diagnostiek: Mapping[str, Measures] = {}
    diagnostiek_plan: Mapping[str, Measures] = {}
    diagnostiek_samen: Measures | None = None
    diagnostiek_ontbreekt: tuple[Sentence, ...] = ()
    halfjaren: tuple[HalfYear, ...] = ()
    tijdplan: Sentences = Sentences()
    keuzes: tuple[Sentence, ...] = ()


class SourceValue(Told):
    """A value that a trail starts from."""

    kolom: str
    waarde: Exact
    bron: str
    peildatum: str | None


@dataclass(frozen=True, slots=True)
class Trail:
    """A line of trace.jsonl: the trail of a figure, the values it starts from and the figure it ends at."""

    spoor: Spoor
    waarden: tuple[SourceValue, ...]
    uitkomst: Fraction


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(kind)


def trail(line: Mapping[str, Any]) -> Trail:
    """The trail that a line tells; its numbers are exact again."""
    exact = {
        "start": number_told(line["start"]),
        "stappen": [{**s, "bijdrage": number_told(s["bijdrage"])} for s in line["stappen"]],
    }
    spoor: Spoor = _adapter(Spoor).validate_python({**line, **exact})
    steps = tuple(replace(s, gegevens={k: _number(v) for k, v in s.gegevens.items()}) for s in spoor.stappen)
    values = _adapter(tuple[SourceValue, ...]).validate_python(line.get("waarden", ()))
    return Trail(replace(spoor, stappen=steps), values, number_told(line["uitkomst"]))


def _number(value: Any) -> Any:  # noqa: ANN401
    """A number of a step: ints stay, texts such as ``7/3`` become fractions, other texts stay."""
    return Fraction(value) if isinstance(value, str) and _EXACT.fullmatch(value) else value


def plain(text: str) -> dict[str, Any]:
    """An object of JSON; NaN and Infinity no result has.

    Raises
    ------
    ValueError
        When it is none.
    """
    content = json.loads(text, parse_constant=_no_number)
    if not isinstance(content, dict):
        raise ValueError("{}")
    return content


def _no_number(word: str) -> None:
    raise ValueError(word)
