"""The trail behind one figure: the quota of the whole country's key, then one exact step per deviation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from verdeling.errors import ModelError
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.sleutel.indicatief import Indicatief, TaakOutcome
from verdeling.sleutel.niveaus import Getal, NiveauOutcome, as_whole
from verdeling.terms import Grondslag
from verdeling.texts import Lang, say
from verdeling.trace import Spoor, TraceStep
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import DelenAfronding


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the start of a trail comes from: quotum = totaal × gewicht / som, exactly.

    Attributes
    ----------
    waarden
        The columns that the key reads, each with the value of the gemeente.
    gewicht
        Weight of the gemeente.
    som
        Sum of the weights of all gemeenten that take part.
    totaal
        What is divided.
    """

    waarden: tuple[tuple[Kolom, Fraction], ...]
    gewicht: Fraction
    som: Fraction
    totaal: Getal

    @property
    def aandeel(self) -> Fraction:
        """Share of the gemeente."""
        return self.gewicht / self.som

    @property
    def quotum(self) -> Fraction:
        """Unrounded figure by the key of the task over the whole country."""
        return self.totaal * self.aandeel


def origins_of(indicatief: Indicatief, taak: str, code: str) -> Origins:
    """Source values, weight and share of one gemeente.

    Raises
    ------
    ModelError
        Unknown task or gemeente.
    """
    outcome, row = search_spoor(indicatief, taak, code)
    sleutel = outcome.gewichten
    return Origins(
        waarden=tuple(
            [
                (k, Fraction(t, k.denominator))
                for k in sleutel.gebruikt
                if (t := k.numerators[row]) is not None
            ]
        ),
        gewicht=Fraction(sleutel.numerators[row], sleutel.denominator),
        som=Fraction(sleutel.som, sleutel.denominator),
        totaal=outcome.totaal,
    )


def spoor(
    model: Verdeelmodel,
    data: Gegevens,
    indicatief: Indicatief,
    taak: str,
    code: str,
    part: str | None = None,
) -> Spoor:
    """Trail of one figure: start + Σ steps = figure, exactly.

    The start is the unrounded quota of the task's key over all gemeenten that take part. After each level
    the running value is the value of the gemeente's area × its share inside that area under the key of the
    last level, so each step tells what the level changed for this gemeente: another key, a given total,
    rounding, a tie, or what rounding left over. Of a figure that was given, the start is zero and the trail
    tells what was given.

    Parameters
    ----------
    model
        The model; its title is not needed, its tasks are those of `indicatief`.
    data
        The data, for the names of areas.
    indicatief
        The result that is explained.
    taak
        Name of the task.
    code
        Gemeentecode.
    part
        Name of a part of the task, to explain that figure instead.

    Raises
    ------
    ModelError
        Unknown task, gemeente or part.
    """
    outcome, row = search_spoor(indicatief, taak, code)
    sleutel = outcome.gewichten
    start = Fraction(outcome.totaal * sleutel.numerators[row], sleutel.som)
    if part is not None:
        return _spoor_part(outcome, row, start, part)
    if without_sleutel(outcome, row):
        return Spoor(taak, code, Fraction(0), tuple(_given(outcome, row, data)))
    steps: list[TraceStep] = []
    state, value = start, outcome.totaal
    for depth, niveau in enumerate(outcome.niveaus):
        area = niveau.gebied[row]
        last = niveau is outcome.niveaus[-1]
        inside = Fraction(1)
        if not last:
            total = outcome.gewicht_binnen[depth][area]
            inside = Fraction(outcome.niveaus[-1].gewichten[row], total) if total else Fraction(0)
        name = data.gebiedsnaam[niveau.codes[area]]
        keten = niveau.regel.keten and not last
        for kind, end, figures, grondslag in _steps(niveau, area, value, keten):
            new = end * inside
            if new != state or kind not in SILENT:
                steps.append(
                    TraceStep(kind, new - state, MappingProxyType({"naam": name, **figures}), grondslag)
                )
            state = new
        value = niveau.waarden[area] if keten else niveau.aantallen[area]
    return Spoor(taak, code, start, tuple(steps))


def without_sleutel(outcome: TaakOutcome, row: int) -> bool:
    """Whether the figure of a gemeente follows from no key: it, or every place of its task, was given."""
    niveau = outcome.niveaus[-1]
    if niveau.regel.gegeven is None or len(niveau.codes) != len(outcome.codes):
        return False
    if niveau.gegeven[niveau.gebied[row]] is not None:
        return True
    pairs = zip(niveau.gegeven, niveau.numerators, strict=True)
    return all(fixed is not None or not numerator for fixed, numerator in pairs)


def _given(outcome: TaakOutcome, row: int, data: Gegevens) -> Iterator[TraceStep]:
    """What was given to a gemeente, or that all was given to others."""
    niveau = outcome.niveaus[-1]
    area, regel = niveau.gebied[row], niveau.regel
    fixed, count = niveau.gegeven[area], niveau.aantallen[area]
    name = data.gebiedsnaam[niveau.codes[area]]
    if fixed is None:
        yield TraceStep("elders", Fraction(0), MappingProxyType({"naam": name}), None)
        fixed = Fraction(0)
    else:
        grondslag = niveau.grondslag_gegeven(area)
        yield TraceStep(
            "vast", fixed, MappingProxyType({"naam": name, "gegeven": as_whole(fixed)}), grondslag
        )
    if fixed != count:
        figures = MappingProxyType({"naam": name, "quotum": fixed, "aantal": count})
        yield TraceStep(regel.afronding.value, count - fixed, figures, regel.grondslag)


SILENT = frozenset({"sleutel", "overige"})
"""Steps that are left out when they change nothing."""

Step = tuple[str, Getal, dict[str, Any], Grondslag | None]


def _steps(niveau: NiveauOutcome, row: int, value: Getal, keten: bool) -> Iterator[Step]:
    """What one level makes of one area: kind, value after it, numbers, legal basis."""
    regel = niveau.regel
    total = niveau.weight_of_parent[row]
    volgens_sleutel = Fraction(value * niveau.gewichten[row], total) if total else Fraction(0)
    figures = {"totaal": value, "quotum": volgens_sleutel, "gewicht": niveau.gewichten[row], "som": total}
    yield "sleutel", volgens_sleutel, figures, regel.grondslag

    quotum, fixed, rounded, count = (
        niveau.quotum(row),
        niveau.gegeven[row],
        niveau.afgerond[row],
        niveau.aantallen[row],
    )
    if fixed is not None:
        kind = "gegeven" if regel.gegeven else "gepubliceerd"
        given = {"quotum": volgens_sleutel, "gegeven": as_whole(fixed)}
        yield kind, fixed, given, niveau.grondslag_gegeven(row)
    else:
        yield "overige", quotum, {"volgens_sleutel": volgens_sleutel, "quotum": quotum}, regel.grondslag
    if keten:
        yield "keten", quotum, {"quotum": quotum, "aantal": count}, regel.grondslag
        return

    equal = next((g for g in niveau.ties if row in g.kandidaten), None)
    if equal is None:
        if fixed is None or quotum != rounded:
            yield regel.afronding.value, rounded, {"quotum": quotum, "aantal": rounded}, regel.grondslag
    else:
        won = row in equal.toegewezen
        without = rounded - won
        yield regel.afronding.value, without, {"quotum": quotum, "aantal": without}, regel.grondslag
        kind = "gelijk_wel" if won else "gelijk_niet"
        numbers = {"kandidaten": len(equal.kandidaten), "plaatsen": equal.plaatsen, "aantal": rounded}
        yield kind, rounded, {**numbers, "volgorde": regel.volgorde.value}, regel.grondslag
    if count != rounded:
        yield "rest_naar", count, {"afgerond": rounded, "aantal": count}, regel.grondslag


def _spoor_part(outcome: TaakOutcome, row: int, start: Fraction, part: str) -> Spoor:
    """Trail of a part: its ratio applied to the quota, to the figure, and rounded."""
    parts = outcome.taak.delen
    if parts is None or part not in outcome.delen:
        raise ModelError.een("V342", outcome.naam, deel=part, bekend=", ".join(outcome.delen) or "–")
    totals = {name: number.waarde for name, number in parts.totalen.items()}
    checked = parts.afronding is DelenAfronding.GECONTROLEERD

    def verhouding(denominator: Getal) -> Fraction:
        if not denominator:
            return Fraction(0)
        return (
            totals[part] / denominator
            if part in totals
            else 1 - sum(totals.values(), Fraction(0)) / denominator
        )

    landelijk = verhouding(outcome.totaal)
    figure, count = outcome.aantallen[row], outcome.delen[part][row]
    per_figure = verhouding(sum(outcome.aantallen)) if checked else landelijk
    start *= landelijk
    unrounded = figure * per_figure
    grondslag = parts.totalen[part].grondslag if part in totals else None
    kind = "deel_gecontroleerd" if checked else "deel_los" if part in totals else "deel_rest"
    basis = {"naam": part, "cijfer": figure, "quotum": unrounded, "aantal": count}
    steps = (
        TraceStep("deel", unrounded - start, MappingProxyType(basis), grondslag),
        TraceStep(kind, count - unrounded, MappingProxyType(basis), grondslag),
    )
    return Spoor(f"{outcome.naam}.{part}", outcome.codes[row], start, steps)


def tell_step(step: TraceStep, lang: Lang = "nl") -> str:
    """Tell a step in words."""
    return say(f"stap.{step.soort}", lang, **step.gegevens)


def search_spoor(indicatief: Indicatief, taak: str, code: str) -> tuple[TaakOutcome, int]:
    """Result of a task, and the row of a gemeente in it."""
    if taak not in indicatief.taken:
        raise ModelError.een("V341", taak, bekend=", ".join(indicatief.taken))
    outcome = indicatief.taken[taak]
    try:
        return outcome, outcome.rij[code]
    except KeyError:
        raise ModelError.een("V343", code, aantal=len(outcome.codes)) from None
