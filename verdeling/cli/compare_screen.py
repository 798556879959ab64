"""A comparison on the terminal: what differs, per provincie, risers and fallers, classes, measures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from rich.console import Console
from rich.table import Table

from verdeling.cli.attachments_screen import getal
from verdeling.cli.streams import leeg, scherm
from verdeling.compare.tables import (
    area_names,
    class_name,
    contribution_heading,
    measure_rows,
    per_provincie,
    titel,
    uitkomsten,
)
from verdeling.insight.compare import Gebiedsverschil, Paar
from verdeling.report.texts import Language
from verdeling.texts import Lang, number, say

GENOEMD: Final = 5
"""So many risers and fallers are named."""
KOPBREEDTE: Final = 14
"""Width at which the name of a model in a heading goes on on the next line: spreidingswet- fits."""


def show_pairs(paren: Sequence[Paar], lang: Lang, *, alles: bool) -> None:
    """Print every pair, first of all which inputs differ; every gemeente when `alles`."""
    console, namen = scherm(lang), area_names()
    for paar in paren:
        console.print(paar.eerste_regel(lang), style="bold", soft_wrap=True)
        for zin in paar.aanpassingen(lang):
            console.print(zin, soft_wrap=True)
        console.print()
        console.print(titel(paar, lang))
        _gebieden(console, paar, namen, lang)
        gemeenten = paar.verschillen.gemeenten
        delen = [d.per_gemeente for d in paar.bijdragen]
        if alles:
            console.print(_tabel(paar, "gemeente", namen, gemeenten, delen, lang))
        else:
            _uitersten(console, paar, namen, lang)
        _classes(console, paar, lang)
        console.print(
            say("cli.compare.plan" if paar.wat == "plan" else "cli.compare.bijdragen", lang), soft_wrap=True
        )
        console.print()
    for (taak, wat), per_uitkomst in uitkomsten(paren).items():
        naam = Language(lang).task(taak)
        kop = naam if wat == "indicatief" else say("cli.maten.plan", lang, taak=naam)
        tabel = leeg([kop, *map(_in_rules, per_uitkomst)])
        for maat, cellen in measure_rows(list(per_uitkomst.values()), lang):
            tabel.add_row(maat, *cellen)
        console.print(say("cli.compare.maten", lang))
        console.print(tabel)


def _in_rules(naam: str) -> str:
    """A long name over more lines, broken after a hyphen or underscore and not within a word."""
    regels = [""]
    for deel in re.split(r"(?<=[-_])", naam):
        if regels[-1] and len(regels[-1]) + len(deel) > KOPBREEDTE:
            regels.append("")
        regels[-1] += deel
    return "\n".join(regels)


def _gebieden(console: Console, paar: Paar, namen: Mapping[str, str], lang: Lang) -> None:
    provincies = paar.verschillen.provincies
    sommen = [per_provincie(paar, d) for d in paar.bijdragen]
    delen = [[som[g.code] for g in provincies] for som in sommen]
    tabel = _tabel(paar, "provincie", namen, provincies, delen, lang)
    land = paar.verschillen.land
    tabel.add_row(
        say("cli.totaal", lang), *_cellen(land, [d.som for d in paar.bijdragen], lang), style="bold"
    )
    console.print(tabel)


def _tabel(
    paar: Paar,
    soort: str,
    namen: Mapping[str, str],
    gebieden: Sequence[Gebiedsverschil],
    delen: Sequence[Sequence[Fraction]],
    lang: Lang,
) -> Table:
    # The title has just named both sides: their names, of any length, would fold every column of the table.
    koppen = [say(f"cli.kop.{soort}", lang), say("cli.kop.van", lang), say("cli.kop.naar", lang)]
    koppen += [say("compare.kol.verschil", lang), say("compare.kol.procent", lang)]
    door = [contribution_heading(d, lang).replace(" ", "\n", 1) for d in paar.bijdragen]
    tabel = leeg([*koppen, *door])
    tabel.collapse_padding, tabel.columns[0].no_wrap = True, True
    for nummer, gebied in enumerate(gebieden):
        tabel.add_row(namen[gebied.code], *_cellen(gebied, [d[nummer] for d in delen], lang))
    return tabel


def _cellen(gebied: Gebiedsverschil, delen: Sequence[Fraction], lang: Lang) -> list[str]:
    return [
        number(gebied.a, lang),
        number(gebied.b, lang),
        _plus(gebied.verschil, lang),
        getal(gebied.procent, lang, 2),
        *(_plus(d, lang, 1) for d in delen),
    ]


def _plus(waarde: int | Fraction, lang: Lang, decimalen: int = 0) -> str:
    """A difference with its sign; what rounds to zero has none."""
    tekst = number(waarde, lang, decimalen)
    return f"+{tekst}" if waarde > 0 and tekst != number(0, lang, decimalen) else tekst


def _uitersten(console: Console, paar: Paar, namen: Mapping[str, str], lang: Lang) -> None:
    """The gemeenten that gain and lose most places; those that stay the same are not named."""
    rijen = sorted(
        enumerate(paar.verschillen.gemeenten), key=lambda rij: (-abs(rij[1].verschil), rij[1].code)
    )
    meer = [rij for rij in rijen if rij[1].verschil > 0][:GENOEMD]
    minder = [rij for rij in rijen if rij[1].verschil < 0][:GENOEMD]
    for sleutel, keus in (("meer", meer), ("minder", minder)):
        if keus:
            console.print(say(f"cli.compare.{sleutel}", lang, aantal=len(keus)))
            delen = [[d.per_gemeente[i] for i, _ in keus] for d in paar.bijdragen]
            console.print(_tabel(paar, "gemeente", namen, [g for _, g in keus], delen, lang))


def _classes(console: Console, paar: Paar, lang: Lang) -> None:
    koppen = [say("cli.compare.klassen", lang)]
    koppen += [say(f"compare.kol.{k}", lang) for k in ("meer", "minder", "gelijk", "saldo")]
    tabel = leeg(koppen)
    for k in paar.verschillen.klassen:
        tellingen = [number(n, lang) for n in (k.meer, k.minder, k.gelijk)]
        tabel.add_row(class_name(k, lang), *tellingen, _plus(k.saldo, lang))
    console.print(tabel)
