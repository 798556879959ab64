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

from verdeling.errors import ModelError, Problem, VerdelingError
from verdeling.solver.engine_names import ENGINES, LONGEST_LIMIT, SPELLINGS, engine_names
from verdeling.texts import LANGS, Reference

LONGEST_NAME: Final = 255
"""Bytes in the name of a file or folder; no file system has longer ones."""
Settings = str | Iterable[str] | Mapping[str, Any]
"""Settings of a model: ``path=value``, several of these, or a mapping from path to value."""


def kind_fault(argument: str, value: object, expected: str) -> VerdelingError:
    """Error for an argument of the wrong type; `expected` is the text that says what to give."""
    return VerdelingError.een("V641", argument, soort=type(value).__name__, verwacht=Reference(expected))


def pad(argument: str, value: object, expected: str = "python.pad") -> Path:
    """The path that was given as text or path."""
    if not isinstance(value, str | os.PathLike):
        raise kind_fault(argument, value, expected)
    given = Path(os.fsdecode(value))
    empty = not os.fspath(value)  # as a path it would be the current folder
    te_lang = any(len(os.fsencode(part)) > LONGEST_NAME for part in given.parts)
    if empty or te_lang or "\0" in str(given):
        raise VerdelingError.een("V646", argument, waarde=os.fsdecode(value).replace("\0", "␀")[:60])
    return given


def text_value(argument: str, value: object) -> str:
    """The text that was given."""
    if not isinstance(value, str):
        raise kind_fault(argument, value, "python.tekst")
    return value


def text_or_nothing(argument: str, value: object) -> str | None:
    """The text that was given, if any."""
    return None if value is None else text_value(argument, value)


def check_yes_no(**values: object) -> None:
    """Refuse what is neither True nor False: any other text or number would count as one of them."""
    for argument, value in values.items():
        if not isinstance(value, bool):
            raise kind_fault(argument, value, "python.ja_nee")


def check_language(argument: str, value: object) -> None:
    """Refuse what is no language of the catalogue."""
    if value not in LANGS:
        raise VerdelingError.een("V642", argument, waarde=str(value)[:60], keus=", ".join(LANGS))


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
        raise kind_fault("time_limit", time_limit, "python.seconden")
    if time_limit is not None and not 0 < time_limit <= LONGEST_LIMIT:
        raise VerdelingError.een("V408", seconden=time_limit, langst=LONGEST_LIMIT)
    if voortgang is not None and not callable(voortgang):
        raise kind_fault("voortgang", voortgang, "python.voortgang")
    return engine


def read_settings(overrides: Settings | None) -> tuple[str, ...]:
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
        raise kind_fault("overrides", overrides, "python.instellingen")
    problems: list[Problem] = []
    out: list[str] = []
    pairs = overrides.items() if isinstance(overrides, Mapping) else ((None, o) for o in overrides)
    for number, (sleutel, value) in enumerate(pairs):
        if not isinstance(value if sleutel is None else sleutel, str):
            kind = type(value if sleutel is None else sleutel).__name__
            problems.append(Problem.van("V281", f"overrides[{number}]", soort=kind))
            continue
        try:
            out.append(value if sleutel is None else f"{sleutel}={_yaml(value)}")
        except TypeError as error:
            problems.append(Problem.van("V282", f"overrides {sleutel}", soort=str(error)))
    if problems:
        raise ModelError(problems)
    return tuple(out)


def _yaml(value: object) -> str:
    """A value as it stands after the ``=``; a text is taken as it is."""
    if isinstance(value, str):
        return value
    plain = _plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _plain(value: Any) -> Any:  # noqa: ANN401
    """The value in the types of JSON; numbers that are not whole as exact text.

    Raises
    ------
    TypeError
        With the name of a type that cannot stand in a model.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Real):
        return format(Decimal(str(value)), "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): _plain(w) for k, w in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(w) for w in value]
    raise TypeError(type(value).__name__)
