"""The sum behind one figure in at most twelve steps, and what would change it, from a result folder alone."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from verdeling.report.data import ExplanationStep
from verdeling.report.texts import Language
from verdeling.result.tables import FigureRow
from verdeling.result.told import SourceValue, TaskFigures, Trail
from verdeling.result.what_if import WhatIfRow
from verdeling.terms import Grondslag, Niveau
from verdeling.texts import Lang, number, say
from verdeling.texts.sources import source
from verdeling.trace import Spoor

ZONDER_SLEUTEL: Final = ("vast", "elders")
"""Steps of a figure that was given and that no key explains."""
MOST: Final = 12
"""A sum has at most so many steps."""
_HALF: Final = Fraction(1, 2)


def steps(
    trail: Trail, weight: Fraction, whole: Fraction | int, total: Fraction, lang: Lang
) -> tuple[ExplanationStep, ...]:
    """Steps from the weight to the figure.

    weight / Σ weights = share; total × share = quota; then each traced step, so that
    quota + Σ contributions = figure, exactly.

    Parameters
    ----------
    trail
        Line of ``trace.jsonl`` of the gemeente.
    weight, whole
        Weight of the gemeente and sum of all weights.
    total
        The total that is divided.
    """
    start = trail.spoor.start
    share = start / total if total else Fraction(0)
    out = [
        *(_source_value(w, lang) for w in trail.waarden),
        ExplanationStep(
            say("report.stap.aandeel", lang, gewicht=_short(weight, lang), som=_short(Fraction(whole), lang)),
            f"{number(100 * share, lang, 5)}\u00a0%",
        ),
        ExplanationStep(
            say("report.stap.quotum", lang, totaal=_whole(total, lang), aandeel=number(100 * share, lang, 5)),
            number(start, lang, 4),
        ),
    ]
    if any(step.soort in ZONDER_SLEUTEL for step in trail.spoor.stappen):
        out = []
    out += _walk(trail.spoor, lang)
    return tuple(out if len(out) <= MOST else _together(out, lang))


def plan_steps(spoor: Spoor, lang: Lang) -> tuple[ExplanationStep, ...]:
    """Steps from the indicative figure to what stands in the gemeente under the plan."""
    start = ExplanationStep(Language(lang).column("indicatief"), _whole(spoor.start, lang))
    return (start, *_walk(spoor, lang))


def _walk(spoor: Spoor, lang: Lang) -> Iterator[ExplanationStep]:
    """The traced steps, each with the running value after it."""
    state = spoor.start
    for step in spoor.stappen:
        state += step.bijdrage
        text = say(f"stap.{step.soort}", lang, **step.gegevens)
        yield ExplanationStep(text, _whole(state, lang), _grondslag(step.grondslag, lang))


def otherwise(
    row: FigureRow,
    spoor: Spoor,
    told: TaskFigures,
    inwoners: int,
    what_if: Sequence[WhatIfRow],
    lang: Lang,
) -> tuple[str, ...]:
    """Sentences on what would change the figure, all exact.

    The nearest totals at which the figure changes are told only where the figure is the quota of the whole
    country rounded half-up, so that nothing else can play a part. What a division by inhabitants alone would
    give is told only where that is not the same as leaving out the one criterion of the key.

    Parameters
    ----------
    what_if
        Rows of ``wat_als.csv`` of this task and gemeente.
    """
    total, levels = told.totaal, told.niveaus
    share = spoor.start / total if total else Fraction(0)
    sentences = [_what_if_sentence(w, row, total, lang) for w in what_if]
    direct = len(levels) == 1 and levels[0].niveau is Niveau.GEMEENTE and levels[0].afronding == "half_op"
    if direct and share and [s.soort for s in spoor.stappen] == ["half_op"]:
        n = row.indicatief
        higher = math.ceil((n + _HALF) / share)
        lower = math.ceil((n - _HALF) / share) - 1
        sentences.append(say("report.anders.hoger", lang, totaal=higher, aantal=_half_up(higher * share)))
        if n:
            sentences.append(say("report.anders.lager", lang, totaal=lower, aantal=_half_up(lower * share)))
    criteria = sum(w.verandering == "zonder" for w in what_if)
    if row.inwoners and inwoners and criteria != 1:
        by_inwoners = total * Fraction(row.inwoners, inwoners)
        difference = Fraction(row.quotum) - by_inwoners
        sleutel = "report.anders.minder" if difference < 0 else "report.anders.meer"
        if round(difference, 1):
            sentences.append(say(sleutel, lang, naar_inwoners=by_inwoners, verschil=abs(difference)))
    if what_if and what_if[0].aantal != row.indicatief:
        sentences.append(say("report.anders.formule", lang, aantal=what_if[0].aantal))
    return tuple(sentences)


def _what_if_sentence(w: WhatIfRow, row: FigureRow, total: Fraction, lang: Lang) -> str:
    """One change and the figure after it, with how much more or less that is."""
    extra_total, difference = w.erbij or 0, w.dan - w.aantal
    column = Language(lang).column_name(w.kolom)
    higher = _whole(total + extra_total, lang)
    data = {"kolom": column, "gemeente": row.gemeente, "erbij": extra_total, "totaal": higher}
    what = say(f"report.wat_als.{w.verandering}", lang, **data)
    kind = "meer" if difference > 0 else "minder" if difference < 0 else "gelijk"
    return say(f"report.wat_als.dan.{kind}", lang, wat=what, dan=w.dan, verschil=abs(difference))


def _half_up(value: Fraction) -> int:
    return math.floor(value + _HALF)


def _source_value(value: SourceValue, lang: Lang) -> ExplanationStep:
    """A source value: column, value, publisher and date; the table of sources tells the rest."""
    t = Language(lang)
    abbreviation = re.match(r"[^,]*\(([A-Z]+)\),", value.bron)
    origin = abbreviation[1] if abbreviation else source(value.bron, lang)
    if value.peildatum:
        origin += f", {t.date(value.peildatum)}"
    name = t.column_name(value.kolom)
    return ExplanationStep(name[:1].upper() + name[1:], _short(value.waarde, lang), origin)


def _grondslag(grondslag: Grondslag | None, lang: Lang) -> str:
    if grondslag is None:
        return ""
    status = say(f"insight.status.{grondslag.status}", lang)
    parts = (grondslag.bron, grondslag.passage)
    return ", ".join([*(source(part, lang) for part in parts if part), status])


def _short(value: Fraction, lang: Lang) -> str:
    """A number with as many decimals as it has, at most six."""
    for decimals in range(7):
        if (value * 10**decimals).denominator == 1:
            return number(value, lang, decimals)
    return number(value, lang, 6)


def _whole(value: Fraction, lang: Lang) -> str:
    return number(value, lang, 0 if value.denominator == 1 else 4)


def _together(out: list[ExplanationStep], lang: Lang) -> list[ExplanationStep]:
    """Take the middle steps together, so that the sum stays readable and still ends at the figure."""
    over = len(out) - MOST + 1
    heading, middle, tail = out[:4], out[4 : 4 + over], out[4 + over :]
    return [
        *heading,
        ExplanationStep(say("report.stap.samen", lang, aantal=over), middle[-1].uitkomst),
        *tail,
    ]
