"""YAML text → plain values with the place of each, so that every problem can name its line.

Built on the event stream of PyYAML and not on its loaders: those keep the last of two equal keys, read 0.1
as a binary float, expand anchors without limit and, in C, overflow the stack on deep nesting.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import yaml

from verdeling.errors import ModelError, Problem
from verdeling.verdeelmodel.fraction import AMBIGUOUS

Pad = tuple[str | int, ...]
"""Path to a value: keys of mappings and indices of lists."""

LARGEST_FILE: Final = 1_000_000
DEEPEST: Final = 40
LONGEST_NUMBER: Final = 30

_WHOLE: Final = re.compile(r"[-+]?(0|[1-9]\d*)", re.ASCII)
_DECIMAL: Final = re.compile(r"[-+]?\d*\.\d+|[-+]?\d+\.", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_QUOTED: Final = re.compile(r"'[^']*(?:'|$)|\"[^\"]*(?:\"|$)")
_FIXED: Final = {"": None, "~": None, "null": None, "true": True, "false": False}

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Document:
    """What a YAML text holds.

    Attributes
    ----------
    inhoud
        Mappings, lists, texts, ints, exact Decimals, dates, booleans and None.
    plaatsen
        Path → ``file:line`` of the value at that path.
    problemen
        What is wrong with it so far; told together with all that the check of the model finds.
    meldingen
        What a reader must know of how it is written.
    """

    inhoud: Any
    plaatsen: dict[Pad, str] = field(default_factory=dict)
    problemen: list[Problem] = field(default_factory=list)
    meldingen: list[Problem] = field(default_factory=list)

    def waar(self, pad: Pad) -> str:
        """Place of a path, or of the nearest path around it, followed by the dotted path itself."""
        for length in range(len(pad), -1, -1):
            if pad[:length] in self.plaatsen:
                return f"{self.plaatsen[pad[:length]]} {dotted_path(pad)}".rstrip()
        return dotted_path(pad)


def dotted_path(pad: Pad) -> str:
    """Dotted form of a path: ``taken.asielopvang.niveaus.0``."""
    return ".".join(map(str, pad))


def load(text: str | bytes, file: str) -> Document:
    """Read one YAML document.

    Parameters
    ----------
    text
        The text; bytes must be UTF-8, with or without byte order mark.
    file
        Name that problems mention.

    Raises
    ------
    ModelError
        With every duplicate key, anchor, tag and impossible value; or with the one place where the text stops
        being YAML.
    """
    if len(text) > LARGEST_FILE:
        raise ModelError.een("V202", file, grens=LARGEST_FILE)
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ModelError.een("V204", file, byte=error.start) from None
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise ModelError.een("V203", file)
    bouwer = _DocumentBuilder(file)
    try:
        content = bouwer.document(yaml.parse(text, Loader=_LOADER))
    except yaml.reader.ReaderError as error:
        raise ModelError.een("V204", file, byte=error.position) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{file}:{mark.line + 1}" if mark else file
        if mark and _open_brackets(text[: mark.index]) > DEEPEST:
            raise ModelError.een("V210", where, grens=DEEPEST) from None
        raise ModelError.een("V205", where, kolom=mark.column + 1 if mark else 1) from None
    except (yaml.YAMLError, UnicodeEncodeError):
        raise ModelError.een("V204", file, byte=0) from None
    if bouwer.problemen:
        raise ModelError(bouwer.problemen)
    return Document(content, bouwer.plaatsen)


def _open_brackets(text: str) -> int:
    """Brackets left open in a text that the parser gave up.

    The scanner of YAML looks ahead before it hands over the first event, and some versions of it refuse deep
    nesting there, in their own words. What is nested too deep is told as such whichever of us sees it first.
    """
    bare = _QUOTED.sub("", text)
    return sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))


class _DocumentBuilder:
    """Builds values from events; recursion is bounded by :data:`DEEPEST`."""

    def __init__(self, file: str) -> None:
        self.bestand = file
        self.problemen: list[Problem] = []
        self.plaatsen: dict[Pad, str] = {}

    def document(self, events: Iterator[yaml.Event]) -> Any:  # noqa: ANN401
        """Value of the only document in the stream."""
        content: Any = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise ModelError.een("V206", self._line_of(event))
                seen = True
                content = self._waarde(next(events), events, ())
        return content

    def _line_of(self, event: yaml.Event) -> str:
        mark = event.start_mark
        return f"{self.bestand}:{mark.line + 1}" if mark else self.bestand

    def _problem(self, code: str, event: yaml.Event, path: Pad, **data: Any) -> None:  # noqa: ANN401
        self.problemen.append(
            Problem.van(code, f"{self._line_of(event)} {dotted_path(path)}".rstrip(), **data)
        )

    def _waarde(self, event: yaml.Event, events: Iterator[yaml.Event], path: Pad) -> Any:  # noqa: ANN401
        if len(path) > DEEPEST:
            raise ModelError.een("V210", self._line_of(event), grens=DEEPEST)
        self.plaatsen.setdefault(path, self._line_of(event))
        if isinstance(event, yaml.AliasEvent):
            self._problem("V208", event, path, teken="*")
            return None
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None or event.tag is not None:
            self._problem("V208", event, path, teken=event.tag or "&")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            list_: list[Any] = []
            while not isinstance(following := next(events), yaml.SequenceEndEvent):
                list_.append(self._waarde(following, events, (*path, len(list_))))
            return list_
        return self._mapping(events, path)

    def _mapping(self, events: Iterator[yaml.Event], path: Pad) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(sleutel := next(events), yaml.MappingEndEvent):
            if not isinstance(sleutel, yaml.ScalarEvent):
                self._problem("V211", sleutel, path)
                self._waarde(sleutel, events, (*path, "?"))
                self._waarde(next(events), events, (*path, "?"))
                continue
            name = sleutel.value
            inside = (*path, name)
            if name in result:
                self._problem("V207", sleutel, inside, eerder=self.plaatsen[inside])
            self.plaatsen.setdefault(inside, self._line_of(sleutel))
            result[name] = self._waarde(next(events), events, inside)
        return result

    def _scalar(self, event: yaml.ScalarEvent, path: Pad) -> Any:  # noqa: ANN401
        text: str = event.value
        if not event.implicit[0]:
            return text
        if text in _FIXED:
            return _FIXED[text]
        whole = _WHOLE.fullmatch(text)
        if whole or _DECIMAL.fullmatch(text):
            if len(text) > LONGEST_NUMBER:
                self._problem("V209", event, path, grens=LONGEST_NUMBER)
                return None
            if AMBIGUOUS.fullmatch(text):
                self._problem("V218", event, path, waarde=text, heel=text.replace(".", ""), deel=f"{text}0")
                return None
            return int(text) if whole else Decimal(text)
        if _DATE.fullmatch(text):
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                self._problem("V212", event, path, waarde=text)
                return None
        return text
