"""Numbers set by hand: the table that names them, and what its rows change in a model.

A row becomes what a model could have said itself: a given figure at the level of the gemeente, or a number of
the rule that fixes numbers. Beside that the model keeps the rows, as a log that decides nothing.

Examples
--------
>>> from verdeling.verdeelmodel.by_hand import asked
>>> asked("plan.asielopvang minstens"), asked("indicatief")
(('minstens', 'asielopvang'), ('indicatief', ''))
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from verdeling.errors import DataError, Problem
from verdeling.inputs.checks import contradictions, plek, read_column
from verdeling.inputs.dataframes import Frames
from verdeling.inputs.names import Found, NameBook, tell
from verdeling.inputs.reader import Tabel, UnreadableSheet, read_table
from verdeling.inputs.register import LAATSTE_GRENZEN, read_register
from verdeling.terms import Status
from verdeling.texts import LANGS, say
from verdeling.verdeelmodel.labels import PLANS, relabel, weakest_status
from verdeling.verdeelmodel.model import ByHand, Verdeelmodel, Wat
from verdeling.verdeelmodel.reader import Document, Pad

COLUMNS: Final = {"what": "wat", "value": "waarde", "who": "wie", "why": "waarom"}
"""Columns beside that of the gemeente, by their other heading."""
RULE: Final = "vast"
"""Rule kind that fixes numbers of a plan."""
FIGURES: Final = ("indicatief", "indicative")
WHAT: Final = re.compile(r"(plan|indicatief|indicative)(?:\.([^\s=<>≥≤]+))?\s*(\D*)")
BOUNDS: Final[dict[str, Wat]] = {
    **dict.fromkeys(("", "=", "precies", "exactly"), "plan"),
    **dict.fromkeys(("minstens", "ten minste", "at least", ">=", "≥"), "minstens"),
    **dict.fromkeys(("hoogstens", "ten hoogste", "at most", "<=", "≤"), "hoogstens"),
}
COUNT: Final = "inwoners"
"""The values are checked as this column is: whole, never negative, never empty."""
LARGEST: Final = 1_000_000
"""No gemeente has more places than this."""


def asked(text: str) -> tuple[Wat, str] | None:
    """What a cell under `wat` sets, and of which task (empty: not said); None when it says neither."""
    match_ = WHAT.fullmatch(" ".join(text.casefold().split()))
    if match_ is None or (bound := BOUNDS.get(match_[3])) is None:
        return None
    if match_[1] not in FIGURES:
        return bound, match_[2] or ""
    return ("indicatief", match_[2] or "") if bound == "plan" else None


def read_by_hand(path: Path | Frames, model: Verdeelmodel) -> tuple[tuple[ByHand, ...], list[Problem]]:
    """Read a table of numbers set by hand, and what a reader must know of how it was read.

    Parameters
    ----------
    path
        Csv or xlsx, or a table in memory, with a column `code` or `gemeente`, and those of :data:`COLUMNS`.
    model
        The model that they are for.

    Raises
    ------
    DataError
        With all problems of the table at once.
    """
    try:
        table = read_table(path, ())
    except UnreadableSheet as error:
        raise DataError(error.problemen) from None
    table = replace(table, kop=tuple(COLUMNS.get(k, k) for k in table.kop))
    place = "code" if "code" in table.kop else "gemeente"
    if absent := table.missing((place, *COLUMNS.values())):
        raise DataError(absent)
    reader = _Reader(table, place, model)
    rows = tuple(row for i in range(len(table.rijen)) if (row := reader.row(i)) is not None)
    if reader.problems:
        raise DataError(reader.problems)
    over = table.unused(("code", "gemeente", "provincie", *COLUMNS.values()))
    return rows, [*table.meldingen, *over, *tell(reader.seen, table.bestand)]


class _Reader:
    """Reads the rows of one table and collects what is wrong with them."""

    def __init__(self, table: Tabel, place: str, model: Verdeelmodel) -> None:
        self.table, self.place, self.model = table, place, model
        self.book = NameBook(read_register(), min(model.grenzen, LAATSTE_GRENZEN))
        self.seen: list[Found] = []
        self.earlier: dict[tuple[str, str, str], int] = {}
        numerators, denominator, self.problems = read_column(table, "waarde", COUNT, table.kolom(place))
        self.values = [None if n is None else n // denominator for n in numerators]

    def row(self, i: int) -> ByHand | None:
        """One row; None when something is wrong with it."""
        before = len(self.problems)
        code, what = self._gemeente(i), self._what(i)
        for column in ("wie", "waarom"):
            if not self.table.kolom(column)[i]:
                self.problems.append(Problem.van("V696", self._at(i, column), kolom=column))
        value = self.values[i]
        if value is not None and value > LARGEST:
            self.problems.append(Problem.van("V609", self._at(i, "waarde"), waarde=value, grens=LARGEST))
        if code is None or what is None or value is None or len(self.problems) > before:
            return None
        number = self.table.rijen[i].nummer
        first = self.earlier.setdefault((code, *what), number)
        if first != number:
            self.problems.append(
                Problem.van("V698", self._at(i, "wat"), naam=self.book.names[code], rij=first)
            )
            return None
        return ByHand(
            gemeente=code,
            naam=self.book.names[code],
            wat=what[0],
            taak=what[1],
            waarde=value,
            wie=self.table.kolom("wie")[i],
            waarom=self.table.kolom("waarom")[i],
            waar=f"{self.table.bestand}:{number}",
        )

    def _at(self, i: int, column: str) -> str:
        return plek(self.table, i, column, self.table.kolom(self.place)[i])

    def _gemeente(self, i: int) -> str | None:
        name, provincie = self.table.kolom(self.place)[i], self.table.kolom("provincie")[i]
        found = self.book.gemeente(name, provincie) if name else Problem.van("V139")
        if not isinstance(found, Found):
            self.problems.append(found.op(plek(self.table, i, self.place)))
            return None
        self.seen.append(found)
        if self.place == "code":
            self.problems += contradictions(self.table, i, found.code, self.book)
        return found.code

    def _what(self, i: int) -> tuple[Wat, str] | None:
        text = self.table.kolom("wat")[i]
        found = asked(text)
        plan = self.model.plan
        tasks = list(self.model.taken)
        if found is None:
            task = tasks[0] if plan is None else plan.taak
            self.problems.append(Problem.van("V697", self._at(i, "wat"), waarde=text[:60], taak=task))
            return None
        what, task = found
        fits = tasks if what == "indicatief" else [] if plan is None else [plan.taak]
        if not task and len(fits) == 1:
            return what, fits[0]
        if task in fits:
            return what, task
        known = [f"indicatief.{name}" for name in tasks] + ([] if plan is None else [f"plan.{plan.taak}"])
        self.problems.append(Problem.van("V699", self._at(i, "wat"), waarde=text[:60], keus=", ".join(known)))
        return None


def set_by_hand(document: Document, rows: Sequence[ByHand], naam: str) -> None:
    """Let rows change the raw model `naam`; every label of what changed says so.

    A number by hand takes the place of what the model itself fixes for that gemeente.
    """
    if not rows:
        return
    content, old = document.inhoud, copy.deepcopy(document.inhoud)
    given: set[Pad] = set()
    for row in rows:
        path = _figure(content, row) if row.wat == "indicatief" else _number(document, row, old)
        document.plaatsen[path] = row.waar
        holder = path[:4] if row.wat == "indicatief" else path[:3]
        given |= {(*holder, "grondslag"), (*holder, "grondslag", "bron")}
    content["met_de_hand"] = [row.model_dump(mode="json") for row in rows]
    file = rows[0].waar.rpartition(":")[0]
    words = {t: say("model.wat.met_de_hand", t, aantal=len(rows), bestand=file) for t in LANGS}
    relabel(old, content, given, str(old.get("naam", naam)), file, _grondslag(rows[0], file), words)
    for part in (content, *(content[k] for k in PLANS if isinstance(content.get(k), dict))):
        if "status" in part:
            part["status"] = weakest_status(str(part["status"]), Status.ILLUSTRATIVE.value)


def _grondslag(row: ByHand, where: str) -> dict[str, str]:
    return {
        "bron": say("model.met_de_hand.bron", wie=row.wie, waar=where),
        "status": Status.ILLUSTRATIVE.value,
        "reden": row.waarom,
    }


def _figure(content: dict[str, Any], row: ByHand) -> Pad:
    """Give the figure of a gemeente at the last level of its task."""
    niveaus = content["taken"][row.taak]["niveaus"]
    last = len(niveaus) - 1
    given = niveaus[last].get("gegeven") or {}
    niveaus[last]["gegeven"] = given | {
        row.gemeente: {"waarde": row.waarde, "grondslag": _grondslag(row, row.waar)}
    }
    return ("taken", row.taak, "niveaus", last, "gegeven", row.gemeente)


def _number(document: Document, row: ByHand, old: Any) -> Pad:  # noqa: ANN401
    """Fix or bound what stands in a gemeente under the plan."""
    rules = document.inhoud["plan"]["regels"]
    rule = rules.get(RULE) or {
        "gemeenten": {},
        "grondslag": {
            "bron": say("model.met_de_hand.regel"),
            "status": Status.ILLUSTRATIVE.value,
            "reden": say("model.met_de_hand.reden"),
        },
    }
    rules[RULE] = rule
    gemeenten = rule["gemeenten"]
    path: Pad = ("plan", "regels", RULE, "gemeenten", row.gemeente)
    was = ((old["plan"]["regels"].get(RULE) or {}).get("gemeenten") or {}).get(row.gemeente) or {}
    if path not in document.plaatsen or gemeenten.get(row.gemeente, was) == was:
        stays = {k: was[k] for k in ("gevraagd", "reden") if "gevraagd" in was and k in was}
        gone = ", ".join(f"{k} {was[k]}" for k in ("plan", "minstens", "hoogstens") if was.get(k) is not None)
        if gone:
            document.meldingen.append(Problem.van("V610", row.waar, naam=row.naam, was=gone))
        gemeenten[row.gemeente] = stays
    mine = gemeenten[row.gemeente]
    mine[row.wat] = row.waarde
    mine["reden"] = "; ".join(_reasons(mine, row))
    return path


def _reasons(mine: dict[str, Any], row: ByHand) -> Iterator[str]:
    if "reden" in mine:
        yield str(mine["reden"])
    yield f"{row.waarom} ({row.wie}, {row.waar})"
