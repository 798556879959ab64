"""A result on the terminal: per task the provinces and the largest gemeenten, or every gemeente."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table

from verdeling.cli.streams import scherm
from verdeling.result.tables import Onderdeel, inwoners_of, onderdelen, per_gebied, provinciecijfers
from verdeling.sleutel.indicatief import TaakUitkomst
from verdeling.terms import Niveau
from verdeling.texts import Lang, number, say

if TYPE_CHECKING:
    from verdeling.pipeline import Resultaat

GROOTSTE: Final = 10

Regel = tuple[str, int | None, Fraction, tuple[int, ...]]
"""Name, inhabitants, unrounded figure, whole number of the task and of each part."""


def toon(resultaat: Resultaat, lang: Lang, *, alles: bool) -> None:
    """Print the result; every gemeente when `alles`, else the provinces and the largest gemeenten."""
    console = scherm(lang)
    console.print(getattr(resultaat.model.titel, lang), style="bold")
    if resultaat.model.aangepast is not None:
        console.print(resultaat.model.aangepast.zin(lang))
    for taak in resultaat.indicatief.taken.values():
        delen = list(onderdelen(taak))
        gemeenten = _regels(resultaat, taak, delen, taak.codes)
        if alles or len(gemeenten) <= GROOTSTE:
            console.print(_tabel("gemeente", gemeenten, delen, lang, totaal=True))
            continue
        provincies = _regels(resultaat, taak, delen, taak.ligging[Niveau.PROVINCIE])
        console.print(_tabel("provincie", provincies, delen, lang, totaal=True))
        grootste = sorted(gemeenten, key=lambda regel: (-regel[3][0], regel[0]))[:GROOTSTE]
        console.print(say("cli.grootste", lang, aantal=GROOTSTE))
        console.print(_tabel("gemeente", grootste, delen, lang, totaal=False))


def _regels(
    resultaat: Resultaat, taak: TaakUitkomst, delen: Sequence[Onderdeel], ligging: Sequence[str]
) -> list[Regel]:
    inwoners = per_gebied(ligging, inwoners_of(taak, resultaat.model, resultaat.gegevens))
    # Unrounded is what was rounded: of a province that the model divides over, its own figure.
    quota = (
        dict(zip(taak.codes, taak.quota, strict=True))
        if ligging is taak.codes
        else {code: quotum for code, _, quotum in provinciecijfers(delen[0])}
    )
    aantallen = [per_gebied(ligging, deel.aantallen) for deel in delen]
    namen = resultaat.gegevens.gebiedsnaam
    return [
        (namen[code], inwoners.get(code), quota[code], tuple(per_deel[code] for per_deel in aantallen))
        for code in sorted(quota)
    ]


def _tabel(
    soort: str, regels: Sequence[Regel], delen: Sequence[Onderdeel], lang: Lang, *, totaal: bool
) -> Table:
    tabel = Table(box=SIMPLE_HEAD, show_footer=totaal, pad_edge=False)
    tabel.add_column(say(f"cli.kop.{soort}", lang), footer=say("cli.totaal", lang), no_wrap=True)
    bekend = [inwoners for _, inwoners, _, _ in regels if inwoners is not None]
    som = number(sum(bekend), lang) if len(bekend) == len(regels) else ""
    tabel.add_column(say("cli.kop.inwoners", lang), som, justify="right", overflow="fold")
    met_quotum = len(delen) == 1
    if met_quotum:
        tabel.add_column(say("cli.kop.onafgerond", lang), justify="right", overflow="fold")
    for nummer, deel in enumerate(delen):
        som = number(sum(aantallen[nummer] for *_, aantallen in regels), lang)
        tabel.add_column(
            deel.naam.rpartition("/")[2],
            som,
            justify="right",
            style="bold" if not nummer else None,
            overflow="fold",
        )
    tabel.add_column(say("cli.kop.per_duizend", lang), justify="right")
    for naam, inwoners, quotum, aantallen in regels:
        per_duizend = number(Fraction(1000 * aantallen[0], inwoners), lang, 2) if inwoners else ""
        tabel.add_row(
            naam,
            "" if inwoners is None else number(inwoners, lang),
            *([number(quotum, lang, 2)] if met_quotum else []),
            *(number(aantal, lang) for aantal in aantallen),
            per_duizend,
        )
    return tabel
