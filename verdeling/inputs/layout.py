"""From a sheet to a table: where the head is, which rows are data, and a note on all that is neither.

A head may have titles above it, two lines, and merged cells; below the data may stand totals and notes.
Nothing is guessed: a row that might be data is data, and what cannot be read is a problem with its place.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from types import MappingProxyType
from typing import Final

from verdeling.errors import Problem, summed_up
from verdeling.inputs.headings import KEYS, OTHER_KEYS, WHOLE, canonical_heading, head_value, is_known
from verdeling.inputs.names import ALIASES, PROVINCES, bare_letters
from verdeling.inputs.numbers import without_thousands
from verdeling.inputs.register import read_register
from verdeling.inputs.sheet import Row, Sheet, UnreadableSheet

HEAD_INSIDE: Final = 40
"""Rows in which the head is looked for."""
LIKE_A_CODE: Final = re.compile(r"[A-Za-z]{0,3}[ ._-]?\d[\w.+/-]*")
AREA_CODE: Final = re.compile(r"NL01|PV\d{2}|VR\d{2}", re.IGNORECASE)
ANDER_GEBIED: Final = re.compile(
    r"(?:NL|LD|PV|CR|VR)\d{2}|(?:AM|GG|RM|RP|WR|JZ|KK|TG|ZK|BU|WK)\d{2,}", re.IGNORECASE
)
"""Codes of areas that are no gemeenten, as CBS writes them."""
GEMEENTECODE: Final = re.compile(r"'?(?:GM)?\d{1,4}(?:\.0+)?", re.IGNORECASE)
TOTAAL: Final = re.compile(
    r"(?:(?:sub|eind)?totaal|totalen|som|total|sum|nederland|nl(?:0\d)?)(?:\b.*)?", re.IGNORECASE | re.DOTALL
)
"""Names of rows that sum other rows; what they begin with."""
NOTE: Final = re.compile(
    r"(?:[*†‡¹²³]|\d\)|\(\d\)|(?:bron|noot|let op|toelichting|opmerking|peildatum|source|note|stand)\b).*",
    re.IGNORECASE | re.DOTALL,
)
NAME_HEAD: Final = re.compile(
    r"(?:naam(?: gemeente)?|gemeente(?:n?naam)?)(?:[ _-]*\(?(?:19|20)\d\d\)?)?", re.IGNORECASE
)
"""Headings of names, of gemeenten if their cells say so."""
PROVINCIEVOOR: Final = re.compile(r"^(?:provincie|prov\.?)\s+|\s*\((?:pv|provincie)\)$", re.IGNORECASE)
JAAR: Final = re.compile(r"(?:19|20)\d\d")
MOST: Final = 60
"""Most characters of a row in a note about it."""
ENOUGH: Final = 12
"""Most rows or names in one note."""


@dataclass(frozen=True)
class Line:
    """One row of a table: its row number in the file and its cells, as many as the head has."""

    nummer: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Tabel:
    """A table of text cells, stripped of white space; column names in lower case.

    Attributes
    ----------
    bestand
        Name of the file; of a workbook with several sheets ``file#sheet``.
    kop, rijen
        Names of the columns, and the rows.
    head_row
        Row number of the head.
    meldingen
        What a reader must know: rows and columns that are not used, dots that were read as thousands.
    soort
        Which table of a data folder it is; empty for a table on its own.
    formulas
        Formulas whose stored result is absent or not to be trusted, by row number and column: a problem of
        who reads that column.
    """

    bestand: str
    kop: tuple[str, ...]
    rijen: tuple[Line, ...]
    head_row: int = 1
    meldingen: tuple[Problem, ...] = ()
    soort: str = ""
    formulas: Mapping[tuple[int, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def kolom(self, naam: str) -> tuple[str, ...]:
        """Cells of one column; empty texts when the table has no such column."""
        if naam not in self._kolommen:
            place = self.kop.index(naam) if naam in self.kop else None
            self._kolommen[naam] = tuple("" if place is None else r.cells[place] for r in self.rijen)
        return self._kolommen[naam]

    @cached_property
    def _kolommen(self) -> dict[str, tuple[str, ...]]:
        """Columns that were asked before: many ask for one cell of each row."""
        return {}

    def missing(self, required: Iterable[str]) -> list[Problem]:
        """Problems of the columns that must be there and are not."""
        return _missing(f"{self.bestand}:{self.head_row}", self.kop, required)

    def unused(self, used: Iterable[str]) -> list[Problem]:
        """Note on the columns that nobody reads; empty when there are none."""
        over = [k for k in self.kop if k not in set(used)]
        return (
            [Problem.van("V154", f"{self.bestand}:{self.head_row}", namen=short_list(over))] if over else []
        )

    def uncomputed(self, columns: Iterable[str]) -> list[Problem]:
        """Problems of the formulas without a result in the columns that are read."""
        if not self.formulas:
            return []
        names = dict(zip((r.nummer for r in self.rijen), self.kolom("gemeente"), strict=True))
        read = set(columns)
        return [
            Problem.van("V121", _place(self.bestand, number, column, names[number]), formule=formula)
            for (number, column), formula in self.formulas.items()
            if column in read and number in names
        ]


@dataclass(frozen=True)
class Heading:
    """The head of a sheet: first and last of its rows (places, from 0) and the name of each column."""

    eerste: int
    laatste: int
    namen: tuple[str, ...]

    def renamed(self, otherwise: Mapping[str, str]) -> Heading:
        """The same head with other names for columns, where that name is not taken yet."""
        return replace(
            self, namen=tuple(n if (n := otherwise.get(k, k)) not in self.namen else k for k in self.namen)
        )


def short_list(names: Sequence[str]) -> str:
    """Names in a row, the first ones when there are many."""
    return ", ".join(names[:ENOUGH]) + (f" … (+{len(names) - ENOUGH})" if len(names) > ENOUGH else "")


def nabij(wanted: str, names: Iterable[str]) -> str:
    """Heading that is most like a name; empty when none is."""
    bij = {"".join(c for c in n.casefold() if c.isalnum()): n for n in names if n}
    equal = difflib.get_close_matches("".join(c for c in wanted if c.isalnum()), bij, 1, 0.6)
    return bij[equal[0]] if equal else next((n for k, n in bij.items() if wanted in k), "")


def find_heading(sheet: Sheet, required: Iterable[str] = ()) -> Heading | None:
    """Head of a sheet: of the first rows the one that names most that is required, and most that is known."""
    needed = frozenset(required)
    best: tuple[tuple[int, int], Heading] | None = None
    for i, row in enumerate(sheet.rijen[:HEAD_INSIDE]):
        if not head_value(row.cells):
            continue
        head = _read_head(sheet.rijen, i)
        if len([n for n in head.namen if n]) < 2:
            continue
        value = (len(needed.intersection(head.namen)), len({n for n in head.namen if is_known(n)}))
        if best is None or value > best[0]:
            best = (value, head)
    return None if best is None else _with_names(best[1], sheet.rijen[best[1].laatste + 1 :])


def table_of(sheet: Sheet, required: Iterable[str] = (), otherwise: Mapping[str, str] | None = None) -> Tabel:
    """Table of a sheet.

    Parameters
    ----------
    sheet
        What was read.
    required
        Columns that must be there.
    otherwise
        Other names of columns, and what they are called in this table.

    Raises
    ------
    Onleesbaar
        With all structural problems.
    """
    if not sheet.rijen:
        raise UnreadableSheet(Problem.van("V111", sheet.bestand))
    required = tuple(required)
    found = find_heading(sheet, (*required, *(otherwise or {})))
    if found is not None:
        found = found.renamed(otherwise or {})
    head = found or Heading(0, 0, tuple(_name(c) for c in sheet.rijen[0].cells))
    where = f"{sheet.bestand}:{sheet.rijen[head.eerste].nummer}"
    rest = sheet.rijen[head.laatste + 1 :]
    heads = sheet.rijen[head.eerste : head.laatste + 1]
    problems = _head_faults(where, head.namen, required, heads)
    if problems and found is None:
        # Without a head no row can be judged.
        raise UnreadableSheet(*problems)
    groups = _groups(head, rest)
    plain, remaining, errors = _rows(sheet, head, rest, groups)
    problems += errors
    if not plain and not problems:
        problems.append(Problem.van("V119", sheet.bestand))
    if problems:
        raise UnreadableSheet(*problems)
    notes = [*sheet.meldingen, *_above_head(sheet, head)] + _skipped(sheet, remaining)
    if groups:
        plain, filled = _filled_down(sheet, head, plain, groups)
        notes += filled
    return _rest(sheet, head, plain, notes)


def _with_names(head: Heading, rest: Sequence[Row]) -> Heading:
    """The head in which a column of names without a known heading is called by what it names.

    A column ``naam`` or ``gemeentenaam 2025`` names gemeenten when most of its cells do; provincies when all
    do that name an area and one of them is no gemeente.
    """
    if {"gemeente", "regio"}.intersection(head.namen):
        return head
    gemeenten, provincies = _names_of_areas()
    for j, column in enumerate(head.namen):
        if NAME_HEAD.fullmatch(column):
            names = [bare_letters(row.cell(j)) for row in rest if row.cell(j)]
            kind = ""
            if 2 * sum(n in gemeenten for n in names) > len(names):
                kind = "gemeente"
            elif names and "code" not in head.namen and 2 * sum(n in provincies for n in names) > len(names):
                kind = "provincie"
            if kind and kind not in head.namen:
                return replace(head, namen=(*head.namen[:j], kind, *head.namen[j + 1 :]))
    return head


@cache
def _names_of_areas() -> tuple[frozenset[str], frozenset[str]]:
    """Names of gemeenten of any day, also those in daily use, and of provincies; letters alone."""
    register = read_register()
    gemeenten = {bare_letters(n) for n in (*(g.naam for g in register.gemeenten), *ALIASES)}
    return frozenset(gemeenten), frozenset(
        {"friesland", *(bare_letters(name) for code, name in register.gebieden if code.startswith("PV"))}
    )


def _read_head(rows: Sequence[Row], i: int) -> Heading:
    above = rows[i]
    below = rows[i + 1] if i + 1 < len(rows) else None
    if below is not None and _is_second_line(above, below):
        return Heading(i, i + 1, _together(above, below))
    names = tuple(_name(c) for c in above.cells)
    double = {k for k, count in Counter(names).items() if k and count > 1}
    if double and i and rows[i - 1].nummer == above.nummer - 1:
        together = _together(rows[i - 1], above)
        return Heading(
            i - 1, i, tuple(s if n in double else n for n, s in zip(names, together, strict=False))
        )
    if i and rows[i - 1].nummer == above.nummer - 1:
        together = _below_known(rows[i - 1], names)
        return Heading(i if together == names else i - 1, i, together)
    return Heading(i, i, names)


def _below_known(above: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of a row of a head, with what the row above calls a column that this one has no known name for.

    A heading above several such columns is that of none of them.
    """

    def onbekend(j: int) -> bool:
        return j < len(names) and bool(names[j]) and not is_known(names[j])

    over = [above.cell(j) for j in range(len(names) + 1)]
    return tuple(
        _name(over[j])
        if is_known(over[j]) and not is_known(name) and (over[j + 1] or not onbekend(j + 1))
        else name
        for j, name in enumerate(names)
    )


def _is_second_line(above: Row, below: Row) -> bool:
    """Whether the row below a head belongs to it: it says nothing about an area, and holds no figures."""
    sleutels = [j for j, c in enumerate(above.cells) if canonical_heading(c) in KEYS | OTHER_KEYS]
    if below.nummer != above.nummer + 1 or any(below.cell(j) for j in sleutels) or below.formulas:
        return False
    return all(not re.search(r"\d", c) or JAAR.fullmatch(c) or is_known(c) for c in below.cells if c) and (
        any(below.cell(j) for j in range(len(below.cells)))
    )


def _together(above: Row, below: Row) -> tuple[str, ...]:
    """Names of a head of two lines; a merged cell above stands over all columns up to the next one."""
    width = max(len(above.cells), len(below.cells))
    group, over = "", []
    for j in range(width):
        group = above.cell(j) or (group if below.cell(j) else "")
        over.append(group)
    names = []
    for j in range(width):
        alone = over.count(over[j]) == 1 and bool(above.cell(j))
        names.append(_of_two(over[j], below.cell(j), alleen=alone))
    double = {k for k, count in Counter(names).items() if k and count > 1}
    return tuple(
        _name(f"{over[j]} {below.cell(j)}") if name in double and below.cell(j) else name
        for j, name in enumerate(names)
    )


def _of_two(above: str, below: str, *, alleen: bool) -> str:
    together = f"{above} {below}".strip()
    if not (above and below) or is_known(together):
        return _name(together)
    if alleen and is_known(above) and not is_known(below) and not JAAR.fullmatch(below):
        return _name(above)  # what stands below is its unit
    if is_known(below) and not (alleen and is_known(above)):
        return _name(below)
    return _name(together)


def _name(head: str) -> str:
    return canonical_heading(head) if head else ""


def _head_faults(
    where: str, names: Sequence[str], required: Iterable[str], heads: Sequence[Row]
) -> list[Problem]:
    named = Counter(k for k in names if k)
    # Any column that says which area a row is about will do.
    needed = [k for k in required if not (k in KEYS and KEYS.intersection(names))]
    double = sorted(k for k, count in named.items() if count > 1)
    as_written = [_shortened(" ".join(row.cell(j) for row in heads)) for j in range(len(names))]
    return _missing(where, names, needed) + [
        Problem.van(
            *("V123", where),
            kolom=k,
            koppen=", ".join(f"«{w}»" for w, name in zip(as_written, names, strict=True) if name == k),
        )
        for k in double
    ]


def _missing(where: str, head: Sequence[str], required: Iterable[str]) -> list[Problem]:
    names = [k for k in head if k]
    return [
        Problem.van("V122", where, kolom=k, namen=short_list(names), nabij=nabij(k, names) or "–")
        for k in required
        if k not in names
    ]


def _groups(head: Heading, rest: Sequence[Row]) -> Mapping[int, str]:
    """Provincie above each row, by its number, where a provincie stands at the top of its group alone.

    Only where each name stands once, and most rows have none: a single empty cell is a slip. Empty elsewhere.
    """
    others = [j for j, k in enumerate(head.namen) if k in KEYS and k != "provincie"]
    if "provincie" not in head.namen or not others:
        return {}
    place = head.namen.index("provincie")
    tops: list[str] = []
    above: dict[int, str] = {}
    empty = 0
    for row in rest:
        own, named = row.cell(place), any(row.cell(j) for j in others)
        if _is_provincie(own):
            tops.append(own)
        elif own and named:
            return {}
        elif named:
            empty += 1
        if tops:
            above[row.nummer] = tops[-1]
        elif named:
            return {}
    return above if len(set(tops)) == len(tops) < empty else {}


def _is_provincie(text: str) -> bool:
    letters = bare_letters(PROVINCIEVOOR.sub("", text))
    return letters in _names_of_areas()[1] or letters in PROVINCES or AREA_CODE.fullmatch(text) is not None


def _filled_down(
    sheet: Sheet, head: Heading, plain: Sequence[Row], above: Mapping[int, str]
) -> tuple[list[Row], list[Problem]]:
    """Rows with the provincie of their group, and a note on that."""
    place = head.namen.index("provincie")
    out = []
    for row in plain:
        if not row.cell(place) and place < len(row.cells):
            row = replace(row, cells=(*row.cells[:place], above[row.nummer], *row.cells[place + 1 :]))
        out.append(row)
    count = sum(a is not b for a, b in zip(out, plain, strict=True))
    return out, [Problem.van("V149", f"{sheet.bestand} provincie", kolom="provincie", aantal=count)]


def _rows(
    sheet: Sheet, head: Heading, rest: Sequence[Row], groups: Mapping[int, str]
) -> tuple[list[Row], list[Row], list[Problem]]:
    """Rows of data, rows that are none, and what is wrong with the former."""
    places = [j for j, k in enumerate(head.namen) if k in KEYS]
    gemeenten = any(GEMEENTECODE.fullmatch(r.cell(j)) for r in rest for j in places)
    # What was realised is also published per veiligheidsregio and for the country: figures of their own.
    own_area = {"periode", "gehuisvest"} <= set(head.namen)
    named = {j for j, k in enumerate(head.namen) if k}
    # What stands in a column without a name, as a number of the row, does not tell what the row is.
    bare = {r.nummer: r.alleen(named) for r in rest}
    head_rows = {_small(sheet.rijen[i].alleen(named)) for i in range(head.eerste, head.laatste + 1)}
    width = len(head.namen)
    otherwise: set[int] = set()
    plain = list(rest)
    if places or "maand" in head.namen:
        fixed = {r.nummer for r in rest if _other_sign(sheet, r, width)}
        if own_area:
            fixed |= {r.nummer for r in rest if any(AREA_CODE.fullmatch(r.cell(j)) for j in places)}
        otherwise = {
            n
            for n, r in bare.items()
            if n not in fixed and _is_otherwise(r, places, head_rows, gemeenten=gemeenten)
        }
        if groups:
            # The row at the top of a group is about the provincie, with or without its sum.
            of_gemeente = [j for j in places if head.namen[j] != "provincie"]
            (top,) = set(places).difference(of_gemeente)
            otherwise |= {
                n
                for n, r in bare.items()
                if _is_provincie(r.cell(top)) and not any(r.cell(j) for j in of_gemeente)
            }
        plain = [r for r in rest if r.nummer not in otherwise]
        while plain and plain[-1].nummer not in fixed and _is_note(bare[plain[-1].nummer], places):
            otherwise.add(plain.pop().nummer)
    errors = summed_up(error for r in plain for error in _row_faults(sheet, head, r, width))
    return plain, [r for r in rest if r.nummer in otherwise], errors


def _other_sign(sheet: Sheet, row: Row, width: int) -> bool:
    """Whether a row of a csv is one cell because it has another separator than the head."""
    another = "," if sheet.teken == ";" else ";"
    text = row.cells[row.gevuld[0]] if row.gevuld else ""
    return (
        bool(sheet.teken)
        and len(row.gevuld) == 1
        and width > 1
        and text.count(another) == width - 1
        and (NOTE.fullmatch(text) is None)
    )


def _small(row: Row) -> tuple[str, ...]:
    return tuple(c.casefold() for c in row.cells[: max(row.gevuld, default=-1) + 1])


def _is_note(row: Row, places: Sequence[int]) -> bool:
    """Whether a row below the data is a note: text alone, in one cell or after a mark of notes."""
    if not row.gevuld:
        return True
    first, *more = (row.cells[j] for j in row.gevuld)
    if row.gevuld[0] > max(places, default=0):
        return False  # a cell of a row that lacks its area
    if any(LIKE_A_CODE.fullmatch(c) for c in (first, *more)):
        return False
    return not more or NOTE.fullmatch(first) is not None


def _is_total(row: Row, places: Sequence[int]) -> bool:
    """Whether a row says that it sums others, in a cell that names an area, or in its first."""
    if any(GEMEENTECODE.fullmatch(row.cell(j)) for j in places):
        return False
    names = {row.cell(j) for j in places} - {""} or {row.cells[row.gevuld[0]]}
    return any(TOTAAL.fullmatch(n) for n in names)


def _is_otherwise(
    row: Row, places: Sequence[int], head_rows: set[tuple[str, ...]], *, gemeenten: bool
) -> bool:
    """Whether a row between the data is none: the head again, a total, another kind of area, a heading."""
    if not row.gevuld:
        return True
    if _small(row) in head_rows or _is_total(row, places):
        return True
    sleutels = [row.cell(j) for j in places]
    if gemeenten and not any(GEMEENTECODE.fullmatch(s) for s in sleutels):
        if any(ANDER_GEBIED.fullmatch(s) for s in sleutels):
            return True
        first = row.cells[row.gevuld[0]]
        return len(row.gevuld) == 1 and row.gevuld[0] <= max(places) and not LIKE_A_CODE.fullmatch(first)
    return False


def _row_faults(sheet: Sheet, head: Heading, row: Row, width: int) -> Iterable[Problem]:
    where = f"{sheet.bestand}:{row.nummer}"
    if row.los:
        yield Problem.van("V127", where, tekst=next(c for c in row.cells if '"' in c)[:MOST])
    if sheet.teken and (len(row.cells) < width or any(row.cells[width:])):
        yield _width_fault(where, row.cells, width, sheet.teken)


def _place(file: str, number: int, column: str, name: str) -> str:
    return f"{file}:{number}:{column}" + (f" ({name})" if name else "")


def _width_fault(where: str, cells: Sequence[str], width: int, sign: str) -> Problem:
    another = "," if sign == ";" else ";"
    if sign and len(cells) < width and any(another in c for c in cells):
        return Problem.van("V117", where, teken=sign, ander=another)
    return Problem.van("V116", where, gevonden=len(cells), verwacht=width)


def _above_head(sheet: Sheet, head: Heading) -> list[Problem]:
    above = sheet.rijen[: head.eerste]
    return [_row_note("V156", sheet, above)] if above else []


def _skipped(sheet: Sheet, rows: Sequence[Row]) -> list[Problem]:
    return [_row_note("V157", sheet, rows)] if rows else []


def _row_note(code: str, sheet: Sheet, rows: Sequence[Row]) -> Problem:
    texts = [f"{r.nummer} «{_shortened(' '.join(c for c in r.cells if c))}»" for r in rows]
    return Problem.van(code, sheet.bestand, rijen=short_list(texts), aantal=len(rows))


def _shortened(text: str) -> str:
    plane = " ".join(text.split())
    return plane if len(plane) <= MOST else f"{plane[: MOST - 1]}…"


def _rest(sheet: Sheet, head: Heading, rows: Sequence[Row], notes: list[Problem]) -> Tabel:
    """Columns with a name, under one name each, in plain figures."""
    width = max([len(head.namen), *(len(r.cells) for r in rows)])
    names = [*head.namen, *[""] * (width - len(head.namen))]
    head_line = sheet.rijen[head.laatste].nummer
    naamloos = [j for j, k in enumerate(names) if not k and any(r.cell(j) for r in rows)]
    if naamloos:
        numbers = ", ".join(str(j + 1) for j in naamloos[:ENOUGH])
        notes.append(Problem.van("V124", f"{sheet.bestand}:{head_line}", nummers=numbers))
    named = [j for j, k in enumerate(names) if k]
    columns = [[r.cell(j) for r in rows] for j in named]
    out = []
    for place, (j, texts) in enumerate(zip(named, columns, strict=True)):
        name = names[j]
        if name == "regio":
            met_code = any(GEMEENTECODE.fullmatch(t) or ANDER_GEBIED.fullmatch(t) for t in texts)
            meant = "code" if met_code else "gemeente"
            name = name if meant in names else meant
        elif name not in KEYS:
            plain = without_thousands(texts, telling=name in WHOLE)
            if plain is not None:
                example = next((van, naar) for van, naar in zip(texts, plain, strict=True) if van != naar)
                where = f"{sheet.bestand} {name}"
                notes.append(Problem.van("V164", where, van=example[0], naar=example[1]))
                columns[place] = plain
        out.append(name)
    filled = zip(*columns, strict=True)
    table_rows = tuple(Line(r.nummer, cells) for r, cells in zip(rows, filled, strict=True))
    name_of = dict(zip(named, out, strict=True))
    formulas = {(r.nummer, name_of[j]): text for r in rows for j, text in r.formulas.items() if j in name_of}
    table = Tabel(
        sheet.bestand, tuple(out), table_rows, head_line, tuple(notes), formulas=MappingProxyType(formulas)
    )
    if table.uncomputed(KEYS | OTHER_KEYS):
        # No row can be judged, and one remedy serves all columns.
        raise UnreadableSheet(*summed_up(table.uncomputed(out)))
    return table
