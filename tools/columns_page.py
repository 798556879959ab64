"""The page docs/kolommen.md: every column of every file of a result, from its declaration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from verdeling.columns import Column, Month, Table
from verdeling.compare.tables import BIJDRAGEN, VERGELIJKING
from verdeling.result.folder import tables

KIND: Final[dict[type, str]] = {
    bool: "1/0",
    int: "int",
    Decimal: "decimal",
    dt.date: "date",
    Month: "month",
    str: "text",
}
HEAD: Final = """\
# Kolommen van een uitkomst / Columns of a result

Elk bestand van de map van `verdeling run --out`, met per kolom de soort, de eenheid en wat een cel zegt. De
namen zijn in elke taal gelijk. Een lege cel is niet bekend of niet van toepassing, nooit nul. `*`: kolommen
waarvan alleen het model de namen kent; die van regels van een plan staan eronder. De laatste twee zijn van
`verdeling compare --out`.

Every file of the folder of `verdeling run --out`, with for each column its type, its unit and what a cell
says. The names are the same in every language. An empty cell is not known or does not apply, never zero.
`*`: columns whose names only the model knows; those of rules of a plan stand below it. The last two are of
`verdeling compare --out`.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join(
        [HEAD, *(line for table in (*tables(), VERGELIJKING, BIJDRAGEN) for line in _table(table))]
    )


def _table(table: Table[Any]) -> Iterator[str]:
    yield f"## {table.name}.csv\n"
    yield f"{table.about[0]} / {table.about[1]}\n"
    yield "| kolom | soort | eenheid | Nederlands | English |"
    yield "|---|---|---|---|---|"
    yield from (_column(c) for c in table.columns)
    yield from (_column(c) for c in table.known())
    yield ""


def _column(column: Column) -> str:
    kinds = " of ".join(KIND[kind] for kind in column.types) + (", leeg" if column.empty else "")
    name = f"`{column.name}`" if column.heads[0] else f"`{column.name}` *"
    return f"| {name} | {kinds} | {column.unit} | {column.about[0]} | {column.about[1]} |"


if __name__ == "__main__":
    (Path(__file__).parents[1] / "docs/kolommen.md").write_text(page(), "utf-8")
