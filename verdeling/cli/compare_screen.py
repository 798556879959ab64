"""A comparison on the terminal: what differs, per provincie, risers and fallers, classes, measures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from rich.console import Console
from rich.table import Table

from verdeling.cli.attachments_screen import number_shown
from verdeling.cli.streams import empty_table, make_screen
from verdeling.compare.tables import (
    area_names,
    class_name,
    contribution_heading,
    measure_rows,
    per_provincie,
    title_of,
    uitkomsten,
)
from verdeling.insight.compare import AreaDifference, ComparedPair
from verdeling.report.texts import Language
from verdeling.texts import Lang, number, say

TOLD: Final = 5
"""So many risers and fallers are named."""
HEAD_WIDTH: Final = 14
"""Width at which the name of a model in a heading goes on on the next line: spreidingswet- fits."""


def show_pairs(pairs: Sequence[ComparedPair], lang: Lang, *, alles: bool) -> None:
    """Print every pair, first of all which inputs differ; every gemeente when `alles`."""
    console, names = make_screen(lang), area_names()
    for pair in pairs:
        console.print(pair.eerste_regel(lang), style="bold", soft_wrap=True)
        for sentence in pair.changes_made(lang):
            console.print(sentence, soft_wrap=True)
        console.print()
        console.print(title_of(pair, lang))
        _gebieden(console, pair, names, lang)
        gemeenten = pair.verschillen.gemeenten
        parts = [d.per_gemeente for d in pair.bijdragen]
        if alles:
            console.print(_table(pair, "gemeente", names, gemeenten, parts, lang))
        else:
            _extremes(console, pair, names, lang)
        _classes(console, pair, lang)
        console.print(
            say("cli.compare.plan" if pair.wat == "plan" else "cli.compare.bijdragen", lang), soft_wrap=True
        )
        console.print()
    for (taak, what), per_outcome in uitkomsten(pairs).items():
        name = Language(lang).task(taak)
        head = name if what == "indicatief" else say("cli.maten.plan", lang, taak=name)
        table = empty_table([head, *map(_in_rules, per_outcome)])
        for measure, cells in measure_rows(list(per_outcome.values()), lang):
            table.add_row(measure, *cells)
        console.print(say("cli.compare.maten", lang))
        console.print(table)


def _in_rules(name: str) -> str:
    """A long name over more lines, broken after a hyphen or underscore and not within a word."""
    regels = [""]
    for part in re.split(r"(?<=[-_])", name):
        if regels[-1] and len(regels[-1]) + len(part) > HEAD_WIDTH:
            regels.append("")
        regels[-1] += part
    return "\n".join(regels)


def _gebieden(console: Console, pair: ComparedPair, names: Mapping[str, str], lang: Lang) -> None:
    provincies = pair.verschillen.provincies
    totals = [per_provincie(pair, d) for d in pair.bijdragen]
    parts = [[total[g.code] for g in provincies] for total in totals]
    table = _table(pair, "provincie", names, provincies, parts, lang)
    land = pair.verschillen.land
    table.add_row(say("cli.totaal", lang), *_cells(land, [d.som for d in pair.bijdragen], lang), style="bold")
    console.print(table)


def _table(
    pair: ComparedPair,
    kind: str,
    names: Mapping[str, str],
    areas: Sequence[AreaDifference],
    parts: Sequence[Sequence[Fraction]],
    lang: Lang,
) -> Table:
    # The title has just named both sides: their names, of any length, would fold every column of the table.
    heads = [say(f"cli.kop.{kind}", lang), say("cli.kop.van", lang), say("cli.kop.naar", lang)]
    heads += [say("compare.kol.verschil", lang), say("compare.kol.procent", lang)]
    door = [contribution_heading(d, lang).replace(" ", "\n", 1) for d in pair.bijdragen]
    table = empty_table([*heads, *door])
    table.collapse_padding, table.columns[0].no_wrap = True, True
    for figure, area in enumerate(areas):
        table.add_row(names[area.code], *_cells(area, [d[figure] for d in parts], lang))
    return table


def _cells(area: AreaDifference, parts: Sequence[Fraction], lang: Lang) -> list[str]:
    return [
        number(area.a, lang),
        number(area.b, lang),
        _plus(area.verschil, lang),
        number_shown(area.procent, lang, 2),
        *(_plus(d, lang, 1) for d in parts),
    ]


def _plus(value: int | Fraction, lang: Lang, decimals: int = 0) -> str:
    """A difference with its sign; what rounds to zero has none."""
    text = number(value, lang, decimals)
    return f"+{text}" if value > 0 and text != number(0, lang, decimals) else text


def _extremes(console: Console, pair: ComparedPair, names: Mapping[str, str], lang: Lang) -> None:
    """The gemeenten that gain and lose most places; those that stay the same are not named."""
    rows = sorted(enumerate(pair.verschillen.gemeenten), key=lambda row: (-abs(row[1].verschil), row[1].code))
    more = [row for row in rows if row[1].verschil > 0][:TOLD]
    minder = [row for row in rows if row[1].verschil < 0][:TOLD]
    for sleutel, choice in (("meer", more), ("minder", minder)):
        if choice:
            console.print(say(f"cli.compare.{sleutel}", lang, aantal=len(choice)))
            parts = [[d.per_gemeente[i] for i, _ in choice] for d in pair.bijdragen]
            console.print(_table(pair, "gemeente", names, [g for _, g in choice], parts, lang))


def _classes(console: Console, pair: ComparedPair, lang: Lang) -> None:
    heads = [say("cli.compare.klassen", lang)]
    heads += [say(f"compare.kol.{k}", lang) for k in ("meer", "minder", "gelijk", "saldo")]
    table = empty_table(heads)
    for k in pair.verschillen.klassen:
        tallies = [number(n, lang) for n in (k.meer, k.minder, k.gelijk)]
        table.add_row(class_name(k, lang), *tallies, _plus(k.saldo, lang))
    console.print(table)
