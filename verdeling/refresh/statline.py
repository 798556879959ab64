"""Tables of CBS StatLine by OData: version 4 where a table is there, else version 3.

Version 4 has a row per figure and codes for its measures, version 3 a row per region with a column per
measure. The columns of version 3 end in a number that differs from table to table, and so do the codes of
version 4: a measure is asked by its title (:func:`choose`). Codes come padded with blanks. A figure that is
null, ``.`` or −99997 is missing.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from verdeling.errors import DataError
from verdeling.refresh.fetch import Fetch, NotThereError, address, pages

PAGE: Final = 10_000
"""Most rows that version 3 gives at once."""
MISSING: Final = Decimal(-99997)
"""What tables of wijken and buurten have in the place of a figure that is not there."""
FINAL: Final = "definitief"
"""Status of a period whose figures will not change."""


@dataclass(frozen=True)
class Measure:
    """What a table measures: its key there, its title, and the titles of the groups it stands in."""

    key: str
    title: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class StatLine(ABC):
    """A table of StatLine at the address of its service."""

    base: str
    table: str
    fetch: Fetch

    @abstractmethod
    def title(self) -> str:
        """Title of the table; asks whether it is there."""

    @abstractmethod
    def measures(self) -> list[Measure]:
        """Everything that the table measures."""

    @abstractmethod
    def members(self, dimension: str) -> dict[str, Mapping[str, Any]]:
        """What stands in a dimension, by code: regions with their `Title`, periods with their `Status`."""

    @abstractmethod
    def rows(
        self, measures: Sequence[Measure], dimensions: Sequence[str], where: str
    ) -> dict[tuple[str, ...], dict[str, str]]:
        """Cells by the codes of the dimensions, each by the key of its measure; as text, blanks cut off."""

    def place(self, *parts: str) -> str:
        """Where something of the table stands, for problems."""
        return "/".join([self.base.rstrip("/"), self.table, *parts])


class Version3(StatLine):
    """``TypedDataSet``: a row per region and period, a column per measure."""

    def title(self) -> str:  # noqa: D102
        return text(self._list("TableInfos")[0].get("Title"), self.place("TableInfos"))

    def measures(self) -> list[Measure]:  # noqa: D102
        rows = self._list("DataProperties")
        groups = {str(r.get("ID")): r for r in rows if r.get("Type") == "TopicGroup"}
        where = self.place("DataProperties")
        return [
            Measure(
                text(r.get("Key"), where),
                text(r.get("Title"), where),
                _path(groups, str(r.get("ParentID")), "ParentID"),
            )
            for r in rows
            if r.get("Type") == "Topic"
        ]

    def members(self, dimension: str) -> dict[str, Mapping[str, Any]]:  # noqa: D102
        return {text(r.get("Key"), self.place(dimension)): r for r in self._list(dimension)}

    def rows(  # noqa: D102
        self, measures: Sequence[Measure], dimensions: Sequence[str], where: str
    ) -> dict[tuple[str, ...], dict[str, str]]:
        keys = [m.key for m in measures]
        query = {"_format": "json", "_filter": where, "_select": ",".join([*dimensions, *keys])}
        found: dict[tuple[str, ...], dict[str, str]] = {}
        for skip in range(0, PAGE * PAGE, PAGE):
            page = self._list("TypedDataSet", **query, _top=str(PAGE), _skip=str(skip))
            for row in page:
                codes = _codes(row, dimensions, self.place("TypedDataSet"))
                found[codes] = {k: text(_cell(row, k, self.place("TypedDataSet")), k) for k in keys}
            if len(page) < PAGE:
                break
        return found

    def _list(self, name: str, **query: str) -> list[Any]:
        where = address(self.base, self.table, name, **({"_format": "json"} | query))
        rows = pages(self.fetch, where, lambda page: page.get("odata.nextLink"), "value")
        if not rows and name != "TypedDataSet":
            raise DataError.een("V966", where, wat="value")
        return rows


class Version4(StatLine):
    """``Observations``: a row per figure."""

    def title(self) -> str:  # noqa: D102
        return text(self.fetch(address(self.base, self.table, "Properties")).get("Title"), self.table)

    def measures(self) -> list[Measure]:  # noqa: D102
        groups = {str(r.get("Id")): r for r in self._list("MeasureGroups")}
        where = self.place("MeasureCodes")
        return [
            Measure(
                text(r.get("Identifier"), where),
                text(r.get("Title"), where),
                _path(groups, str(r.get("MeasureGroupId")), "ParentId"),
            )
            for r in self._list("MeasureCodes")
        ]

    def members(self, dimension: str) -> dict[str, Mapping[str, Any]]:  # noqa: D102
        name = f"{dimension}Codes"
        return {text(r.get("Identifier"), self.place(name)): r for r in self._list(name)}

    def rows(  # noqa: D102
        self, measures: Sequence[Measure], dimensions: Sequence[str], where: str
    ) -> dict[tuple[str, ...], dict[str, str]]:
        keys = {m.key for m in measures}
        chosen = ",".join(f"'{k}'" for k in sorted(keys))
        found: dict[tuple[str, ...], dict[str, str]] = {}
        for row in self._list("Observations", _filter=f"{where} and Measure in ({chosen})"):
            place = self.place("Observations")
            cells = found.setdefault(_codes(row, dimensions, place), {})
            value = _cell(row, "Value", place)
            key = text(_cell(row, "Measure", place), place)
            cells[key] = text(row.get("StringValue") if value is None else value, place)
        return found

    def _list(self, name: str, **query: str) -> list[Any]:
        where = address(self.base, self.table, name, **query)
        return pages(self.fetch, where, lambda page: page.get("@odata.nextLink"), "value")


def open_table(version4: str, version3: str, table: str, fetch: Fetch) -> tuple[StatLine, str]:
    """The table where it is, and its title.

    Raises
    ------
    DataError
        When neither service has it.
    """
    newer = Version4(version4, table, fetch)
    try:
        return newer, newer.title()
    except NotThereError:
        older = Version3(version3, table, fetch)
        return older, older.title()


def choose(measures: Iterable[Measure], title: str, group: str, where: str) -> Measure:
    """The one measure with a title, or whose key is that title with a number; of more the one in a group.

    Raises
    ------
    DataError
        When there is none, or more than one.
    """
    measures = list(measures)
    found = [m for m in measures if _letters(title) in (_letters(m.title), _stem(m.key))]
    if group and len(found) > 1:
        found = [m for m in found if any(_letters(g).startswith(_letters(group)) for g in m.groups)]
    if len(found) == 1:
        return found[0]
    names = sorted({" / ".join([*m.groups, m.title]) for m in found or measures})
    shown = "; ".join(names[:12]) + ("; …" if len(names) > 12 else "")
    raise DataError.een("V970" if found else "V969", where, naam=title, namen=shown or "–")


def figure(value: str, where: str) -> str:
    """A figure as a decimal text; empty when it is missing.

    Raises
    ------
    DataError
        When it is no number.
    """
    if value in ("", "."):
        return ""
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**15:
        raise DataError.een("V971", where, waarde=value[:40])
    return "" if number == MISSING else format(number, "f")


def text(value: object, where: str) -> str:
    """A cell as text without the blanks that pad it; empty for null.

    Raises
    ------
    DataError
        When it is a list or an object.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DataError.een("V971", where, waarde=str(value)[:40])
    return value.strip()


def _cell(row: Mapping[str, Any], name: str, where: str) -> Any:  # noqa: ANN401
    if name not in row:
        raise DataError.een("V969", where, naam=name, namen=", ".join(sorted(row)[:12]))
    return row[name]


def _codes(row: Mapping[str, Any], dimensions: Sequence[str], where: str) -> tuple[str, ...]:
    return tuple(text(_cell(row, d, where), where) for d in dimensions)


def _path(groups: Mapping[str, Mapping[str, Any]], first: str, parent: str) -> tuple[str, ...]:
    """Titles of the groups above a measure, the outermost first."""
    path: list[str] = []
    here = groups.get(first)
    while here is not None and len(path) < len(groups):
        path.insert(0, str(here.get("Title")))
        here = groups.get(str(here.get(parent)))
    return tuple(path)


def _stem(key: str) -> str:
    return _letters(re.sub(r"_\d+$", "", key.removeprefix("k_")))


def _letters(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())
