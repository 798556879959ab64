"""Tables of a result as types: a row is a frozen dataclass, each of its fields declares a column.

From that one declaration follow the csv file, the sheet of the workbook, JSON, the report, reading a file
back into the same type, and the page that documents it.

>>> @row
... class Spot:
...     code: str = column(("gemeentecode", "code"), ("Code van de gemeente.", "Code of the gemeente."))
...     plaatsen: int | None = column(
...         ("plaatsen", "places"), ("Plaatsen die er staan.", "Places that stand."), unit="plaatsen"
...     )
>>> SPOTS = Table("plekken", Spot, ("Plekken", "Spots"), ("Waar plaatsen staan.", "Where places stand."))
>>> filled = SPOTS.fill([Spot("GM0014", 12), Spot("GM0034", None)])
>>> filled.header
('code', 'plaatsen')
>>> list(filled.cells())
[('GM0014', 12), ('GM0034', None)]
>>> SPOTS.read(filled.header, [["GM0014", "12"]]).rows[0].plaatsen
12

The type of a field is the type of its column: ``str``, ``int``, ``Decimal``, ``int | Decimal``, ``bool``
(written as 1 and 0), ``date``, :class:`Month`, and ``int | str`` for an exact number that need not be whole.
With ``| None`` a cell may be empty, which is never zero. Columns whose names only a model or a rule knows
stand in one field made by :func:`more`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final, Generic, TypeVar, dataclass_transform, get_args, get_type_hints

from verdeling.texts import LANGS, Lang

Both = tuple[str, str]
"""Dutch and English."""
Cell = str | int | Decimal | dt.date | None
MORE: Final = "more"


class Month(str):
    """A month, as 2026-01."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column, whoever shows it.

    Attributes
    ----------
    name
        In csv, JSON and Python, and in the Dutch workbook: the same in every language.
    types
        Types of its cells; more than one where a number need not be whole.
    heads
        Heading for people, Dutch and English.
    about
        What a cell says, in one sentence.
    unit
        What is counted: ``plaatsen``, ``mensen``, ``km``, ``eur``; empty for what is no amount.
    sheet
        Name in the English workbook, where that is not the heading.
    words
        Where in the catalogue the cells stand, when these are words of the program; None when they are names.
    told
        How people read a cell, where the file keeps a key or a text in one language.
    empty
        Whether a cell may be empty.
    """

    name: str
    types: tuple[type, ...]
    heads: Both
    about: Both
    unit: str = ""
    sheet: str = ""
    words: tuple[str, ...] | None = None
    told: Callable[[str, Lang], str] | None = None
    empty: bool = False

    @property
    def numeric(self) -> bool:
        """Whether its cells are amounts."""
        return bool({int, Decimal} & set(self.types)) and str not in self.types

    @property
    def summed(self) -> bool:
        """Whether its cells are added up: amounts that count something."""
        return self.numeric and bool(self.unit)

    def tell(self, cell: Cell, lang: Lang) -> Cell:
        """A cell as people read it."""
        return self.told(cell, lang) if self.told is not None and isinstance(cell, str) else cell

    def head(self, lang: Lang) -> str:
        """Heading for people."""
        return self.heads[LANGS.index(lang)]

    def sheet_head(self, lang: Lang) -> str:
        """Heading in a workbook: in Dutch the name of the csv file."""
        return self.name if lang == "nl" else self.sheet or self.heads[1]

    def read(self, text: str) -> Any:  # noqa: ANN401
        """Value of a cell of a csv file.

        Raises
        ------
        ValueError
            The text is no value of this column.
        """
        if not text and self.empty:
            return None
        for kind in self.types:
            try:
                return READ[kind](text)
            except (ValueError, InvalidOperation):
                continue
        raise ValueError(text)


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(text)
    return text == "1"


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite():
        raise ValueError(text)
    return value


READ: Final[Mapping[type, Callable[[str], Any]]] = {
    bool: _flag,
    int: int,
    Decimal: _decimal,
    dt.date: dt.date.fromisoformat,
    Month: Month,
    str: str,
}


def column(
    heads: Both,
    about: Both,
    *,
    unit: str = "",
    sheet: str = "",
    words: tuple[str, ...] | None = None,
    told: Callable[[str, Lang], str] | None = None,
    default: Any = MISSING,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Declare a field of a row as a column; see :class:`Column`."""
    said = {"heads": heads, "about": about, "unit": unit, "sheet": sheet, "words": words, "told": told}
    return field(default=default, metadata=said)


def more(about: Both, *, unit: str = "", default_factory: Any = MISSING) -> Any:  # noqa: ANN401
    """Declare a field ``Mapping[str, …]`` of a row as further columns, by name, at this place."""
    said = {"heads": ("", ""), "about": about, "unit": unit, MORE: True}
    return field(default_factory=default_factory, metadata=said)


R = TypeVar("R")


@dataclass_transform(frozen_default=True, field_specifiers=(column, more))
def row(cls: type[R]) -> type[R]:
    """Make a class a type of rows: a frozen dataclass whose fields are made by `column` and `more`."""
    return dataclass(frozen=True, slots=True)(cls)


@cache
def declared(of: type) -> tuple[Column, ...]:
    """Columns of a row type in order; that of :func:`more` stands for all of its columns."""
    hints = get_type_hints(of)
    found = []
    for f in fields(of):
        hint = hints[f.name]
        if f.metadata.get(MORE):
            hint = get_args(hint)[1]
        kinds = get_args(hint) or (hint,)
        types = tuple(kind for kind in READ if kind in kinds)
        said = {k: v for k, v in f.metadata.items() if k != MORE}
        found.append(Column(f.name, types, empty=type(None) in kinds, **said))
    return tuple(found)


def _more(of: type) -> int | None:
    return next((i for i, f in enumerate(fields(of)) if f.metadata.get(MORE)), None)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is no value of its column: row of the file (the header is 1), column, text."""

    row: int
    column: str
    text: str


class Unreadable(Exception):
    """A file has other columns or cells than its table says."""

    def __init__(self, missing: Sequence[str], faults: Sequence[Fault]) -> None:
        super().__init__(missing, faults)
        self.missing, self.faults = tuple(missing), tuple(faults)


@dataclass(frozen=True)
class Table(Generic[R]):
    """A kind of table.

    Attributes
    ----------
    name
        Stem of its file, and name of its sheet in the Dutch workbook.
    row
        Type of its rows.
    titles
        Heading for people, Dutch and English.
    about
        What the table says, in one sentence; Dutch and English.
    sheet
        Name of its sheet in the English workbook, where that is not the heading.
    known
        Columns of its field made by :func:`more` that are declared elsewhere.
    """

    name: str
    row: type[R]
    titles: Both
    about: Both
    sheet: str = ""
    known: Callable[[], Iterable[Column]] = tuple

    def title(self, lang: Lang) -> str:
        """Heading for people."""
        return self.titles[LANGS.index(lang)]

    def sheet_name(self, lang: Lang) -> str:
        """Name of its sheet."""
        return self.name if lang == "nl" else self.sheet or self.titles[1]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns as declared."""
        return declared(self.row)  # type: ignore[arg-type]  # a class is hashable

    def column(self, name: str) -> Column:
        """The declared column with this name, or a further one."""
        return next((c for c in self.columns if c.name == name), None) or self.further(name)

    def fill(self, rows: Iterable[R], further: Sequence[Column] | None = None) -> Rows[R]:
        """The table with its rows; `further` are the columns of its field made by :func:`more`."""
        rows, place = tuple(rows), _more(self.row)
        own = self.columns
        if place is not None:
            if further is None:
                names = getattr(rows[0], own[place].name) if rows else ()
                further = [self.further(name) for name in names]
            own = (*own[:place], *further, *own[place + 1 :])
        return Rows(self, rows, own)

    def further(self, name: str) -> Column:
        """A column of the field made by :func:`more`: as declared elsewhere, or known by its name alone."""
        place = _more(self.row)
        if place is None:
            raise KeyError(name)
        found = (c for c in self.known() if c.name == name)
        return next(found, None) or replace(self.columns[place], name=name)

    def read(self, header: Sequence[str], lines: Iterable[Sequence[str]]) -> Rows[R]:
        """The table from the cells of a file; a column that it does not know is left out, or a further one.

        Raises
        ------
        Unreadable
            With every column that is missing, or every cell that is no value.
        """
        place, own = _more(self.row), self.columns
        fixed = [c for i, c in enumerate(own) if i != place]
        names = {c.name for c in fixed}
        if gone := [c.name for c in fixed if c.name not in header]:
            raise Unreadable(gone, ())
        further = [] if place is None else [self.further(n) for n in header if n not in names]
        spot = {name: i for i, name in enumerate(header)}
        faults: list[Fault] = []
        rows = []
        for number, line in enumerate(lines, start=2):
            value: dict[str, Any] = {}
            for c in (*fixed, *further):
                text = line[spot[c.name]] if spot[c.name] < len(line) else ""
                try:
                    value[c.name] = c.read(text)
                except ValueError:
                    faults.append(Fault(number, c.name, text))
            if place is not None:
                value[own[place].name] = {c.name: value.pop(c.name, None) for c in further}
            if not faults:
                rows.append(self.row(**value))
        if faults:
            raise Unreadable((), faults)
        return self.fill(rows, further)


@dataclass(frozen=True)
class Rows(Generic[R]):
    """A table with its rows, as a run makes it and as it is read back."""

    table: Table[R]
    rows: tuple[R, ...]
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(c.name for c in self.columns)

    def cells(self) -> Iterator[tuple[Cell, ...]]:
        """Cells of each row, in the order of the columns; a flag is 1 or 0."""
        place = _more(self.table.row)
        if place is None:
            names = self.header
            for row in self.rows:
                yield tuple(_cell(getattr(row, name)) for name in names)
            return
        own = self.table.columns
        before, spot, after = own[:place], own[place].name, own[place + 1 :]
        further = self.header[place : len(self.columns) - len(after)]
        for row in self.rows:
            rest = getattr(row, spot)
            yield (
                *(_cell(getattr(row, c.name)) for c in before),
                *(_cell(rest.get(name)) for name in further),
                *(_cell(getattr(row, c.name)) for c in after),
            )

    def per_column(self) -> list[tuple[Cell, ...]]:
        """Cells of each column, in the order of the rows."""
        return list(zip(*self.cells(), strict=True)) if self.rows else [()] * len(self.columns)

    def records(self) -> list[dict[str, Cell]]:
        """Each row as column → cell."""
        return [dict(zip(self.header, cells, strict=True)) for cells in self.cells()]


def _cell(value: Cell) -> Cell:
    return int(value) if isinstance(value, bool) else value
