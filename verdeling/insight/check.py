"""Compare a published table with the recomputation: whole number and unrounded figure of each area."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from verdeling.errors import DataError, Probleem, VerdelingError, samengevat
from verdeling.inputs.checks import contradictions, is_getallenkolom, plek, read_column
from verdeling.inputs.dataframes import Kaders
from verdeling.inputs.headings import canoniek
from verdeling.inputs.layout import kort, nabij
from verdeling.inputs.names import Found, tell
from verdeling.inputs.numbers import without_thousands
from verdeling.inputs.reader import Onleesbaar, Tabel, read_table
from verdeling.inputs.tables import Gegevens
from verdeling.insight.search import vind_gemeente
from verdeling.terms import Kort

NAAMKOLOMMEN: Final = ("code", "gemeente", "provincie")
"""Columns that say which area a row is about; the first that a table has decides."""
GEEN_AANTAL: Final = frozenset({*NAAMKOLOMMEN, "taak", "naam", "inwoners", "gewicht", "quotum"})
NUMBER_AND_WORD: Final = re.compile(r"-?[0-9][0-9.,]* ?[^\W\d]+")
"""``508 plaatsen``: a number that was meant, and is told with its cell."""
PROVINCIECODE: Final = "PV[0-9]{2}"
VOORKEUR: Final = "indicatief"
"""Column that is taken from a result of verdeling itself."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One area: what was published and what comes out.

    Attributes
    ----------
    code, naam
        The area.
    gepubliceerd
        Published number.
    berekend
        Recomputed whole number.
    quotum
        Recomputed unrounded figure.
    """

    code: str
    naam: str
    gepubliceerd: Fraction
    berekend: int
    quotum: Fraction

    @property
    def verschil(self) -> Fraction:
        """Published minus computed whole number."""
        return self.gepubliceerd - self.berekend

    @property
    def afwijking(self) -> Fraction | None:
        """Published minus unrounded, as a part of the unrounded figure; None where that is 0."""
        return (self.gepubliceerd - self.quotum) / self.quotum if self.quotum else None


@dataclass(frozen=True, repr=False)
class Vergelijking(Kort):
    """A published table against the recomputation.

    Attributes
    ----------
    taak, kolom
        What was compared.
    regels
        Every area that the table names, in the order of their codes.
    afwezig
        Names of the areas that take part and that the table does not name.
    meldingen
        Names that were read as another; rows, columns and sheets that were not used.
    """

    taak: str
    kolom: str
    regels: tuple[Regel, ...]
    afwezig: tuple[str, ...]
    meldingen: tuple[Probleem, ...] = ()

    @property
    def verschillen(self) -> tuple[Regel, ...]:
        """The areas whose whole number differs."""
        return tuple(r for r in self.regels if r.verschil)

    def als_json(self) -> dict[str, Any]:
        """Give it as plain values; fractions as text."""
        return {
            "taak": self.taak,
            "kolom": self.kolom,
            "vergeleken": len(self.regels),
            "verschillend": len(self.verschillen),
            "afwezig": list(self.afwezig),
            "meldingen": [{"code": m.code, "nl": m.tekst("nl"), "en": m.tekst("en")} for m in self.meldingen],
            "regels": [
                {
                    "code": r.code,
                    "naam": r.naam,
                    "gepubliceerd": str(r.gepubliceerd),
                    "berekend": r.berekend,
                    "verschil": str(r.verschil),
                    "quotum": str(r.quotum),
                    "afwijking": None if r.afwijking is None else str(r.afwijking),
                }
                for r in self.regels
            ],
        }


Cijfers = Mapping[str, tuple[str, int, Fraction]]
"""Area code → name, whole number, unrounded figure."""


def vergelijk(
    pad: Path | Kaders,
    taak: str,
    gemeenten: Cijfers,
    provincies: Cijfers,
    data: Gegevens,
    kolom: str | None = None,
) -> Vergelijking:
    """Compare a table with computed figures.

    Parameters
    ----------
    pad
        Csv, xlsx or a table in memory, with a column `code` (of gemeenten or of provincies), `gemeente` or
        `provincie`, and a column of numbers. A column `taak`, when there is one, selects the rows
        of this task.
    taak
        Name of the task or part whose figures are compared.
    gemeenten, provincies
        The computed figures.
    data
        For the names of gemeenten.
    kolom
        The column of numbers; None when the table has only one.

    Raises
    ------
    DataError
        With all problems of the table: unknown or doubled areas, cells that are no number, no or several
        columns of numbers.
    """
    try:
        table = read_table(pad, ())
    except Onleesbaar as error:
        raise DataError(error.problemen) from None
    table = _van_taak(table, taak)
    name_column = next((k for k in NAAMKOLOMMEN if k in table.kop), None)
    if name_column is None:
        dichtbij = next((n for k in NAAMKOLOMMEN if (n := nabij(k, table.kop))), "–")
        raise DataError.een("V511", table.bestand, namen=kort(table.kop), nabij=dichtbij)
    chosen = _getallenkolom(table, kolom)
    table = _whole(table, chosen)
    numerators, denominator, problems = read_column(table, chosen, "gepubliceerd", table.kolom(name_column))
    over_provincies = name_column == "provincie" or _zijn_provinciecodes(table.kolom(name_column))
    figures = provincies if over_provincies else gemeenten
    search = _provinciezoeker(provincies, data) if over_provincies else _gemeentezoeker(data)
    rules: dict[str, Regel] = {}
    earlier: dict[str, int] = {}
    seen: list[Found] = []
    in_provincie = table.kolom("provincie" if name_column == "gemeente" else "")
    rows = zip(table.kolom(name_column), in_provincie, numerators, strict=True)
    for i, (text, provincie, numerator) in enumerate(rows):
        where = plek(table, i, name_column)
        try:
            area = search(text, provincie)
        except VerdelingError as error:
            problems += [p.op(where) for p in error.problemen]
            continue
        code = area.code
        if code in earlier:
            problems.append(Probleem.van("V515", where, naam=text, eerder=earlier[code]))
            continue
        earlier[code] = table.rijen[i].nummer
        seen.append(area)
        if name_column == "code":
            problems += contradictions(table, i, code, data.namenboek)
        if numerator is not None:
            name, count, quotum = figures[code]
            rules[code] = Regel(code, name, Fraction(numerator, denominator), count, quotum)
    if problems:
        raise DataError(samengevat(problems))
    absent = tuple(name for code, (name, _, _) in sorted(figures.items()) if code not in rules)
    over = table.ongebruikt((*NAAMKOLOMMEN, "taak", chosen))
    notes = (*table.meldingen, *over, *tell(seen, table.bestand))
    return Vergelijking(taak, chosen, tuple(rules[c] for c in sorted(rules)), absent, notes)


def _van_taak(table: Tabel, taak: str) -> Tabel:
    if "taak" not in table.kop:
        return table
    names = table.kolom("taak")
    if taak not in names:
        raise DataError.een("V516", table.bestand, naam=taak, namen=", ".join(dict.fromkeys(names)))
    rows = zip(table.rijen, names, strict=True)
    return replace(table, rijen=tuple(row for row, name in rows if name == taak))


def _getallenkolom(table: Tabel, asked: str | None) -> str:
    if asked is not None:
        name = canoniek(asked)
        if name not in table.kop:
            raise DataError.een("V513", table.bestand, naam=asked, namen=", ".join(table.kop))
        return name
    names = [k for k in table.kop if k not in GEEN_AANTAL and is_getallenkolom(k, table.kolom(k))]
    if len(names) == 1:
        return names[0]
    if VOORKEUR in names:
        return VOORKEUR
    if not names:
        cells = samengevat(
            Probleem.van("V140", plek(table, i, k), waarde=text)
            for k in table.kop
            if k not in GEEN_AANTAL
            for i, text in enumerate(table.kolom(k))
            if NUMBER_AND_WORD.fullmatch(text)
        )
        raise DataError([Probleem.van("V517", table.bestand, namen=", ".join(table.kop)), *cells])
    raise DataError.een("V512", table.bestand, aantal=len(names), namen=", ".join(names))


def _whole(table: Tabel, column: str) -> Tabel:
    """The table with points between thousands left out: what is compared are whole numbers of a task."""
    texts = table.kolom(column)
    plain = None if any("," in t for t in texts) else without_thousands(texts, telling=True)
    if plain is None:
        return table
    place = table.kop.index(column)
    rows = tuple(
        replace(row, cellen=(*row.cellen[:place], text, *row.cellen[place + 1 :]))
        for row, text in zip(table.rijen, plain, strict=True)
    )
    van, naar = next((a, b) for a, b in zip(texts, plain, strict=True) if a != b)
    note = Probleem.van("V164", f"{table.bestand} {column}", van=van, naar=naar)
    return replace(table, rijen=rows, meldingen=(*table.meldingen, note))


def _gemeentezoeker(data: Gegevens) -> Callable[[str, str], Found]:
    return lambda text, provincie: vind_gemeente(data, text, provincie, deel=False)


def _zijn_provinciecodes(texts: Sequence[str]) -> bool:
    """Whether a column of codes is about provincies, as PV20; a table is about one kind of area."""
    return any(re.fullmatch(PROVINCIECODE, text, re.IGNORECASE) for text in texts)


def _provinciezoeker(provincies: Cijfers, data: Gegevens) -> Callable[[str, str], Found]:
    def zoek(text: str, _: str) -> Found:
        found = data.namenboek.provincie(text)
        if not isinstance(found, Found) or found.code not in provincies:
            raise DataError.een("V514", naam=text, namen=", ".join(n for n, _, _ in provincies.values()))
        return found

    return zoek
