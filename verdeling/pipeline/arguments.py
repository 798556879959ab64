"""What a caller gives, checked before anything is computed; each mistake is told with its remedy."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from pathlib import Path
from typing import Any, Final

from verdeling.errors import ModelError, Probleem, VerdelingError
from verdeling.solver.engine_names import ENGINES, LONGEST_LIMIT, SPELLINGS, engine_names
from verdeling.texts import LANGS, Verwijzing

LANGSTE_NAAM: Final = 255
"""Bytes in the name of a file or folder; no file system has longer ones."""
Instellingen = str | Iterable[str] | Mapping[str, Any]
"""Settings of a model: ``path=value``, several of these, or a mapping from path to value."""


def soortfout(argument: str, waarde: object, verwacht: str) -> VerdelingError:
    """Error for an argument of the wrong type; `verwacht` is the text that says what to give."""
    return VerdelingError.een("V641", argument, soort=type(waarde).__name__, verwacht=Verwijzing(verwacht))


def pad(argument: str, waarde: object, verwacht: str = "python.pad") -> Path:
    """The path that was given as text or path."""
    if not isinstance(waarde, str | os.PathLike):
        raise soortfout(argument, waarde, verwacht)
    gegeven = Path(os.fsdecode(waarde))
    leeg = not os.fspath(waarde)  # as a path it would be the current folder
    te_lang = any(len(os.fsencode(deel)) > LANGSTE_NAAM for deel in gegeven.parts)
    if leeg or te_lang or "\0" in str(gegeven):
        raise VerdelingError.een("V646", argument, waarde=os.fsdecode(waarde).replace("\0", "␀")[:60])
    return gegeven


def tekst(argument: str, waarde: object) -> str:
    """The text that was given."""
    if not isinstance(waarde, str):
        raise soortfout(argument, waarde, "python.tekst")
    return waarde


def text_or_nothing(argument: str, waarde: object) -> str | None:
    """The text that was given, if any."""
    return None if waarde is None else tekst(argument, waarde)


def check_yes_no(**waarden: object) -> None:
    """Refuse what is neither True nor False: any other text or number would count as one of them."""
    for argument, waarde in waarden.items():
        if not isinstance(waarde, bool):
            raise soortfout(argument, waarde, "python.ja_nee")


def check_language(argument: str, waarde: object) -> None:
    """Refuse what is no language of the catalogue."""
    if waarde not in LANGS:
        raise VerdelingError.een("V642", argument, waarde=str(waarde)[:60], keus=", ".join(LANGS))


def check_engine_name(engine: object, time_limit: object = None, voortgang: object = None) -> str:
    """Name of the engine as the plan calls it.

    Raises
    ------
    VerdelingError
        An unknown engine, an impossible time limit, or a progress that cannot be called.
    """
    engine = SPELLINGS.get(engine, engine) if isinstance(engine, str) else engine
    if not isinstance(engine, str) or (engine not in ENGINES and engine not in engine_names()):
        raise VerdelingError.een("V407", engine=str(engine)[:60], motoren=", ".join(engine_names()))
    if time_limit is not None and (isinstance(time_limit, bool) or not isinstance(time_limit, int | float)):
        raise soortfout("time_limit", time_limit, "python.seconden")
    if time_limit is not None and not 0 < time_limit <= LONGEST_LIMIT:
        raise VerdelingError.een("V408", seconden=time_limit, langst=LONGEST_LIMIT)
    if voortgang is not None and not callable(voortgang):
        raise soortfout("voortgang", voortgang, "python.voortgang")
    return engine


def instellingen(overrides: Instellingen | None) -> tuple[str, ...]:
    """Settings as ``path=value`` each.

    Raises
    ------
    VerdelingError
        With every setting that is no text or whose value cannot stand in a model.
    """
    if overrides is None:
        return ()
    if isinstance(overrides, str):
        return (overrides,)
    if isinstance(overrides, bytes | set | frozenset) or not isinstance(overrides, Iterable):
        raise soortfout("overrides", overrides, "python.instellingen")
    problemen: list[Probleem] = []
    uit: list[str] = []
    paren = overrides.items() if isinstance(overrides, Mapping) else ((None, o) for o in overrides)
    for nummer, (sleutel, waarde) in enumerate(paren):
        if not isinstance(waarde if sleutel is None else sleutel, str):
            soort = type(waarde if sleutel is None else sleutel).__name__
            problemen.append(Probleem.van("V281", f"overrides[{nummer}]", soort=soort))
            continue
        try:
            uit.append(waarde if sleutel is None else f"{sleutel}={_yaml(waarde)}")
        except TypeError as fout:
            problemen.append(Probleem.van("V282", f"overrides {sleutel}", soort=str(fout)))
    if problemen:
        raise ModelError(problemen)
    return tuple(uit)


def _yaml(waarde: object) -> str:
    """A value as it stands after the ``=``; a text is taken as it is."""
    if isinstance(waarde, str):
        return waarde
    gewoon = _plain(waarde)
    return gewoon if isinstance(gewoon, str) else json.dumps(gewoon, ensure_ascii=False)


def _plain(waarde: Any) -> Any:  # noqa: ANN401
    """The value in the types of JSON; numbers that are not whole as exact text.

    Raises
    ------
    TypeError
        With the name of a type that cannot stand in a model.
    """
    if waarde is None or isinstance(waarde, str | bool):
        return waarde
    if isinstance(waarde, Integral):
        return int(waarde)
    if isinstance(waarde, Decimal):
        return format(waarde, "f")
    if isinstance(waarde, Fraction):
        return str(waarde)
    if isinstance(waarde, Real):
        return format(Decimal(str(waarde)), "f")
    if isinstance(waarde, dt.date):
        return waarde.isoformat()
    if isinstance(waarde, Mapping):
        return {str(k): _plain(w) for k, w in waarde.items()}
    if isinstance(waarde, list | tuple):
        return [_plain(w) for w in waarde]
    raise TypeError(type(waarde).__name__)
