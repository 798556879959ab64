"""The sum behind one figure in at most twelve steps, and what would change it, from a result folder alone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from verdeling.report.data import Uitlegstap
from verdeling.report.texts import Taal
from verdeling.result.tables import Cijferrij
from verdeling.texts import Lang, number, say
from verdeling.texts.bronnen import source

ZONDER_SLEUTEL: Final = ("vast", "elders")
"""Steps of a figure that was given and that no key explains."""
MEESTE: Final = 12
"""A sum has at most so many steps."""
_HELFT: Final = Fraction(1, 2)


def stappen(
    spoor: Mapping[str, Any], gewicht: Fraction, som: Fraction | int, totaal: Fraction, lang: Lang
) -> tuple[Uitlegstap, ...]:
    """Steps from the weight to the figure.

    weight / Σ weights = share; total × share = quota; then each traced step, so that
    quota + Σ contributions = figure, exactly.

    Parameters
    ----------
    spoor
        Line of ``trace.jsonl`` of the gemeente.
    gewicht, som
        Weight of the gemeente and sum of all weights.
    totaal
        The total that is divided.
    """
    start = Fraction(spoor["start"])
    aandeel = start / totaal if totaal else Fraction(0)
    uit = [
        *(_bronwaarde(w, lang) for w in spoor.get("waarden", [])),
        Uitlegstap(
            say("report.stap.aandeel", lang, gewicht=_kort(gewicht, lang), som=_kort(Fraction(som), lang)),
            f"{number(100 * aandeel, lang, 5)}\u00a0%",
        ),
        Uitlegstap(
            say(
                "report.stap.quotum", lang, totaal=_heel(totaal, lang), aandeel=number(100 * aandeel, lang, 5)
            ),
            number(start, lang, 4),
        ),
    ]
    if any(stap["soort"] in ZONDER_SLEUTEL for stap in spoor["stappen"]):
        uit = []
    uit += _gang(spoor, lang)
    return tuple(uit if len(uit) <= MEESTE else _samen(uit, lang))


def planstappen(spoor: Mapping[str, Any], lang: Lang) -> tuple[Uitlegstap, ...]:
    """Steps from the indicative figure to what stands in the gemeente under the plan."""
    begin = Uitlegstap(Taal(lang).kolom("indicatief"), _heel(Fraction(spoor["start"]), lang))
    return (begin, *_gang(spoor, lang))


def _gang(spoor: Mapping[str, Any], lang: Lang) -> Iterator[Uitlegstap]:
    """The traced steps, each with the running value after it."""
    stand = Fraction(spoor["start"])
    for stap in spoor["stappen"]:
        stand += Fraction(stap["bijdrage"])
        tekst = say(f"stap.{stap['soort']}", lang, **{k: _getal(v) for k, v in stap["gegevens"].items()})
        yield Uitlegstap(tekst, _heel(stand, lang), _grondslag(stap.get("grondslag"), lang))


def anders(
    rij: Cijferrij,
    spoor: Mapping[str, Any],
    totaal: Fraction,
    inwoners: int,
    niveaus: Sequence[Mapping[str, Any]],
    wat_als: Sequence[Mapping[str, str]],
    lang: Lang,
) -> tuple[str, ...]:
    """Sentences on what would change the figure, all exact.

    The nearest totals at which the figure changes are told only where the figure is the quota of the whole
    country rounded half-up, so that nothing else can play a part. What a division by inhabitants alone would
    give is told only where that is not the same as leaving out the one criterion of the key.

    Parameters
    ----------
    wat_als
        Rows of ``wat_als.csv`` of this task and gemeente.
    """
    start = Fraction(spoor["start"])
    aandeel = start / totaal if totaal else Fraction(0)
    zinnen = [_wat_als_zin(w, rij, totaal, lang) for w in wat_als]
    direct = len(niveaus) == 1 and niveaus[0]["niveau"] == "gemeente" and niveaus[0]["afronding"] == "half_op"
    if direct and aandeel and len(spoor["stappen"]) == 1:
        n = rij.indicatief
        hoger = math.ceil((n + _HELFT) / aandeel)
        lager = math.ceil((n - _HELFT) / aandeel) - 1
        zinnen.append(say("report.anders.hoger", lang, totaal=hoger, aantal=_half_op(hoger * aandeel)))
        if n:
            zinnen.append(say("report.anders.lager", lang, totaal=lager, aantal=_half_op(lager * aandeel)))
    criteria = sum(w["verandering"] == "zonder" for w in wat_als)
    if rij.inwoners and inwoners and criteria != 1:
        naar_inwoners = totaal * Fraction(rij.inwoners, inwoners)
        verschil = Fraction(rij.quotum) - naar_inwoners
        sleutel = "report.anders.minder" if verschil < 0 else "report.anders.meer"
        if round(verschil, 1):
            zinnen.append(say(sleutel, lang, naar_inwoners=naar_inwoners, verschil=abs(verschil)))
    return tuple(zinnen)


def _wat_als_zin(w: Mapping[str, str], rij: Cijferrij, totaal: Fraction, lang: Lang) -> str:
    """One change and the figure after it, with how much more or less that is."""
    erbij, verschil = int(w["erbij"] or 0), int(w["dan"]) - int(w["aantal"])
    kolom = Taal(lang).kolomnaam(w["kolom"])
    hoger = _heel(totaal + erbij, lang)
    gegevens = {"kolom": kolom, "gemeente": rij.gemeente, "erbij": erbij, "totaal": hoger}
    wat = say(f"report.wat_als.{w['verandering']}", lang, **gegevens)
    soort = "meer" if verschil > 0 else "minder" if verschil < 0 else "gelijk"
    return say(f"report.wat_als.dan.{soort}", lang, wat=wat, dan=int(w["dan"]), verschil=abs(verschil))


def _half_op(waarde: Fraction) -> int:
    return math.floor(waarde + _HELFT)


def _bronwaarde(waarde: Mapping[str, Any], lang: Lang) -> Uitlegstap:
    """A source value: column, value, publisher and date; the table of sources tells the rest."""
    t = Taal(lang)
    afkorting = re.match(r"[^,]*\(([A-Z]+)\),", waarde["bron"])
    bron = afkorting[1] if afkorting else source(waarde["bron"], lang)
    if waarde.get("peildatum"):
        bron += f", {t.datum(waarde['peildatum'])}"
    naam = t.kolomnaam(waarde["kolom"])
    return Uitlegstap(naam[:1].upper() + naam[1:], _kort(Fraction(waarde["waarde"]), lang), bron)


def _grondslag(grondslag: Mapping[str, Any] | None, lang: Lang) -> str:
    if not grondslag:
        return ""
    delen = [
        source(grondslag["bron"], lang),
        grondslag.get("artikel"),
        say(f"report.status.{grondslag['status']}", lang),
    ]
    return ", ".join(d for d in delen if d)


def _getal(waarde: Any) -> Any:  # noqa: ANN401
    """Numbers of a trace line: ints stay, texts such as ``7/3`` become fractions, other texts stay."""
    if isinstance(waarde, str) and waarde.replace("/", "", 1).replace("-", "", 1).isdigit():
        return Fraction(waarde)
    return waarde


def _kort(waarde: Fraction, lang: Lang) -> str:
    """A number with as many decimals as it has, at most six."""
    for decimalen in range(7):
        if (waarde * 10**decimalen).denominator == 1:
            return number(waarde, lang, decimalen)
    return number(waarde, lang, 6)


def _heel(waarde: Fraction, lang: Lang) -> str:
    return number(waarde, lang, 0 if waarde.denominator == 1 else 4)


def _samen(uit: list[Uitlegstap], lang: Lang) -> list[Uitlegstap]:
    """Take the middle steps together, so that the sum stays readable and still ends at the figure."""
    over = len(uit) - MEESTE + 1
    kop, midden, staart = uit[:4], uit[4 : 4 + over], uit[4 + over :]
    return [*kop, Uitlegstap(say("report.stap.samen", lang, aantal=over), midden[-1].uitkomst), *staart]
