"""A result on the terminal: per task the provinces and the largest gemeenten, or every gemeente."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table

from verdeling.cli.streams import make_screen
from verdeling.result.tables import TaskSlice, inwoners_of, per_gebied, province_figures, task_slices
from verdeling.sleutel.indicatief import TaakOutcome
from verdeling.terms import Niveau
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat

LARGEST: Final = 10

Regel = tuple[str, int | None, Fraction, tuple[int, ...]]
"""Name, inhabitants, unrounded figure, whole number of the task and of each part."""


def show_result(result: Resultaat, lang: Lang, *, alles: bool) -> None:
    """Print the result; every gemeente when `alles`, else the provinces and the largest gemeenten."""
    console = make_screen(lang)
    console.print(getattr(result.model.titel, lang), style="bold")
    if result.model.aangepast is not None:
        console.print(result.model.aangepast.zin(lang))
    for taak in result.indicatief.taken.values():
        parts = list(task_slices(taak))
        gemeenten = _lines(result, taak, parts, taak.codes)
        if alles or len(gemeenten) <= LARGEST:
            console.print(_table("gemeente", gemeenten, parts, lang, totaal=True))
            continue
        provincies = _lines(result, taak, parts, taak.position[Niveau.PROVINCIE])
        console.print(_table("provincie", provincies, parts, lang, totaal=True))
        largest = sorted(gemeenten, key=lambda regel: (-regel[3][0], regel[0]))[:LARGEST]
        console.print(say("cli.grootste", lang, aantal=LARGEST))
        console.print(_table("gemeente", largest, parts, lang, totaal=False))


def _lines(
    result: Resultaat, taak: TaakOutcome, parts: Sequence[TaskSlice], position: Sequence[str]
) -> list[Regel]:
    inwoners = per_gebied(position, inwoners_of(taak, result.model, result.gegevens))
    # Unrounded is what was rounded: of a province that the model divides over, its own figure.
    quota = (
        dict(zip(taak.codes, taak.quota, strict=True))
        if position is taak.codes
        else {code: quotum for code, _, quotum in province_figures(parts[0])}
    )
    counts = [per_gebied(position, part.aantallen) for part in parts]
    names = result.gegevens.gebiedsnaam
    return [
        (names[code], inwoners.get(code), quota[code], tuple(per_part[code] for per_part in counts))
        for code in sorted(quota)
    ]


def _table(
    kind: str, regels: Sequence[Regel], parts: Sequence[TaskSlice], lang: Lang, *, totaal: bool
) -> Table:
    table = Table(box=SIMPLE_HEAD, show_footer=totaal, pad_edge=False)
    table.add_column(say(f"cli.kop.{kind}", lang), footer=say("cli.totaal", lang), no_wrap=True)
    known = [inwoners for _, inwoners, _, _ in regels if inwoners is not None]
    total = number(sum(known), lang) if len(known) == len(regels) else ""
    table.add_column(say("cli.kop.inwoners", lang), total, justify="right", overflow="fold")
    met_quotum = len(parts) == 1 and not parts[0].published
    if met_quotum:
        table.add_column(say("cli.kop.onafgerond", lang), justify="right", overflow="fold")
    for figure, part in enumerate(parts):
        total = number(sum(counts[figure] for *_, counts in regels), lang)
        table.add_column(
            part.naam.rpartition("/")[2],
            total,
            justify="right",
            style="bold" if not figure else None,
            overflow="fold",
        )
    table.add_column(say("cli.kop.per_duizend", lang), justify="right")
    for name, inwoners, quotum, counts in regels:
        per_thousand = number(Fraction(1000 * counts[0], inwoners), lang, 2) if inwoners else ""
        table.add_row(
            name,
            "" if inwoners is None else number(inwoners, lang),
            *([number(quotum, lang, 2)] if met_quotum else []),
            *(number(count, lang) for count in counts),
            per_thousand,
        )
    return table
