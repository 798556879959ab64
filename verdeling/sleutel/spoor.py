"""The trail behind one figure: the quota of the whole country's key, then one exact step per deviation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from verdeling.errors import ModelError
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.sleutel.indicatief import Indicatief, TaakUitkomst
from verdeling.sleutel.niveaus import Getal, NiveauUitkomst, geheel
from verdeling.terms import Grondslag
from verdeling.texts import Lang, say
from verdeling.trace import Spoor, Stap
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import DelenAfronding


@dataclass(frozen=True, slots=True)
class Herkomst:
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


def herkomst(indicatief: Indicatief, taak: str, code: str) -> Herkomst:
    """Source values, weight and share of one gemeente.

    Raises
    ------
    ModelError
        Unknown task or gemeente.
    """
    uitkomst, rij = zoek(indicatief, taak, code)
    sleutel = uitkomst.gewichten
    return Herkomst(
        waarden=tuple(
            [(k, Fraction(t, k.noemer)) for k in sleutel.gebruikt if (t := k.tellers[rij]) is not None]
        ),
        gewicht=Fraction(sleutel.tellers[rij], sleutel.noemer),
        som=Fraction(sleutel.som, sleutel.noemer),
        totaal=uitkomst.totaal,
    )


def spoor(
    model: Verdeelmodel,
    gegevens: Gegevens,
    indicatief: Indicatief,
    taak: str,
    code: str,
    deel: str | None = None,
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
    gegevens
        The data, for the names of areas.
    indicatief
        The result that is explained.
    taak
        Name of the task.
    code
        Gemeentecode.
    deel
        Name of a part of the task, to explain that figure instead.

    Raises
    ------
    ModelError
        Unknown task, gemeente or part.
    """
    uitkomst, rij = zoek(indicatief, taak, code)
    sleutel = uitkomst.gewichten
    start = Fraction(uitkomst.totaal * sleutel.tellers[rij], sleutel.som)
    if deel is not None:
        return _spoor_part(uitkomst, rij, start, deel)
    if without_sleutel(uitkomst, rij):
        return Spoor(taak, code, Fraction(0), tuple(_given(uitkomst, rij, gegevens)))
    stappen: list[Stap] = []
    stand, waarde = start, uitkomst.totaal
    for diepte, niveau in enumerate(uitkomst.niveaus):
        gebied = niveau.gebied[rij]
        laatste = niveau is uitkomst.niveaus[-1]
        binnen = Fraction(1)
        if not laatste:
            som = uitkomst.gewicht_binnen[diepte][gebied]
            binnen = Fraction(uitkomst.niveaus[-1].gewichten[rij], som) if som else Fraction(0)
        naam = gegevens.gebiedsnaam[niveau.codes[gebied]]
        keten = niveau.regel.keten and not laatste
        for soort, eind, cijfers, grondslag in _treden(niveau, gebied, waarde, keten):
            nieuw = eind * binnen
            if nieuw != stand or soort not in STIL:
                stappen.append(
                    Stap(soort, nieuw - stand, MappingProxyType({"naam": naam, **cijfers}), grondslag)
                )
            stand = nieuw
        waarde = niveau.waarden[gebied] if keten else niveau.aantallen[gebied]
    return Spoor(taak, code, start, tuple(stappen))


def without_sleutel(uitkomst: TaakUitkomst, rij: int) -> bool:
    """Whether the figure of a gemeente follows from no key: it, or every place of its task, was given."""
    niveau = uitkomst.niveaus[-1]
    if niveau.regel.gegeven is None or len(niveau.codes) != len(uitkomst.codes):
        return False
    if niveau.gegeven[niveau.gebied[rij]] is not None:
        return True
    paren = zip(niveau.gegeven, niveau.tellers, strict=True)
    return all(vast is not None or not teller for vast, teller in paren)


def _given(uitkomst: TaakUitkomst, rij: int, gegevens: Gegevens) -> Iterator[Stap]:
    """What was given to a gemeente, or that all was given to others."""
    niveau = uitkomst.niveaus[-1]
    gebied, regel = niveau.gebied[rij], niveau.regel
    vast, aantal = niveau.gegeven[gebied], niveau.aantallen[gebied]
    naam = gegevens.gebiedsnaam[niveau.codes[gebied]]
    if vast is None:
        yield Stap("elders", Fraction(0), MappingProxyType({"naam": naam}), None)
        vast = Fraction(0)
    else:
        grondslag = niveau.grondslag_gegeven(gebied)
        yield Stap("vast", vast, MappingProxyType({"naam": naam, "gegeven": geheel(vast)}), grondslag)
    if vast != aantal:
        cijfers = MappingProxyType({"naam": naam, "quotum": vast, "aantal": aantal})
        yield Stap(regel.afronding.value, aantal - vast, cijfers, regel.grondslag)


STIL = frozenset({"sleutel", "overige"})
"""Steps that are left out when they change nothing."""

Trede = tuple[str, Getal, dict[str, Any], Grondslag | None]


def _treden(niveau: NiveauUitkomst, rij: int, waarde: Getal, keten: bool) -> Iterator[Trede]:
    """What one level makes of one area: kind, value after it, numbers, legal basis."""
    regel = niveau.regel
    som = niveau.gewicht_ouder[rij]
    volgens_sleutel = Fraction(waarde * niveau.gewichten[rij], som) if som else Fraction(0)
    cijfers = {"totaal": waarde, "quotum": volgens_sleutel, "gewicht": niveau.gewichten[rij], "som": som}
    yield "sleutel", volgens_sleutel, cijfers, regel.grondslag

    quotum, vast, afgerond, aantal = (
        niveau.quotum(rij),
        niveau.gegeven[rij],
        niveau.afgerond[rij],
        niveau.aantallen[rij],
    )
    if vast is not None:
        soort = "gegeven" if regel.gegeven else "gepubliceerd"
        gegeven = {"quotum": volgens_sleutel, "gegeven": geheel(vast)}
        yield soort, vast, gegeven, niveau.grondslag_gegeven(rij)
    else:
        yield "overige", quotum, {"volgens_sleutel": volgens_sleutel, "quotum": quotum}, regel.grondslag
    if keten:
        yield "keten", quotum, {"quotum": quotum, "aantal": aantal}, regel.grondslag
        return

    gelijk = next((g for g in niveau.gelijken if rij in g.kandidaten), None)
    if gelijk is None:
        if vast is None or quotum != afgerond:
            yield regel.afronding.value, afgerond, {"quotum": quotum, "aantal": afgerond}, regel.grondslag
    else:
        gewonnen = rij in gelijk.toegewezen
        zonder = afgerond - gewonnen
        yield regel.afronding.value, zonder, {"quotum": quotum, "aantal": zonder}, regel.grondslag
        soort = "gelijk_wel" if gewonnen else "gelijk_niet"
        getallen = {"kandidaten": len(gelijk.kandidaten), "plaatsen": gelijk.plaatsen, "aantal": afgerond}
        yield soort, afgerond, {**getallen, "volgorde": regel.volgorde.value}, regel.grondslag
    if aantal != afgerond:
        yield "rest_naar", aantal, {"afgerond": afgerond, "aantal": aantal}, regel.grondslag


def _spoor_part(uitkomst: TaakUitkomst, rij: int, start: Fraction, deel: str) -> Spoor:
    """Trail of a part: its ratio applied to the quota, to the figure, and rounded."""
    delen = uitkomst.taak.delen
    if delen is None or deel not in uitkomst.delen:
        raise ModelError.een("V342", uitkomst.naam, deel=deel, bekend=", ".join(uitkomst.delen) or "–")
    totalen = {naam: getal.waarde for naam, getal in delen.totalen.items()}
    gecontroleerd = delen.afronding is DelenAfronding.GECONTROLEERD

    def verhouding(noemer: Getal) -> Fraction:
        if not noemer:
            return Fraction(0)
        return totalen[deel] / noemer if deel in totalen else 1 - sum(totalen.values(), Fraction(0)) / noemer

    landelijk = verhouding(uitkomst.totaal)
    cijfer, aantal = uitkomst.aantallen[rij], uitkomst.delen[deel][rij]
    per_cijfer = verhouding(sum(uitkomst.aantallen)) if gecontroleerd else landelijk
    start *= landelijk
    onafgerond = cijfer * per_cijfer
    grondslag = delen.totalen[deel].grondslag if deel in totalen else None
    soort = "deel_gecontroleerd" if gecontroleerd else "deel_los" if deel in totalen else "deel_rest"
    basis = {"naam": deel, "cijfer": cijfer, "quotum": onafgerond, "aantal": aantal}
    stappen = (
        Stap("deel", onafgerond - start, MappingProxyType(basis), grondslag),
        Stap(soort, aantal - onafgerond, MappingProxyType(basis), grondslag),
    )
    return Spoor(f"{uitkomst.naam}.{deel}", uitkomst.codes[rij], start, stappen)


def vertel(stap: Stap, lang: Lang = "nl") -> str:
    """Tell a step in words."""
    return say(f"stap.{stap.soort}", lang, **stap.gegevens)


def zoek(indicatief: Indicatief, taak: str, code: str) -> tuple[TaakUitkomst, int]:
    """Result of a task, and the row of a gemeente in it."""
    if taak not in indicatief.taken:
        raise ModelError.een("V341", taak, bekend=", ".join(indicatief.taken))
    uitkomst = indicatief.taken[taak]
    try:
        return uitkomst, uitkomst.rij[code]
    except KeyError:
        raise ModelError.een("V343", code, aantal=len(uitkomst.codes)) from None
