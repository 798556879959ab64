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

from verdeling.errors import ModelError, Probleem

Pad = tuple[str | int, ...]
"""Path to a value: keys of mappings and indices of lists."""

GROOTSTE_BESTAND: Final = 1_000_000
DIEPSTE_NIVEAU: Final = 40
LANGSTE_GETAL: Final = 30

_GEHEEL: Final = re.compile(r"[-+]?(0|[1-9]\d*)", re.ASCII)
_DECIMAAL: Final = re.compile(r"[-+]?\d*\.\d+|[-+]?\d+\.", re.ASCII)
_DUBBELZINNIG: Final = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""``88.000`` is 88 to a computer and 88 000 to a Dutch reader."""
_DATUM: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AANGEHAALD: Final = re.compile(r"'[^']*(?:'|$)|\"[^\"]*(?:\"|$)")
_VAST: Final = {"": None, "~": None, "null": None, "true": True, "false": False}

_LADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    problemen: list[Probleem] = field(default_factory=list)
    meldingen: list[Probleem] = field(default_factory=list)

    def waar(self, pad: Pad) -> str:
        """Place of a path, or of the nearest path around it, followed by the dotted path itself."""
        for lengte in range(len(pad), -1, -1):
            if pad[:lengte] in self.plaatsen:
                return f"{self.plaatsen[pad[:lengte]]} {gestippeld(pad)}".rstrip()
        return gestippeld(pad)


def gestippeld(pad: Pad) -> str:
    """Dotted form of a path: ``taken.asielopvang.niveaus.0``."""
    return ".".join(map(str, pad))


def lees(tekst: str | bytes, bestand: str) -> Document:
    """Read one YAML document.

    Parameters
    ----------
    tekst
        The text; bytes must be UTF-8, with or without byte order mark.
    bestand
        Name that problems mention.

    Raises
    ------
    ModelError
        With every duplicate key, anchor, tag and impossible value; or with the one place where the text stops
        being YAML.
    """
    if len(tekst) > GROOTSTE_BESTAND:
        raise ModelError.een("V202", bestand, grens=GROOTSTE_BESTAND)
    if isinstance(tekst, bytes):
        try:
            tekst = tekst.decode("utf-8-sig")
        except UnicodeDecodeError as fout:
            raise ModelError.een("V204", bestand, byte=fout.start) from None
    tekst = tekst.removeprefix("\ufeff")
    if not tekst.strip():
        raise ModelError.een("V203", bestand)
    bouwer = _Bouwer(bestand)
    try:
        inhoud = bouwer.document(yaml.parse(tekst, Loader=_LADER))
    except yaml.reader.ReaderError as fout:
        raise ModelError.een("V204", bestand, byte=fout.position) from None
    except yaml.MarkedYAMLError as fout:
        mark = fout.problem_mark or fout.context_mark
        waar = f"{bestand}:{mark.line + 1}" if mark else bestand
        if mark and _open_brackets(tekst[: mark.index]) > DIEPSTE_NIVEAU:
            raise ModelError.een("V210", waar, grens=DIEPSTE_NIVEAU) from None
        raise ModelError.een("V205", waar, kolom=mark.column + 1 if mark else 1) from None
    except (yaml.YAMLError, UnicodeEncodeError):
        raise ModelError.een("V204", bestand, byte=0) from None
    if bouwer.problemen:
        raise ModelError(bouwer.problemen)
    return Document(inhoud, bouwer.plaatsen)


def _open_brackets(tekst: str) -> int:
    """Brackets left open in a text that the parser gave up.

    The scanner of YAML looks ahead before it hands over the first event, and some versions of it refuse deep
    nesting there, in their own words. What is nested too deep is told as such whichever of us sees it first.
    """
    kaal = _AANGEHAALD.sub("", tekst)
    return sum(map(kaal.count, "[{")) - sum(map(kaal.count, "]}"))


class _Bouwer:
    """Builds values from events; recursion is bounded by :data:`DIEPSTE_NIVEAU`."""

    def __init__(self, bestand: str) -> None:
        self.bestand = bestand
        self.problemen: list[Probleem] = []
        self.plaatsen: dict[Pad, str] = {}

    def document(self, events: Iterator[yaml.Event]) -> Any:  # noqa: ANN401
        """Value of the only document in the stream."""
        inhoud: Any = None
        gezien = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if gezien:
                    raise ModelError.een("V206", self._line_of(event))
                gezien = True
                inhoud = self._waarde(next(events), events, ())
        return inhoud

    def _line_of(self, event: yaml.Event) -> str:
        mark = event.start_mark
        return f"{self.bestand}:{mark.line + 1}" if mark else self.bestand

    def _problem(self, code: str, event: yaml.Event, pad: Pad, **gegevens: Any) -> None:  # noqa: ANN401
        self.problemen.append(
            Probleem.van(code, f"{self._line_of(event)} {gestippeld(pad)}".rstrip(), **gegevens)
        )

    def _waarde(self, event: yaml.Event, events: Iterator[yaml.Event], pad: Pad) -> Any:  # noqa: ANN401
        if len(pad) > DIEPSTE_NIVEAU:
            raise ModelError.een("V210", self._line_of(event), grens=DIEPSTE_NIVEAU)
        self.plaatsen.setdefault(pad, self._line_of(event))
        if isinstance(event, yaml.AliasEvent):
            self._problem("V208", event, pad, teken="*")
            return None
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None or event.tag is not None:
            self._problem("V208", event, pad, teken=event.tag or "&")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalair(event, pad)
        if isinstance(event, yaml.SequenceStartEvent):
            lijst: list[Any] = []
            while not isinstance(volgende := next(events), yaml.SequenceEndEvent):
                lijst.append(self._waarde(volgende, events, (*pad, len(lijst))))
            return lijst
        return self._mapping(events, pad)

    def _mapping(self, events: Iterator[yaml.Event], pad: Pad) -> dict[str, Any]:
        resultaat: dict[str, Any] = {}
        while not isinstance(sleutel := next(events), yaml.MappingEndEvent):
            if not isinstance(sleutel, yaml.ScalarEvent):
                self._problem("V211", sleutel, pad)
                self._waarde(sleutel, events, (*pad, "?"))
                self._waarde(next(events), events, (*pad, "?"))
                continue
            naam = sleutel.value
            binnen = (*pad, naam)
            if naam in resultaat:
                self._problem("V207", sleutel, binnen, eerder=self.plaatsen[binnen])
            self.plaatsen.setdefault(binnen, self._line_of(sleutel))
            resultaat[naam] = self._waarde(next(events), events, binnen)
        return resultaat

    def _scalair(self, event: yaml.ScalarEvent, pad: Pad) -> Any:  # noqa: ANN401
        tekst: str = event.value
        if not event.implicit[0]:
            return tekst
        if tekst in _VAST:
            return _VAST[tekst]
        geheel = _GEHEEL.fullmatch(tekst)
        if geheel or _DECIMAAL.fullmatch(tekst):
            if len(tekst) > LANGSTE_GETAL:
                self._problem("V209", event, pad, grens=LANGSTE_GETAL)
                return None
            if _DUBBELZINNIG.fullmatch(tekst):
                self._problem(
                    "V218", event, pad, waarde=tekst, heel=tekst.replace(".", ""), deel=f"{tekst}0"
                )
                return None
            return int(tekst) if geheel else Decimal(tekst)
        if _DATUM.fullmatch(tekst):
            try:
                return dt.date.fromisoformat(tekst)
            except ValueError:
                self._problem("V212", event, pad, waarde=tekst)
                return None
        return tekst
